"""Which patterns would pay most: unread sentences, grouped by what they have in common."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from factlint.domain import CompiledDomain
from factlint.extract.coverage import STATUS, has_a_pattern
from factlint.extract.drafts import Draft, Drafter
from factlint.reading import reader_of
from factlint.result import Instance, Suggestion

if TYPE_CHECKING:
    import pandas as pd

EXAMPLES: Final = 3
MAX_CUES: Final = 8
"""How many words may stand beside each other in one draft."""


class Suggested(NamedTuple):
    """What there is to suggest, and how many unread sentences no draft was found for, by the reason."""

    groups: tuple[Suggestion, ...]
    without: Mapping[str, int]


class _Member(NamedTuple):
    """An unread sentence with its draft; how sentences of one page are ordered, too."""

    instance: Instance
    draft: Draft


def suggestions(unread: pd.DataFrame, schemas: Sequence[CompiledDomain]) -> Suggested:
    """Drafts of patterns for the sentences of the table ``unread``, those that would read most first.

    What leaves over a word of a status comes after what leaves over a value: the former are many, and few are claims.
    A sentence that names its subject counts before one that only stands near it.
    """
    drafters = [(compiled.domain.id, Drafter(reader_of(compiled))) for compiled in schemas]
    groups: dict[tuple[Any, ...], list[_Member]] = defaultdict(list)
    without: dict[str, int] = defaultdict(int)
    for row in unread.to_dict("records"):
        found = _drafted(row, drafters) if not has_a_pattern(str(row["why"])) else None
        if found is None:
            without[str(row["why"])] += 1
            continue
        name, draft = found
        instance = Instance(str(row["doc"]), int(row["line"]), int(row["column"]), str(row["sentence"]))
        key = (name, draft.subject, draft.kind, draft.takers, draft.head, draft.tail, draft.cues)
        groups[key].append(_Member(instance, draft))
    made = [_suggestion(str(key[0]), members) for key, members in _joined(groups)]
    return Suggested(tuple(suggestion for _, suggestion in sorted(made)), dict(sorted(without.items())))


def _drafted(row: Mapping[Any, Any], drafters: Iterable[tuple[str, Drafter]]) -> tuple[str, Draft] | None:
    for name, drafter in drafters:
        draft = drafter.draft(str(row["sentence"]), str(row["subject"] or ""))
        if draft is not None:
            return name, draft
    return None


def _joined(groups: Mapping[tuple[Any, ...], list[_Member]]) -> Iterator[tuple[tuple[Any, ...], list[_Member]]]:
    """The groups, those of a single sentence joined where they differ in nothing but the word that they turn on.

    Without a small word that they share ("for", "every"), they have too little in common.
    """
    single: dict[tuple[Any, ...], list[_Member]] = defaultdict(list)
    for key, members in sorted(groups.items(), key=lambda item: item[0]):
        linked = all(member.draft.tail.partition(" ")[2] and not member.draft.gap for member in members)
        if not linked or len({member.instance.sentence for member in members}) > 1:
            yield key, members
        else:
            single[key[:-1]].extend(members)
    for key, members in single.items():
        cues = list(dict.fromkeys(member.draft.cues for member in members))
        for at in range(0, len(cues), MAX_CUES):
            chosen = cues[at : at + MAX_CUES]
            yield key, [member for member in members if member.draft.cues in chosen]


def _suggestion(schema: str, members: Sequence[_Member]) -> tuple[tuple[Any, ...], Suggestion]:
    """A group with what it is ordered by."""
    cues = tuple(dict.fromkeys(cue for member in members for cue in member.draft.cues))
    # A gap may hold no word at all, so that one draft with a gap stands for those without.
    gap = max(member.draft.gap for member in members)
    draft = members[0].draft._replace(cues=cues, gap=gap)
    different = {member.instance.sentence: None for member in members}
    named = {member.instance.sentence for member in members if member.draft.named}
    pages = {member.instance.doc for member in members}
    made = Suggestion(
        schema=schema,
        subject=draft.subject,
        left=draft.kind,
        pattern=draft.pattern,
        attributes=draft.takers,
        sentences=len(members),
        different=len(different),
        pages=len(pages),
        examples=_examples(members),
    )
    order = (
        draft.kind == STATUS,
        -len(named),
        -len(different),
        -len(pages),
        -len(members),
        draft.subject,
        draft.pattern,
    )
    return order, made


def _examples(members: Iterable[_Member]) -> tuple[Instance, ...]:
    """The first of different sentences in page order; those that name their subject, and of other words, first."""
    first: dict[str, _Member] = {}
    for member in sorted(members, key=lambda one: one.instance):
        first.setdefault(member.instance.sentence, member)
    seen: dict[tuple[str, ...], int] = defaultdict(int)
    ranked = []
    for member in sorted(first.values(), key=lambda one: (not one.draft.named, one.instance)):
        ranked.append((seen[member.draft.cues], not member.draft.named, member.instance))
        seen[member.draft.cues] += 1
    return tuple(instance for *_, instance in sorted(ranked)[:EXAMPLES])
