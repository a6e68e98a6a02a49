"""From a pattern's match to facts: value, modality, scope, subject, confidence, each with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from factlint.domain.compiled import AttributeReader, CompiledDomain
from factlint.domain.language import CueKind
from factlint.domain.model import Attribute, Polarity
from factlint.domain.vocabulary import Mention
from factlint.extract.context import Context, Governed, context_of
from factlint.extract.doubt import confidence, doubts
from factlint.extract.facts import Fact
from factlint.extract.focus import Subject
from factlint.extract.matching import Match
from factlint.extract.scope import ScopeFrame, ScopeReader
from factlint.extract.tokens import Tagged
from factlint.pages import BETWEEN_HEADINGS, Page
from factlint.spans import Span
from factlint.values import Value, ValueKind, parse

LIST_REACH = 5
_HEDGES = (CueKind.POSSIBLE, CueKind.USUAL)


@dataclass(frozen=True)
class Setting:
    """Where a sentence stands: its page, section and frame of scope.

    Attributes:
        since: position of the first token that a fact may quote; what stands before is a lead-in elsewhere.
        by: how its place on the page helps to read it, one of `factlint.extract.doubt`; "" where it does not.
    """

    page: Page
    tagged: Tagged
    governed: Sequence[Governed]
    frame: ScopeFrame
    section: str
    sentence: str
    since: int = 0
    by: str = ""


class ClaimBuilder:
    """Builds the facts of one schema."""

    def __init__(self, compiled: CompiledDomain, scopes: ScopeReader) -> None:
        self._compiled = compiled
        self._domain = compiled.domain
        self._scopes = scopes

    def facts(self, match: Match, subjects: Sequence[Subject], setting: Setting) -> Iterator[Fact]:
        """Every fact that ``match`` states: one for each subject, value and alternative of its scope."""
        attribute = self._domain.attributes[match.pattern.attribute]
        reader = self._compiled.readers[attribute.id]
        if match.value < 0 and match.pattern.value is None:
            return  # the value was optional, and is not there
        if match.value < 0 or match.pattern.value is not None:
            yield from self._one(match, match.value, subjects, setting, attribute, reader)
            return
        for place in self.listed(match, setting.tagged, reader, attribute.many):
            yield from self._one(match, place, subjects, setting, attribute, reader)

    def listed(self, match: Match, tagged: Tagged, reader: AttributeReader, many: bool) -> list[int]:
        """The value and those that an enumeration joins to it ("fevers, headaches and night sweats").

        Where the match goes on after its value, so does the enumeration no further than the match.
        """
        place = match.value
        found = self._listed_before(match, tagged, reader)
        if not isinstance(tagged.tokens[place].tag, Mention):
            return found
        joined, since, since_join = False, 0, place
        end = len(tagged.tokens) if place == match.last - 1 else match.last
        for at in range(place + 1, end):
            token = tagged.tokens[at]
            if (token.border and token.word not in self._compiled.language.joins) or since > LIST_REACH:
                break
            since += 1
            if token.word in self._compiled.language.joins:
                joined, since_join, since = True, at, 0
            elif joined and self._is_value(tagged, at, reader) and (many or at - max(found) <= 5):
                if at - since_join <= LIST_REACH:
                    found.append(at)
                joined, since = False, 0
        return found

    def _listed_before(self, match: Match, tagged: Tagged, reader: AttributeReader) -> list[int]:
        """The value, after those joined to it from before within the match ("high-risk or relapsed neuroblastoma")."""
        found = [match.value]
        if not isinstance(tagged.tokens[match.value].tag, Mention):
            return found
        joined = False
        at = match.value - len(self._qualifiers(match.value, tagged)) - 1
        first = match.first if match.value > match.first else tagged.clause(match.first).start - 1
        while at > first and found[0] - at <= LIST_REACH:
            if tagged.tokens[at].word in self._compiled.language.joins:
                joined = True
            elif joined and self._is_value(tagged, at, reader):
                found.insert(0, at)
                joined = False
            else:
                break
            at -= 1
        return found

    def _is_value(self, tagged: Tagged, place: int, reader: AttributeReader) -> bool:
        tag = tagged.tokens[place].tag
        if not isinstance(tag, Mention):
            return False
        concept = self._domain.concepts[tag.concept]
        return tag.brand if reader.brand_text else not set(reader.tags).isdisjoint(concept.kinds)

    def _one(
        self,
        match: Match,
        place: int,
        subjects: Sequence[Subject],
        setting: Setting,
        attribute: Attribute,
        reader: AttributeReader,
    ) -> Iterator[Fact]:
        context = context_of(match, setting.governed, place, whole=bool(reader.possible), lasting=not reader.scoped)
        value = self._value(match, place, setting, attribute)
        judged = judge(value.text, context, attribute, reader)
        if judged is None:
            return
        text, modality, hedged = judged
        if not text:
            return
        value = value if text == value.text else Value(value.kind, text)
        own = self._own_scope(match, place, setting.tagged) | self._denied_apart(match, setting)
        span = self._span(match, place, setting)
        for subject in subjects:
            nameless = self._domain.concepts[subject.concept].endings or self._is_nameless(value)
            if nameless or self._is_same_thing(subject, place, setting.tagged, reader, value):
                continue
            if not reader.scoped:
                yield self._fact(match, subject, value, modality, hedged, {}, context, span, setting)
                continue
            if self._scopes.is_narrowed(match, setting.tagged, own):
                context = context.with_room()
            for scope in self._scopes.alternatives(match, setting.tagged, own, setting.frame):
                scope.update(self._scopes.values(setting.tagged, self._qualifiers(place, setting.tagged)))
                scope.pop(self._scopes.filled_by(attribute.value_kind), None)
                yield self._fact(match, subject, value, modality, hedged, scope, context, span, setting)

    def _fact(
        self,
        match: Match,
        subject: Subject,
        value: Value,
        modality: str,
        hedged: bool,
        scope: dict[str, str],
        context: Context,
        span: Span,
        setting: Setting,
    ) -> Fact:
        page = setting.page
        told = doubts(subject, match, setting.by, self._sources(scope, setting), hedged, context)
        return Fact(
            doc=page.doc,
            place=page.places.of(span),
            span=span,
            quote=page.text[span.start : span.end],
            sentence=setting.sentence,
            section=setting.section,
            subject=subject.concept,
            subject_text=subject.text,
            attribute=match.pattern.attribute,
            value=value,
            hedged=hedged,
            modality=modality,
            scope=dict(sorted(scope.items())),
            as_of=page.meta.vouched(setting.section.split(BETWEEN_HEADINGS), subject.concept, match.pattern.attribute),
            schema=self._domain.id,
            pattern=match.pattern.label,
            confidence=confidence(told),
            reasons=(*(doubt.reason for doubt in told), *_cue_reasons(context)),
        )

    def _sources(self, scope: Mapping[str, str], setting: Setting) -> dict[str, str]:
        """By dimension where it is said, for those that the sentence does not say itself."""
        found = {}
        for name, concept in scope.items():
            source = next((source for source, stated in setting.frame.around() if stated.get(name) == concept), "")
            if source and not self._says(setting, name, concept):
                found[name] = source
        return found

    def _says(self, setting: Setting, name: str, concept: str) -> bool:
        own = range(setting.since, len(setting.tagged.tokens))
        return any(
            self._scopes.dimension(setting.tagged.tokens[at]) == name
            and self._scopes.values(setting.tagged, [at])[name] == concept
            for at in own
        )

    def _value(self, match: Match, place: int, setting: Setting, attribute: Attribute) -> Value:
        if match.pattern.value is not None:
            return Value(ValueKind.CONCEPT, match.pattern.value)
        token = setting.tagged.tokens[place]
        if attribute.kind is ValueKind.TEXT:
            end = token.end if isinstance(token.tag, Mention) else setting.tagged.tokens[match.last - 1].end
            words = " ".join(setting.page.prose[token.start : end].split())
            return Value(ValueKind.TEXT, words if isinstance(token.tag, Mention) else words.lower().rstrip(" ."))
        if isinstance(token.tag, Mention):
            return Value(ValueKind.CONCEPT, token.tag.concept)
        if token.tag is None:
            raise ValueError(f"the pattern {match.pattern.source!r} caught no value")
        value = token.tag.value
        per = self._compiled.readers[attribute.id].per
        if per and value.kind is ValueKind.COUNT:
            return replace(parse(ValueKind.RATE, f"{value.text}/{per}"), approx=value.approx)
        if attribute.kind is ValueKind.AGE and value.kind is ValueKind.DURATION:
            return replace(value, kind=ValueKind.AGE)
        if attribute.kind is ValueKind.DURATION and value.kind is ValueKind.RATE:
            return parse(ValueKind.DURATION, value.text.removeprefix("1/"))
        return value

    def _is_nameless(self, value: Value) -> bool:
        """Whether a value is something for which the schema has no concept."""
        concept = self._domain.concepts.get(value.text) if value.kind is ValueKind.CONCEPT else None
        return concept is not None and bool(concept.endings)

    def _is_same_thing(
        self, subject: Subject, place: int, tagged: Tagged, reader: AttributeReader, value: Value
    ) -> bool:
        """A thing is no value of itself; a product name is only that of its own concept."""
        if reader.brand_text and place >= 0:
            tag = tagged.tokens[place].tag
            return not (isinstance(tag, Mention) and tag.concept == subject.concept)
        return value.kind is ValueKind.CONCEPT and value.text == subject.concept

    def _qualifiers(self, place: int, tagged: Tagged) -> list[int]:
        if place < 0 or not isinstance(tagged.tokens[place].tag, Mention):
            return []
        return self._scopes.attached(tagged, place)

    def _own_scope(self, match: Match, place: int, tagged: Tagged) -> frozenset[int]:
        """Mentions that are the claim's subject or values, or qualify a value, and do not limit it."""
        own = {match.subject, match.value, place}
        attribute = self._domain.attributes[match.pattern.attribute]
        reader = self._compiled.readers[attribute.id]
        if match.value >= 0:
            for value in self.listed(match, tagged, reader, attribute.many):
                own |= {value, *self._qualifiers(value, tagged)}
        return frozenset(own)

    def _denied_apart(self, match: Match, setting: Setting) -> frozenset[int]:
        """Mentions that a denial after the claim takes out of its scope: "is approved in Europe and not in Canada"."""
        denials = [cue for cue in setting.governed if cue.kind is CueKind.NEGATED and cue.first >= match.last]
        denied = {at for cue in denials for at in cue.positions if at >= cue.first}
        dimensions = {at: self._scopes.dimension(token) for at, token in enumerate(setting.tagged.tokens)}
        stated = {dimensions[at] for at in setting.tagged.clause(match.first) if at not in denied}
        return frozenset(at for at in denied if dimensions[at] in stated - {""})

    def _span(self, match: Match, place: int, setting: Setting) -> Span:
        start = max(match.first, setting.since)
        # Below a lead-in the subject is often all that the item says.
        positions = [at for at in range(start, match.last) if at != match.subject or setting.since] or [start]
        if place >= start and place not in positions:
            positions = [place]
        tokens = [setting.tagged.tokens[at] for at in positions]
        return Span(min(token.start for token in tokens), max(token.end for token in tokens))


