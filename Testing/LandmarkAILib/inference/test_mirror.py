"""Mirror images: points found in one lie where they belong, and the alarm is said with the result."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from LandmarkAILib.analysis.plausibility import doubts
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.core.image import Image
from LandmarkAILib.core.short_axis import slices_last
from LandmarkAILib.errors import InputError, ModelError
from LandmarkAILib.files.images import read_image
from LandmarkAILib.inference.device import choose_device
from LandmarkAILib.inference.engine import Engine
from LandmarkAILib.inference.mirror import (
    MirrorAlarm,
    alarm_notice,
    mirrored_image,
    mirrored_points,
    reflection,
    sigmoid,
)
from LandmarkAILib.inference.pipeline import Pipeline
from LandmarkAILib.inference.stage_output import StageOutput
from LandmarkAILib.models.bundle import Bundle, write_bundle
from LandmarkAILib.models.installed import find_model
from LandmarkAILib.models.plans import MirrorPlan
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


def with_alarm(bundle: Bundle, folder: Path, bias: float, slope: float = 0.0) -> Bundle:
    """The model with an alarm of a constant, and of the features times up to a slope."""
    weights = {entry.weights: bundle.weights(n) for n, entry in enumerate(bundle.stages)}
    line = torch.linspace(0, slope, _FEATURES)
    weights["mirror.safetensors"] = {"weight": line, "bias": torch.tensor([bias])}
    plan = MirrorPlan("mirror.safetensors", 0.5)
    return write_bundle(folder, replace(bundle.description, mirror=plan), weights)


def test_the_alarm_is_said_with_the_result_where_the_twin_looks_truer(tmp_path: Path) -> None:
    """Of a stack and its mirror image never both set it off, whatever a constant says of both."""
    plain, image = tiny_bundle(tmp_path / "plain"), make_phantom().image
    calm = Pipeline.load(with_alarm(plain, tmp_path / "calm", -4.0), choose_device("cpu"))
    found = calm.detect(image)
    assert not found.provenance["mirror"]["alarm"] and "mirror" not in found.provenance["notice"]
    bundle = with_alarm(plain, tmp_path / "alarmed", 4.0, slope=1e3)
    pipeline = Pipeline.load(bundle, choose_device("cpu"))
    facts = [pipeline.detect(seen).provenance for seen in (image, flipped(image))]
    assert sorted(fact["mirror"]["alarm"] for fact in facts) == [False, True]
    for fact in facts:
        assert ("mirror image" in fact["notice"]) is fact["mirror"]["alarm"]


def test_the_twin_is_looked_at_only_on_suspicion() -> None:
    alarm = MirrorAlarm(torch.ones(1), torch.zeros(1), 0.5)
    seen, twin = (replace(StageOutput.empty(), features=torch.tensor([[x]])) for x in (2.0, 3.0))
    assert alarm.probability(seen, lambda: twin) == pytest.approx(sigmoid(-0.5))
    calm = replace(StageOutput.empty(), features=torch.tensor([[-2.0]]))
    assert alarm.probability(calm, lambda: pytest.fail("looked")) == pytest.approx(sigmoid(-2.0))


def test_features_of_another_network_say_nothing() -> None:
    alarm = MirrorAlarm(torch.zeros(5), torch.zeros(1), 0.5)
    assert alarm.probability(StageOutput.empty()) is None
    assert alarm.probability(replace(StageOutput.empty(), features=torch.ones(2, 4))) is None
    assert alarm.probability(replace(StageOutput.empty(), features=torch.ones(2, 5))) == 0.5
    assert alarm_notice(0.5, 0.6) == "" and "50 %" in alarm_notice(0.5, 0.5)


def test_a_model_that_lacks_the_alarm_s_weights_is_refused() -> None:
    with pytest.raises(ModelError, match="mirror"):
        MirrorAlarm.load(MirrorPlan("mirror.safetensors", 0.5), {"weight": torch.zeros(5)})


@pytest.mark.slow
@pytest.mark.parametrize(
    "case", ["acdc/patient024_frame01", "mscmr_cine/patient32_C0", "mscmr_lge/subject32_LGE"]
)
def test_a_real_study_stored_mirrored_is_told_and_seen_turned_over(shared_data: Path, case: str) -> None:
    """Of validation subjects; without the option the points of such a file are exchanged in silence."""
    image = read_image(shared_data / "sax" / case / "image.nrrd")
    engine = Engine(find_model("cmr-sax"), choose_device("cpu"))
    true, wrong = engine.detect(image), engine.detect(flipped(image))
    right = engine.detect(flipped(image), mirror=True)
    assert [found.provenance["mirror"]["alarm"] for found in (true, wrong, right)] == [
        False,
        True,
        False,
    ]
    assert "--mirror" in wrong.provenance["notice"]
    assert doubts(image, wrong) and not doubts(image, right)
    matrix = reflection(image.grid)
    for a, b in zip(true.landmarks, right.landmarks, strict=True):
        assert a.status == b.status
        if a.position is not None and b.position is not None:
            there = matrix[:3, :3] @ a.position + matrix[:3, 3]
            assert np.linalg.norm(there - b.position) < 1.0
