"""Runs over many cases: their files, bad cases, frames, interruptions, faults of the machine."""

from __future__ import annotations

import csv
import errno
import json
import os
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
import SimpleITK as sitk
from LandmarkAILib.commands.batch.folder_run import BatchProgress, detect_folder
from LandmarkAILib.core.detection import Detection
from LandmarkAILib.core.image import Image
from LandmarkAILib.errors import InputError, OutputError
from LandmarkAILib.files.atomic import output_error
from LandmarkAILib.files.detections import read_detection
from LandmarkAILib.files.images import write_image
from LandmarkAILib.inference.engine import ModelCache, Progress
from LandmarkAILib.inference.faults import EnvironmentFaultError
from LandmarkAILib.inference.options import DetectionOptions
from LandmarkAILib.inference.views import Points
from LandmarkAILib.models.installed import UnknownModelError
from threshold_model import NAMES, ThresholdDetector, phantom, write_threshold_model
from threshold_runs import OUTPUTS, RUN, names, run, statuses


def summary(output: Path) -> list[dict[str, str]]:
    with (output / "summary.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_case_gets_its_files_where_its_place_in_the_tree_says(
    study: Path, tmp_path: Path, model: Path
) -> None:
    results = run(study, tmp_path / "out", model)
    assert statuses(results) == {"a/image": "done", "b/image": "done", "c": "done"}
    cases = ("c", "a/image", "b/image")
    assert names(tmp_path / "out") == sorted(
        [f"{case}{suffix}" for case in cases for suffix in OUTPUTS] + RUN
    )
    assert [[row["case"], row["status"]] for row in summary(tmp_path / "out")] == [
        [c, "done"] for c in cases
    ]
    assert all(
        float(row["seconds"]) >= 0 and "9 of 9 points" in row["message"]
        for row in summary(tmp_path / "out")
    )
    assert sorted(file.name for file in results[0].files) == [f"c{suffix}" for suffix in OUTPUTS]


def test_the_files_hold_the_detection_of_their_own_case(
    study: Path, tmp_path: Path, model: Path
) -> None:
    run(study, tmp_path / "out", model)
    for n, case in enumerate(("a/image", "b/image", "c")):
        detection = read_detection(tmp_path / "out" / f"{case}.json")
        grid = phantom().grid
        found = [p.position for p in detection.landmarks.named("LV center") if p.position is not None]
        truth = grid.to_lps([[24.0 + n, 20.0, k] for k in range(3)])
        np.testing.assert_allclose(found, truth, atol=1e-3)
        assert detection.provenance["model"]["name"] == "threshold"


