"""What training needs is listed once more for Slicer, which has no extras of pip's."""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

PYPROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"


def test_requirements_ask_what_the_extra_asks(slicer_app: Any) -> None:
    from LandmarkAITrainingLib.slicer.panel.packages_part import training_requirements

    listed = re.search(r"^train = \[(.*)\]$", PYPROJECT.read_text(encoding="utf-8"), re.MULTILINE)
    assert listed
    assert training_requirements() == re.findall(r'"([^"]+)"', listed[1])


def test_what_is_missing_is_named(slicer_app: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from LandmarkAITrainingLib.slicer.panel.packages_part import missing_requirements

    assert missing_requirements() == []
    there = metadata.version

    def version(name: str) -> str:
        if name == "monai":
            raise metadata.PackageNotFoundError(name)
        return "0.1" if name == "scipy" else there(name)

    monkeypatch.setattr(metadata, "version", version)
    missing = missing_requirements()
    assert [line.partition(">=")[0] for line in missing] == ["monai", "scipy"]
