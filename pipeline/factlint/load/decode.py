"""From the bytes on disk to text, or the reason why not."""

from __future__ import annotations

import codecs
import hashlib
import os
import re
import stat
from typing import TYPE_CHECKING, Final, NamedTuple

from factlint.errors import UnreadableSource

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LIMIT: Final = 20_000_000  # bytes
_AS_UTF8: Final = "save it as UTF-8"
_HEAD: Final = 4096  # bytes in which a page declares its encoding
_META: Final = re.compile(rb"<meta\b[^>]{0,400}?charset\s{0,20}=\s{0,20}[\"']?\s{0,20}([\w.:-]{1,40})", re.IGNORECASE)
_XML: Final = re.compile(rb"\A\s{0,20}<\?xml\b[^>]{0,200}?encoding\s{0,20}=\s{0,20}[\"']([\w.:-]{1,40})")
_COMMENT: Final = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_BYTE_ORDER_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark begins it
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What these names mean on the web; Python's codecs of the same names leave out the quotation marks.
_WEB_NAMES: Final = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "utf-16": "utf-8"}
# A declaration is the page's own word: only encodings of text, none of Python's other codecs.
_TEXT_ENCODING: Final = re.compile(
    r"utf-8|cp125\d|iso8859-\d{1,2}|koi8-[ru]|mac-roman|shift_jis|cp932|euc_jp|euc_kr|gbk|gb2312|gb18030|big5"
)
_GUESS_FROM: Final = 200_000  # bytes
_KNOWN_BINARY: Final = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip or office file"),
    (b"\xd0\xcf\x11\xe0", "an old office file"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x1f\x8b", "a compressed file"),
)


class Source(NamedTuple):
    """A decoded file: its text without a byte order mark, and the SHA-256 of its bytes."""

    text: str
    sha256: str


def read_source(path: Path, declares: bool) -> Source:
    """Reads and decodes a file.

    Args:
        path: the file.
        declares: whether its format can declare an encoding (HTML).

    Raises:
        UnreadableSource: it cannot be read as text; the reason names a remedy.
    """
    data = source_bytes(path)
    if not data.strip():
        raise UnreadableSource("the file is empty (write its text, or delete it)")
    text = _decode(data, declares)
    if "\0" in text:
        place = text.index("\0")
        raise UnreadableSource(
            f"it holds NUL characters and is not a text file ({_AS_UTF8}, or exclude it)",
            text.count("\n", 0, place) + 1,
        )
    if not text.strip():
        raise UnreadableSource("there is no text in it (write its text, or delete it)")
    return Source(text, hashlib.sha256(data).hexdigest())


def source_bytes(path: Path) -> bytes:
    """What a file holds.

    Raises:
        UnreadableSource: it cannot be read, is no file, or is too large.
    """
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise UnreadableSource("it is a folder, not a file (rename it, or exclude it)")
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableSource("it is not a regular file (exclude it)")
        if status.st_size > LIMIT:
            raise _too_large(status.st_size)
        with path.open("rb") as file:
            data = file.read(LIMIT + 1)
    except OSError as error:
        raise UnreadableSource(_why(path, error)) from error
    if len(data) > LIMIT:
        raise _too_large(len(data))
    return data


def _too_large(size: int) -> UnreadableSource:
    megabytes = LIMIT // 1_000_000
    return UnreadableSource(
        f"it is too large: {size:,} bytes, at most {megabytes} MB are read (split it, or exclude it)"
    )


def _why(path: Path, error: OSError) -> str:
    if path.is_symlink() and not os.path.lexists(path.parent / path.readlink()):
        return "it is a symbolic link to a file that is not there (mend or delete the link)"
    if isinstance(error, PermissionError):
        return "there is no permission to read it (grant read permission, or exclude it)"
    if isinstance(error, FileNotFoundError):
        return "there is no such file (check the path)"
    return f"it cannot be opened: {error.strerror or error} (mend or exclude it)"


def _decode(data: bytes, declares: bool) -> str:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding, f"it begins as {encoding.upper()}")
    _reject_binary(data)
    declared = _declared(data) if declares else None
    if declared:
        return _strictly(data, declared, f"it declares itself to be {declared}")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        guessed = _guess(data)
        if guessed is None:
            raise _undecodable(data, error, "it is not UTF-8") from error
        return guessed


def _reject_binary(data: bytes) -> None:
    for magic, what in _KNOWN_BINARY:
        if data.startswith(magic):
            raise UnreadableSource(f"it is {what}, not text (rename it, or exclude it)")
    place = data.find(b"\0")
    if place >= 0:
        line = data.count(b"\n", 0, place) + 1
        raise UnreadableSource(f"it holds NUL bytes and is not a text file ({_AS_UTF8}, or exclude it)", line)


def _declared(data: bytes) -> str | None:
    """The codec that the page declares; None where it declares none that is known."""
    head = data[:_HEAD]
    found = _XML.search(head) or _META.search(_COMMENT.sub(b"", head))
    if not found:
        return None
    try:
        name = codecs.lookup(found[1].decode("ascii")).name
    except (LookupError, UnicodeError):
        return None
    name = _WEB_NAMES.get(name, name)
    return name if _TEXT_ENCODING.fullmatch(name) else None


def _strictly(data: bytes, encoding: str, claim: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(data, error, claim) from error


def _undecodable(data: bytes, error: UnicodeDecodeError, claim: str) -> UnreadableSource:
    before = data[: error.start]
    newlines = before.count(b"\n") or before.count(b"\r")
    reason = f"{claim}, but byte {error.start} (0x{data[error.start]:02x}) does not decode ({_AS_UTF8})"
    return UnreadableSource(reason, newlines + 1)


def _guess(data: bytes) -> str | None:
    """The text, if every likely encoding gives the same; a wrong guess would turn one sign into another."""
    from charset_normalizer import from_bytes  # imported late: few runs meet such a file

    matches = list(from_bytes(data[:_GUESS_FROM]))
    likely = [match.encoding for match in matches if match.chaos <= matches[0].chaos]
    texts = set(_decodings(data, likely))
    return texts.pop() if len(texts) == 1 and matches[0].chaos == 0 else None


def _decodings(data: bytes, encodings: list[str]) -> Iterator[str | None]:
    for encoding in encodings:
        try:
            yield data.decode(encoding)
        except UnicodeDecodeError:
            yield None
