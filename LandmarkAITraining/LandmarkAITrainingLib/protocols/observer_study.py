"""How far readers agree, and how a model compares with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from LandmarkAILib.core.image import unit_of_length
from LandmarkAILib.core.short_axis import with_slices
from LandmarkAILib.errors import InputError, LandmarkAIError
from LandmarkAILib.files.atomic import make_folder
from LandmarkAILib.files.images import read_image
from LandmarkAILib.files.markups import read_landmarks
from LandmarkAILib.files.text import write_json, write_text

from ..data.dataset import CaseRecord
from ..evaluation.collect import Detector, Progress
from ..evaluation.describe import describe_data
from ..evaluation.files import REPORT, origin_facts, write_rows
from ..evaluation.observer_errors import ObserverError, Placing, observer_errors
from ..evaluation.observer_summary import summarise_contrasts, summarise_landmarks
from ..evaluation.report.observer_report import render_observers
from ..evaluation.summaries import ObserverStudy

UNNAMED = "unnamed"
"""What the observer of a file without a name is called."""


@dataclass
class _Run:
    errors: list[ObserverError] = field(default_factory=list)
    placings: list[Placing] = field(default_factory=list)
    compared: list[CaseRecord] = field(default_factory=list)
    failures: dict[str, str] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    model: dict[str, Any] = field(default_factory=dict)
    units: set[str] = field(default_factory=set)


def compare_observers(
    records: Sequence[CaseRecord],
    output: Path,
    detector: Detector | None = None,
    only: Sequence[str] | None = None,
    progress: Progress | None = None,
) -> ObserverStudy:
    """Write ``observers.json``, ``observers.csv`` and ``report.html``.

    Args:
        records: of the dataset; those with fewer than two observers are passed over.
        output: folder for the files; made if needed.
        detector: a model to compare with the observers.
        only: observers to take; all if None. Who has no name is called ``unnamed``.
        progress: told of each case.

    Returns:
        The content of ``observers.json``.

    Raises:
        InputError: no case has two observers, none can be read, or distances are in mm and in pixels.
        OutputError: the folder cannot be written.
    """
    chosen = [(record, _files(record, only)) for record in records]
    several = [(record, files) for record, files in chosen if len(files) > 1]
    if not several:
        raise InputError(
            "No case has annotations of two observers: put each beside the image as "
            "landmarks.<observer>.mrk.json."
        )
    make_folder(output)
    run = _Run()
    for done, (record, files) in enumerate(several, start=1):
        message = record.case
        try:
            _add(run, record, files, detector)
        except LandmarkAIError as error:
            run.failures[record.case] = str(error)
            message = f"{record.case} failed: {error}"
        if progress is not None:
            progress(done, len(several), message)
    if not run.compared:
        case, problem = next(iter(run.failures.items()))
        raise InputError(f"None of {len(several)} cases could be read: {case}: {problem}")
    summary = ObserverStudy(
        facts=origin_facts(),
        unit=_unit(run),
        observers=tuple(sorted(run.names)),
        model=run.model,
        data=describe_data(run.compared),
        passed_over=len(records) - len(several),
        failed=run.failures,
        all=summarise_landmarks(run.errors, run.placings),
        contrasts=summarise_contrasts(run.errors, run.placings),
    )
    write_rows(output / "observers.csv", ObserverError, run.errors)
    write_text(output / REPORT, render_observers(summary))
    write_json(output / "observers.json", summary.to_json())
    return summary


def _unit(run: _Run) -> str:
    """What all distances are in."""
    if len(run.units) > 1:
        raise InputError(
            "Some images do not say how large their pixels are, the others do: give all a spacing (save "
            "them from Slicer as .nrrd), or compare them apart."
        )
    return next(iter(run.units))


def _files(record: CaseRecord, only: Sequence[str] | None) -> dict[str, Path]:
    named = {name or UNNAMED: path for name, path in sorted(record.landmarks.items())}
    return {name: path for name, path in named.items() if only is None or name in only}


def _add(run: _Run, record: CaseRecord, files: dict[str, Path], detector: Detector | None) -> None:
    image = read_image(record.image)
    observers = {name: with_slices(read_landmarks(path), image.grid) for name, path in files.items()}
    detection = None if detector is None else detector.detect(image)
    points = None if detection is None else detection.landmarks
    errors, placings = observer_errors(record, image.grid, observers, points)
    run.errors += errors
    run.placings += placings
    run.compared.append(record)
    run.names |= set(observers)
    run.units.add(unit_of_length(image.metadata))
    if detection is not None:
        run.model = detection.provenance.get("model", {})
