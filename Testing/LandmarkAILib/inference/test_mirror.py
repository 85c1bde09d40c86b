"""Mirror images: points found in one lie where they belong, and the alarm is said with the result."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.core.image import Image
from LandmarkAILib.core.short_axis import slices_last
from LandmarkAILib.errors import InputError, ModelError
from LandmarkAILib.inference.device import choose_device
from LandmarkAILib.inference.engine import Engine
from LandmarkAILib.inference.mirror import (
    MirrorAlarm,
    alarm_notice,
    mirrored_image,
    mirrored_points,
    reflection,
)
from LandmarkAILib.inference.pipeline import Pipeline
from LandmarkAILib.inference.stage import StageOutput
from LandmarkAILib.models.bundle import Bundle, write_bundle
from LandmarkAILib.models.description import MirrorPlan
from models import tiny_bundle, tiny_ct_bundle
from short_axis_phantom import make_phantom
from strategies import grids

_FEATURES = 64 + 9


@given(grid=grids())
@settings(max_examples=50, deadline=None)
def test_a_reflection_keeps_the_planes_and_is_its_own_inverse(grid: Grid) -> None:
    matrix = reflection(grid)
    np.testing.assert_allclose(matrix @ matrix, np.eye(4), atol=1e-6)
    assert np.linalg.det(matrix) == pytest.approx(-1)
    first, second, _ = slices_last(grid)
    other = grid.moved(matrix)
    np.testing.assert_allclose(other.center, grid.center, atol=1e-6)
    np.testing.assert_allclose(other.axes[:, first], -grid.axes[:, first], atol=1e-9)
    cosine = grid.axes[:, second] @ grid.axes[:, first]
    assert other.axes[:, second] @ grid.axes[:, first] == pytest.approx(-cosine, abs=1e-9)


def flipped(image: Image) -> Image:
    """The image with the voxels of its slices stored mirrored, under the same header."""
    first = slices_last(image.grid)[0]
    return Image(np.flip(image.array, axis=2 - first).copy(), image.grid, image.name)


def test_a_mirrored_file_seen_with_mirror_has_the_points_of_the_true_one(tmp_path: Path) -> None:
    """A flip of the voxels and the option undo each other; the points lie mirrored, as the voxels do."""
    image = make_phantom().image
    engine = Engine(tiny_bundle(tmp_path / "tiny"), choose_device("cpu"))
    true, turned = engine.detect(image), engine.detect(flipped(image), mirror=True)
    matrix = reflection(image.grid)
    seen = 0
    for a, b in zip(true.landmarks, turned.landmarks, strict=True):
        assert (a.name, a.slice, a.status) == (b.name, b.slice, b.status)
        if a.position is not None and b.position is not None:
            seen += 1
            np.testing.assert_allclose(
                matrix[:3, :3] @ a.position + matrix[:3, 3], b.position, atol=0.05
            )
            assert a.covariance is not None and b.covariance is not None
            assert np.trace(a.covariance) == pytest.approx(np.trace(b.covariance), rel=0.05)
    assert seen > 0
    assert turned.provenance["mirrored"] and "mirrored" not in true.provenance
    assert turned.segmentation is not None and true.segmentation is not None
    assert turned.segmentation.grid.is_close(image.grid)
    first = slices_last(image.grid)[0]
    back = np.flip(turned.segmentation.labels, axis=2 - first)
    assert (back != true.segmentation.labels).mean() < 0.01


def test_a_reader_s_points_are_turned_over_with_the_stack(tmp_path: Path) -> None:
    image = make_phantom().image
    engine = Engine(tiny_bundle(tmp_path / "tiny"), choose_device("cpu"))
    names = engine.bundle.landmarks if engine.bundle else []
    rough = {0: {name: image.grid.center + 12.0 * n for n, name in enumerate(names)}}
    there = mirrored_points(rough, image.grid)
    plain = engine.detect(mirrored_image(image), rough=there)
    turned = engine.detect(image, rough=rough, mirror=True)
    matrix = reflection(image.grid)
    for a, b in zip(plain.landmarks, turned.landmarks, strict=True):
        assert a.status == b.status
        if a.position is not None and b.position is not None:
            np.testing.assert_allclose(
                matrix[:3, :3] @ a.position + matrix[:3, 3], b.position, atol=1e-6
            )


def test_a_model_of_volumes_knows_no_mirror(tmp_path: Path) -> None:
    engine = Engine(tiny_ct_bundle(tmp_path / "ct"), choose_device("cpu"))
    with pytest.raises(InputError, match="--mirror is for stacks"):
        engine.detect(make_phantom().image, mirror=True)


def with_alarm(bundle: Bundle, folder: Path, bias: float) -> Bundle:
    """The model with a part that takes every stack for a mirror image, or none."""
    weights = {entry.weights: bundle.weights(n) for n, entry in enumerate(bundle.stages)}
    weights["mirror.safetensors"] = {"weight": torch.zeros(_FEATURES), "bias": torch.tensor([bias])}
    plan = MirrorPlan("mirror.safetensors", 0.9)
    return write_bundle(folder, replace(bundle.description, mirror=plan), weights)


@pytest.mark.parametrize(("bias", "alarm"), [(4.0, True), (-4.0, False)])
def test_the_alarm_is_said_with_the_result(tmp_path: Path, bias: float, alarm: bool) -> None:
    bundle = with_alarm(tiny_bundle(tmp_path / "plain"), tmp_path / "alarmed", bias)
    found = Pipeline.load(bundle, choose_device("cpu")).detect(make_phantom().image)
    assert found.provenance["mirror"]["alarm"] is alarm
    assert ("mirror image" in found.provenance["notice"]) is alarm


def test_features_of_another_network_say_nothing() -> None:
    alarm = MirrorAlarm(torch.zeros(5), torch.zeros(1), 0.5)
    assert alarm.probability(StageOutput.empty()) is None
    assert alarm.probability(replace(StageOutput.empty(), features=torch.ones(2, 4))) is None
    assert alarm.probability(replace(StageOutput.empty(), features=torch.ones(2, 5))) == 0.5
    assert alarm_notice(0.5, 0.6) == "" and "50 %" in alarm_notice(0.5, 0.5)


def test_a_model_that_lacks_the_alarm_s_weights_is_refused() -> None:
    with pytest.raises(ModelError, match="mirror"):
        MirrorAlarm.load(MirrorPlan("mirror.safetensors", 0.5), {"weight": torch.zeros(5)})
