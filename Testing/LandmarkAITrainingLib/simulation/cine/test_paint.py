"""Planes of tissue: heart where the formulas have one, and a body around it."""

from __future__ import annotations

import numpy as np
import pytest
from LandmarkAITrainingLib.simulation.cine.acquisition import pixel_places
from LandmarkAITrainingLib.simulation.cine.paint import (
    Details,
    draw_details,
    outer_depth,
    paint_heart,
)
from LandmarkAITrainingLib.simulation.cine.shape import HeartShape, draw_shape
from LandmarkAITrainingLib.simulation.cine.surroundings import Surroundings, draw_surroundings
from LandmarkAITrainingLib.simulation.cine.tissue import Tissue

Subject = tuple[HeartShape, Details, Surroundings]


@pytest.fixture(scope="module", params=range(4))
def subject(request: pytest.FixtureRequest) -> Subject:
    rng = np.random.default_rng(request.param)
    heart = draw_shape(rng)
    return heart, draw_details(rng), draw_surroundings(rng, heart)


def painted(subject: Subject, h: float) -> np.ndarray:
    heart, details, around = subject
    u, v = pixel_places(160, 1.0)
    tissues = around.tissues(u, v, h, heart)
    paint_heart(tissues, (u, v, h), heart, details, around)
    return tissues


def test_the_cavity_is_blood_and_muscle_within_the_endocardium(subject: Subject) -> None:
    heart = subject[0]
    h = 0.6 * heart.length
    tissues, section = painted(subject, h), heart.section(h)
    angle, distance = section.polar(*pixel_places(160, 1.0))
    cavity = distance < section.endocardium(angle)
    assert set(np.unique(tissues[cavity])) <= {Tissue.LV_BLOOD, Tissue.MYOCARDIUM}
    assert np.mean(tissues[cavity] == Tissue.LV_BLOOD) > 0.6
    wall = (distance > section.endocardium(angle)) & (distance < section.epicardium(angle))
    assert (tissues[wall] == Tissue.MYOCARDIUM).all()
    assert not (tissues[distance > section.epicardium(angle)] == Tissue.LV_BLOOD).any()


def test_papillary_muscles_are_where_they_are_and_not_at_the_base(subject: Subject) -> None:
    heart = subject[0]

    def muscle(level: float) -> float:
        h = level * heart.length
        section = heart.section(h)
        angle, distance = section.polar(*pixel_places(160, 1.0))
        inside = distance < section.endocardium(angle) - 2
        return float(np.mean(painted(subject, h)[inside] == Tissue.MYOCARDIUM))

    assert muscle(0.5) > 0.02
    assert muscle(0.88) < muscle(0.5)


def test_beyond_the_apex_no_heart_is_painted(subject: Subject) -> None:
    tissues = painted(subject, -8.0)
    heart = {Tissue.LV_BLOOD, Tissue.RV_BLOOD, Tissue.MYOCARDIUM}
    assert not heart & set(np.unique(tissues))
    assert (tissues == Tissue.LUNG).mean() > 0.1


def test_the_grooves_are_bridged(subject: Subject) -> None:
    heart = subject[0]
    section = heart.section(0.6 * heart.length)
    ends = section.insertions()
    assert ends is not None
    for end in ends:
        assert outer_depth(end[:1], end[1:], section)[0] > 1
