// One page as an editor knows it, with what was read of it marked, and what was not in grey.
function pieces(block, facts, unread) {
  const text = /[\ud800-\udfff]/.test(block.text) ? [...block.text] : block.text;
  const end = block.start + text.length;
  const inside = facts.filter((fact) => fact.start < end && fact.end > block.start);
  const grey = unread.filter(([from, to]) => from < end && to > block.start);
  const cuts = new Set([block.start, end]);
  for (const fact of inside) { cuts.add(Math.max(fact.start, block.start)); cuts.add(Math.min(fact.end, end)); }
  for (const [from, to] of grey) { cuts.add(Math.max(from, block.start)); cuts.add(Math.min(to, end)); }
  const sorted = [...cuts].sort((a, b) => a - b);
  const parts = [];
  for (let index = 0; index + 1 < sorted.length; index++) {
    const [from, to] = [sorted[index], sorted[index + 1]];
    const slice = text.slice(from - block.start, to - block.start);
    const words = typeof slice === "string" ? slice : slice.join("");
    const own = inside.filter((fact) => fact.start <= from && fact.end >= to);
    const notRead = grey.some(([first, last]) => first <= from && last >= to);
    parts.push(part(words, own, notRead));
  }
  return parts;
}
function part(words, facts, notRead) {
  if (facts.length && words.trim()) {
    const worst = facts.reduce((a, b) => (b.standing < a.standing ? b : a));
    const kind = STANDINGS[worst.standing];
    // No button: a long quote has to break over lines as the words around it do.
    return el("span", {role: "button", tabindex: "0", class: `m ${kind}`, "data-facts": facts.map((fact) => fact.index).join(" "),
      onclick: (event) => told(facts, event.currentTarget),
      onkeydown: (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); told(facts, event.currentTarget); } }},
      words, el("span", {class: "hidden"}, ` (${SAID[worst.standing]})`));
  }
  return notRead ? el("span", {class: "u"}, words) : words;
}
function told(facts, button) {
  const panel = $("#told");
  for (const one of $$(".m.here")) one.classList.remove("here");
  button?.classList.add("here");
  panel.replaceChildren(el("h2", {}, "These words"), ...facts.map((fact) => claim(fact)),
    el("p", {}, el("a", {href: pageLink(facts[0].doc)}, "All claims of this page")));
  said(facts.map((fact) => `${fact.subject.name}, ${fact.attribute.name}: ${valueWords(fact)}. ${SAID[fact.standing]}`).join(". "));
}
let allDocs = [];
function claim(fact) {
  const others = (fact.group?.[1] ?? []).map((number) => allDocs[number]).filter((doc) => doc !== fact.doc);
  const count = (fact.group?.[0] ?? 1) - 1;
  const problems = fact.findings.map((name) => document.getElementById(`finding-${name}`)).filter(Boolean);
  return el("div", {},
    el("p", {}, el("a", {href: `#subject/${escaped(fact.subject.id)}`}, fact.subject.name), `, ${fact.attribute.name}: `, el("b", {}, valueWords(fact))),
    fact.scope ? el("p", {class: "meta"}, fact.scope) : "",
    problems.length ? el("ul", {}, ...problems.map((card) => el("li", {}, "≠ ", el("a", {href: `#${card.id}`}, $(".message", card).textContent)))) : "",
    others.length ? el("p", {}, "✓ Agrees with: ", ...others.slice(0, 8).flatMap((doc, index) => [index ? "; " : "", el("a", {href: pageLink(doc)}, doc.publisher ? `${doc.publisher}, ${doc.title}` : doc.title)]), count > 8 ? ` and ${counted(count - 8, "more page")}` : "") : "",
    !problems.length && !others.length ? el("p", {class: "meta"}, fact.standing > 3 ? "It is not compared: of the past, of a trial, or implausible." : "No other page was read to say it.") : "");
}
// The columns of a table: those with a head, and before them one for cells that only head their row.
function columns(cells) {
  const heads = [...new Set(cells.map((block) => block.under).filter((under) => typeof under === "number"))].sort((a, b) => a - b);
  const lead = heads.length && cells.some((block) => block.under === null && !heads.includes(block.index)) ? 1 : 0;
  return (block, next) => {
    const at = heads.indexOf(typeof block.under === "number" ? block.under : block.index);
    return at >= 0 ? lead + at : heads.length ? 0 : next;
  };
}
function laidOut(blocks, facts, unread) {
  const nodes = [];
  let table = null, row = null, first = true;
  for (const block of blocks) {
    const content = pieces(block, facts, unread);
    const line = {"data-line": block.line, tabindex: "-1"};
    if (block.table !== undefined) {
      if (table?.number !== block.table) {
        table = {number: block.table, body: el("tbody"), column: columns(blocks.filter((one) => one.table === block.table))};
        nodes.push(scrolling("Table of the page", el("table", {}, table.body)));
        row = null;
      }
      if (row?.number !== block.row) { row = {number: block.row, node: el("tr")}; table.body.append(row.node); }
      const at = Math.max(row.node.children.length, table.column(block, row.node.children.length));
      while (row.node.children.length < at && at < 100) row.node.append(el("td"));
      row.node.append(el("td", line, ...content));
      continue;
    }
    table = null;
    if (block.kind === "title" || block.kind === "heading") { nodes.push(el("div", {...line, class: `h${first ? " first" : ""}`}, ...content)); first = false; }
    else if (block.kind === "item") nodes.push(el("div", {...line, class: "item"}, ...content));
    else if (block.kind === "term") nodes.push(el("p", {class: "pair"}, el("b", line, ...content)));
    else if (block.kind === "detail" && nodes.at(-1)?.classList.contains("pair")) nodes.at(-1).append(" ", el("span", line, ...content));
    else nodes.push(el("p", line, ...content));
  }
  return nodes;
}
// From mark to mark, in the order of the page.
function stepMark(by) {
  const marks = $$("#view-page .m"), at = marks.findIndex((node) => node.classList.contains("here"));
  if (!marks.length) return;
  const next = marks[(at + by + (at < 0 && by < 0 ? 1 : 0) + marks.length) % marks.length];
  next.click();
  next.focus({preventScroll: true});
  next.scrollIntoView({block: "center"});
  $("#step-at").textContent = `${marks.indexOf(next) + 1} of ${marks.length}`;
}
function head(doc, data) {
  const [words, kind] = dueWords(doc, data.asOf);
  return el("p", {class: "meta"}, [doc.publisher, doc.reviewed ? `last review ${reviewWords(doc)}` : ""].filter(Boolean).join(", "), doc.publisher || doc.reviewed ? ", " : "", el("span", {class: kind}, words), ". ",
    el("a", {href: doc.link}, doc.file), doc.url ? [", ", el("a", {href: doc.url, rel: "noreferrer"}, "published page")] : "",
    `. Read ${doc.read} of ${counted(doc.claims, "sentence")} that make a claim.`);
}
views.page = async ([id, line, column], query, current) => {
  const data = await knowledge();
  allDocs = data.docs;
  const doc = data.byId.get(id), slot = $("#view-page .slot"), title = $("#page-title");
  if (!doc) {
    title.textContent = "No such page";
    slot.replaceChildren(el("p", {}, "It was none of the pages of this run."));
    return;
  }
  title.textContent = doc.title;
  const {blocks, unread} = await pageText(doc);
  if (!current()) return;
  const facts = [...doc.facts].sort((a, b) => a.start - b.start);
  const list = el("ol", {}, ...facts.map((fact) => el("li", {}, el("a", {href: pageLink(doc, fact.line, fact.column), class: `cell ${STANDINGS[fact.standing]}`}, `${SIGNS[fact.standing]} ${fact.subject.name}, ${fact.attribute.name}: ${valueWords(fact)}`))));
  slot.replaceChildren(head(doc, data),
    legend(facts, true, el("li", {}, el("span", {class: "u"}, "makes a claim that was not read"), ` ${unread.length}`)),
    el("div", {class: "sheet"},
      el("div", {},
        el("p", {class: "steps"}, el("button", {type: "button", onclick: () => stepMark(-1)}, "Previous mark"), el("button", {type: "button", onclick: () => stepMark(1)}, "Next mark"), el("span", {id: "step-at", class: "meta"})),
        el("div", {class: "text"}, ...(blocks.length ? laidOut(blocks, facts, unread) : [el("p", {}, doc.skipped || "The page has no text.")]))),
      el("aside", {"aria-label": "What was read"}, el("div", {class: "panel", id: "told"}, el("h2", {}, "Claims of this page"), facts.length ? list : el("p", {}, "None was read.")))));
  if (line) goto(Number(line), Number(column), facts);
};
function goto(line, column, facts) {
  let target = null;
  for (const node of $$("#view-page [data-line]")) if (Number(node.dataset.line) <= line) target = node;
  const there = facts.filter((fact) => fact.line === line), exact = there.filter((fact) => fact.column === column);
  const own = exact.length ? exact : there;
  const mark = own.length ? $$("#view-page .m").find((node) => node.dataset.facts.split(" ").includes(String(own[0].index))) : null;
  if (mark) told(own, mark);
  else target?.classList.add("here");
  (mark ?? target)?.focus({preventScroll: true});
  (mark ?? target)?.scrollIntoView({block: "center"});
}
views.pages = async ([], query) => {
  const data = await knowledge();
  const words = fold(query.get("q") ?? "");
  const input = el("input", {type: "search", name: "q", value: words, oninput: () => fill(fold(input.value))});
  const holder = el("div");
  function fill(text) {
    const docs = data.docs.filter((doc) => fold(`${doc.title} ${doc.publisher} ${doc.id}`).includes(text))
      .sort((a, b) => (b.claims - b.read) - (a.claims - a.read) || a.index - b.index);
    const body = el("tbody");
    const more = growing(docs, DATES, (doc) => {
      const [due, kind] = dueWords(doc, data.asOf);
      const differs = new Set(doc.facts.flatMap((fact) => (fact.standing === 0 ? fact.findings : []))).size;
      return el("tr", {}, el("th", {scope: "row"}, el("a", {href: pageLink(doc)}, doc.title), el("br"), el("span", {class: "meta"}, doc.publisher || doc.file)),
        el("td", {}, doc.skipped ? `not read: ${doc.skipped}` : `${doc.read} of ${doc.claims}`), el("td", {}, String(doc.facts.length)), el("td", {}, differs ? String(differs) : "–"), el("td", {class: kind}, due));
    }, body, "pages");
    said(counted(docs.length, "page"));
    holder.replaceChildren(el("p", {}, counted(docs.length, "page")),
      scrolling("Pages", el("table", {class: "loads"}, el("thead", {}, el("tr", {}, ...["Page", "Claim sentences read", "Claims", "Disagreements", "Review"].map((name) => el("th", {scope: "col"}, name)))), body)), more);
  }
  fill(words);
  $("#view-pages .slot").replaceChildren(el("form", {class: "filters", onsubmit: (event) => event.preventDefault()}, el("label", {}, "Words", input)), holder);
};
