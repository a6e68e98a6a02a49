"""What `factlint diff --folders` lists for two states of the same pages, and how much of it is right.

Run: python benchmarks/diff_pairs.py OLD NEW [LABELS]

OLD and NEW are folders that hold pages under the same names. LABELS (tests/cases/diff-audit.yaml unless given) says of
a sample of what is listed whether it is genuine, arguable or false; a claim goes by its page, its kind, its subject and
attribute, and the first 12 hexadecimal digits of the SHA-256 of its values and scope. Labels of claims that are no
longer listed are counted apart.
"""

from __future__ import annotations

import hashlib
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import yaml

import factlint
from factlint.claimdiff import KINDS, ClaimChange, ClaimDiff, claim_diff

LABELS = Path(__file__).resolve().parents[1] / "tests" / "cases" / "diff-audit.yaml"
AS_OF = "2026-11-20"


def key_of(change: ClaimChange) -> str:
    """What labels call the values and the scope of a change."""
    before, after = (" | ".join(dict.fromkeys(each.value for each in side)) for side in (change.before, change.after))
    scope = (change.after or change.before)[0].scope
    return hashlib.sha256(f"{before}|{after}|{scope}".encode()).hexdigest()[:12]


def name_of(change: ClaimChange) -> tuple[str, ...]:
    """What labels call a change."""
    subject = (change.before or change.after)[0].subject
    return change.page, change.change, subject, change.attribute, key_of(change)


def told(diff: ClaimDiff, labels: list[dict[str, Any]]) -> str:
    """The counts, and those of the labels by kind of change."""
    counts = Counter(change.change for change in diff.claims)
    listed = {name_of(change) for change in diff.claims}
    reworded = sum(page.reworded for page in diff.pages)
    lines = [
        f"{len(diff.pages)} pages changed, {diff.same_pages} did not; {diff.same_claims} claims stayed, "
        f"{reworded} of them in other words",
        f"date and no claim: {sum(page.only_dated for page in diff.pages)} pages; "
        f"claims and no date: {sum(page.not_dated for page in diff.pages)}",
    ]
    fields = ("page", "kind", "subject", "attribute", "key")
    found = Counter((one["kind"], one["verdict"]) for one in labels if tuple(one[name] for name in fields) in listed)
    for kind in KINDS:
        verdicts = ", ".join(f"{found[kind, verdict]} {verdict}" for verdict in ("genuine", "arguable", "false"))
        lines.append(f"{kind}: {counts[kind]}; labelled: {verdicts}")
    lines.append(f"labels of claims that are not listed any more: {len(labels) - found.total()}")
    return "\n".join(lines)


def main(arguments: list[str]) -> None:
    """Prints the counts for two folders."""
    if len(arguments) not in (2, 3):
        sys.exit(__doc__)
    old, new = (factlint.check(folder, as_of=AS_OF) for folder in arguments[:2])
    labels = yaml.safe_load(Path(arguments[2] if arguments[2:] else LABELS).read_text("utf-8")) or []
    print(told(claim_diff(old, new), labels))


if __name__ == "__main__":
    main(sys.argv[1:])