def test_the_table_is_the_aha_model(study: Path, tmp_path: Path, model: Path) -> None:
    run(study / "c.mha", tmp_path / "out", model)
    with (tmp_path / "out" / "c.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [int(row["segment"]) for row in rows] == list(range(1, 17))
    assert {float(row["mean"]) for row in rows} == {100.0}


def test_a_case_without_a_heart_is_done_and_says_why_there_is_no_table(
    tmp_path: Path, model: Path
) -> None:
    image = phantom()
    write_image(Image(np.zeros_like(image.array), image.grid), tmp_path / "empty.nrrd")
    (result,) = run(tmp_path / "empty.nrrd", tmp_path / "out", model)
    assert result.status == "done"
    assert "0 of 9 points" in result.message
    assert "no AHA table" in result.message
    assert names(tmp_path / "out") == ["empty.json", "empty.mrk.json", "empty.seg.nrrd", *RUN]


def test_a_bad_case_is_named_and_the_others_are_complete(
    study: Path, tmp_path: Path, model: Path
) -> None:
    (study / "b" / "image.nii").write_bytes(b"not an image")
    (study / "b" / "empty.nrrd").touch()
    results = run(study, tmp_path / "out", model)
    assert statuses(results) == {
        "a/image": "done",
        "b/empty": "failed",
        "b/image": "failed",
        "c": "done",
    }
    for result in results[2:]:
        assert str(study / result.case) in result.message
        assert result.files == ()
    assert not [name for name in names(tmp_path / "out") if name.startswith("b/")]
    assert [row["status"] for row in summary(tmp_path / "out")] == ["done", "done", "failed", "failed"]
    assert [row["message"] for row in summary(tmp_path / "out")] == [r.message for r in results]


class _Fails(ThresholdDetector):
    """Raises on the second image it is given."""

    error: BaseException = RuntimeError()
    count = 0

    def detect(
        self,
        image: Image,
        progress: Progress | None = None,
        rough: Mapping[int, Points] | None = None,
    ) -> Detection:
        type(self).count += 1
        if self.count == 2:
            raise self.error
        return super().detect(image, progress)


def failing_with(failure: BaseException) -> type[_Fails]:
    class Fails(_Fails):
        error = failure

    return Fails


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (MemoryError(), "memory", "needs more memory than there is"),
        (RuntimeError("DefaultCPUAllocator: can't allocate memory"), "memory", "needs more memory"),
        (RuntimeError("sizes differ\nat some line"), "fault", r"\(RuntimeError: sizes differ, in "),
        (ValueError("odd"), "fault", r"\(ValueError: odd, in .*\.py, line \d+\): please report"),
        (
            TypeError("no argument 'x'"),
            "fault",
            r"fault of LandmarkAI \(TypeError: no argument 'x', in ",
        ),
        (AssertionError(), "fault", r"fault of LandmarkAI \(AssertionError, in "),
        (OSError("disk gone"), "file", r"met a file problem \(disk gone\)"),
        (InputError("b is odd: mend it."), "input", "^b is odd: mend it.$"),
    ],
)
def test_what_goes_wrong_in_a_model_fails_one_case(
    study: Path, tmp_path: Path, model: Path, error: Exception, code: str, message: str
) -> None:
    results = run(study, tmp_path / "out", model, load=failing_with(error))
    assert [result.status for result in results] == ["done", "failed", "done"]
    assert [result.code for result in results] == ["", code, ""]
    assert "check the file" not in results[1].message
    with pytest.raises(AssertionError, match=message):
        raise AssertionError(results[1].message)


def test_an_interrupted_run_leaves_whole_cases_and_is_resumed(
    study: Path, tmp_path: Path, model: Path
) -> None:
    with pytest.raises(KeyboardInterrupt):
        run(study, tmp_path / "out", model, load=failing_with(KeyboardInterrupt()))
    assert names(tmp_path / "out") == [*(f"c{suffix}" for suffix in OUTPUTS), *RUN]
    assert [[row["case"], row["status"]] for row in summary(tmp_path / "out")] == [["c", "done"]]

    before = (tmp_path / "out" / "c.json").stat().st_mtime_ns
    results = run(study, tmp_path / "out", model)
    assert statuses(results) == {"c": "skipped", "a/image": "done", "b/image": "done"}
    assert "complete since an earlier run, by threshold 1.0.0" in results[0].message
    assert (tmp_path / "out" / "c.json").stat().st_mtime_ns == before
    assert [row["status"] for row in summary(tmp_path / "out")] == ["skipped", "done", "done"]


