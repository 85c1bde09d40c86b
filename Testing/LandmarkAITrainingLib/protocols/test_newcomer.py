"""A newcomer's way from a folder of annotated cases to points in new images: commands alone.

Minutes of training on simulated data; on a machine that is idle. What is asked for is what the issue
"Anyone's landmarks" promises; how good it is on real data this does not say.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from LandmarkAILib.cli import main
from LandmarkAILib.files.detections import read_detection
from trained import LIGHTNINGS_ADVICE

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        "LANDMARKAI_NEWCOMER" not in os.environ,
        reason="trains for half an hour: set LANDMARKAI_NEWCOMER=1 to have it run",
    ),
    *LIGHTNINGS_ADVICE,
]

MINUTES = "10"


def way(kind: str, folder: Path) -> Path:
    """Simulate, check, preset, train, evaluate, install, detect; returns the report's folder."""
    data, preset, run = folder / "data", folder / f"{kind}.json", folder / "run"
    commands = [
        ["simulate-example", kind, "-o", str(data)],
        ["check", str(data)],
        ["preset", str(data), "-o", str(preset), "--minutes", MINUTES],
        ["check", str(data), "--preset", str(preset)],
        ["train", str(data), "--preset", str(preset), "-o", str(run)],
        ["evaluate", str(data), "--model", str(run / "model" / kind), "-o", str(folder / "report")],
        ["detect", str(data), "-o", str(folder / "found"), "--model", str(run / "model" / kind)],
    ]
    for command in commands:
        assert main(command) == 0, command
    return folder / "report"


@pytest.mark.parametrize(("kind", "goal"), [("hinges", 1.0), ("head", 2.0)])
def test_points_of_ones_own(kind: str, goal: float, tmp_path: Path) -> None:
    measured = json.loads((way(kind, tmp_path) / "metrics.json").read_text(encoding="utf-8"))
    landmarks = measured["all"]["landmarks"]
    for name, found in landmarks.items():
        assert found["error_mm"]["median"]["value"] <= goal, name
    for path in (tmp_path / "found").glob("*/image.json"):
        detection = read_detection(path)
        assert all(point.status == "detected" for point in detection.landmarks), path
        assert {kind.name for kind in detection.anatomy.landmarks} == set(landmarks)


def test_segments_of_ones_own(tmp_path: Path) -> None:
    measured = json.loads((way("kidney", tmp_path) / "metrics.json").read_text(encoding="utf-8"))
    for name, found in measured["all"]["segments"].items():
        assert found["dice"]["median"]["value"] > 0.8, name
