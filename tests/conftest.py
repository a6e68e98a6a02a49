"""What holds for every test: none knows what another one kept, and none touches the cache of whoever runs them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from factlint.cache.folder import VARIABLE


@pytest.fixture(scope="session", autouse=True)
def cache_of_fixtures(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """For what runs before a test begins."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, str(tmp_path_factory.mktemp("caches") / "fixtures"))
        yield


@pytest.fixture(autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for the test alone, not there yet: with one for all, what another test kept could hide a fault."""
    folder = tmp_path_factory.mktemp("cache") / "factlint"
    monkeypatch.setenv(VARIABLE, str(folder))
    return folder
