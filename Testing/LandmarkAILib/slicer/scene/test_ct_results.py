"""A detection in a CT volume: one point a landmark, surfaces, the long axis and what is measured."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from ct_phantom import ANNULUS, APEX, DIRECTION, LENGTH, VOLUME, CtPhantom, make_ct_phantom, without_apex
from short_axis_phantom import Phantom

pytest.importorskip("slicer", reason="slicer-core has no wheel for this system")

import slicer
from LandmarkAILib.core.anatomy import LEFT_VENTRICLE, LV_APEX, MITRAL_ANNULUS_CENTER, MYOCARDIUM
from LandmarkAILib.core.detection import Segmentation
from LandmarkAILib.core.landmarks import Landmark, LandmarkSet
from LandmarkAILib.slicer.logic.keep_current import keep_current
from LandmarkAILib.slicer.scene import edits, segmentations
from LandmarkAILib.slicer.scene.nodes import DetectionNodes, find_results
from LandmarkAILib.slicer.scene.results import is_touched, show_detection
from LandmarkAILib.slicer.scene.transforms import to_lps, to_ras

Column = Callable[[Any, str], list[Any]]


@pytest.fixture(scope="module")
def ct() -> CtPhantom:
    """Oblique, so that nothing is right by chance."""
    turn, _ = np.linalg.qr(np.array([[1.0, 0.2, 0.1], [-0.2, 1.0, 0.3], [0.0, -0.3, 1.0]]))
    return make_ct_phantom(axes=turn)


@pytest.fixture
def ct_volume(add_volume: Callable[..., Any], ct: CtPhantom) -> Any:
    return add_volume(ct.image, "CT")


@pytest.fixture
def nodes(ct_volume: Any, ct: CtPhantom) -> DetectionNodes:
    """The phantom's detection, followed as after a run."""
    nodes = show_detection(ct_volume, ct.detection)
    keep_current(nodes)
    return nodes


def line(nodes: DetectionNodes) -> np.ndarray:
    """(2, 3) LPS mm in the world."""
    return to_lps(slicer.util.arrayFromMarkupsControlPoints(nodes.long_axis, world=True))


def surface(nodes: DetectionNodes, name: str) -> Any:
    segments = nodes.segmentation.GetSegmentation()
    segment = segments.GetSegment(segments.GetSegmentIdBySegmentName(name))
    return segment.GetRepresentation("Closed surface")


def test_a_point_a_landmark_an_axis_and_no_aha_segments(nodes: DetectionNodes) -> None:
    assert [p.name for p in edits.landmarks_of(nodes)] == [LV_APEX, MITRAL_ANNULUS_CENTER]
    assert all(p.slice is None and not p.note for p in edits.landmarks_of(nodes))
    assert nodes.aha_segmentation is None and nodes.aha_table is None
    assert not is_touched(nodes)
    assert [node.GetName() for node in nodes] == [
        "CT landmarks",
        "CT segmentation",
        "CT landmark table",
        "CT long axis",
        "CT measures",
    ]


def test_axis_leads_from_apex_to_annulus_and_tells_its_length(nodes: DetectionNodes) -> None:
    assert np.allclose(line(nodes), [APEX, ANNULUS], atol=1e-6)
    assert nodes.long_axis.GetLineLengthWorld() == pytest.approx(LENGTH)
    display = nodes.long_axis.GetDisplayNode()
    assert display.GetPropertiesLabelVisibility() and not display.GetPointLabelsVisibility()
    # Or it would be dragged in place of the landmarks, which lie on its ends.
    assert nodes.long_axis.GetLocked()


def test_table_tells_volume_and_length(nodes: DetectionNodes, column: Column) -> None:
    assert column(nodes.measures, "Measure") == ["LV volume", "Long axis length"]
    assert column(nodes.measures, "Unit") == ["ml", "mm"]
    volume, length = column(nodes.measures, "Value")
    assert volume == pytest.approx(VOLUME, rel=0.02) and length == pytest.approx(LENGTH)


