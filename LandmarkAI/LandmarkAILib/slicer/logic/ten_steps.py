"""Ten steps of training on the sample data, by the command line in a process of its own."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import time
from importlib.util import find_spec
from pathlib import Path

import slicer

from ...paths import sample_data
from ...worker.process import kill_group, worker_environment
from .qt_worker import python_slicer

_CASES = (("native_t1", "train"), ("vne", "val"))
_COMMAND = ("--preset", "cmr-sax-quick", "--steps", "5", "5")
_LIMIT = 900.0  # s
_DEATH, _PAUSE = 10.0, 0.05  # s
_TAIL = 2000  # characters of what a training that failed said


class SkippedError(Exception):
    """Nothing can be trained here, and why; no fault of the installation."""


def train_ten_steps(folder: Path) -> str:
    """Train, and say what came of it; Slicer lives on meanwhile.

    Args:
        folder: made; gets the dataset and the run.

    Raises:
        SkippedError: LandmarkAITraining or the packages that it needs are not installed.
        AssertionError: the training failed.
    """
    library = find_spec("LandmarkAITrainingLib")
    if library is None or not library.submodule_search_locations:
        raise SkippedError("the module LandmarkAITraining is not installed")
    if missing := [name for name in ("lightning", "monai") if find_spec(name) is None]:
        raise SkippedError(f"packages for training are not installed: {', '.join(missing)}")
    _write_dataset(folder / "dataset")
    command = [python_slicer(), "-m", "LandmarkAILib", "train", str(folder / "dataset"), *_COMMAND]
    environment = worker_environment()
    places = [str(Path(place).parent) for place in library.submodule_search_locations]
    environment["PYTHONPATH"] = os.pathsep.join([*places, environment["PYTHONPATH"]])
    log = folder / "log.txt"
    status = _run([*command, "-o", str(folder / "run")], environment, log)
    said = log.read_text(encoding="utf-8", errors="replace")[-_TAIL:]
    assert status == 0, f"exit status {status}: {said}"
    assert list((folder / "run" / "model").glob("*/model.json")), f"no model was written: {said}"
    return "a model was written"


def _write_dataset(folder: Path) -> None:
    study = sample_data() / "simulated_study"
    for contrast, _split in _CASES:
        case = folder / contrast
        case.mkdir(parents=True)
        shutil.copyfile(study / f"{contrast}.nrrd", case / "image.nrrd")
        shutil.copyfile(study / "truth.mrk.json", case / "landmarks.mrk.json")
        shutil.copyfile(study / "truth.seg.nrrd", case / "segmentation.seg.nrrd")
    with (folder / "cases.csv").open("w", newline="", encoding="utf-8") as file:
        rows = [(contrast, contrast, contrast, split) for contrast, split in _CASES]
        csv.writer(file).writerows([("case", "subject", "contrast", "split"), *rows])


def _run(command: list[str], environment: dict[str, str], log: Path) -> int:
    """Run a command while Slicer lives on; its exit status."""
    end = time.monotonic() + _LIMIT
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=environment | {"PYTHONIOENCODING": "utf-8"},
            start_new_session=True,
        )
        try:
            while (status := process.poll()) is None:
                assert time.monotonic() < end, f"the training took longer than {_LIMIT:g} s"
                slicer.app.processEvents()
                time.sleep(_PAUSE)
        finally:
            if process.poll() is None:
                kill_group(process.pid)
                process.wait(_DEATH)
    return status
