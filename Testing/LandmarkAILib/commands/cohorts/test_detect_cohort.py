"""``landmarkai detect cohort.csv`` as it is typed: parts, processes, dask."""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from LandmarkAILib.cli import main
from LandmarkAILib.commands import detect
from LandmarkAILib.commands.cohorts.detect_cohort import _arguments
from LandmarkAILib.commands.cohorts.local_jobs import plan_jobs, visible_device
from LandmarkAILib.commands.cohorts.parts import Part
from LandmarkAILib.errors import LandmarkAIError
from LandmarkAILib.files.case_records import last_of_each, read_all_records
from LandmarkAILib.files.images import write_image
from LandmarkAILib.models.bundle import Bundle
from LandmarkAILib.models.installed import UnknownModelError
from models import tiny_bundle
from threshold_model import phantom


@pytest.fixture
def table(tmp_path: Path) -> Path:
    for n in range(6):
        (tmp_path / "in" / f"s{n}").mkdir(parents=True)
        write_image(phantom((22.0 + n, 20.0), (36, 32, 1)), tmp_path / "in" / f"s{n}" / "image.nrrd")
    assert main(["plan", str(tmp_path / "in"), "-o", str(tmp_path / "cohort.csv")]) == 0
    return tmp_path / "cohort.csv"


@pytest.fixture
def model(tmp_path: Path) -> str:
    return str(tiny_bundle(tmp_path / "models" / "tiny").path)


def statuses(output: Path) -> dict[str, str]:
    return {case: r.status for (case, _), r in last_of_each(read_all_records(output)).items()}


