"""SARIF 2.1.0, for code hosts and viewers of static analysis.

One run, with the rules and what they say, every finding with the places of all its sides, what people hid as suppressed
results, and the pages that could not be read as notifications. Nothing in it depends on the machine or the moment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from factlint.render.as_json import dumps
from factlint.render.base import Options, Shown, findings
from factlint.render.cells import one_line, records
from factlint.render.sarif_places import ROOT, artifact, is_inside, location, plain, related_link
from factlint.render.sides import advice, sentences_of, side_text, sides, stopped

if TYPE_CHECKING:
    from factlint.result import Hiding, Result
    from factlint.ruleinfo import RuleInfo

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
MOST_RESULTS: Final = 25_000
"""Code scanning refuses a file with more results in a run."""
MOST_PLACES: Final = 1_000
"""Code scanning refuses a result with more places."""
_LINKED: Final = 10
_MOST_NOTES: Final = 1_000
_UNREADABLE: Final = "unreadable: "  # what the documents table begins with where the file itself is at fault
_LEVELS: Final = {"error": "error", "warning": "warning", "info": "note", "off": "note"}
_ABOUT: Final = ("subject", "attribute", "scope", "direction")


def render(result: Result, options: Options) -> str:
    """A log with one run; the most harmful findings first, then those that people hid."""
    shown = [*_all(result)]
    rules = _rules(result, [each for each, _ in shown])
    sentences = sentences_of(result, [each for each, _ in shown])
    kept = shown[:MOST_RESULTS]
    codes = {rule["id"]: index for index, rule in enumerate(rules)}
    made = [_result(each, hiding, codes, sentences, result, options) for each, hiding in kept]
    driver = {"name": "factlint", "version": one_line(result.version), "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"description": {"text": _root(options)}}},
        "invocations": [{"executionSuccessful": True, **_notes(result, options, len(shown) - len(kept))}],
        "results": made,
        "properties": {"as_of": result.as_of.isoformat(), "summary": result.summary},
    }
    return dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _all(result: Result) -> list[tuple[Shown, Hiding | None]]:
    hidden = result.suppressed
    suppressed = findings(hidden) if hidden else []
    hidings = hidden.hidings if hidden else {}
    return [
        *((each, None) for each in findings(result)),
        *((each, hidings[each.finding["fingerprint"]]) for each in suppressed),
    ]


def _root(options: Options) -> str:
    return "The folder that factlint was run in." if is_inside(options) else "The folder of the project."


def _rules(result: Result, shown: list[Shown]) -> list[dict[str, Any]]:
    """The rules by code; of one that only a finding knows, its name."""
    known = {code: _rule(info) for code, info in result.rules.items()}
    names = {each.finding["code"]: each.finding["name"] for each in shown}
    rest = {code: _unknown(code, one_line(name)) for code, name in names.items() if code not in known}
    return [rule for _, rule in sorted({**known, **rest}.items())]


def _unknown(code: str, name: str) -> dict[str, Any]:
    said = {"text": stopped(name)}
    return {"id": code, "name": name, "shortDescription": said, "fullDescription": said, "help": said}


def _rule(info: RuleInfo) -> dict[str, Any]:
    """A rule with its documentation; one that is off unless it is asked for is not enabled."""
    text = info.explanation.strip()
    says = stopped(f"{info.says[:1].upper()}{info.says[1:]}")
    usual = {"level": _LEVELS[info.severity], **({"enabled": False} if info.severity == "off" else {})}
    return {
        "id": info.code,
        "name": info.name,
        "shortDescription": {"text": says},
        "fullDescription": {"text": one_line(text.partition("\n\n")[0]) or says},
        "help": {"text": text or says, "markdown": text or says},
        "defaultConfiguration": usual,
        "properties": {"calendar": info.calendar},
    }


def _result(
    shown: Shown,
    hiding: Hiding | None,
    codes: dict[str, int],
    sentences: dict[str, str],
    result: Result,
    options: Options,
) -> dict[str, Any]:
    finding, (first, *others) = shown.finding, sides(shown)[:MOST_PLACES]
    made = {
        "ruleId": finding["code"],
        "ruleIndex": codes[finding["code"]],
        "level": _LEVELS[finding["severity"]],
        "message": {"text": _message(finding, others, options)},
        "locations": [location(first, side_text(first, sentences), options)],
        "partialFingerprints": {"factlint/v1": finding["fingerprint"]},
        "rank": round(100 * finding["confidence"], 1),
        "properties": _properties(finding, result),
    }
    if others:
        each = enumerate(others, 1)
        made["relatedLocations"] = [location(row, side_text(row, sentences), options, id_) for id_, row in each]
    if result.previous is not None:
        made["baselineState"] = _state(finding, result, hiding)
    if hiding is not None:
        made["suppressions"] = [_suppression(hiding, options)]
    return made


def _message(finding: dict[str, Any], others: list[dict[str, Any]], options: Options) -> str:
    """What is the matter and what to do; code hosts show a related place only where the message links to it."""
    links = [related_link(row, id_, options) for id_, row in enumerate(others[:_LINKED], 1)]
    more = [f"{len(others) - _LINKED:,} more"] if len(others) > _LINKED else []
    where = f"Other places: {', '.join([*links, *more])}." if links else ""
    parts = (plain(finding["message"]), advice(finding), where)
    return " ".join(stopped(part) for part in parts if part) or "Nothing is said."


def _properties(finding: dict[str, Any], result: Result) -> dict[str, Any]:
    name = finding["fingerprint"]
    properties = {key: finding[key] for key in _ABOUT if finding[key]}
    if held := result.assigned.get(name):
        properties["assigned"] = one_line(held)
    if grown := result.grown.get(name):
        properties["joined"] = [one_line(doc) for doc in grown]
    return properties


def _state(finding: dict[str, Any], result: Result, hiding: Hiding | None) -> str:
    name, previous = finding["fingerprint"], result.previous
    known = previous.findings.get(name) if previous else None
    if known is None:
        return "unchanged" if previous and hiding and name in previous.withheld else "new"
    same = all(getattr(known, key) == finding[key] for key in ("severity", "message", "doc"))
    return "unchanged" if same else "updated"


def _suppression(hiding: Hiding, options: Options) -> dict[str, Any]:
    """What hides a finding; a decision lies in a file of its own, a comment in the page."""
    place = {**hiding.place._asdict(), "doc": hiding.doc}
    return {
        "kind": "inSource" if hiding.comment else "external",
        "status": "accepted",
        "justification": one_line(hiding.told),
        **({"location": location(place, "", options)} if hiding.doc else {}),
    }


def _notes(result: Result, options: Options, left_out: int) -> dict[str, Any]:
    """What a reader must know of the run itself: the pages that were not read, and what did not fit."""
    skipped = records(result.documents[result.documents["skipped"] != ""][["doc", "skipped"]])
    notes = [_note(row, options) for row in sorted(skipped, key=lambda row: str(row["doc"]))[:_MOST_NOTES]]
    if len(skipped) > _MOST_NOTES:
        notes.append(_said(f"{len(skipped) - _MOST_NOTES:,} more pages were not read."))
    if left_out:
        notes.append(_said(f"{left_out:,} more findings do not fit here; `factlint check -o json` has them all."))
    return {"toolExecutionNotifications": notes} if notes else {}


def _note(row: dict[str, Any], options: Options) -> dict[str, Any]:
    unreadable = row["skipped"].startswith(_UNREADABLE)
    return {
        "level": "warning" if unreadable else "note",
        "message": {"text": stopped(f"The page was not read: {plain(row['skipped'].removeprefix(_UNREADABLE))}")},
        "locations": [{"physicalLocation": {"artifactLocation": artifact(row["doc"], options)}}],
    }


def _said(text: str) -> dict[str, Any]:
    return {"level": "warning", "message": {"text": text}}
