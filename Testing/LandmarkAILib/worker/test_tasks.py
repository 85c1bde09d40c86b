"""What a request amounts to where a GPU is too small; the GPU is the one part that is made up."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
import torch
from LandmarkAILib.analysis.aha.settings import AhaSettings
from LandmarkAILib.core.image import Image
from LandmarkAILib.files.detections import read_detection
from LandmarkAILib.files.images import write_image
from LandmarkAILib.inference.device import Device, EngineName, Request
from LandmarkAILib.inference.engine import Detector, ModelCache, load_pipeline
from LandmarkAILib.inference.options import DetectionOptions
from LandmarkAILib.models.bundle import Bundle
from LandmarkAILib.quality.case_row import row_of
from LandmarkAILib.quality.flags import WORDS
from LandmarkAILib.worker import tasks
from LandmarkAILib.worker.protocol import (
    Detect,
    DetectFolder,
    Notice,
    Progress,
    Reply,
    request_from_json,
    to_json,
)
from threshold_model import ThresholdDetector, phantom, write_threshold_model


class TooSmall:
    """Runs out of memory half way."""

    def detect(self, image: Image, progress: object = None, rough: object = None) -> None:
        progress(0.5, "looking at the image, on the GPU")  # type: ignore[operator]
        raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 20 GiB")


def test_a_gpu_that_is_too_small_gives_way_to_the_cpu_and_the_user_is_told(
    tiny: Path, image: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def choose(request: Request, threads: int | None, engine: EngineName) -> Device:
        return Device("cuda", "Some GPU", "float16", 1)

    def load(bundle: Bundle, device: Device) -> Detector:
        return TooSmall() if device.kind == "cuda" else load_pipeline(bundle, device)  # type: ignore[return-value]

    monkeypatch.setattr(tasks, "choose_device", choose)
    told: list[Reply] = []
    request = Detect(str(image), str(tmp_path), DetectionOptions(str(tiny)))
    monkeypatch.setattr(tasks, "ModelCache", lambda: ModelCache(load))
    result = tasks.Tasks().run(request, tasks.Reporter(told.append, request.id))
    said, *_look = [reply.text for reply in told if isinstance(reply, Notice)]
    assert said.startswith("Some GPU has too little free memory; the CPU was used instead; ")
    assert result.facts["notice"] == said
    assert len(read_detection(Path(result.files[0])).landmarks) == 9
    shares = [reply.share for reply in told if isinstance(reply, Progress)]
    assert shares == sorted(shares), "progress does not fall when the work begins again"
    assert len(set(shares)) > 3


def test_what_asks_for_a_look_is_told_once_each_and_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the words of the table of a cohort."""
    model = write_threshold_model(tmp_path / "threshold").path
    monkeypatch.setattr(tasks, "ModelCache", lambda: ModelCache(ThresholdDetector))
    write_image(phantom((9.0, 20.0)), tmp_path / "cut.nrrd")
    told: list[Reply] = []
    request = Detect(str(tmp_path / "cut.nrrd"), str(tmp_path), DetectionOptions(str(model), "cpu"))
    result = tasks.Tasks().run(request, tasks.Reporter(told.append, request.id))
    found = read_detection(Path(result.files[0]))
    row = row_of("cut", found.landmarks, found.provenance, found.anatomy)
    words = [WORDS[flag] for flag in row.flags if flag != "remark"]
    assert "at-the-edge" in row.flags
    assert [reply.text for reply in told if isinstance(reply, Notice)][-len(words) :] == words


def test_threads_and_levels_reach_the_run_of_a_folder(
    image: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Threads are those of the request alone: the next one has the worker's own again."""
    model = write_threshold_model(tmp_path / "threshold").path
    monkeypatch.setattr(tasks, "ModelCache", lambda: ModelCache(ThresholdDetector))
    before = torch.get_num_threads()
    worker = tasks.Tasks(threads=2)
    aha = AhaSettings(levels={"basal": [1, 2], "apical": [0]})
    options = DetectionOptions(str(model), "cpu", threads=1, aha=aha)
    request = request_from_json(to_json(DetectFolder((str(image),), str(tmp_path / "out"), options)))
    try:
        assert worker.run(request, tasks.Reporter(lambda _reply: None, "a")).facts == {"done": 1}
        assert torch.get_num_threads() == 1
        again = DetectFolder((str(image),), str(tmp_path / "out"), DetectionOptions(str(model), "cpu"))
        assert worker.run(again, tasks.Reporter(lambda _reply: None, "b")).facts == {"skipped": 1}
        assert torch.get_num_threads() == 2
    finally:
        torch.set_num_threads(before)
    with (tmp_path / "out" / "small.csv").open(newline="") as file:
        pixels = [int(row["pixels"]) for row in csv.DictReader(file)]
    assert min(pixels[:6]) > 0 and pixels[6:12] == [0] * 6 and min(pixels[12:]) > 0
