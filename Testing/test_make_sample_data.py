"""The script of the simulated data, and the data that ship."""

from __future__ import annotations

from pathlib import Path

import make_sample_data
import numpy as np
import pytest
from LandmarkAILib.core.anatomy import ANTERIOR_RV_INSERTION, INFERIOR_RV_INSERTION, LV_CENTER
from LandmarkAILib.files.images import read_image
from LandmarkAILib.files.markups import read_landmarks
from LandmarkAILib.files.segmentations import read_segmentation
from LandmarkAITrainingLib.simulation.cmr.contrasts import STUDY_CONTRASTS

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample") / "simulated_study"
    make_sample_data.main(folder)
    return folder


def test_the_study_is_small_and_says_what_it_is(study: Path) -> None:
    files = sorted(path.name for path in study.iterdir())
    truth = ["README.txt", "truth.mrk.json", "truth.seg.nrrd"]
    assert files == sorted([*truth, *(f"{name}.nrrd" for name in STUDY_CONTRASTS)])
    assert sum(path.stat().st_size for path in study.iterdir()) <= 2 * 1024**2
    assert "SIMULATED" in (study / "README.txt").read_text(encoding="utf-8")


def test_contrasts_share_the_grid_of_the_truth(study: Path) -> None:
    segmentation = read_segmentation(study / "truth.seg.nrrd")
    for name in STUDY_CONTRASTS:
        image = read_image(study / f"{name}.nrrd")
        assert image.array.dtype == np.int16
        assert image.grid.is_close(segmentation.grid)


def test_truth_lies_on_the_heart(study: Path) -> None:
    marks, segmentation = (
        read_landmarks(study / "truth.mrk.json"),
        read_segmentation(study / "truth.seg.nrrd"),
    )
    found = [mark for mark in marks if mark.position is not None]
    assert {mark.name for mark in found} == {ANTERIOR_RV_INSERTION, INFERIOR_RV_INSERTION, LV_CENTER}
    for mark in found:
        i, j, k = np.rint(segmentation.grid.to_index(mark.position)).astype(int)
        near = segmentation.labels[k, j - 2 : j + 3, i - 2 : i + 3]
        wanted = {1} if mark.name == LV_CENTER else {2, 3}
        assert wanted <= set(np.unique(near))


def test_maps_are_in_milliseconds(study: Path) -> None:
    labels = read_segmentation(study / "truth.seg.nrrd").labels
    native, post = (read_image(study / f"{name}.nrrd").array for name in ("native_t1", "post_t1"))
    assert 880 < np.median(native[labels == 2]) < 1060
    assert 1350 < np.median(native[labels == 1]) < 1750
    assert 200 < np.median(post[labels == 1]) < np.median(post[labels == 2]) < 650


def test_the_study_that_ships_is_the_scripts(study: Path) -> None:
    if not make_sample_data.FOLDER.is_dir():
        pytest.skip("the simulated study was not installed with these sources")
    for made in study.glob("*.nrrd"):
        shipped = make_sample_data.FOLDER / made.name
        if made.name.endswith(".seg.nrrd"):
            assert np.array_equal(read_segmentation(made).labels, read_segmentation(shipped).labels)
            continue
        first, second = read_image(made), read_image(shipped)
        assert first.grid.is_close(second.grid)
        # Libraries differ in the last bit, a map's noise in a few voxels.
        assert np.mean(np.abs(first.array.astype(int) - second.array) <= 1) > 0.99


@pytest.fixture(scope="module")
def cine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample") / "simulated_cine"
    make_sample_data.write_cine(folder)
    return folder


def test_the_cine_is_small_and_says_what_it_is(cine: Path) -> None:
    files = {path.name for path in cine.iterdir()}
    assert files == {"README.txt", "cine.nrrd", "truth.mrk.json", "truth.seg.nrrd"}
    assert sum(path.stat().st_size for path in cine.iterdir()) <= 200 * 1024
    assert (cine / "README.txt").read_text(encoding="utf-8").startswith("SIMULATED DATA")


def test_nothing_of_the_cine_lies_beyond_its_apex(cine: Path) -> None:
    labels = read_segmentation(cine / "truth.seg.nrrd").labels
    there = [point for point in read_landmarks(cine / "truth.mrk.json") if point.position is not None]
    grid = read_image(cine / "cine.nrrd").grid
    first = min(round(float(grid.to_index(point.position)[2])) for point in there)
    assert not labels[0].any() and first > 0
    assert len(there) >= 3 * (len(labels) - 3)


def test_the_cine_that_ships_is_the_scripts(cine: Path) -> None:
    shipped = make_sample_data.CINE_FOLDER
    if not shipped.is_dir():
        pytest.skip("the simulated cine was not installed with these sources")
    made, there = read_image(cine / "cine.nrrd"), read_image(shipped / "cine.nrrd")
    assert made.grid.is_close(there.grid)
    assert np.mean(np.abs(made.array.astype(int) - there.array) <= 1) > 0.99
    ours, theirs = (read_segmentation(folder / "truth.seg.nrrd") for folder in (cine, shipped))
    assert np.array_equal(ours.labels, theirs.labels)
    for one, other in zip(*(read_landmarks(f / "truth.mrk.json") for f in (cine, shipped)), strict=True):
        assert one.name == other.name
        assert (one.position is None) == (other.position is None)
        if one.position is not None and other.position is not None:
            assert one.position == pytest.approx(other.position, abs=1e-3)
