addEventListener("hashchange", () => route(false));
route(true).then(() => {
  performance.mark("factlint-ready");
  document.documentElement.dataset.started = "";
});
