"""A project of many pages with some hundred findings, the same every time, to look at a report of that size.

Run ``python benchmarks/report_pages.py FOLDER [--pages N]``. Writes the pages that the packaged schema of children's
cancers reads, some 4,000 characters each, in three formats, with publishers, owners and dates; a table of agreed facts;
``factlint.toml``; and ``before.json``, what a run over an earlier edition of these pages had found. Prints how long a
run takes and what it finds.
"""

from __future__ import annotations

import argparse
import datetime as dt
import html
import json
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from factlint.domain import load_domain
from factlint.project import DEFAULT_SCHEMA

if __package__:
    from benchmarks import report_words as words
else:
    import report_words as words

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGES: Final = 2_000
SEED: Final = 11
AS_OF: Final = dt.date(2026, 11, 20)
FAULTS: Final = {
    # What may be wrong with a page, and on how many of a thousand pages it is.
    **dict.fromkeys(("duration", "frequency", "cycles", "weeks", "hours", "contraception"), 26),
    **dict.fromkeys(("form", "route", "status"), 14),
    **dict.fromkeys(("twice", "brackets", "ageing", "slip", "cited"), 12),
    **dict.fromkeys(("overdue", "dates", "undated", "leadin", "copied", "misnomer"), 12),
    "unreadable": 5,
}
NEW, GONE = 0.15, 0.1
"""The shares of faults that only the later and only the earlier edition has."""


@dataclass(frozen=True)
class Subject:
    """A medicine and what all pages say of it, but for those with a fault."""

    name: str
    brand: str
    condition: str
    oral: bool
    slots: dict[str, Any]


@dataclass(frozen=True)
class Page:
    """What is drawn for a page before it is written.

    Attributes:
        number: of the page, from 0.
        subject: what it is about.
        publisher: folder, name, jurisdiction and whether it is ours.
        suffix: of its format.
        fault: what is wrong with it; "" for nothing.
        draw: chooses the rest.
    """

    number: int
    subject: Subject
    publisher: tuple[str, str, str, bool]
    suffix: str
    fault: str
    draw: random.Random

    @property
    def path(self) -> str:
        """From the project's folder."""
        name = self.subject.name.lower().replace(" ", "-").replace("/", "-")
        return f"pages/{self.publisher[0]}/{name}-{self.number:05}{self.suffix}"


