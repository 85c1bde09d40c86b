"""Data sets of the examples in ``simulation/examples``, as a newcomer would have them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from LandmarkAILib.core.detection import Segmentation

from ...simulation.examples.head import simulate_head
from ...simulation.examples.hinges import simulate_hinges
from ...simulation.examples.kidney import simulate_kidney
from ...simulation.examples.painting import SimulatedCase
from .writing import write_case, write_cohort

EXAMPLES: dict[str, Callable[[np.random.Generator], SimulatedCase]] = {
    "hinges": simulate_hinges,
    "head": simulate_head,
    "kidney": simulate_kidney,
}
"""Two points in single slices, five points in volumes, two segments in volumes."""

COLUMNS = ("case", "subject", "split")


def simulate_examples(kind: str, output: Path, count: int, held_out: int, seed: int = 0) -> None:
    """Write simulated cases of one of :data:`EXAMPLES`, a subject each.

    Every fifth of the first ``count`` is to validate on. The same seed always makes the same files.

    Args:
        kind: which example.
        output: folder; gets a folder a case and ``cases.csv``.
        count: cases to train and validate on.
        held_out: cases to test on.
        seed: of everything.

    Raises:
        InputError: the folder holds a dataset already.
        OutputError: it cannot be written.
    """

    def write(number: int, folder: Path) -> dict[str, str]:
        case = EXAMPLES[kind](np.random.default_rng((seed, number)))
        labels, grid = case.labels, case.image.grid
        segmentation = None if labels is None else Segmentation(labels, grid, case.names)
        write_case(folder, case.image, case.landmarks, segmentation)
        return {}

    write_cohort(output, kind, count, held_out, COLUMNS, write)
