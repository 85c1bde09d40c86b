"""From files to files: one study as nrrd, nii, mha and DICOM, and its points are the same in mm."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from dicom_files import write_enhanced, write_series
from LandmarkAILib.cli import main
from LandmarkAILib.core.image import Image
from LandmarkAILib.files.images import read_image, write_image
from LandmarkAILib.files.markups import read_landmarks
from LandmarkAILib.files.segmentations import read_segmentation
from LandmarkAITrainingLib.simulation.cmr.phantom import make_phantom
from models import NAMES
from storages import by_place, stored

pytestmark = pytest.mark.slow

SAME = 0.2  # mm
WAYS = (
    ("plain.nrrd", (0, 1, 2), (False, False, False)),
    ("mirrored.nrrd", (1, 0, 2), (False, False, False)),
    ("flipped.nii.gz", (0, 1, 2), (True, False, True)),
    ("permuted.mha", (2, 0, 1), (False, True, False)),
)


def detect(source: Path, output: Path) -> dict[str, np.ndarray]:
    """Points by name, in an order that storage does not change."""
    assert main(["detect", str(source), "-o", str(output), "--model", "cmr-sax", "--device", "cpu"]) == 0
    landmarks = read_landmarks(next(output.rglob("*.mrk.json")))
    found = {}
    for name in NAMES:
        points = [p.position for p in landmarks.named(name) if p.position is not None]
        found[name] = by_place(points)
    return found


def compare(found: dict[str, np.ndarray], expected: dict[str, np.ndarray]) -> None:
    for name in NAMES:
        assert found[name].shape == expected[name].shape, name
        assert np.abs(found[name] - expected[name]).max() < SAME, name


@pytest.fixture(scope="module")
def study() -> Image:
    image = make_phantom(np.random.default_rng(11), "cine", size=144, slices=8).image
    return Image(np.clip(image.array, 0, 30000).astype(np.int16), image.grid, "study")


@pytest.fixture(scope="module")
def expected(study: Image, tmp_path_factory: pytest.TempPathFactory) -> dict[str, np.ndarray]:
    folder = tmp_path_factory.mktemp("expected")
    write_image(study, folder / "study.nrrd")
    return detect(folder / "study.nrrd", folder / "out")


@pytest.mark.parametrize(("name", "order", "flips"), WAYS)
def test_files(
    study: Image,
    expected: dict[str, np.ndarray],
    tmp_path: Path,
    name: str,
    order: tuple[int, ...],
    flips: tuple[bool, ...],
) -> None:
    write_image(stored(study, order, flips), tmp_path / name)
    compare(detect(tmp_path / name, tmp_path / "out"), expected)
    segmentation = read_segmentation(next((tmp_path / "out").rglob("*.seg.nrrd")))
    assert segmentation.grid.is_close(read_image(tmp_path / name).grid)


def test_dicom_series(study: Image, expected: dict[str, np.ndarray], tmp_path: Path) -> None:
    write_series(tmp_path / "series", study.array, study.grid, order=[5, 2, 7, 0, 1, 6, 3, 4])
    compare(detect(tmp_path / "series", tmp_path / "out"), expected)


def test_enhanced_dicom(study: Image, expected: dict[str, np.ndarray], tmp_path: Path) -> None:
    write_enhanced(tmp_path / "enhanced.dcm", [study.array], study.grid, order=[3, 1, 0, 2, 7, 6, 5, 4])
    compare(detect(tmp_path / "enhanced.dcm", tmp_path / "out"), expected)


def test_real_study_is_right_however_it_is_stored(real_case: Path, tmp_path: Path) -> None:
    """MS-CMRSeg is stored mirrored; read as it is, unmirrored or permuted, its points are the same."""
    image = read_image(real_case / "image.nrrd")
    write_image(image, tmp_path / "image.nrrd")
    plain = detect(tmp_path / "image.nrrd", tmp_path / "plain")
    write_image(stored(image, (1, 0, 2), (False, True, False)), tmp_path / "other.nrrd")
    compare(detect(tmp_path / "other.nrrd", tmp_path / "other"), plain)


def test_anterior_is_anterior_on_a_real_mirrored_study(real_case: Path, tmp_path: Path) -> None:
    """The derived reference and the detection agree on which insertion is which, in every source.

    How near they come depends on the weights and is measured elsewhere: here each insertion need only be
    far nearer to its own reference than to the other's.
    """
    found = detect(real_case / "image.nrrd", tmp_path / "out")
    reference = read_landmarks(real_case / "landmarks.mrk.json")
    for name, other in (NAMES[:2], NAMES[1::-1]):
        points = [p.position for p in reference.named(name) if p.position is not None]
        wrong = [p.position for p in reference.named(other) if p.position is not None]
        to_own = [min(np.linalg.norm(p - q) for q in points) for p in found[name]]
        to_other = [min(np.linalg.norm(p - q) for q in wrong) for p in found[name]]
        assert np.median(to_own) < np.median(to_other) / 3
