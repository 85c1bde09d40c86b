"""AHA of any mask, scar and ECV in the panel, on a phantom whose segments, scar and ECV are known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import vtk
from short_axis_phantom import Phantom, make_phantom
from slicer_harness.fixtures import Panel, wait_until

HEMATOCRIT, BLOOD = 0.42, (1600.0, 300.0)  # ms, before and after contrast


@pytest.fixture
def phantom() -> Phantom:
    return make_phantom()


@pytest.fixture
def add(scene: Any) -> Callable[..., Any]:
    """``add(array, name)``: a volume of the phantom's patient, in another storage than the phantom's."""
    import slicer

    def add(phantom: Phantom, array: np.ndarray, name: str) -> Any:
        image = replace(phantom, image=replace(phantom.image, array=array)).stored((0, 1, 2), (0,)).image
        to_ras = np.diag([-1.0, -1.0, 1.0, 1.0]) @ image.grid.affine
        return slicer.util.addVolumeFromArray(np.ascontiguousarray(image.array), to_ras, name)

    return add


@pytest.fixture
def contours(scene: Any, phantom: Phantom) -> Any:
    """A reader's segmentation, not ours."""
    from LandmarkAILib.slicer.scene.segmentations import Look, fill

    node = scene.AddNewNodeByClass("vtkMRMLSegmentationNode", "Drawn")
    node.CreateDefaultDisplayNodes()
    fill(node, phantom.segmentation, [Look(name) for name in phantom.segmentation.names])
    return node


@pytest.fixture
def points(scene: Any, phantom: Phantom) -> Any:
    """A reader's points."""
    from LandmarkAILib.slicer.scene.transforms import to_ras

    node = scene.AddNewNodeByClass("vtkMRMLMarkupsFiducialNode", "Placed")
    for point in phantom.landmarks:
        node.AddControlPoint(vtk.vtkVector3d(*to_ras(point.position).tolist()), point.name)
    return node


def choose(panel: Panel, **nodes: Any) -> None:
    panel.ui.maskCollapsible.collapsed = False
    for name, node in nodes.items():
        getattr(panel.ui, name).setCurrentNode(node)


def column(panel: Panel, index: int) -> list[str]:
    table = panel.ui.maskTable
    return [table.item(row, index).text() for row in range(table.rowCount)]


def t1(phantom: Phantom) -> tuple[np.ndarray, np.ndarray]:
    """T1 maps, ms, in which ECV of segment n is 20 + n per cent."""
    blood = 1 / BLOOD[1] - 1 / BLOOD[0]
    rate = 1 / 1000 + (20 + phantom.segment) / 100 / (1 - HEMATOCRIT) * blood
    wall, cavity = phantom.segment > 0, phantom.segmentation.labels == 1
    native = np.where(wall, 1000.0, np.where(cavity, BLOOD[0], 800.0))
    return native, np.where(wall, 1 / rate, np.where(cavity, BLOOD[1], 400.0))


def test_buttons_say_what_is_missing(
    panel: Panel, phantom: Phantom, add: Any, contours: Any, points: Any
) -> None:
    button = panel.ui.maskButton
    choose(panel)
    assert not button.enabled and button.toolTip == "Choose the short-axis image."
    choose(panel, maskVolume=add(phantom, phantom.image.array, "T1"))
    assert not button.enabled and button.toolTip.startswith("Choose the contours")
    choose(panel, maskSegmentation=contours)
    assert not button.enabled and button.toolTip.startswith("Choose the points")
    choose(panel, maskPoints=points)
    assert button.enabled and panel.ui.scarButton.enabled
    assert not panel.ui.ecvButton.enabled and "after contrast" in panel.ui.ecvButton.toolTip


