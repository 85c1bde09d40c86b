"""Volume and long axis of a geometric ventricle."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from ct_phantom import LENGTH, VOLUME, make_ct_phantom, without_apex
from LandmarkAILib.analysis.measures import measure_rows, measures, volume_ml
from LandmarkAILib.core.detection import Segmentation
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.core.landmarks import LandmarkSet


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
