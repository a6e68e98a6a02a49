"""The jurisdictions a page speaks for: one ISO 3166 code, or several with a space between them (``GB IE``)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_CODE: Final = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")
_BETWEEN: Final = re.compile(r"[\s,;]+")
_MOST: Final = 300


def jurisdictions(given: str | Iterable[str]) -> str | None:
    """Codes as the documents table has them: each once, sorted, one space between; None where one is no code.

    Args:
        given: one text with commas or spaces between the codes, or one text for each.
    """
    text = given if isinstance(given, str) else " ".join(given)
    codes = sorted(set(filter(None, _BETWEEN.split(text))))
    known = 0 < len(codes) <= _MOST and all(_CODE.fullmatch(code) for code in codes)
    return " ".join(codes) if known else None


def codes_of(jurisdiction: str) -> tuple[str, ...]:
    """The single codes of a cell of the documents table."""
    return tuple(jurisdiction.split())


def is_code(text: str) -> bool:
    """Whether a text is one code, such as GB or GB-ENG."""
    return _CODE.fullmatch(text) is not None


def is_part(narrow: str, broad: str) -> bool:
    """Whether a code is another or a part of it by its spelling: GB-ENG lies within GB, and IE not within EU."""
    return narrow == broad or (narrow.startswith(f"{broad}-") and _CODE.fullmatch(narrow) is not None)