def test_segments_of_a_drawn_mask(
    panel: Panel, phantom: Phantom, add: Any, contours: Any, points: Any
) -> None:
    volume = add(phantom, phantom.image.array, "T1")
    choose(panel, maskVolume=volume, maskSegmentation=contours, maskPoints=points)
    panel.click("maskButton")
    assert [float(text) for text in column(panel, 2)] == list(range(101, 117))
    assert panel.ui.maskLabel.text == "Measured in T1."


def test_equals_the_core_to_the_voxel(
    panel: Panel, phantom: Phantom, add: Any, contours: Any, points: Any
) -> None:
    from LandmarkAILib.analysis.aha.segments import AhaSettings, aha_segments
    from LandmarkAILib.slicer.scene.segmentations import labels_in
    from LandmarkAILib.slicer.scene.volumes import volume_grid

    volume = add(phantom, phantom.image.array, "T1")
    (found,) = panel.logic.measureSegments(volume, contours, points)
    core = aha_segments(
        phantom.image, phantom.landmarks, phantom.segmentation, AhaSettings(margins=(0.1, 0.1))
    )
    shown = labels_in(found.segmentation, phantom.image.grid)
    number = np.array([0, *(core.segmentation.names.index(name) + 1 for name in shown.names)])
    assert np.array_equal(number[shown.labels], core.segmentation.labels)
    assert volume_grid(volume).size == phantom.image.grid.size


def test_segments_of_a_ct_by_axis_and_a_point_named_septum(panel: Panel, scene: Any) -> None:
    """By the button and from the console; the segments' volumes do not hang on which of them."""
    import slicer
    from ct_phantom import ANNULUS, APEX, make_ct_phantom
    from LandmarkAILib.slicer.scene.segmentations import Look, fill
    from LandmarkAILib.slicer.scene.transforms import to_ras

    phantom = make_ct_phantom(3.0, (44, 44, 44))
    ct, drawn = phantom.image, phantom.detection.segmentation
    volume = slicer.util.addVolumeFromArray(
        ct.array, np.diag([-1.0, -1.0, 1.0, 1.0]) @ ct.grid.affine, "CT"
    )
    contours = scene.AddNewNodeByClass("vtkMRMLSegmentationNode", "Drawn")
    contours.CreateDefaultDisplayNodes()
    fill(contours, drawn, [Look(name) for name in drawn.names])
    points = scene.AddNewNodeByClass("vtkMRMLMarkupsFiducialNode", "Placed")
    for point in phantom.detection.landmarks:
        points.AddControlPoint(vtk.vtkVector3d(*to_ras(point.position).tolist()), point.name)
    choose(panel, maskVolume=volume, maskSegmentation=contours, maskPoints=points)
    panel.click("maskButton")
    assert "place a point named 'Septum'" in panel.ui.maskLabel.text
    clicked = to_ras((ANNULUS + APEX) / 2 + [-40, -10, 5]).tolist()
    points.AddControlPoint(vtk.vtkVector3d(*clicked), "Septum")
    panel.click("maskButton")
    assert panel.ui.maskLabel.text == "Measured in CT."
    assert [float(text) for text in column(panel, 2)] == [110.0] * 16
    before = column(panel, 3)
    panel.ui.maskSeptum.text = "nowhere"
    panel.click("maskButton")
    assert "one point named 'nowhere'" in panel.ui.maskLabel.text and not column(panel, 3)
    panel.ui.maskSeptum.text = "Septum"
    panel.click("maskButton")
    assert column(panel, 3) == before
    (found,) = panel.logic.measureSegments(volume, contours, points, septum="Septum")
    assert all(s.volume > 0 and s.mean == 110 for s in found.result.segments)