def test_surfaces_are_shown_in_3d(nodes: DetectionNodes) -> None:
    display = nodes.segmentation.GetDisplayNode()
    assert display.GetPreferredDisplayRepresentationName3D() == "Closed surface"
    assert display.GetVisibility3D() and display.GetVisibility()
    for name, opacity in ((LEFT_VENTRICLE, 1.0), (MYOCARDIUM, 0.35)):
        assert surface(nodes, name).GetNumberOfPolys() > 1000
        assert display.GetSegmentOpacity3D(name) == pytest.approx(opacity)
    bounds = np.reshape(surface(nodes, LEFT_VENTRICLE).GetBounds(), (3, 2))
    for end in to_ras(np.array([APEX - DIRECTION, ANNULUS])):
        assert (bounds[:, 0] - 3 <= end).all() and (end <= bounds[:, 1] + 3).all()


def test_slices_get_no_surfaces(volume: Any, phantom: Phantom) -> None:
    nodes = show_detection(volume, phantom.detection)
    assert nodes.long_axis is None and nodes.measures is None
    assert not nodes.segmentation.GetSegmentation().ContainsRepresentation("Closed surface")


@pytest.mark.parametrize("moved", [0, 1])
def test_axis_and_length_follow_a_dragged_point_at_once(
    nodes: DetectionNodes, column: Column, moved: int
) -> None:
    ends = [APEX, ANNULUS]
    ends[moved] = ends[moved] + np.array([3.0, -7.0, 5.0])
    nodes.landmarks.SetNthControlPointPosition(moved, *to_ras(ends[moved]).tolist())
    assert np.allclose(line(nodes), ends, atol=1e-6)
    length = float(np.linalg.norm(ends[0] - ends[1]))
    assert column(nodes.measures, "Value")[1] == pytest.approx(length)
    assert column(nodes.measures, "Value")[0] == pytest.approx(VOLUME, rel=0.02)


def test_volume_follows_an_edited_segment(nodes: DetectionNodes, column: Column, ct: CtPhantom) -> None:
    before, _ = column(nodes.measures, "Value")
    segmentation = ct.detection.segmentation
    assert segmentation is not None
    labels = segmentation.labels.copy()
    labels[:32][labels[:32] == 1] = 0
    mask = (labels == 1).astype(np.uint8)
    slicer.util.updateSegmentBinaryLabelmapFromArray(
        mask, nodes.segmentation, LEFT_VENTRICLE, nodes.volume
    )
    after, _ = column(nodes.measures, "Value")
    assert after == pytest.approx(mask.sum() * 8 / 1000) and after < 0.8 * before
    assert is_touched(nodes)


def test_axis_is_gone_while_an_end_is_missing(nodes: DetectionNodes, column: Column) -> None:
    edits.mark_missing(nodes, 0)
    assert nodes.long_axis.GetNumberOfControlPoints() == 0
    assert np.isnan(column(nodes.measures, "Value")[1])
    assert column(nodes.measures, "Value")[0] == pytest.approx(VOLUME, rel=0.02)
    edits.restore(nodes, 0)
    assert np.allclose(line(nodes), [APEX, ANNULUS], atol=1e-6)
    assert column(nodes.measures, "Value")[1] == pytest.approx(LENGTH)


def test_apex_that_was_not_found(ct_volume: Any, ct: CtPhantom, column: Column) -> None:
    nodes = show_detection(ct_volume, without_apex(ct.detection))
    assert nodes.long_axis.GetNumberOfControlPoints() == 0
    assert np.isnan(column(nodes.measures, "Value")[1])
    keep_current(nodes)
    edits.correct(nodes, 0, APEX)
    assert np.allclose(line(nodes), [APEX, ANNULUS], atol=1e-6)
    assert [p.note for p in edits.landmarks_of(nodes)] == ["corrected", ""]


@pytest.mark.parametrize("kind", ["linear", "bspline"])
def test_all_lies_right_under_a_transform(
    ct_volume: Any, ct: CtPhantom, add_transform: Callable[[str], Any], kind: str, column: Column
) -> None:
    transform = add_transform(kind)
    ct_volume.SetAndObserveTransformNodeID(transform.GetID())
    nodes = show_detection(ct_volume, ct.detection)
    keep_current(nodes)
    world = np.zeros((2, 3))
    for end, row in zip(to_ras(np.array([APEX, ANNULUS])).tolist(), world, strict=True):
        ct_volume.TransformPointToWorld(end, row)
    assert np.allclose(line(nodes), to_lps(world), atol=1e-4)
    assert column(nodes.measures, "Value")[1] == pytest.approx(LENGTH)
    # A volume that is taken out again takes all of it along.
    ct_volume.SetAndObserveTransformNodeID(None)
    assert np.allclose(line(nodes), [APEX, ANNULUS], atol=1e-4)


