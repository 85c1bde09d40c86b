"""Real anatomies in contrasts that nobody scanned.

Every case with a segmentation is drawn again in the contrasts asked for; its landmarks and segmentation
stay. The result is a dataset like any other, whose ``contrast`` says ``simulated …``.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from LandmarkAILib.core.image import Image
from LandmarkAILib.core.short_axis import array_axes, slices_last
from LandmarkAILib.files.images import write_image

from ..cases_table import COLUMNS, write_cases_table
from ..dataset import RV_INCOMPLETE, CaseRecord, LoadedCase, load_case

SIMULATED = "simulated "


def redrawable(records: Iterable[CaseRecord]) -> list[CaseRecord]:
    """The cases whose whole heart is segmented."""
    return [r for r in records if r.segmentation and RV_INCOMPLETE not in r.notes]


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
            for file in [*record.landmarks.values(), *record.parts, record.segmentation]:
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
    write_cases_table(output / "cases.csv", COLUMNS, rows)


def draw_case(case: LoadedCase, contrast: str, rng: np.random.Generator) -> Image:
    """A whole stack in one contrast: one subject, one scan, one scar.

    Args:
        case: with a segmentation.
        contrast: of :data:`contrasts.CONTRASTS`.
        rng: source of randomness.
    """
    from ...simulation.cmr.synthesis import background_classes, synthetic_stack

    assert case.segmentation is not None
    axes = array_axes(slices_last(case.image.grid))
    pixels: npt.NDArray[np.float32] = np.transpose(case.image.array, axes).astype(np.float32)
    labels = np.transpose(case.segmentation.labels, axes)
    spacing = float(case.image.grid.spacing.min())
    drawn = synthetic_stack(labels, background_classes(pixels), pixels, spacing, contrast, rng)
    array = np.ascontiguousarray(np.transpose(drawn, np.argsort(axes)))
    metadata = {"simulated": f"{contrast}, drawn from the segmentation of {case.record.case}"}
    return Image(array, case.image.grid, case.record.case, metadata)
