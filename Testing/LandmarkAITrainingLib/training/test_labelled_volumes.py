"""Volumes in memory: what a view shows of them is what inference would show."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from ct_dataset import write_ct_dataset
from LandmarkAILib.core.anatomy import LEFT_VENTRICLE, LV_APEX, MITRAL_ANNULUS_CENTER, MYOCARDIUM
from LandmarkAILib.errors import InputError
from LandmarkAILib.files.images import read_image, write_image
from LandmarkAILib.inference.device import choose_device
from LandmarkAILib.inference.intensity import HounsfieldWindow
from LandmarkAILib.inference.sampling import Volume
from LandmarkAILib.inference.views import BoxView, VolumeView, WindowsView
from LandmarkAITrainingLib.augment.affine import AffineRange
from LandmarkAITrainingLib.data.dataset import read_dataset
from LandmarkAITrainingLib.training.labelled_volumes import (
    LabelledVolume,
    Wanted,
    load_volumes,
    look_at,
)
from LandmarkAITrainingLib.training.patch_examples import PatchExamples, patch_center, patch_volume
from LandmarkAITrainingLib.training.slice_examples import ExampleOptions
from LandmarkAITrainingLib.training.volume_examples import VolumeExamples

NAMES = (LV_APEX, MITRAL_ANNULUS_CENTER)
WINDOW = HounsfieldWindow((-250, 750))
FIELD = VolumeView((32, 32, 32), 6.0)
BOX = BoxView((32, 32, 32), 4.0, NAMES)
RANGES = AffineRange(shift=6, rotation=10, scale=0.1)


def wanted(spacing: float, segments: tuple[str, ...] = (LEFT_VENTRICLE, MYOCARDIUM)) -> Wanted:
    return Wanted(NAMES, segments, spacing, WINDOW)


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_ct_dataset(tmp_path_factory.mktemp("data"), cases=3)


@pytest.fixture(scope="module")
def volumes(dataset: Path) -> list[LabelledVolume]:
    return load_volumes(read_dataset(dataset), wanted(6.0))


@pytest.mark.parametrize("view", [FIELD, BOX])
def test_unperturbed_example_is_what_inference_sees(
    dataset: Path, volumes: list[LabelledVolume], view: VolumeView | BoxView
) -> None:
    kept = load_volumes(read_dataset(dataset), wanted(view.spacing))
    examples = VolumeExamples(kept, None, view, NAMES, ExampleOptions(affine=None))
    for n, item in enumerate(kept):
        image = read_image(dataset / item.record.case / "image.nrrd")
        seen = Volume(image, choose_device("cpu"), WINDOW.of(image)).views([examples.grids[n]])[0]
        assert (examples[n]["image"] - seen).abs().quantile(0.99) < 0.02  # HU are rounded when kept


@pytest.mark.parametrize("view", [FIELD, BOX])
def test_points_and_labels_belong_to_the_picture(
    volumes: list[LabelledVolume], view: VolumeView | BoxView
) -> None:
    options = ExampleOptions(RANGES, seed=3)
    examples = VolumeExamples(volumes, [1.0] * 3, view, NAMES, options, length=12)
    seen = 0
    for n in range(len(examples)):
        example = examples[n]
        cavity = torch.nonzero(example["labels"] == 1).float().flip(1)  # x, y, z
        if example["present"].sum() == 2 and len(cavity) > 60:
            apex, annulus = example["positions"]
            axis = (apex - annulus) / (apex - annulus).norm()
            height = (cavity - annulus) @ axis / (apex - annulus).norm()
            # The cavity is half an ellipsoid between the two points.
            assert height.min() > -0.12 and height.max() < 1.12
            assert height.max() > 0.85 and height.mean().item() == pytest.approx(3 / 8, abs=0.06)
            seen += 1
    assert seen > 5


def test_example_is_a_function_of_its_number(volumes: list[LabelledVolume]) -> None:
    def drawn(first: int = 0) -> VolumeExamples:
        options = ExampleOptions(RANGES, seed=5)
        return VolumeExamples(volumes, [1.0, 2.0, 1.0], FIELD, NAMES, options, length=8, first=first)

    one, again = drawn()[6], drawn(first=4)[2]
    assert all(torch.equal(one[key], again[key]) for key in one)  # type: ignore[literal-required]
    assert not torch.equal(one["image"], drawn()[5]["image"])
    assert one["image"].min() >= -1 and one["image"].max() <= 1


def test_a_landmark_beyond_the_image_is_absent_and_one_nobody_placed_is_unknown(
    volumes: list[LabelledVolume],
) -> None:
    beyond = {**volumes[0].points, LV_APEX: volumes[0].field.center + np.array([500.0, 0, 0])}
    cut = replace(volumes[0], points=beyond)
    silent = replace(volumes[0], points={}, annotated=False)
    options = ExampleOptions(affine=None)
    examples = VolumeExamples([cut, silent], None, FIELD, NAMES, options)
    assert examples[0]["present"].tolist() == [0, 1] and examples[0]["known"].tolist() == [1, 1]
    assert examples[1]["present"].tolist() == [0, 0] and examples[1]["known"].tolist() == [0, 0]
    # And a box cannot be placed where nothing is known.
    assert len(VolumeExamples([cut, silent], None, BOX, NAMES, options)) == 1


def test_a_case_that_lacks_a_segment_has_no_labels(dataset: Path) -> None:
    names = (LEFT_VENTRICLE, MYOCARDIUM, "Right ventricle")
    [first, *_] = load_volumes(read_dataset(dataset), wanted(6.0, names))
    example = VolumeExamples([first], None, FIELD, NAMES, ExampleOptions(affine=None))[0]
    assert (example["labels"] == -1).all() and example["present"].sum() == 2


def test_values_that_are_no_hounsfield_units_are_refused_by_name(dataset: Path, tmp_path: Path) -> None:
    root = write_ct_dataset(tmp_path / "data", cases=2)
    file = root / "case01" / "image.nrrd"
    image = read_image(file)
    write_image(replace(image, array=(image.array / 1000).astype(np.float32)), file)
    with pytest.raises(InputError, match=r"^case01 has values .* Hounsfield"):
        load_volumes(read_dataset(root), wanted(6.0))


def test_fine_volumes_are_kept_coarser_and_look_the_same(tmp_path: Path) -> None:
    root = write_ct_dataset(tmp_path / "data", cases=1, spacing=2.0, size=70)
    [coarse] = load_volumes(read_dataset(root), wanted(8.0))
    assert coarse.pixels.numbers.size * 7 < 70 * 68 * 66
    [fine] = load_volumes(read_dataset(root), wanted(2.0))
    grid = VolumeView((16, 16, 16), 8.0).place(fine.field, {})
    there, smooth = look_at(coarse, grid), look_at(replace(fine, labels=None), grid)
    known = there.inside & (there.labels == 1)
    assert there.values[known].mean() > 200 and (smooth.labels == -1).all()


def test_patches_hold_their_part_of_the_map_and_half_are_centred_on_the_ventricle(
    volumes: list[LabelledVolume],
) -> None:
    view = WindowsView((16, 16, 16), 6.0)
    kept = [patch_volume(item, view) for item in volumes]
    examples = PatchExamples(kept, view.size, NAMES[:1], seed=2, length=40)
    inside = []
    for n in range(len(examples)):
        example = examples[n]
        inside.append(bool(example["labels"][8, 8, 8] == 1))
        assert example["present"].tolist() == [1.0]
        assert example["reach"][0] >= (example["positions"][0] - 8).norm() - 15
    # pos:neg is 1:1; moved inwards, a few centres leave the ventricle.
    assert 10 <= sum(inside) <= 28
    fixed = PatchExamples(kept, view.size, NAMES[:1], seed=2)
    assert len(fixed) == 6
    assert torch.equal(fixed[3]["image"], fixed[3]["image"])
    assert sum(int((fixed[n]["labels"] == 1).sum()) > 0 for n in (0, 2, 4)) == 3


def test_patches_know_the_landmark_in_millimetres(volumes: list[LabelledVolume]) -> None:
    [kept] = [patch_volume(volumes[1], WindowsView((16, 16, 16), 6.0))]
    whole = kept.grid.to_index(kept.points[LV_APEX])
    example = PatchExamples([kept], (16, 16, 16), NAMES[:1], seed=0)[0]
    start = whole - example["positions"][0].numpy()
    assert np.allclose(start, np.rint(start), atol=1e-4)
    window = tuple(slice(max(0, int(a)), int(a) + 16) for a in np.rint(start)[::-1])
    assert (kept.labels[window] == 1).sum() == (example["labels"] == 1).sum()


def test_a_volume_smaller_than_a_patch_is_padded_around() -> None:
    rng = np.random.default_rng(0)
    labels = np.zeros((10, 40, 12), bool)
    labels[5, 30, 6] = True
    assert patch_center(labels, (16, 16, 16), True, rng) == (6, 30, 5)
    assert patch_center(np.zeros_like(labels), (16, 16, 16), True, rng)[0] == 6
