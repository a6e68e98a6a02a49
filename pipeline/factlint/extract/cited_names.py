"""Who wrote what is cited: names with initials, or an organisation, at the start of a citation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from factlint.extract.cited_words import CitationWords

_MOST: Final = 60  # names of one citation
_CAPITAL: Final = r"[A-ZÀ-ÖØ-ÞĀ-Ž]"
_PARTICLE: Final = (
    r"(?:(?:[Vv]an|[Vv]on|[Dd]e|[Dd]er|[Dd]en|[Dd]u|[Dd]os|[Ll]a|[Ll]e|[Dd]i|[Dd]a|[Ee]l|[Aa]l|[Tt]er|[Tt]en)[ -]){0,3}"
)
_SURNAME: Final = rf"{_PARTICLE}(?:[dDOoLl]['’])?{_CAPITAL}[\w'’]{{1,30}}(?:[ -]{_CAPITAL}[\w'’]{{1,30}}){{0,2}}"
_DOTTED: Final = rf"{_CAPITAL}\.(?:[ -]?{_CAPITAL}\.){{0,3}}"
_INITIALS: Final = rf"(?:{_DOTTED}|{_CAPITAL}(?:-?{_CAPITAL}){{0,3}}|{_CAPITAL}(?: {_CAPITAL}){{1,2}})(?![\w'’])"
_NAME: Final = re.compile(rf"{_SURNAME}(?:, ?| ){_INITIALS}(?: (?:Jr|Sr|II|III|2nd|3rd)\b\.?)?")
_NAME_TURNED: Final = re.compile(rf"(?:{_CAPITAL}\. ?){{1,3}}{_SURNAME}")
_BETWEEN: Final = re.compile(r"\s?[,;]\s?(?:(?:and|&)\s|(?:…|\.\.\.)\s?)?|\s(?:and|&)\s")
_OTHERS: Final = re.compile(r",?\s(?:et al\b\.?|and others\b|and colleagues\b|for the [A-Z][\w ]{2,60}(?=\.))")
_EDITING: Final = re.compile(r",?\s?[\[(]?[Ee]d(?:s|itors?|ited)?\b\.?,?[\])]?")
_THEN: Final = re.compile(r"\s?[.:;,]+\s|\s?(?=\()|\s(?=(?:18|19|20)\d\d\b)|\s?\x02|$")
_BREAK: Final = re.compile(r"\.\s|:\s|\s?(?=\((?:18|19|20)\d\d)|,\s(?=(?:18|19|20)\d\d)|\.(?=\x01|$)|\s?\x02")


class Names(NamedTuple):
    """Where the names end, and where what comes after them begins."""

    end: int
    rest: int


def leading_names(text: str, words: CitationWords) -> Names | None:
    """The names of persons at the start of ``text``; None where there are none."""
    place, count = 0, 0
    while count < _MOST and (match := _NAME.match(text, place) or _NAME_TURNED.match(text, place)):
        place, count = match.end(), count + 1
        between = _BETWEEN.match(text, place)
        if not between or not (_NAME.match(text, between.end()) or _NAME_TURNED.match(text, between.end())):
            break
        place = between.end()
    if not count or _is_organisation(text[:place].strip(), words, sure=True):
        return None
    for more in (_OTHERS, _EDITING):
        match = more.match(text, place)
        place = match.end() if match else place
    # An initial or "et al." may have taken the stop that ends the names.
    then = _THEN.match(text, place - 1 if text[place - 1] == "." else place)
    return Names(place, then.end()) if then else None


def named_organisation(text: str, words: CitationWords) -> int:
    """Where the organisation at the start of ``text`` ends; 0 where there is none."""
    for match in _BREAK.finditer(text):
        name = text[: match.start()]
        if len(name) > 150:
            return 0
        if name.rpartition(" ")[2].lower() in words.abbreviations and match.group().startswith("."):
            continue
        # What is named must be followed by what it wrote.
        follows = bool(re.search(r"[^\W\d_]{3}", text[match.end() :]))
        return match.start() if follows and _is_organisation(name, words) else _before_comma(name, words)
    return _before_comma(text, words)


def _before_comma(text: str, words: CitationWords) -> int:
    name, comma, rest = text.partition(", ")
    return len(name) if comma and re.search(r"[^\W\d_]{3}", rest) and _is_organisation(name, words) else 0


def _is_organisation(name: str, words: CitationWords, *, sure: bool = False) -> bool:
    """Whether a name is that of an organisation: capitals throughout, and a word or an acronym that tells."""
    spoken = re.findall(r"[^\W\d_][\w'’®.-]*", name.replace("/", " "))
    if not 0 < len(spoken) <= 16 or not all(word[:1].isupper() or word.lower() in words.small for word in spoken):
        return False
    if words.kinds["guideline"].search(name) and spoken[-1].lower() not in words.bodies:
        return False  # a title that begins with who wrote it
    if any(word.lower().rstrip(".®") in words.bodies for word in spoken):
        return True
    acronym = any(len(word.rstrip("®.")) > 1 and word.rstrip("®.").isupper() for word in spoken)
    return acronym and len(spoken) <= 6 and not sure
