"""Results that no output may stumble over: what pages, their names and their absence can hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

from hypothesis import strategies as st

from factlint.previous import Previous
from factlint.render import FORMATS, Options
from factlint.result import Hiding, Result, Suppressed
from factlint.rules import BY_CODE
from factlint.spans import Place
from factlint.tables import EVIDENCE, table
from tests.render.builders import Given, Side, result

TEXT = (
    "a\r\nb %0A,::error file=x,line=1::c ]]> <b>&amp; \" ' `d` [e](1) [f](https://g.example/) {0} ##[error]h @i #12 "
    "\x00\x07\x1b[31m\x9b2J\u061c\u202e\u2028\u2066\ufffe\ud800 日本 100%"
)
"""Ends of lines, commands, markup, links, control characters, turned text and half a character."""
PATHS = (
    "pages/a b,c:d%20e.md",
    "pages/[id](1)#?.md",
    "pages/new\nline\r::warning::x.md",
    "pages/\x1b[31m\u202edm.exe",
    "pages/half\ud800.md",
    "pages/naïve 日本.md",
    "a:b/../c<d>|e`f`.md",
)
ODD = st.text(st.characters(), max_size=40) | st.sampled_from([TEXT, *PATHS, "", "::", "%25", "](", "]]>", "\\"])
"""Any text, half characters among it."""
DOCS = (ODD | st.sampled_from(PATHS)).map(lambda text: text.replace("\\", "").lstrip("/") or "a.md")
"""Any name of a page: what it is called in a repository."""
_PATH, _TEXT = "«path»", "«text»"


def hostile(path: str = PATHS[0], text: str = TEXT) -> Result:
    """A finding between a page of that name and another one, with ``text`` wherever a page has a word."""
    given = Given(
        [Side(path, text, f"x {text} y", text, annotation=text), Side("other.md", text, text, None)],
        message=text,
        scope=text,
        name="conflicting-values",
    )
    return result(given, skipped={"other.md": text})


def named(path: str, text: str) -> Result:
    """`hostile`, made quickly: for tests that want many."""
    made = _template()

    def changed(cell: object) -> object:
        return cell.replace(_PATH, path).replace(_TEXT, text) if isinstance(cell, str) else cell

    names = ("documents", "facts", "findings", "evidence")
    tables = {name: getattr(made, name).astype(object).map(changed) for name in names}
    return replace(made, **tables)


@cache
def _template() -> Result:
    return hostile(_PATH, _TEXT)


def without_evidence(given: Given | None = None) -> Result:
    """A finding that has a place and no evidence."""
    return replace(result(given or Given()), evidence=table(EVIDENCE, []))


def whole_file() -> Result:
    """A finding about a page as a whole, at its beginning."""
    return result(Given([Side("c.md", "", "", None, 1, 1)], "S103", "unreadable-source", subject=None, attribute=None))


def elsewhere() -> Result:
    """A finding of which one side lies in a file that is no page: a table of agreed facts."""
    found = result(Given([Side(), Side("facts/agreed.csv", "3 months", "", "P3M", 4, 1)]), pages=["a.md"])
    evidence = found.evidence.copy()
    evidence.loc[evidence["doc"] == "facts/agreed.csv", "fact_id"] = None
    return replace(found, evidence=evidence)


def suppressed(found: Result, *given: Given, comment: bool = False) -> Result:
    """``found``, and ``given`` hidden by people."""
    hidden = result(*given)
    hiding = Hiding("hidden, because both are right", "decisions.yaml", Place(7, 1, 7, 1), comment)
    hidings = {each.key: hiding for each in given}
    return replace(found, suppressed=Suppressed(hidden.findings, hidden.evidence, hidings))


def with_rules(found: Result) -> Result:
    """``found`` with the rules, as a run has them."""
    return replace(found, rules={code: rule.info for code, rule in BY_CODE.items()})


def since(found: Result, before: Result) -> Result:
    """``found`` as a run that knows an earlier one."""
    return replace(found, previous=Previous.of(before))


def many(errors: int = 0, warnings: int = 0, infos: int = 0) -> Result:
    """So many findings of each severity, the most harmful first as in a run."""
    kinds = [("error", errors), ("warning", warnings), ("info", infos)]
    given = [
        Given([Side(f"{severity}{n}.md")], severity=severity, subject=f"{severity}-{n}", message=f"{severity} {n}")
        for severity, count in kinds
        for n in range(count)
    ]
    return result(*given)


def rendered(found: Result, name: str, **options: object) -> str:
    text = FORMATS[name].render(found, Options(**options))  # type: ignore[arg-type]
    assert isinstance(text, str)
    return text


EVERY: dict[str, Callable[[], Result]] = {
    "nothing": result,
    "one": lambda: result(Given()),
    "no evidence": without_evidence,
    "a whole file": whole_file,
    "outside of the pages": elsewhere,
    **{f"hostile {number}": lambda path=path: hostile(path) for number, path in enumerate(PATHS)},
    "many": lambda: many(12, 12, 12),
    "suppressed": lambda: suppressed(result(Given()), Given(fingerprint="b", subject=TEXT), comment=True),
    "earlier": lambda: since(result(Given()), result(Given(message="other"))),
    "with rules": lambda: with_rules(result(Given(), skipped={"b.md": "unreadable: it is broken"})),
}

EVERY = {name: cache(make) for name, make in EVERY.items()}
"""Results by what is special about them; each is made once."""