def test_a_bundle_shows_the_same_again(
    scene: Any, nodes: DetectionNodes, column: Column, tmp_path: Path
) -> None:
    edits.correct(nodes, 0, APEX + 2.0)
    before = line(nodes), [f"{value:.4g}" for value in column(nodes.measures, "Value")]
    path = str(tmp_path / "ct.mrb")
    assert slicer.util.saveScene(path)
    scene.Clear(0)
    slicer.util.loadScene(path)
    (nodes,) = find_results(slicer.util.getNode("CT"))
    assert np.allclose(line(nodes), before[0], atol=1e-4)
    assert [f"{value:.4g}" for value in column(nodes.measures, "Value")] == before[1]
    assert nodes.long_axis.GetLocked()
    assert nodes.segmentation.GetDisplayNode().GetVisibility3D()
    assert surface(nodes, LEFT_VENTRICLE).GetNumberOfPolys() > 1000
    keep_current(nodes)
    edits.restore(nodes, 0)
    assert np.allclose(line(nodes), [APEX, ANNULUS], atol=1e-4)


def test_undo_takes_all_of_it_back_in_one_step(scene: Any, ct_volume: Any, ct: CtPhantom) -> None:
    scene.SetUndoOn()
    try:
        count = scene.GetNumberOfNodes()
        show_detection(ct_volume, ct.detection)
        scene.Undo()
        assert scene.GetNumberOfNodes() == count and not find_results(ct_volume)
    finally:
        scene.SetUndoOff()
        scene.ClearUndoStack()


def test_deleted_axis_and_measures_stay_deleted(scene: Any, nodes: DetectionNodes) -> None:
    for node in (nodes.long_axis, nodes.measures, nodes.segmentation):
        scene.RemoveNode(node)
    nodes.landmarks.SetNthControlPointPosition(0, 1, 2, 3)
    assert nodes.now().long_axis is None and nodes.now().measures is None


def test_a_case_is_exported(nodes: DetectionNodes, tmp_path: Path) -> None:
    from LandmarkAILib.files.markups import read_landmarks
    from LandmarkAILib.slicer.scene.export import export_case

    case = export_case(nodes.volume, nodes, tmp_path, "case")
    written = read_landmarks(case / "landmarks.mrk.json")
    assert np.allclose([p.position for p in written], [APEX, ANNULUS], atol=1e-4)


def test_only_the_labelled_part_of_a_volume_is_kept(
    nodes: DetectionNodes, ct: CtPhantom, labels_shown: Callable[[Any, Any], np.ndarray]
) -> None:
    segmentation = ct.detection.segmentation
    assert isinstance(segmentation, Segmentation)
    image = nodes.segmentation.GetSegmentation().GetNthSegment(0).GetRepresentation("Binary labelmap")
    inside = np.argwhere(segmentation.labels)
    extent = np.reshape(image.GetExtent(), (3, 2))[::-1]
    assert (extent[:, 0] == inside.min(axis=0)).all() and (extent[:, 1] == inside.max(axis=0)).all()
    assert (labels_shown(nodes.segmentation, nodes.volume) == segmentation.labels).all()
    found = segmentations.labels_in(nodes.segmentation, segmentation.grid)
    assert (found.labels == segmentation.labels).all()


def test_a_chest_in_which_nothing_was_found(ct_volume: Any, ct: CtPhantom, column: Column) -> None:
    segmentation = ct.detection.segmentation
    assert segmentation is not None
    nothing = replace(segmentation, labels=np.zeros_like(segmentation.labels))
    landmarks = LandmarkSet(tuple(Landmark(p.name, None, 0.02) for p in ct.detection.landmarks))
    nodes = show_detection(ct_volume, replace(ct.detection, landmarks=landmarks, segmentation=nothing))
    keep_current(nodes)
    assert nodes.long_axis.GetNumberOfControlPoints() == 0
    volume, length = column(nodes.measures, "Value")
    assert np.isnan(volume) and np.isnan(length)
    assert not is_touched(nodes)