def test_everything_under_transforms_of_its_own(
    panel: Panel, phantom: Phantom, add: Any, contours: Any, points: Any, scene: Any
) -> None:
    """Volume, contours, points and map lie in one place of the world, each by another way."""
    import slicer

    turn = np.array([[0.0, -1, 0, 20], [1, 0, 0, -5], [0, 0, 1, 40], [0, 0, 0, 1]])
    volume = add(phantom, phantom.image.array, "T1")
    other = add(phantom, 2 * phantom.image.array, "T2")
    parent = scene.AddNewNodeByClass("vtkMRMLLinearTransformNode", "moved")
    parent.SetMatrixTransformToParent(slicer.util.vtkMatrixFromArray(turn))
    volume.SetAndObserveTransformNodeID(parent.GetID())
    points.SetAndObserveTransformNodeID(parent.GetID())
    for node in (contours, other):  # there already, without a transform
        node.ApplyTransformMatrix(slicer.util.vtkMatrixFromArray(turn))
    choose(panel, maskVolume=volume, maskSegmentation=contours, maskPoints=points, maskMap=other)
    panel.click("maskButton")
    assert [float(text) for text in column(panel, 2)] == pytest.approx(
        [2 * n for n in range(101, 117)], rel=0.01
    )
    assert panel.ui.maskLabel.text == "Measured in T2."
    shown = slicer.util.getNode("T1 AHA segments of the chosen contours")
    assert shown.GetParentTransformNode() is parent


def test_dragging_an_insertion_turns_the_segments(
    panel: Panel, phantom: Phantom, add: Any, contours: Any, points: Any
) -> None:
    """Moved by a sixth of a turn in every slice, the next segment begins where it is."""
    from LandmarkAILib.slicer.scene.transforms import to_ras

    volume = add(phantom, phantom.image.array, "T1")
    choose(panel, maskVolume=volume, maskSegmentation=contours, maskPoints=points)
    panel.click("maskButton")
    before = column(panel, 2)[:6]
    turned = make_phantom(anterior=131.3 + 60)
    for index, point in enumerate(turned.landmarks):
        points.SetNthControlPointPosition(index, *to_ras(point.position).tolist())
    panel.click("maskButton")
    assert column(panel, 2)[:6] == [*before[1:], before[0]]


def test_scar(panel: Panel, phantom: Phantom, add: Any, contours: Any, points: Any) -> None:
    array = np.where(
        phantom.segment > 0, np.random.default_rng(1).normal(100, 5, phantom.segment.shape), 300.0
    )
    array[phantom.segment == 8] = 400
    volume = add(phantom, array, "LGE")
    choose(panel, maskVolume=volume, maskSegmentation=contours, maskPoints=points)
    panel.click("scarButton")
    assert float(column(panel, 2)[7]) == pytest.approx(100, abs=1)
    assert max(float(text) for n, text in enumerate(column(panel, 2)) if n != 7) < 1
    assert "not a diagnosis" in panel.ui.maskLabel.text
    panel.ui.scarMethod.currentIndex = 1
    assert not panel.ui.scarSd.enabled
    panel.click("scarButton")
    assert "half of the maximum" in panel.ui.maskLabel.text
    assert panel.logic.measureScar(volume, contours, points).result.segments[7].percent > 99


def test_scar_of_a_healthy_heart_by_half_maximum(
    panel: Panel, phantom: Phantom, add: Any, contours: Any, points: Any
) -> None:
    array = np.random.default_rng(1).normal(100, 5, phantom.segment.shape)
    choose(
        panel,
        maskVolume=add(phantom, array, "LGE"),
        maskSegmentation=contours,
        maskPoints=points,
    )
    panel.ui.scarMethod.currentIndex = 1
    panel.click("scarButton")
    assert "nothing enhances" in panel.ui.maskLabel.text
    assert panel.ui.maskTable.rowCount == 0


