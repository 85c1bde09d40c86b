"""A run over many cases: what the command line, Slicer's console and the worker share.

A bad case is noted and the others go on. A case's files appear together, its ``.json`` last, so an
interrupted run is resumed by starting it again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ...files.atomic import make_folder
from ...inference.device import choose_device
from ...inference.engine import Engine, ModelCache
from ...inference.options import DetectionOptions
from ...models.installed import find_model
from .case_runner import CaseRunner
from .summary import CaseResult, write_summary

if TYPE_CHECKING:
    from ...files.cases import Case


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
) -> list[CaseResult]:
    """Detect on every case of files and folders, and write each case's files and ``summary.csv``.

    Args:
        inputs: image files, DICOM folders, or folder trees of them.
        output: folder of the results, made if need be.
        options: with what; None takes the defaults.
        progress: told of every step; a KeyboardInterrupt raised in it ends the run, whole cases stay.
        models: loaded models to use, and to keep others in; None begins with none.

    Returns:
        A result a case, and a frame where all were asked for, in the order of the cases.

    Raises:
        InputError: there is no image among the inputs.
        ModelError: the model that was named is unknown or damaged.
        DeviceError: the device that was named is not there.
        OutputError: the output folder, or the summary in it, cannot be written.
    """
    from ...files.cases import find_cases

    named = [inputs] if isinstance(inputs, (str, Path)) else inputs
    cases = find_cases([Path(path) for path in named])
    options = options or DetectionOptions()
    bundle = find_model(options.model) if options.model is not None else None
    make_folder(Path(output))
    engine = Engine(bundle, choose_device(options.device, options.threads), models)
    runner = CaseRunner(engine, Path(output), options)
    return run_cases(cases, runner, progress)


def run_cases(
    cases: Sequence[Case],
    runner: CaseRunner,
    progress: Callable[[BatchProgress], None] | None = None,
) -> list[CaseResult]:
    """Run cases one after the other, with ``summary.csv`` written anew after each.

    Args:
        cases: what to detect on.
        runner: how; its output folder exists.
        progress: told of every step.

    Raises:
        OutputError: the summary cannot be written.
    """
    results: list[CaseResult] = []
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
            results.append(result)
            write_summary(runner.output, results)
            tell(1.0, result.message, result)
    return results