@pytest.mark.slow
def test_a_part_says_that_there_are_others(
    table: Path, tmp_path: Path, model: str, capfd: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    given = ["detect", str(table), "-o", str(out), "--model", model, "--device", "cpu"]
    assert main([*given, "--part", "2/3"]) == 0
    said = capfd.readouterr().err
    assert "Part 2 of 3: 2 done in" in said and "run the others, then landmarkai gather" in said
    assert set(statuses(out)) == {"s1/image", "s4/image"}
    manifest = json.loads((out / "run-manifest.json").read_text())
    assert manifest["model"]["name"] == "tiny" and len(manifest["cohort"]["sha256"]) == 64
    assert main(["gather", str(out)]) == 0
    assert "These are 2 of the 6 cases that were planned" in capfd.readouterr().err
    assert main(given) == 0
    assert "The cohort: 4 done, 2 done before in" in capfd.readouterr().err
    assert main(["gather", str(out)]) == 0
    assert "that were planned" not in capfd.readouterr().err
    assert main([*given, "--levels", "basal=0"]) == 1
    assert "made with other options" in capfd.readouterr().err
    before = (out / "run-manifest.json").read_bytes()
    assert main([*given, "--engine", "openvino"]) == 1
    assert "made with another engine, torch" in capfd.readouterr().err
    assert (out / "run-manifest.json").read_bytes() == before
    other = tiny_bundle(tmp_path / "models" / "other", seed=1).path
    assert main([*given[:4], "--model", str(other), "--device", "cpu"]) == 1
    assert "made with another model" in capfd.readouterr().err


def test_processes_of_a_part_use_the_engine_that_was_chosen() -> None:
    parser = argparse.ArgumentParser()
    detect.add_arguments(parser)
    given = ["cohort.csv", "-o", "out", "--jobs", "2"]
    assert _arguments(parser.parse_args(given)) == []
    assert _arguments(parser.parse_args([*given, "--engine", "openvino"])) == ["--engine", "openvino"]


@pytest.fixture
def default_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Makes a tiny model of a seed what is installed as cmr-sax."""

    def install(seed: int) -> None:
        bundle = tiny_bundle(tmp_path / "installed" / str(seed) / "cmr-sax", seed=seed)

        def find(name: str | Path) -> Bundle:
            if str(name) == "cmr-sax":
                return bundle
            raise UnknownModelError(f"no {name}")

        for user in ("batch.manifest", "cohorts.part_run"):
            monkeypatch.setattr(f"LandmarkAILib.commands.{user}.find_model", find)
        monkeypatch.setattr("LandmarkAILib.inference.engine.find_model", find)

    return install


def test_another_default_model_is_refused_and_the_same_by_name_is_not(
    table: Path,
    tmp_path: Path,
    default_model: Callable[[int], None],
    capfd: pytest.CaptureFixture[str],
) -> None:
    out = tmp_path / "out"
    given = ["detect", str(table), "-o", str(out), "--device", "cpu"]
    default_model(0)
    assert main([*given, "--part", "1/3"]) == 0
    manifest = json.loads((out / "run-manifest.json").read_text())
    (facts,) = manifest["models"]
    done = [record for record in read_all_records(out) if record.status == "done"]
    assert manifest["model"] is None and {record.sha256 for record in done} == {facts["sha256"]}
    assert main([*given, "--part", "2/3", "--model", "cmr-sax"]) == 0
    assert main([*given, "--part", "2/3"]) == 0
    default_model(1)
    for choice in ([], ["--model", "cmr-sax"]):
        capfd.readouterr()
        assert main([*given, "--part", "3/3", *choice]) == 1
        assert "made with another model" in capfd.readouterr().err
    assert len(statuses(out)) == 4


@pytest.mark.slow
def test_a_killed_process_of_several_is_replaced(
    table: Path, tmp_path: Path, model: str, capfd: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    command = [sys.executable, "-m", "LandmarkAILib", "detect", str(table), "-o", str(out)]
    command += ["--model", model, "--device", "cpu", "--jobs", "2"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        deadline = time.monotonic() + 200
        while not (claims := list(out.glob("parts/*.claim"))) and time.monotonic() < deadline:
            time.sleep(0.05)
        os.kill(int(claims[0].read_text().split()[1]), signal.SIGKILL)
        _, said = process.communicate(timeout=200)
    assert process.returncode == 0, said
    assert "was killed; it goes on in a new process" in said
    assert "all 2 processes have ended" in said
    assert "run the others" not in said and said.count("landmarkai gather") == 1
    assert list(statuses(out).values()) == ["done"] * 6


@pytest.mark.slow
def test_dask_does_what_parts_do(
    table: Path, tmp_path: Path, model: str, capfd: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("distributed", reason="needs the extra [cluster]: dask.distributed")
    out = tmp_path / "out"
    command = [sys.executable, "-m", "LandmarkAILib", "detect", str(table), "-o", str(out)]
    command += ["--model", model, "--device", "cpu", "--dask", "local:2"]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert ended.returncode == 0, ended.stderr
    assert "[6/6] block-000001: 6 done in" in ended.stderr
    assert "The cohort: 6 done in" in ended.stderr
    assert list(statuses(out).values()) == ["done"] * 6
    ended = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert "The cohort: 6 done before in" in ended.stderr


@pytest.mark.parametrize("option", [["--part", "1/2"], ["--jobs", "2"], ["--dask", "local:2"]])
def test_images_are_no_cohort(
    tmp_path: Path, option: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    write_image(phantom(), tmp_path / "image.nrrd")
    assert main(["detect", str(tmp_path / "image.nrrd"), "-o", str(tmp_path / "out"), *option]) == 2
    assert "first run 'landmarkai plan" in capsys.readouterr().err


def test_processes_share_threads_and_devices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "4,6")
    monkeypatch.setenv("SLURM_ARRAY_TASK_ID", "3")
    jobs = plan_jobs(Part(2, 3), 3, ["cuda:0", "cuda:1"], ["cohort.csv"], 5)
    assert [job.environment["CUDA_VISIBLE_DEVICES"] for job in jobs] == ["4", "6", "4"]
    assert [str(job.part) for job in jobs] == ["2/9", "5/9", "8/9"]
    assert all(job.command[-4:] == ["--device", "cuda", "--threads", "5"] for job in jobs)
    assert "SLURM_ARRAY_TASK_ID" not in jobs[0].environment
    with pytest.raises(LandmarkAIError, match="no device cuda:2"):
        visible_device("cuda:2")
    monkeypatch.delenv("CUDA_VISIBLE_DEVICES")
    assert visible_device("cuda:2") == ("cuda", "2") and visible_device("cpu") == ("cpu", None)


@pytest.mark.parametrize("device", ["gpu", "cpu:1", "cuda:x", "cuda:", "cuda:0,tpu"])
def test_unknown_devices_are_refused(device: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["detect", "x.nrrd", "-o", "out", "--device", device])
    assert "is no device" in capsys.readouterr().err
