// Any name of anything: what it is called elsewhere, and pages and findings with these words.
function named(data, words) {
  const exact = [], near = [];
  for (const concept of data.concepts.values()) {
    const names = [...concept.names, ...concept.wrong].map(fold);
    const hit = names.find((name) => name === words) ?? names.find((name) => name.includes(words));
    if (hit === words) exact.push([concept, hit]);
    else if (hit) near.push([concept, hit]);
  }
  const weight = ([concept]) => -(concept.facts.length + (data.mentions[concept.id]?.length ?? 0));
  return [...exact.sort((a, b) => weight(a) - weight(b)), ...near.sort((a, b) => weight(a) - weight(b))].slice(0, 20);
}
async function inTexts(data, words, current, holder) {
  const found = [];
  for (const doc of data.docs) {
    const {blocks} = await pageText(doc);
    if (!current()) return;
    const block = blocks.find((one) => one.text.toLowerCase().replace(/\s+/g, " ").includes(words));
    if (block) found.push(el("li", {}, el("a", {href: pageLink(doc, block.line)}, doc.title), el("span", {class: "meta"}, ` ${doc.publisher}`), el("br"), ...around(block.text.replace(/\s+/g, " "), words)));
    if (found.length === 200) break;
  }
  const told = `${counted(found.length, "page")}${found.length === 200 ? " or more" : ""}`;
  said(told);
  holder.replaceChildren(el("p", {}, told), el("ul", {class: "hits"}, ...found));
}
views.search = async ([text = ""], query, current) => {
  const data = await knowledge();
  const words = fold(text), slot = $("#view-search .slot");
  $("#search-title").textContent = words ? `“${text}”` : "Search";
  $("#search").value = text;
  if (!words) { slot.replaceChildren(el("p", {}, "Write a name, a title, or words of a finding above.")); return; }
  const concepts = named(data, words);
  const docs = data.docs.filter((doc) => fold(`${doc.title} ${doc.publisher} ${doc.id}`).includes(words)).slice(0, 30);
  const findings = cards.filter((card) => words.split(" ").every((word) => card.dataset.search.includes(word))).slice(0, 30);
  const holder = el("div");
  const group = (title, items) => (items.length ? [el("h2", {}, title), el("ul", {class: "hits"}, ...items)] : []);
  slot.replaceChildren(
    ...group("Names", concepts.map(([concept, hit]) => el("li", {}, el("a", {href: `#subject/${escaped(concept.id)}`}, concept.name), hit === fold(concept.name) ? "" : ` (as “${hit}”)`, el("span", {class: "meta"}, ` ${counted(concept.facts.length, "claim")}, ${counted(data.mentions[concept.id]?.length ?? 0, "mention")}`)))),
    ...group("Findings", findings.map((card) => el("li", {}, el("a", {href: `#${card.id}`}, $(".headline", card).textContent), `: ${$(".message", card).textContent}`))),
    ...group("Pages", docs.map((doc) => el("li", {}, el("a", {href: pageLink(doc)}, doc.title), el("span", {class: "meta"}, ` ${doc.publisher}`)))),
    concepts.length || findings.length || docs.length ? "" : el("p", {}, "No name, finding or title has these words."),
    el("h2", {}, "In the text of pages"), holder);
  holder.append(el("button", {type: "button", onclick: () => inTexts(data, words, current, holder)}, "Search all texts"));
};
$("#search-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const text = $("#search").value.trim();
  const data = await knowledge();
  const found = named(data, fold(text)), same = found.filter(([concept, hit]) => hit === fold(text));
  const exact = same.length ? same : found;
  location.hash = exact.length === 1 ? `subject/${escaped(exact[0][0].id)}` : `search/${escaped(text)}`;
});
