// Dates of review against policy, those that are most overdue first.
const DATES = 100;

function dueWords(doc, today) {
  if (doc.skipped) return ["not read", "due-none"];
  if (!doc.due) return [doc.status === "live" ? "no date of review" : doc.status, "due-none"];
  const left = days(doc.due) - days(today);
  if (left < 0) return [`overdue by ${span(-left)}`, "due-late"];
  return [`due in ${span(left)}`, left < 92 ? "due-soon" : ""];
}
function track(doc, from, to, today) {
  const width = 600, at = (day) => (Math.max(0, Math.min(1, (day - from) / (to - from))) * width).toFixed(1);
  const picture = svg("svg", {class: "track", viewBox: `0 0 ${width} 20`, preserveAspectRatio: "none", "aria-hidden": "true"});
  picture.append(svg("rect", {class: "base", x: 0, y: 9, width, height: 2}));
  if (doc.due) {
    const now = days(today), due = days(doc.due), start = doc.reviewed ? days(doc.reviewed) : due;
    picture.append(svg("rect", {class: "span", x: at(start), y: 5, width: Math.max(2, at(due) - at(start)), height: 10}));
    if (due < now) picture.append(svg("rect", {class: "late", x: at(due), y: 3, width: Math.max(2, at(now) - at(due)), height: 14}));
  }
  picture.append(svg("line", {class: "today", x1: at(days(today)), x2: at(days(today)), y1: 0, y2: 20}));
  return picture;
}
function dateRow(doc, today, low, high) {
  const [words, kind] = dueWords(doc, today);
  return el("tr", {}, el("th", {scope: "row"}, el("a", {href: pageLink(doc)}, doc.title), el("br"), el("span", {class: "meta"}, doc.publisher || doc.file)),
    el("td", {class: kind}, words), el("td", {}, reviewWords(doc) || "–"), el("td", {}, dayWords(doc.due) || "–"), el("td", {}, track(doc, low - 30, high + 30, today)));
}
views.dates = async ([], query) => {
  const data = await knowledge(), today = data.asOf;
  const names = [...new Set(data.docs.map((doc) => doc.publisher).filter(Boolean))].sort(byName);
  const results = el("div");
  const change = () => { fill(); remembering("dates", form); };
  const form = el("form", {class: "filters", "aria-label": "Choose pages", onsubmit: (event) => event.preventDefault()},
    choice("Publisher", "publisher", [["", "all"], ...names.map((name) => [name, name])], query.get("publisher") ?? "", change),
    choice("Which", "late", [["", "all"], ["late", "overdue"], ["none", "without a date"]], query.get("late") ?? "", change));
  const isLate = (doc) => doc.due && doc.due < today, none = (doc) => !doc.due && doc.status === "live" && !doc.skipped;
  const stamps = data.docs.flatMap((doc) => [doc.reviewed, doc.due]).filter(Boolean).map(days).concat(days(today));
  const low = stamps.reduce((a, b) => Math.min(a, b)), high = stamps.reduce((a, b) => Math.max(a, b));
  const year = (day) => new Date(day * 864e5).getUTCFullYear();
  const head = ["Page", "Standing", "Last review", "Due", `${year(low)} to ${year(high)}, the line is today`];
  const rank = (doc) => doc.due || (none(doc) ? "9998" : "9999");
  function fill() {
    const {publisher, late} = Object.fromEntries(new FormData(form));
    const docs = data.docs.filter((doc) => (!publisher || doc.publisher === publisher) && (late !== "late" || isLate(doc)) && (late !== "none" || none(doc)))
      .sort((a, b) => byName(rank(a), rank(b)) || a.index - b.index);
    const body = el("tbody");
    const more = growing(docs, DATES, (doc) => dateRow(doc, today, low, high), body, "pages");
    const told = `${counted(docs.filter(isLate).length, "page")} overdue, ${docs.filter(none).length.toLocaleString("en-US")} without a date, of ${docs.length.toLocaleString("en-US")}.`;
    results.replaceChildren(el("p", {}, `${told} Green is the time that a review is good for, red the time since.`),
      scrolling("Review dates", el("table", {class: "dates"}, el("thead", {}, el("tr", {}, ...head.map((words) => el("th", {scope: "col"}, words)))), body)), more);
    said(told);
  }
  fill();
  $("#view-dates .slot").replaceChildren(form, results);
};
