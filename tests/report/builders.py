"""Projects of a few pages, and what the report's own program would unpack of it."""

from __future__ import annotations

import base64
import gzip
import json
import re
from pathlib import Path
from typing import Any

from factlint import run
from factlint.config import Overrides, load_settings
from factlint.render import FORMATS, Options
from factlint.result import Result
from factlint.rules import BY_CODE, OPTIONS

SIX = """---
title: Medicines for neuroblastoma
publisher: Alder Hospital
owner: R. Quill
url: https://alder.example/medicines
reviewed: 2026-05-04
---

# Medicines for neuroblastoma

Isotretinoin is taken for 6 months. It is taken by mouth.
"""
NINE = """---
title: Neuroblastoma, step by step
publisher: Birch Society
reviewed: 2020-02-03
---

# Neuroblastoma

Isotretinoin is taken for 9 months.
"""


def result_of(folder: Path, pages: dict[str, str], config: str = "", *, as_of: str = "2026-11-20") -> Result:
    """A run over pages in ``folder``, with their texts kept."""
    (folder / "factlint.toml").write_text(f"as_of = {as_of}\n{config}", encoding="utf-8")
    for name, text in pages.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    settings = load_settings([folder], config=None, overrides=Overrides(), codes=BY_CODE, options=OPTIONS)
    return run.judge(run.read(settings.sources, settings, texts=True), settings)


def html_of(result: Result, options: Options | None = None) -> str:
    """The report."""
    text = FORMATS["html"].render(result, options or Options())
    assert isinstance(text, str)
    return text


def unpacked(text: str) -> Any:
    """What a packed text holds."""
    return json.loads(gzip.decompress(base64.b64decode(text)))


def packs(html: str) -> list[Any]:
    """Everything that is packed in a report, claims first."""
    found = re.findall(r'<script type="application/octet-stream"[^>]*>([^<]*)</script>', html)
    return [unpacked(each) for each in found]