def write(folder: Path, pages: int = PAGES, seed: int = SEED, *, earlier: bool = False) -> None:
    """Writes the project, without ``before.json``; ``earlier`` for the edition before."""
    subjects = list(_subjects(seed, max(8, min(300, pages // 7))))
    for number in range(pages):
        page = _drawn(number, subjects, seed, earlier)
        path = folder / page.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_bytes(page))
    (folder / "factlint.toml").write_text(_configuration(), "utf-8")
    (folder / "agreed.csv").write_text("\n".join(_agreed(subjects)) + "\n", "utf-8")


def write_before(folder: Path, pages: int = PAGES, seed: int = SEED) -> Path:
    """Writes what a run over the earlier edition had found into the project; the file."""
    with tempfile.TemporaryDirectory() as other:
        write(Path(other), pages, seed, earlier=True)
        target = folder / "before.json"
        check(Path(other), f"json:{target.resolve()}")
    return target


def check(folder: Path, *outputs: str, previous: Path | None = None) -> float:
    """Runs ``factlint check`` over a project in a process of its own; the seconds that it took."""
    options = [part for each in outputs for part in ("--output", each)]
    options += ["--previous", str(previous.resolve())] if previous else []
    command = [sys.executable, "-m", "factlint", "check", "--quiet", *options]
    began = time.perf_counter()
    done = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True)
    seconds = time.perf_counter() - began
    if done.returncode not in (0, 1):
        sys.exit(f"factlint check failed:\n{done.stderr}")
    return seconds


def _subjects(seed: int, count: int) -> Iterator[Subject]:
    concepts = load_domain(DEFAULT_SCHEMA).domain.concepts.values()
    drugs = [each for each in concepts if "drug" in each.kinds and each.brands and not each.allow]
    drugs = [each for each in drugs if re.fullmatch("[a-z]+", each.names[0])]
    for number, each in enumerate(drugs[:count]):
        draw = random.Random(f"{seed} {each.id}")
        oral = number % 2 == 0
        slots = {
            "months": draw.randint(3, 12),
            "times": draw.choice(words.TIMES),
            "form": draw.choice(words.FORMS),
            "cycles": words.NUMBERS[draw.randint(4, 8)],
            "weeks": words.NUMBERS[draw.randint(3, 6)],
            "hours": words.NUMBERS[draw.randint(2, 6)],
            "way": "taken by mouth" if oral else "given into a vein",
            "after": draw.randint(1, 9),
        }
        yield Subject(each.names[0], each.brands[0], draw.choice(words.CONDITIONS), oral, slots)


def _drawn(number: int, subjects: list[Subject], seed: int, earlier: bool) -> Page:
    draw = random.Random(f"{seed} page {number}")
    subject = subjects[number % len(subjects)]
    publisher = draw.choice(words.PUBLISHERS)
    suffix = draw.choices((".md", ".html", ".txt"), (7, 2, 1))[0]
    (fault,) = draw.choices(("", *FAULTS), (1000 - sum(FAULTS.values()), *FAULTS.values()))
    edition = draw.random()
    if edition < NEW if earlier else edition > 1 - GONE:
        fault = ""
    if fault == "unreadable":
        suffix = ".txt"
    return Page(number, subject, publisher, suffix, fault, draw)


def _bytes(page: Page) -> bytes:
    if page.fault == "unreadable":
        return b"\x89PNG\r\n\x1a\n" + random.Random(page.number).randbytes(2_000)
    blocks = list(_blocks(page))
    write_as = {".md": _markdown, ".html": _html, ".txt": _text}[page.suffix]
    return write_as(page, blocks).encode()


def _blocks(page: Page) -> Iterator[tuple[str, str]]:
    """Headings, paragraphs and items of lists, in order."""
    slots = _slots(page)
    claims = [page.draw.choice(words.CLAIMS[name]).format(**slots) for name in _claimed(page)]
    extra = list(_extra(page, slots))
    for number, (heading, sentences) in enumerate(words.SECTIONS):
        yield "h", heading
        told = [each.format(**slots | {"town": page.draw.choice(words.TOWNS)}) for each in sentences]
        page.draw.shuffle(told)
        # The claims of a page are spread over its first sections, between other sentences.
        mine = claims[number::3] if number < 3 else []
        yield "p", " ".join(part for pair in zip(told[:3], [*mine, "", "", ""], strict=False) for part in pair if part)
        yield "p", " ".join(told[3:])
        if number >= 3 and extra:
            yield "p", extra.pop()
    few = words.NUMBERS[3 if page.fault == "copied" else 7]
    if page.subject.oral:
        yield "h", "At home"
        yield "p", words.COPIED.format(drug=page.subject.name, few=few)
    yield "h", "Side effects"
    yield "p", f"Common side effects of {page.subject.name} are:"
    for each in [*words.SIDE_EFFECTS[:2], *page.draw.sample(words.SIDE_EFFECTS[2:], 3)] * (page.fault != "leadin"):
        yield "li", each
    yield "h", "Sources"
    year = page.draw.randint(2005, 2009) if page.fault == "cited" else 2024
    yield "li", f"{page.publisher[1]}. A handbook on {page.subject.name}. {year}."


def _slots(page: Page) -> dict[str, Any]:
    subject, draw = page.subject, page.draw
    name = f"{subject.name[0].upper()}{subject.name[1:]}"
    slots = {
        **subject.slots,
        "drug": subject.name,
        "Drug": name,
        "brand": subject.brand,
        "condition": subject.condition,
    }
    slots |= {
        "owner": draw.choice(words.OWNERS),
        "publisher": page.publisher[1],
        "few": words.NUMBERS[draw.randint(2, 9)],
    }
    return slots | {"town": draw.choice(words.TOWNS)} | _wrong(page)


def _wrong(page: Page) -> dict[str, Any]:
    """The slots that a fault fills otherwise."""
    slots = page.subject.slots
    if page.fault in ("duration", "contraception"):
        slot = {"duration": "months", "contraception": "after"}[page.fault]
        return {slot: slots[slot] + 6}
    if page.fault in ("cycles", "weeks", "hours"):
        return {page.fault: words.NUMBERS[words.NUMBERS.index(slots[page.fault]) + 1]}
    if page.fault == "frequency":
        return {"times": "four times"}
    if page.fault == "form":
        return {"form": words.FORMS[(words.FORMS.index(slots["form"]) + 1) % len(words.FORMS)]}
    if page.fault == "route":
        return {"way": "given into a vein" if page.subject.oral else "taken by mouth"}
    return {}


def _claimed(page: Page) -> list[str]:
    """The claims that a page makes: most of those there are of its subject, and surely the one that is wrong."""
    names = words.ORAL if page.subject.oral else words.DRIP
    left_out = set(page.draw.sample(names, 2)) - {page.fault}
    # A page that says that it is not used does not say that it is.
    left_out |= {"status"} if page.fault == "status" else set()
    if page.fault == "twice":
        return ["duration", *(name for name in names if name not in left_out | {"duration"})]
    return [name for name in names if name not in left_out]


def _extra(page: Page, slots: dict[str, Any]) -> Iterator[str]:
    drug, name = slots["drug"], slots["Drug"]
    if page.draw.random() < 0.6:
        yield page.draw.choice(words.UNREAD).format(**slots)
    told = {
        "status": f"{name} is no longer used for {page.subject.condition}.",
        "twice": f"Here a course of {drug} lasts {slots['months'] + 5} months in all.",
        "brackets": f"The {drug} pump runs day and night for {page.draw.randint(3, 9)} days (250 hours).",
        "ageing": f"{name} was recently approved for children with {page.subject.condition}.",
        "slip": f"Ask the pharmacy before {_slipped(drug)} is opened.",
        "misnomer": "Isoretinoin is another matter; there is a page about it.",
    }
    if page.fault in told:
        yield told[page.fault]


def _slipped(name: str) -> str:
    """A name with two letters in its middle swapped."""
    middle = len(name) // 2
    return name[: middle - 1] + name[middle] + name[middle - 1] + name[middle + 1 :]


def _front(page: Page) -> dict[str, str]:
    """What a page says of itself."""
    age = page.draw.randint(1_200, 2_400) if page.fault == "overdue" else page.draw.randint(20, 1_000)
    reviewed = AS_OF - dt.timedelta(days=age)
    due = reviewed + dt.timedelta(days=-400 if page.fault == "dates" else 1_095)
    front = {
        "title": f"{page.subject.name[0].upper()}{page.subject.name[1:]} for {page.subject.condition}",
        "owner": page.draw.choice(words.OWNERS),
        "url": f"https://{page.publisher[0]}.example/{page.number}",
        "reviewed": reviewed.isoformat(),
        "next_review": due.isoformat(),
    }
    kept = ("title", "owner", "url") if page.fault == "undated" else tuple(front)
    return {key: front[key] for key in kept}


def _markdown(page: Page, blocks: list[tuple[str, str]]) -> str:
    front = _front(page)
    marks = {"h": "\n## {}\n", "p": "\n{}\n", "li": "- {}\n"}
    lines = [f"{key}: {json.dumps(value)}\n" for key, value in front.items()]
    body = "".join(marks[kind].format(text) for kind, text in blocks)
    return f"---\n{''.join(lines)}---\n\n# {front['title']}\n{body}"


def _html(page: Page, blocks: list[tuple[str, str]]) -> str:
    front = _front(page)
    marks = {"h": "<h2>{}</h2>\n", "p": "<p>{}</p>\n", "li": "<ul><li>{}</li></ul>\n"}
    body = "".join(marks[kind].format(html.escape(text, quote=False)) for kind, text in blocks)
    dated = f"<p>Last reviewed: {front['reviewed']}</p>\n" if "reviewed" in front else ""
    title = html.escape(front["title"])
    head = f'<meta charset="utf-8"><title>{title}</title><link rel="canonical" href="{front["url"]}">'
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head>{head}</head>\n<body><main>\n<h1>{title}</h1>\n{dated}{body}'
        "</main></body></html>\n"
    ).replace("</ul>\n<ul>", "\n")


def _text(page: Page, blocks: list[tuple[str, str]]) -> str:
    front = _front(page)
    marks = {"h": "\n{}\n----\n", "p": "\n{}\n", "li": " - {}\n"}
    body = "".join(marks[kind].format(text) for kind, text in blocks)
    dated = f"\nLast reviewed: {front['reviewed']}\n" if "reviewed" in front else ""
    return f"{front['title']}\n====\n{dated}{body}"


def _configuration() -> str:
    collections = "".join(
        f'\n[[collections]]\npaths = ["pages/{folder}/**"]\npublisher = {json.dumps(name)}\njurisdiction = "{place}"\n'
        f"ours = {json.dumps(ours)}\n"
        for folder, name, place, ours in words.PUBLISHERS
    )
    return (
        f'sources = ["pages"]\nreferences = ["agreed.csv"]\nas_of = {AS_OF}\nreview_every = "3 years"\n'
        f'source_url = "https://code.example/pages/blob/main/{{path}}#L{{line}}"\n{collections}'
    )


def _agreed(subjects: list[Subject]) -> Iterator[str]:
    yield "subject,attribute,value,source,approved_by,owner"
    for each in [each for each in subjects if each.oral][:60]:
        yield f"{each.name},treatment_duration,{each.slots['months']} months,Protocol 7,A. Marlow,B. Osei"


def main() -> None:
    """Writes the project and prints what a run over it takes and finds."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=PAGES)
    parser.add_argument("--seed", type=int, default=SEED)
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    write(given.folder, given.pages, given.seed)
    write_before(given.folder, given.pages, given.seed)
    files = [path for path in (given.folder / "pages").rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files)
    with tempfile.TemporaryDirectory() as out:
        seconds = check(given.folder, f"json:{Path(out) / 'now.json'}")
        found = json.loads((Path(out) / "now.json").read_text("utf-8"))
    summary = found["summary"]
    print(f"{len(files)} pages, {size / 1e6:.1f} MB, {size / max(1, len(files)):.0f} bytes each; a run {seconds:.2f} s")
    print(f"{summary['facts']} facts; read {summary['read_sentences']} of {summary['claim_sentences']} claim sentences")
    codes = Counter(each["code"] for each in found["findings"])
    print(f"{sum(codes.values())} findings: {', '.join(f'{code} {count}' for code, count in sorted(codes.items()))}")
    print(f"evidence: {sum(len(each['evidence']) for each in found['findings'])} places")


if __name__ == "__main__":
    main()
