"""Function in the panel: of the frames of a sequence, and of two volumes."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from fake_worker import FakeLauncher
from function_scene import RADII, add, beaten, detect_all, make_cine
from LandmarkAILib.core.detection import Detection, Segmentation
from LandmarkAILib.core.geometry import Grid
from short_axis_phantom import Phantom, make_phantom
from slicer_harness.fixtures import Panel


@pytest.fixture
def phantom() -> Phantom:
    return make_phantom()


@pytest.fixture
def volume(phantom: Phantom, scene: Any) -> Any:
    return add(phantom, "Cine")


@pytest.fixture
def cine(volume: Any, scene: Any) -> Any:
    """The proxy of a sequence of three frames."""
    return make_cine(volume)


def rows(panel: Panel) -> dict[str, str]:
    table = panel.ui.functionTable
    return {table.item(n, 0).text(): table.item(n, 1).text() for n in range(table.rowCount)}


def milliliters(phantom: Phantom, radius: float) -> float:
    grid: Grid = phantom.image.grid
    count = np.count_nonzero(beaten(phantom, radius).segmentation.labels == 1)
    return count * float(np.prod(grid.spacing)) / 1000


def test_button_says_what_is_missing(panel: Panel, volume: Any, scene: Any) -> None:
    panel.ui.functionCollapsible.collapsed = False
    panel.ui.volumeSelector.setCurrentNode(volume)
    button = panel.ui.functionButton
    assert not button.enabled and "a second volume" in button.toolTip
    panel.ui.functionOther.setCurrentNode(volume)
    assert not button.enabled and "same volume" in button.toolTip


def test_function_of_a_sequence(
    panel: Panel, cine: Any, launcher: FakeLauncher, phantom: Phantom
) -> None:
    import slicer

    panel.ui.volumeSelector.setCurrentNode(cine)
    assert "detect in all of its frames" in panel.ui.functionButton.toolTip
    detect_all(panel, cine, launcher, phantom)
    panel.click("functionButton")
    assert panel.ui.functionLabel.text.startswith("End diastole: frame 0, end systole: frame 1.")
    edv, esv = (milliliters(phantom, radius) for radius in (18.0, 12.0))
    assert rows(panel)["LV end-diastolic volume"] == f"{edv:.1f} ml"
    assert rows(panel)["LV ejection fraction"] == f"{100 * (1 - esv / edv):.1f} %"
    walls = panel.ui.functionWalls
    assert walls.rowCount == 16
    assert float(walls.item(6, 1).text()) == pytest.approx(10, abs=0.7)  # 18 to 28 mm
    assert float(walls.item(6, 2).text()) == pytest.approx(16, abs=0.7)
    assert panel.ui.functionCurve.pixmap.width() > 100
    table = slicer.util.getNode(f"{cine.GetName()} volumes over time")
    volumes = slicer.util.arrayFromTableColumn(table, "LV")
    assert volumes == pytest.approx([milliliters(phantom, radius) for radius in RADII])


def test_frames_that_are_named(
    panel: Panel, cine: Any, launcher: FakeLauncher, phantom: Phantom
) -> None:
    detect_all(panel, cine, launcher, phantom)
    panel.ui.functionEs.value = 2
    panel.click("functionButton")
    assert "end systole: frame 2" in panel.ui.functionLabel.text
    panel.ui.functionEs.value = 9
    panel.click("functionButton")
    assert "frame 9, named as end systole, is not among" in panel.ui.functionLabel.text
    assert not panel.ui.functionTable.visible


def test_height_and_weight_index_the_values(
    panel: Panel, cine: Any, launcher: FakeLauncher, phantom: Phantom
) -> None:
    detect_all(panel, cine, launcher, phantom)
    panel.ui.functionHeight.value = 180
    panel.click("functionButton")
    assert panel.ui.functionLabel.text == "Give height and weight, or none of them."
    panel.ui.functionWeight.value = 80  # 2 m²
    panel.click("functionButton")
    indexed = panel.ui.functionTable.item(0, 2).text()
    assert float(indexed.split()[0]) == pytest.approx(milliliters(phantom, 18.0) / 2, abs=0.06)


def test_two_volumes_under_a_transform(
    panel: Panel, volume: Any, launcher: FakeLauncher, phantom: Phantom, scene: Any
) -> None:
    import slicer

    other = add(phantom, "Systole")
    transform = scene.AddNewNodeByClass("vtkMRMLLinearTransformNode", "moved")
    matrix = np.array([[0.0, -1, 0, 20], [1, 0, 0, -5], [0, 0, 1, 40], [0, 0, 0, 1]])
    transform.SetMatrixTransformToParent(slicer.util.vtkMatrixFromArray(matrix))
    for node in (volume, other):
        node.SetAndObserveTransformNodeID(transform.GetID())
    panel.ui.functionCollapsible.collapsed = False
    for node, radius in ((other, 12.0), (volume, 18.0)):
        panel.ui.volumeSelector.setCurrentNode(node)
        panel.click("detectButton")
        launcher.finish(beaten(phantom, radius))
    panel.ui.functionOther.setCurrentNode(other)
    panel.click("functionButton")
    assert panel.ui.functionLabel.text.startswith("End diastole: frame 0, end systole: frame 1.")
    assert rows(panel)["LV end-systolic volume"] == f"{milliliters(phantom, 12.0):.1f} ml"


def test_console_takes_a_browser(
    panel: Panel, cine: Any, launcher: FakeLauncher, phantom: Phantom
) -> None:
    import slicer
    from LandmarkAILib.errors import LandmarkAIError

    detect_all(panel, cine, launcher, phantom)
    found = panel.logic.measureFunction(slicer.util.getNode("Browser"), height=180, weight=80)
    assert (found.function.phases.ed, found.function.phases.es) == (0, 1)
    assert found.table.GetNumberOfRows() == 9 and found.walls.GetNumberOfRows() == 16
    with pytest.raises(LandmarkAIError, match="Choose a volume"):
        panel.logic.measureFunction(None)


def test_chart_of_the_scene_follows_its_table(
    panel: Panel, cine: Any, launcher: FakeLauncher, phantom: Phantom
) -> None:
    import slicer

    detect_all(panel, cine, launcher, phantom)
    panel.click("functionButton")
    chart = slicer.util.getNode(f"{cine.GetName()} volume curve")
    series = [chart.GetNthPlotSeriesNode(n) for n in range(chart.GetNumberOfPlotSeriesNodes())]
    assert [node.GetName() for node in series] == ["LV", "RV"]
    table = series[0].GetTableNode()
    column = slicer.util.arrayFromTableColumn(table, series[0].GetYColumnName())
    assert column == pytest.approx([milliliters(phantom, radius) for radius in RADII])
    panel.click("functionButton")
    assert chart.GetNumberOfPlotSeriesNodes() == 2
    assert len(slicer.util.getNodesByClass("vtkMRMLPlotChartNode")) == 1


def labels_of(node: Any, volume: Any) -> int:
    """Voxels of the cavity that a segmentation node shows."""
    import slicer

    segment = node.GetSegmentation().GetNthSegmentID(0)
    return int(slicer.util.arrayFromSegmentBinaryLabelmap(node, segment, volume).sum())


def test_both_phases_side_by_side(
    panel: Panel, cine: Any, launcher: FakeLauncher, phantom: Phantom
) -> None:
    """Each view has its own frame and contours; the way back leaves nothing behind."""
    import slicer

    detect_all(panel, cine, launcher, phantom)
    manager = slicer.app.layoutManager()
    before, nodes = manager.layout, slicer.mrmlScene.GetNumberOfNodes()
    panel.click("functionButton")
    nodes = slicer.mrmlScene.GetNumberOfNodes()
    panel.click("functionPhases")
    assert manager.layout == 5813
    views = [manager.sliceWidget(name) for name in ("Red", "Yellow")]
    composites = [widget.mrmlSliceCompositeNode() for widget in views]
    volumes = [slicer.mrmlScene.GetNodeByID(c.GetBackgroundVolumeID()) for c in composites]
    assert volumes[0] is cine and volumes[1] is not cine
    shown = [
        node
        for node in slicer.util.getNodesByClass("vtkMRMLSegmentationNode")
        if list(node.GetDisplayNode().GetViewNodeIDs() or ())
    ]
    by_view = {node.GetDisplayNode().GetNthViewNodeID(0): node for node in shown}
    cavity = [
        np.count_nonzero(beaten(phantom, radius).segmentation.labels == 1) for radius in (18.0, 12.0)
    ]
    found = [labels_of(by_view[w.mrmlSliceNode().GetID()], cine) for w in views]
    assert found == cavity
    planes = [slicer.util.arrayFromVTKMatrix(w.mrmlSliceNode().GetSliceToRAS()) for w in views]
    assert np.allclose(planes[0], planes[1])
    assert "have changed" not in panel.ui.functionLabel.text
    panel.click("functionPhases")
    assert manager.layout == before
    assert slicer.mrmlScene.GetNumberOfNodes() == nodes
    assert not list(by_view[views[0].mrmlSliceNode().GetID()].GetDisplayNode().GetViewNodeIDs() or ())


def test_after_the_phases_the_views_are_as_they_were(
    panel: Panel, cine: Any, launcher: FakeLauncher, phantom: Phantom
) -> None:
    """Also a volume that was laid over."""
    import slicer

    over = add(phantom, "Over")
    slicer.util.setSliceViewerLayers(background=cine, foreground=over)
    widget = slicer.app.layoutManager().sliceWidget("Red")
    node, composite = widget.mrmlSliceNode(), widget.mrmlSliceCompositeNode()
    detect_all(panel, cine, launcher, phantom)
    panel.click("functionButton")
    before = slicer.util.arrayFromVTKMatrix(node.GetSliceToRAS()).copy(), node.GetOrientation()
    panel.click("functionPhases")
    assert composite.GetForegroundVolumeID() is None
    panel.click("functionPhases")
    assert composite.GetForegroundVolumeID() == over.GetID()
    assert composite.GetBackgroundVolumeID() == cine.GetID() and not composite.GetLinkedControl()
    assert np.allclose(slicer.util.arrayFromVTKMatrix(node.GetSliceToRAS()), before[0])
    assert node.GetOrientation() == before[1]


@pytest.mark.parametrize(("slices", "mirrored"), [(1, False), (3, True), (20, True)])
def test_stacks_of_any_size_mirrored_and_under_a_transform(
    panel: Panel, launcher: FakeLauncher, scene: Any, slices: int, mirrored: bool
) -> None:
    """The same numbers whatever the stack's size, storage and place in the world."""
    import slicer

    phantom = make_phantom(slices=slices)
    if mirrored:
        phantom = phantom.stored((0, 1, 2), (0, 2))
    transform = scene.AddNewNodeByClass("vtkMRMLLinearTransformNode", "moved")
    matrix = np.array([[0.0, -1, 0, 20], [1, 0, 0, -5], [0, 0, 1, 40], [0, 0, 0, 1]])
    transform.SetMatrixTransformToParent(slicer.util.vtkMatrixFromArray(matrix))
    volumes = [add(phantom, name) for name in ("Diastole", "Systole")]
    own = phantom.segmentation
    smaller = own.labels.copy()
    cavity = np.argwhere(smaller == 1)
    smaller[tuple(cavity[::2].T)] = 2
    smaller = np.where(own.labels == 3, 0, smaller).astype(np.uint8)  # no right ventricle at end systole
    panel.ui.functionCollapsible.collapsed = False
    for volume, labels in zip(volumes, (own.labels, smaller), strict=True):
        volume.SetAndObserveTransformNodeID(transform.GetID())
        panel.ui.volumeSelector.setCurrentNode(volume)
        panel.click("detectButton")
        segmentation = Segmentation(labels, own.grid, own.names)
        model = {"name": "cmr-sax", "version": "0", "sha256": "0"}
        launcher.finish(Detection(phantom.landmarks, segmentation, {"model": model}))
    panel.ui.volumeSelector.setCurrentNode(volumes[0])
    panel.ui.functionOther.setCurrentNode(volumes[1])
    panel.click("functionButton")
    voxel = float(np.prod(phantom.image.grid.spacing)) / 1000
    found = rows(panel)
    assert found["LV end-diastolic volume"] == f"{len(cavity) * voxel:.1f} ml"
    kept = np.count_nonzero(smaller == 1)
    assert found["LV ejection fraction"] == f"{100 * (1 - kept / len(cavity)):.1f} %"
    assert found["RV ejection fraction"] in ("–", "")
    assert "no right ventricle in both phases" in panel.ui.functionLabel.text
