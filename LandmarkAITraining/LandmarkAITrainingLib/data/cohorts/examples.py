"""Datasets for which no data are needed: phantoms of hearts, and the examples for newcomers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from LandmarkAILib.core.detection import Segmentation

from ...simulation.cmr.phantom import make_phantom
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
_PHANTOM_COLUMNS = ("case", "subject", "contrast", "split", "source")


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
        write_example(EXAMPLES[kind](np.random.default_rng((seed, number))), folder)
        return {}

    write_cohort(output, kind, count, held_out, COLUMNS, write)


def write_example(case: SimulatedCase, folder: Path) -> None:
    """Write the case folder of an example.

    Raises:
        OutputError: it cannot be written.
    """
    labels, grid = case.labels, case.image.grid
    segmentation = None if labels is None else Segmentation(labels, grid, case.names)
    write_case(folder, case.image, case.landmarks, segmentation)


def simulate_phantoms(
    output: Path,
    count: int,
    held_out: int,
    contrasts: Sequence[str],
    seed: int = 0,
    size: int = 160,
    slices: int = 9,
) -> None:
    """Write simulated subjects, one case each, with exact landmarks and segmentation.

    Every fifth of the first ``count`` is to validate on. The same seed always makes the same files.

    Args:
        output: folder; gets a folder a case and ``cases.csv``.
        count: cases to train and validate on.
        held_out: cases to test on.
        contrasts: of ``contrasts.CONTRASTS``, in turn.
        seed: of everything.
        size: pixels along i and j.
        slices: of each stack.

    Raises:
        InputError: the folder holds a dataset already.
        OutputError: it cannot be written.
    """

    def write(number: int, folder: Path) -> dict[str, str]:
        contrast = contrasts[number % len(contrasts)]
        phantom = make_phantom(np.random.default_rng((seed, number)), contrast, size, slices)
        write_case(folder, phantom.image, phantom.landmarks, phantom.segmentation)
        return {"contrast": f"simulated {contrast}", "source": "phantoms"}

    write_cohort(output, "phantom", count, held_out, _PHANTOM_COLUMNS, write)
