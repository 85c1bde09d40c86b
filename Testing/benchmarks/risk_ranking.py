"""How well the number of risk ranks cases: fitted on validation subjects, measured on test subjects.

A case counts as bad where one of its points lies over 10 mm from the reference. ``collect`` detects and
writes signs and errors of each case and point; ``fit`` fits the formula on the cases of the validation
split and prints it for ``LandmarkAILib/quality/risk.py``; ``measure`` ranks those of the test split by
the formula that stands there and prints the area under the curve with its interval::

    python Testing/benchmarks/risk_ranking.py collect ../shared/data/sax -o signs.json
    python Testing/benchmarks/risk_ranking.py fit signs.json
    python Testing/benchmarks/risk_ranking.py measure signs.json

The references of the short-axis data are derived from segmentations, not placed by hand.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from LandmarkAILib.core.geometry import FloatArray
from LandmarkAILib.core.records import read_record
from LandmarkAILib.inference.device import choose_device
from LandmarkAILib.inference.pipeline import Pipeline
from LandmarkAILib.models.installed import find_model
from LandmarkAILib.quality.risk import RISK, PointSigns, Risk, features
from LandmarkAILib.quality.signs import Signs, point_signs, signs_of
from LandmarkAITrainingLib.data.dataset import load_case, read_dataset
from LandmarkAITrainingLib.evaluation.observations import observe
from ranking import area, interval
from scipy import optimize

CASES = Path(__file__).parents[2] / "LandmarkAITraining" / "Resources" / "Presets" / "cmr-sax.cases.csv"
FAR = 10.0  # mm
SIGNS = (
    *("slices", "missing", "probability", "radius", "stages"),
    *("neighbours", "edge", "width", "contrast"),
)
PENALTIES = (0.0003, 0.001, 0.003, 0.01, 0.03)
"""Of the squared weights of standardised features, times the number of cases."""


@dataclass(frozen=True)
class MeasuredPoint:
    """A point that was found.

    Args:
        signs: of it.
        error: mm; None where the reference has no such point in that slice.
    """

    signs: PointSigns
    error: float | None


@dataclass(frozen=True)
class Measured:
    """A case.

    Args:
        case, subject, split, source: of the table.
        signs: of its detection.
        points: that were found.
    """

    case: str
    subject: str
    split: str
    source: str
    signs: Signs
    points: tuple[MeasuredPoint, ...]

    @property
    def bad(self) -> bool:
        """Whether one of its points is far off."""
        return any(p.error is not None and p.error > FAR for p in self.points)

    def risk(self, formula: Risk) -> float:
        """By a formula."""
        return formula.of([point.signs for point in self.points])


def collect(dataset: Path, model: str, splits: Sequence[str]) -> Iterator[Measured]:
    """Detect on the cases of some splits."""
    pipeline = Pipeline.load(find_model(model), choose_device("cpu"))
    for record in read_dataset(dataset, CASES):
        if record.split not in splits:
            continue
        case = load_case(record)
        detection = pipeline.detect(case.image)
        errors = {
            (o.landmark, o.slice): o.error_mm
            for o in observe(case, detection.landmarks)
            if o.status == "detected"
        }
        landmarks = detection.landmarks
        found = [
            p for name in landmarks.names() for p in landmarks.named(name) if p.position is not None
        ]
        signs = point_signs(landmarks, detection.coarse)
        points = tuple(
            MeasuredPoint(sign, errors[point.name, point.slice])
            for sign, point in zip(signs, found, strict=True)
        )
        whole = signs_of(case.image, detection)
        yield Measured(record.case, record.subject, record.split, record.source, whole, points)
        print(record.case, flush=True)


def matrix(cases: Sequence[Measured]) -> tuple[FloatArray, npt.NDArray[np.bool_]]:
    """(N, F) features of the points that the reference has, too, and (N,) which are far off."""
    compared = [p for case in cases for p in case.points if p.error is not None]
    rows = [list(features(p.signs).values()) for p in compared]
    return np.array(rows), np.array([(p.error or 0.0) > FAR for p in compared])


def fit(cases: Sequence[Measured], penalty: float) -> Risk:
    """Logistic regression on points with a penalty on the weights of standardised features."""
    raw, truth = matrix(cases)
    middle, spread = raw.mean(axis=0), np.maximum(raw.std(axis=0), 1e-6)
    scaled = (raw - middle) / spread

    def cost(numbers: FloatArray) -> float:
        score = numbers[0] + scaled @ numbers[1:]
        likelihood = np.logaddexp(0, np.where(truth, -score, score)).mean()
        return float(likelihood + penalty * (numbers[1:] ** 2).sum())

    found = optimize.minimize(cost, np.zeros(1 + raw.shape[1])).x
    weights = found[1:] / spread
    names = features(cases[0].points[0].signs)
    return Risk(float(found[0] - weights @ middle), dict(zip(names, map(float, weights), strict=True)))


def left_out(cases: Sequence[Measured], penalty: float) -> tuple[FloatArray, FloatArray]:
    """(N,) risk of each case, and (P,) of each compared point, by a fit on the other subjects."""
    risks, points = [], []
    formulas = {
        subject: fit([case for case in cases if case.subject != subject], penalty)
        for subject in {case.subject for case in cases}
    }
    for case in cases:
        formula = formulas[case.subject]
        risks.append(case.risk(formula))
        points += [formula.of_point(p.signs) for p in case.points if p.error is not None]
    return np.array(risks), np.array(points)


def describe(owners: Sequence[str], scores: FloatArray, truth: npt.NDArray[np.bool_], words: str) -> str:
    """A line with the area and its interval."""
    low, high = interval(owners, scores, truth)
    return (
        f"{words}: area under the curve {area(scores, truth):.2f} (95 % {low:.2f} to {high:.2f}); "
        f"{truth.sum()} of {len(truth)} over {FAR:.0f} mm, {len(set(owners))} subjects"
    )


def report_fit(cases: Sequence[Measured]) -> None:
    """Choose the penalty by subjects left out, fit, print; each feature alone for comparison."""
    raw, truth = matrix(cases)
    for name, column in zip(features(cases[0].points[0].signs), raw.T, strict=True):
        print(f"  {name:12} alone, of points: {area(column, truth):.2f}")
    bad = np.array([case.bad for case in cases])
    scores = {penalty: left_out(cases, penalty) for penalty in PENALTIES}
    for penalty, (risks, points) in scores.items():
        print(f"  penalty {penalty}: cases {area(risks, bad):.3f}, points {area(points, truth):.3f}")
    best = max(scores, key=lambda penalty: area(scores[penalty][0], bad))
    report_ranks(cases, *scores[best], f"validation, subjects left out, penalty {best}")
    print(fit(cases, best))
    for name in SIGNS:
        values = [v for case in cases if (v := getattr(case.signs, name)) is not None]
        print(f"  {name:12}", *(f"{q:.3g}" for q in np.quantile(values, [0, 0.05, 0.5, 0.95, 1])))


def report_ranks(cases: Sequence[Measured], risks: FloatArray, points: FloatArray, words: str) -> None:
    """How well cases and points are ranked; the share of bad cases among the first of the list."""
    bad = np.array([case.bad for case in cases])
    print(describe([case.subject for case in cases], risks, bad, f"{words}, cases"))
    owners = [case.subject for case in cases for p in case.points if p.error is not None]
    print(describe(owners, points, matrix(cases)[1], f"{words}, points"))
    first = np.argsort(-risks)[: max(1, len(cases) // 4)]
    print(
        f"  of the quarter of the highest risk {bad[first].mean():.0%} are bad, of all {bad.mean():.0%}"
    )


def main() -> None:
    """Collect, fit or measure."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("what", choices=("collect", "fit", "measure"))
    parser.add_argument("source", type=Path, help="dataset, or what collect wrote")
    parser.add_argument("--model", default="cmr-sax", help="name or folder of a model")
    parser.add_argument("-o", "--output", type=Path, default=Path("signs.json"))
    arguments = parser.parse_args()
    if arguments.what == "collect":
        found = list(collect(arguments.source, arguments.model, ("val", "test")))
        arguments.output.write_text(json.dumps([asdict(case) for case in found], indent=1) + "\n")
        return
    cases = [read_record(Measured, entry) for entry in json.loads(arguments.source.read_text())]
    if arguments.what == "fit":
        report_fit([case for case in cases if case.split == "val"])
        return
    test = [case for case in cases if case.split == "test"]
    for source in ("", *sorted({case.source for case in test})):
        held = [case for case in test if source in ("", case.source)]
        if 0 < sum(case.bad for case in held) < len(held):
            points = [
                RISK.of_point(p.signs) for case in held for p in case.points if p.error is not None
            ]
            risks = np.array([case.risk(RISK) for case in held])
            report_ranks(held, risks, np.array(points), f"test {source}".strip())


if __name__ == "__main__":
    main()
