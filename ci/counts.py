"""Prints what a report counts, as lines of NAME=NUMBER: ``counts.py report.json``."""

from __future__ import annotations

import json
import sys
from pathlib import Path


def main(report: Path) -> None:
    """Counts findings, errors and warnings."""
    found = json.loads(report.read_text("utf-8"))["summary"]["findings"]
    counts = {"findings": sum(found.values()), "errors": found["error"], "warnings": found["warning"]}
    for name, count in counts.items():
        print(f"{name}={int(count)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
