"""Which places a comment on a page speaks of: ends are exclusive."""

from __future__ import annotations

import pytest

from factlint.decisions import Ignore
from factlint.spans import Place

HERE = Place(3, 5, 3, 9)
EMPTY = Place(3, 5, 3, 5)


@pytest.mark.parametrize(
    ("covers", "place", "reached"),
    [
        (HERE, Place(3, 1, 3, 5), False),
        (HERE, Place(3, 9, 3, 12), False),
        (HERE, Place(3, 1, 3, 6), True),
        (HERE, Place(3, 8, 4, 1), True),
        (HERE, Place(1, 1, 9, 1), True),
        (HERE, EMPTY, True),
        (HERE, Place(3, 9, 3, 9), False),
        (EMPTY, HERE, True),
        (EMPTY, EMPTY, True),
        (EMPTY, Place(3, 1, 3, 5), False),
        (Place(3, 1, 4, 1), Place(4, 1, 4, 9), False),
        (None, Place(9, 1, 9, 2), True),
    ],
)
def test_a_comment_reaches_what_shares_a_character_with_it(covers: Place | None, place: Place, reached: bool) -> None:
    comment = Ignore("a", Place(1, 1, 1, 2), "text", covers)
    assert comment.reaches("a", place) is reached
    assert not comment.reaches("b", place)
