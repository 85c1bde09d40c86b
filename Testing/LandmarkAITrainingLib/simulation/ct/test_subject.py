"""Subjects: landmarks follow the anatomy, everything follows the generator."""

from __future__ import annotations

import numpy as np
import pytest
from LandmarkAILib.core.anatomy import LV_APEX, MITRAL_ANNULUS_CENTER
from LandmarkAITrainingLib.simulation.ct.contrast_phases import PHASES, draw_hounsfield, randomise
from LandmarkAITrainingLib.simulation.ct.subject import Subject, draw_subject
from LandmarkAITrainingLib.simulation.ct.whole_heart import WholeHeart


def test_landmarks_come_from_the_landmarks_of_the_source(
    heart: WholeHeart, subjects: list[Subject]
) -> None:
    for subject in subjects:
        assert subject.landmarks.names() == list(heart.landmarks)
        marks = np.stack([subject.position(name) for name in heart.landmarks])
        inner = (marks - subject.pose[:3, 3]) @ subject.pose[:3, :3]
        sources = list(heart.landmarks.values())
        np.testing.assert_allclose(subject.pull.pull(inner), sources, atol=0.1)


def test_hearts_differ(subjects: list[Subject]) -> None:
    lengths = [np.linalg.norm(s.position(LV_APEX) - s.position(MITRAL_ANNULUS_CENTER)) for s in subjects]
    assert 55 < min(lengths) < max(lengths) < 125
    assert np.ptp(lengths) > 8


def test_the_heart_is_inside_the_ribs(subjects: list[Subject]) -> None:
    for subject in subjects:
        chest = subject.chest
        apex = (subject.position(LV_APEX) - subject.pose[:3, 3]) @ subject.pose[:3, :3]
        assert abs(apex[0] - chest.middle[0]) < chest.half_width
        assert abs(apex[1] - chest.middle[1]) < chest.half_depth


def test_the_same_seed_is_the_same_subject(heart: WholeHeart) -> None:
    first, second = (draw_subject(np.random.default_rng(4), heart) for _ in range(2))
    assert first.hounsfield == second.hounsfield and first.chest == second.chest
    np.testing.assert_array_equal(first.pull.displacement, second.pull.displacement)
    np.testing.assert_array_equal(first.position(LV_APEX), second.position(LV_APEX))


def drawn(phase: str, seed: int) -> dict[str, float]:
    return draw_hounsfield(np.random.default_rng(seed), phase)


@pytest.mark.parametrize("seed", range(20))
def test_phases_order_blood_and_muscle(seed: int) -> None:
    arterial, mixed, late, none = (drawn(phase, seed) for phase in ("arterial", "mixed", "late", "none"))
    pulmonary = drawn("pulmonary", seed)
    for values in (arterial, mixed, late):
        assert values["lv"] > values["myocardium"] + 8
    assert arterial["lv"] > arterial["rv"]
    assert pulmonary["pa"] > pulmonary["aorta"] * 0.8
    assert abs(none["lv"] - none["rv"]) < 6 and none["lv"] < none["myocardium"] + 4
    assert arterial["lv"] > late["lv"] > none["lv"]
    for values in (arterial, mixed, late, none, pulmonary):
        assert values["air"] < values["lung"] < values["fat"] < values["muscle"] < values["cortex"]
        assert set(values) == set(arterial)


@pytest.mark.parametrize("seed", range(10))
def test_randomised_tissues_keep_air_lung_and_fat_in_order(seed: int) -> None:
    values = randomise(np.random.default_rng(seed), drawn("mixed", seed))
    assert values["air"] < values["lung"] < values["fat"] < values["cortex"]


def test_unknown_phases_are_refused() -> None:
    with pytest.raises(ValueError, match="arterial"):
        draw_hounsfield(np.random.default_rng(0), "venous")
    assert "arterial" in PHASES
