"""Volume and long axis of a geometric ventricle."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from ct_phantom import LENGTH, VOLUME, make_ct_phantom, without_apex
from hypothesis import given
from LandmarkAILib.analysis.measures import between, declared, measure_rows, measures, volume_ml
from LandmarkAILib.core.anatomy import Anatomy, MeasureType
from LandmarkAILib.core.detection import Detection, Segmentation
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.core.landmarks import Landmark, LandmarkSet
from strategies import rotations


def test_a_ventricle_of_known_size() -> None:
    volume, axis = measures(make_ct_phantom().detection)
    assert (volume.name, volume.unit) == ("LV volume", "ml")
    assert volume.value == pytest.approx(VOLUME, rel=0.02)
    assert (axis.name, axis.unit) == ("Long axis length", "mm")
    assert axis.value == pytest.approx(LENGTH)


def test_what_was_not_found_has_no_number() -> None:
    detection = make_ct_phantom().detection
    assert detection.segmentation is not None
    empty = replace(detection.segmentation, labels=np.zeros_like(detection.segmentation.labels))
    found = measures(replace(without_apex(detection), segmentation=empty))
    assert [measure.value for measure in found] == [None, None]
    assert [row["value"] for row in measure_rows(found)] == ["", ""]


def test_slices_are_not_measured() -> None:
    detection = make_ct_phantom().detection
    on_slices = LandmarkSet(tuple(replace(p, slice=3) for p in detection.landmarks))
    assert measures(replace(detection, landmarks=on_slices)) == []


def test_models_without_an_annulus_have_no_axis() -> None:
    detection = make_ct_phantom().detection
    apex = LandmarkSet(detection.landmarks.landmarks[:1])
    assert [measure.name for measure in measures(replace(detection, landmarks=apex))] == ["LV volume"]


def test_a_segment_of_that_name_alone_is_no_heart() -> None:
    detection = make_ct_phantom().detection
    assert measures(replace(detection, landmarks=LandmarkSet(()))) == []


def test_a_sheared_voxel_has_the_volume_of_its_parallelepiped() -> None:
    affine = np.diag([0.5, 0.5, 3.0, 1.0])
    affine[1, 2] = 0.8
    labels = np.ones((10, 10, 10), np.uint8)
    segmentation = Segmentation(labels, Grid((10, 10, 10), affine), ("Left ventricle",))
    assert volume_ml(segmentation, "Left ventricle") == pytest.approx(0.75)


SIDES = {"A": [3.0, 0.0, 0.0], "B": [0.0, 0.0, 0.0], "C": [0.0, 4.0, 0.0], "D": [0.0, 4.0, 2.0]}
KINDS = (
    MeasureType("Length", ("A", "C")),
    MeasureType("Corner", ("A", "B", "C")),
    MeasureType("Tilt", ("A", "C", "C", "D")),
)


def points(k: int | None = None, without: str = "") -> LandmarkSet:
    places = {name: None if name == without else np.array(place) for name, place in SIDES.items()}
    return LandmarkSet(tuple(Landmark(name, place, slice=k) for name, place in places.items()))


@given(rotations())
def test_distances_and_angles_of_a_known_triangle_lie_as_it_may(turn: np.ndarray) -> None:
    places = {name: turn @ place + [7.0, -40.0, 900.0] for name, place in SIDES.items()}
    length, corner, tilt = (between(places, kind) for kind in KINDS)
    assert length == pytest.approx(5.0) and corner == pytest.approx(90.0)
    assert tilt == pytest.approx(90.0)
    straight = MeasureType("Straight", ("C", "B", "D"))
    assert between({**places, "D": 2 * places["B"] - places["C"]}, straight) == pytest.approx(180.0)


def test_no_number_without_a_point_nor_an_angle_without_a_way() -> None:
    assert [m.value for m in declared(points(without="B"), KINDS)][1:2] == [None]
    places = {name: np.zeros(3) for name in SIDES}
    assert [between(places, kind) for kind in KINDS] == [0.0, None, None]


def test_a_detection_gives_what_its_model_declares() -> None:
    anatomy = Anatomy(measures=KINDS)
    found = measures(Detection(points(0), None, {"units": "px"}, anatomy=anatomy))
    assert [(m.name, m.unit, m.slice) for m in found] == [
        ("Length", "px", None),
        ("Corner", "°", None),
        ("Tilt", "°", None),
    ]
    assert "slice" not in measure_rows(found)[0]
    both = LandmarkSet((*points(2), *points(5, without="A")))
    found = measures(Detection(both, None, anatomy=anatomy))
    assert [(m.slice, m.value) for m in found if m.name == "Length"] == [(2, 5.0), (5, None)]
    assert measure_rows(found)[3] == {"measure": "Length", "slice": "5", "value": "", "unit": "mm"}


@pytest.mark.parametrize(
    ("name", "of", "why"),
    [("", ("A", "B"), "no name"), ("L", ("A",), "1 points"), ("L", ("A", "B", "B"), "to itself")],
)
def test_what_is_neither_distance_nor_angle_is_refused(name: str, of: tuple[str, ...], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        MeasureType(name, of)
