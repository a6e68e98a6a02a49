// The picture: claims by pages, each cell what the page says, coloured by agreement.
const ROWS = 40;
const COLUMNS = 24;

function choice(label, name, options, value, change) {
  const select = el("select", {name, onchange: change}, ...options.map(([key, words]) => el("option", {value: key, selected: key === value}, words)));
  return el("label", {}, label, " ", select);
}
// Rows of claims: subject and attribute, those in conflict first.
function rows(facts) {
  const found = new Map();
  for (const fact of facts) {
    const key = `${fact.subject.id} ${fact.attribute.id}`;
    if (!found.has(key)) found.set(key, {subject: fact.subject, attribute: fact.attribute, facts: []});
    found.get(key).facts.push(fact);
  }
  for (const row of found.values()) {
    row.differs = row.facts.filter((fact) => fact.standing === 0).length;
    row.pages = new Set(row.facts.map((fact) => fact.doc)).size;
  }
  return [...found.values()].sort((a, b) => (b.differs > 0) - (a.differs > 0) || b.pages - a.pages || byName(a.subject.name, b.subject.name) || a.attribute.index - b.attribute.index);
}
function distinct(facts) {
  const seen = new Map();
  for (const fact of facts) {
    const key = `${fact.value}|${fact.scope}|${fact.modality}`;
    if (!seen.has(key) || seen.get(key).standing > fact.standing) seen.set(key, fact);
  }
  return [...seen.values()];
}
const about = (row) => [el("a", {href: `#subject/${escaped(row.subject.id)}`}, row.subject.name), `: ${row.attribute.name}`];
function matrix(list, columns, column, head, name = about) {
  const table = el("table", {class: "matrix"}, el("thead", {}, el("tr", {}, el("th", {scope: "col"}, "Claim"), ...columns.map((one) => el("th", {scope: "col"}, ...[head(one)].flat())))));
  const body = el("tbody");
  table.append(body);
  const more = growing(list, ROWS, (row) => el("tr", {},
    el("th", {scope: "row"}, ...[name(row)].flat()),
    ...columns.map((one) => el("td", {}, ...distinct(row.facts.filter((fact) => column(fact) === one)).map((fact) => cell(fact, fact.scope))))), body, "claims");
  return [scrolling("Claims by page", table, "fixed"), more];
}

// The claims that the form asks for.
function asked(data, {subject, page, all}) {
  const list = rows(data.facts.filter((fact) => !subject || fact.subject.id === subject))
    .filter((row) => !page || row.facts.some((fact) => fact.doc.id === page));
  if (all === "several") return list.filter((row) => row.pages > 1);
  return all === "differ" ? list.filter((row) => row.differs) : list;
}
function pageHead(doc) {
  return [el("a", {href: pageLink(doc)}, doc.title), el("br"), el("span", {class: "meta"}, [doc.publisher, reviewWords(doc)].filter(Boolean).join(", "))];
}
// Those pages at a time that have room, with the claims that are made on them.
function window_(list, columns, from, turn) {
  const some = columns.slice(from, from + COLUMNS);
  const shown = list.filter((row) => row.facts.some((fact) => some.includes(fact.doc)));
  const turner = (label, to, can) => el("button", {type: "button", disabled: !can, onclick: () => turn(to)}, label);
  const pager = columns.length > COLUMNS ? el("p", {class: "steps"}, turner("Pages before", from - COLUMNS, from > 0), turner("Pages after", from + COLUMNS, from + COLUMNS < columns.length),
    el("span", {class: "meta"}, `${from + 1} to ${from + some.length} of ${columns.length.toLocaleString("en-US")} pages`)) : "";
  return [pager, ...matrix(shown, some, (fact) => fact.doc, pageHead)];
}
views.claims = async ([], query) => {
  const data = await knowledge();
  const subject = query.get("subject") ?? "", page = query.get("page") ?? "";
  const all = query.get("all") ?? (subject || page ? "all" : data.facts.some((fact) => fact.standing === 0) ? "differ" : "several");
  const named = [...data.concepts.values()].filter((one) => one.facts.length).sort((a, b) => byName(fold(a.name), fold(b.name)));
  const holding = data.docs.filter((doc) => doc.facts.length).sort((a, b) => byName(fold(a.title), fold(b.title)));
  const results = el("div");
  const change = () => { fill(0); remembering("claims", form); };
  const form = el("form", {class: "filters", "aria-label": "Choose claims", onsubmit: (event) => event.preventDefault()},
    choice("About", "subject", [["", "everything"], ...named.map((one) => [one.id, one.name])], subject, change),
    choice("On", "page", [["", "all pages"], ...holding.map((doc) => [doc.id, `${doc.title} (${doc.publisher || doc.file})`])], page, change),
    choice("Which", "all", [["differ", "in a disagreement"], ["several", "said on several pages"], ["all", "all"]], all, change));
  function fill(from) {
    const want = Object.fromEntries(new FormData(form));
    const list = asked(data, want);
    // The pages of the first claim stand first, then those of the second: what is compared stands together.
    const columns = [...new Set(list.flatMap((row) => row.facts.map((fact) => fact.doc)))].sort((a, b) => (b.id === want.page) - (a.id === want.page));
    const told = `${counted(list.length, "row")} of claims on ${counted(columns.length, "page")}.`;
    results.replaceChildren(legend(list.flatMap((row) => row.facts)), el("p", {class: "meta"}, told),
      ...(list.length ? window_(list, columns, from, fill) : [el("p", {}, "No such claims.")]));
    said(told);
  }
  fill(0);
  $("#view-claims .slot").replaceChildren(form, results);
};
