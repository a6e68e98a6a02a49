"""What office files have in common: text that XML can hold, and zip files that are the same whenever they are made."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from typing import Final

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_NO_XML: Final = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """Text with a mark in place of every character that XML cannot hold; its lines end in one way."""
    return _NO_XML.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def repacked(data: bytes, instead: Mapping[str, bytes]) -> bytes:
    """A zip file without the time at which it was made, with other contents for some of its parts."""
    with zipfile.ZipFile(io.BytesIO(data)) as held:
        return packed((name, [instead.get(name) or held.read(name)]) for name in held.namelist())


def packed(parts: Iterable[tuple[str, Iterable[bytes]]]) -> bytes:
    """A zip file of parts by name, each in pieces; the time at which it is made does not show."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, pieces in parts:
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 0
            with made.open(info, "w") as part:
                for piece in pieces:
                    part.write(piece)
    return out.getvalue()
