"""Turns data of declared types into JSON and back, exactly or not at all."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from itertools import product
from math import prod
from types import NoneType, UnionType
from typing import Any, Final, Generic, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
_SCALARS: Final[Mapping[Any, frozenset[type]]] = {
    str: frozenset((str,)),
    int: frozenset((int,)),
    bool: frozenset((bool,)),
    float: frozenset((float, int)),  # a whole number stays one
}
_MOST_SHAPES: Final = 256


class CodecError(ValueError):
    """Data that are not of the types declared, or text that is no such data."""


class Codec(Generic[T]):
    """Writes and reads values of one type: dataclasses, named tuples, tuples, lists, dicts with text for keys, dates,
    enums of text, text, numbers, and None beside any of them.

    What comes back is equal to what was given, with the same types. What could not come back so is refused.

    Args:
        kind: the type.
        names: types that annotations name and that their modules import for the type checker alone.
        without: fields, as ``Class.field``, that are left out and must be empty.
    """

    def __init__(
        self, kind: type[T], names: Mapping[str, type] | None = None, without: frozenset[str] = frozenset()
    ) -> None:
        self._turn = _Turns(dict(names or {}), without).of(kind)

    def encode(self, value: T) -> bytes:
        """The value as JSON.

        Raises:
            CodecError: it holds something that would not come back as it was.
        """
        try:
            _typed(value, self._turn.types)
            plain = self._turn.write(value) if self._turn.write else value
            return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()
        except (ValueError, TypeError, RecursionError) as error:
            raise CodecError(str(error)) from error

    def decode(self, data: bytes) -> T:
        """What was encoded.

        Raises:
            CodecError: it is no value of this type.
        """
        try:
            plain = _typed(json.loads(data), self._turn.shapes)
            value: T = self._turn.read(plain) if self._turn.read else plain
        except (ValueError, TypeError, RecursionError) as error:
            raise CodecError(str(error)) from error
        return value


class _Turn(NamedTuple):
    """How values of one type are written and read.

    Attributes:
        types: those that its values have, no subclass of them.
        shapes: the types that they have in JSON.
        write: from a value of these types to what goes into JSON; None where it goes as it is.
        read: from what was in JSON, of these types, to the value; None where it comes as it is.
    """

    types: frozenset[type]
    shapes: frozenset[type]
    write: Callable[[Any], Any] | None = None
    read: Callable[[Any], Any] | None = None


class _Turns:
    def __init__(self, names: dict[str, Any], without: frozenset[str]) -> None:
        self._names, self._without = names, without

    def of(self, kind: Any) -> _Turn:
        """How values of the type ``kind`` are turned."""
        origin, inner = get_origin(kind), get_args(kind)
        if kind in _SCALARS:
            return _Turn(_SCALARS[kind], _SCALARS[kind])
        if origin in (Union, UnionType):
            return self._optional(inner)
        if origin is tuple and inner[1:] != (Ellipsis,):
            return _row(tuple, [self.of(one) for one in inner], tuple, tuple)
        if origin in (tuple, list):
            return _sequence(origin, self.of(inner[0]))
        if origin is not None and issubclass(origin, Mapping) and inner[0] is str:
            return _mapping(self.of(inner[1]))
        if kind is dt.date:
            return _Turn(frozenset((dt.date,)), frozenset((str,)), dt.date.isoformat, dt.date.fromisoformat)
        if issubclass(kind, Enum):
            return _Turn(frozenset((kind,)), frozenset((str,)), lambda value: value.value, kind)
        if issubclass(kind, tuple):
            hints = get_type_hints(kind, localns=self._names)
            return _row(kind, [self.of(hints[name]) for name in kind._fields], tuple, kind._make)
        return self._dataclass(kind)

    def _optional(self, inner: Sequence[Any]) -> _Turn:
        rest = [one for one in inner if one is not NoneType]
        if len(rest) != 1:
            raise TypeError(f"{inner!r} are several types, and JSON does not tell them apart")
        turn, none = self.of(rest[0]), frozenset((NoneType,))
        write, read = turn.write, turn.read
        return _Turn(
            turn.types | none,
            turn.shapes | none,
            write and (lambda value: None if value is None else write(value)),
            read and (lambda data: None if data is None else read(data)),
        )

    def _dataclass(self, kind: Any) -> _Turn:
        hints = get_type_hints(kind, localns=self._names)
        every = [field.name for field in dataclasses.fields(kind)]
        names = [name for name in every if f"{kind.__name__}.{name}" not in self._without]
        empty = [name for name in every if name not in names]

        def fields(value: Any) -> list[Any]:
            if any(getattr(value, name) for name in empty):
                raise TypeError(f"{kind.__name__}: {' and '.join(empty)} must be empty")
            return [getattr(value, name) for name in names]

        def made(values: Sequence[Any]) -> Any:
            return kind(**dict(zip(names, values, strict=True)))

        return _row(kind, [self.of(hints[name]) for name in names], fields, made)


def _row(
    kind: type, turns: Sequence[_Turn], parts: Callable[[Any], Sequence[Any]], made: Callable[[list[Any]], Any]
) -> _Turn:
    """How what has a fixed number of parts is turned."""
    typed, shaped = _fitting([turn.types for turn in turns]), _fitting([turn.shapes for turn in turns])
    writes = [(at, turn.write) for at, turn in enumerate(turns) if turn.write]
    reads = [(at, turn.read) for at, turn in enumerate(turns) if turn.read]

    def write(value: Any) -> list[Any]:
        row = list(parts(value))
        typed(row)
        for at, turn in writes:
            row[at] = turn(row[at])
        return row

    def read(row: Any) -> Any:
        shaped(row)
        for at, turn in reads:
            row[at] = turn(row[at])
        return made(row)

    return _Turn(frozenset((kind,)), frozenset((list,)), write, read)


def _fitting(types: Sequence[frozenset[type]]) -> Callable[[Sequence[Any]], None]:
    """What refuses rows that are not of these types, one after another."""
    every = frozenset(product(*types)) if prod(map(len, types)) <= _MOST_SHAPES else None

    def check(row: Sequence[Any]) -> None:
        if every is not None and tuple(map(type, row)) in every:  # one look for all of them
            return
        for one, known in zip(row, types, strict=True):
            _typed(one, known)

    return check


def _sequence(kind: Any, inner: _Turn) -> _Turn:
    def turned(values: Any, types: frozenset[type], turn: Callable[[Any], Any] | None) -> list[Any]:
        for one in values:
            _typed(one, types)
        return list(map(turn, values)) if turn else list(values)

    return _Turn(
        frozenset((kind,)),
        frozenset((list,)),
        lambda value: turned(value, inner.types, inner.write),
        lambda data: kind(turned(data, inner.shapes, inner.read)),
    )


def _mapping(inner: _Turn) -> _Turn:
    def turned(values: Any, types: frozenset[type], turn: Callable[[Any], Any] | None) -> dict[str, Any]:
        for key, one in values.items():
            _typed(key, _SCALARS[str])
            _typed(one, types)
        return {key: turn(one) for key, one in values.items()} if turn else dict(values)

    return _Turn(
        frozenset((dict,)),
        frozenset((dict,)),
        lambda value: turned(value, inner.types, inner.write),
        lambda data: turned(data, inner.shapes, inner.read),
    )


def _typed(value: Any, types: frozenset[type]) -> Any:
    # No subclass: it would come back as something else.
    if type(value) not in types:
        raise TypeError(f"{type(value).__name__} where {' or '.join(sorted(one.__name__ for one in types))} belongs")
    return value
