"""How far the cases of a dataset are annotated, and which one a reader should look at next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from LandmarkAILib.errors import InputError

from .cases_table import (
    HELD_OUT,
    PRE_ANNOTATED,
    REVIEWED,
    UNLABELLED,
    State,
    read_lines,
    write_cases_table,
)
from .dataset import CaseRecord, find_cases, is_unseen

_STATE, _EXPECTED, _WRITTEN = "state", "expected_mm", "written"


@dataclass(frozen=True)
class CaseState:
    """One case of the list.

    Args:
        record: the case, without what a table says of it.
        state: how far it is.
        split: of the table; empty where it is not used.
        expected: error in mm that the model announced for its worst point when it annotated the case
            beforehand; infinite where it missed a point, None where no model did.
        written: digest of the points that a model placed; empty where none did.
        unsaid: whether no table says the state, and the points themselves tell that a model placed them.
    """

    record: CaseRecord
    state: State
    split: str = ""
    expected: float | None = None
    written: str = ""
    unsaid: bool = False


def list_states(root: Path) -> list[CaseState]:
    """All cases of a dataset, in the order of their names, those too that its table does not list.

    Raises:
        InputError: no folder, or a table that cannot be used.
    """
    _, rows = read_lines(root / "cases.csv")
    states = []
    for record in find_cases(root, lambda folder, error: None):
        row = rows.get(record.case, {})
        split = row.get("split", "")
        told = row.get(_STATE, "")
        unsaid = not told and is_unseen(record)
        usual = PRE_ANNOTATED if unsaid else _usual(record, split)
        state: State = told if told else usual  # type: ignore[assignment]
        text = row.get(_EXPECTED, "")
        split = "" if unsaid else split
        written = row.get(_WRITTEN, "")
        states.append(CaseState(record, state, split, _number(text), written, unsaid))
    return states


def is_annotated_in_rounds(root: Path) -> bool:
    """Whether the table of a dataset says how far its cases are, as ``annotate`` writes it.

    Raises:
        InputError: the table cannot be used.
    """
    _, rows = read_lines(root / "cases.csv")
    return any(row.get(_STATE) for row in rows.values())


def _number(text: str) -> float | None:
    return float(text) if text else None


def _usual(record: CaseRecord, split: str) -> State:
    """The state of a case of which the table does not say it: whoever annotated it has seen it."""
    if not record.landmarks and record.segmentation is None:
        return UNLABELLED
    return HELD_OUT if split == "test" else REVIEWED


def next_case(states: Iterable[CaseState]) -> CaseState | None:
    """The case to look at next: annotated beforehand, with the largest expected error.

    Cases that no model has looked at come last, in their order; None where all are reviewed.
    """
    waiting = [item for item in states if item.state in (UNLABELLED, PRE_ANNOTATED)]
    return max(waiting, key=lambda item: -1.0 if item.expected is None else item.expected, default=None)


def set_states(root: Path, changed: Sequence[CaseState]) -> None:
    """Write states, splits and expected errors of some cases into the dataset's table.

    A table that is not there yet lists all cases of the dataset from now on.

    Raises:
        InputError: the table cannot be used.
        OutputError: it cannot be written.
    """
    table = root / "cases.csv"
    new = not table.is_file()
    columns, rows = read_lines(table)
    columns += [
        name for name in ("subject", "split", _STATE, _EXPECTED, _WRITTEN) if name not in columns
    ]
    listed = [*list_states(root), *changed] if new else list(changed)
    for item in listed:
        case = item.record.case
        row = rows.setdefault(case, {"case": case, "subject": case})
        expected = "" if item.expected is None else f"{item.expected:.3g}"
        told = {_STATE: item.state, "split": item.split, _EXPECTED: expected, _WRITTEN: item.written}
        row.update(told)
    write_cases_table(table, columns, list(rows.values()))


def reviewed(root: Path, case: str, split: str = "train") -> CaseState:
    """Note that a reader has seen a case and its points are right; from now on it is trained on.

    Raises:
        InputError: there is no such case, it has no annotation, or the table cannot be used.
        OutputError: the table cannot be written.
    """
    found = next((item for item in list_states(root) if item.record.case == case), None)
    if found is None:
        raise InputError(f"{root} has no case {case}: see its cases with 'landmarkai annotate {root}'.")
    if not found.record.landmarks and found.record.segmentation is None:
        raise InputError(f"{case} has no annotation: save landmarks.mrk.json beside its image.")
    state: State = HELD_OUT if split == "test" else REVIEWED
    done = CaseState(found.record, state, split, found.expected)
    set_states(root, [done])
    return done
