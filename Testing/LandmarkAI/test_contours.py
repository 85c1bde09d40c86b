"""Contours that a reader mends: the Segment Editor on them, those of a slice for its neighbour."""
# ruff: noqa: N802  (names of C++)

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from slicer_harness import mouse
from slicer_harness.fixtures import Panel, wait_until

pytestmark = pytest.mark.slow


class Editor:
    """What the Segment Editor's widget is asked for; it has these three slots."""

    def __init__(self) -> None:
        self.asked: list[Any] = []

    def setSegmentationNode(self, node: Any) -> None:
        self.asked.append(node)

    def setSourceVolumeNode(self, node: Any) -> None:
        self.asked.append(node)

    def setCurrentSegmentID(self, identifier: str) -> None:
        self.asked.append(identifier)


def choose(panel: Panel, nodes: Any, name: str, k: int) -> None:
    from LandmarkAILib.slicer.scene.edits import landmarks_of

    number = next(n for n, p in enumerate(landmarks_of(nodes)) if (p.name, p.slice) == (name, k))
    panel.widget.panel.review.choose(number)


@pytest.mark.parametrize(
    ("name", "segment"), [("LV center", "Left ventricle"), ("Anterior RV insertion", "Myocardium")]
)
def test_one_click_opens_the_segment_editor_on_our_segments(
    panel: Panel, found: Any, monkeypatch: pytest.MonkeyPatch, name: str, segment: str
) -> None:
    """The views stay: the slice that is wrong is what one wants to draw in."""
    import slicer

    editor, layout = Editor(), slicer.app.layoutManager().layout
    monkeypatch.setattr(slicer.util, "selectModule", lambda _name: panel.parent.exit())
    monkeypatch.setattr(
        slicer.util, "getModuleWidget", lambda _name: type("Widget", (), {"editor": editor})
    )
    choose(panel, found, name, 3)
    mouse.click(panel.find("editContoursButton"))
    assert editor.asked[:2] == [found.segmentation, found.volume]
    chosen = found.segmentation.GetSegmentation().GetSegment(editor.asked[2])
    assert chosen.GetName() == segment
    assert slicer.app.layoutManager().layout == layout
    panel.parent.enter()
    panel.parent.exit()
    assert slicer.app.layoutManager().layout == 3
    panel.parent.enter()


def test_a_landmark_of_the_model_s_own_says_which_segment_it_lies_in(
    panel: Panel, found: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    import slicer
    from LandmarkAILib.core.anatomy import Anatomy, LandmarkType
    from LandmarkAILib.slicer.scene.edits import landmarks_of
    from LandmarkAILib.slicer.scene.landmark_list import set_look

    own = LandmarkType("Anterior RV insertion", "A", (1.0, 0.0, 0.0), inside="Right ventricle")
    set_look(found.landmarks, landmarks_of(found), Anatomy((own,)))
    editor = Editor()
    monkeypatch.setattr(slicer.util, "selectModule", lambda _name: None)
    module = SimpleNamespace(editor=editor)
    monkeypatch.setattr(slicer.util, "getModuleWidget", lambda _name: module)
    choose(panel, found, "Anterior RV insertion", 3)
    mouse.click(panel.find("editContoursButton"))
    chosen = found.segmentation.GetSegmentation().GetSegment(editor.asked[2])
    assert chosen.GetName() == "Right ventricle"


@pytest.mark.parametrize(("name", "step"), [("copyBeforeButton", -1), ("copyAfterButton", 1)])
def test_contours_of_a_slice_for_its_neighbour(panel: Panel, found: Any, name: str, step: int) -> None:
    """AHA segments and their numbers follow."""
    from LandmarkAILib.slicer.scene.edits import segmentation_of

    choose(panel, found, "LV center", 3)
    wait_until(lambda: panel.widget.panel.mosaic._aha is not None, "the AHA segments")
    before, numbers = segmentation_of(found).labels.copy(), panel.widget.panel.mosaic._aha
    assert panel.find(name).text == f"Copy to slice {3 + step}"
    mouse.click(panel.find(name))
    after = segmentation_of(found).labels
    assert not np.array_equal(before[3], before[3 + step])
    assert np.array_equal(after[3 + step], before[3])
    rest = [k for k in range(len(before)) if k != 3 + step]
    assert np.array_equal(after[rest], before[rest])
    wait_until(lambda: panel.widget.panel.mosaic._aha is not numbers, "new AHA segments")


def test_contours_are_copied_under_a_transform_and_taken_back(
    panel: Panel, found: Any, scene: Any
) -> None:
    import slicer
    from LandmarkAILib.slicer.scene.edits import copy_contours, segmentation_of

    scene.SetUndoOn()
    transform = scene.AddNewNodeByClass("vtkMRMLTransformNode")
    matrix = np.array([[0, -1, 0, 40], [1, 0, 0, -7], [0, 0, 1, 3], [0, 0, 0, 1.0]])
    transform.SetMatrixTransformToParent(slicer.util.vtkMatrixFromArray(matrix))
    found.volume.SetAndObserveTransformNodeID(transform.GetID())
    before = segmentation_of(found).labels.copy()
    copy_contours(found, 4, 5)
    after = segmentation_of(found).labels
    assert np.array_equal(after[5], before[4]) and np.array_equal(after[4], before[4])
    scene.Undo()
    assert np.array_equal(segmentation_of(found.now()).labels, before)


def test_there_is_no_slice_beyond_the_last(panel: Panel, found: Any) -> None:
    choose(panel, found, "LV center", 0)
    before = panel.find("copyBeforeButton")
    assert not before.enabled and before.toolTip == "There is no such slice."
    assert panel.find("copyAfterButton").enabled
