"use strict";
// Everything that pages say is put in as text, never as markup.
const $ = (query, root = document) => root.querySelector(query);
const $$ = (query, root = document) => [...root.querySelectorAll(query)];

// el("a", {href: "#x", class: "y"}, "text", other, ...): what is null or "" is left out.
function el(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (value === true) node.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(key, value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

function svg(name, attributes = {}, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
function dayWords(iso) {
  if (!iso) return "";
  const [year, month, day] = iso.split("-").map(Number);
  return `${day} ${MONTHS[month - 1]} ${year}`;
}
const days = (iso) => Date.parse(`${iso}T00:00:00Z`) / 86400000;
const counted = (number, noun) => `${number.toLocaleString("en-US")} ${noun}${number === 1 ? "" : "s"}`;
function span(count) {
  const months = Math.round(count / 30.44);
  if (count < 45) return counted(count, "day");
  return months < 24 ? counted(months, "month") : `${(count / 365.25).toFixed(1).replace(/\.0$/, "")} years`;
}
const byName = (first, second) => (first < second ? -1 : first > second ? 1 : 0);
const fold = (text) => text.toLowerCase().replace(/\s+/g, " ").trim();
const escaped = (text) => encodeURIComponent(text);
function plain(text) {
  try { return decodeURIComponent(text); } catch { return text; }
}

async function unpacked(node) {
  const bytes = Uint8Array.from(atob(node.textContent), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).json();
}

// In the order of the program that made the report; the first of several counts.
const STANDINGS = ["differs", "accepted", "agrees", "alone", "apart"];
const SIGNS = ["≠", "≈", "✓", "·", "–"];
const SAID = ["part of a disagreement", "part of a disagreement that was accepted", "agrees with another page", "said here only", "not compared: of the past, of a trial, or implausible"];

// What is known besides the findings; unpacked when it is first asked for.
let known = null;
function knowledge() {
  known ??= unpacked($("#claims-data")).then(arranged);
  return known;
}
function arranged(data) {
  const docs = data.docs.map(([id, title, publisher, owner, url, link, reviewed, kind, published, due, skipped, claims, read, status, file], index) =>
    ({index, id, title, publisher, owner, url, link, reviewed, kind, published, due, skipped, claims, read, status, file, facts: []}));
  const concepts = new Map(data.concepts.map(([id, name, kind, names, wrong]) => [id, {id, name, kind, names, wrong, facts: []}]));
  const attributes = new Map(data.attributes.map(([id, name, risk, polar], index) => [id, {id, name, risk, polar, index}]));
  const facts = data.facts.map(([doc, subject, attribute, value, scope, modality, line, start, end, asOf, standing, group, findings, side, quote, column], index) => {
    const fact = {index, doc: docs[doc], subject: concepts.get(subject), attribute: attributes.get(attribute) ?? {id: attribute, name: attribute, index: 999},
      value, scope, modality, line, start, end, asOf, standing, group: group < 0 ? null : data.groups[group], findings, side, quote, column};
    fact.doc.facts.push(fact);
    fact.subject.facts.push(fact);
    return fact;
  });
  return {asOf: data.as_of, docs, byId: new Map(docs.map((doc) => [doc.id, doc])), concepts, attributes, facts, mentions: data.mentions, chunk: data.chunk};
}

const packs = new Map();
async function pageText(doc) {
  const {chunk} = await knowledge();
  const number = Math.floor(doc.index / chunk);
  if (!packs.has(number)) packs.set(number, unpacked($$(".texts-data")[number]));
  const [blocks, unread] = (await packs.get(number))[doc.index % chunk];
  return {
    blocks: blocks.map(([kind, level, line, start, text, table, row, index, under]) => ({kind, level, line, start, text, table, row, index, under})),
    unread,
  };
}

const said = (text) => { $("#said").textContent = text; };
const pageLink = (doc, ...place) => [`#page/${escaped(doc.id)}`, ...place].join("/");
const BEFORE = {historical: "until then: ", hypothetical: "perhaps: "};
const valueWords = (fact) => (BEFORE[fact.modality] ?? "") + fact.value;
const reviewWords = (doc) => (doc.reviewed ? `${dayWords(doc.reviewed)}${doc.kind ? ` (${doc.kind})` : ""}` : "");

function cell(fact, small) {
  const title = `${fact.quote} (${SAID[fact.standing]})`;
  return el("a", {class: `cell ${STANDINGS[fact.standing]}`, href: pageLink(fact.doc, fact.line, fact.column), title},
    `${SIGNS[fact.standing]} `, valueWords(fact), small ? el("small", {}, small) : "");
}
// What the marks mean, those alone that are there.
function legend(facts, counts = false, ...more) {
  const items = STANDINGS.map((name, index) => {
    const number = facts.filter((fact) => fact.standing === index).length;
    return number ? el("li", {}, el("span", {class: name}, `${SIGNS[index]} ${SAID[index]}`), counts ? ` ${number}` : "") : "";
  });
  return el("ul", {class: "legend"}, ...items, ...more);
}
// The words of a form as they stand in the address.
function remembering(view, form) {
  const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
  history.replaceState(null, "", `#${view}${query.size ? `?${query}` : ""}`);
}
function scrolling(label, table, kind = "") {
  return el("div", {class: `scroll ${kind}`, role: "region", "aria-label": label, tabindex: "0"}, table);
}
// A list that begins with some and grows on demand.
function growing(items, some, row, holder, noun) {
  let shown = 0;
  const more = el("button", {type: "button", onclick: () => grow()}, "");
  function grow() {
    holder.append(...items.slice(shown, shown + some).map(row).flat());
    shown = Math.min(items.length, shown + some);
    more.hidden = shown >= items.length;
    if (more.hidden && document.activeElement === more) holder.lastElementChild?.querySelector("a")?.focus();
    more.textContent = `Show more (${(items.length - shown).toLocaleString("en-US")} ${noun} left)`;
  }
  grow();
  return more;
}

// The address says what is shown: #view/part/part?name=value
const views = Object.create(null);
function address() {
  const [path, query] = location.hash.slice(1).split("?");
  const [view, ...parts] = path.split("/");
  return {view, parts: parts.map(plain), query: new URLSearchParams(query ?? "")};
}
const TITLE = document.title;
// A link to what is shown already: the browser says nothing of it.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#']");
  if (link && link.hash === location.hash) route(false);
});
let routed = 0;
async function route(first) {
  const {view, parts, query} = address();
  const name = views[view] ? view : "findings";
  const turn = ++routed;
  document.documentElement.dataset.view = name;
  for (const link of $$(".top nav a")) {
    const mine = link.hash === `#${name}` || (link.hash === "#pages" && name === "page") || (link.hash === "#claims" && name === "subject");
    if (mine) link.setAttribute("aria-current", "page"); else link.removeAttribute("aria-current");
  }
  try {
    if (views[name]) await views[name](parts, query, () => turn === routed);
  } catch (problem) {
    $(`#view-${name} .slot`).replaceChildren(el("p", {class: "notice"}, "This cannot be shown: the browser is too old to unpack it, or the file is damaged."));
    throw problem;
  }
  if (turn !== routed) return;
  const title = $(`#view-${name} h1`);
  document.title = name === "findings" ? TITLE : `${title.textContent} · ${TITLE}`;
  if (name === "findings") show(view, query, first);
  else if (name !== "page" || parts.length < 2) { if (!first) title.focus({preventScroll: true}); scrollTo(0, 0); }
  document.documentElement.dataset.ready = name;
}
