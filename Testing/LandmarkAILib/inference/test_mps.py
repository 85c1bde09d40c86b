"""Apple's GPUs, as ``mps_torch`` models them: what works there, and what happens where it does not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import torch
from ct_phantom import make_ct_phantom
from LandmarkAILib.core.anatomy import LV_APEX, MITRAL_ANNULUS_CENTER
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.core.image import Image
from LandmarkAILib.errors import InputError
from LandmarkAILib.files.images import read_image
from LandmarkAILib.inference.arrays import to_array
from LandmarkAILib.inference.device import (
    Device,
    choose_device,
    forget_failures,
    run_with_fallback,
)
from LandmarkAILib.inference.engine import Engine
from LandmarkAILib.models.installed import find_model
from LandmarkAILib.paths import sample_data
from LandmarkAITrainingLib.simulation.ct.geometric_heart import geometric_heart
from LandmarkAITrainingLib.simulation.ct.rendering import render
from LandmarkAITrainingLib.simulation.ct.subject import draw_subject
from models import shipped_pipeline, tiny_bundle, tiny_coordinates_bundle, tiny_windows_bundle
from mps_torch import IN_SLICES, OLDER, mps_torch
from threshold_model import phantom


@pytest.fixture(autouse=True)
def nothing_failed_yet() -> Iterator[None]:
    forget_failures()
    yield
    forget_failures()


def cmr_image() -> Image:
    """Two slices of the simulated study."""
    image = read_image(sample_data() / "simulated_study" / "lge_magnitude.nrrd")
    grid = image.grid.part((0, 0, 3), (*image.grid.size[:2], 2))
    return Image(image.array[3:5], grid, image.name, image.metadata)


def ct_image() -> Image:
    """A geometric heart in a simulated scan."""
    subject = draw_subject(np.random.default_rng(5), geometric_heart(2.5), "arterial", randomised=0)
    center = np.mean([subject.position(name) for name in (LV_APEX, MITRAL_ANNULUS_CENTER)], axis=0)
    grid = Grid.from_axes([76] * 3, np.eye(3), [2.5] * 3, center)
    values, _ = render(subject, grid, np.random.default_rng(6))
    return Image(np.rint(values).astype(np.int16), grid, "scan")


def test_the_model_of_a_gpu_refuses_what_apples_refuse() -> None:
    with mps_torch(OLDER) as mode:
        there = torch.ones(1, 1, 2, 2, 2, device="mps")
        assert there.device.type == "mps" and mode.kernels
        with pytest.raises(TypeError, match="doesn't support float64"):
            there.double()
        with pytest.raises(TypeError, match="doesn't support float64"):
            torch.zeros(2, dtype=torch.float64).to("mps")
        with pytest.raises(RuntimeError, match="same device"):
            there + torch.ones(1, 1, 2, 2, 2)
        with pytest.raises(TypeError, match="host memory"):
            there.numpy()
        where = torch.zeros(1, 1, 1, 1, 3, device="mps")
        with pytest.raises(NotImplementedError, match="grid_sampler_3d"):
            torch.nn.functional.grid_sample(there, where, align_corners=False)
        assert there.cpu().double().numpy().sum() == 8 == to_array(there).sum()


@pytest.mark.parametrize("name", ["cmr-sax", "ct-lv"])
def test_the_shipped_models_detect_there_as_on_the_cpu(name: str) -> None:
    image = cmr_image() if name == "cmr-sax" else ct_image()
    expected = shipped_pipeline(name).detect(image)
    with mps_torch() as mode:
        device = choose_device("mps")
        found = Engine(find_model(name), device).detect(image)
    assert device.kind == "mps" and mode.kernels > 100
    assert found.provenance["device"] == "Apple GPU (MPS)"
    assert found.provenance["notice"] == expected.provenance["notice"]
    assert [p.status for p in found.landmarks] == [p.status for p in expected.landmarks]
    assert any(p.status == "detected" for p in found.landmarks)
    for point, other in zip(found.landmarks, expected.landmarks, strict=True):
        if point.position is not None and other.position is not None:
            assert np.allclose(point.position, other.position, atol=0.01)
    assert found.segmentation and expected.segmentation
    assert np.mean(found.segmentation.labels != expected.segmentation.labels) < 1e-3


@pytest.mark.parametrize("make", [tiny_bundle, tiny_coordinates_bundle, tiny_windows_bundle])
def test_every_kind_of_head_works_there(
    make: object, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    if make is tiny_windows_bundle:
        pytest.importorskip("monai")
    image = make_ct_phantom().image if make is tiny_windows_bundle else phantom()
    with mps_torch() as mode:
        device = choose_device("mps")
        found = Engine(make(tmp_path / "model"), device).detect(image)  # type: ignore[operator]
    assert mode.kernels and found.provenance["device"] == "Apple GPU (MPS)"


def test_slices_need_no_sampling_in_three_dimensions() -> None:
    with mps_torch(OLDER):
        found = Engine(find_model("cmr-sax"), choose_device("mps")).detect(cmr_image())
    assert found.provenance["device"] == "Apple GPU (MPS)"
    assert "CPU" not in found.provenance["notice"]


def test_a_missing_kernel_moves_detection_to_the_cpu_for_good() -> None:
    image, expected = cmr_image(), shipped_pipeline().detect(cmr_image())
    with mps_torch(IN_SLICES) as mode:
        engine = Engine(find_model("cmr-sax"), choose_device("mps"))
        found = engine.detect(image)
        notice = found.provenance["notice"]
        assert notice.startswith("Apple GPU (MPS) failed (The operator 'aten::grid_sampler_2d' is not")
        assert "; the CPU was used instead" in notice
        assert found.provenance["device"].startswith("CPU")
        for point, other in zip(found.landmarks, expected.landmarks, strict=True):
            assert point.status == other.status
            if point.position is not None and other.position is not None:
                assert np.allclose(point.position, other.position, atol=0.01)

        tried = mode.kernels
        assert engine.detect(image).provenance["notice"] == notice
        again = choose_device("auto")
        assert (again.kind, mode.kernels) == ("cpu", tried)
        assert again.notice.endswith("; the CPU was used instead.")
        assert notice.startswith(again.notice.rstrip("."))


GPU = Device("mps", "Apple GPU (MPS)", "float32", 1)


@pytest.mark.parametrize(
    "error", [TypeError("no float64"), NotImplementedError(), AssertionError("x"), KeyError("y")]
)
def test_whatever_a_gpu_raises_is_answered_by_the_cpu(error: Exception) -> None:
    tried = []

    def work(device: Device) -> str:
        tried.append(device.kind)
        if device.kind != "cpu":
            raise error
        return device.notice

    with mps_torch():
        notice = run_with_fallback(GPU, work)
        assert notice.startswith("Apple GPU (MPS) failed (")
        assert run_with_fallback(GPU, work) == notice
    assert tried == ["mps", "cpu", "cpu"]


def test_what_fails_on_the_cpu_too_is_not_the_gpus_fault() -> None:
    def work(device: Device) -> None:
        raise ValueError(device.kind)

    def refuse(device: Device) -> None:
        assert device.kind == "mps"
        raise InputError("not an image")

    with mps_torch():
        with pytest.raises(ValueError, match="cpu"):
            run_with_fallback(GPU, work)
        with pytest.raises(InputError):
            run_with_fallback(GPU, refuse)
        assert choose_device("auto").kind == "mps"


def test_lack_of_memory_is_of_one_image() -> None:
    def work(device: Device) -> str:
        if device.kind != "cpu":
            raise RuntimeError("MPS backend out of memory (MPS allocated: 8 GB)")
        return device.notice

    with mps_torch():
        assert "too little free memory" in run_with_fallback(GPU, work)
        assert choose_device("auto").kind == "mps"
