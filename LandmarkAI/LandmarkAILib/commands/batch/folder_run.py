"""A run over many cases: what the command line, Slicer's console and the worker share.

A bad case is noted and the others go on. A case's files appear together, its ``.json`` last, so an
interrupted run is resumed by starting it again.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from ...errors import OutputError
from ...files.atomic import make_folder
from ...inference.device import choose_device
from ...inference.engine import Engine, ModelCache
from ...inference.faults import EnvironmentFaultError
from ...inference.options import DetectionOptions
from ...models.installed import find_model
from .case_runner import CaseRunner
from .left_files import find_left
from .manifest import write_manifest
from .outputs import keep_names
from .summary import MEMORY, CaseResult, append_summary, write_summary

if TYPE_CHECKING:
    from ...files.case_walk import Case


_What = TypeVar("_What")

WITHOUT_MEMORY = 3
"""Cases in succession that lack memory: it is not their size then."""
_ATTEMPTS, _PAUSE = 5, 0.5  # at a summary that another program holds, and s between them


@dataclass(frozen=True)
class BatchProgress:
    """How far a run is.

    Args:
        index: of the current case, from 0.
        total: cases of the run; a 4D file counts as one.
        case: what the current case is called.
        fraction: of the current case that is done, 0 to 1.
        text: what is being done.
        result: of a case, or of a frame, that has just ended; None while it goes on.
    """

    index: int
    total: int
    case: str
    fraction: float
    text: str
    result: CaseResult | None = None


def detect_folder(
    inputs: str | Path | Sequence[str | Path],
    output: str | Path,
    options: DetectionOptions | None = None,
    progress: Callable[[BatchProgress], None] | None = None,
    models: ModelCache | None = None,
    runner: type[CaseRunner] = CaseRunner,
) -> list[CaseResult]:
    """Detect on every case of files and folders, and write each case's files and ``summary.csv``.

    Args:
        inputs: image files, DICOM folders, or folder trees of them.
        output: folder of the results, made if need be.
        options: with what; None takes the defaults.
        progress: told of every step; a KeyboardInterrupt raised in it ends the run, whole cases stay.
        models: loaded models to use, and to keep others in; None begins with none.
        runner: writes what is found.

    Returns:
        A result a case, and a frame where all were asked for, in the order of the cases.

    Raises:
        InputError: there is no image among the inputs.
        ModelError: the model that was named is unknown or damaged.
        DeviceError: the device that was named is not there.
        EngineError: the engine that was named is not installed.
        OutputError: the output folder, or the summary in it, cannot be written.
    """
    from ...files.cases import find_cases

    named = [inputs] if isinstance(inputs, (str, Path)) else inputs
    cases = find_cases([Path(path) for path in named])
    options = options or DetectionOptions()
    bundle = find_model(options.model) if options.model is not None else None
    engine = Engine(bundle, choose_device(options.device, options.threads, options.engine), models)
    make_folder(Path(output))
    write_manifest(Path(output), options, bundle)
    cases = keep_names(cases, Path(output))
    left = find_left((Path(output) / case.output_stem).parent for case in cases)
    return run_cases(cases, runner(engine, Path(output), options, left), progress)


def run_cases(
    cases: Sequence[Case],
    runner: CaseRunner,
    progress: Callable[[BatchProgress], None] | None = None,
) -> list[CaseResult]:
    """Run cases one after the other, with a row added to ``summary.csv`` for each.

    Args:
        cases: what to detect on.
        runner: how; its output folder exists.
        progress: told of every step.

    Raises:
        OutputError: the summary cannot be written.
    """
    results: list[CaseResult] = []
    _held(write_summary, runner.output, ())
    try:
        for index, case in enumerate(cases):

            def tell(
                fraction: float,
                text: str,
                result: CaseResult | None = None,
                index: int = index,
                case: Case = case,
            ) -> None:
                if progress:
                    progress(BatchProgress(index, len(cases), case.name, fraction, text, result))

            for result in runner.results(case, tell):
                # Arrays of every case would fill the memory.
                results.append(replace(result, detection=None))
                _held(append_summary, runner.output, result)
                tell(1.0, result.message, result)
                stop_at_fault(results[-WITHOUT_MEMORY:], len(cases) - index - 1)
    finally:
        held = _held(write_summary, runner.output, results)
    for _ in range(_ATTEMPTS if held else 0):
        time.sleep(_PAUSE)
        held = _held(write_summary, runner.output, results)
        if held is None:
            break
    if held is not None:
        raise OutputError(f"All cases are done and their files complete, but {held}") from held
    return results


def _held(write: Callable[[Path, _What], object], folder: Path, what: _What) -> OutputError | None:
    """Write to the summary, or say why not: a spreadsheet may hold it for a while."""
    try:
        write(folder, what)
    except OutputError as error:
        return error
    return None


def stop_at_fault(results: Sequence[CaseResult], left: int) -> None:
    """End a run whose other cases would meet the same fault. What is done is complete and stays.

    Args:
        results: so far.
        left: cases that are not begun.

    Raises:
        EnvironmentFaultError: the last case failed by one, or each of the last few by lack of memory.
    """
    last = results[-1]
    said = str(last.fault) if isinstance(last.fault, EnvironmentFaultError) else ""
    if [result.code for result in list(results)[-WITHOUT_MEMORY:]] == [MEMORY] * WITHOUT_MEMORY:
        said = f"{last.message} So did the {WITHOUT_MEMORY - 1} cases before."
    if said and left:
        cases = "1 case is" if left == 1 else f"{left} cases are"
        raise EnvironmentFaultError(
            f"{said} The run was ended, {cases} left: mend it and run the same command again."
        )
