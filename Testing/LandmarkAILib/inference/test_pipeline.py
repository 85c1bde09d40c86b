"""The whole chain: the same study gives the same points however it is stored."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.core.image import Image
from LandmarkAILib.inference.device import choose_device
from LandmarkAILib.inference.pipeline import Pipeline
from LandmarkAITrainingLib.simulation.cmr.phantom import Phantom, make_phantom
from models import NAMES, SEGMENTS, shipped_pipeline, tiny_bundle
from storages import by_place, stored

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def phantom() -> Phantom:
    return make_phantom(np.random.default_rng(7), contrast="cine")


@pytest.mark.parametrize(
    ("order", "flips"),
    list(
        zip(itertools.permutations(range(3)), itertools.product([False, True], repeat=3), strict=False)
    ),
)
def test_points_do_not_depend_on_storage(
    phantom: Phantom, order: tuple[int, ...], flips: tuple[bool, ...]
) -> None:
    pipeline = shipped_pipeline()
    plain = pipeline.detect(phantom.image)
    other_image = stored(phantom.image, order, flips)
    other = pipeline.detect(other_image)
    for name in NAMES:
        found = [p.position for p in plain.landmarks.named(name) if p.position is not None]
        again = [p.position for p in other.landmarks.named(name) if p.position is not None]
        assert len(found) == len(again) > 0
        assert np.abs(by_place(found) - by_place(again)).max() < 0.2
    assert other.segmentation is not None and plain.segmentation is not None
    assert other.segmentation.labels.shape == other_image.array.shape
    back = stored(Image(plain.segmentation.labels, phantom.image.grid), order, flips).array
    assert (back != other.segmentation.labels).mean() < 1e-3


def test_a_patient_who_lies_elsewhere_has_the_same_points_there(phantom: Phantom) -> None:
    angle = np.deg2rad(12)
    turn = np.eye(4)
    turn[:2, :2] = [[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]
    turn[:3, 3] = [30, -12, 55]
    moved = Image(phantom.image.array, phantom.image.grid.moved(turn))
    pipeline = shipped_pipeline()
    plain, other = pipeline.detect(phantom.image), pipeline.detect(moved)
    for a, b in zip(plain.landmarks, other.landmarks, strict=True):
        assert a.status == b.status
        if a.position is not None and b.position is not None:
            assert np.allclose(turn[:3, :3] @ a.position + turn[:3, 3], b.position, atol=0.2)


def test_sheared_stack_is_seen_slice_by_slice(phantom: Phantom) -> None:
    """Gantry tilt moves every slice within its plane; the points move with it."""
    grid = phantom.image.grid
    shear = grid.affine.copy()
    shear[:3, 2] += 0.2 * grid.spacing[2] * grid.axes[:, 1]
    tilted = Image(phantom.image.array, Grid(grid.size, shear))
    pipeline = shipped_pipeline()
    plain, other = pipeline.detect(phantom.image), pipeline.detect(tilted)
    for a, b in zip(plain.landmarks, other.landmarks, strict=True):
        if a.position is not None and b.position is not None:
            index = grid.to_index(a.position)
            assert np.linalg.norm(tilted.grid.to_lps(index) - b.position) < 1.0


def test_scale_of_intensities_is_irrelevant(phantom: Phantom) -> None:
    pipeline = shipped_pipeline()
    scaled = Image(phantom.image.array.astype(np.float32) * 37.0 - 1000.0, phantom.image.grid)
    plain, other = pipeline.detect(phantom.image), pipeline.detect(scaled)
    for a, b in zip(plain.landmarks, other.landmarks, strict=True):
        if a.position is not None and b.position is not None:
            assert np.linalg.norm(a.position - b.position) < 0.5


@pytest.mark.parametrize("shape", [(1, 40, 40), (4, 3, 3), (1, 1, 1), (2, 700, 30)])
def test_odd_sizes_are_answered(tmp_path: Path, shape: tuple[int, int, int]) -> None:
    pipeline = Pipeline.load(tiny_bundle(tmp_path / "tiny"), choose_device("cpu"))
    image = Image(
        np.random.default_rng(0).normal(size=shape), Grid(shape[::-1], np.diag([1.0, 1, 8, 1]))
    )
    detection = pipeline.detect(image)
    assert detection.segmentation is not None
    assert detection.segmentation.labels.shape == shape
    assert detection.segmentation.names == tuple(SEGMENTS)
    assert [p.name for p in detection.landmarks.in_slice(0).values()] == NAMES


def test_constant_image_has_no_landmarks() -> None:
    grid = Grid.from_axes([128, 128, 4], np.eye(3), [1.5, 1.5, 8], [0, 0, 0])
    detection = shipped_pipeline().detect(Image(np.full(grid.shape, 7, np.int16), grid))
    assert {p.status for p in detection.landmarks} == {"missing"}
    assert detection.segmentation is not None and not detection.segmentation.labels.any()


def test_noise_has_no_landmarks() -> None:
    grid = Grid.from_axes([160, 160, 4], np.eye(3), [1.5, 1.5, 8], [0, 0, 0])
    noise = np.random.default_rng(1).normal(size=grid.shape)
    detection = shipped_pipeline().detect(Image(noise, grid))
    found = sum(p.status == "detected" for p in detection.landmarks)
    assert found <= 1, f"{found} of {len(detection.landmarks)} landmarks found in pure noise"


def test_progress_grows_and_provenance_names_the_model(tmp_path: Path, phantom: Phantom) -> None:
    bundle = tiny_bundle(tmp_path / "tiny")
    pipeline = Pipeline.load(bundle, choose_device("cpu"))
    shares: list[float] = []
    detection = pipeline.detect(phantom.image, lambda share, words: shares.append(share))
    assert shares == sorted(shares) and len(shares) >= 4
    assert detection.provenance["model"]["sha256"] == bundle.sha256
    assert detection.coarse is not None and len(detection.coarse) == len(detection.landmarks)


def test_covariance_lies_in_the_slice(phantom: Phantom) -> None:
    normal = phantom.image.grid.axes[:, 2]
    for point in shipped_pipeline().detect(phantom.image).landmarks:
        if point.covariance is not None:
            values = np.linalg.eigvalsh(point.covariance)
            assert values[0] == pytest.approx(0, abs=1e-6) and values[1] > 0
            assert abs(normal @ point.covariance @ normal) < 1e-6
