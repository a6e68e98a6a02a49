// Single keys, which can be switched off.
function remembered(name, value) {
  try {
    if (value === undefined) return localStorage.getItem(name);
    localStorage.setItem(name, value);
  } catch { /* a browser that keeps nothing for files */ }
  return null;
}
const keys = $("#keys");
keys.checked = remembered("factlint-keys") !== "off";
keys.addEventListener("change", () => remembered("factlint-keys", keys.checked ? "on" : "off"));
const help = $("#help");
$("#help-open").addEventListener("click", () => help.showModal());

function step(by) {
  if (document.documentElement.dataset.view === "page") { stepMark(by); return; }
  const seen = [...$$("[data-top]"), ...cards.filter((card) => !card.hidden)];
  if (!seen.length || document.documentElement.dataset.view !== "findings") return;
  const at = seen.findIndex((card) => card.contains(document.activeElement));
  const next = seen[Math.max(0, Math.min(seen.length - 1, at < 0 ? 0 : at + by))];
  for (const card of $$(".finding.now")) card.classList.remove("now");
  next.classList.add("now");
  $("summary", next).focus();
  next.scrollIntoView({block: "nearest"});
}
document.addEventListener("keydown", (event) => {
  if (!keys.checked || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea, dialog")) return;
  const does = {
    "/": () => $("#search").focus(),
    j: () => step(1),
    k: () => step(-1),
    o: () => { const card = document.activeElement.closest(".finding"); if (card) card.open = !card.open; },
    "?": () => help.showModal(),
  }[event.key];
  if (does) { event.preventDefault(); does(); }
});
