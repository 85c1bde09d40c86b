"""Loaded models are kept, whoever asks for them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from LandmarkAILib.inference.device import Device, choose_device
from LandmarkAILib.inference.engine import Engine, ModelCache
from LandmarkAILib.models.bundle import Bundle
from threshold_model import ThresholdDetector, phantom, write_threshold_model


@pytest.fixture
def bundle(tmp_path: Path) -> Bundle:
    return write_threshold_model(tmp_path / "threshold")


def test_a_model_is_loaded_once_for_each_device_and_that_is_told(bundle: Bundle) -> None:
    made: list[Device] = []

    def load(bundle: Bundle, device: Device) -> ThresholdDetector:
        made.append(device)
        return ThresholdDetector(bundle, device)

    cache, told = ModelCache(load), list[str]()
    cpu = choose_device("cpu")
    other = replace(cpu, notice="instead of a GPU")
    first = cache.detector(bundle, cpu, told.append)
    assert cache.detector(Bundle.open(bundle.path), cpu, told.append) is first
    assert cache.detector(bundle, other, told.append) is not first
    assert made == [cpu, other]
    assert told == ["loading the model threshold"] * 2


def test_engines_share_a_cache(bundle: Bundle) -> None:
    cache, cpu = ModelCache(ThresholdDetector), choose_device("cpu")
    said: list[str] = []
    for _ in range(2):
        Engine(bundle, cpu, cache).detect(phantom(), lambda _share, text: said.append(text))
    assert said.count("loading the model threshold") == 1


def test_what_is_loaded_beforehand_is_not_loaded_with_the_first_image(bundle: Bundle) -> None:
    engine, said = Engine(bundle, choose_device("cpu"), ModelCache(ThresholdDetector)), list[str]()
    engine.load()
    engine.detect(phantom(), lambda _share, text: said.append(text))
    assert said == ["thresholding"]
