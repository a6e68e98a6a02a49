"""A sentence as tagged tokens, and the byte string that patterns run over."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from factlint.domain.build import BRAND_TAG, VAGUE_TAG, YEAR_TAG
from factlint.domain.encoding import mention_body, word_body
from factlint.domain.language import Language
from factlint.domain.patterns import EVERY
from factlint.domain.vocabulary import Mention
from factlint.extract.quantities import Quantity
from factlint.spans import Span
from factlint.values import ValueKind

_WORD = re.compile(
    r"(?:19|20)\d\d(?=s\b)|[^\W_]+(?=n['’]t\b)|n['’]t\b|[^\W_]+(?:['’](?!(?:s|re|ve|ll|d)\b)[^\W_]+)*|['’](?:s|re|ve|ll|d)\b|[^\w\s]|_"
)
# "Isn't" reads as "is not", so that a denial is the same word however it is written.
_CONTRACTED = {"n't": "not", "ca": "can", "wo": "will", "sha": "shall"}
_YEAR = re.compile(r"(?:19|20)\d\d")
_DASHES = "–—"
_SIGNS = frozenset(";:()[]" + _DASHES)
MAX_TOKENS = 400

Tag = Mention | Quantity | None


@dataclass(frozen=True, slots=True)
class Token:
    """One word, sign, mention or quantity.

    Attributes:
        start: first character, in the page's text.
        end: one past the last.
        body: how it is encoded; see `factlint.domain.encoding`.
        word: the plain word in lower case; a mention's surface.
        tag: the mention or quantity that it is.
        border: whether it ends a clause.
    """

    start: int
    end: int
    body: str
    word: str
    tag: Tag = None
    border: bool = False

    def is_stranger(self, known: frozenset[str]) -> bool:
        """Whether it is a plain word that is none of the ``known`` ones, and so may be a part of a name."""
        return self.tag is None and not self.border and self.word.isalpha() and self.word not in known


@dataclass(frozen=True)
class Tagged:
    """A sentence as tokens.

    Attributes:
        span: of the sentence, in the page's text.
        tokens: in reading order: the sentence without its brackets, then each bracket after the word it follows, so
            that "isotretinoin (Accutane) is taken" reads as "isotretinoin is taken" and "isotretinoin (Accutane)".
        main: how many tokens there are before the first bracket.
    """

    span: Span
    tokens: tuple[Token, ...]
    main: int

    @cached_property
    def encoded(self) -> bytes:
        """The tokens as patterns see them."""
        return "".join(f" {token.body}" for token in self.tokens).encode()

    @cached_property
    def starts(self) -> list[int]:
        """Where each token starts in `encoded`."""
        at, starts = 0, []
        for token in self.tokens:
            starts.append(at)
            at += len(token.body.encode()) + 1
        return starts

    @cached_property
    def keys(self) -> frozenset[str]:
        """What pattern anchors are looked up in: words, surfaces, and tags with ``#`` in front."""
        keys: set[str] = set()
        for token in self.tokens:
            keys.add(token.word)
            if token.tag is not None:
                keys.update(f"#{tag}" for tag in token.body[2:].partition("=")[0].split(",") if tag)
            elif token.body.startswith("<"):
                keys.add(f"#{YEAR_TAG}")
        return frozenset(keys)

    def position(self, offset: int) -> int:
        """The index of the token that holds byte ``offset`` of `encoded`."""
        return bisect_right(self.starts, offset) - 1

    def clause(self, position: int) -> range:
        """The positions of the clause that ``position`` is in."""
        first = position
        while first > 0 and not self.tokens[first - 1].border:
            first -= 1
        last = position
        while last < len(self.tokens) and not (self.tokens[last].border and last > position):
            last += 1
        return range(first, last)


