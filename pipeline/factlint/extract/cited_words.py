"""The words by which citations are read, compiled from the section ``citations`` of a language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

NEVER: Final = r"(?!)"
URL: Final = re.compile(
    r"(?:https?://|\bwww\.)[^\s<>\[\]{}\"“”|]+|\b(?:[a-z0-9-]{1,60}\.){1,4}[a-z]{2,4}/[^\s<>\[\]{}\"“”|]+"
)
SHORT: Final = 3  # letters of an abbreviation, which is no name by itself
LONGEST_NAME: Final = 8  # words of a journal's name
KINDS: Final = ("product", "trial", "guideline", "book")


@dataclass(frozen=True)
class CitationWords:
    """What tells the parts of a citation.

    Attributes:
        headings: whole headings, folded, of lists of sources.
        within: words that such headings hold.
        run_in: a heading and its colon at the start of a line.
        accessed: a note of when and where somebody looked at the source.
        available: what stands before an address.
        updated: a note of when the source was changed; groups of its digits.
        undated: a note that there is no date.
        issued: what stands before the day of publication.
        edition: a number of an edition or of a version.
        ordinals: numbers by their word.
        date: the day and month, or the season, that stand before a year.
        editors: say that names are those of editors.
        bodies: stand in names of organisations.
        journals: stand in names of journals.
        journal_names: whole names of journals, folded.
        small: words that names write small.
        not_sources: stand in sentences that are no citation.
        kinds: words that say what a source is, by kind.
        abbreviations: words whose full stop ends nothing.
    """

    headings: frozenset[str]
    within: tuple[str, ...]
    run_in: re.Pattern[str]
    accessed: re.Pattern[str]
    available: re.Pattern[str]
    updated: re.Pattern[str]
    undated: re.Pattern[str]
    issued: re.Pattern[str]
    edition: re.Pattern[str]
    ordinals: Mapping[str, str]
    date: re.Pattern[str]
    editors: re.Pattern[str]
    bodies: frozenset[str]
    journals: frozenset[str]
    journal_names: frozenset[str]
    small: frozenset[str]
    not_sources: frozenset[str]
    kinds: Mapping[str, re.Pattern[str]]
    abbreviations: frozenset[str]

    @classmethod
    def from_mapping(cls, words: Mapping[str, Any], within: Iterable[str]) -> CitationWords:
        """Compiles a language's plain sections; what is absent matches nothing.

        Args:
            words: sections by name; `citations`, `date_labels` and `abbreviations` are read.
            within: words that headings of lists of sources hold.
        """
        given: Mapping[str, Any] = words.get("citations") or {}
        month = one_of(" ".join((words.get("date_labels") or {}).get("months", ())).split())
        quarter = one_of(given.get("seasons", ()))
        named = rf"(?:{month})\b\.?"
        number = r"\d{1,2}(?:st|nd|rd|th)?"
        token = rf"(?:{named}|\d{{1,4}}(?:st|nd|rd|th)?)"
        when = rf"{token}(?:(?:[ ,]{{1,2}}|[./-]){token}){{0,3}}"
        kinds = given.get("kinds") or {}
        headings = frozenset(fold(heading) for heading in given.get("headings", ()))
        return cls(
            headings=headings,
            within=tuple(within),
            run_in=_compiled(rf"(?:{one_of([*headings, *within])})\s?:\s"),
            accessed=_accessed(one_of(given.get("accessed", ())), when),
            available=_compiled(rf"(?<!\w)(?:{one_of(given.get('available', ()))})\s?[:\x01]\s?"),
            updated=_compiled(
                rf"(?:(?<=[.;,?!\[(])|(?<=[.;,?!] ))(?:{one_of(given.get('updated', ()))})[: ]{{1,2}}(?:(?:on|in)\s)?"
                rf"(?P<when>{when})(?=\s?[.;,)\]]|$)"
            ),
            undated=_compiled(rf"[(\[,]?\s?(?<!\w)(?:{one_of(given.get('undated', ()))})(?!\w)[)\]]?"),
            issued=_compiled(rf"(?<!\w)(?:{one_of(given.get('issued', ()))})(?:\s(?:on|in))?\s?:?\s?$"),
            edition=_edition(given),
            ordinals={key.lower(): str(number) for key, number in (given.get("ordinals") or {}).items()},
            date=_compiled(rf"(?:(?:{number}[ -])?(?:{named}[/–-])?{named}(?:[ -]{number},?)?|(?:{quarter})\b),?\s*$"),
            editors=_compiled(rf"(?<!\w)(?:{one_of(given.get('editors', ()))})(?!\w)"),
            bodies=_folded(given.get("bodies", ())),
            journals=_folded(given.get("journals", ())),
            journal_names=frozenset(fold(name) for name in given.get("journal_names", ())),
            small=_folded(given.get("small", ())),
            not_sources=_folded(given.get("not_sources", ())),
            kinds={kind: _compiled(rf"(?<![\w-])(?:{one_of(kinds.get(kind, ()))})(?![\w-])") for kind in KINDS},
            abbreviations=_folded(words.get("abbreviations") or ()),
        )

    def names_journal(self, text: str) -> bool:
        """Whether a text is the name of a journal: capitals throughout, and a word that such names have."""
        if fold(text) in self.journal_names:
            return text[:1].isupper()
        names = re.findall(r"[^\W\d_]+", text)
        whole = len(names) > 1 or (names and (names[0].isupper() or len(names[0]) > SHORT))
        big = all(name[:1].isupper() or name.lower() in self.small for name in names)
        return (
            bool(whole) and big and len(names) <= LONGEST_NAME and any(name.lower() in self.journals for name in names)
        )

    def heads(self, title: str) -> bool:
        """Whether a page lists its sources under the heading ``title``."""
        words = fold(title)
        return words in self.headings or any(f" {name} " in f" {words} " for name in self.within)


def fold(text: str) -> str:
    """The words of ``text`` in lower case, without signs."""
    return " ".join(re.findall(r"\w+", text.lower()))


def one_of(phrases: Iterable[str]) -> str:
    """A pattern for any of ``phrases``, the longest first."""
    ordered = sorted({phrase.lower() for phrase in phrases}, key=lambda phrase: (-len(phrase), phrase))
    return "|".join(r"\s".join(map(re.escape, phrase.split())) for phrase in ordered) or NEVER


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word.lower() for word in words)


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _accessed(words: str, when: str) -> re.Pattern[str]:
    r"""``Accessed 4 May 2021``, ``[cited 2021]``, ``Retrieved from URL on 4 May``; \x01 stands for an address."""
    place = r"(?:(?:at|from|via)\s?:?\s?)"
    return _compiled(
        rf"[\[(]?(?<!\w)(?:{words})(?!\w)\s?:?\s?(?:"
        rf"{place}?\x01[ ,]{{0,2}}(?:(?:on|in)\s)?(?:{when})?"
        rf"|(?:(?:on|in)\s)?(?:{when})[ ,]{{0,2}}(?:{place}\x01)?"
        rf"|(?:online\s?,?\s?)?{place}(?=\w))[\])]?"
    )


def _edition(given: Mapping[str, Any]) -> re.Pattern[str]:
    edition, version = one_of(given.get("edition", ())), one_of(given.get("version", ()))
    ordinals = one_of(given.get("ordinals") or ())
    return _compiled(
        rf"[\[(]?(?<![\w.])(?:(?:(?P<number>\d{{1,3}})(?:st|nd|rd|th)|(?P<word>{ordinals}))\s(?:[a-z]{{1,12}}\s)?(?:{edition})(?!\w)"
        rf"|(?:{edition})\s(?P<after>\d{{1,3}})(?![\w(:])"
        rf"|(?:{version})(?:\s|\.\s?)?(?P<version>\d{{1,4}}(?:\.\d{{1,4}}){{0,3}})(?!\w))\.?[\])]?"
    )
