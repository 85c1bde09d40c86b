"""``landmarkai align``: what Slicer and SimpleITK make of its file, what it prints, what it refuses."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from LandmarkAILib.cli import main
from LandmarkAILib.core.landmarks import Landmark, LandmarkSet
from LandmarkAILib.files.markups import write_landmarks

SOURCE = {
    "LV apex": [-45.0, -60.0, -30.0],
    "Mitral annulus center": [15.0, -5.0, 20.0],
    "Anterior RV insertion": [-5.0, -70.0, 25.0],
    "LV center": [-10.0, -30.0, 0.0],
}
# A third of a turn about (1, 1, 1): x becomes y, y becomes z, z becomes x.
TURN = np.array([[0.0, 0, 1], [1, 0, 0], [0, 1, 0]])
SHIFT = np.array([10.0, -20.0, 300.0])
LPS_TO_RAS = np.array([-1, -1, 1])


def point_list(path: Path, positions: dict[str, np.ndarray]) -> Path:
    points = [Landmark(name, np.asarray(position, float)) for name, position in positions.items()]
    write_landmarks(LandmarkSet(tuple(points)), path)
    return path


@pytest.fixture
def lists(tmp_path: Path) -> tuple[Path, Path]:
    """Source and target, the target 1.25 times as large, turned and shifted."""
    wanted = {name: 1.25 * TURN @ position + SHIFT for name, position in SOURCE.items()}
    source = point_list(tmp_path / "ct.mrk.json", {n: np.array(p) for n, p in SOURCE.items()})
    return source, point_list(tmp_path / "map.fcsv", wanted)


def call(*arguments: str | Path) -> int:
    return main(["align", *map(str, arguments)])


@pytest.mark.parametrize("suffix", [".tfm", ".h5"])
def test_slicer_opens_the_file_the_right_way(
    lists: tuple[Path, Path], tmp_path: Path, suffix: str
) -> None:
    """In the scene, a list under the transform lies on the target."""
    pytest.importorskip("slicer", reason="slicer-core has no wheel for this system")
    import mrml

    file = tmp_path / f"ct to map{suffix}"
    assert call(*lists, "-o", file, "--similarity") == 0
    scene = mrml.new_scene()
    transform = mrml.load(scene, "vtkMRMLTransformNode", "vtkMRMLTransformStorageNode", file)
    assert transform.IsLinear()
    source, target = (
        mrml.load(scene, "vtkMRMLMarkupsFiducialNode", f"vtkMRMLMarkups{kind}StorageNode", path)
        for kind, path in zip(("Json", "Fiducial"), lists, strict=True)
    )
    source.SetAndObserveTransformNodeID(transform.GetID())
    for n in range(len(SOURCE)):
        world = [list_.GetNthControlPointPositionWorld(n) for list_ in (source, target)]
        assert np.allclose(*world, atol=1e-4)


def test_slicer_writes_the_same_file(lists: tuple[Path, Path], tmp_path: Path) -> None:
    """Ours and Slicer's own, of the same transform, are the same to SimpleITK."""
    pytest.importorskip("slicer", reason="slicer-core has no wheel for this system")
    import mrml
    import SimpleITK as sitk
    import slicer

    assert call(*lists, "-o", tmp_path / "ours.tfm", "--similarity") == 0
    flip = np.diag([*LPS_TO_RAS, 1])
    matrix = np.eye(4)
    matrix[:3, :3], matrix[:3, 3] = 1.25 * TURN, SHIFT
    scene = mrml.new_scene()
    node = scene.AddNewNodeByClass("vtkMRMLLinearTransformNode")
    node.SetMatrixTransformToParent(slicer.util.vtkMatrixFromArray(flip @ matrix @ flip))
    mrml.save(node, "vtkMRMLTransformStorageNode", tmp_path / "theirs.tfm")
    ours, theirs = (sitk.ReadTransform(str(tmp_path / f"{name}.tfm")) for name in ("ours", "theirs"))
    for position in SOURCE.values():
        assert ours.TransformPoint(position) == pytest.approx(theirs.TransformPoint(position), abs=1e-5)


def test_simpleitk_resamples_the_source_onto_the_target(
    lists: tuple[Path, Path], tmp_path: Path
) -> None:
    import SimpleITK as sitk

    assert call(*lists, "-o", tmp_path / "t.tfm", "--similarity") == 0
    image = sitk.Image(60, 60, 60, sitk.sitkUInt8)
    image.SetSpacing((3, 3, 3))
    image.SetOrigin((-90, -120, -90))
    image[image.TransformPhysicalPointToIndex(SOURCE["LV center"])] = 1
    there = 1.25 * TURN @ SOURCE["LV center"] + SHIFT
    at_target = sitk.Image(3, 3, 3, sitk.sitkUInt8)
    at_target.SetOrigin((there - 1).tolist())
    transform = sitk.ReadTransform(str(tmp_path / "t.tfm"))
    resampled = sitk.Resample(image, at_target, transform, sitk.sitkNearestNeighbor)
    assert resampled[1, 1, 1] == 1


def test_residuals_are_printed_in_mm(
    lists: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "two.mrk.json"
    target = tmp_path / "apart.mrk.json"
    point_list(source, {"LV apex": np.zeros(3), "Mitral annulus center": np.array([0.0, 0, 80])})
    point_list(
        target,
        {
            "LV apex": np.zeros(3),
            "Mitral annulus center": np.array([0.0, 0, 85]),
            "Coronary sinus": np.ones(3),
        },
    )
    assert call(source, target, "-o", tmp_path / "t.h5") == 0
    lines = capsys.readouterr().out.splitlines()
    assert [" ".join(line.split()) for line in lines[:3]] == [
        "LV apex 2.50 mm",
        "Mitral annulus center 2.50 mm",
        "root mean square 2.50 mm",
    ]
    assert "Not used: Coronary sinus (not in the source)" in lines
    assert any(line.startswith("Note: The rotation about the line") for line in lines)
    assert lines[-1] == f"Written: {tmp_path / 't.h5'}"


def test_scale_is_printed_where_it_was_asked_for(
    lists: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(*lists, "-o", tmp_path / "t.tfm", "--similarity") == 0
    assert "Scale: 1.2500" in capsys.readouterr().out
    assert call(*lists, "-o", tmp_path / "t.tfm") == 0
    assert "Scale" not in capsys.readouterr().out


def test_nothing_is_left_of_what_fails(
    lists: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = point_list(tmp_path / "other.mrk.json", {"Coronary sinus": np.zeros(3)})
    before = sorted(tmp_path.iterdir())
    assert call(lists[0], other, "-o", tmp_path / "t.tfm") == 2
    assert "No landmark is in both" in capsys.readouterr().err
    assert call(*lists, "-o", tmp_path / "t.nrrd") == 1
    assert "name it .tfm or .h5" in capsys.readouterr().err
    assert call(*lists, "-o", tmp_path / "nowhere" / "t.tfm") == 1
    assert "create its folder" in capsys.readouterr().err
    assert call(tmp_path / "none.mrk.json", lists[1], "-o", tmp_path / "t.tfm") == 2
    assert "does not exist" in capsys.readouterr().err
    assert sorted(tmp_path.iterdir()) == before
