"""How well a short-axis model tells slices beyond the heart, with the stack's help and without.

Truth is the reference segmentation: a slice without ventricle and muscle lies beyond. The area under
the curve is given for the part that looks along the stack, and for the presence of the LV center alone,
which is what a model without that part goes by; then, by level, on how many slices a center is shown::

    python Testing/benchmarks/beyond_the_heart.py ../shared/data/sax --model cmr-sax --split val
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from LandmarkAILib.core.anatomy import LV_CENTER
from LandmarkAILib.core.geometry import FloatArray
from LandmarkAILib.inference.device import choose_device
from LandmarkAILib.inference.levels import BEYOND, LEVELS
from LandmarkAILib.inference.pipeline import Pipeline
from LandmarkAILib.models.installed import find_model
from LandmarkAITrainingLib.data.dataset import CaseRecord, load_case, read_dataset
from LandmarkAITrainingLib.training.levels import reference_levels
from ranking import area

CASES = Path(__file__).parents[2] / "LandmarkAITraining" / "Resources" / "Presets" / "cmr-sax.cases.csv"
ENDS = ("beyond apex", "beyond base")


@dataclass(frozen=True, eq=False)
class Judged:
    """The slices of a case.

    Args:
        source: of the case.
        places: (K,) level of each slice by the reference, ``beyond`` divided by which end it lies at.
        beyond: (K,) probability of being beyond the heart; NaN of a model that has no such part.
        presence: (K,) of the LV center in the last look.
        shown: (K,) whether the model gives an LV center.
    """

    source: str
    places: npt.NDArray[np.str_]
    beyond: FloatArray
    presence: FloatArray
    shown: npt.NDArray[np.bool_]


def judged(pipeline: Pipeline, records: Sequence[CaseRecord]) -> Iterator[Judged]:
    """What the model says of each case that has a segmented ventricle."""
    number = pipeline.names.index(LV_CENTER)
    for record in records:
        case = load_case(record)
        fields = pipeline.stages[-1].view.fields(case.image.grid)
        heights = np.array([field.center @ field.axes[:, 2] for field in fields])
        levels = reference_levels(case, heights)
        if levels is None:
            continue
        outputs = pipeline.run_stages(case.image, lambda share, words: None)
        found = pipeline.decode(case.image, outputs).landmarks.named(LV_CENTER)
        beyond = np.full(len(fields), np.nan)
        if pipeline.levels is not None:
            beyond = pipeline.levels.probabilities(outputs.coarse, fields)[:, BEYOND]
        _, presence = outputs.final.column(number, len(fields))
        shown = np.array([point.position is not None for point in found])
        yield Judged(record.source, _places(levels, heights), beyond, presence, shown)


def _places(levels: npt.NDArray[np.int64], heights: FloatArray) -> npt.NDArray[np.str_]:
    """Names of levels; of slices beyond, the end that they lie at."""
    apex = heights[levels == levels[levels != BEYOND].min()].mean()
    middle = heights[levels != BEYOND].mean()
    nearer = np.abs(heights - apex) < np.abs(heights - (2 * middle - apex))
    ends = np.where(nearer, *ENDS)
    return np.where(levels == BEYOND, ends, np.array(LEVELS)[levels])


def report(cases: Sequence[Judged]) -> Iterator[str]:
    """The lines of the report."""
    for source in [*sorted({case.source for case in cases}), "all"]:
        held = [case for case in cases if source in (case.source, "all")]
        places, beyond, presence, shown = (
            np.concatenate([getattr(case, name) for case in held])
            for name in ("places", "beyond", "presence", "shown")
        )
        outside = np.isin(places, ENDS)
        if outside.any() and not outside.all():
            alone = area(1 - presence, outside)
            line = f"{source}: {outside.sum()} of {len(outside)} slices beyond; area under the curve"
            if np.isfinite(beyond).all():
                line += f" {area(beyond, outside):.3f} by the stack,"
            yield f"{line} {alone:.3f} by presence"
        for place in (*ENDS, *LEVELS[1:]):
            at = places == place
            yield f"  {place}: LV center shown on {shown[at].sum()} of {at.sum()}"


def main() -> None:
    """Measure as the command line asks."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("dataset", type=Path)
    parser.add_argument("--model", default="cmr-sax", help="name or folder of a model")
    parser.add_argument("--split", choices=("val", "test"), default="val")
    parser.add_argument("--cases", type=Path, default=CASES, help="table of cases")
    arguments = parser.parse_args()
    records = read_dataset(arguments.dataset, arguments.cases)
    chosen = [record for record in records if record.split == arguments.split]
    pipeline = Pipeline.load(find_model(arguments.model), choose_device("cpu"))
    print("\n".join(report(list(judged(pipeline, chosen)))))


if __name__ == "__main__":
    main()
