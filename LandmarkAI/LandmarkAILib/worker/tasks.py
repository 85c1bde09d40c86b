"""What the worker does on each request; loaded models stay for the next one."""

from __future__ import annotations

import os
import platform
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ..commands.batch.folder_run import BatchProgress, detect_folder
from ..commands.batch.summary import SUMMARY
from ..commands.gather import gather
from ..errors import LandmarkAIError
from ..inference.arrays import bridge_problem
from ..inference.device import Device, choose_device, forget_failures
from ..inference.engine import Engine, ModelCache
from ..inference.options import DetectionOptions
from ..models.installed import find_model, list_models
from ..quality.case_row import worth_a_look
from ..quality.signs import with_signs
from .failures import load_torch, versions
from .handover import SUFFIX, read_raw
from .protocol import (
    CaseEnded,
    Detect,
    DetectFolder,
    Notice,
    Probe,
    Progress,
    Reply,
    Result,
)
from .protocol import Request as WorkerRequest

if TYPE_CHECKING:
    from ..core.image import Image
    from ..models.bundle import Bundle


class Reporter:
    """Progress of one request; its share never falls, also when work begins again on another device.

    Args:
        send: takes a reply to the client.
        id: the request's.
    """

    def __init__(self, send: Callable[[Reply], None], id: str) -> None:
        self._send, self.id = send, id
        self._share = 0.0

    def __call__(self, share: float, text: str) -> None:
        """Tell how far it is, 0 to 1, and what is being done."""
        self._share = min(max(self._share, share), 1.0)
        self._send(Progress(self.id, self._share, text))

    def part(self, start: float, end: float) -> Callable[[float, str], None]:
        """Progress of a part of the work, whose own 0 to 1 is ``start`` to ``end`` of the whole."""
        return lambda share, text: self(start + (end - start) * share, text)

    def stay(self, text: str) -> None:
        """Tell what is being done, at the share that was last told."""
        self(self._share, text)

    def notice(self, text: str) -> None:
        """Tell the user something, unless the text is empty."""
        if text:
            self._send(Notice(self.id, text))

    def case_ended(self, case: CaseEnded) -> None:
        """Tell that a case of a folder has ended."""
        self._send(case)


class Tasks:
    """The work of a worker.

    Args:
        threads: CPU threads; None leaves torch's choice.
    """

    def __init__(self, threads: int | None = None) -> None:
        self._threads = threads
        self._device: Device | None = None
        self._models = ModelCache()

    def run(self, request: WorkerRequest, report: Reporter) -> Result:
        """Do what is asked.

        Raises:
            LandmarkAIError: the request cannot be met as it is.
            Exception: see ``failures.py``.
        """
        match request:
            case Detect():
                return self._detect(request, report)
            case DetectFolder():
                return self._detect_folder(request, report)
            case Probe():
                return Result(request.id, facts=self._probe(request, report))

    def _detect(self, request: Detect, report: Reporter) -> Result:
        from .handover import hand_over

        report(0.02, "reading the image")
        image = _read(Path(request.image))
        image = replace(
            image, name=request.name or image.name, metadata={**image.metadata, **request.metadata}
        )
        report.notice(image.metadata.get("warning", ""))
        model = request.options.model
        bundle = find_model(model) if model is not None else None
        engine = self._engine(bundle, request.options, report)
        rough = {
            k: {name: np.array(position) for name, position in points.items()}
            for k, points in (request.rough or {}).items()
        }
        mirror = request.options.mirror
        found = engine.detect(image, report.part(0.1, 0.95), rough or None, mirror=mirror)
        detection = with_signs(image, found)
        report.notice(detection.provenance["notice"])
        for words in worth_a_look(detection):
            report.notice(words)
        report(0.95, "writing the result")
        files = hand_over(detection, Path(request.output))
        return Result(request.id, tuple(map(str, files)), detection.provenance)

    def _detect_folder(self, request: DetectFolder, report: Reporter) -> Result:
        load_torch(report.stay)
        options = replace(request.options, threads=self._threads_for(request.options))

        def tell(step: BatchProgress) -> None:
            place = f"case {step.index + 1} of {step.total}, {step.case}"
            report((step.index + step.fraction) / step.total, f"{place}: {step.text}")
            if (ended := step.result) is not None:
                case = CaseEnded(
                    report.id, ended.case, ended.status, ended.seconds, ended.message, ended.code
                )
                report.case_ended(case)

        results = detect_folder(request.inputs, request.output, options, tell, self._models)
        counts = Counter(str(result.status) for result in results)
        files = [Path(request.output) / SUMMARY]
        if request.gather:
            report.stay("gathering the results")
            files += gather(Path(request.output))[1]
        return Result(request.id, tuple(map(str, files)), dict(counts))

    def _engine(self, bundle: Bundle | None, options: DetectionOptions, report: Reporter) -> Engine:
        load_torch(report.stay)
        self._device = choose_device(options.device, self._threads_for(options), options.engine)
        return Engine(bundle, self._device, self._models)

    def _threads_for(self, options: DetectionOptions) -> int:
        """Those of the request, else the worker's, else torch's choice: not the last request's."""
        import torch

        self._threads = self._threads or torch.get_num_threads()
        return options.threads or self._threads

    def _facts(self) -> dict[str, Any]:
        """What is here; ``packages`` are versions by name, null for those that are missing."""
        from .. import __version__

        return {
            "LandmarkAI": __version__,
            "python": platform.python_version(),
            "executable": sys.executable,
            "platform": platform.platform(),
            "pid": os.getpid(),
            "packages": versions(),
            "device": asdict(self._device) if self._device else None,
            "models": [entry.facts() for entry in list_models()],
        }

    def _probe(self, request: Probe, report: Reporter) -> dict[str, Any]:
        """What is here, with device and models tried, and ``problems`` and ``notes``: sentences.

        Problems are to be mended; notes are worth knowing, and detection works all the same.
        """
        notes: list[str] = []
        problems = [
            f"The package {name} is missing." for name, version in versions().items() if not version
        ]
        try:
            load_torch(report.stay)
            report(0.3, "trying the device")
            forget_failures()
            self._device = choose_device(request.device, self._threads)
            problems += [self._device.notice] if self._device.notice else []
            problems += self._trials(self._device, report)
            # What is used from now on: one that failed is not tried again.
            self._device = choose_device(request.device, self._threads)
            notes += filter(None, [bridge_problem()])
        except LandmarkAIError as error:
            problems.append(str(error))
        facts = self._facts()
        problems += [model["problem"] for model in facts["models"] if model["problem"]]
        if not facts["models"]:
            problems.append("There is no model: install one from a file.")
        return {**facts, "problems": problems, "notes": notes}

    def _trials(self, device: Device, report: Reporter) -> list[str]:
        """What is wrong with a tiny detection by the first of the models that ship that fails."""
        from ..inference.trial import trial_problem

        models = [entry.bundle for entry in list_models() if entry.shipped and entry.bundle]
        for n, bundle in enumerate(models):
            report(0.4 + 0.6 * n / len(models), f"trying the model {bundle.name} on {device.name}")
            if problem := trial_problem(bundle, device, self._models):
                return [problem]
        return []


def _read(path: Path) -> Image:
    """The image of a request: what Slicer handed over, or a file of a script."""
    if path.suffix == SUFFIX:
        return read_raw(path)
    from ..files.images import read_image

    return read_image(path)
