"""Saved and opened again, by Slicer's own storage: the same points, segments, tables and reviews."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from short_axis_phantom import NAMES, Phantom

pytest.importorskip("slicer", reason="slicer-core has no wheel for this system")

import slicer
from LandmarkAILib.analysis.aha.settings import SEGMENT_NAMES
from LandmarkAILib.files.markups import read_landmarks
from LandmarkAILib.files.segmentations import read_segmentation
from LandmarkAILib.slicer.scene.dependants import update_dependants
from LandmarkAILib.slicer.scene.edits import (
    accept,
    correct,
    landmarks_of,
    mark_missing,
    segmentation_of,
)
from LandmarkAILib.slicer.scene.nodes import DetectionNodes, find_results
from LandmarkAILib.slicer.scene.results import is_touched, show_detection

Column = Callable[[Any, str], list[Any]]


@pytest.fixture
def nodes(volume: Any, phantom: Phantom, add_transform: Callable[[str], Any]) -> DetectionNodes:
    volume.SetAndObserveTransformNodeID(add_transform("linear").GetID())
    return show_detection(volume, phantom.detection)


def facts(nodes: DetectionNodes, column: Column, world_points: Callable[..., np.ndarray]) -> list[Any]:
    return [
        [node.GetName() for node in nodes],
        [(p.name, p.status, p.slice, p.note, p.probability) for p in landmarks_of(nodes)],
        np.round(world_points(nodes)[[p.status == "detected" for p in landmarks_of(nodes)]], 6).tolist(),
        segmentation_of(nodes).labels.tolist(),
        segmentation_of(nodes).names,
        column(nodes.table, "Landmark"),
        # Slicer writes six digits of a table's numbers.
        [f"{value:.4g}" for value in column(nodes.table, "L")],
        column(nodes.table, "Note"),
        column(nodes.aha_table, "Pixels"),
        [f"{value:.4g}" for value in column(nodes.aha_table, "Mean")],
        nodes.aha_segmentation.GetDisplayVisibility(),
        nodes.landmarks.GetDisplayNode().GetSelectedColor(),
    ]


def test_a_bundle_shows_the_same_again(
    scene: Any,
    volume: Any,
    nodes: DetectionNodes,
    column: Column,
    world_points: Callable[..., np.ndarray],
    tmp_path: Path,
) -> None:
    accept(nodes, 0)
    correct(nodes, 1, np.array([1.0, 2.0, 3.0]))
    mark_missing(nodes, 2)
    update_dependants(nodes)
    before = facts(nodes, column, world_points)
    path = str(tmp_path / "study.mrb")
    assert slicer.app.coreIOManager().saveNodes("SceneFile", {"fileName": path})
    scene.Clear(0)
    # Another study is open, with nodes whose identifiers are those of ours.
    other = slicer.util.addVolumeFromArray(np.zeros((2, 3, 4)), name="other")
    slicer.util.loadScene(path)

    volume = slicer.util.getNode("heart")
    (again,) = find_results(volume)
    assert find_results(other) == []
    assert facts(again, column, world_points) == before
    hierarchy = slicer.vtkMRMLSubjectHierarchyNode.GetSubjectHierarchyNode(scene)
    assert hierarchy.GetItemName(again.folder) == "heart detection"
    for node in again:
        assert hierarchy.GetItemParent(hierarchy.GetItemByDataNode(node)) == again.folder
    result, _ = update_dependants(again)
    assert column(again.aha_table, "Pixels") == [s.pixels for s in result.segments]
    assert is_touched(again)


def test_an_untouched_bundle_counts_as_untouched(
    scene: Any, volume: Any, nodes: DetectionNodes, phantom: Phantom, tmp_path: Path
) -> None:
    """Slicer crops label maps and rounds matrices on the way; detecting again replaces all the same."""
    path = str(tmp_path / "study.mrb")
    assert slicer.app.coreIOManager().saveNodes("SceneFile", {"fileName": path})
    scene.Clear(0)
    slicer.util.loadScene(path)
    volume = slicer.util.getNode("heart")
    (again,) = find_results(volume)
    assert not is_touched(again)
    assert show_detection(volume, phantom.detection).landmarks.GetName() == "heart landmarks"
    assert not again.in_scene


def test_our_readers_take_single_files(
    volume: Any, nodes: DetectionNodes, phantom: Phantom, tmp_path: Path
) -> None:
    mark_missing(nodes, 0)
    accept(nodes, 1)
    points, segments = tmp_path / "a.mrk.json", tmp_path / "a.seg.nrrd"
    assert slicer.util.saveNode(nodes.landmarks, str(points))
    assert slicer.util.saveNode(nodes.segmentation, str(segments))
    first, second, *_ = found = read_landmarks(points)
    assert first.status == "missing" and first.note.endswith("marked missing")
    assert second.note.endswith("accepted")
    for point, landmark in zip(list(found)[1:], list(phantom.landmarks)[1:], strict=True):
        assert point.name == landmark.name
        np.testing.assert_allclose(point.position, landmark.position, atol=1e-9)
    assert read_segmentation(segments).names == NAMES


def test_tables_are_saved_with_their_columns(
    scene: Any, nodes: DetectionNodes, column: Column, tmp_path: Path
) -> None:
    path = str(tmp_path / "a.tsv")
    assert slicer.util.saveNode(nodes.aha_table, path)
    loaded = slicer.util.loadTable(path)
    assert column(loaded, "Name") == list(SEGMENT_NAMES)
    assert slicer.util.saveNode(nodes.table, str(tmp_path / "b.csv"))
    text = (tmp_path / "b.csv").read_text(encoding="utf-8")
    header = text.splitlines()[0].replace('"', "")
    assert header == "Landmark,Slice,Status,Probability,± mm,L,P,S,Note"
