"""Requests to one warm worker: a real process, a real model (of random weights)."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from LandmarkAILib.commands.batch.folder_run import detect_folder
from LandmarkAILib.core.image import Image
from LandmarkAILib.files.detections import read_detection
from LandmarkAILib.files.images import read_image, write_image
from LandmarkAILib.inference.device import choose_device
from LandmarkAILib.inference.options import DetectionOptions
from LandmarkAILib.inference.pipeline import Pipeline
from LandmarkAILib.models.bundle import Bundle
from LandmarkAILib.worker.blocking import WorkerError, run_request
from LandmarkAILib.worker.jobs import Callbacks
from LandmarkAILib.worker.protocol import (
    Detect,
    DetectFolder,
    Failure,
    Probe,
    Progress,
    Result,
)
from models import NAMES
from threshold_model import phantom
from worker_checks import assert_same, hidden, is_alive, read_result, texts

pytestmark = pytest.mark.slow

if TYPE_CHECKING:
    from .conftest import Station

    Make = Callable[..., Station]

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals are of POSIX")


def test_progress_is_told_from_the_start_of_the_process_to_the_end(
    warm: Station,
    tiny: Path,
    image: Path,
    out: str,
) -> None:
    told = warm.run(Detect(str(image), out, DetectionOptions(str(tiny), "cpu")))
    assert isinstance(told.outcome, Result)
    shares = [step.share for step in told.progress]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 0.95)
    words = texts(told.progress)
    wanted = [
        "starting the detection process",
        "reading",
        "PyTorch",
        "loading the model tiny",
        "looking",
    ]
    places = [next(n for n, text in enumerate(words) if part in text) for part in wanted]
    assert places == sorted(places)
    assert sorted(Path(file).name for file in told.outcome.files) == [
        *("detection.json", "detection.mrk.json", "labels.npy", "segments.json")
    ]
    assert told.outcome.facts["model"]["name"] == "tiny"
    assert hidden(Path(out)) == []


def test_the_second_request_finds_the_worker_warm(
    warm: Station,
    tiny: Path,
    image: Path,
    out: str,
) -> None:
    warm.result(Detect(str(image), out, DetectionOptions(str(tiny), "cpu")))
    pid = warm.client.pid
    told = warm.run(Detect(str(image), out, DetectionOptions(str(tiny), "cpu")))
    assert warm.client.pid == pid
    assert not any("PyTorch" in text or "loading" in text for text in texts(told.progress))
    assert warm.result(Probe("cpu")).facts["pid"] == pid


def test_results_are_those_of_the_command_line(
    warm: Station,
    tiny: Path,
    image: Path,
    out: str,
    tmp_path: Path,
) -> None:
    detect_folder(image, tmp_path / "batch", DetectionOptions(str(tiny), "cpu"))
    expected = read_detection(tmp_path / "batch" / "small.json")
    assert_same(
        read_result(warm.result(Detect(str(image), out, DetectionOptions(str(tiny), "cpu")))), expected
    )
    told = warm.run(
        DetectFolder((str(image),), str(tmp_path / "folder"), DetectionOptions(str(tiny), "cpu"))
    )
    assert_same(read_detection(tmp_path / "folder" / "small.json"), expected)
    for name in ("small.mrk.json", "small.seg.nrrd"):
        assert (tmp_path / "folder" / name).read_bytes() == (tmp_path / "batch" / name).read_bytes()
    assert [(case.case, case.status) for case in told.cases] == [("small", "done")]


def test_a_folder_tells_of_every_case(
    warm: Station,
    tiny: Path,
    image: Path,
    out: str,
    tmp_path: Path,
) -> None:
    study = tmp_path / "study"
    study.mkdir()
    for name in ("a.nrrd", "b.nrrd", "c.nrrd"):
        shutil.copyfile(image, study / name)
    (study / "b.nrrd").write_bytes(b"not an image")
    told = warm.run(DetectFolder((str(study),), out, DetectionOptions(str(tiny), "cpu")))
    assert isinstance(told.outcome, Result)
    assert [(case.case, case.status) for case in told.cases] == [
        *(("a", "done"), ("b", "failed"), ("c", "done"))
    ]
    assert "b.nrrd" in told.cases[1].message
    (summary,) = told.outcome.files
    assert Path(summary).read_text().startswith("case,status")
    assert told.outcome.facts == {"done": 2, "failed": 1}
    shares = [step.share for step in told.progress]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert any(text.startswith("case 3 of 3, c: looking") for text in texts(told.progress))


def test_rough_points_go_to_the_last_stage(
    warm: Station,
    tiny: Path,
    image: Path,
    out: str,
) -> None:
    volume = read_image(image)
    points = {name: volume.grid.to_lps([20.0 + n, 18.0, 1.0]) for n, name in enumerate(NAMES)}
    rough = {1: {name: tuple(map(float, point)) for name, point in points.items()}}
    told = warm.run(Detect(str(image), out, DetectionOptions(str(tiny), "cpu"), rough=rough))  # type: ignore[arg-type]
    assert isinstance(told.outcome, Result)
    assert not any(text.endswith("of 3") for text in texts(told.progress))
    pipeline = Pipeline.load(Bundle.open(tiny), choose_device("cpu"))
    assert_same(read_result(told.outcome), pipeline.detect(volume, rough={1: points}))


def test_what_the_user_should_know_of_the_image_is_told(
    warm: Station,
    tiny: Path,
    tmp_path: Path,
    out: str,
) -> None:
    heart = phantom()
    array = heart.array.astype(np.float32)
    array[0, 0, 0] = np.nan
    write_image(Image(array, heart.grid), tmp_path / "hole.nrrd")
    told = warm.run(Detect(str(tmp_path / "hole.nrrd"), out, DetectionOptions(str(tiny), "cpu")))
    assert isinstance(told.outcome, Result)
    of_the_image, of_the_model, *_look = told.notices
    assert "not finite" in of_the_image.text and "not calibrated" in of_the_model.text


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"image": "nowhere.nrrd"}, "nowhere.nrrd does not exist"),
        ({"model": "huge"}, "no model 'huge'"),
        ({"model": None, "metadata": {"modality": "US"}, "name": "Echo"}, "Echo has modality US"),
        ({"output": __file__}, "cannot be written"),
    ],
)
def test_what_the_user_can_mend_leaves_the_worker_as_it_is(
    warm: Station,
    tiny: Path,
    image: Path,
    out: str,
    changes: dict[str, object],
    words: str,
) -> None:
    pid = warm.result(Probe("cpu")).facts["pid"]
    chosen = {"model": str(tiny), "device": "cpu"}
    chosen |= {key: changes[key] for key in chosen if key in changes}
    values = {"image": str(image), **{key: changes[key] for key in changes if key not in chosen}}
    options = DetectionOptions(**chosen)  # type: ignore[arg-type]
    failure = warm.failure(Detect(**{"output": out, **values}, options=options))  # type: ignore[arg-type]
    assert failure.kind == "user"
    assert words in failure.message
    assert warm.client.pid == pid


def test_a_model_that_is_deleted_during_use_is_missed_and_the_next_run_with_another_succeeds(
    warm: Station,
    tiny: Path,
    image: Path,
    out: str,
    tmp_path: Path,
) -> None:
    mine = shutil.copytree(tiny, tmp_path / "mine")
    warm.result(Detect(str(image), out, DetectionOptions(str(mine), "cpu")))
    shutil.rmtree(mine)
    failure = warm.failure(Detect(str(image), out, DetectionOptions(str(mine), "cpu")))
    assert failure.kind == "user"
    assert f"There is no model '{mine}'" in failure.message
    warm.result(Detect(str(image), out, DetectionOptions(str(tiny), "cpu")))


def test_a_probe_of_a_good_installation_names_the_device(warm: Station) -> None:
    facts = warm.result(Probe("cpu")).facts
    assert facts["device"]["kind"] == "cpu"
    assert facts["executable"]
    assert not [text for text in facts["problems"] if "model" not in text]


def test_volumes_queue_and_one_that_waits_can_be_cancelled(
    warm: Station,
    tiny: Path,
    image: Path,
    tmp_path: Path,
) -> None:
    order: list[str] = []
    requests = [
        Detect(str(image), str(tmp_path / id), DetectionOptions(str(tiny), "cpu"), id=id) for id in "abc"
    ]
    for request in requests:
        done = Callbacks(
            done=lambda result: order.append(result.id), cancelled=lambda: order.append("cancelled")
        )
        warm.client.submit(request, done)
    assert warm.client.pending == ["a", "b", "c"]
    assert warm.client.cancel("b")
    warm.wait(lambda: not warm.client.pending)
    assert order == ["cancelled", "a", "c"]
    assert not (tmp_path / "b").exists()


def test_a_script_waits_for_its_result(
    warm: Station,
    tiny: Path,
    image: Path,
    out: str,
) -> None:
    seen: list[Progress] = []
    told = Callbacks(progress=seen.append)
    request = Detect(str(image), out, DetectionOptions(str(tiny), "cpu"))
    result = run_request(warm.client, request, warm.launcher.wait, told)
    assert result.id == request.id
    assert seen
    with pytest.raises(WorkerError, match="no model 'huge'") as caught:
        run_request(warm.client, Detect(str(image), out, DetectionOptions("huge")), warm.launcher.wait)
    assert caught.value.kind == "user"


@POSIX
def test_a_worker_killed_in_mid_run_fails_its_job_and_the_next_one_succeeds(
    warm: Station,
    tiny: Path,
    long_image: Path,
    image: Path,
    tmp_path: Path,
) -> None:
    def kill(progress: Progress) -> None:
        if progress.text.startswith("looking at the image, 1"):
            os.kill(warm.client.pid or 0, signal.SIGKILL)

    first = warm.submit(
        Detect(str(long_image), str(tmp_path / "a"), DetectionOptions(str(tiny), "cpu"), name="MR 7"),
        kill,
    )
    second = warm.submit(Detect(str(image), str(tmp_path / "b"), DetectionOptions(str(tiny), "cpu")))
    warm.wait(lambda: second.outcome)
    assert isinstance(first.outcome, Failure)
    assert first.outcome.kind == "crash"
    assert first.outcome.message.startswith("MR 7 was not finished, as the detection process ended")
    assert "killed" in first.outcome.message
    assert isinstance(second.outcome, Result)


def test_cancel_in_mid_run_leaves_no_process_and_the_next_job_gets_a_fresh_one(
    warm: Station,
    tiny: Path,
    long_image: Path,
    out: str,
) -> None:
    pids: list[int] = []

    def cancel(progress: Progress) -> None:
        if progress.text.startswith("looking at the image, 1") and not pids:
            pids.append(warm.client.pid or 0)
            assert is_alive(pids[0])
            assert warm.client.cancel(progress.id)
            assert warm.client.state == "cancelling"

    told = warm.submit(Detect(str(long_image), out, DetectionOptions(str(tiny), "cpu")), cancel)
    following = warm.submit(Probe("cpu"))
    warm.wait(lambda: told.outcome)
    assert told.outcome == "cancelled"
    assert not is_alive(pids[0])
    warm.wait(lambda: following.outcome)
    assert isinstance(following.outcome, Result)
    assert following.outcome.facts["pid"] != pids[0]
