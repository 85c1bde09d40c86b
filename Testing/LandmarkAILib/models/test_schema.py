"""The schema of ``model.json`` in the docs is that of the records, and the models that ship fit it."""

from __future__ import annotations

import json
import runpy
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]
SCHEMA = ROOT / "docs" / "schemas" / "model.schema.json"
MODELS = sorted((ROOT / "Resources" / "Models").glob("*/model.json"))


def fits(value: Any, schema: dict[str, Any]) -> bool:
    """Whether a value is what the schema asks for, as far as our schemas go."""
    if "anyOf" in schema or "oneOf" in schema:
        return any(fits(value, one) for one in schema.get("anyOf", schema.get("oneOf")))
    if "enum" in schema or "const" in schema:
        return value in schema.get("enum", [schema.get("const")])
    if schema.get("type") == "object":
        properties = schema.get("properties", {})
        rest = schema.get("additionalProperties", True)
        return (
            isinstance(value, dict)
            and set(schema.get("required", ())) <= value.keys()
            and all(fits(v, properties[k]) for k, v in value.items() if k in properties)
            and all(
                rest is True or (rest is not False and fits(v, rest))
                for k, v in value.items()
                if k not in properties
            )
        )
    if schema.get("type") == "array":
        parts = schema.get("prefixItems") or [schema["items"]] * len(value)
        return len(parts) == len(value) and all(map(fits, value, parts))
    kinds = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "null": type(None)}
    return not schema or isinstance(value, kinds[schema["type"]])


def test_the_schema_is_current() -> None:
    tool = runpy.run_path(str(ROOT / "tools" / "write_schemas.py"))
    made = tool["text_of"](tool["schemas"]()[SCHEMA.name])
    assert SCHEMA.read_text(encoding="utf-8") == made, "run python tools/write_schemas.py"


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.parent.name)
def test_models_that_ship_fit_the_schema(path: Path) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    description = json.loads(path.read_text(encoding="utf-8"))
    assert fits(description, schema)
    description["stages"][0]["view"]["size"] = "large"
    assert not fits(description, schema), "a wrong one does not"
