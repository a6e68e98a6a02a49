"""A project that tries to run scripts in whatever shows it, from every place that somebody else can write to.

Each text names the place that it stands in: what runs calls ``ran('place')``, what is taken for markup has the
attribute ``data-hostile``, what loads something asks for a file or a host that is not there.
"""

from __future__ import annotations

import html
import json
from typing import TYPE_CHECKING, Any, Final

import yaml

import factlint
from factlint.previous import read_previous
from factlint.render import FORMATS, Options
from tests.browser.markup import MARK

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from factlint.domain import Domain

AS_OF: Final = "2026-11-20"
BIDI: Final = "\u202eevil\u2066"
SEPARATORS: Final = "\u2028\u2029"
LINK: Final = "javascript:ran('link')"


def picture(place: str) -> str:
    """Markup for where text is shown."""
    return f"<img {MARK}={place} src=x onerror=ran('{place}')>"


def ending(place: str, element: str = "script") -> str:
    """What ends an element whose content is no markup, and begins another."""
    return f"</{element}><script {MARK}={place}>ran('{place}')</script>"


def attribute(place: str) -> str:
    """What ends an attribute, however it is quoted."""
    return f"\"' {MARK}={place} onfocus=ran('{place}') autofocus tabindex=0 x='\""


def code(place: str) -> str:
    """What ends a text of JavaScript, and what templates of several kinds would carry out."""
    return f"\\\"'`;ran('{place}');//${{ran('{place}')}}{{{{ran('{place}')}}}}<%=ran('{place}')%>{SEPARATORS}"


def everything(place: str) -> str:
    """All of them in one line."""
    ends = "".join(ending(place, element) for element in ("script", "style", "title", "textarea", "template"))
    # Last what a script does not end after, so that it does not swallow the others.
    return f"{ends}]]>-->{picture(place)}{attribute(place)}{code(place)}{BIDI}<!--<script>"


PLACES: Final = (
    "title", "publisher", "owner", "reviewer", "audience", "heading", "sentence", "unread", "file", "folder",
    "unreadable", "citation", "passage", "problem", "concept", "status", "brand", "attribute",
    "dimension", "reference", "approver", "decided", "whom", "before", "resolved", "host",
)  # fmt: skip
"""The places that hostile text stands in."""


def texts(folder: Path) -> list[str]:
    """Every text that somebody who shows a run over the project, compared with its earlier one, may have to show."""
    result = factlint.check(config=folder / "factlint.toml")
    tables = (result.documents, result.facts, result.signals, result.citations, result.findings, result.evidence)
    cells = {
        str(cell) for table in (*tables, result.unread) for row in table.to_dict("records") for cell in row.values()
    }
    before = read_previous(folder / "before.json").findings.values()
    told = {cell for each in before for cell in each}
    domains = {text for each in result.domains.values() for text in _named(each)}
    links = {Options(source_url=_host()).link(doc, 1) for doc in result.documents["doc"]}
    return sorted({*cells, *told, *domains, *links, *result.assigned.values()})


def _named(domain: Domain) -> Iterator[str]:
    yield from (each.title for each in domain.attributes.values())
    yield from (name for each in domain.concepts.values() for name in each.names)


def write(folder: Path) -> Path:
    """Writes the project, with ``before.json`` for ``--previous``, into an empty folder; the folder."""
    _write(folder / "factlint.toml", _CONFIGURATION.format(host=_toml(_host())))
    _write(folder / "hostile.yaml", _yaml(_schema()))
    _write(folder / "agreed.yaml", _yaml(_agreed()))
    _write(folder / "evidence.yaml", _yaml([{"id": "S1", "title": "Notes of the gardeners"}]))
    for name, text in _pages().items():
        _write(folder / "pages" / name, text)
    (folder / "pages" / f"{picture('unreadable')}.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0" + bytes(range(256)))
    result = factlint.check(config=folder / "factlint.toml")
    _write(folder / "before.json", json.dumps(_before(result), ensure_ascii=False))
    _write(folder / "factlint-decisions.yaml", _yaml(_decisions(result)))
    return folder


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="")


def _yaml(data: Any) -> str:
    return yaml.safe_dump(data, allow_unicode=False, sort_keys=False)


def _toml(text: str) -> str:
    # Texts of JSON are texts of TOML.
    return json.dumps(text)


def _host() -> str:
    """A code host as configuration may name one: an address without spaces or braces."""
    return f"https://host.example/\"'><img/{MARK}='host'/src='x'/onerror=ran('host')>/{{path}}#L{{line}}"


_CONFIGURATION: Final = f"""\
sources = ["pages"]
schemas = ["hostile.yaml"]
references = ["agreed.yaml"]
evidence = "evidence.yaml"
as_of = {AS_OF}
source_url = {{host}}
"""


