"""Runs over folders with the threshold model, for the tests of what such runs write and find again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from LandmarkAILib.commands.batch.folder_run import detect_folder
from LandmarkAILib.commands.batch.summary import CaseResult
from LandmarkAILib.inference.engine import ModelCache
from LandmarkAILib.inference.options import DetectionOptions
from threshold_model import ThresholdDetector

OUTPUTS = [".csv", ".json", ".mrk.json", ".seg.nrrd"]
RUN = ["run-manifest.json", "summary.csv"]


def run(study: Path | list[Path], output: Path, model: Path, **options: Any) -> list[CaseResult]:
    progress, load = options.pop("progress", None), options.pop("load", ThresholdDetector)
    chosen = DetectionOptions(str(model), "cpu", **options)
    return detect_folder(study, output, chosen, progress, ModelCache(load))


def statuses(results: list[CaseResult]) -> dict[str, str]:
    return {result.case: result.status for result in results}


def names(folder: Path) -> list[str]:
    """All files below a folder, hidden and temporary ones included."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
