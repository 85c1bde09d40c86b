"""What is in the output folder already: complete, another run's, left by a killed one, a reader's."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import numpy as np
import pytest
from LandmarkAILib.files.detections import read_detection
from LandmarkAILib.files.images import write_image
from threshold_model import phantom, write_threshold_model
from threshold_runs import OUTPUTS, RUN, names, run, statuses


def killed_before_the_record(study: Path, output: Path, model: Path) -> None:
    """What a run leaves that is killed once it has renamed all files of a case but the record."""
    run(study / "c.mha", output, model)
    (output / "c.json").rename(output / ".0123abcd.c.json")


def test_files_of_a_killed_run_are_known_as_its_own(study: Path, tmp_path: Path, model: Path) -> None:
    out = tmp_path / "out"
    killed_before_the_record(study, out, model)
    assert statuses(run(study / "c.mha", out, model)) == {"c": "done"}
    os.utime(out / ".0123abcd.c.json", (0, 0))
    run(study / "c.mha", out, model)
    assert names(out) == sorted([*(f"c{suffix}" for suffix in OUTPUTS), *RUN])


def test_a_reader_s_file_is_none_of_a_killed_run(study: Path, tmp_path: Path, model: Path) -> None:
    out = tmp_path / "out"
    killed_before_the_record(study, out, model)
    (out / "c.mrk.json").write_text("of a reader")
    (result,) = run(study / "c.mha", out, model)
    assert result.status == "failed" and "c.mrk.json is there and is no result" in result.message
    assert (out / "c.mrk.json").read_text() == "of a reader"


def test_overwrite_does_complete_cases_again(study: Path, tmp_path: Path, model: Path) -> None:
    first = run(study / "c.mha", tmp_path / "out", model)
    before = {file: file.stat().st_mtime_ns for file in first[0].files}
    assert statuses(run(study / "c.mha", tmp_path / "out", model, overwrite=True)) == {"c": "done"}
    assert all(file.stat().st_mtime_ns > before[file] for file in before)


def test_a_case_whose_files_are_not_all_there_is_done_again(
    study: Path, tmp_path: Path, model: Path
) -> None:
    run(study / "c.mha", tmp_path / "out", model)
    (tmp_path / "out" / "c.mrk.json").unlink()
    assert statuses(run(study / "c.mha", tmp_path / "out", model)) == {"c": "done"}
    assert (tmp_path / "out" / "c.mrk.json").is_file()


def test_a_moved_input_is_known_again_and_another_one_of_the_same_name_is_not(
    study: Path, tmp_path: Path, model: Path
) -> None:
    first, moved, other = study / "a" / "image.nrrd", tmp_path / "moved", tmp_path / "other"
    run(first, tmp_path / "out", model)
    for folder in (moved, other):
        folder.mkdir()
    shutil.copyfile(first, moved / "image.nrrd")
    write_image(phantom((20.0, 18.0)), other / "image.nrrd")
    assert (other / "image.nrrd").stat().st_size == first.stat().st_size
    assert statuses(run(moved / "image.nrrd", tmp_path / "out", model)) == {"image": "skipped"}
    (result,) = run(other / "image.nrrd", tmp_path / "out", model)
    assert result.status == "failed"
    assert "is no result for this image, or not for its files as they are now" in result.message


def test_a_case_complete_by_another_model_says_so(study: Path, tmp_path: Path, model: Path) -> None:
    run(study / "c.mha", tmp_path / "out", model)
    newer = write_threshold_model(tmp_path / "models" / "newer", "2.0").path
    (result,) = run(study / "c.mha", tmp_path / "out", newer)
    assert result.status == "skipped"
    assert "by threshold 1.0.0: pass --overwrite" in result.message


@pytest.mark.parametrize("suffix", OUTPUTS)
def test_an_annotation_beside_the_image_is_never_replaced_unasked(
    study: Path, model: Path, suffix: str
) -> None:
    annotation = study / "a" / f"image{suffix}"
    annotation.write_text('{"by": "a reader"}')
    results = run(study, study, model)
    assert statuses(results) == {"a/image": "failed", "b/image": "done", "c": "done"}
    assert str(annotation) in results[1].message
    assert "--overwrite" in results[1].message
    assert annotation.read_text() == '{"by": "a reader"}'
    assert statuses(run(study, study, model, overwrite=True))["a/image"] == "done"


def test_results_beside_the_images_are_not_taken_for_images(study: Path, model: Path) -> None:
    run(study, study, model)
    assert statuses(run(study, study, model)) == {
        "a/image": "skipped",
        "b/image": "skipped",
        "c": "skipped",
    }


def test_an_input_that_changed_is_not_taken_for_complete(
    study: Path, tmp_path: Path, model: Path
) -> None:
    run(study / "c.mha", tmp_path / "out", model)
    data = bytearray((study / "c.mha").read_bytes())
    data[len(data) // 2 + 7] ^= 1  # one voxel
    (study / "c.mha").write_bytes(data)
    (result,) = run(study / "c.mha", tmp_path / "out", model)
    assert result.status == "failed" and "is no result for this image" in result.message


def test_other_choices_of_the_table_are_told(study: Path, tmp_path: Path, model: Path) -> None:
    from LandmarkAILib.analysis.aha.settings import AhaSettings

    run(study / "c.mha", tmp_path / "out", model)
    levels = AhaSettings(levels={"basal": [0], "mid": [1], "apical": [2]})
    (result,) = run(study / "c.mha", tmp_path / "out", model, aha=levels)
    assert result.status == "skipped" and "--levels" in result.message
    beyond = AhaSettings(levels={"basal": [20]})
    (result,) = run(study / "c.mha", tmp_path / "out", model, aha=beyond, overwrite=True)
    assert "--levels names slice 20, but c has slices 0 to 2" in result.message


def test_a_stack_seen_turned_over_says_so_and_is_not_mixed_with_the_others(
    study: Path, tmp_path: Path, model: Path
) -> None:
    """The model of these tests goes by values alone, so that its points are the same either way."""
    file, out = study / "c.mha", tmp_path / "out"
    run(file, out, model)
    plain = read_detection(out / "c.json")
    (result,) = run(file, out, model, mirror=True)
    assert result.status == "skipped" and "but without --mirror" in result.message
    (result,) = run(file, out, model, mirror=True, overwrite=True)
    turned = read_detection(out / "c.json")
    assert result.status == "done" and turned.provenance["mirrored"]
    for a, b in zip(plain.landmarks, turned.landmarks, strict=True):
        assert (a.name, a.slice, a.status) == (b.name, b.slice, b.status)
        if a.position is not None and b.position is not None:
            np.testing.assert_allclose(a.position, b.position, atol=1e-3)
    (result,) = run(file, out, model)
    assert result.status == "skipped" and "but with --mirror" in result.message


def test_names_of_earlier_results_stay_when_a_series_comes_in(tmp_path: Path, model: Path) -> None:
    for n, folder in enumerate(("x", "y")):
        (tmp_path / folder).mkdir()
        write_image(phantom((24.0 + n, 20.0)), tmp_path / folder / "image.nrrd")
    second, first = tmp_path / "y" / "image.nrrd", tmp_path / "x" / "image.nrrd"
    run(second, tmp_path / "out", model)
    results = run([first, second], tmp_path / "out", model)
    assert statuses(results) == {"image_2": "done", "image": "skipped"}
    assert statuses(run([second, first], tmp_path / "out", model)) == {
        "image": "skipped",
        "image_2": "skipped",
    }


def test_picture_of_somebody_else_is_kept(study: Path, model: Path, tmp_path: Path) -> None:
    output = tmp_path / "output"
    output.mkdir()
    (output / "c.png").write_bytes(b"a holiday")
    results = run(study, output, model, pictures=True)
    assert statuses(results)["c"] == "failed" and (output / "c.png").read_bytes() == b"a holiday"
