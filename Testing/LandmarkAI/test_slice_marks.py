"""Points in slice views: each landmark's colour and short name, halo, ellipse."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from slicer_harness.fixtures import Panel, wait_until

pytestmark = pytest.mark.slow


def marks_in(panel: Panel, view: str = "Red") -> list[Any]:
    return list(panel.widget.panel.marks.views[view].drawn)


def points_in(panel: Panel, view: str = "Red") -> list[Any]:
    return [mark for mark in marks_in(panel, view) if mark.color is not None]


def look_at(panel: Panel, nodes: Any, name: str, k: int) -> int:
    from LandmarkAILib.slicer.scene.edits import landmarks_of

    number = next(n for n, p in enumerate(landmarks_of(nodes)) if (p.name, p.slice) == (name, k))
    panel.widget.panel.review.choose(number)
    return number


def view_of(name: str = "Red") -> Any:
    import slicer
    from slicer_harness.pythonqt import wrapper

    return wrapper.native_of(slicer.app.layoutManager()).slices[name]


def test_each_landmark_has_its_colour_and_short_name(panel: Panel, found: Any) -> None:
    from LandmarkAILib.core.anatomy import landmark_types

    look_at(panel, found, "LV center", 3)
    shown = {mark.text: mark.color for mark in points_in(panel)}
    wanted = {
        kind.abbreviation: tuple(round(255 * c) for c in kind.color)
        for name, kind in landmark_types().items()
        if name in ("Anterior RV insertion", "Inferior RV insertion", "LV center")
    }
    assert shown == wanted


def test_colours_reach_the_screen(panel: Panel, found: Any) -> None:
    """Pixels near each point have its colour; without the marks they do not."""
    look_at(panel, found, "LV center", 3)
    view, part = view_of(), panel.widget.panel.marks
    marks = points_in(panel)

    def near(mark: Any, pixels: np.ndarray) -> float:
        x, y = view.position_of(mark.position)
        height = len(pixels)
        patch = pixels[height - 1 - y - 9 : height - y + 8, x - 8 : x + 9].astype(float)
        return float(np.abs(patch - mark.color).max(axis=2).min())

    pixels = view.pixels()
    assert all(near(mark, pixels) < 40 for mark in marks)
    part.remove()
    pixels = view.pixels()
    assert all(near(mark, pixels) > 40 for mark in marks)


def test_the_chosen_point_has_the_halo_and_its_ellipse(panel: Panel, found: Any) -> None:
    number = look_at(panel, found, "Anterior RV insertion", 4)
    (chosen,) = [mark for mark in points_in(panel) if mark.chosen]
    place = found.landmarks.GetNthControlPointPositionWorld(number)
    assert np.allclose(chosen.position, place) and chosen.text == "ARVI"
    assert chosen.covariance is not None


@pytest.mark.parametrize("angle", [0, 90])
def test_marks_follow_a_parent_transform(panel: Panel, found: Any, scene: Any, angle: int) -> None:
    import slicer
    from LandmarkAILib.slicer.scene.edits import landmarks_of

    number = look_at(panel, found, "Anterior RV insertion", 4)
    before = landmarks_of(found).landmarks[number].covariance
    transform = scene.AddNewNodeByClass("vtkMRMLTransformNode")
    turn = np.eye(4)
    c, s = np.cos(np.radians(angle)), np.sin(np.radians(angle))
    turn[:3] = [[c, -s, 0, 7], [s, c, 0, 3], [0, 0, 1, 0]]
    transform.SetMatrixTransformToParent(slicer.util.vtkMatrixFromArray(turn))
    found.volume.SetAndObserveTransformNodeID(transform.GetID())
    panel.widget.panel.review.choose(number)
    slicer.app.processEvents()
    mark = next(m for m in panel.widget.panel.marks._points if m.chosen)
    assert np.allclose(mark.position, found.landmarks.GetNthControlPointPositionWorld(number))
    flip = np.diag([-1, -1, 1])
    wanted = turn[:3, :3] @ flip @ before @ flip @ turn[:3, :3].T
    assert np.allclose(mark.covariance, wanted)


def test_marks_follow_a_dragged_point_which_loses_its_ellipse(panel: Panel, found: Any) -> None:
    from slicer_harness import mouse

    number = look_at(panel, found, "Anterior RV insertion", 4)
    start = np.array(found.landmarks.GetNthControlPointPositionWorld(number))
    along = np.array([view_of().node.GetXYToRAS().GetElement(n, 0) for n in range(3)])
    end = start + 10 * along / np.linalg.norm(along)
    mouse.drag(start, end)
    wait_until(lambda: any(np.allclose(m.position, end, atol=2) for m in points_in(panel)), "the mark")
    mark = next(m for m in points_in(panel) if np.allclose(m.position, end, atol=2))
    assert mark.covariance is None and mark.text == "ARVI"


def test_names_are_left_out_where_slices_lie_above_each_other(panel: Panel, found: Any) -> None:
    look_at(panel, found, "LV center", 3)
    along = points_in(panel, "Green")
    assert len(along) > 3 and not any(mark.text for mark in along)


def test_the_list_writes_its_names_when_the_module_is_left(panel: Panel, found: Any, scene: Any) -> None:
    display = found.landmarks.GetDisplayNode()
    count = scene.GetNumberOfNodes()
    assert not display.GetPointLabelsVisibility()
    panel.parent.exit()
    assert display.GetPointLabelsVisibility() and not panel.widget.panel.marks.views
    assert scene.GetNumberOfNodes() == count
    panel.parent.enter()
    wait_until(lambda: panel.widget.panel.is_settled, "all parts of the panel")
    assert not display.GetPointLabelsVisibility() and points_in(panel)


def test_hidden_points_have_no_marks(panel: Panel, found: Any) -> None:
    found.landmarks.GetDisplayNode().SetVisibility(False)
    assert not points_in(panel)
