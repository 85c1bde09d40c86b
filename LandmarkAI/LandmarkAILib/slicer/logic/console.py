"""The calls of Slicer's console and of scripts: they return when the work is done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from slicer.i18n import tr as _

from ...commands.batch.summary import CaseResult
from ...errors import LandmarkAIError
from ...inference.options import DetectionOptions
from ...worker.blocking import run_request
from ...worker.jobs import Callbacks
from ...worker.protocol import CaseEnded, DetectFolder
from ..scene.nodes import DetectionNodes
from ..scene.transforms import Node
from .detection_run import Run, RunCallbacks, Wish
from .qt_worker import QtWorker

Progress = Callable[[float, str], None]


class DetectionError(LandmarkAIError):
    """A detection that did not come to an end; the message says why."""

    code = "detection"


def detect(
    worker: QtWorker,
    volume: Node,
    wish: Wish | None = None,
    progress: Progress | None = None,
) -> DetectionNodes:
    """Detect in a volume, and wait for the nodes; Slicer lives on meanwhile.

    Args:
        worker: what does it.
        volume: vtkMRMLScalarVolumeNode.
        wish: what to detect with, and on.
        progress: gets the share done, 0 to 1, and what is being done.

    Raises:
        InputError: the volume cannot be used.
        DetectionError: it failed, or was cancelled.
    """
    nodes: list[DetectionNodes] = []
    messages: list[str] = []
    callbacks = RunCallbacks(
        done=nodes.append,
        failed=messages.append,
        cancelled=lambda reason: messages.append(
            _("The run was cancelled. {reason}").format(reason=reason).strip()
        ),
        progress=progress or (lambda _share, _text: None),
        notice=lambda text: print(text),
    )
    run = Run(worker, volume, wish, callbacks)
    try:
        while not run.ended:
            worker.breathe()
    finally:
        run.cancel()  # Ctrl+C; nothing happens to a run that has ended
    if not nodes:
        raise DetectionError(messages[0])
    return nodes[0]


def detect_folder(
    worker: QtWorker,
    inputs: str | Path | Sequence[str | Path],
    output: str | Path,
    options: DetectionOptions | None = None,
    progress: Progress | None = None,
) -> list[CaseResult]:
    """Detect on files and folder trees as the command line does, and wait for it.

    Args:
        worker: what does it.
        inputs, output, options: as for
            :func:`LandmarkAILib.commands.batch.folder_run.detect_folder`, which the worker calls.
        progress: gets the share done, 0 to 1, and what is being done.

    Returns:
        What became of each case, without the names of its files.

    Raises:
        WorkerError: nothing could be done.
    """
    results: list[CaseResult] = []

    def note(case: CaseEnded) -> None:
        results.append(CaseResult(case.case, case.status, case.seconds, case.message, code=case.code))

    named = [inputs] if isinstance(inputs, (str, Path)) else inputs
    request = DetectFolder(
        tuple(str(Path(path).absolute()) for path in named),
        str(Path(output).absolute()),
        options or DetectionOptions(),
    )
    callbacks = Callbacks(
        case_ended=note,
        progress=(lambda step: progress(step.share, step.text)) if progress else (lambda _step: None),
        notice=lambda notice: print(notice.text),
    )
    run_request(worker.client, request, wait=lambda _seconds: worker.breathe(), callbacks=callbacks)
    return results
