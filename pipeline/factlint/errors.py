"""Errors that are the user's to mend, each naming a place and a remedy."""

from __future__ import annotations


class FactlintError(Exception):
    """The user's mistake: a usage, configuration or schema error. The command ends with status 2.

    Args:
        message: what is wrong, in one sentence.
        remedy: what to do about it, in one sentence.
        path: the file concerned, as the user would name it.
        line: 1-based line in that file.
        column: 1-based column in that file.
    """

    def __init__(
        self,
        message: str,
        *,
        remedy: str = "",
        path: str | None = None,
        line: int | None = None,
        column: int | None = None,
    ) -> None:
        self.message, self.remedy, self.path, self.line, self.column = message, remedy, path, line, column
        super().__init__(str(self))

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.path, self.line, self.column) if part is not None)
        text = f"{place}: {self.message}" if place else self.message
        return f"{text} ({self.remedy})" if self.remedy else text


class ConfigError(FactlintError):
    """Configuration that cannot be read, or that contradicts itself."""


class SchemaError(FactlintError):
    """A domain schema that cannot be read or compiled."""


class UnreadableSource(Exception):  # noqa: N818 - it is a state of a file, not a fault of the program
    """A source file that cannot be read as text; it becomes finding S103 and the run goes on."""

    def __init__(self, reason: str, line: int = 1, column: int = 1) -> None:
        self.reason, self.line, self.column = reason, line, column
        super().__init__(reason)
