"""The part of JSON schema that ours are made of."""

from __future__ import annotations

from typing import Any


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
