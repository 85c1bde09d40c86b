"""Draws the pictures of the how-to pages on function, AHA segments, scar and ECV.

    python tools/draw_how_to.py

All of them show **simulated** data: the sample study that the repository ships, with its true contours
and points. Its T1 maps and late enhancement are measured as they are; of its contours a cycle is made in
which the heart becomes smaller and larger again.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "LandmarkAI"))

from LandmarkAILib.analysis.aha.segments import AhaSettings, aha_segments, segments_on  # noqa: E402
from LandmarkAILib.analysis.function.result import Frame, ventricular_function  # noqa: E402
from LandmarkAILib.analysis.function.volumes import curve  # noqa: E402
from LandmarkAILib.analysis.tissue.ecv import extracellular_volume  # noqa: E402
from LandmarkAILib.analysis.tissue.scar import find_scar  # noqa: E402
from LandmarkAILib.core.detection import Segmentation  # noqa: E402
from LandmarkAILib.files.images import read_image  # noqa: E402
from LandmarkAILib.files.label_maps import place  # noqa: E402
from LandmarkAILib.files.markups import read_landmarks  # noqa: E402
from LandmarkAILib.files.segmentations import read_segmentation  # noqa: E402
from LandmarkAILib.pictures.bullseye import bullseye_drawing  # noqa: E402
from LandmarkAILib.pictures.drawing import Drawing, to_svg  # noqa: E402
from LandmarkAILib.pictures.volume_curve import volume_curve  # noqa: E402

STUDY = ROOT / "Resources" / "SampleData" / "simulated_study"
OUTPUT = ROOT / "docs" / "how-to"
FRAMES, SMALLEST, SYSTOLE = 24, 0.75, 9  # a cycle; the scale in the plane of the slices, and when


def main() -> int:
    """Draw all of them."""
    points = read_landmarks(STUDY / "truth.mrk.json")
    native, post, lge = (
        read_image(STUDY / f"{name}.nrrd") for name in ("native_t1", "post_t1", "lge_magnitude")
    )
    truth = read_segmentation(STUDY / "truth.seg.nrrd", native.grid)
    margins = AhaSettings(margins=(0.1, 0.1))
    aha = aha_segments(native, points, truth, margins)
    ecv = extracellular_volume(native, post, truth, points, points, 0.42)
    scar = find_scar(lge, truth, aha_segments(lge, points, truth))
    percent = {s.segment: s.percent for s in scar.segments}
    drawings = {
        "function": _cycle(truth),
        "aha-anywhere": bullseye_drawing(aha.means, "Simulated native T1, ms"),
        "ecv": bullseye_drawing(segments_on(aha, ecv.map).means, "Simulated ECV, %"),
        "scar": bullseye_drawing(percent, "Simulated scar, %"),
    }
    for name, drawing in drawings.items():
        text = to_svg(drawing)
        (OUTPUT / f"{name}.svg").write_text(text, encoding="utf-8", newline="\n")
        print(f"{name}.svg: {len(text)} bytes")
    print(scar.rule, scar.threshold, scar.percent, ecv.blood_native, ecv.blood_post, ecv.notes)
    return 0


def _cycle(truth: Segmentation) -> Drawing:
    """Volumes of contours that are scaled about the middle of the grid, frame by frame."""
    frames = []
    for n in range(FRAMES):
        along = n / SYSTOLE if n <= SYSTOLE else (FRAMES - n) / (FRAMES - SYSTOLE)
        scale = 1 - (1 - SMALLEST) * (1 - np.cos(np.pi * along)) / 2
        grid = truth.grid
        smaller = np.diag([scale, scale, 1.0, 1.0])
        middle = (np.array(grid.size) - 1) / 2
        smaller[:3, 3] = middle - smaller[:3, :3] @ middle
        moved = replace(grid, affine=grid.affine @ smaller)
        labels = place(truth.labels, moved, grid)
        frames.append(Frame(Segmentation(labels, grid, truth.names)))
    found = ventricular_function(frames)
    curves = {"LV": curve(found.volumes, "lv"), "RV": curve(found.volumes, "rv")}
    return volume_curve(curves, found.phases.ed, found.phases.es)


if __name__ == "__main__":
    sys.exit(main())
