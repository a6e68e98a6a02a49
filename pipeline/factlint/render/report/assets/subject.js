// One subject: what is said of it side by side across publishers, how that changed with time, and where it is named.
const MENTIONS = 30;

function status(facts) {
  const sided = facts.filter((fact) => fact.attribute.polar && fact.side), undated = sided.filter((fact) => !fact.asOf).length;
  const dated = sided.filter((fact) => fact.asOf).sort((a, b) => byName(a.asOf, b.asOf));
  if (dated.length < 2) return [];
  const first = days(dated[0].asOf), last = days(dated.at(-1).asOf), width = 700, left = 70, right = 40;
  const at = (day) => left + ((day - first) / Math.max(1, last - first)) * (width - left - right);
  const picture = svg("svg", {viewBox: `0 0 ${width} 100`, class: "picture", role: "img", "aria-label": "Statements for it in the upper row, against it in the lower one, by date; the list below says the same"});
  const label = (x, y, words, anchor = "start") => { const node = svg("text", {x, y, "text-anchor": anchor}); node.textContent = words; picture.append(node); };
  label(8, 28, "for it");
  label(8, 62, "against");
  picture.append(svg("line", {x1: left - 12, x2: width - 12, y1: 76, y2: 76}));
  for (let year = new Date(first * 864e5).getUTCFullYear(); year <= new Date(last * 864e5).getUTCFullYear() + 1; year++) {
    const x = at(days(`${year}-01-01`));
    if (x < left - 12 || x > width - 12) continue;
    picture.append(svg("line", {x1: x, x2: x, y1: 72, y2: 80}));
    label(x, 93, String(year), "middle");
  }
  for (const fact of dated) {
    const x = at(days(fact.asOf));
    picture.append(fact.side > 0 ? svg("circle", {cx: x, cy: 24, r: 7, fill: "var(--info)"}) : svg("rect", {x: x - 6, y: 52, width: 12, height: 12, fill: "var(--info)"}));
  }
  return [el("h2", {}, "What was said of it, by date"), picture,
    el("ul", {}, ...dated.map((fact) => el("li", {}, el("b", {}, dayWords(fact.asOf)), ` ${fact.doc.publisher || fact.doc.title}, ${fact.attribute.name}: `, cell(fact, ""), fact.scope ? el("span", {class: "meta"}, fact.scope) : ""))),
    undated ? el("p", {class: "meta"}, `${counted(undated, "more statement")} on pages without a date.`) : ""];
}
const calledBy = (what, names) => (names.length ? `${what} ${names.slice(0, 20).join(", ")}${names.length > 20 ? " …" : ""}` : "");
function around(text, words) {
  const at = text.toLowerCase().indexOf(words.toLowerCase());
  if (at < 0) return [text.slice(0, 200)];
  const start = Math.max(0, at - 90), end = Math.min(text.length, at + words.length + 90);
  return [`${start ? "… " : ""}${text.slice(start, at)}`, el("mark", {}, text.slice(at, at + words.length)), `${text.slice(at + words.length, end)}${end < text.length ? " …" : ""}`];
}
async function snippet(doc, line, words) {
  const {blocks} = await pageText(doc);
  const texts = blocks.filter((block) => block.line <= line).map((block) => block.text.replace(/\s+/g, " "));
  const found = texts.findLast((text) => text.toLowerCase().includes(words.toLowerCase()));
  return found ? around(found, words) : [words];
}
views.subject = async ([id], query, current) => {
  const data = await knowledge();
  const concept = data.concepts.get(id), slot = $("#view-subject .slot"), title = $("#subject-title");
  if (!concept) {
    title.textContent = "Nothing is said of it";
    slot.replaceChildren(el("p", {}, "No page names it."));
    return;
  }
  title.textContent = concept.name.charAt(0).toUpperCase() + concept.name.slice(1);
  const facts = concept.facts;
  const voice = (fact) => fact.doc.publisher || fact.doc.title;
  const voices = [...new Set(facts.map(voice))].sort(byName);
  const list = rows(facts).sort((a, b) => a.attribute.index - b.attribute.index);
  const mine = cards.filter((card) => card.dataset.subject === id);
  const names = concept.names.filter((name) => name !== concept.name);
  const mentions = data.mentions[id] ?? [];
  const items = el("ul", {class: "hits"});
  const more = growing(mentions, MENTIONS, ([number, line, column, words]) => {
    const doc = data.docs[number];
    const quote = el("span", {}, words);
    snippet(doc, line, words).then((parts) => quote.replaceChildren(...parts));
    return el("li", {}, el("a", {href: pageLink(doc, line, column)}, doc.title), el("span", {class: "meta"}, ` ${[doc.publisher, reviewWords(doc)].filter(Boolean).join(", ")}, line ${line}`), el("br"), quote);
  }, items, "mentions");
  slot.replaceChildren(
    el("p", {class: "meta"}, [concept.kind, calledBy("also called", names), calledBy("wrongly called", concept.wrong)].filter(Boolean).join("; ")),
    mine.length ? el("div", {}, el("h2", {}, counted(mine.length, "finding")), el("ul", {}, ...mine.map((card) => el("li", {}, el("a", {href: `#${card.id}`}, $(".headline", card).textContent), `: ${$(".message", card).textContent}`)))) : el("p", {}, "No finding is about it."),
    el("h2", {}, "Claims, side by side"), legend(facts),
    ...(list.length ? matrix(list, voices.slice(0, COLUMNS), voice, (name) => name, (row) => row.attribute.name) : [el("p", {}, "No claim about it was read.")]),
    voices.length > COLUMNS ? el("p", {class: "meta"}, `${voices.length - COLUMNS} more publishers speak of it; `, el("a", {href: `#claims?subject=${escaped(id)}&all=all`}, "claims by page"), " has them.") : "",
    ...status(facts),
    el("h2", {}, counted(mentions.length, "mention")), items, more);
};
