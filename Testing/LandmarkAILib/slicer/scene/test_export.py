"""A reviewed detection becomes a case that training reads."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from disk import nearly_full_disk
from LandmarkAITrainingLib.data.dataset import load_case, read_dataset
from short_axis_phantom import Phantom

pytest.importorskip("slicer", reason="slicer-core has no wheel for this system")

from LandmarkAILib.errors import OutputError
from LandmarkAILib.slicer.scene.edits import correct, landmarks_of, mark_missing
from LandmarkAILib.slicer.scene.export import export_case
from LandmarkAILib.slicer.scene.nodes import DetectionNodes
from LandmarkAILib.slicer.scene.results import show_detection


@pytest.fixture
def nodes(volume: Any, phantom: Phantom) -> DetectionNodes:
    return show_detection(volume, phantom.detection)


@pytest.mark.parametrize("kind", ["", "linear", "grid"])
def test_training_reads_what_was_corrected(
    volume: Any, phantom: Phantom, add_transform: Callable[[str], Any], tmp_path: Path, kind: str
) -> None:
    """All in the volume's own frame, whatever transform it is under."""
    if kind:
        volume.SetAndObserveTransformNodeID(add_transform(kind).GetID())
    nodes = show_detection(volume, phantom.detection)
    target = phantom.image.grid.to_lps([20.0, 30.0, 0.0])
    correct(nodes, 0, target)
    mark_missing(nodes, 1)
    export_case(volume, nodes, tmp_path / "set", "p1_ED")

    (record,) = read_dataset(tmp_path / "set")
    case = load_case(record)
    assert record.case == "p1_ED"
    assert np.array_equal(case.image.array, phantom.image.array)
    assert case.image.grid.is_close(phantom.image.grid)
    assert np.array_equal(case.segmentation.labels, phantom.segmentation.labels)
    assert case.segmentation.names == phantom.segmentation.names
    for found, expected in zip(case.landmarks, landmarks_of(nodes), strict=True):
        assert (found.name, found.status) == (expected.name, expected.status)
        if expected.position is not None:
            assert found.slice == expected.slice
            np.testing.assert_allclose(found.position, expected.position, atol=1e-3)
    first, second, *_ = case.landmarks
    np.testing.assert_allclose(first.position, target, atol=1e-3)
    assert first.note.endswith("corrected") and second.note.endswith("marked missing")


def test_without_a_segmentation(scene: Any, volume: Any, nodes: DetectionNodes, tmp_path: Path) -> None:
    scene.RemoveNode(nodes.segmentation)
    case = export_case(volume, nodes, tmp_path, "a")
    assert sorted(p.name for p in case.iterdir()) == ["image.nrrd", "landmarks.mrk.json"]


def test_a_case_is_never_replaced(volume: Any, nodes: DetectionNodes, tmp_path: Path) -> None:
    export_case(volume, nodes, tmp_path, "a")
    with pytest.raises(OutputError, match="is there already"):
        export_case(volume, nodes, tmp_path, "a")
    assert [p.name for p in tmp_path.iterdir()] == ["a"]


@pytest.mark.parametrize("name", ["", "..", "a/b", "."])
def test_a_name_that_is_none(volume: Any, nodes: DetectionNodes, tmp_path: Path, name: str) -> None:
    with pytest.raises(OutputError, match="cannot name a case"):
        export_case(volume, nodes, tmp_path, name)
    assert list(tmp_path.iterdir()) == []


def test_half_a_case_is_never_left(volume: Any, nodes: DetectionNodes, tmp_path: Path) -> None:
    with (
        pytest.raises(OutputError, match=r"[/\\]a[/\\]image.nrrd cannot be written"),
        nearly_full_disk(20_000),
    ):
        export_case(volume, nodes, tmp_path, "a")
    assert list(tmp_path.iterdir()) == []
