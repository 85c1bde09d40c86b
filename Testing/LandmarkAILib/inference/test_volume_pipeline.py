"""The whole chain in volumes: known points, however the volume is stored; every kind of model runs."""

from __future__ import annotations

import csv
import itertools
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from blob_model import ANNULUS, APEX, LV_ML, blob_grid, blob_image, write_blob_model
from ct_phantom import make_ct_phantom
from LandmarkAILib.analysis.measures import measures
from LandmarkAILib.cli import main
from LandmarkAILib.core.anatomy import LV_APEX, MITRAL_ANNULUS_CENTER
from LandmarkAILib.core.detection import Detection
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.core.image import Image
from LandmarkAILib.core.records import Tagged
from LandmarkAILib.errors import InputError, ModelError
from LandmarkAILib.files.images import write_image
from LandmarkAILib.files.markups import read_landmarks
from LandmarkAILib.files.segmentations import read_segmentation
from LandmarkAILib.inference.device import choose_device
from LandmarkAILib.inference.pipeline import Pipeline
from LandmarkAILib.models.bundle import Bundle, write_bundle
from models import tiny_coordinates_bundle, tiny_ct_bundle, tiny_windows_bundle
from storages import stored

pytestmark = pytest.mark.slow

TRUTH = {LV_APEX: APEX, MITRAL_ANNULUS_CENTER: ANNULUS}


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    return write_blob_model(tmp_path_factory.mktemp("models") / "blobs")


@pytest.fixture(scope="module")
def pipeline(bundle: Bundle) -> Pipeline:
    return Pipeline.load(bundle, choose_device("cpu"))


@pytest.fixture(scope="module")
def image() -> Image:
    return blob_image(blob_grid(voxels=100))


def errors(detection: Detection) -> dict[str, float]:
    """Distance in mm from the truth of every landmark that was found."""
    found = {p.name: p.position for p in detection.landmarks if p.position is not None}
    return {name: float(np.linalg.norm(position - TRUTH[name])) for name, position in found.items()}


def test_known_points_volume_and_axis(pipeline: Pipeline, image: Image) -> None:
    detection = pipeline.detect(image)
    assert errors(detection).keys() == TRUTH.keys()
    assert max(errors(detection).values()) < 0.2
    assert all(p.slice is None and p.covariance is not None for p in detection.landmarks)
    assert detection.segmentation is not None
    assert detection.segmentation.labels.shape == image.array.shape
    volume, axis = (measure.value for measure in measures(detection))
    assert volume == pytest.approx(LV_ML, rel=0.08)
    assert axis == pytest.approx(np.linalg.norm(APEX - ANNULUS), abs=0.2)
    assert detection.coarse is not None
    assert [p.name for p in detection.coarse] == list(TRUTH)


@pytest.mark.parametrize(
    ("order", "flips"),
    list(
        zip(itertools.permutations(range(3)), itertools.product([False, True], repeat=3), strict=False)
    ),
)
def test_storage_does_not_matter(
    pipeline: Pipeline, image: Image, order: tuple[int, ...], flips: tuple[bool, ...]
) -> None:
    """Feet first, permuted, mirrored: the patient is the same."""
    other = stored(image, order, flips)
    plain, again = pipeline.detect(image), pipeline.detect(other)
    for a, b in zip(plain.landmarks, again.landmarks, strict=True):
        assert a.position is not None and b.position is not None
        assert np.linalg.norm(a.position - b.position) < 0.01
    assert plain.segmentation is not None and again.segmentation is not None
    back = stored(Image(plain.segmentation.labels, image.grid), order, flips).array
    assert (back != again.segmentation.labels).mean() < 1e-4


@pytest.mark.parametrize("angle", [0.3, -0.6])
def test_oblique_anisotropic_and_sheared_storage(pipeline: Pipeline, angle: float) -> None:
    cos, sin = np.cos(angle), np.sin(angle)
    axes = np.array([[cos, -sin, 0], [sin, cos, 0], [0, 0, 1]]) @ np.array(
        [[1, 0, 0], [0, cos, -sin], [0, sin, cos]]
    )
    cube = blob_grid(axes)
    thick = Grid.from_axes([86, 80, 56], axes, [2.9, 3.1, 4.5], cube.center)
    shear = cube.affine.copy()
    shear[:3, 2] += 0.15 * shear[:3, 1]
    shear[:3, 3] += cube.center - Grid(cube.size, shear).center
    for grid in (thick, Grid(cube.size, shear)):
        found = errors(pipeline.detect(blob_image(grid)))
        assert len(found) == 2 and max(found.values()) < 0.3


