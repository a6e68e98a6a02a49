"""The pattern language: what an editor writes, as a tree, and the linear-time expression it is compiled to.

``[optional]``, ``(a|b)``, ``{slot}``, ``<list>`` and ``…`` (or ``…8``, at most eight words) are all there is; quotes
make a word literal. The expressions run on RE2, so that no pattern can take more than linear time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

import re2

from factlint.domain.encoding import gap_regex, tag_regex, word_regex
from factlint.values import Value, bound

GAP: Final = 5
MAX_GAP: Final = 20
MAX_LENGTH: Final = 500
MAX_DEPTH: Final = 8
SURE: Final = 20_000
"""Characters of an expression up to which it is known to fit into `MEMORY`, so that it is compiled only when needed."""
MEMORY: Final = 64 << 20
CAPTURED: Final = ("value", "subject")
SUBJECT: Final = "subject"
EVERY: Final = "every"
"""The slot, and the tag, of a rate of once in a while; it gives a duration attribute the length of that while."""
ANY: Final = "any"
"""The slot of any mention or quantity whatever."""
REST: Final = "text"
"""The tag of a value that is words: the rest of the sentence."""

_LIMITED = re.compile(r"(?P<name>[\w-]+)\s*(?P<sign><=|>=|<|>)\s*(?P<bound>.+)")
_LEXEME = re.compile(
    r"""\s*(?:(?P<slot>\{[^{}]*\})|(?P<list><[^<>]*>)|(?P<gap>…\d*|\.\.\.\d*)|"(?P<literal>[^"]*)"
    |(?P<sign>[\[\]()|,;:%?/])|(?P<word>[^\s\[\](){}<>|"…,;:%?/]+)|(?P<bad>\S))""",
    re.VERBOSE,
)


Anchors = tuple[frozenset[str], ...]


class PatternError(ValueError):
    """A pattern that cannot be read; the message says what is wrong and what would be right."""


@dataclass(frozen=True, slots=True)
class Limit:
    """What a pattern asks of its value's size, as in ``{value <= 3 weeks}``; in base units."""

    sign: str
    bound: float

    def holds(self, value: Value) -> bool:
        """Whether all of the value's interval is on the right side; an open end is on neither."""
        low, high = (value.low, value.high) if value.low is not None else (value.high, value.high)
        top = high if high is not None else low
        if low is None or top is None:
            return False
        sides = {
            "<=": top <= self.bound,
            "<": top < self.bound,
            ">=": low >= self.bound,
            ">": low > self.bound,
        }
        return sides[self.sign]


@dataclass(frozen=True)
class Pattern:
    """A compiled pattern.

    Attributes:
        source: as written.
        attribute: the id of the attribute it reads.
        value: the canonical value it stands for; None where the ``{value}`` slot gives it.
        line: where it stands in its file.
        regex: what RE2 is given, over encoded bytes.
        anchors: alternatives of which a sentence must hold one for the pattern to match at all.
        names: the names of the capture groups, in order; "gap" among them.
        limit: what it asks of the size of its value; None for nothing.
    """

    source: str
    attribute: str
    value: str | None
    line: int
    regex: bytes
    anchors: tuple[frozenset[str], ...]
    names: tuple[str, ...]
    limit: Limit | None = None

    @property
    def label(self) -> str:
        """How a fact names the pattern that read it: line and source."""
        return f"{self.line}: {self.source}"

    @cached_property
    def expression(self) -> Any:
        """The compiled RE2 object; made when a sentence first holds the anchors, as few do in a short run."""
        return _compiled(self.regex)


def _compiled(regex: bytes) -> Any:
    options = re2.Options()
    options.max_mem = MEMORY
    options.log_errors = False
    return re2.compile(regex, options=options)


@dataclass
class PatternCompiler:
    """Compiles patterns against one schema's words.

    Args:
        forms: expands a word into the words it matches.
        lists: named word lists, each word already a phrase of one or more words.
        slots: slot name to the tags that fill it; ``value`` and ``subject`` are given with each pattern.
        stand_ins: tag to the phrases that can stand for what carries it, where ``{subject}`` is asked for.
    """

    forms: Callable[[str], Sequence[str]]
    lists: Mapping[str, Sequence[str]]
    slots: Mapping[str, Sequence[str]]
    stand_ins: Mapping[str, Sequence[str]] = field(default_factory=dict)
    # Most patterns name the same slots and lists.
    _filled: dict[tuple[str, tuple[str, ...]], tuple[str, Anchors]] = field(default_factory=dict, repr=False)
    _listed: dict[str, tuple[str, Anchors]] = field(default_factory=dict, repr=False)

    def filled(self, name: str, tags: Sequence[str]) -> tuple[str, Anchors]:
        """The expression of a slot that one of ``tags`` fills, and what it cannot do without."""
        key = (name, tuple(tags))
        if key not in self._filled:
            self._filled[key] = self._slot(name, tags)
        return self._filled[key]

    def listed(self, name: str) -> tuple[str, Anchors]:
        """The expression of a word list that there is, and what it cannot do without."""
        if name not in self._listed:
            self._listed[name] = self._word_list(self.lists[name])
        return self._listed[name]

    def _slot(self, name: str, tags: Sequence[str]) -> tuple[str, Anchors]:
        choices = [tag_regex(tag) for tag in tags]
        anchors = frozenset(f"#{tag}" for tag in tags)
        if name == SUBJECT:
            for phrase in dict.fromkeys(phrase for tag in tags for phrase in self.stand_ins.get(tag, ())):
                regex, needs = _Parser(list(_lex(phrase)), self, {}).read()
                choices.append(regex)
                anchors |= min(needs, key=len)
        return f"(?:{'|'.join(choices)})", (anchors,)

    def _word_list(self, words: Sequence[str]) -> tuple[str, Anchors]:
        entries = [split_words(entry) for entry in words]
        single = {form for entry in entries if len(entry) == 1 for form in self.forms(entry[0])}
        branches = [word_regex(tuple(sorted(single)))] if single else []
        anchors = {form.rstrip("~") for form in single}
        for entry in (entry for entry in entries if len(entry) > 1):
            expanded = [tuple(self.forms(word)) for word in entry]
            branches.append(_phrase(expanded)[0])
            anchors |= {form.rstrip("~") for form in expanded[0]} | set(_surfaces(expanded))
        return f"(?:{'|'.join(branches)})", (frozenset(anchors),)

    def compile(
        self,
        source: str,
        *,
        attribute: str = "",
        value: str | None = None,
        line: int = 0,
        own: Mapping[str, Sequence[str]] | None = None,
    ) -> Pattern:
        """Compile ``source``; ``own`` gives the tags of ``{value}`` and ``{subject}``.

        Raises:
            PatternError: it cannot be read, or it names an unknown slot or list.
        """
        if len(source) > MAX_LENGTH:
            raise PatternError(f"longer than {MAX_LENGTH} characters; split it in two")
        parser = _Parser(list(_lex(source)), self, {**self.slots, **(own or {})})
        regex, anchors = parser.read()
        if not anchors:
            raise PatternError("it has no word or slot that must be there; add one")
        pattern = Pattern(
            source, attribute, value, line, f"{regex}(?: |$)".encode(), anchors, tuple(parser.names), parser.limit
        )
        try:
            _ = pattern.expression if len(pattern.regex) > SURE else None
        except re2.error as error:
            raise PatternError(f"it is too large to compile ({error}); shorten its gaps or lists") from error
        return pattern


def _lex(source: str) -> Iterator[tuple[str, str]]:
    for match in _LEXEME.finditer(source.strip()):
        kind = match.lastgroup
        if kind is None:
            continue
        text = match.group(kind)
        if kind == "bad":
            raise PatternError(f"{text!r} at character {match.start(kind) + 1} has no meaning here; put it in quotes")
        yield kind, text


class _Parser:
    """Recursive descent over lexemes; returns a regular expression and what every match must contain."""

    def __init__(
        self, lexemes: list[tuple[str, str]], compiler: PatternCompiler, slots: Mapping[str, Sequence[str]]
    ) -> None:
        self.lexemes, self.compiler, self.slots = lexemes, compiler, slots
        self.at = 0
        self.names: list[str] = []
        self.limit: Limit | None = None

    def read(self) -> tuple[str, Anchors]:
        regex, anchors = self.alternatives(0, "")
        if self.at < len(self.lexemes):
            raise PatternError(f"{self.lexemes[self.at][1]!r} closes nothing; remove it")
        return regex, anchors

    def alternatives(self, depth: int, close: str) -> tuple[str, Anchors]:
        if depth > MAX_DEPTH:
            raise PatternError(f"nested more than {MAX_DEPTH} deep; write several patterns")
        branches = [self.sequence(depth)]
        while self.peek() == ("sign", "|"):
            self.at += 1
            branches.append(self.sequence(depth))
        if close:
            if self.peek() != ("sign", close):
                raise PatternError(f"a bracket is not closed; {close!r} is missing")
            self.at += 1
        regex = "|".join(branch for branch, _ in branches)
        if len(branches) == 1:
            return regex, branches[0][1]
        every = [anchors for _, anchors in branches]
        joined = frozenset().union(*(min(anchors, key=len) for anchors in every)) if all(every) else frozenset()
        return f"(?:{regex})", ((joined,) if joined else ())

    def sequence(self, depth: int) -> tuple[str, Anchors]:
        parts: list[str] = []
        anchors: list[frozenset[str]] = []
        while (lexeme := self.peek()) is not None and lexeme not in _ENDS:
            self.at += 1
            regex, needs = self.element(*lexeme, depth)
            parts.append(regex)
            anchors.extend(needs)
        return "".join(parts), tuple(anchors)

    def element(self, kind: str, text: str, depth: int) -> tuple[str, Anchors]:
        if kind == "slot":
            return self.slot(text[1:-1].strip())
        if kind == "list":
            return self.word_list(text[1:-1].strip())
        if kind == "gap":
            return self.gap(text)
        if kind == "sign" and text == "(":
            return self.alternatives(depth + 1, ")")
        if kind == "sign" and text == "[":
            regex, _ = self.alternatives(depth + 1, "]")
            return f"(?:{regex})?", ()
        if kind == "literal":
            return _phrase([(word,) for word in split_words(text)])
        return _phrase([tuple(self.compiler.forms(word)) for word in split_words(text)])

    def slot(self, name: str) -> tuple[str, Anchors]:
        limited = _LIMITED.fullmatch(name)
        if limited:
            name = limited["name"]
            if name != "value":
                raise PatternError(f"only {{value}} can be limited, not {{{name}}}")
            try:
                self.limit = Limit(limited["sign"], bound(limited["bound"]).low or 0.0)
            except ValueError as error:
                raise PatternError(f"{limited['bound']!r} is no limit ({error}); write {{value <= 3 weeks}}") from error
        if name == ANY:
            return " <[^ ]*", ()
        tags = self.slots.get(name)
        if tags is None:
            known = ", ".join(sorted(self.slots)[:12])
            raise PatternError(f"there is no slot {{{name}}}; known are a kind, a concept or a value kind: {known} ...")
        if tuple(tags) == (REST,):
            self.names.append(name)
            return "((?: [^ ]+)+)", ()
        regex, anchors = self.compiler.filled(name, tags)
        captured = "value" if name == EVERY else name
        if captured in CAPTURED:
            self.names.append(captured)
            regex = f"({regex})"
        return regex, anchors

    def word_list(self, name: str) -> tuple[str, Anchors]:
        if name not in self.compiler.lists:
            known = ", ".join(sorted(self.compiler.lists))
            raise PatternError(f"there is no word list <{name}>; known are: {known}")
        return self.compiler.listed(name)

    def gap(self, text: str) -> tuple[str, Anchors]:
        digits = text.lstrip("….")
        most = int(digits) if digits else GAP
        if most > MAX_GAP:
            raise PatternError(f"a gap of {most} words is too wide; {MAX_GAP} is the most")
        self.names.append("gap")
        return f"({gap_regex(most)})", ()

    def peek(self) -> tuple[str, str] | None:
        return self.lexemes[self.at] if self.at < len(self.lexemes) else None


def _phrase(words: list[tuple[str, ...]]) -> tuple[str, Anchors]:
    anchors = tuple(frozenset(form.rstrip("~") for form in forms) for forms in words)
    regex = "".join(word_regex(forms) for forms in words)
    if len(words) > 1:
        whole = _surfaces(words)
        return f"(?:{regex}| <[^ ]*=(?:{'|'.join(map(re.escape, whole))}))", (anchors[0] | set(whole),)
    return regex, anchors


def _surfaces(words: Sequence[tuple[str, ...]]) -> list[str]:
    """How a mention that is these words is spelled: as written, and with its last word in any form."""
    first = "_".join(forms[0].rstrip("~") for forms in words[:-1])
    return [f"{first}_{form.rstrip('~')}" for form in words[-1]]


_ENDS: Final = {("sign", "|"), ("sign", ")"), ("sign", "]")}
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[^\w\s-]")


def split_words(text: str) -> list[str]:
    """Words and signs of ``text`` in lower case, as tokens are cut; hyphens separate."""
    return [match.group().replace("’", "'").lower() for match in _WORD.finditer(text)]
