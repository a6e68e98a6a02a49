// Before anything is painted: which view the address names, so that nothing has to move later.
(function () {
  var view = /^#(claims|dates|pages|page|subject|search)(?:[/?]|$)/.exec(location.hash);
  if (view) document.documentElement.dataset.view = view[1];
  document.documentElement.classList.add("scripted");
})();
