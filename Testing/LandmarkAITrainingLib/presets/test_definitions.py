"""Landmarks that nothing defines get a short name and a colour, once, and keep those they have."""

from __future__ import annotations

from dataclasses import replace

from LandmarkAILib.core.anatomy import LandmarkType
from LandmarkAITrainingLib.presets.definitions import PALETTE, abbreviations, defined, palette_color
from LandmarkAITrainingLib.presets.preset import read_preset


def test_unknown_names_are_defined_and_known_ones_are_left() -> None:
    model = read_preset("cmr-sax").model
    assert defined(model) == model
    own = defined(replace(model, landmarks=("LV center", "Septal hinge"), segments=("Renal cortex",)))
    assert [kind.name for kind in own.landmark_types] == ["Septal hinge"]
    assert own.landmark_types[0].abbreviation == "SH"
    assert [kind.name for kind in own.segment_types] == ["Renal cortex"]
    assert defined(own) == own


def test_what_a_model_defines_comes_before_what_is_suggested() -> None:
    mine = LandmarkType("LV center", "MID", (0.0, 0.0, 1.0))
    model = replace(read_preset("cmr-sax").model, landmark_types=(mine,))
    assert model.anatomy.landmark("LV center") == mine
    suggested = model.anatomy.landmark("Anterior RV insertion")
    assert suggested is not None and suggested.abbreviation == "ARVI"


def test_short_names_differ() -> None:
    names = ["Left eye", "Left ear", "Nasion", "Nasal spine", "F-1", "F-2", "LV curve"]
    short = abbreviations(names, used=["LVC"])
    assert len(set(short.values())) == len(names) and "LVC" not in short.values()
    assert short["Left eye"] == "LE" and short["Nasion"] == "NASI" and short["F-2"] == "F2"


def test_colours_differ_for_three_rounds_of_the_palette() -> None:
    colors = [palette_color(n) for n in range(3 * len(PALETTE))]
    assert len(set(colors)) == len(colors)
    assert all(0 <= part <= 1 for color in colors for part in color)