def test_ecv(panel: Panel, phantom: Phantom, add: Any, contours: Any, points: Any) -> None:
    import slicer

    native, post = (
        add(phantom, array, name) for array, name in zip(t1(phantom), ("native", "post"), strict=True)
    )
    choose(panel, maskVolume=native, maskSegmentation=contours, maskPoints=points, maskMap=post)
    assert not panel.ui.ecvButton.enabled and "points of the other" in panel.ui.ecvButton.toolTip
    choose(panel, maskPostPoints=points)
    panel.click("ecvButton")
    assert [float(text) for text in column(panel, 2)] == pytest.approx(
        [20 + n for n in range(1, 17)], rel=0.01
    )
    assert "1600 ms native, 300 ms after contrast" in panel.ui.maskLabel.text
    ecv = slicer.util.arrayFromVolume(slicer.util.getNode("native ECV"))
    assert ecv.shape == native.GetImageData().GetDimensions()[::-1]


def test_measured_again_shows_in_the_same_nodes(
    panel: Panel, phantom: Phantom, add: Any, contours: Any, points: Any, scene: Any
) -> None:
    volume = add(phantom, phantom.image.array, "T1")
    choose(panel, maskVolume=volume, maskSegmentation=contours, maskPoints=points)
    panel.click("maskButton")
    count = scene.GetNumberOfNodes()
    panel.click("maskButton")
    assert scene.GetNumberOfNodes() == count


def test_detection_is_suggested(panel: Panel, found: Any) -> None:
    wait_until(lambda: panel.ui.maskVolume.currentNode() is found.volume, "the suggestion")
    assert panel.ui.maskPoints.currentNode() is found.landmarks
    assert panel.ui.maskSegmentation.currentNode() is found.segmentation


def test_levels_cap_and_all_maps(
    panel: Panel, phantom: Phantom, add: Any, contours: Any, points: Any
) -> None:
    import slicer

    image = add(phantom, phantom.image.array, "LGE")
    for n, name in enumerate(("T1", "T2")):
        add(phantom, phantom.image.array * (n + 2), name)
    far = add(phantom, phantom.image.array, "Elsewhere")
    far.SetOrigin(5000, 0, 0)
    choose(panel, maskVolume=image, maskSegmentation=contours, maskPoints=points)
    panel.click("maskAll")
    panel.click("maskCap")
    panel.click("maskButton")
    assert panel.ui.maskLabel.text.startswith("Measured in LGE, T1, T2.")
    names = column(panel, 1)
    assert names.count("Basal anterior") == 3 and names.count("Apex") == 3
    means = column(panel, 2)
    first, second = (names.index(name) for name in ("LGE", "T1"))
    assert float(means[second + 1]) == pytest.approx(2 * float(means[first + 1]))
    table = slicer.util.getNode("T2 AHA table of the chosen contours")
    assert table.GetNumberOfRows() == 17
    panel.click("maskAll")
    count = len(phantom.segment)
    panel.ui.maskLevels.text = f"basal=0-{count - 1}"
    panel.click("maskButton")
    means = column(panel, 2)
    assert all(value != "–" for value in means[:6]) and set(means[6:16]) == {"–"}
    panel.ui.maskLevels.text = "basal=0-99"
    panel.click("maskButton")
    assert "lies outside the image" in panel.ui.maskLabel.text and not column(panel, 2)
    panel.ui.maskLevels.text = "top=1"
    panel.click("maskButton")
    assert "is not of the form" in panel.ui.maskLabel.text


def test_ecv_shows_the_alignment_and_is_told_stale(
    panel: Panel, phantom: Phantom, add: Any, contours: Any, points: Any
) -> None:
    native, post = t1(phantom)
    nodes = {"maskVolume": add(phantom, native, "Native"), "maskMap": add(phantom, post, "Post")}
    choose(panel, maskSegmentation=contours, maskPoints=points, maskPostPoints=points, **nodes)
    panel.click("ecvButton")
    assert panel.ui.ecvPicture.visible and panel.ui.ecvPicture.pixmap.width() > 300
    points.SetNthControlPointPosition(0, 1.0, 2.0, 3.0)
    wait_until(lambda: "have changed" in panel.ui.maskLabel.text, "ECV to be told stale")
