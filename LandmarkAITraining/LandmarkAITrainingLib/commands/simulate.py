"""``landmarkai simulate``: real anatomies in contrasts that nobody scanned.

Every case with a segmentation is drawn again in the contrasts asked for; its landmarks and segmentation
stay. The result is a dataset like any other, whose ``contrast`` says ``simulated …``.
"""

from __future__ import annotations

import argparse
import csv
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from LandmarkAILib.core.image import Image
from LandmarkAILib.core.short_axis import array_axes, slices_last
from LandmarkAILib.errors import InputError
from LandmarkAILib.files.atomic import atomic_path
from LandmarkAILib.files.images import write_image

from ..data.dataset import (
    RV_INCOMPLETE,
    CaseRecord,
    LoadedCase,
    load_case,
    of_sources,
    read_dataset,
)
from ..data.sax_cases import COLUMNS

SIMULATED = "simulated "


def register(subparsers: Any) -> None:
    """Add the command to ``landmarkai``."""
    words = "draw annotated cases in other contrasts"
    parser = subparsers.add_parser("simulate", help=words, description=words)
    parser.add_argument("dataset", type=Path, help="folder tree of annotated cases")
    parser.add_argument("-o", "--output", type=Path, required=True, help="folder of the new dataset")
    parser.add_argument("--contrasts", nargs="+", help="the five of a CMR study by default")
    parser.add_argument("--cases", type=Path, help="table of cases; cases.csv in the dataset by default")
    parser.add_argument("--split", help="only cases of this split")
    parser.add_argument("--sources", nargs="+", help="use only these sources (first folders)")
    parser.add_argument("--seed", type=int, default=2026)
    parser.set_defaults(run=command)


def command(arguments: argparse.Namespace) -> int:
    """Run the command; returns the exit code."""
    from ..simulation.cmr.contrasts import CONTRASTS, STUDY_CONTRASTS

    contrasts = arguments.contrasts or list(STUDY_CONTRASTS)
    unknown = set(contrasts) - set(CONTRASTS)
    if unknown:
        raise InputError(f"no contrast {', '.join(unknown)}: choose of {', '.join(CONTRASTS)}")
    records = [
        record
        for record in of_sources(read_dataset(arguments.dataset, arguments.cases), arguments.sources)
        if record.segmentation
        and RV_INCOMPLETE not in record.notes
        and (arguments.split is None or record.split == arguments.split)
    ]
    if not records:
        raise InputError(f"{arguments.dataset} has no such case with a whole segmentation")
    simulate(records, contrasts, arguments.output, arguments.seed)
    print(f"{len(records) * len(contrasts)} simulated cases in {arguments.output}")
    return 0


def simulate(
    records: Sequence[CaseRecord], contrasts: Sequence[str], output: Path, seed: int = 0
) -> None:
    """Write a simulated dataset with its ``cases.csv``.

    Args:
        records: annotated cases with a segmentation.
        contrasts: of :data:`contrasts.CONTRASTS`.
        output: folder; gets ``<contrast>/<case>``.
        seed: of physiology, scan settings and noise; each case and contrast draws its own.
    """
    rows = []
    for number, record in enumerate(records):
        case = load_case(record)
        for contrast in contrasts:
            rng = np.random.default_rng([seed, number, sum(contrast.encode())])
            name = f"{contrast}/{record.case.replace('/', '_')}"
            folder = output / name
            folder.mkdir(parents=True, exist_ok=True)
            write_image(draw_case(case, contrast, rng), folder / "image.nrrd")
            for file in [*record.landmarks.values(), record.segmentation]:
                if file is not None:
                    shutil.copyfile(file, folder / file.name)
            notes = " ".join(sorted(record.notes))
            row = {
                "case": name,
                "subject": record.subject,
                "contrast": SIMULATED + contrast,
                "split": record.split,
                "source": SIMULATED + record.source,
                "fold": record.fold,
                "notes": notes,
            }
            rows.append(row)
    with (
        atomic_path(output / "cases.csv") as path,
        path.open("w", newline="", encoding="utf-8") as table,
    ):
        writer = csv.DictWriter(table, fieldnames=COLUMNS)
        writer.writeheader()
        writer.writerows(rows)


def draw_case(case: LoadedCase, contrast: str, rng: np.random.Generator) -> Image:
    """A whole stack in one contrast: one subject, one scan, one scar.

    Args:
        case: with a segmentation.
        contrast: of :data:`contrasts.CONTRASTS`.
        rng: source of randomness.
    """
    from ..simulation.cmr.synthesis import background_classes, synthetic_stack

    assert case.segmentation is not None
    axes = array_axes(slices_last(case.image.grid))
    pixels: npt.NDArray[np.float32] = np.transpose(case.image.array, axes).astype(np.float32)
    labels = np.transpose(case.segmentation.labels, axes)
    spacing = float(case.image.grid.spacing.min())
    drawn = synthetic_stack(labels, background_classes(pixels), pixels, spacing, contrast, rng)
    array = np.ascontiguousarray(np.transpose(drawn, np.argsort(axes)))
    metadata = {"simulated": f"{contrast}, drawn from the segmentation of {case.record.case}"}
    return Image(array, case.image.grid, case.record.case, metadata)