def test_an_interruption_while_files_are_renamed_leaves_none(
    study: Path, tmp_path: Path, model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = os.replace

    def interrupted(source: Path, target: Path) -> None:
        if Path(target).name == "image.mrk.json":
            raise KeyboardInterrupt
        replace(source, target)

    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        run(study / "a", tmp_path / "out", model)
    assert names(tmp_path / "out") == RUN


def test_paths_may_be_text(study: Path, tmp_path: Path, model: Path) -> None:
    options, models = DetectionOptions(str(model), "cpu"), ModelCache(ThresholdDetector)
    results = detect_folder(str(study / "c.mha"), str(tmp_path / "out"), options, models=models)
    assert statuses(results) == {"c": "done"}


@pytest.fixture
def cine(tmp_path: Path) -> Path:
    """Three frames of a beating phantom, 4D NIfTI."""
    frames = [phantom((24.0 + n, 20.0)) for n in range(3)]
    images = []
    for frame in frames:
        image = sitk.GetImageFromArray(frame.array)
        image.SetSpacing(frame.grid.spacing.tolist())
        image.SetDirection(frame.grid.axes.ravel().tolist())
        image.SetOrigin(frame.grid.origin.tolist())
        images.append(image)
    path = tmp_path / "cine.nii.gz"
    sitk.WriteImage(sitk.JoinSeries(images), str(path))
    return path


def test_a_4d_file_wants_a_choice_of_frames(cine: Path, tmp_path: Path, model: Path) -> None:
    (result,) = run(cine, tmp_path / "out", model)
    assert result.status == "failed"
    assert "3 frames" in result.message
    assert "--frame N" in result.message


def test_every_frame_of_a_4d_file(cine: Path, study: Path, tmp_path: Path, model: Path) -> None:
    results = run([cine, study / "c.mha"], tmp_path / "out", model, frames="all")
    assert [result.case for result in results] == [f"cine_frame{n:03d}" for n in range(3)] + ["c"]
    assert {result.status for result in results} == {"done"}
    shift = [
        read_detection(tmp_path / "out" / f"cine_frame{n:03d}.json")
        .landmarks.named("LV center")
        .landmarks[0]
        .position
        for n in range(3)
    ]
    step = np.diff(np.array(shift, float), axis=0)
    np.testing.assert_allclose(np.linalg.norm(step, axis=1), 2.0, atol=1e-3)


@pytest.mark.parametrize(("frame", "status"), [(1, "done"), (3, "failed"), (-1, "failed")])
def test_one_frame_of_a_4d_file(
    cine: Path, tmp_path: Path, model: Path, frame: int, status: str
) -> None:
    (result,) = run(cine, tmp_path / "out", model, frames=frame)
    assert result.status == status
    if status == "done":
        assert result.case == "cine_frame001"
    else:
        assert "frames 0 to 2" in result.message


def test_progress_tells_of_every_case_from_start_to_end(
    study: Path, tmp_path: Path, model: Path
) -> None:
    steps: list[BatchProgress] = []
    results = run(study, tmp_path / "out", model, progress=steps.append)
    assert [step.result for step in steps if step.result] == results
    assert {step.total for step in steps} == {3}
    for index in range(3):
        fractions = [step.fraction for step in steps if step.index == index]
        assert fractions == sorted(fractions)
        assert (fractions[0], fractions[-1]) == (0.0, 1.0)
    assert "thresholding" in {step.text for step in steps}


def test_without_a_model_each_image_gets_the_one_that_fits(
    study: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANDMARKAI_RESOURCES", str(tmp_path / "Resources"))
    write_threshold_model(tmp_path / "Resources" / "Models" / "cmr-sax")
    stack = phantom()
    ct = Image(stack.array - 1000, type(stack.grid)(stack.grid.size, np.diag([1.0, 1.0, 1.0, 1.0])))
    write_image(ct, study / "ct.nrrd")
    models = ModelCache(ThresholdDetector)
    results = detect_folder(study, tmp_path / "out", DetectionOptions(device="cpu"), models=models)
    assert statuses(results) == {"a/image": "done", "b/image": "done", "c": "done", "ct": "failed"}
    assert "cmr-sax 1.0.0 (chosen: thick slices" in results[0].message
    assert "ct-lv" in results[1].message
    assert "landmarkai models install" in results[1].message


def test_a_run_without_images_or_model_does_not_begin(study: Path, tmp_path: Path, model: Path) -> None:
    (tmp_path / "nothing").mkdir()
    with pytest.raises(InputError, match="nothing"):
        run(tmp_path / "nothing", tmp_path / "out", model)
    with pytest.raises(UnknownModelError, match="no model 'huge'"):
        detect_folder(study, tmp_path / "out", DetectionOptions("huge"))
    assert not (tmp_path / "out").exists()


def test_an_output_folder_that_is_a_file_is_named(study: Path, tmp_path: Path, model: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(OutputError, match="out"):
        run(study, tmp_path / "out", model)


def test_an_output_that_cannot_be_written_fails_its_case(
    study: Path, tmp_path: Path, model: Path
) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a").write_text("a file where a folder is needed")
    results = run(study, tmp_path / "out", model)
    assert statuses(results) == {"a/image": "failed", "b/image": "done", "c": "done"}
    assert "cannot be written" in results[1].message


def test_the_record_says_what_was_used(study: Path, tmp_path: Path, model: Path) -> None:
    run(study / "c.mha", tmp_path / "out", model)
    facts = json.loads((tmp_path / "out" / "c.json").read_text())["provenance"]
    assert len(facts["input"]) == len(facts["model"]["sha256"]) == 64
    assert str(tmp_path) not in (tmp_path / "out" / "c.json").read_text()
    assert set(NAMES) == {p.name for p in read_detection(tmp_path / "out" / "c.json").landmarks}


def test_a_case_called_summary_does_not_meet_the_table_of_the_run(tmp_path: Path, model: Path) -> None:
    write_image(phantom(), tmp_path / "summary.nrrd")
    (result,) = run(tmp_path / "summary.nrrd", tmp_path / "out", model)
    assert result.case == "summary_2"
    assert [row["case"] for row in summary(tmp_path / "out")] == ["summary_2"]


def test_rows_of_another_run_stay(study: Path, tmp_path: Path, model: Path) -> None:
    run(study / "c.mha", tmp_path / "out", model)
    run(study / "a", tmp_path / "out", model)
    assert {row["case"] for row in summary(tmp_path / "out")} == {"c", "image"}


def test_a_summary_that_cannot_be_written_does_not_end_the_run(
    study: Path, tmp_path: Path, model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from LandmarkAILib.commands.batch import folder_run

    def held(folder: Path, results: object) -> Path:
        raise OutputError("summary.csv cannot be written: close it.")

    monkeypatch.setattr(folder_run, "write_summary", held)
    monkeypatch.setattr(folder_run, "_PAUSE", 0.0)
    with pytest.raises(OutputError, match=r"All cases are done.*summary\.csv cannot be written"):
        run(study, tmp_path / "out", model)
    assert len([name for name in names(tmp_path / "out") if name.endswith(".mrk.json")]) == 3


def test_a_fault_of_the_machine_ends_the_run_early(study: Path, tmp_path: Path, model: Path) -> None:
    lost = failing_with(RuntimeError("CUDA error: device lost"))
    with pytest.raises(EnvironmentFaultError, match=r"GPU stopped working.*1 case is left"):
        run(study, tmp_path / "out", model, load=lost)
    assert [row["status"] for row in summary(tmp_path / "out")] == ["done", "failed"]


def test_a_full_disk_ends_the_run_early_with_what_is_done(
    study: Path, tmp_path: Path, model: Path
) -> None:
    full = failing_with(output_error(tmp_path / "out" / "x", OSError(errno.ENOSPC, "full")))
    with pytest.raises(EnvironmentFaultError, match=r"x cannot be written.*free some space.*1 case is"):
        run(study, tmp_path / "out", model, load=full)
    assert [row["status"] for row in summary(tmp_path / "out")] == ["done", "failed"]
    results = run(study, tmp_path / "out", model)
    assert statuses(results) == {"c": "skipped", "a/image": "done", "b/image": "done"}


@pytest.mark.parametrize(("cases", "ended"), [(2, False), (3, False), (4, True)])
def test_lack_of_memory_ends_the_run_only_where_it_repeats(
    tmp_path: Path, model: Path, cases: int, ended: bool
) -> None:
    (tmp_path / "study").mkdir()
    for n in range(cases):
        write_image(phantom((24.0 + n, 20.0)), tmp_path / "study" / f"{n}.nrrd")

    class Lacks(ThresholdDetector):
        def detect(self, *arguments: object, **options: object) -> Detection:
            raise MemoryError

    if ended:
        with pytest.raises(EnvironmentFaultError, match=r"So did the 2 cases before.*1 case is left"):
            run(tmp_path / "study", tmp_path / "out", model, load=Lacks)
        assert len(summary(tmp_path / "out")) == 3
    else:
        results = run(tmp_path / "study", tmp_path / "out", model, load=Lacks)
        assert [result.code for result in results] == ["memory"] * cases


def test_pictures_are_written_where_they_are_asked_for(study: Path, model: Path, tmp_path: Path) -> None:
    output = tmp_path / "output"
    run(study, output, model, pictures=True)
    assert [name for name in names(output) if name.endswith(".png")] == [
        "a/image.png",
        "b/image.png",
        "c.png",
    ]
    (output / "c.png").unlink()
    messages = {result.case: result.message for result in run(study, output, model, pictures=True)}
    assert "without a picture: pass --overwrite" in messages["c"]
    assert "without a picture" not in messages["a/image"]
