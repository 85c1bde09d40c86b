"""A CT volume in the panel: measures, surfaces, points of no slice; what is of slices keeps out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from ct_phantom import ANNULUS, APEX, LENGTH, VOLUME, make_ct_phantom, without_apex
from fake_worker import FakeLauncher
from LandmarkAILib.core.anatomy import Anatomy, MeasureType
from LandmarkAILib.core.detection import Detection
from LandmarkAILib.core.landmarks import Landmark, LandmarkSet
from slicer_harness.fixtures import Panel, wait_until

pytestmark = pytest.mark.slow


@pytest.fixture
def detect(panel: Panel, launcher: FakeLauncher, scene: Any) -> Callable[..., Any]:
    """``detect(change)``: a CT volume, and what the worker answers when the button is clicked."""

    def detect(change: Callable[[Detection], Detection] = lambda detection: detection) -> Any:
        import slicer
        from LandmarkAILib.slicer.scene.nodes import find_results

        ct = make_ct_phantom()
        to_ras = np.diag([-1.0, -1.0, 1.0, 1.0]) @ ct.image.grid.affine
        volume = slicer.util.addVolumeFromArray(ct.image.array, to_ras, "CT")
        panel.ui.volumeSelector.setCurrentNode(volume)
        panel.widget.panel.context.parameters.model = "cmr-sax"
        panel.click("detectButton")
        launcher.finish(change(ct.detection))
        return find_results(volume)[0]

    return detect


def rows(panel: Panel) -> list[tuple[str, ...]]:
    table = panel.ui.pointsTable
    return [
        tuple(table.item(row, column).text() for column in range(4)) for row in range(table.rowCount)
    ]


def measures(panel: Panel) -> list[str]:
    return panel.ui.measuresLabel.text.splitlines()


def test_measures_are_shown_and_aha_segments_are_not(panel: Panel, detect: Any) -> None:
    assert not panel.ui.measuresCollapsible.visible
    detect()
    name, value = measures(panel)[0].split(":")
    assert name == "LV volume" and value.endswith(" ml")
    assert float(value.removesuffix("ml")) == pytest.approx(VOLUME, rel=0.02)
    assert measures(panel)[1] == f"Long axis length: {LENGTH:.1f} mm"
    wait_until(lambda: not panel.ui.ahaCollapsible.visible, "no AHA segments")


def test_what_a_model_declares_follows_a_dragged_point_and_is_of_no_ventricle(
    panel: Panel, detect: Any
) -> None:
    kinds = (MeasureType("Width", ("A", "B")), MeasureType("Corner", ("A", "B", "C")))
    places = {"A": [30.0, 0.0, 0.0], "B": [0.0, 0.0, 0.0], "C": [0.0, 40.0, 0.0]}
    points = tuple(Landmark(name, np.array(place)) for name, place in places.items())

    def own(detection: Detection) -> Detection:
        anatomy = Anatomy(measures=kinds)
        return replace(detection, landmarks=LandmarkSet(points), segmentation=None, anatomy=anatomy)

    nodes = detect(own)
    assert panel.ui.measuresCollapsible.visible and panel.ui.measuresCollapsible.text == "Measures"
    assert measures(panel) == ["Width: 30.0 mm", "Corner: 90.0 °"]
    nodes.landmarks.SetNthControlPointPosition(0, 0.0, -50.0, 0.0)  # RAS: where C is, and beyond
    wait_until(lambda: measures(panel) == ["Width: 50.0 mm", "Corner: 0.0 °"], "the new numbers")
    nodes.landmarks.SetNthControlPointPositionMissing(2)
    wait_until(lambda: measures(panel)[1] == "Corner: not known", "a corner without a point")


def test_points_are_of_no_slice(panel: Panel, detect: Any) -> None:
    detect()
    assert rows(panel) == [("LV apex", "", "3.0", ""), ("Mitral annulus center", "", "2.0", "")]
    assert panel.ui.pointLabel.text == "LV apex: ± 3.0 mm, probability 0.93."
    assert panel.ui.missingButton.toolTip == "It cannot be seen in this image (M)."


def test_surfaces_are_in_the_3d_view(panel: Panel, detect: Any) -> None:
    import slicer
    from slicer_harness.pythonqt import wrapper

    nodes = detect()
    view = wrapper.native_of(slicer.app.layoutManager()).three_d
    with_surfaces = view.pixels().astype(int)
    nodes.segmentation.GetDisplayNode().SetVisibility3D(False)
    without = view.pixels().astype(int)
    changed = np.abs(with_surfaces - without).max(axis=2) > 20
    # How large they are depends on what the view has shown before.
    assert changed.sum() > 300


def test_axis_and_measures_follow_a_point_dragged_with_the_mouse(panel: Panel, detect: Any) -> None:
    import slicer
    from slicer_harness import mouse

    nodes = detect()
    panel.ui.pointsTable.setCurrentCell(1, 0)
    panel.ui.pointsTable.setCurrentCell(0, 0)
    start = np.array(nodes.landmarks.GetNthControlPointPositionWorld(0))
    view = slicer.app.layoutManager().sliceWidget("Red").mrmlSliceNode()
    along = slicer.util.arrayFromVTKMatrix(view.GetSliceToRAS())[:3, 0]
    before = measures(panel)
    mouse.drag(start, start + 15 * along)
    wait_until(lambda: rows(panel)[0][3] == "corrected", "the list")
    ends = slicer.util.arrayFromMarkupsControlPoints(nodes.landmarks, world=True)
    assert np.linalg.norm(ends[0] - start) == pytest.approx(15, abs=3)
    assert np.allclose(slicer.util.arrayFromMarkupsControlPoints(nodes.long_axis, world=True), ends)
    length = float(np.linalg.norm(ends[0] - ends[1]))
    # The panel's parts follow one after the other.
    now = [before[0], f"Long axis length: {length:.1f} mm"]
    wait_until(lambda: measures(panel) == now, "the measures")


def test_missing_end_leaves_no_length(panel: Panel, detect: Any) -> None:
    detect()
    panel.click("missingButton")
    wait_until(lambda: measures(panel)[1] == "Long axis length: not known", "the length")
    panel.ui.pointsTable.setCurrentCell(0, 0)
    panel.click("restoreButton")
    wait_until(lambda: measures(panel)[1] == f"Long axis length: {LENGTH:.1f} mm", "the length")


def test_missing_apex_is_placed_with_the_mouse(panel: Panel, detect: Any) -> None:
    import slicer
    from LandmarkAILib.slicer.scene.transforms import to_ras
    from slicer_harness import mouse

    nodes = detect(without_apex)
    assert measures(panel)[1] == "Long axis length: not known"
    assert rows(panel)[1] == ("LV apex", "", "", "not found")
    panel.ui.pointsTable.setCurrentCell(1, 0)
    panel.click("placeButton")
    ras = to_ras(APEX)
    slicer.modules.markups.logic().JumpSlicesToLocation(*ras.tolist(), True)
    mouse.place_point(ras)
    wait_until(lambda: rows(panel)[1][3] == "corrected", "the list")
    assert nodes.long_axis.GetLineLengthWorld() == pytest.approx(LENGTH, abs=3)


def test_rough_points_of_any_slice_go_to_the_worker(
    panel: Panel, launcher: FakeLauncher, detect: Any
) -> None:
    import slicer
    from LandmarkAILib.slicer.scene.transforms import to_ras
    from slicer_harness import mouse

    nodes = detect()
    panel.click("roughButton")
    names = panel.widget.panel.model.entry().bundle.landmarks
    for position in (APEX, ANNULUS):
        ras = to_ras(position)
        slicer.modules.markups.logic().JumpSlicesToLocation(*ras.tolist(), True)
        mouse.place_point(ras)
        slicer.app.processEvents()
    panel.click("refineButton")
    rough = launcher.request.rough
    found = {name: position for named in rough.values() for name, position in named.items()}
    assert list(found) == names[:2] and len(rough) == 2
    for position, wanted in zip(found.values(), (APEX, ANNULUS), strict=True):
        assert np.allclose(position, wanted, atol=2)
    assert nodes.in_scene


def test_a_loaded_scene_shows_the_same(
    panel: Panel, detect: Any, scene: Any, tmp_path: Path, vtk_errors: list[str]
) -> None:
    import slicer

    detect()
    before = measures(panel)
    path = str(tmp_path / "ct.mrb")
    assert slicer.util.saveScene(path)
    scene.Clear(0)
    assert not panel.ui.measuresCollapsible.visible
    slicer.util.loadScene(path)
    wait_until(lambda: panel.ui.measuresCollapsible.visible, "the measures")
    assert measures(panel) == before
    # What follows the points follows them again.
    panel.click("missingButton")
    wait_until(lambda: measures(panel)[1] == "Long axis length: not known", "the length")
    # MRML says so of any scene that was saved with a slice view in an oblique plane.
    vtk_errors[:] = [text for text in vtk_errors if "preset name: Reformat" not in text]


def test_chamber_views_at_one_click(panel: Panel, detect: Any) -> None:
    """Of the axis alone two planes; with an aortic annulus placed by hand four, two, three chambers."""
    import slicer

    nodes = detect()
    panel.click("chamberButton")
    assert "Aortic annulus center" in panel.ui.chamberLabel.text
    red = slicer.app.layoutManager().sliceWidget("Red").mrmlSliceNode()
    beside = ANNULUS + np.array([-15.0, -12.0, 14.0])
    nodes.landmarks.AddControlPoint(-beside[0], -beside[1], beside[2], "Aortic annulus center")
    panel.click("chamberButton")
    assert panel.ui.chamberLabel.text == "Red: four chambers, green: two, yellow: three."
    looks = slicer.util.arrayFromVTKMatrix(red.GetSliceToRAS())
    for point in (APEX, ANNULUS):
        ras = point * [-1, -1, 1]
        assert abs((ras - looks[:3, 3]) @ looks[:3, 2]) < 1e-3
    written = slicer.util.getNodesByClass("vtkMRMLLinearTransformNode")
    four = next(node for node in written if node.GetName().endswith("four-chamber"))
    np.testing.assert_allclose(slicer.util.arrayFromTransformMatrix(four), looks, atol=1e-6)


def test_chamber_views_need_the_axis(panel: Panel, detect: Any) -> None:
    detect(without_apex)
    assert not panel.ui.chamberButton.enabled
    assert "LV apex" in panel.ui.chamberButton.toolTip