class Tagger:
    """Cuts sentences into tagged tokens for one schema."""

    def __init__(self, language: Language, tags: Mapping[str, tuple[str, ...]]) -> None:
        self._borders = language.borders
        self._verb_after = language.verb_after
        self._personal = language.clause_subjects
        self._conjunctions = language.conjunctions
        self._anyone = language.pronouns | language.plural_pronouns | frozenset(language.starters)
        self._tags = tags

    def tag(self, prose: str, span: Span, marks: Sequence[Mention | Quantity], assumed: str = "") -> Tagged:
        """The sentence at ``span`` of ``prose``.

        Args:
            prose: the page's.
            span: of the sentence.
            marks: its mentions and quantities, in order, none overlapping.
            assumed: a word that is understood before it.
        """
        tokens: list[Token] = []
        if assumed:
            tokens.append(Token(span.start, span.start, word_body(assumed), assumed))
        at = span.start
        for mark in marks:
            self._words(prose, at, mark.start, tokens)
            tokens.append(self._marked(prose, mark))
            at = mark.end
        self._words(prose, at, span.end, tokens)
        return _without_brackets(span, tokens[:MAX_TOKENS])

    def _marked(self, prose: str, mark: Mention | Quantity) -> Token:
        surface = prose[mark.start : mark.end]
        if isinstance(mark, Mention):
            tags = self._tags[mark.concept] + ((BRAND_TAG,) if mark.brand else ())
        else:
            tags = _quantity_tags(mark)
        body = mention_body(tags, surface)
        return Token(mark.start, mark.end, body, body.partition("=")[2], mark)

    def _words(self, prose: str, start: int, end: int, tokens: list[Token]) -> None:
        for match in _WORD.finditer(prose, start, end):
            word = match.group().lower().replace("’", "'")
            word = _CONTRACTED.get(word, word)
            if word == "-" and self._joins(prose, match.start()):
                continue
            if word == "'" and match.start() == start and tokens:
                continue  # "24 hours' notice"
            if _YEAR.fullmatch(word):
                tokens.append(Token(match.start(), match.end(), mention_body((YEAR_TAG,), word), word))
                continue
            border = word in _SIGNS or word == "-" or word in self._borders
            if word in self._anyone and self._begins_clause(word, tokens):
                tokens[-1] = replace(tokens[-1], body=word_body(tokens[-1].word, border=True), border=True)
            verb = not border and self._is_verb(tokens)
            tokens.append(Token(match.start(), match.end(), word_body(word, verb, border), word, None, border))

    def _begins_clause(self, word: str, tokens: Sequence[Token]) -> bool:
        """Whether a word begins a clause of its own, so that what stands before it is a border.

        A pronoun or an article does after ", and", a personal pronoun after a comma alone.
        """
        if len(tokens) < 2:
            return False
        joined = tokens[-1].word in self._conjunctions and tokens[-2].word == ","
        return joined or (tokens[-1].word == "," and word in self._personal)

    @staticmethod
    def _joins(prose: str, at: int) -> bool:
        """Whether the hyphen at ``at`` stands between two words without space, as in "follow-up"."""
        return 0 < at < len(prose) - 1 and not prose[at - 1].isspace() and not prose[at + 1].isspace()

    def _is_verb(self, tokens: Sequence[Token]) -> bool:
        if not tokens or tokens[-1].border:
            return False
        before = tokens[-1]
        if before.tag is not None:
            return isinstance(before.tag, Mention)
        word = before.word
        return word in self._verb_after or (len(word) > 4 and word.endswith(("s", "ly")) and not word.endswith("ss"))


def _quantity_tags(mark: Quantity) -> tuple[str, ...]:
    tags = [mark.value.kind.value]
    if mark.value.approx and mark.value.high is None:
        tags.append(VAGUE_TAG)
    if mark.value.kind is ValueKind.RATE and mark.value.text.startswith("1/"):
        tags.append(EVERY)
    return tuple(tags)


def _without_brackets(span: Span, tokens: list[Token]) -> Tagged:
    main: list[Token] = []
    aside: list[Token] = []
    at = 0
    while at < len(tokens):
        close = _closing(tokens, at) if tokens[at].word in "([" else None
        if close is None:
            main.append(tokens[at])
            at += 1
            continue
        aside.append(Token(tokens[at].start, tokens[at].start, word_body(".", border=True), ".", None, True))
        aside.extend(main[-1:])
        aside.extend(tokens[at : close + 1])
        at = close + 1
    return Tagged(span, (*main, *aside), len(main))


def _closing(tokens: Sequence[Token], at: int) -> int | None:
    for position in range(at + 1, len(tokens)):
        if tokens[position].word in (")", "]") and tokens[position].tag is None:
            return position
    return None
