"""A detection on its way from the worker."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from fake_worker import truth
from LandmarkAILib.errors import InputError
from LandmarkAILib.worker.handover import hand_over, take_over


def test_arrives_as_it_was_without_simpleitk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    detection = truth()
    assert detection.segmentation is not None
    monkeypatch.setitem(sys.modules, "SimpleITK", None)
    files = hand_over(detection, tmp_path / "out")
    assert files[0].name == "detection.json" and all(file.exists() for file in files)
    taken = take_over(files)
    assert taken.segmentation is not None
    assert np.array_equal(taken.segmentation.labels, detection.segmentation.labels)
    assert taken.segmentation.names == detection.segmentation.names
    assert np.array_equal(taken.segmentation.grid.affine, detection.segmentation.grid.affine)
    assert taken.provenance == detection.provenance
    for point, before in zip(taken.landmarks, detection.landmarks, strict=True):
        assert (point.name, point.slice, point.note) == (before.name, before.slice, before.note)
        assert np.array_equal(point.position, before.position) or before.position is None


def test_points_alone(tmp_path: Path) -> None:
    files = hand_over(replace(truth(), segmentation=None), tmp_path)
    assert take_over(files).segmentation is None
    assert sorted(file.name for file in files) == ["detection.json", "detection.mrk.json"]


@pytest.mark.parametrize("name", ["labels.npy", "segments.json"])
@pytest.mark.parametrize("content", [None, b"", b"[1, 2]"])
def test_damaged_files_are_told(tmp_path: Path, name: str, content: bytes | None) -> None:
    files = hand_over(truth(), tmp_path)
    (tmp_path / name).unlink()
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=r"labels\.npy is damaged"):
        take_over(files)
