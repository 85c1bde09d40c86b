"""What training needs beyond detection, as ``Resources/requirements-training.txt`` lists it."""

from __future__ import annotations

from pathlib import Path

from LandmarkAILib.slicer.logic.requirements import read_requirements, unmet

_FILE = Path(__file__).resolve().parents[3] / "Resources" / "requirements-training.txt"


def training_requirements() -> list[str]:
    """Lines such as ``lightning>=2.4``."""
    return read_requirements(_FILE)


def missing_requirements() -> list[str]:
    """Those that are not met; nothing is imported."""
    return unmet(training_requirements())
