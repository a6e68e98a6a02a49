"""Products that were withdrawn or renamed: what a schema may say of them, and what is made of it."""

# ruff: noqa: RUF012 - pydantic copies the defaults of its models
from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Final, Self

from pydantic import AfterValidator, BeforeValidator, StringConstraints, model_validator

from factlint.domain.sections import Strict, as_list
from factlint.jurisdiction import is_code

_DATE: Final = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


@dataclass(frozen=True, slots=True)
class Product:
    """A name under which something was sold or offered, and no longer is.

    Attributes:
        name: as printed.
        ended: when it was withdrawn or renamed, as ISO text: a day, a month or a year.
        last: the last day of that day, month or year.
        renamed: whether the thing goes on under another name.
        jurisdictions: where that holds; empty for everywhere.
        because: why, for people; "" where it is not said.
        instead: what there is in its place, or its name now; "" where it is not said.
    """

    name: str
    ended: str
    last: dt.date
    renamed: bool = False
    jurisdictions: tuple[str, ...] = ()
    because: str = ""
    instead: str = ""

    def holds_in(self, within: Iterable[str]) -> bool:
        """Whether it is over in one of the jurisdictions ``within``, such as a country and what that is a part of."""
        return not self.jurisdictions or not set(self.jurisdictions).isdisjoint(within)


def last_day(text: str) -> dt.date:
    """The last day of an ISO day, month or year: 2019-03 is 31 March 2019.

    Raises:
        ValueError: it is none of these; the second argument is the remedy.
    """
    match = _DATE.fullmatch(text)
    try:
        if match is None:
            raise ValueError
        year, month = int(match[1]), int(match[2] or 12)
        day = int(match[3]) if match[3] else calendar.monthrange(dt.date(year, month, 1).year, month)[1]
        return dt.date(year, month, day)
    except ValueError:
        raise ValueError(f"{text!r} is no date", "write a day, a month or a year such as 2019-03") from None


def _date(text: str) -> str:
    last_day(text)
    return text


def _jurisdiction(text: str) -> str:
    if not is_code(text):
        raise ValueError(f"{text!r} is no jurisdiction", "write a code of ISO 3166 such as GB or GB-ENG")
    return text


Date = Annotated[str, AfterValidator(_date)]
Jurisdiction = Annotated[str, AfterValidator(_jurisdiction)]


class ProductEntry(Strict):
    """A product that was withdrawn or renamed; its name is understood as one of the concept's."""

    name: Annotated[str, StringConstraints(min_length=1)]
    """Its name as printed."""
    withdrawn: Date | None = None
    """When it was withdrawn: a day, a month or a year, as 2019-03-31, 2019-03 or 2019."""
    renamed: Date | None = None
    """When it was given another name, written alike."""
    jurisdiction: Annotated[
        list[Jurisdiction], BeforeValidator(as_list, json_schema_input_type=str | list[str] | None)
    ] = []
    """Where that holds, as codes of ISO 3166 (GB, GB-ENG, EU); everywhere where it is left out."""
    because: str = ""
    """Why, in a few words for people."""
    instead: str = ""
    """What there is in the place of a product that was withdrawn."""
    to: str = ""
    """The name now of a product that was renamed."""

    @model_validator(mode="after")
    def _one_end(self) -> Self:
        if (self.withdrawn is None) == (self.renamed is None):
            raise ValueError(
                f"{self.name!r} is not said to be withdrawn or renamed", "write one of the two, with a date"
            )
        if bool(self.to) != (self.renamed is not None):
            raise ValueError(f"{self.name!r}: to is the name of what was renamed", "write renamed and to, or neither")
        if self.instead and self.renamed:
            raise ValueError(f"{self.name!r} was renamed", "write its new name under to")
        return self

    def product(self) -> Product:
        """What it says."""
        ended = self.withdrawn or self.renamed or ""
        return Product(
            name=self.name,
            ended=ended,
            last=last_day(ended),
            renamed=self.renamed is not None,
            jurisdictions=tuple(self.jurisdiction),
            because=self.because,
            instead=self.instead or self.to,
        )
