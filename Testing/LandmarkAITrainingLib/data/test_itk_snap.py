"""Spheres painted in ITK-SNAP become points, or it is said why not."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from LandmarkAILib.cli import main
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.core.image import Image
from LandmarkAILib.errors import InputError
from LandmarkAILib.files.images import write_image
from LandmarkAILib.files.markups import read_landmarks
from LandmarkAITrainingLib.data.itk_snap import read_names, read_spheres
from strategies import grids

DESCRIPTIONS = """################################################
# ITK-SnAP Label Description File
# IDX   -R-  -G-  -B-  -A--  VIS MSH  LABEL
################################################
    0     0    0    0        0  0  0    "Clear Label"
    1   255    0    0        1  1  1    "LV apex"
    2     0  255    0      0.5  1  1    "Mitral annulus center"
"""


def paint(grid: Grid, spheres: dict[int, list[tuple[float, float, float]]], radius: float) -> Image:
    """Spheres around continuous indices, radius in voxels."""
    k, j, i = np.indices(grid.shape)
    labels = np.zeros(grid.shape, np.int16)
    for label, centers in spheres.items():
        for center in centers:
            labels[(np.stack([i, j, k], -1) - center).__pow__(2).sum(-1) <= radius**2] = label
    return Image(labels, grid, "labels")


@given(grids(), st.tuples(*[st.integers(0, 30)] * 3))
def test_point_is_the_centre_of_the_sphere(
    tmp_path_factory: pytest.TempPathFactory, grid: Grid, where: tuple[int, int, int]
) -> None:
    center = tuple(float(w % n) for w, n in zip(where, grid.size, strict=True))
    labels = np.zeros(grid.shape, np.uint8)
    labels[tuple(int(c) for c in reversed(center))] = 7
    path = tmp_path_factory.mktemp("snap") / "labels.nrrd"
    write_image(Image(labels, grid, "labels"), path)
    (point,) = read_spheres(path, {7: "LV apex"})
    assert np.allclose(point.position, grid.to_lps(center), atol=1e-6)


@pytest.fixture
def grid() -> Grid:
    turn, _ = np.linalg.qr(np.random.default_rng(3).normal(size=(3, 3)))
    return Grid.from_axes((24, 20, 16), turn, (1.0, 1.5, 2.0), (40, -30, 12))


def test_command_reads_label_descriptions(grid: Grid, tmp_path: Path) -> None:
    image = paint(grid, {1: [(6.0, 7.0, 8.0)], 2: [(16.0, 12.0, 7.0)]}, 3)
    write_image(image, tmp_path / "labels.nii.gz")
    (tmp_path / "labels.txt").write_text(DESCRIPTIONS, encoding="utf-8")
    output = tmp_path / "landmarks.mrk.json"
    arguments = ["import-spheres", str(tmp_path / "labels.nii.gz"), "-o", str(output), "--labels"]
    assert main([*arguments, str(tmp_path / "labels.txt")]) == 0
    apex, annulus = read_landmarks(output)
    assert (apex.name, annulus.name) == ("LV apex", "Mitral annulus center")
    assert np.allclose(apex.position, grid.to_lps((6, 7, 8)), atol=1e-4)
    assert main([*arguments, "1=LV apex", "2=Mitral annulus center"]) == 0
    assert np.allclose(read_landmarks(output).landmarks[1].position, annulus.position)


def test_discs_give_a_point_a_slice(tmp_path: Path) -> None:
    grid = Grid.from_axes((24, 20, 6), np.eye(3), (1.0, 1.0, 8.0), (0, 0, 0))
    image = paint(grid, {1: [(6.0, 7.0, 1.0), (9.0, 7.0, 4.0)]}, 0.5)
    write_image(image, tmp_path / "labels.nrrd")
    points = read_spheres(tmp_path / "labels.nrrd", {1: "LV center"}, per_slice=True)
    assert [point.slice for point in points] == [1, 4]
    assert np.allclose([p.position for p in points], grid.to_lps([(6, 7, 1), (9, 7, 4)]))
    with pytest.raises(InputError, match=r"2 places.*--per-slice"):
        read_spheres(tmp_path / "labels.nrrd", {1: "LV center"})


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ({1: "LV apex", 2: "LV center"}, "label 2 .LV center. is painted nowhere"),
        ({2: "LV apex"}, "without a name .1."),
    ],
)
def test_labels_and_names_that_do_not_agree(
    grid: Grid, tmp_path: Path, names: dict[int, str], words: str
) -> None:
    write_image(paint(grid, {1: [(6.0, 7.0, 8.0)]}, 2), tmp_path / "labels.nrrd")
    with pytest.raises(InputError, match=words):
        read_spheres(tmp_path / "labels.nrrd", names)


def test_image_in_place_of_a_label_map(grid: Grid, tmp_path: Path) -> None:
    write_image(Image(np.full(grid.shape, 0.5, np.float32), grid, "x"), tmp_path / "image.nrrd")
    with pytest.raises(InputError, match="label map"):
        read_spheres(tmp_path / "image.nrrd", {1: "LV apex"})


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (["1=LV apx"], "did you mean 'LV apex'"),
        (["x=LV apex", "2=LV center"], "1=LV apex"),
        (["1=LV apex", "2=LV apex"], "same name"),
        (["nowhere.txt"], "nowhere.txt"),
    ],
)
def test_names_that_cannot_be_used(texts: list[str], words: str) -> None:
    with pytest.raises(InputError, match=words):
        read_names(texts)
