"""Stable names for findings, so that a decision taken about one holds tomorrow."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def fact_fingerprint(code: str, subject: str, attribute: str, scope: str, values: Iterable[str]) -> str:
    """The fingerprint of a finding about facts: 16 hexadecimal digits.

    Pages, lines and dates have no part in it, nor has the order of ``values`` or how often one comes.
    """
    return _digest("fact", code, subject, attribute, scope, *sorted(set(values)))


def signal_fingerprint(code: str, doc: str, words: str) -> str:
    """The fingerprint of a finding about words on one page, wherever on the page they stand."""
    return _digest("signal", code, doc, " ".join(words.casefold().split()))


def group_fingerprint(code: str, *parts: str) -> str:
    """The fingerprint of a finding about several places: what names the group, in a fixed order."""
    return _digest("group", code, *parts)


def _digest(*parts: str) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]
