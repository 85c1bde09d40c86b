"""Cases of exact phantoms on disk, and a detector whose error on them is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from LandmarkAILib.core.anatomy import ANTERIOR_RV_INSERTION, INFERIOR_RV_INSERTION, LV_CENTER
from LandmarkAILib.core.detection import Detection, Segmentation
from LandmarkAILib.core.image import Image
from LandmarkAILib.core.landmarks import Landmark, LandmarkSet
from LandmarkAILib.files.images import write_image
from LandmarkAILib.files.markups import write_landmarks
from LandmarkAILib.files.segmentations import write_segmentation
from short_axis_phantom import Phantom, make_phantom

OFFSETS = {ANTERIOR_RV_INSERTION: (3.0, 4.0), INFERIOR_RV_INSERTION: (0.0, 2.0), LV_CENTER: (0.5, 0.0)}
MODEL = {"name": "offsets", "version": "1.0.0", "sha256": "0" * 64, "license": "none"}


def write_case(folder: Path, phantom: Phantom) -> None:
    """Write a phantom as a case that Slicer could have exported."""
    folder.mkdir(parents=True)
    write_image(phantom.image, folder / "image.nrrd")
    write_landmarks(phantom.landmarks, folder / "landmarks.mrk.json")
    write_segmentation(phantom.segmentation, folder / "segmentation.seg.nrrd")


def write_phantom_cases(root: Path) -> Path:
    """Six cases of four subjects, s0 to s3, with a table; three are cine, three LGE.

    Subjects s0 and s1 have two cases and are the test split, with four cases.
    """
    rows = ["case,subject,contrast,split,fold,notes"]
    for index in range(6):
        case, subject = f"site{index % 2}/case{index}", index % 4
        write_case(root / case, incomplete_phantom(index))
        contrast, split = "cine" if index < 3 else "lge", "test" if subject < 2 else "train"
        rows.append(f"{case},s{subject},{contrast},{split},{subject},derived-reference")
    (root / "cases.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return root


def incomplete_phantom(index: int) -> Phantom:
    """A phantom without insertion points in its first slice and without a heart in its last."""
    transform = np.eye(4)
    transform[:3, 3] = (5.0 * index, -3.0 * index, 11.0)
    phantom = make_phantom().moved(transform)
    last = phantom.image.grid.size[2] - 1
    for name in (ANTERIOR_RV_INSERTION, INFERIOR_RV_INSERTION):
        phantom = phantom.without(name, [0, last])
    phantom = phantom.without(LV_CENTER, [last])
    phantom.segmentation.labels[last] = 0
    return phantom


@dataclass
class OffsetDetector:
    """Finds the phantom's landmarks on every slice, each off by a fixed vector in the plane.

    Args:
        offsets: mm along i and j by landmark.
        missing: slices on which nothing is found.
        variance: mm² along i and along j.
        coarse_factor: by how much larger the offsets of the coarse points are.
    """

    offsets: Mapping[str, tuple[float, float]] = field(default_factory=lambda: dict(OFFSETS))
    missing: tuple[int, ...] = ()
    variance: float = 9.0
    coarse_factor: float | None = 2.0

    def detect(self, image: Image) -> Detection:
        phantom = make_phantom()
        labels = np.roll(phantom.segmentation.labels, 1, axis=2)
        return Detection(
            self._points(phantom, image, 1.0),
            Segmentation(labels, image.grid, phantom.segmentation.names),
            {"model": MODEL, "seconds": 1.0, "software": {"LandmarkAI": "0"}},
            None if self.coarse_factor is None else self._points(phantom, image, self.coarse_factor),
        )

    def _points(self, phantom: Phantom, image: Image, factor: float) -> LandmarkSet:
        points = []
        plane = image.grid.axes[:, :2]
        for p in phantom.landmarks:
            if p.name not in self.offsets:
                continue
            if p.slice in self.missing or p.position is None:
                points.append(Landmark(p.name, None, 0.1, slice=p.slice))
                continue
            truth = image.grid.to_lps(phantom.image.grid.to_index(p.position))
            position = truth + plane @ (factor * np.array(self.offsets[p.name]))
            spread = self.variance * plane @ plane.T
            points.append(Landmark(p.name, position, 0.85, spread, p.slice))
        return LandmarkSet(tuple(points))