def judge(value: str, context: Context, attribute: Attribute, reader: AttributeReader) -> tuple[str, str, bool] | None:
    """What becomes of a value in its context: value, modality, whether the claim is hedged; None for no claim.

    For a status attribute a denial or a "may" is part of the value and the modality stays asserted.
    """
    # What was dropped stays dropped: the past tense of a status that retires something is no history.
    retired = attribute.polarity.get(value) is Polarity.AGAINST
    past = (CueKind.HISTORICAL,) if reader.past_holds or retired else (CueKind.HISTORICAL, CueKind.PAST)
    hedged = context.has(*_HEDGES)
    if context.has(CueKind.HYPOTHETICAL):
        return value, "hypothetical", hedged
    if context.has(*past) and reader.drops_denied:
        return None
    if context.has(*past):
        return value, "historical", hedged
    denied = context.has(CueKind.NEGATED) and not reader.denied_holds
    if denied and reader.drops_denied:
        return None
    if denied and reader.negated:
        if value not in reader.negated or context.has(CueKind.POSSIBLE):
            return None
        return reader.negated[value], "asserted", context.has(CueKind.USUAL)
    if context.has(CueKind.POSSIBLE, CueKind.SOME) and value in reader.possible:
        return reader.possible[value], "asserted", context.has(CueKind.USUAL)
    return value, "negated" if denied else "asserted", hedged


def _cue_reasons(context: Context) -> Iterator[str]:
    for kind, name in (
        (CueKind.NEGATED, "cue"),
        (CueKind.HISTORICAL, "history"),
        (CueKind.HYPOTHETICAL, "hypothesis"),
    ):
        words = context.words(kind)
        if words:
            yield f"{name}: {words.lower()}"
    if context.has(CueKind.ROOM, CueKind.POSSIBLE, CueKind.SOME, CueKind.USUAL):
        yield "leaves room"
    if context.has(CueKind.EXCEPTION):
        yield "marks an exception"
