"""Measuring the model of a round of annotating and training, and noting the round where it belongs."""

from __future__ import annotations

import datetime
import hashlib
import shlex
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from LandmarkAILib.inference.engine import load_model
from LandmarkAILib.models.bundle import Bundle

from ..data.cases_table import HELD_OUT, REVIEWED
from ..data.dataset import CaseRecord
from ..data.states import is_annotated_in_rounds, list_states
from ..evaluation.collect import Collected, Progress, collect, summarise_run
from ..evaluation.report.model_card import CALIBRATED_ON, MEASURED, limits_text, write_card
from ..evaluation.rounds import Round, RoundLine, cases_digest, lines_of, note_round, read_rounds

SECONDS = 300.0
"""How long measuring may take; a training of hours may be followed by a tenth of its time."""

_MOST = 50  # cases; more would make a training of minutes end late, and the curve hardly surer


def measure_round(
    model: Path,
    records: Sequence[CaseRecord],
    run: Path,
    dataset: Path | None = None,
    progress: Progress | None = None,
    seconds: float = SECONDS,
) -> Round | None:
    """Measure a model on cases that its training did not learn from, and note it in its run folder.

    The model's card is written of it, too.

    Args:
        model: folder of the model.
        records: of the dataset, with the splits that it was trained with; the test cases are taken, or
            the validation cases where there are none; of many, 50 of them, always the same.
        run: folder of the training.
        dataset: its folder; the round is noted there, too, where its table has states.
        progress: told of each case.
        seconds: after which no further case is begun; one is always measured.

    Returns:
        The round, as it is numbered in the dataset, else in the run folder; None where no case was held
        out.

    Raises:
        InputError: none of these cases can be evaluated.
        OutputError: a table or the card cannot be written.
    """
    cases = {record.case: record for record in records}
    split, names = _held_out({case: record.split for case, record in cases.items()})
    if not names:
        return None
    bundle = Bundle.open(model)
    end = time.monotonic() + seconds
    found = collect(
        [cases[name] for name in names[:_MOST]],
        load_model(str(model)),
        progress,
        enough=lambda: time.monotonic() >= end,
    )
    common = _common(bundle, records, split, names, len(found.evaluated) + len(found.failures))
    lines = lines_of(found, common)
    if not lines:
        return None
    _write_card(bundle, found, common)
    folders = [run]
    if dataset is not None and is_annotated_in_rounds(dataset):
        folders.append(dataset)
    for folder in folders:
        note_round(folder, lines)
    return read_rounds(folders[-1])[-1]


def _common(
    bundle: Bundle, records: Sequence[CaseRecord], split: str, names: Sequence[str], seen: int
) -> RoundLine:
    """What all lines of a round have in common, which was measured on the first ``seen`` cases."""
    return RoundLine(
        model=bundle.sha256[:12],
        name=bundle.name,
        date=datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"),
        reviewed=sum(record.split == "train" for record in records),
        split=split,
        held_out=seen,
        cases=cases_digest(names[:seen]),
        of=len(names),
    )


def _write_card(bundle: Bundle, found: Collected, common: RoundLine) -> None:
    """The card of a model that has just been trained; it says on how much it was measured."""
    words = MEASURED if common.split == "test" else CALIBRATED_ON
    if common.of > common.held_out:
        words += (
            f" These are {common.held_out} of {common.of} such cases: for more there was no time when "
            "the training ended; 'landmarkai evaluate' measures on all."
        )
    command = shlex.join(["landmarkai", *sys.argv[1:]])
    metrics = summarise_run(found, {"command": command})
    write_card(bundle, [metrics], limits_text(bundle), words)


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
        same = held.facts.cases == cases_digest(names[: held.facts.held_out])
        if held.facts.model not in known and same:
            note_round(dataset, [replace(line, of=len(names)) for line in held.lines])


def _held_out(splits: Mapping[str, str]) -> tuple[str, list[str]]:
    """The split that is measured on, and names of the cases in the order in which they are measured.

    The order is that of digests of the names: the first of them are a fair share of all sources, and
    the same in each round, so that rounds which end after as many cases can be compared.

    Args:
        splits: by case.
    """
    split = "test" if "test" in splits.values() else "val"
    held = [case for case, told in splits.items() if told == split]
    return split, sorted(held, key=lambda case: hashlib.sha256(case.encode()).hexdigest())
