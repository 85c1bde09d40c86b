"""The whole check of a dataset."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from LandmarkAILib.core.anatomy import landmark_types, segment_types
from LandmarkAILib.errors import InputError

from ...presets.preset import Preset
from ..case_files import passed_over
from ..cases_table import read_cases_table
from ..dataset import CaseRecord, case_name, find_cases, is_unseen, with_row
from . import cohort_check as cohort
from .case_check import CaseFacts, check_case
from .names import (
    fitting_presets,
    match_presets,
    numbered_names,
    own_names,
    unknown_landmarks,
    unknown_segments,
)
from .problems import DATASET, Problem, Report, listed, of_error

_NAME_IT = "save or rename its image as image.nrrd (or .nii.gz, .mha)"

Progress = Callable[[int, int, str], None]
"""Called after each case with cases done, cases in all, and the case."""


def check_dataset(
    root: Path,
    table: Path | None = None,
    preset: Preset | None = None,
    progress: Progress | None = None,
) -> Report:
    """Look at every case of a dataset, and at the cases beside each other.

    Nothing is changed, and no problem ends the check: a case that cannot be read is one of them.

    Args:
        root: folder whose subfolders, at any depth, are cases.
        table: of the cases; ``root/cases.csv`` by default, if it is there.
        preset: what is to be trained; None looks for any preset that fits.
        progress: told of each case.
    """
    records, problems = _find_records(root, table)
    intensity = None if preset is None else preset.intensity
    seen = []
    for done, record in enumerate(records, start=1):
        facts, found = check_case(record, intensity)
        seen.append(facts)
        problems += found
        if progress is not None:
            progress(done, len(records), record.case)
    labels = {name for facts in seen for name in facts.labels}
    problems += _unseen(table or root / "cases.csv", records)
    if records:
        problems += _check_names(seen, preset)
        problems += match_presets(labels, preset)
        problems += cohort.check_splits(records)
        problems += cohort.check_copies(seen)
        problems += cohort.check_segments(seen, preset)
        problems += cohort.check_points(seen, preset)
        problems += cohort.check_spacing(seen)
    ordered = sorted(problems, key=lambda problem: (problem.severity, problem.case))
    subjects = len({record.subject for record in records})
    return Report(tuple(ordered), len(records), subjects, fitting_presets(labels))


def _check_names(cases: Sequence[CaseFacts], preset: Preset | None) -> list[Problem]:
    """Names of points and segments that are probably misspelt."""
    wanted = ((), ()) if preset is None else (preset.model.landmarks, preset.model.segments)
    points = {facts.record.case: facts.labels for facts in cases}
    parts = {facts.record.case: facts.segment_names for facts in cases}
    own_points = own_names(points, [*wanted[0], *landmark_types()])
    own_parts = own_names(parts, [*wanted[1], *segment_types()])
    problems = numbered_names(own_points)
    for case in points:
        problems += unknown_landmarks(case, points[case], own_points, wanted[0])
        problems += unknown_segments(case, parts[case], own_parts, wanted[1])
    return problems


def _unseen(table: Path, records: Sequence[CaseRecord]) -> list[Problem]:
    """Cases whose points are a model's, although no table says that nobody has reviewed them."""
    try:
        rows = read_cases_table(table) if table.is_file() else {}
    except InputError:
        rows = {}  # what is wrong with it was said already
    what = "the points are a model's (they say how sure it is), and no table says that they were seen"
    remedy = "look at them, then 'landmarkai annotate DATASET --reviewed CASE'; else they are unused"
    unsaid = [r for r in records if not (r.case in rows and rows[r.case].state)]
    return [Problem(record.case, what, remedy) for record in unsaid if is_unseen(record)]


def _find_records(root: Path, table: Path | None) -> tuple[list[CaseRecord], list[Problem]]:
    unclear: dict[str, Problem] = {}

    def note(folder: Path, error: InputError) -> None:
        case = case_name(folder, root)
        unclear[case] = of_error(case, error)

    try:
        found = {record.case: record for record in find_cases(root, note)}
    except InputError as error:
        return [], [of_error(DATASET, error)]
    skipped = [
        Problem(case_name(folder, root), f"the folder is passed over: {reason}", _NAME_IT, "warning")
        for folder, reason in passed_over(root)
    ]
    if not found and not unclear:
        remedy = "put each image into a folder of its own as image.nrrd, landmarks.mrk.json beside it"
        return [], [Problem(DATASET, f"{root} holds no case", remedy), *skipped]
    if table is None and not (root / "cases.csv").is_file():
        return list(found.values()), [*unclear.values(), *skipped]
    records, problems = _described(found, unclear, table or root / "cases.csv")
    return records, [*problems, *skipped]


def _without_image(case: str, table: Path) -> Problem:
    """A case of the table that was not found: no folder, or none with an image of the right name."""
    folder = table.parent / case
    if not folder.is_dir():
        return Problem(case, f"{table.name} lists the case, but it has no folder", "add or mend it")
    held = sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))
    what = f"its folder holds no image.* ({listed(held) or 'nothing'})"
    remedy = "name the image image.nrrd, the points landmarks.mrk.json, the mask segmentation.seg.nrrd"
    return Problem(case, what, remedy)


def _described(
    found: dict[str, CaseRecord], unclear: dict[str, Problem], table: Path
) -> tuple[list[CaseRecord], list[Problem]]:
    """The cases that a table lists; where it cannot be read, all of them."""
    try:
        rows = read_cases_table(table)
    except InputError as error:
        return list(found.values()), [of_error(DATASET, error), *unclear.values()]
    problems = [_without_image(case, table) for case in rows.keys() - found.keys() - unclear.keys()]
    problems += [
        Problem(case, f"{table.name} does not list the case, so it is not used", "add a line", "warning")
        for case in found.keys() - rows.keys()
    ]
    problems += unclear.values()
    return [with_row(found[case], row) for case, row in rows.items() if case in found], problems