def _schema() -> dict[str, Any]:
    return {
        "schema": "hostile",
        "title": everything("schema"),
        "scope": {"place": ["spot"]},
        "concepts": {
            "plant": {
                "fern": {"names": [f"fern {picture('concept')}", "fern"], "brands": [f"Frond {picture('brand')}"]},
                "ivy": {"names": ["ivy"]},
                "moss": {"names": ["moss"], "misnomers": ["mosss"]},
            },
            "spot": {"shade": {"names": [f"shade {ending('dimension')}", "shade"]}},
            "manner": {"seed": {"names": [f"seed {ending('status')}", "seed"]}, "spore": {"names": ["spore"]}},
        },
        "attributes": {
            "growing_time": {
                "title": f"time to grow {everything('attribute')}",
                "of": ["plant"],
                "value": "duration",
                "patterns": ["(grows|lives) [for] {value}"],
            },
            "manner": {"of": ["plant"], "value": "manner", "patterns": ["(spreads|multiplies) by {value}"]},
            "sold": {"of": ["plant"], "value": {"text": "brand"}, "patterns": ["{subject} … sold as {value}"]},
        },
    }


def _agreed() -> list[dict[str, str]]:
    return [
        {
            "subject": "moss",
            "attribute": "growing_time",
            "value": "6 weeks",
            "source": "S1",
            "approved_by": picture("approver"),
            "owner": picture("reference"),
        }
    ]


def _pages() -> dict[str, str]:
    """Pages by name; text files say all of it as it is, the others as their formats write it."""
    front = {name: everything(name) for name in ("title", "publisher", "owner", "reviewer", "audience")}
    front |= {
        "url": LINK,
        "edit_url": f" {LINK}",
        "reviewed": "2021-03-04",
        "status": "<img src onerror=ran('problem')>",
    }
    named = f"{picture('file')} ${{ran('file')}} \"'`&amp;{BIDI}.md"
    # A path may spell what ends a script.
    foldered = f"x{ending('folder')}.txt"
    passage = (
        "A fern needs a pot with holes and a saucer below it. Every pot of {day} ferns wants 3 handfuls of leaf mould. "
        "Water it from above, never at noon, and turn it by a quarter every week so that it stays upright.\n"
    )
    return {
        named: f"---\n{_yaml(front)}---\n# Fern\n\nFern grows for 6 months.\n\nFern spreads by seed.\n",
        foldered: f"Moss grows for 9 weeks.\n\nMosss is soft.\n\n{passage.format(day='Monday')}",
        "text.txt": "\n".join(
            (
                f"Fern grows for 9 months {everything('sentence')} and no longer.\n",
                "Fern spreads by spore.\n",
                f"Fern is sold as Frond {picture('brand')}.\n",
                "In the shade, ivy grows for 2 months. In the shade, ivy grows for 4 months.\n",
                f"A fern {everything('unread')} may live 7 years or so.\n",
                f"What you need {picture('unread')}:\n",
                "Then begin.\n",
            )
        ),
        "page.html": _html(passage),
    }


def _html(passage: str) -> str:
    """A page of markup whose text, once read, is markup again."""
    heading = html.escape(f"Moss {picture('heading')}", quote=False)
    cited = html.escape(f"{everything('citation')} 2001", quote=False)
    copied = html.escape(passage.format(day=picture("passage")).replace("3", "5"), quote=False)
    head = f"<title>Moss</title><link rel=canonical href=\"{LINK}\"><script>ran('page')</script>"
    source = f'<li><a href="{LINK}">{cited}</a>. Accessed 3 May 2012.</li>'
    return (
        f"<!DOCTYPE html><html><head>{head}</head><body><h1>Moss</h1><h2>{heading}</h2>"
        f"<p>Fern grows for 8 months.</p><p>{copied}</p><h2>References</h2><ol>{source}</ol></body></html>\n"
    )


def _before(result: factlint.Result) -> Mapping[str, Any]:
    """An earlier run that had found something else, told in texts of somebody's own."""
    text = FORMATS["json"].render(result, Options())
    data: dict[str, Any] = json.loads(text)
    for number, each in enumerate(data["findings"]):
        if number % 3 == 0:
            texts = ("message", "name", "doc", "subject", "attribute", "scope")
            data["findings"][number] |= {name: everything("resolved") for name in texts}
            data["findings"][number]["fingerprint"] = f"{number:016x}"
        elif number % 3 == 1:
            # The same claim, so that the finding of now has changed.
            each["fingerprint"] = f"{number:016x}"
            each["message"] = everything("before")
    return data


def _decisions(result: factlint.Result) -> list[dict[str, Any]]:
    made = [
        {
            "fingerprint": name,
            "decision": "ask",
            "code": "C101",
            "message": everything("decided"),
            "reason": everything("decided"),
            "owner": everything("owner"),
            "whom": everything("whom"),
            "on": AS_OF,
            "by_when": "2026-12-31",
        }
        for name in [*result.findings["fingerprint"], "00112233aabbccdd"]
    ]
    hides = {**made[-1], "decision": "tool-wrong", "on": "2025-01-02", "until": "2025-03-01"}
    return [*made[:-1], {name: hides[name] for name in hides if name not in ("whom", "by_when")}]
