"""The tiny detection by which an installation is judged."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from LandmarkAILib.errors import ModelError
from LandmarkAILib.inference.device import Device, choose_device, forget_failures
from LandmarkAILib.inference.engine import Detector, ModelCache, load_pipeline
from LandmarkAILib.inference.trial import trial_image, trial_problem
from LandmarkAILib.models.bundle import Bundle
from LandmarkAILib.models.installed import find_model
from models import shipped_pipeline
from mps_torch import IN_SLICES, mps_torch

MODELS = ("cmr-sax", "ct-lv")


@pytest.fixture(autouse=True)
def nothing_failed_yet() -> Iterator[None]:
    forget_failures()
    yield
    forget_failures()


@pytest.mark.parametrize("name", MODELS)
def test_every_stage_and_head_runs(name: str) -> None:
    """A trial in which the models saw nothing would try half of what a detection does."""
    image, rough = trial_image(find_model(name))
    found = shipped_pipeline(name).detect(image, rough=rough)
    assert any(point.position is not None for point in found.landmarks)
    assert found.segmentation is not None and found.segmentation.labels.any()


@pytest.mark.parametrize("name", MODELS)
def test_what_works_is_no_problem(name: str) -> None:
    assert trial_problem(find_model(name), choose_device("cpu"), ModelCache()) == ""
    with mps_torch() as mode:
        assert trial_problem(find_model(name), choose_device("mps"), ModelCache()) == ""
        assert mode.kernels > 100


def test_a_missing_kernel_is_named() -> None:
    with mps_torch(IN_SLICES):
        problem = trial_problem(find_model("cmr-sax"), choose_device("mps"), ModelCache())
    assert problem.startswith("cmr-sax: Apple GPU (MPS) failed (The operator 'aten::grid_sampler_2d'")
    assert problem.endswith("the CPU was used instead.")


@pytest.mark.parametrize(
    ("error", "remedy"),
    [
        (TypeError("no such type"), "(TypeError: no such type): install PyTorch again"),
        (RuntimeError("Numpy is not available"), "their versions do not fit"),
    ],
)
def test_what_fails_on_the_cpu_is_told_with_a_remedy(error: Exception, remedy: str) -> None:
    def load(bundle: Bundle, device: Device) -> Detector:
        raise error

    problem = trial_problem(find_model("cmr-sax"), choose_device("cpu"), ModelCache(load))
    assert problem.startswith("cmr-sax does not run on CPU (")
    assert remedy in problem


def test_what_says_itself_what_is_wrong_is_passed_on() -> None:
    def load(bundle: Bundle, device: Device) -> Detector:
        raise ModelError("get the model again")

    assert (
        trial_problem(find_model("cmr-sax"), choose_device("cpu"), ModelCache(load))
        == "get the model again"
    )


def test_wrong_numbers_are_found() -> None:
    """Some releases of torch computed wrong numbers on some GPUs, and said nothing."""

    def load(bundle: Bundle, device: Device) -> Detector:
        pipeline = load_pipeline(bundle, device)
        if device.kind == "mps":
            for parameter in pipeline.stages[-1].network.parameters():  # type: ignore[attr-defined]
                parameter.requires_grad_(False).mul_(0.5)
        return pipeline

    with mps_torch():
        problem = trial_problem(find_model("cmr-sax"), choose_device("mps"), ModelCache(load))
    assert "from those that the CPU finds: choose the device 'cpu'" in problem
