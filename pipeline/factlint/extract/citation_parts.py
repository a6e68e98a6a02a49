"""Takes one citation apart: who, when, what, which edition, where, and what kind of source it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from factlint.extract.cited_names import leading_names, named_organisation
from factlint.extract.cited_words import URL, fold
from factlint.extract.cited_years import publication_year

if TYPE_CHECKING:
    from factlint.extract.cited_words import CitationWords

LONGEST: Final = 1_500  # characters; a longer text is no citation
GUIDELINE, WEB, ARTICLE, BOOK, TRIAL, PRODUCT, OTHER = (
    *("guideline", "web", "article", "book", "trial", "product", "other"),
)
_PLACE: Final = "\x01"  # where an address stood
_EDITION: Final = "\x02"  # where the number of an edition, or a note that there is no date, stood
_MARK: Final = re.compile(
    r"(?:\d{1,3} (?=[A-Z][\w'’-]+ [A-Z]{1,3}\b)|\[\^?\w{1,4}\]:?|\(?\d{1,3}[.)](?=\s)|[•*·–—-])\s*"
)
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_DOI: Final = re.compile(r"(?:\bdoi\s?:?\s?)?\b10\.\d{4,9}/[^\s\x01]+", re.IGNORECASE)
_ISBN: Final = re.compile(r"\bISBN(?:-1[03])?\s?:?\s?[\dXx][\dXx -]{8,17}", re.IGNORECASE)
_PAPER: Final = re.compile(r"\b(?:PMC?ID\s?:?\s?(?:PMC)?|ISSN\s?:?\s?)\d[\dXx-]{2,12}", re.IGNORECASE)
_REGISTERED: Final = re.compile(r"\b(?:NCT\d{8}|ISRCTN\d{6,10})\b")
_VOLUME: Final = re.compile(
    r"(?:18|19|20)\d\d[a-z]?(?:\s[A-Za-z]{3,9}\.?(?:\s\d{1,2})?)?\s?[;,]\s?\d{1,4}\s?(?:\(|:)"  # 2019;12(3)
    r"|\b\d{1,4}\s?\([^()]{1,20}\)\s?[:,.]"  # 12(3), 45
    r"|\b\d{1,4}\s?:\s?[eES]?\d{1,6}(?:\s?[-–]\s?[eES]?\d{1,6})"  # 375: 12-14
    r"|,\s\d{1,4},\s[eES]?\d{1,5}\s?[-–]\s?\d"  # , 22, 114-121
    r"|\bvol(?:ume)?\.?\s?\d",
    re.IGNORECASE,
)
_IN: Final = re.compile(r"(?:(?<=[.;,?!] )|(?<=[.;,?!]))In:\s(?=\w)")
_LEADING_YEAR: Final = re.compile(r"(?:\((?:18|19|20)\d\d[a-z]?(?:,[^()]{1,20})?\)|(?:18|19|20)\d\d[a-z]?\b)[\s.,:;]*")
_BRACKETED: Final = re.compile(r"\s*\[[^\[\]]{1,40}\]")
_GAPS: Final = re.compile(r"\s+([.,;:)\]])")
_QUOTED: Final = re.compile(r"[\"“‘']([^\"”’]{3,300}[^\s\"”’])[,.?!]?[\"”’'](?!\w)")
_END: Final = re.compile(r"[.?!](?=\s|$|\x01|[\"”’)\x02])|;|[\x01\x02]")
_INITIAL: Final = re.compile(r"(?:^|[\s.(])[A-Z]$")
_TAIL_LENGTH: Final = 40
_TAIL: Final = re.compile(
    r"\s*(?P<set_off>[,:;(\[–—-])?[\s,:;(\[–—-]*(?:(?P<year>(?:18|19|20)\d\d)[a-z]?)?[\s,.:;)\]]*$"
)


class Parts(NamedTuple):
    """What a citation says; a part that cannot be told is None.

    Attributes:
        authors: persons or the organisation, as written.
        year: of publication, or of the change it names.
        title: as written.
        edition: the number of its edition or version: "3", "2.1".
        url: its address.
        kind: guideline, web, article, book, trial, product or other.
    """

    authors: str | None
    year: int | None
    title: str | None
    edition: str | None
    url: str | None
    kind: str


class _Seen(NamedTuple):
    """A citation without what is no part of its words, and what was told by that."""

    rest: str
    notes: tuple[str, ...]
    url: str | None
    edition: str | None
    updated: int | None
    accessed: bool
    available: bool
    paper: bool
    numbered: bool
    isbn: bool
    registered: bool


def citation_parts(text: str, words: CitationWords, url: str | None = None) -> Parts | None:
    """The parts of one citation; None where the text is none. Takes time linear in the text, and never raises.

    Args:
        text: without its list mark; a number before it is passed over.
        words: of the language.
        url: its address, where that does not stand in the text.
    """
    if len(text) > LONGEST:
        return None
    seen = _seen(_CONTROL.sub(" ", text), words)
    seen = seen._replace(url=seen.url or url)
    year = publication_year(seen.rest, words)
    if not _is_citation(seen, year, words):
        return None
    authors, rest = _authors(seen.rest, words)
    title = _title(rest, words, year, after_names=authors is not None)
    latest = max(filter(None, (year, seen.updated)), default=None)
    kind = _kind(seen, authors, title, rest, words)
    return Parts(_clean(authors), latest, _clean(title), seen.edition, seen.url, kind)


def _clean(part: str | None) -> str | None:
    """A part without the signs that stand for others; None where nothing is left."""
    return (" ".join(re.sub(r"[\x01\x02]", " ", part).split()) or None) if part else None


def first_url(text: str) -> str | None:
    """The first address in ``text``, without the signs that end the sentence."""
    match = URL.search(text)
    return _trimmed(match.group()) if match else None


def _trimmed(url: str) -> str:
    url = url.rstrip(".,;:'’”*_")
    while url.endswith(")") and url.count("(") < url.count(")"):
        url = url[:-1].rstrip(".,;:")
    return url


def _seen(text: str, words: CitationWords) -> _Seen:
    text = " ".join(text.split())
    mark = _MARK.match(text)
    text = text[mark.end() :] if mark else text
    url = first_url(text)
    text = URL.sub(lambda match: f"{_PLACE}{match.group()[len(_trimmed(match.group())) :]}", text)
    bare, accessed = words.accessed.subn(" ", text)
    bare, available = words.available.subn(" ", bare)
    updated = words.updated.search(f"; {bare}")
    bare = words.undated.sub(_EDITION, words.updated.sub("", f"; {bare}")[2:])
    bare, papers = _DOI.subn("", bare)
    bare, more = _PAPER.subn("", bare)
    bare, isbn = _ISBN.subn("", bare)
    bare, registered = _REGISTERED.subn("", bare)
    found = list(words.edition.finditer(bare))
    bare = words.edition.sub(_EDITION, bare)
    notes = tuple(_BRACKETED.findall(bare))
    bare = _GAPS.sub(r"\1", " ".join(_BRACKETED.sub("", bare).split()))
    return _Seen(
        rest=bare,
        notes=notes,
        url=url,
        edition=_edition(found[0], words) if found else None,
        updated=_last_year(updated["when"]) if updated else None,
        accessed=bool(accessed),
        available=bool(available),
        paper=bool(papers or more or _VOLUME.search(bare)),
        numbered=any(not match["version"] for match in found),
        isbn=bool(isbn),
        registered=bool(registered),
    )


def _edition(match: re.Match[str], words: CitationWords) -> str:
    number = match["number"] or match["after"] or match["version"]
    return number or words.ordinals[match["word"].lower()]


def _last_year(text: str) -> int | None:
    years = [int(year) for year in re.findall(r"(?:19|20)\d\d", text)]
    return max(years, default=None)


def _is_citation(seen: _Seen, year: int | None, words: CitationWords) -> bool:
    spoken = set(fold(seen.rest).split())
    if not any(word.isalpha() for word in spoken):
        return bool(seen.url) and not spoken
    if year or seen.paper or seen.isbn or seen.registered or seen.updated:
        return True
    if seen.accessed and seen.url:
        return True
    return bool(seen.url or seen.edition or seen.accessed or seen.available) and spoken.isdisjoint(words.not_sources)


def _authors(text: str, words: CitationWords) -> tuple[str | None, str]:
    """Who wrote it, and what comes after; None where that cannot be told."""
    names = leading_names(text, words)
    if names:
        return text[: names.end].rstrip(" ,.:;("), text[names.rest :].lstrip(" .,:;\x02")
    end = named_organisation(text, words)
    if end:
        return text[:end].strip(), text[end:].lstrip(" .,:;\x02")
    return None, text


def _title(text: str, words: CitationWords, year: int | None, *, after_names: bool) -> str | None:
    begun = _LEADING_YEAR.match(text)
    text = text[begun.end() :] if begun else text
    quoted = _QUOTED.match(text)
    if quoted:
        return quoted[1].strip(" .,")
    first = _first_part(text, words)
    title = first if after_names else _sure_title(first, text)
    if title is None:
        return None
    title = _undated(_before_journal(title, words), year, words)
    title = title.strip(" .,:;\"“”‘’'-–—*_([")
    return (
        title if len(title) > 1 and any(char.isalpha() for char in title) and not words.names_journal(title) else None
    )


def _undated(title: str, year: int | None, words: CitationWords) -> str:
    """A title without the year of publication that a stop or a bracket sets off, nor its month."""
    tail = _TAIL.search(title, max(0, len(title) - _TAIL_LENGTH))
    if not tail or not tail["year"] or int(tail["year"]) != year:
        return title
    before = title[: tail.start()]
    dated = words.date.search(before)
    if dated and before[: dated.start()].rstrip()[-1:] in ("", ",", "(", ";", "."):
        return before[: dated.start()]
    return before if tail["set_off"] else title


def _first_part(text: str, words: CitationWords) -> str:
    """Up to the first stop that ends something, or up to the bracket that holds the year."""
    year = re.search(r"\((?:[^()]{0,40}[\s,])?(?:18|19|20)\d\d[a-z]?\)", text)
    most = year.start() if year else len(text)
    for match in _END.finditer(text, 0, most):
        before = text[max(0, match.start() - _TAIL_LENGTH) : match.start()]
        word = before.rpartition(" ")[2].lower().strip("(")
        stops = match.group() != "." or not (_INITIAL.search(before) or word in words.abbreviations)
        if stops:
            return text[: match.start()] if match.group() != "?" else text[: match.end()]
    return text[:most]


def _sure_title(first: str, text: str) -> str | None:
    """The first part where it can be no author: it runs on in small letters, or is all there is."""
    rest = text[len(first) :].strip(" .;,:()\x01")
    further = re.sub(r"(?:18|19|20)\d\d|[\W\d_]", "", rest)
    spoken = re.findall(r"[^\W\d_]+", first)
    small = len(spoken) > 2 and any(word[:1].islower() and len(word) > 3 for word in spoken)
    return first if small or not further or len(spoken) > 5 else None


def _before_journal(title: str, words: CitationWords) -> str:
    """A title without the journal that follows it after a comma."""
    parts = title.split(", ")
    for number in range(1, len(parts)):
        if words.names_journal(parts[number]):
            return ", ".join(parts[:number])
    return title


def _kind(seen: _Seen, authors: str | None, title: str | None, rest: str, words: CitationWords) -> str:
    def says(kind: str, text: str = seen.rest) -> bool:
        return bool(words.kinds[kind].search(text))

    notes = " ".join(seen.notes)

    bound = seen.isbn or bool(_IN.search(seen.rest)) or bool(words.editors.search(seen.rest))
    paper = (seen.paper or _names_journal(rest, words)) and not bound
    organised = authors is not None and not leading_names(f"{authors}. ", words)
    if says("product") or says("product", notes):
        return PRODUCT
    if seen.registered or says("trial"):
        return TRIAL
    if says("guideline", title or "" if paper else seen.rest) and (not paper or _is_guideline(title or "", words)):
        return GUIDELINE
    if paper:
        return ARTICLE
    if bound or says("book") or (seen.numbered and not seen.url and not organised):
        return BOOK
    return WEB if seen.url or seen.accessed or seen.available or organised else OTHER


def _names_journal(text: str, words: CitationWords) -> bool:
    parts = re.split(r"[.;,]\s", text)
    return any(words.names_journal(re.sub(r"\s?\d.*", "", part)) for part in parts)


def _is_guideline(title: str, words: CitationWords) -> bool:
    """Whether the title of a paper says that it is one, rather than that it is about one."""
    names = title.split()
    ends = [" ".join(names[:4]), " ".join(names[-2:])]
    return any(words.kinds["guideline"].search(end) for end in ends)
