// The findings: filter, order, deep links, copying and sending.
const cards = $$("#list .finding");
const filters = $("#filters");
const order = new Map(cards.map((card, index) => [card, index]));

function passes(card, wanted) {
  const data = card.dataset;
  if (wanted.decide && (data.severity === "info" || data.reviews === "1")) return false;
  if (wanted.severity && data.severity !== wanted.severity) return false;
  if (wanted.owner && !data.owners.split("\n").includes(wanted.owner)) return false;
  if (wanted.rule && data.rule !== wanted.rule) return false;
  if (wanted.change && data.change !== wanted.change) return false;
  if (wanted.publisher && !data.publishers.split("\n").includes(wanted.publisher)) return false;
  return wanted.words.every((word) => data.search.includes(word));
}
function wanted() {
  const value = (name) => filters.elements[name]?.value ?? "";
  const words = fold(value("q")).split(" ").filter(Boolean);
  return {words, severity: value("severity"), owner: value("owner"), rule: value("rule"), publisher: value("publisher"), change: value("change"), decide: value("decide"), sort: value("sort")};
}
const SORTS = {
  headline: (card) => fold($(".headline", card).textContent),
  owner: (card) => fold(card.dataset.owners),
  page: (card) => $(".source", card)?.textContent ?? "",
};
let sorted = "";
function apply() {
  const want = wanted();
  if (want.sort !== sorted) {
    const key = SORTS[want.sort];
    const keys = key ? new Map(cards.map((card) => [card, key(card)])) : null;
    $("#list").append(...[...cards].sort((a, b) => (keys ? byName(keys.get(a), keys.get(b)) : 0) || order.get(a) - order.get(b)));
    sorted = want.sort;
  }
  let number = 0;
  for (const card of cards) {
    card.hidden = !passes(card, want);
    number += !card.hidden;
  }
  $("#count").textContent = number === cards.length ? counted(number, "finding") : `${counted(number, "finding")} of ${cards.length.toLocaleString("en-US")}`;
}
const remember = () => remembering("all", filters);
filters.addEventListener("input", () => { apply(); remember(); });
filters.addEventListener("submit", (event) => event.preventDefault());
filters.addEventListener("reset", () => setTimeout(() => { apply(); remember(); }));
$("#unfold").addEventListener("click", (event) => {
  const open = event.target.textContent === "Open all";
  for (const card of cards) if (!card.hidden) card.open = open;
  event.target.textContent = open ? "Fold all" : "Open all";
});

// What the address names: one finding, the list with a filter, or the top of the view.
function show(view, query, first) {
  const finding = view.startsWith("finding-") ? document.getElementById(view) : null;
  $("#gone").hidden = !view.startsWith("finding-") || Boolean(finding);
  if (finding) {
    for (const field of filters.elements) if (field.name) field.value = "";
    apply();
    finding.open = true;
    finding.scrollIntoView();
    $("summary", finding).focus({preventScroll: true});
    return;
  }
  if (view === "all") {
    for (const field of filters.elements) if (field.name) field.value = query.get(field.name) ?? "";
    apply();
    $("#all").scrollIntoView();
    if (!first) $("#all-title").focus({preventScroll: true});
  } else if (!first && view === "findings") {
    $("#findings-title").focus({preventScroll: true});
    scrollTo(0, 0);
  }
}

async function copy(button) {
  const text = button.parentNode.querySelector("code").textContent;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const range = document.createRange();
    range.selectNodeContents(button.parentNode.querySelector("code"));
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    document.execCommand("copy");
  }
  button.textContent = "Copied";
  said("Copied");
}
// A message with both quotes and public addresses, and no path of a machine.
function letter(card) {
  const lines = [$(".message", card).textContent.trim(), ""];
  for (const side of $$(".side", card)) {
    const says = $(".says", side);
    if (says) lines.push(`${says.textContent}:`);
    for (const place of $$(".place", side)) {
      const published = $("figcaption a[rel]", place);
      const who = $("figcaption b", place)?.textContent;
      const title = $("figcaption > a, figcaption > span:not(.sep)", place)?.textContent;
      lines.push(`- ${[who, title, $(".meta", place)?.textContent].filter(Boolean).join(", ")}`);
      const quote = $("blockquote", place)?.textContent.trim();
      if (quote) lines.push(`  "${shortened(quote, 400)}"`);
      if (published) lines.push(`  ${published.href}`);
    }
    lines.push("");
  }
  const direction = $(".direction", card)?.firstChild.textContent.trim();
  if (direction) lines.push(direction);
  lines.push("", `Found by factlint, ${$(".brand span").textContent} (${card.dataset.fp}).`);
  return shortened(lines.join("\n"), 1600);
}
// By characters, none of which may be cut in two.
function shortened(text, most) {
  const letters = [...text];
  return letters.length > most ? `${letters.slice(0, most).join("")} …` : text;
}
document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button?.classList.contains("copy")) copy(button);
  const link = event.target.closest(".permalink");
  if (link) navigator.clipboard?.writeText(link.href).then(() => { link.textContent = "Link copied"; said("Link copied"); }, () => {});
  if (button?.classList.contains("send")) {
    const card = button.closest(".finding");
    const link = el("a", {href: `mailto:?subject=${escaped($(".headline", card).textContent)}&body=${escaped(letter(card))}`});
    link.click();
  }
});

// On paper everything that is listed is told in full.
let opened = [];
addEventListener("beforeprint", () => {
  opened = [...cards.filter((card) => !card.hidden), ...$$(".changes details, .checked")].filter((card) => !card.open);
  for (const card of opened) card.open = true;
});
addEventListener("afterprint", () => { for (const card of opened) card.open = false; });
