"""Evaluation of a model of volumes: one point a landmark, measured in space."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from LandmarkAILib.core.detection import Detection, Segmentation
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.core.image import Image
from LandmarkAILib.core.landmarks import Landmark, LandmarkSet
from LandmarkAILib.files.images import write_image
from LandmarkAILib.files.markups import write_landmarks
from LandmarkAILib.files.segmentations import write_segmentation
from LandmarkAITrainingLib.data.dataset import read_dataset
from LandmarkAITrainingLib.protocols.evaluate_model import evaluate
from phantom_cases import MODEL


def write_cases(root: Path) -> Path:
    for n in range(3):
        image, segmentation, landmarks = ball(n)
        folder = root / f"case{n}"
        folder.mkdir(parents=True)
        write_image(image, folder / "image.nrrd")
        write_segmentation(segmentation, folder / "segmentation.seg.nrrd")
        write_landmarks(landmarks, folder / "landmarks.mrk.json")
    return root


def ball(n: int) -> tuple[Image, Segmentation, LandmarkSet]:
    """A ball for a ventricle, with apex and mitral annulus at its ends."""
    grid = Grid.from_axes((24, 22, 20), np.eye(3), (4.0, 4.0, 4.0), (5.0 * n, 0.0, 0.0))
    k, j, i = np.indices(grid.shape)
    places = grid.to_lps(np.stack([i, j, k], axis=-1)) - grid.center
    inside = np.linalg.norm(places, axis=-1) < 25 + 2 * n
    half = np.array([25.0 + 2 * n, 0, 0])
    apex = Landmark("LV apex", grid.center + half)
    annulus = Landmark("Mitral annulus center", grid.center - half)
    image = Image(np.where(inside, 300, 0).astype(np.int16), grid, "ct")
    labels = Segmentation(inside.astype(np.uint8), grid, ("Left ventricle",))
    return image, labels, LandmarkSet((apex, annulus))


class VolumeDetector:
    """Exact contours, the apex 2, 3 and 6 mm off along the axes, and no annulus in the first case."""

    def detect(self, image: Image) -> Detection:
        n = round(float(image.grid.center[0] / 5))
        _, segmentation, (apex, annulus) = ball(n)
        assert apex.position is not None
        found = (
            Landmark("LV apex", apex.position + np.array([2.0, 3.0, 6.0]), 0.9, 9 * np.eye(3)),
            Landmark("Mitral annulus center", None if n == 0 else annulus.position, 0.4),
        )
        return Detection(LandmarkSet(found), segmentation, {"model": MODEL, "software": {}})


def test_model_of_volumes(tmp_path: Path) -> None:
    root = write_cases(tmp_path / "data")
    metrics = evaluate(read_dataset(root), VolumeDetector(), tmp_path / "out").to_json()
    apex, annulus = (metrics["all"]["landmarks"][n] for n in ("LV apex", "Mitral annulus center"))
    assert (apex["per"], apex["n_slices"]) == ("volume", 3)
    assert apex["error_mm"]["median"]["value"] == pytest.approx(7.0, abs=1e-3)
    assert (annulus["detection"]["detected"], annulus["detection"]["with_reference"]) == (2, 3)
    assert metrics["all"]["segments"]["Left ventricle"]["dice"]["mean"]["value"] == 1.0
    volume, axis = (
        metrics["all"]["derived"][name] for name in ("Left ventricle volume", "Long axis length")
    )
    assert volume["bland_altman"]["bias"]["value"] == 0.0
    assert volume["icc"]["agreement"]["value"] == pytest.approx(1.0)
    assert (axis["n"], axis["not_found"]) == (3, 1)
    expected = [np.hypot(50 + 4 * n + 2, np.hypot(3, 6)) - (50 + 4 * n) for n in (1, 2)]
    assert axis["bland_altman"]["bias"]["value"] == pytest.approx(np.mean(expected), abs=1e-3)
    assert metrics["all"]["aha"] is None
    text = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "LV apex: found in 3 of 3 volumes" in text
    assert text.count("<img") >= 3
