"""``landmarkai demo [-o OUT]``: the simulated cine that ships, detected, drawn and compared."""

from __future__ import annotations

import argparse
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import numpy as np

from ..analysis.aha.segments import aha_or_reason
from ..core.geometry import FloatArray, Grid
from ..core.landmarks import LandmarkSet
from ..core.short_axis import slice_axis
from ..files.atomic import atomic_path
from ..files.detections import read_detection
from ..files.images import read_image
from ..files.markups import read_landmarks
from ..inference.device import REQUESTS, Request
from ..inference.engine import ModelCache
from ..inference.options import DetectionOptions
from ..paths import sample_data
from .batch.folder_run import detect_folder
from .batch.outputs import output_file
from .batch.summary import CaseResult

if TYPE_CHECKING:
    from ..analysis.aha.settings import AhaResult

_TITLES = {"cine": ("Cine", "")}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    parser.description = (
        "Detect on the simulated cine that comes with LandmarkAI, and draw what was found."
    )
    parser.add_argument(
        *("-o", "--output"),
        metavar="OUT",
        type=Path,
        default=Path("landmarkai-demo"),
        help="folder of its own; files of the demo's names in it are replaced (default: %(default)s)",
    )
    parser.add_argument("--model", metavar="NAME|PATH", default="cmr-sax")
    parser.add_argument("--device", choices=REQUESTS, default=DetectionOptions().device)
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    return run_demo(arguments.output, arguments.model, arguments.device)


def run_demo(output: Path, model: str, device: Request, models: ModelCache | None = None) -> int:
    """Detect on the simulated cine, draw it, and print what was found and where it is.

    Args:
        output: folder of the results; those of an earlier demo in it are replaced.
        model: name or path of a model.
        device: where to compute.
        models: loaded models to use; None begins with none.

    Returns:
        0, or 1 where an image of the study failed.

    Raises:
        LandmarkAIError: the study or the model is not there, or the output cannot be written.
    """
    study = sample_data() / "simulated_cine"
    truth = read_landmarks(study / "truth.mrk.json")
    print(
        "A simulated study: no patient was imaged, and its errors say nothing on accuracy in patients."
    )
    options = DetectionOptions(model, device, overwrite=True)
    results = detect_folder(study, output, options, models=models)
    for result in results:
        if result.status == "failed":
            print(f"\n{result.case}: failed. {result.message}")
        else:
            print("\n" + "\n".join(_show(result, study, output, truth)))
    print(f"\nAll files, with .mrk.json and .seg.nrrd to open in 3D Slicer, are in {output.resolve()}.")
    return 1 if any(result.status == "failed" for result in results) else 0


@dataclass(frozen=True)
class Comparison:
    """One landmark of a case against its truth.

    Args:
        there: slices in which the truth has it.
        errors: mm, in those of them in which it was found.
        false: slices in which it was found and the truth lacks it.
    """

    there: int
    errors: list[float]
    false: int

    def __str__(self) -> str:
        text = f"found in {len(self.errors)} of the {self.there} slices that have it"
        if self.false:
            text += f" and in {self.false} without"
        if not self.errors:
            return text
        middle, largest = median(self.errors), max(self.errors)
        return f"{text}; error to the simulated truth {middle:.1f} mm median, {largest:.1f} largest"


def compare(found: LandmarkSet, truth: LandmarkSet, grid: Grid) -> dict[str, Comparison]:
    """Compare points with their truth, by landmark.

    Args:
        found: one point a landmark and slice, LPS mm.
        truth: likewise; the slice of a point is the one it lies nearest to.
        grid: of the image.
    """
    comparisons = {}
    for name in truth.names():
        here, there = _by_slice(found.named(name), grid), _by_slice(truth.named(name), grid)
        errors = [float(np.linalg.norm(here[k] - there[k])) for k in there if k in here]
        comparisons[name] = Comparison(len(there), errors, len(here.keys() - there.keys()))
    return comparisons


def _by_slice(landmarks: LandmarkSet, grid: Grid) -> dict[int, FloatArray]:
    """Positions that were found, by nearest slice."""
    found = [point.position for point in landmarks if point.position is not None]
    return {round(float(grid.to_index(p)[slice_axis(grid)])): p for p in found}


def _show(result: CaseResult, study: Path, output: Path, truth: LandmarkSet) -> list[str]:
    """Draw one image; returns what to print of it."""
    from ..pictures.figure import detection_figure

    title, unit = _TITLES.get(result.case, (result.case, ""))
    stem = output / result.case
    image = replace(read_image(study / f"{result.case}.nrrd"), name=title, metadata={"simulated": "yes"})
    detection = read_detection(output_file(stem, ".json"))
    aha, _ = aha_or_reason(image, detection)
    figure = output_file(stem, ".png")
    detection_figure(image, detection, aha, figure, title, unit, truth)
    pictures = [figure, *_draw_bullseye(aha, stem, f"{title} (simulated)", unit)]
    comparisons = compare(detection.landmarks, truth, image.grid)
    return [
        f"{title}: {result.message}",
        *(f"  {name}: {comparison}" for name, comparison in comparisons.items()),
        f"  {', '.join(path.name for path in pictures)}",
    ]


def _draw_bullseye(aha: AhaResult | None, stem: Path, title: str, unit: str) -> list[Path]:
    from ..pictures.bullseye import bullseye_png, bullseye_svg

    if aha is None:
        return []
    png, svg = output_file(stem, ".bullseye.png"), output_file(stem, ".bullseye.svg")
    bullseye_png(aha.means, png, title, unit)
    with atomic_path(svg) as temporary:
        temporary.write_text(bullseye_svg(aha.means, title, unit), encoding="utf-8")
    return [png, svg]
