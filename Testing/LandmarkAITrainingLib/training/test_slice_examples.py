"""Examples: the picture and its targets belong together."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from LandmarkAILib.inference.device import choose_device
from LandmarkAILib.inference.intensity import Percentiles
from LandmarkAILib.inference.sampling import Volume
from LandmarkAILib.inference.views import FieldView, FrameView
from LandmarkAITrainingLib.augment.affine import AffineRange
from LandmarkAITrainingLib.data.dataset import load_case, read_dataset
from LandmarkAITrainingLib.data.slices import LabelledSlice, load_slices
from LandmarkAITrainingLib.training.slice_examples import ExampleOptions, SliceExamples
from models import NAMES
from simulated_dataset import write_simulated_dataset

FIELD = FieldView(96, 2.5)
FRAME = FrameView(96, 1.5, tuple(NAMES), ("LV center",), tuple(NAMES[:2]))


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_simulated_dataset(tmp_path_factory.mktemp("data"), cases=3, slices=6)


@pytest.fixture(scope="module")
def slices(dataset: Path) -> list[LabelledSlice]:
    return load_slices(read_dataset(dataset), NAMES)


def drawn(slices: list[LabelledSlice], view: FieldView | FrameView, synthetic: float) -> SliceExamples:
    ranges = AffineRange(shift=8, rotation=180, scale=0.1)
    options = ExampleOptions(ranges, synthetic, seed=5)
    return SliceExamples(slices, [1.0] * len(slices), view, NAMES, options, length=24)


@pytest.mark.parametrize("view", [FIELD, FRAME])
@pytest.mark.parametrize("synthetic", [0.0, 1.0])
def test_lv_center_lies_in_the_labelled_cavity(
    slices: list[LabelledSlice], view: FieldView | FrameView, synthetic: float
) -> None:
    examples = drawn(slices, view, synthetic)
    seen = 0
    for n in range(len(examples)):
        example = examples[n]
        cavity = torch.nonzero(example["labels"] == 1).float()
        if example["present"][2] and len(cavity) > 30:
            center = cavity.mean(dim=0).flip(0)
            assert torch.allclose(center, example["positions"][2], atol=1.0)
            seen += 1
    assert seen > 8


def test_example_is_a_function_of_its_number(slices: list[LabelledSlice]) -> None:
    examples = drawn(slices, FRAME, 0.5)
    first, again = examples[7], drawn(slices, FRAME, 0.5)[7]
    assert all(torch.equal(first[key], again[key]) for key in first)  # type: ignore[literal-required]
    assert not torch.equal(first["image"], examples[8]["image"])
    later = drawn(slices, FRAME, 0.5)
    later.first = 7
    assert torch.equal(later[0]["image"], first["image"])


def test_plain_examples_show_every_placeable_slice_once(slices: list[LabelledSlice]) -> None:
    examples = SliceExamples(slices, None, FRAME, NAMES, ExampleOptions(affine=None))
    assert len(examples) == len(slices)
    present = [examples[n]["present"].sum().item() for n in range(len(examples))]
    assert present.count(3.0) == sum(len(item.points) == 3 for item in slices)
    for n in range(len(examples)):
        # The view is placed by the truth, so the landmarks' mean is its middle.
        if present[n] == 3:
            assert torch.allclose(examples[n]["positions"].mean(0), torch.tensor(47.5), atol=1e-3)


@pytest.mark.parametrize("affine", [None, AffineRange(shift=8, rotation=180, scale=0.1)])
def test_networks_learn_with_the_percentiles_of_the_model(
    dataset: Path, affine: AffineRange | None
) -> None:
    def shown(intensity: Percentiles | None) -> torch.Tensor:
        drawn = load_slices(read_dataset(dataset), NAMES, intensity)
        weights = None if affine is None else [1.0] * len(drawn)
        return SliceExamples(drawn, weights, FIELD, NAMES, ExampleOptions(affine))[3]["image"]

    assert torch.equal(shown(None), shown(Percentiles()))
    assert not torch.equal(shown(None), shown(Percentiles(20, 60)))


def test_unperturbed_example_is_what_inference_sees(dataset: Path) -> None:
    records, intensity = read_dataset(dataset), Percentiles(20, 60)
    drawn = load_slices(records, NAMES, intensity)
    examples = SliceExamples(drawn, None, FIELD, NAMES, ExampleOptions(affine=None))
    image = load_case(records[0]).image
    volume = Volume(image, choose_device("cpu"), intensity.of(image))
    assert torch.allclose(examples[3]["image"], volume.views([examples.grid(3)])[0], atol=1e-4)


def test_weights_decide_what_is_drawn(slices: list[LabelledSlice]) -> None:
    weights = [1.0] + [0.0] * (len(slices) - 1)
    options = ExampleOptions(AffineRange(0, 0, 0, 0), seed=1)
    examples = SliceExamples(slices, weights, FIELD, NAMES, options, length=5)
    first = slices[0]
    expected = np.array([name in first.points for name in NAMES], np.float32)
    assert all(np.array_equal(examples[n]["present"].numpy(), expected) for n in range(5))


def test_incomplete_segmentations_teach_neither_labels_nor_absence(slices: list[LabelledSlice]) -> None:
    item = next(item for item in slices if not item.points)
    item.segments_complete = False
    try:
        examples = SliceExamples([item], None, FIELD, NAMES, ExampleOptions(affine=None))
        assert (examples[0]["labels"] == -1).all()
        assert examples[0]["known"].sum() == 0
    finally:
        item.segments_complete = True


def test_a_point_of_no_weight_is_neither_there_nor_missing(slices: list[LabelledSlice]) -> None:
    item = next(item for item in slices if len(item.points) == 3)
    shaky = replace(item, weights={NAMES[0]: 0.0, NAMES[1]: 0.4})
    example = SliceExamples([shaky], None, FIELD, NAMES, ExampleOptions(affine=None))[0]
    assert example["weight"].tolist() == pytest.approx([0, 0.4, 1])
    assert example["known"].tolist() == [0, 1, 1]


def test_classes_get_curves_of_their_own_only_where_asked(slices: list[LabelledSlice]) -> None:
    def images(share: float) -> list[torch.Tensor]:
        options = ExampleOptions(AffineRange(0, 0, 0, 0), seed=3, class_curves=share)
        examples = SliceExamples(slices, [1.0] * len(slices), FRAME, NAMES, options, length=6)
        return [examples[n]["image"] for n in range(6)]

    assert all(torch.equal(*pair) for pair in zip(images(0), images(0), strict=True))
    assert not any(torch.equal(*pair) for pair in zip(images(0), images(1), strict=True))
