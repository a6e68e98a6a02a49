"""Turns a sentence that was read wrongly into an example that its schema does not hold yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, get_args

from factlint.config import shown, suggestion
from factlint.domain import CompiledDomain, Domain, load_domain
from factlint.domain.addition import snippet, with_example
from factlint.domain.build import PREFIX, compile_text
from factlint.domain.compiled import Example
from factlint.domain.model import PART
from factlint.domain.schemafile import Modality
from factlint.errors import FactlintError
from factlint.files import check_writable, write_text
from factlint.pages import Block, Page
from factlint.reading import page_at, read_example, read_text
from factlint.result import ExampleOutcome
from factlint.values import ValueKind, bound, is_written

if TYPE_CHECKING:
    from factlint.extract.facts import Fact
    from factlint.project import Settings

_BEFORE: Final = 400
"""How many characters of a page before a sentence may go into an example, so that it is read as on the page."""
_FLAGS: Final = ("approx", "hedged")
_FIELDS: Final = ("subject", "value", "modality", *_FLAGS)


@dataclass(frozen=True)
class Misread:
    """Facts of one attribute that one sentence gave and should not have given.

    Attributes:
        compiled: the schema that read them.
        attribute: what they were read as.
        doc: the page.
        facts: rows of the facts table, all of one sentence.
    """

    compiled: CompiledDomain
    attribute: str
    doc: str
    facts: tuple[dict[str, Any], ...]


class Noted(NamedTuple):
    """What became of one misread sentence.

    Attributes:
        outcome: the example with what is read instead, as `read_example` tells it.
        known: whether the schema had an example of the text before.
        snippet: the example to be pasted, where the schema is not the user's to write; else "".
    """

    outcome: ExampleOutcome
    known: bool
    snippet: str


def misread(facts: Iterable[dict[str, Any]], settings: Settings) -> list[Misread]:
    """The rows of facts by attribute and sentence, in their order."""
    by_id = {(compiled := load_domain(name)).domain.id: compiled for name in settings.every_schema}
    groups: dict[tuple[str, str, str, str], list[dict[str, Any]]] = {}
    for fact in facts:
        groups.setdefault((fact["schema"], fact["attribute"], fact["doc"], fact["sentence"]), []).append(fact)
    return [Misread(by_id[key[0]], key[1], key[2], tuple(rows)) for key, rows in groups.items()]


def note(each: Misread, expected: Sequence[str], settings: Settings) -> Noted:
    """Adds an example to the schema's file, or makes a snippet of it where the schema ships with the program.

    Nothing is added where the text is an example already, or is read as expected.

    Args:
        each: what was read wrongly.
        expected: what should have been read instead, as the command line has it; nothing for nothing.
        settings: of the project.

    Raises:
        FactlintError: no short text is read as the page was, what is expected is none of the schema's or not what the
            example of the text says, or the file cannot be written.
    """
    wanted = _distinct(_expected(text, each) for text in expected)
    text, kept = _text(each, settings)
    known = next((one for one in _examples(each) if one.text.strip() == text.strip()), None)
    facts = _distinct([*kept, *wanted])
    if known is not None:
        outcome = read_example(each.compiled, known)
        if wanted and not _says(known, facts):
            said = ", ".join(outcome.expected) or "that nothing is to be read"
            remedy = "change it by hand"
            raise FactlintError(f"this example says {said}", remedy=remedy, path=outcome.path, line=outcome.line)
        return Noted(outcome, True, "")
    entry = {"text": text, "facts": facts}
    outcome = read_example(each.compiled, Example(each.attribute, text, tuple(facts), 0))
    if outcome.holds:
        return Noted(outcome, False, "")
    if each.compiled.source.startswith(PREFIX):
        return Noted(outcome, False, snippet(each.attribute, entry))
    return Noted(_added(Path(each.compiled.source), each, entry), False, "")


def _added(path: Path, each: Misread, entry: dict[str, Any]) -> ExampleOutcome:
    """Writes the file anew with the example in it, once it is known that it is still a schema."""
    check_writable(path)
    text = with_example(path.read_bytes().decode("utf-8"), each.attribute, entry, shown(path))
    compile_text(text.removeprefix("\ufeff"), shown(path))
    write_text(path, text)
    compiled = load_domain(str(path))
    example = [one for one in compiled.examples if one.attribute == each.attribute][-1]
    return read_example(compiled, example)


def _examples(each: Misread) -> Iterator[Example]:
    return (one for one in each.compiled.examples if one.attribute == each.attribute)


def _says(known: Example, facts: Sequence[Mapping[str, Any]]) -> bool:
    """Whether an example expects ``facts`` and no others; it may say more of each."""
    mine = [_whole(fact) for fact in known.facts]
    theirs = [_whole(fact) for fact in facts]
    more = [{number for number, fact in enumerate(theirs) if fact.items() <= one.items()} for one in mine]
    return all(more) and set().union(*more) == set(range(len(theirs)))


def _whole(fact: Mapping[str, Any]) -> dict[str, Any]:
    scope = fact.get("scope") or {}
    return {"modality": "asserted", **{key: value for key, value in fact.items() if key != "scope"}, **scope}


def _distinct(facts: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for fact in facts:
        if fact not in found:
            found.append(fact)
    return found


# The text


def _text(each: Misread, settings: Settings) -> tuple[str, list[dict[str, Any]]]:
    """The shortest text that gives what the page gave, and the facts that it gives besides."""
    page = page_at(each.doc, settings)
    wrong = {_key(fact["subject"], fact["value"], fact["modality"]) for fact in each.facts}
    for text in dict.fromkeys(_texts(page, each.facts[0])):
        found = [fact for fact in read_text(each.compiled, text) if fact.attribute == each.attribute]
        if wrong <= {_of(fact) for fact in found}:
            return text, [_as_example(fact) for fact in found if _of(fact) not in wrong]
    remedy = f"write an example by hand: {shown(settings.root / each.doc)}:{each.facts[0]['line']}"
    raise FactlintError("it is read so only with the page around it, not as a short text", remedy=remedy)


def _texts(page: Page, fact: dict[str, Any]) -> Iterator[str]:
    """The sentence alone, then with more and more of what stands before it."""
    sentence = fact["sentence"]
    headings = [
        f"{'#' * min(level, 6)} {title}" for level, title in enumerate(fact["section"].split(" > "), 1) if title
    ]
    around = [sentence, *_with_block(page, fact)]
    yield from around
    tops = [headings[-1:], [f"# {fact['subject_text']}"], headings]
    if page.meta.title:
        tops.append([f"# {page.meta.title}", *(f"#{heading}" for heading in headings)])
    for top in tops:
        for body in around:
            yield "\n\n".join([*top, body])


def _with_block(page: Page, fact: dict[str, Any]) -> Iterator[str]:
    """The sentence with what leads into its list, and with what stands before it in its paragraph."""
    sentence = fact["sentence"]
    block = next((one for one in page.blocks if one.start <= fact["start"] < one.end), None)
    if block is None:
        return
    if block.lead is not None:
        yield f"{_words(page, page.blocks[block.lead])}\n\n- {sentence}"
    whole = _words(page, block)
    before = whole.partition(sentence)[0].strip() if sentence in whole else ""
    if before:
        yield f"{before[-_BEFORE:].partition(' ')[2] if len(before) > _BEFORE else before} {sentence}"


def _words(page: Page, block: Block) -> str:
    return " ".join(page.prose[block.start : block.end].split())


def _key(subject: str, value: str, modality: str) -> tuple[str, str, str]:
    return subject, value, modality


def _of(fact: Fact) -> tuple[str, str, str]:
    return _key(fact.subject, fact.value.text, fact.modality)


def _as_example(fact: Fact) -> dict[str, str]:
    said = {"subject": fact.subject, "value": fact.value.text}
    return said if fact.modality == "asserted" else {**said, "modality": fact.modality}


# What should have been read


def _expected(text: str, each: Misread) -> dict[str, Any]:
    """A fact from ``value`` alone or from ``subject=..,value=..``; what is no field of an example is scope."""
    parts = _parts(text) if "=" in text else {"value": text}
    subject = parts.get("subject", each.facts[0]["subject"])
    domain = each.compiled.domain
    if subject not in domain.concepts:
        raise FactlintError(f"no concept has the id {subject!r}", remedy=suggestion(subject, domain.concepts))
    if "value" not in parts:
        raise FactlintError(f"{text!r} names no value", remedy="write value=P6M, or the value alone")
    scope = {name: value for name, value in parts.items() if name not in _FIELDS}
    for name, concept in scope.items():
        if name not in domain.dimensions:
            raise FactlintError(f"{name!r} is no scope", remedy=suggestion(name, {*_FIELDS, *domain.dimensions}))
        if name not in each.compiled.unnamed:  # else it may be limited by words that no concept has
            _concept(domain, concept.rpartition(PART)[2], domain.dimensions[name])
    said: dict[str, Any] = {"subject": subject, "value": _value(domain, each.attribute, parts["value"])}
    said |= {name: _flag(name, parts[name]) for name in _FLAGS if name in parts}
    said |= {"modality": _modality(parts["modality"])} if parts.get("modality", "asserted") != "asserted" else {}
    return {**said, "scope": scope} if scope else said


def _parts(text: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    for part in text.split(","):
        name, equals, value = part.partition("=")
        if not equals:
            raise FactlintError(f"{part!r} says nothing of a fact", remedy="write subject=ID,value=VALUE")
        if name.strip() in parts:
            raise FactlintError(f"{name.strip()} is said twice", remedy="say it once; --expect may be repeated")
        parts[name.strip()] = value.strip()
    return parts


def _flag(name: str, text: str) -> bool:
    if text not in ("true", "false"):
        raise FactlintError(f"{name} is true or false, not {text!r}", remedy=f"write {name}=true")
    return text == "true"


def _modality(text: str) -> str:
    if text not in get_args(Modality):
        raise FactlintError(f"modality: {text!r} is none", remedy=suggestion(text, get_args(Modality)))
    return text


def _concept(domain: Domain, text: str, kinds: Sequence[str]) -> str:
    known = [key for key, one in domain.concepts.items() if not set(kinds).isdisjoint(one.kinds)]
    if text not in known:
        raise FactlintError(f"no {' or '.join(kinds)} has the id {text!r}", remedy=suggestion(text, known))
    return text


def _value(domain: Domain, name: str, text: str) -> str:
    """The value as facts have it; "6 months" is P6M.

    Raises:
        FactlintError: the attribute cannot have it.
    """
    attribute = domain.attributes[name]
    if attribute.kind is ValueKind.TEXT:
        return text
    if attribute.values:
        if text not in attribute.values:
            raise FactlintError(f"{attribute.id} is never {text!r}", remedy=suggestion(text, attribute.values))
        return text
    kinds = (attribute.kind, *attribute.other_kinds)
    if attribute.value_kind and not any(is_written(kind, text) for kind in attribute.other_kinds):
        return _concept(domain, text, [attribute.value_kind])
    if any(is_written(kind, text) for kind in kinds):
        return text
    try:
        value = bound(text)
    except ValueError:
        value = None
    if value is None or value.kind not in kinds:
        remedy = "write it as `factlint facts` does, such as P6M"
        raise FactlintError(f"{text!r} is no {attribute.kind.value}", remedy=remedy)
    return value.text
