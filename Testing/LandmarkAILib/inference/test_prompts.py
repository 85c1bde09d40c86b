"""One rough click is enough: the last stage alone finds the landmarks, even where the first is blind."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from LandmarkAILib.core.anatomy import ANTERIOR_RV_INSERTION, LV_APEX, LV_CENTER
from LandmarkAILib.core.image import Image
from LandmarkAILib.core.landmarks import LandmarkSet
from LandmarkAILib.inference.device import choose_device
from LandmarkAILib.inference.pipeline import Pipeline
from LandmarkAILib.inference.prompts import nearest_points
from LandmarkAITrainingLib.data.dataset import load_case, read_dataset
from LandmarkAITrainingLib.simulation.cmr.phantom import Phantom, make_phantom
from models import NAMES, shipped_pipeline

pytestmark = pytest.mark.slow

SAX = Path(__file__).resolve().parents[4] / "shared" / "data" / "sax"


@dataclass
class Blind(torch.nn.Module):
    """A network that sees nothing, anywhere."""

    def __post_init__(self) -> None:
        super().__init__()

    def forward(self, images: torch.Tensor) -> dict[str, torch.Tensor]:
        raise AssertionError("the first stage was asked")


@pytest.fixture(scope="module")
def blind() -> Pipeline:
    """The model that ships, without its first stage."""
    pipeline = Pipeline.load(shipped_pipeline().bundle, choose_device("cpu"))
    first, last = pipeline.stages
    pipeline.stages = [type(first)(first.view, Blind(), first.window, first.device), last]
    return pipeline


@pytest.fixture(scope="module")
def phantom() -> Phantom:
    return make_phantom(np.random.default_rng(7), contrast="cine")


def errors(found: Any, truth: Any, slices: range) -> list[float]:
    """Distances in mm of the landmarks that both have, in some slices."""
    distances = []
    for n in slices:
        for name in NAMES:
            a, b = found.in_slice(n)[name].position, truth.in_slice(n)[name].position
            if a is not None and b is not None:
                distances.append(float(np.linalg.norm(a - b)))
    return distances


def test_three_points_replace_the_coarse_stage(phantom: Phantom) -> None:
    pipeline = shipped_pipeline()
    truth = phantom.landmarks.in_slice(5)
    rough = {5: {name: truth[name].position + np.array([4.0, -3, 2]) for name in NAMES}}  # type: ignore[operator]
    refined = pipeline.detect(phantom.image, rough=rough)
    assert refined.coarse is None
    plain = pipeline.detect(phantom.image)
    for name in NAMES:
        a, b = refined.landmarks.in_slice(5)[name], plain.landmarks.in_slice(5)[name]
        assert a.position is not None and b.position is not None
        assert np.linalg.norm(a.position - b.position) < 2.0


@pytest.mark.parametrize("turned", [0.0, 75.0, 200.0, 290.0])
@pytest.mark.parametrize("named", [[LV_CENTER], [ANTERIOR_RV_INSERTION, LV_CENTER]])
def test_one_or_two_points_are_enough_however_the_heart_is_turned(
    blind: Pipeline, phantom: Phantom, named: list[str], turned: float
) -> None:
    """The heart is turned in the picture, within the plane of its slices; the click is 5 mm off."""
    grid = phantom.image.grid
    turn = grid.turned(turned).affine @ np.linalg.inv(grid.affine)
    image = Image(phantom.image.array, grid.moved(turn))
    truth = moved(phantom.landmarks, turn)
    off = grid.axes[:, 0] * 3 + grid.axes[:, 1] * 4
    clicked = {name: truth.in_slice(4)[name].position + off for name in named}
    found = blind.detect(image, rough={4: clicked}).landmarks
    distances = errors(found, truth, range(2, 6))
    # The simulated points are the ends of the arc of contact; the model was taught the groove.
    assert len(distances) == 12 and np.median(distances) < 4.5 and max(distances) < 8


def moved(landmarks: LandmarkSet, transform: np.ndarray) -> LandmarkSet:
    return LandmarkSet(
        tuple(
            replace(p, position=transform[:3, :3] @ p.position + transform[:3, 3])
            if p.position is not None
            else p
            for p in landmarks
        )
    )


@pytest.mark.skipif(not SAX.is_dir(), reason="the short-axis data are not here")
@pytest.mark.parametrize(
    "case", ["acdc/patient020_frame01", "acdc/patient006_frame16", "mscmr_lge/subject07_LGE"]
)
def test_one_click_in_a_real_image(blind: Pipeline, case: str) -> None:
    cases = Path("LandmarkAITraining/Resources/Presets/cmr-sax.cases.csv")
    record = next(r for r in read_dataset(SAX, cases) if r.case == case)
    loaded = load_case(record)
    count = loaded.image.grid.size[2]
    middle = count // 2
    click = loaded.landmarks.in_slice(middle)[LV_CENTER].position
    assert click is not None
    found = blind.detect(loaded.image, rough={middle: {LV_CENTER: click + np.array([4.0, -4, 0])}})
    distances = errors(found.landmarks, loaded.landmarks, range(middle - 2, middle + 3))
    assert len(distances) >= 9 and np.median(distances) < 5


def test_one_click_in_a_volume() -> None:
    pipeline = shipped_pipeline("ct-lv")
    stage = pipeline.stages[-1]
    grid = stage.view.place(None, {LV_APEX: np.zeros(3)})  # type: ignore[arg-type]
    (guess,) = stage.view.guesses(grid, {LV_APEX: np.array([10.0, 20, 30])})  # type: ignore[arg-type]
    assert np.array_equal(guess[LV_APEX], [10, 20, 30])
    placed = stage.view.place(grid, guess)  # type: ignore[arg-type]
    assert placed is not None and placed.contains(guess[LV_APEX], margin=-10)
    assert all(placed.contains(point, margin=-10) for point in guess.values())


def test_slices_without_points_take_those_of_the_nearest() -> None:
    a, b = {LV_CENTER: np.zeros(3)}, {LV_CENTER: np.ones(3)}
    chosen = nearest_points({1: a, 4: b}, 6)
    assert [point[LV_CENTER][0] for point in chosen] == [0, 0, 0, 1, 1, 1]
    assert nearest_points({}, 2) == [{}, {}]
