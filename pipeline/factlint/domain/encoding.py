"""How a tagged sentence is spelled as one string of bytes, so that compiled patterns can run over it.

Each token is a space and its body. A word's body is its letters in lower case, then `VERB_MARK` where it is read as a
verb. A mention's body is ``<,tag,tag,=surface``: its tags are its kinds, its id, and all of its ancestors. A token
that ends a clause has `BORDER` in front of its body; gaps never pass it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

BORDER: Final = "\x01"
_UNSAFE = re.compile(r"[\s\x00-\x1f<>,=~-]+")


def word_body(word: str, verb: bool = False, border: bool = False) -> str:
    """The body of a plain word or a sign."""
    return (BORDER if border else "") + (_UNSAFE.sub("_", word) if len(word) > 1 else word) + ("~" if verb else "")


def mention_body(tags: Iterable[str], surface: str) -> str:
    """The body of a mention or a quantity that carries ``tags``."""
    return "<," + "".join(f"{tag}," for tag in tags) + "=" + _UNSAFE.sub("_", surface.lower())


@lru_cache(maxsize=16_384)  # most words stand in many patterns
def word_regex(forms: tuple[str, ...]) -> str:
    """Matches one token that is one of ``forms``, be it a plain word or a mention of that surface."""
    verbs = [re.escape(form) for form in forms if form.endswith("~")]
    words = [re.escape(form) for form in forms if not form.endswith("~")]
    plain = f"(?:{'|'.join(words)})~?" if words else ""
    surface = f"<[^ ]*=(?:{'|'.join(words)})" if words else ""
    return f" {BORDER}?(?:{'|'.join(part for part in (plain, *verbs, surface) if part)})"


def tag_regex(tag: str) -> str:
    """Matches one token that carries ``tag``."""
    return f" <[^ ]*,{re.escape(tag)},[^ ]*"


def gap_regex(most: int) -> str:
    """Matches at most ``most`` tokens within a clause, as few as will do."""
    return f"(?: [^ {BORDER}][^ ]*){{0,{most}}}?"
