"""Measuring the model of a round of annotating and training, and noting the round where it belongs."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from pathlib import Path

from LandmarkAILib.inference.engine import load_model
from LandmarkAILib.models.bundle import Bundle

from ..data.cases_table import HELD_OUT, REVIEWED
from ..data.dataset import CaseRecord
from ..data.states import is_annotated_in_rounds, list_states
from ..evaluation.collect import Progress, collect
from ..evaluation.rounds import Round, RoundLine, cases_digest, lines_of, note_round, read_rounds

_MOST = 50  # cases; more would make a training of minutes end late, and the curve hardly surer


def measure_round(
    model: Path,
    records: Sequence[CaseRecord],
    run: Path,
    dataset: Path | None = None,
    progress: Progress | None = None,
) -> Round | None:
    """Measure a model on cases that its training did not learn from, and note it in its run folder.

    Args:
        model: folder of the model.
        records: of the dataset, with the splits that it was trained with; the test cases are taken, or
            the validation cases where there are none; of many, 50 evenly over their names.
        run: folder of the training.
        dataset: its folder; the round is noted there, too, where its table has states.
        progress: told of each case.

    Returns:
        The round, as it is numbered in the dataset, else in the run folder; None where no case was held
        out.

    Raises:
        InputError: none of these cases can be evaluated.
        OutputError: a table cannot be written.
    """
    cases = {record.case: record for record in records}
    split, names = _held_out({case: record.split for case, record in cases.items()})
    if not names:
        return None
    bundle = Bundle.open(model)
    common = RoundLine(
        model=bundle.sha256[:12],
        name=bundle.name,
        date=datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"),
        reviewed=sum(record.split == "train" for record in records),
        split=split,
        held_out=len(names),
        cases=cases_digest(names),
    )
    found = collect([cases[name] for name in names], load_model(str(model)), progress)
    lines = lines_of(found, common)
    if not lines:
        return None
    folders = [run]
    if dataset is not None and is_annotated_in_rounds(dataset):
        folders.append(dataset)
    for folder in folders:
        note_round(folder, lines)
    return read_rounds(folders[-1])[-1]


def adopt_round(dataset: Path, model: Path) -> None:
    """Note the round of a model in a dataset that is annotated with it, from its run folder.

    The first model of a loop was trained before anybody annotated with one. A round that was measured on
    other cases than are held out now says nothing here, and is left where it is.

    Args:
        dataset: which is annotated.
        model: folder of the model, ``RUN/model/NAME``; one that lies elsewhere has no round.

    Raises:
        InputError: a table is damaged.
        OutputError: it cannot be written.
    """
    seen = [item for item in list_states(dataset) if item.state in (REVIEWED, HELD_OUT)]
    _, names = _held_out({item.record.case: item.split for item in seen})
    known = {held.facts.model for held in read_rounds(dataset)}
    for held in read_rounds(model.resolve().parent.parent):
        if held.facts.model not in known and held.facts.cases == cases_digest(names):
            note_round(dataset, held.lines)


def _held_out(splits: Mapping[str, str]) -> tuple[str, list[str]]:
    """The split that is measured on, and names of the cases; at most 50, evenly over the names.

    Args:
        splits: by case.
    """
    split = "test" if "test" in splits.values() else "val"
    held = sorted(case for case, told in splits.items() if told == split)
    return split, held[:: -(-len(held) // _MOST)] if held else []