def test_a_large_volume_is_answered_as_a_small_one(
    pipeline: Pipeline, image: Image, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = pipeline.detect(image)
    monkeypatch.setattr("LandmarkAILib.inference.sampling._LARGE", 0)
    again = pipeline.detect(image)
    for a, b in zip(plain.landmarks, again.landmarks, strict=True):
        assert a.position is not None and b.position is not None
        assert np.linalg.norm(a.position - b.position) < 0.05


def test_values_without_a_sign_give_the_same(pipeline: Pipeline, image: Image) -> None:
    unsigned = Image((image.array + 1024).astype(np.uint16), image.grid)
    for a, b in zip(pipeline.detect(image).landmarks, pipeline.detect(unsigned).landmarks, strict=True):
        assert np.allclose(a.position, b.position, atol=1e-3)  # type: ignore[arg-type]


def test_rescaled_values_are_refused(pipeline: Pipeline, image: Image) -> None:
    scaled = Image((image.array + 900) / 1600, image.grid, "scaled")
    with pytest.raises(InputError, match="scaled has values"):
        pipeline.detect(scaled)


def test_a_volume_without_a_heart_says_so(pipeline: Pipeline) -> None:
    grid = blob_grid()
    noise = np.random.default_rng(0).normal(100, 60, grid.shape)
    noise[:20] = -900
    detection = pipeline.detect(Image(noise.astype(np.int16), grid))
    assert {p.status for p in detection.landmarks} == {"missing"}
    assert detection.segmentation is not None and not detection.segmentation.labels.any()
    assert "nothing was seen" in detection.provenance["notice"]
    assert [measure.value for measure in measures(detection)] == [None, None]


def test_rough_points_place_the_fine_stage(pipeline: Pipeline, image: Image) -> None:
    rough = {40: {LV_APEX: APEX + 6}, 55: {MITRAL_ANNULUS_CENTER: ANNULUS - 5}}
    refined = pipeline.detect(image, rough=rough)
    assert refined.coarse is None and max(errors(refined).values()) < 0.2
    one = pipeline.detect(image, rough={40: {LV_APEX: APEX + 6}})
    assert one.coarse is None and max(errors(one).values()) < 0.2


def test_command_line_writes_points_labels_and_measures(
    bundle: Bundle, image: Image, tmp_path: Path
) -> None:
    write_image(image, tmp_path / "scan.nrrd")
    command = ["detect", str(tmp_path / "scan.nrrd"), "-o", str(tmp_path / "out")]
    assert main([*command, "--model", str(bundle.path), "--device", "cpu"]) == 0
    points = read_landmarks(tmp_path / "out" / "scan.mrk.json")
    assert [p.name for p in points] == list(TRUTH)
    for point in points:
        assert np.allclose(point.position, TRUTH[point.name], atol=0.2)  # type: ignore[arg-type]
    labels = read_segmentation(tmp_path / "out" / "scan.seg.nrrd")
    assert labels.grid.is_close(image.grid)
    with (tmp_path / "out" / "scan.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["measure"], row["unit"]) for row in rows] == [
        ("LV volume", "ml"),
        ("Long axis length", "mm"),
    ]
    document = json.loads((tmp_path / "out" / "scan.json").read_text(encoding="utf-8"))
    values = [measure["value"] for measure in document["measures"]]
    assert [f"{value:.2f}" for value in values] == [row["value"] for row in rows]
    assert "scan.csv" in document["files"]


@pytest.mark.parametrize("make", [tiny_ct_bundle, tiny_windows_bundle])
def test_random_models_of_volumes_answer(make: object, tmp_path: Path) -> None:
    made: Bundle = make(tmp_path / "tiny")  # type: ignore[operator]
    phantom = make_ct_phantom(spacing=3.0, size=(40, 36, 44))
    write_image(phantom.image, tmp_path / "ct.nrrd")
    command = ["detect", str(tmp_path / "ct.nrrd"), "-o", str(tmp_path / "out")]
    assert main([*command, "--model", str(made.path), "--device", "cpu"]) == 0
    points = read_landmarks(tmp_path / "out" / "ct.mrk.json")
    assert [p.name for p in points] == made.landmarks
    assert all(p.position is not None for p in points)
    labels = read_segmentation(tmp_path / "out" / "ct.seg.nrrd")
    assert labels.labels.shape == phantom.image.array.shape


def test_a_random_model_of_coordinates_answers_on_every_slice(tmp_path: Path) -> None:
    made = tiny_coordinates_bundle(tmp_path / "tiny")
    grid = Grid.from_axes([60, 56, 3], np.eye(3), [1.5, 1.5, 8], [0, 0, 0])
    values = np.random.default_rng(0).normal(size=grid.shape).astype(np.float32)
    write_image(Image(values, grid), tmp_path / "sax.nrrd")
    command = ["detect", str(tmp_path / "sax.nrrd"), "-o", str(tmp_path / "out")]
    assert main([*command, "--model", str(made.path), "--device", "cpu"]) == 0
    points = read_landmarks(tmp_path / "out" / "sax.mrk.json")
    assert len(points) == 6 and all(p.position is not None for p in points)
    assert not (tmp_path / "out" / "sax.seg.nrrd").exists()


def test_an_unknown_treatment_of_intensities_is_refused(bundle: Bundle, tmp_path: Path) -> None:
    weights = {stage.weights: bundle.weights(n) for n, stage in enumerate(bundle.stages)}
    changed = replace(bundle.description, name="pet", intensity=Tagged("pet"))
    other = write_bundle(tmp_path / "pet", changed, weights)
    with pytest.raises(ModelError, match="unknown intensity 'pet'"):
        Pipeline.load(other, choose_device("cpu"))
