"""The schema of ``model.json`` in the docs is that of the records, and the models that ship fit it."""

from __future__ import annotations

import json
import runpy
from pathlib import Path

import pytest
from json_schema import fits

ROOT = Path(__file__).resolve().parents[3]
SCHEMA = ROOT / "docs" / "schemas" / "model.schema.json"
MODELS = sorted((ROOT / "Resources" / "Models").glob("*/model.json"))


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
