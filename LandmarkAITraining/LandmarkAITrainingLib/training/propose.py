"""A preset made of a dataset, for a time on this machine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from ..data.dataset import CaseRecord
from ..data.survey import survey
from ..presets.preset import Preset
from .pace import seconds_per_step
from .preflight import check_model
from .proposal import Proposal


def propose(
    records: Sequence[CaseRecord],
    name: str,
    minutes: float,
    *,
    dimension: Literal[2, 3] | None = None,
    threads: int | None = None,
) -> Preset:
    """Look at the cases, measure the machine, and choose.

    Args:
        records: cases of the dataset; those to test on are not looked at.
        name: of the preset and its model.
        minutes: that the training of all stages may take.
        dimension: look at slices (2) or volumes (3); as the images are if None.
        threads: CPU threads of the training; torch's choice if None.

    Returns:
        A preset whose ``notes`` say why it is as it is.

    Raises:
        InputError: a case that cannot be read, nothing that is marked often enough, or a name that is
            none for a model.
    """
    found = survey(records)
    proposal = Proposal(found, name, dimension or found.dimension)
    if found.rare:
        proposal.notes["left out"] = f"{', '.join(found.rare)}: too few cases have them."

    def pace(preset: Preset, stage: int) -> float:
        check_model(preset)
        return seconds_per_step(preset, stage, records, threads)

    return proposal.preset(pace, minutes)
