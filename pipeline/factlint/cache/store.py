"""The file that keeps what pages gave: one SQLite database, each entry by its key, compressed.

Whatever is wrong with it, it is not used, and the log says why (`factlint check --verbose` shows that).
"""

from __future__ import annotations

import logging
import sqlite3
import stat
import time
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from sqlite3 import Connection
from typing import Final, Generic, TypeVar

from factlint.cache.codec import Codec, CodecError

T = TypeVar("T")
LOG: Final = logging.getLogger("factlint.cache")
FILE: Final = "pages.sqlite3"
KEPT_DAYS: Final = 30
LIMIT: Final = 200_000_000
"""The bytes that the file may hold when a run ends."""
LARGEST: Final = 20_000_000
"""The bytes that one entry may hold when it is unpacked."""
WAIT: Final = 0.5
"""The seconds that a run waits for another one to let go of the file."""
_OURS: Final = 0x666C6E74
_AT_ONCE: Final = 500
_KEY: Final = 32
_TABLES: Final = (
    "CREATE TABLE pages (key BLOB PRIMARY KEY, used INTEGER NOT NULL, held BLOB NOT NULL)",
    "CREATE INDEX pages_used ON pages (used)",
    f"PRAGMA application_id = {_OURS}",
)


class _UnusableError(Exception):
    """The file is none that may be used, and why."""


class PageCache(Generic[T]):
    """What pages gave, of one type.

    Args:
        folder: where the file stands; it is made when there is something to keep.
        codec: writes and reads what is kept.
        limit: the bytes that the file may hold.
        today: the number of the day.
    """

    def __init__(
        self, folder: Path, codec: Codec[T], limit: int = LIMIT, today: Callable[[], int] | None = None
    ) -> None:
        self._folder, self._codec, self._limit = folder, codec, limit
        self._today = today or _day
        self._used: list[bytes] = []

    def get(self, keys: Collection[str]) -> dict[str, T]:
        """What is kept under these keys (64 hexadecimal digits each); those under which nothing is are left out."""
        found: dict[str, T] = {}
        with _told(self._folder), self._opened(write=False) as base:
            for key, used, held in _rows(base, sorted(map(bytes.fromhex, keys))) if base else ():
                value = self._unpacked(key, held)
                if value is not None:
                    found[key.hex()] = value
                    self._used += [key] if used != self._today() else []
        return found

    def put(self, new: Mapping[str, T]) -> None:
        """Keeps what is new, notes what was used, and lets go of what has not been for long or is too much."""
        rows = [(key, packed) for key, packed in self._packed(new) if packed]
        if not rows and not self._used:
            return
        day = self._today()
        with _told(self._folder), self._opened(write=True) as base:
            if base is None:
                return
            with _transaction(base):
                _prepare(base)
                base.executemany("UPDATE pages SET used = ? WHERE key = ?", [(day, key) for key in self._used])
                base.executemany(
                    "INSERT OR REPLACE INTO pages VALUES (?, ?, ?)", [(key, day, held) for key, held in rows]
                )
                base.execute("DELETE FROM pages WHERE used < ? OR used > ?", (day - KEPT_DAYS, day + 1))
            _shrink(base, self._limit)
        self._used = []

    def _packed(self, new: Mapping[str, T]) -> Iterator[tuple[bytes, bytes]]:
        size = 0
        for name, value in new.items():
            key = bytes.fromhex(name)
            try:
                data = self._codec.encode(value)
            except CodecError as error:
                LOG.debug("a page is not kept: %s", error)
                continue
            if len(data) > LARGEST:
                continue
            # The key goes with it, and zlib adds a checksum: what was damaged is never taken for what was kept.
            held = zlib.compress(key + data, 1)
            size += len(held)
            if size > self._limit:
                return
            yield key, held

    def _unpacked(self, key: bytes, held: bytes) -> T | None:
        try:
            unpacker = zlib.decompressobj()
            data = unpacker.decompress(held, LARGEST + _KEY)
            return self._codec.decode(data[_KEY:]) if unpacker.eof and data[:_KEY] == key else None
        except (zlib.error, CodecError):
            return None

    @contextmanager
    def _opened(self, *, write: bool) -> Iterator[Connection | None]:
        """The database; None where there is none to read."""
        path = self._folder / FILE
        if write:
            # What pages say is nobody else's business.
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_there(path) and not write:
            yield None
            return
        name = f"{path.as_uri()}?mode={'rwc' if write else 'rw'}"
        with closing(sqlite3.connect(name, timeout=WAIT, isolation_level=None, uri=True)) as base:
            base.execute("PRAGMA trusted_schema = OFF")
            base.execute("PRAGMA synchronous = NORMAL")
            (owner,) = base.execute("PRAGMA application_id").fetchone()
            (tables,) = base.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            if owner != _OURS and tables:
                raise _UnusableError("it is a file of another program")
            if write and not tables:
                base.execute("PRAGMA auto_vacuum = FULL")  # what is let go of makes the file smaller
            yield base if write or tables else None


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    """Passes over whatever is wrong with the file, and says so in the log."""
    try:
        yield
    except (sqlite3.Error, OSError, _UnusableError) as error:
        LOG.info("the cache is not used: %s: %s", folder / FILE, error)


def _is_there(path: Path) -> bool:
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return False
    if not stat.S_ISREG(mode):
        raise _UnusableError("it is no regular file")
    return True


def _rows(base: Connection, keys: Sequence[bytes]) -> Iterator[tuple[bytes, int, bytes]]:
    """The entries under these keys: key, day of last use, and what is held."""
    for start in range(0, len(keys), _AT_ONCE):
        some = keys[start : start + _AT_ONCE]
        query = f"SELECT key, used, held FROM pages WHERE key IN ({','.join('?' * len(some))})"  # noqa: S608
        # All of them at once: nobody who writes has to wait until they are unpacked.
        for key, used, held in base.execute(query, some).fetchall():
            if isinstance(key, bytes) and isinstance(held, bytes):
                yield key, used, held


@contextmanager
def _transaction(base: Connection) -> Iterator[None]:
    base.execute("BEGIN IMMEDIATE")
    try:
        yield
        base.execute("COMMIT")
    except BaseException:
        if base.in_transaction:
            base.execute("ROLLBACK")
        raise


def _prepare(base: Connection) -> None:
    if not base.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
        for statement in _TABLES:
            base.execute(statement)


def _shrink(base: Connection, limit: int) -> None:
    """Lets go of what was not used for longest, until the file is well below its limit."""
    while (size := _size(base)) > limit:
        (count,) = base.execute("SELECT count(*) FROM pages").fetchone()
        gone = count - int(count * limit / size * 3 / 4)
        oldest = "SELECT rowid FROM pages ORDER BY used, rowid LIMIT ?"
        if not base.execute(f"DELETE FROM pages WHERE rowid IN ({oldest})", (gone,)).rowcount:  # noqa: S608
            return


def _size(base: Connection) -> int:
    pages, each = (base.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
    return int(pages) * int(each)


def _day() -> int:
    return int(time.time() // 86_400)
