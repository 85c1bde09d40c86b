"""Levels of slices: places, features, and landmarks withheld beyond the heart."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from LandmarkAILib.core.records import Tagged
from LandmarkAILib.errors import ModelError
from LandmarkAILib.inference.device import choose_device
from LandmarkAILib.inference.levels import BEYOND, LEVELS, PLACES, StackLevels, places
from LandmarkAILib.inference.networks import make_network
from LandmarkAILib.inference.pipeline import Pipeline
from LandmarkAILib.inference.stage_output import slice_features
from LandmarkAILib.models.bundle import Bundle, write_bundle
from LandmarkAILib.models.plans import StackPlan
from models import tiny_bundle
from short_axis_phantom import make_phantom


def test_places_are_distances_to_neighbours_and_ends() -> None:
    seen = places(np.array([0.0, 10.0, 30.0]))
    np.testing.assert_allclose(seen, [[0, 1, 0, 0.6], [1, 2, 0.2, 0.4], [2, 0, 0.6, 0]], atol=1e-6)
    assert places(np.array([7.0])).tolist() == [[0, 0, 0, 0]]


def test_features_tell_presence_peaks_and_sizes() -> None:
    maps = torch.full((1, 1, 20, 20), -20.0)
    maps[..., 3, 4] = 20
    tissue = torch.full((1, 2, 20, 20), -20.0)
    tissue[:, 1, :10] = 20
    tissue[:, 0, 10:] = 20
    outputs = {
        "pooled": torch.ones(1, 6),
        "presence": torch.tensor([[2.5]]),
        "heatmap": maps,
        "segmentation": tissue,
    }
    seen = slice_features(outputs, spacing=2.0)
    assert seen is not None
    width = np.sqrt(200) * 2 / 10
    assert seen[0, 6:].tolist() == pytest.approx([0.5, 1.0, width], abs=1e-3)
    assert slice_features({"heatmap": maps}, 2.0) is None


def test_the_network_reads_stacks_of_any_length_and_padding_changes_nothing() -> None:
    torch.manual_seed(0)
    network = make_network(
        {"type": "slice-levels", "pooled": 512, "seen": 9, "places": PLACES, "levels": len(LEVELS)}
    ).eval()
    assert sum(p.numel() for p in network.parameters()) <= 50_000
    stack = torch.randn(1, 5, 512 + 9 + PLACES)
    alone = network(stack)
    padded = torch.cat([stack, torch.zeros(1, 3, stack.shape[2])], dim=1)
    both = network(padded.repeat(2, 1, 1), torch.tensor([5, 8]))
    torch.testing.assert_close(both[0, :5], alone[0], atol=1e-5, rtol=1e-4)
    assert network(stack[:, :1]).shape == (1, 1, len(LEVELS))


def with_stack(bundle: Bundle, folder: Path, bias: float) -> Bundle:
    """The model with a part that calls every slice beyond the heart, or none."""
    options = {"pooled": 64, "seen": 9, "places": PLACES, "levels": len(LEVELS)}
    network = Tagged("slice-levels", options)
    made = make_network(network)
    torch.nn.init.zeros_(made.output.weight)  # type: ignore[arg-type,union-attr]
    made.output.bias.data = torch.eye(len(LEVELS))[BEYOND] * bias  # type: ignore[union-attr]
    weights = {entry.weights: bundle.weights(n) for n, entry in enumerate(bundle.stages)}
    plan = StackPlan("stack.safetensors", network, 0.9)
    weights["stack.safetensors"] = made.state_dict()
    return write_bundle(folder, replace(bundle.description, stack=plan), weights)


@pytest.mark.parametrize(("bias", "shown"), [(9.0, False), (-9.0, True)])
def test_landmarks_beyond_the_heart_are_withheld(tmp_path: Path, bias: float, shown: bool) -> None:
    plain = tiny_bundle(tmp_path / "plain")
    device, image = choose_device("cpu"), make_phantom().image
    before = Pipeline.load(plain, device).detect(image)
    assert any(point.position is not None for point in before.landmarks)
    pipeline = Pipeline.load(with_stack(plain, tmp_path / "with", bias), device)
    found = pipeline.detect(image)
    assert found.segmentation is not None
    if shown:
        assert [p.status for p in found.landmarks] == [p.status for p in before.landmarks]
    else:
        assert all(point.position is None for point in found.landmarks)
        assert {point.note for point in found.landmarks} == {"beyond the heart"}
        assert not found.segmentation.labels.any()


def test_a_reader_who_points_at_a_slice_is_believed(tmp_path: Path) -> None:
    """Points that a reader dropped take the place of the first stage, and of what follows from it."""
    bundle = with_stack(tiny_bundle(tmp_path / "plain"), tmp_path / "with", 9.0)
    phantom = make_phantom()
    rough = {
        3: {p.name: p.position for p in phantom.landmarks if p.slice == 3 and p.position is not None}
    }
    found = Pipeline.load(bundle, choose_device("cpu")).detect(phantom.image, rough=rough)
    assert any(point.position is not None for point in found.landmarks)


def test_a_part_that_is_not_known_here_is_refused(tmp_path: Path) -> None:
    bundle = with_stack(tiny_bundle(tmp_path / "plain"), tmp_path / "with", 0.0)
    plan = bundle.description.stack
    assert plan is not None
    weights = bundle.tensors(plan.weights)
    with pytest.raises(ModelError, match="update it"):
        StackLevels.load(replace(plan, network=Tagged("oracle")), weights)
    with pytest.raises(ModelError, match="update it"):
        StackLevels.load(plan, dict(list(weights.items())[1:]))


def test_slices_that_were_not_looked_at_are_beyond(tmp_path: Path) -> None:
    bundle = with_stack(tiny_bundle(tmp_path / "plain"), tmp_path / "with", -9.0)
    pipeline = Pipeline.load(bundle, choose_device("cpu"))
    image = make_phantom().image
    array = image.array.copy()
    array[0] = 0
    outputs = pipeline.run_stages(replace(image, array=array), lambda share, words: None)
    fields = pipeline.stages[0].view.fields(image.grid)
    assert pipeline.levels is not None
    beyond = pipeline.levels.beyond(outputs.coarse, fields)
    assert beyond.tolist() == [True, *[False] * (len(fields) - 1)]
