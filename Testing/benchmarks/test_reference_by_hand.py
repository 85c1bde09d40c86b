"""The rule that makes masks from placed points finds those of a phantom, whose masks are known."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from benchmarks.reference_by_hand import main
from LandmarkAILib.core.geometry import FloatArray, Grid
from LandmarkAILib.core.image import Image
from LandmarkAILib.files.images import read_image, write_image
from LandmarkAILib.files.markups import read_landmarks
from LandmarkAILib.files.segmentations import read_segmentation
from LandmarkAITrainingLib.evaluation.metrics.overlap import dice

CENTER = np.array([12.0, -30.0, 400.0])  # of the ventricle's base, LPS
AXIS = np.array([0.6, -0.64, -0.48])
LENGTH, RADIUS, WALL = 80.0, 24.0, 10.0
BLOOD, MUSCLE, LIVER, FAT = 420.0, 120.0, 110.0, -90.0
SIDE = np.array([0.8, 0.48, 0.36])
AORTA = CENTER + 22 * SIDE


def _distances() -> tuple[Grid, FloatArray, FloatArray, FloatArray]:
    """A grid of 1.5 × 1.2 × 2 mm; depth, distance from the axis and from the aorta's, (k, j, i), mm."""
    grid = Grid.from_axes((110, 130, 80), np.eye(3), (1.5, 1.2, 2.0), CENTER + 40 * AXIS)
    index = np.stack(np.meshgrid(*map(np.arange, grid.shape), indexing="ij"), axis=-1)[..., ::-1]
    away = grid.to_lps(index) - CENTER
    depth = away @ AXIS
    across = np.linalg.norm(away - depth[..., None] * AXIS, axis=-1)
    aside = away - 22 * SIDE
    return grid, depth, across, np.linalg.norm(aside - (aside @ AXIS)[..., None] * AXIS, axis=-1)


def _phantom() -> tuple[Image, FloatArray, FloatArray]:
    """Half an ellipsoid of blood and a papillary muscle in a wall; above it atrium and aorta."""
    grid, depth, across, beside = _distances()
    cavity = (across / RADIUS) ** 2 + (depth / LENGTH) ** 2 < 1
    outer = (across / (RADIUS + WALL)) ** 2 + (depth / (LENGTH + WALL)) ** 2 < 1
    cavity, wall = cavity & (depth > 0), outer & ~cavity & (depth > 0)
    hu = np.where(grid.to_lps(np.zeros(3))[0] + 1.5 * np.arange(110) > 60, LIVER, FAT)
    hu = np.broadcast_to(hu, grid.shape).copy()
    hu[(depth <= 0) & (depth > -30) & (across < 16)] = BLOOD
    hu[(depth <= 0) & (depth > -60) & (beside < 5)] = BLOOD
    hu[wall], hu[cavity] = MUSCLE, BLOOD
    hu[cavity & (np.abs(across - 17) < 3) & (np.abs(depth - 35) < 12) & (beside < 12)] = MUSCLE
    hu += np.random.default_rng(5).normal(0, 20, hu.shape)
    return Image(np.rint(hu).astype(np.int16), grid), cavity, wall


def _ring(center: FloatArray, radius: float) -> list[list[float]]:
    turn = np.linspace(0, 2 * np.pi, 12, endpoint=False)[:, None]
    return (center + radius * (np.cos(turn) * SIDE + np.sin(turn) * np.cross(AXIS, SIDE))).tolist()  # type: ignore[no-any-return]


def _points() -> dict[str, list[float] | list[list[float]]]:
    """What a person would place on the phantom; LPS, mm."""
    return {
        "mitral": _ring(CENTER, 16),
        "aortic": _ring(AORTA, 5),
        "apex": (CENTER + LENGTH * AXIS).tolist(),
        "muscle": (CENTER + 40 * AXIS + 25.5 * SIDE).tolist(),
    }


def test_masks_of_a_phantom_are_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    image, cavity, wall = _phantom()
    write_image(image, tmp_path / "ct.nrrd")
    (tmp_path / "points.json").write_text(json.dumps(_points()), encoding="utf-8")
    main([str(tmp_path / "ct.nrrd"), str(tmp_path / "points.json"), "-o", str(tmp_path / "case")])
    assert "cavity 9" in capsys.readouterr().out  # 2/3 π · 24² · 80 mm³ are 96.5 ml
    found = read_segmentation(tmp_path / "case" / "segmentation.seg.nrrd")
    assert found.names == ("Left ventricle", "Myocardium")
    assert dice(found.labels == 1, cavity) > 0.95
    assert dice(found.labels == 2, wall) > 0.9
    points = {p.name: p.position for p in read_landmarks(tmp_path / "case" / "landmarks.mrk.json")}
    assert points["LV apex"] == pytest.approx(CENTER + LENGTH * AXIS, abs=1e-3)
    assert points["Mitral annulus center"] == pytest.approx(CENTER, abs=1e-3)


def test_image_of_eight_bits_is_put_back_to_hounsfield_units(tmp_path: Path) -> None:
    grid = Grid.from_axes((4, 3, 2), np.eye(3), (1.0, 1.0, 1.0), np.zeros(3))
    stored = np.zeros(grid.shape, np.uint8)
    stored[0, 0, :3] = 51, 102, 255
    write_image(Image(stored, grid), tmp_path / "ct.nrrd")
    (tmp_path / "points.json").write_text(json.dumps(_points()), encoding="utf-8")
    out = ["-o", str(tmp_path / "case"), "--window", "0", "800", "--landmarks-only"]
    main([str(tmp_path / "ct.nrrd"), str(tmp_path / "points.json"), *out])
    assert read_image(tmp_path / "case" / "image.nrrd").array[0, 0].tolist() == [160, 320, 800, -1000]
    assert not (tmp_path / "case" / "segmentation.seg.nrrd").exists()
