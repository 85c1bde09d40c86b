"""Detect the landmarks of one image in Slicer, without its window, and save what was found.

Slicer --no-main-window --python-script docs/examples/detect_volume.py IMAGE OUTPUT [MODEL]
"""

from __future__ import annotations

import sys
from pathlib import Path

import slicer

from LandmarkAI import LandmarkAILogic


def main(image: str, output: str, model: str | None = None) -> int:
    """Save points, segments and table of an image; returns the exit status."""
    volume = slicer.util.loadVolume(image)
    found = LandmarkAILogic().detect(volume, model, progress=tell)
    folder, name = Path(output), volume.GetName()
    folder.mkdir(parents=True, exist_ok=True)
    slicer.util.saveNode(found.landmarks, str(folder / f"{name}.mrk.json"))
    slicer.util.saveNode(found.table, str(folder / f"{name}.csv"))
    if found.segmentation is not None:
        slicer.util.saveNode(found.segmentation, str(folder / f"{name}.seg.nrrd"))
    points = found.landmarks
    for n in range(points.GetNumberOfControlPoints()):
        print(points.GetNthControlPointLabel(n), points.GetNthControlPointDescription(n), sep=": ")
    return 0


def tell(share: float, text: str) -> None:
    """Print how far it is."""
    print(f"{share:4.0%} {text}")


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
