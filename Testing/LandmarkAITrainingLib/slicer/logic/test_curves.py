"""Curves are read while they are written, and over several attempts."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from LandmarkAITrainingLib.slicer.logic.curves import read_curves
from scripted_launcher import write_curves


def test_errors_and_losses_by_step(tmp_path: Path) -> None:
    write_curves(tmp_path, 1, [9.0, 6.0])
    write_curves(tmp_path, 2, [3.0])
    first, second = read_curves(tmp_path)
    assert (first.stage, second.stage) == (1, 2)
    assert first.landmarks == ("LV center",) and first.losses == ("training", "validation")
    assert first.errors.tolist() == [[3, 9], [7, 6]]
    assert first.loss.tolist() == [[3, 10, 11], [7, 7, 8]]


def test_a_later_attempt_replaces_what_it_repeats(tmp_path: Path) -> None:
    write_curves(tmp_path, 1, [9.0, 6.0, 5.0])
    path = tmp_path / "stage1" / "attempt_2" / "metrics.csv"
    path.parent.mkdir()
    path.write_text("epoch,step,val_median_mm_LV_center\n1,7,5.5\n2,11,4.5\n")
    assert read_curves(tmp_path)[0].errors.tolist() == [[3, 9], [7, 5.5], [11, 4.5]]


def test_a_line_that_is_being_written_is_passed_over(tmp_path: Path) -> None:
    write_curves(tmp_path, 1, [9.0])
    path = tmp_path / "stage1" / "attempt_1" / "metrics.csv"
    path.write_text(path.read_text() + "1,7,6.")
    assert read_curves(tmp_path)[0].errors.tolist() == [[3, 9]]


def test_what_was_not_measured_is_no_number(tmp_path: Path) -> None:
    path = tmp_path / "stage1" / "attempt_1" / "metrics.csv"
    path.parent.mkdir(parents=True)
    path.write_text("epoch,step,train_loss,val_loss\n0,3,2.5,\n1,7,2.0,\n1,7,,1.5\n")
    (curves,) = read_curves(tmp_path)
    assert len(curves.errors) == 0 and curves.landmarks == ()
    assert np.array_equal(curves.loss, [[3, 2.5, np.nan], [7, 2, 1.5]], equal_nan=True)


def test_a_folder_without_a_training(tmp_path: Path) -> None:
    assert read_curves(tmp_path) == [] and read_curves(tmp_path / "nowhere") == []
