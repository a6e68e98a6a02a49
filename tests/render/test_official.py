"""SARIF against the schema of the standard, which ``FACTLINT_SARIF_SCHEMA`` names.

No package that Python could install is known to hold it: ``.ci/run`` fetches one for another language that does. Where
there is none the tests are skipped, and fail where ``FACTLINT_SCHEMAS_REQUIRED`` is set.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft4Validator

from tests.render.builders import Given, result
from tests.render.hostile import DOCS, EVERY, ODD, named, rendered

SCHEMA = "FACTLINT_SARIF_SCHEMA"
REQUIRED = "FACTLINT_SCHEMAS_REQUIRED"


@pytest.fixture(scope="session")
def standard() -> Draft4Validator:
    """The schema of SARIF 2.1.0."""
    name = os.environ.get(SCHEMA)
    if not name:
        if os.environ.get(REQUIRED):
            pytest.fail(f"{REQUIRED} is set, and {SCHEMA} names no schema")
        pytest.skip(f"{SCHEMA} names no schema")
    schema = json.loads(Path(name).read_text("utf-8"))
    assert "2.1.0" in schema["title"]
    return Draft4Validator(schema, format_checker=Draft4Validator.FORMAT_CHECKER)


def log(found: Any) -> Any:
    return json.loads(rendered(found, "sarif"))


@pytest.mark.parametrize("made", EVERY.values(), ids=list(EVERY))
def test_every_log_keeps_to_the_schema_of_the_standard(made: Any, standard: Draft4Validator) -> None:
    standard.validate(log(made()))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(doc=DOCS, text=ODD)
def test_no_text_and_no_name_of_a_page_breaks_it(standard: Draft4Validator, doc: str, text: str) -> None:
    standard.validate(log(named(doc, text)))


@pytest.mark.parametrize("broken", [{"level": "info"}, {"surprise": 1}, {"baselineState": "old"}, {"rank": 101}])
def test_the_schema_would_tell_of_a_fault(broken: dict[str, Any], standard: Draft4Validator) -> None:
    made = log(result(Given()))
    made["runs"][0]["results"][0] |= broken
    assert not standard.is_valid(made)
