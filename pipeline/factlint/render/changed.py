"""What a change, or a run against an earlier one, adds and resolves, in the words that renderers share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from factlint.render.overview import counted

if TYPE_CHECKING:
    from factlint.previous import Known
    from factlint.result import Result

Kind = Literal["", "added", "changed", "known"]


class Changed(NamedTuple):
    """How a run differs from what there was before.

    Attributes:
        kinds: of each finding that is shown, by fingerprint.
        before: for those that are changed, what was there.
        resolved: what is gone, and not because another finding took its place.
        lessened: what is gone but for a rest that is no news.
        of_change: whether a change is judged, so that what is shown counts, and not whole runs compared.
    """

    kinds: dict[str, Kind]
    before: dict[str, Known]
    resolved: tuple[Known, ...]
    lessened: tuple[Known, ...]
    of_change: bool

    def count(self, kind: Kind) -> int:
        """How many of the findings that are shown are of this kind."""
        return list(self.kinds.values()).count(kind)


def changed(result: Result) -> Changed | None:
    """How a run differs from what there was before; None where nothing is known of that."""
    if result.previous is None:
        return None
    found = result.previous.differences(result)
    added = set(found.added)
    kinds: dict[str, Kind] = {
        name: "changed" if name in found.changed else "added" if name in added else "known"
        for name in result.findings["fingerprint"]
    }
    replaced = set(found.changed.values())
    resolved = tuple(each for each in found.resolved if each not in replaced)
    return Changed(kinds, dict(found.changed), resolved, found.lessened, bool(result.previous.revision))


def headline(result: Result, found: Changed | None) -> str:
    """What the change does, in one line of plain text."""
    if found is None:
        return _plain(result)
    said = ", ".join(_parts(found))
    if found.of_change:
        if len(result.findings):
            return f"this change {said}"
        none = "No new conflicts" if any(result.hidden.values()) else "No conflicts"
        return f"{none}: this change {said}" if said else none
    since = f" since {result.previous.as_of}" if result.previous and result.previous.as_of else ""
    now = "" if len(result.findings) else "No conflicts: "
    return f"{now}{said or 'nothing new'}{since}"


def _plain(result: Result) -> str:
    severities = result.summary["findings"]
    counts = [
        counted(severities["error"], "error") if severities["error"] else "",
        counted(severities["warning"], "warning") if severities["warning"] else "",
        f"{severities['info']:,} for information" if severities["info"] else "",
    ]
    return ", ".join(filter(None, counts)) or "No conflicts"


def _parts(found: Changed) -> list[str]:
    known = found.count("known")
    counts = {
        "adds": found.count("added"),
        "changes": found.count("changed"),
        "touches": known if found.of_change else 0,
        "resolves": len(found.resolved),
        "eases": len(found.lessened),
    }
    parts = [f"{verb} {count:,}" for verb, count in counts.items() if count]
    return parts if found.of_change or not known else [*parts, f"leaves {known:,}"]
