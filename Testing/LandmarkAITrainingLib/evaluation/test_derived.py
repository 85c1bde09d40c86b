"""Volumes, areas and lengths against shapes whose size is known."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from LandmarkAILib.core.anatomy import Anatomy, MeasureType
from LandmarkAILib.core.detection import Detection, Segmentation
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.core.image import Image
from LandmarkAILib.core.landmarks import Landmark, LandmarkSet
from LandmarkAITrainingLib.data.dataset import CaseRecord, LoadedCase
from LandmarkAITrainingLib.evaluation.derived import IMAGE_UNITS, DerivedValue, derived_values
from LandmarkAITrainingLib.evaluation.derived_summary import summarise_derived

NAMES = ("Left ventricle", "Right ventricle")


def labels(slices: int, left: int, right: int) -> np.ndarray:
    """So many voxels of each segment in each slice."""
    array = np.zeros((slices, 10, 10), np.uint8)
    array.reshape(slices, -1)[:, :left] = 1
    array.reshape(slices, -1)[:, left : left + right] = 2
    return array


def case_and_detection(slices: int, notes: frozenset[str] = frozenset()) -> tuple[LoadedCase, Detection]:
    grid = Grid((10, 10, slices), np.diag([2.0, 5.0, 8.0, 1.0]))
    record = CaseRecord("one", Path(), Path(), {}, None, "s", "cine", notes=notes)
    truth = Segmentation(labels(slices, 25, 10), grid, NAMES)
    image = Image(np.zeros(grid.shape, np.float32), grid, "one")
    ends = LandmarkSet(
        (
            Landmark("LV apex", np.array([1.0, 2.0, 3.0]), slice=0),
            Landmark("Mitral annulus center", np.array([3.0, 5.0, 9.0]), slice=0),
        )
    )
    found = LandmarkSet(
        (
            Landmark("LV apex", np.array([0.0, 0.0, 0.0])),
            Landmark("Mitral annulus center", np.array([0.0, 6.0, 8.0])),
        )
    )
    predicted = Segmentation(labels(slices, 50, 0), grid, NAMES)
    return LoadedCase(record, image, ends, truth), Detection(found, predicted)


def test_volumes_and_long_axis() -> None:
    values = {v.quantity: v for v in derived_values(*case_and_detection(3))}
    left, right = values["Left ventricle volume"], values["Right ventricle volume"]
    assert (left.reference, left.predicted) == (pytest.approx(6.0), pytest.approx(12.0))
    assert (right.reference, right.predicted, right.unit) == (pytest.approx(2.4), None, "ml")
    axis = values["Long axis length"]
    assert (axis.reference, axis.predicted, axis.unit) == (pytest.approx(7.0), pytest.approx(10.0), "mm")


def test_a_single_slice_has_an_area() -> None:
    values = {v.quantity: v for v in derived_values(*case_and_detection(1))}
    area = values["Left ventricle area"]
    assert (area.reference, area.predicted, area.unit) == (pytest.approx(2.5), pytest.approx(5.0), "cm²")


def test_a_right_ventricle_known_to_be_incomplete_is_left_out() -> None:
    values = derived_values(*case_and_detection(3, frozenset({"rv-incomplete"})))
    assert "Right ventricle volume" not in {v.quantity for v in values}


def test_a_missing_end_has_no_length() -> None:
    case, detection = case_and_detection(3)
    apex, annulus = detection.landmarks
    missing = replace(detection, landmarks=LandmarkSet((apex, replace(annulus, position=None))))
    (axis,) = (v for v in derived_values(case, missing) if v.unit == "mm")
    assert (axis.reference, axis.predicted) == (pytest.approx(7.0), None)
    unknown = replace(detection, landmarks=LandmarkSet((apex,)))
    assert not [v for v in derived_values(case, unknown) if v.unit == "mm"]


def test_what_a_model_declares_is_compared_slice_by_slice() -> None:
    kinds = (MeasureType("Length", ("A", "B")), MeasureType("Corner", ("A", "B", "C")))
    case, detection = case_and_detection(3)
    truth = [Landmark(n, np.array(p), slice=1) for n, p in zip("ABC", np.eye(3) * 10.0, strict=True)]
    one = Landmark("A", np.zeros(3), slice=2)
    case = replace(case, landmarks=LandmarkSet((*truth, one)))
    found = [replace(p, position=2 * p.position) for p in truth]  # type: ignore[operator]
    nowhere = [Landmark(name, None, slice=2) for name in "ABC"]
    detection = replace(
        detection,
        landmarks=LandmarkSet((*found, *nowhere)),
        segmentation=None,
        anatomy=Anatomy(measures=kinds),
    )
    length, corner = derived_values(case, detection)
    assert (length.quantity, length.part, length.unit) == ("Length", "slice 1", "mm")
    assert (length.reference, length.predicted) == pytest.approx((10 * 2**0.5, 20 * 2**0.5))
    assert corner.unit == "°"
    assert (corner.reference, corner.predicted) == pytest.approx((60.0, 60.0))
    missing = LandmarkSet((*found[:2], Landmark("C", None, slice=1)))
    values = derived_values(case, replace(detection, landmarks=missing))
    assert [(v.quantity, v.part, v.predicted is None) for v in values] == [
        ("Length", "", False),
        ("Corner", "", True),
    ]


def value(contrast: str, reference: float, predicted: float | None, unit: str = "ml") -> DerivedValue:
    case = f"{contrast}{reference}"
    return DerivedValue(case, case, contrast, "", "V", "", unit, reference, predicted)


def test_summary_keeps_missing_values_apart() -> None:
    values = [value("a", 10, 12), value("a", 20, 21), value("b", 30, 33), value("b", 40, None)]
    summary = summarise_derived(values)["V"]
    assert (summary.n, summary.not_found, summary.unit) == (4, 1, "ml")
    assert summary.reference_mean == 25.0
    assert summary.bland_altman is not None and summary.icc is not None
    assert summary.bland_altman.bias.value == pytest.approx(2.0)
    assert summary.bland_altman.sd == pytest.approx(1.0)
    assert summary.icc.consistency.value > 0.98


def test_units_of_the_image_are_not_mixed_over_contrasts() -> None:
    values = [value("a", 10, 12, IMAGE_UNITS), value("b", 20, 21, IMAGE_UNITS)]
    assert summarise_derived(values) == {}
    assert summarise_derived(values[:1])["V"].icc is None


def test_nothing_found() -> None:
    summary = summarise_derived([value("a", 10, None), value("a", 20, None)])["V"]
    assert (summary.bland_altman, summary.icc, summary.not_found) == (None, None, 2)
