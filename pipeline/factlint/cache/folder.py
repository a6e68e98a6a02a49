"""Where what pages gave is kept between runs, and where it may not be."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

VARIABLE: Final = "FACTLINT_CACHE_DIR"
_NAME: Final = "factlint"


def cache_folder(environment: Mapping[str, str] | None = None) -> Path | None:
    """The user's folder for what can be made again: ``FACTLINT_CACHE_DIR``, else the usual one of the system.

    Args:
        environment: the variables of the process; None takes those of this one.

    Returns:
        An absolute folder, which need not be there; None where the user has no home.
    """
    variables = os.environ if environment is None else environment
    if given := variables.get(VARIABLE):
        return Path(os.path.abspath(given))  # noqa: PTH100
    if sys.platform == "win32":
        local = variables.get("LOCALAPPDATA")
        return Path(local) / _NAME / "cache" if local else None
    # A relative folder is to be passed over, says the specification of these variables.
    above = variables.get("XDG_CACHE_HOME", "")
    if above.startswith("/"):
        return Path(above) / _NAME
    home = variables.get("HOME", "")
    return Path(home) / ".cache" / _NAME if home.startswith("/") else None


def refusal(folder: Path, root: Path) -> str:
    """Why a cache in ``folder`` is not trusted for the project in ``root``; "" where it is.

    What comes with a repository is content: a cache in it could hold what somebody wrote there to be believed.
    """
    top = _top(root)
    return f"it lies in the project ({top})" if folder.resolve().is_relative_to(top) else ""


def _top(root: Path) -> Path:
    """The folder of the repository that holds a project, or of the project where it is in none."""
    whole = root.resolve()
    return next((each for each in (whole, *whole.parents) if (each / ".git").exists()), whole)
