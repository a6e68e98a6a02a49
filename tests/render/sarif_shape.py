"""The part of SARIF 2.1.0 that is written, as a closed JSON Schema.

The standard's own schema comes with no package of the registry that the tests are installed from. This one is written
from the text of the standard (OASIS, version 2.1.0, section 3), for the objects in use: what each may hold, what it has
to hold, and of what kind; nothing else is let through.
"""

from __future__ import annotations

from typing import Any

TEXT: dict[str, Any] = {"type": "string", "minLength": 1}
POSITION = {"type": "integer", "minimum": 1}
BAG = {"type": "object"}


def closed(required: dict[str, Any], optional: dict[str, Any] | None = None) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {**required, **(optional or {})},
        "required": list(required),
        "additionalProperties": False,
    }


def listed(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items, "minItems": 1}


LEVEL = {"enum": ["none", "note", "warning", "error"]}
MESSAGE = closed({"text": TEXT})
ARTIFACT = closed({"uri": {**TEXT, "format": "uri-reference"}}, {"uriBaseId": TEXT})
REGION = closed({"startLine": POSITION}, dict.fromkeys(("startColumn", "endLine", "endColumn"), POSITION))
PHYSICAL = closed({"artifactLocation": ARTIFACT}, {"region": REGION})
LOCATION = closed({"physicalLocation": PHYSICAL}, {"message": MESSAGE, "id": {"type": "integer", "minimum": 0}})
SUPPRESSION = closed(
    {"kind": {"enum": ["inSource", "external"]}},
    {"status": {"enum": ["accepted", "underReview", "rejected"]}, "justification": TEXT, "location": LOCATION},
)
RESULT = closed(
    {"message": MESSAGE},
    {
        "ruleId": TEXT,
        "ruleIndex": {"type": "integer", "minimum": -1},
        "level": LEVEL,
        "locations": listed(LOCATION),
        "relatedLocations": listed(LOCATION),
        "partialFingerprints": {"type": "object", "additionalProperties": {"type": "string"}},
        "rank": {"type": "number", "minimum": -1, "maximum": 100},
        "baselineState": {"enum": ["new", "unchanged", "updated", "absent"]},
        "suppressions": {"type": "array", "items": SUPPRESSION},
        "properties": BAG,
    },
)
RULE = closed(
    {"id": TEXT},
    {
        "name": TEXT,
        "shortDescription": MESSAGE,
        "fullDescription": MESSAGE,
        "help": closed({"text": TEXT}, {"markdown": TEXT}),
        "defaultConfiguration": closed({}, {"level": LEVEL, "enabled": {"type": "boolean"}}),
        "properties": BAG,
    },
)
NOTIFICATION = closed({"message": MESSAGE}, {"level": LEVEL, "locations": listed(LOCATION)})
INVOCATION = closed({"executionSuccessful": {"type": "boolean"}}, {"toolExecutionNotifications": listed(NOTIFICATION)})
DRIVER = closed({"name": TEXT}, {"version": TEXT, "rules": {"type": "array", "items": RULE, "uniqueItems": True}})
RUN = closed(
    {"tool": closed({"driver": DRIVER})},
    {
        "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
        "originalUriBaseIds": {"type": "object", "additionalProperties": closed({}, {"description": MESSAGE})},
        "invocations": listed(INVOCATION),
        "results": {"type": "array", "items": RESULT},
        "properties": BAG,
    },
)
LOG = closed(
    {"version": {"const": "2.1.0"}, "runs": {"type": "array", "items": RUN, "minItems": 1}},
    {"$schema": {"type": "string", "format": "uri"}},
)
