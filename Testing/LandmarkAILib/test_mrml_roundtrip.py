"""Our files in Slicer's own classes, and theirs in ours."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from LandmarkAILib.core.anatomy import segment_types
from LandmarkAILib.core.detection import Segmentation
from LandmarkAILib.core.geometry import FloatArray, Grid
from LandmarkAILib.core.landmarks import Landmark, LandmarkSet
from LandmarkAILib.files.markups import describe, read_landmarks, write_landmarks
from LandmarkAILib.files.segmentations import read_segmentation, write_segmentation

LPS_TO_RAS = np.array([-1, -1, 1])
JSON = ("vtkMRMLMarkupsFiducialNode", "vtkMRMLMarkupsJsonStorageNode", ".mrk.json")
FCSV = ("vtkMRMLMarkupsFiducialNode", "vtkMRMLMarkupsFiducialStorageNode", ".fcsv")
SEGMENTATION = ("vtkMRMLSegmentationNode", "vtkMRMLSegmentationStorageNode")

POINTS = LandmarkSet(
    (
        Landmark("Anterior RV insertion", np.array([12.3456789012, -98.7, 1e-6]), 0.97, np.eye(3), 4),
        Landmark("LV center", None, 0.02),
        Landmark('Reader\'s "own", point', np.array([-1 / 3, 2e3, 0]), note="± 1 mm, ἄκρον"),
    )
)

OBLIQUE = np.array([[0.9, 0.6, 0.8, -70], [-1.0, 0.7, 0.2, 33], [0.1, 0.9, -7.5, 1 / 3], [0, 0, 0, 1]])
SHEARED = np.array([[1.2, 0, 0, 10], [0, 0.9, 2.1, -5], [0, 0, 6, 0], [0, 0, 0, 1]])
MIRRORED = np.diag([-1.5, 1.5, 8, 1])


@pytest.fixture(scope="module")
def mrml() -> ModuleType:
    pytest.importorskip("slicer", reason="slicer-core has no wheel for this system")
    import mrml

    return mrml


@pytest.fixture
def scene(mrml: ModuleType) -> Any:
    return mrml.new_scene()


def _status(node: Any) -> list[str]:
    count = node.GetNumberOfControlPoints()
    statuses = [node.GetNthControlPointPositionStatus(n) for n in range(count)]
    return [node.GetPositionStatusAsString(status) for status in statuses]


def _positions(node: Any) -> FloatArray:
    count = node.GetNumberOfControlPoints()
    return np.array([node.GetNthControlPointPosition(n) for n in range(count)])


def _forget_deprecation(vtk_errors: list[str]) -> None:
    """Writing a .fcsv, Slicer warns that the format is an old one."""
    assert all("fcsv format is deprecated" in text for text in vtk_errors)
    vtk_errors.clear()


@pytest.mark.parametrize("kind", [JSON, FCSV])
def test_slicer_reads_our_points(
    mrml: ModuleType, scene: Any, tmp_path: Path, kind: tuple[str, str, str]
) -> None:
    node_class, storage, suffix = kind
    path = tmp_path / f"a{suffix}"
    write_landmarks(POINTS, path, name="Reader 1")
    node = mrml.load(scene, node_class, storage, path)

    expected = [p for p in POINTS if suffix == ".mrk.json" or p.position is not None]
    count = node.GetNumberOfControlPoints()
    assert [node.GetNthControlPointLabel(n) for n in range(count)] == [p.name for p in expected]
    assert [node.GetNthControlPointDescription(n) for n in range(count)] == [
        describe(p) for p in expected
    ]
    assert _status(node) == ["missing" if p.position is None else "defined" for p in expected]
    for found, point in zip(_positions(node), expected, strict=True):
        if point.position is not None:
            np.testing.assert_allclose(found, point.position * LPS_TO_RAS, rtol=0, atol=1e-9)
    assert node.GetNumberOfDefinedControlPoints() == 2


def test_slicer_takes_the_name_of_our_list(mrml: ModuleType, scene: Any, tmp_path: Path) -> None:
    write_landmarks(POINTS, tmp_path / "a.mrk.json", name="Reader 1")
    assert mrml.load(scene, JSON[0], JSON[1], tmp_path / "a.mrk.json").GetName() == "Reader 1"


@pytest.mark.parametrize("ras", [False, True])
@pytest.mark.parametrize("kind", [JSON, FCSV])
def test_we_read_slicers_points(
    mrml: ModuleType,
    scene: Any,
    tmp_path: Path,
    vtk_errors: list[str],
    kind: tuple[str, str, str],
    ras: bool,
) -> None:
    node_class, storage, suffix = kind
    node = scene.AddNewNodeByClass(node_class)
    for point in POINTS:
        n = node.AddControlPoint([1, 2, 3] if point.position is None else point.position * LPS_TO_RAS)
        node.SetNthControlPointLabel(n, point.name)
        node.SetNthControlPointDescription(n, point.note)
    node.UnsetNthControlPointPosition(1)
    skipped = node.AddControlPoint([4, 5, 6], "LV apex")
    node.SetNthControlPointPositionMissing(skipped)
    path = tmp_path / f"a{suffix}"
    mrml.save(node, storage, path, ras=ras)
    if suffix == ".fcsv":
        _forget_deprecation(vtk_errors)

    *found, apex = read_landmarks(path)
    assert [(p.name, p.note) for p in found] == [(p.name, p.note) for p in POINTS]
    assert (apex.name, apex.status) == ("LV apex", "missing")
    for point, expected in zip(found, POINTS, strict=True):
        assert point.status == expected.status
        if point.position is not None:
            np.testing.assert_allclose(point.position, expected.position, rtol=0, atol=1e-9)


def _labels(affine: FloatArray) -> Segmentation:
    grid = Grid((13, 11, 4), affine)
    labels = np.random.default_rng(1).integers(0, 4, grid.shape, dtype=np.uint8)
    # A margin, as in any image; Slicer crops it.
    labels[:, :3] = labels[..., 9:] = 0
    return Segmentation(labels, grid, tuple(segment_types()))


def _image_to_world(labelmap: Any) -> FloatArray:
    import vtk

    matrix = vtk.vtkMatrix4x4()
    labelmap.GetImageToWorldMatrix(matrix)
    return np.array([[matrix.GetElement(row, column) for column in range(4)] for row in range(4)])


@pytest.mark.parametrize("affine", [OBLIQUE, SHEARED, MIRRORED])
def test_slicer_reads_our_segmentation(
    mrml: ModuleType, scene: Any, tmp_path: Path, affine: FloatArray
) -> None:
    import vtk
    from vtkmodules.util.numpy_support import vtk_to_numpy

    written = _labels(affine)
    write_segmentation(written, tmp_path / "a.seg.nrrd")
    segmentation = mrml.load(scene, *SEGMENTATION, tmp_path / "a.seg.nrrd").GetSegmentation()

    assert segmentation.GetNumberOfSegments() == 3
    for index, kind in enumerate(segment_types().values()):
        segment = segmentation.GetNthSegment(index)
        assert segment.GetName() == kind.name
        assert segment.GetLabelValue() == index + 1
        assert segment.GetColor() == pytest.approx(kind.color)
        terminology = vtk.reference("")
        assert segment.GetTag("TerminologyEntry", terminology)
        assert str(terminology) == kind.terminology
        labelmap = segment.GetRepresentation("Binary labelmap")
        assert labelmap.GetDimensions() == written.grid.size
        np.testing.assert_allclose(
            _image_to_world(labelmap), np.diag([*LPS_TO_RAS, 1]) @ affine, rtol=0, atol=1e-9
        )
        voxels = vtk_to_numpy(labelmap.GetPointData().GetScalars()).reshape(written.labels.shape)
        assert np.array_equal(voxels, written.labels)


@pytest.mark.parametrize("affine", [OBLIQUE, SHEARED, MIRRORED])
def test_we_read_what_slicer_saves_of_ours(
    mrml: ModuleType, scene: Any, tmp_path: Path, affine: FloatArray
) -> None:
    written = _labels(affine)
    write_segmentation(written, tmp_path / "a.seg.nrrd")
    node = mrml.load(scene, *SEGMENTATION, tmp_path / "a.seg.nrrd")
    mrml.save(node, SEGMENTATION[1], tmp_path / "b.seg.nrrd")

    assert read_segmentation(tmp_path / "b.seg.nrrd").grid.size == (9, 8, 4)
    found = read_segmentation(tmp_path / "b.seg.nrrd", written.grid)
    assert found.names == written.names
    assert np.array_equal(found.labels, written.labels)


def test_we_read_overlapping_segments_that_slicer_saves(
    mrml: ModuleType, scene: Any, tmp_path: Path
) -> None:
    grid = Grid((13, 11, 4), OBLIQUE)
    masks = {name: np.zeros(grid.shape, np.uint8) for name in ("Scar", "Myocardium", "Left ventricle")}
    masks["Scar"][1:3, 4:9, 2:6] = 1
    masks["Myocardium"][0:4, 5:8, 4:12] = 1
    masks["Left ventricle"][3, 2:4, 9:11] = 1
    node = scene.AddNewNodeByClass(SEGMENTATION[0])
    for name, mask in masks.items():
        mrml.add_segment(node, name, mask, np.diag([*LPS_TO_RAS, 1]) @ grid.affine)
    mrml.save(node, SEGMENTATION[1], tmp_path / "a.seg.nrrd")

    found = read_segmentation(tmp_path / "a.seg.nrrd", grid)
    assert found.names == ("Left ventricle", "Myocardium", "Scar")
    expected = np.zeros(grid.shape, np.uint8)
    for name, mask in masks.items():
        expected[mask == 1] = found.names.index(name) + 1
    assert np.array_equal(found.labels, expected)
    assert len(np.unique(expected)) == 4


def test_real_annotations_pass_through_slicer(
    mrml: ModuleType, scene: Any, tmp_path: Path, real_case: Path
) -> None:
    points = read_landmarks(real_case / "landmarks.mrk.json")
    write_landmarks(points, tmp_path / "a.mrk.json")
    node = mrml.load(scene, JSON[0], JSON[1], tmp_path / "a.mrk.json")
    original = mrml.load(scene, JSON[0], JSON[1], real_case / "landmarks.mrk.json")
    np.testing.assert_allclose(_positions(node), _positions(original), rtol=0, atol=1e-9)

    written = read_segmentation(real_case / "segmentation.seg.nrrd")
    write_segmentation(written, tmp_path / "a.seg.nrrd")
    node = mrml.load(scene, *SEGMENTATION, tmp_path / "a.seg.nrrd")
    mrml.save(node, SEGMENTATION[1], tmp_path / "b.seg.nrrd")
    found = read_segmentation(tmp_path / "b.seg.nrrd", written.grid)
    assert found.names == written.names
    assert np.array_equal(found.labels, written.labels)
