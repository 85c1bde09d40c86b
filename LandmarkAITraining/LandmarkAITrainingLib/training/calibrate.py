"""Fit a model's calibration on the validation subjects.

::

    python -m LandmarkAITrainingLib.training.calibrate DATASET --model MODEL -o OUT

writes MODEL calibrated anew, its weights untouched.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import numpy as np
from LandmarkAILib.core.geometry import FloatArray
from LandmarkAILib.inference.calibration import ALL, COVERAGE, NEAR_MM, Calibration
from LandmarkAILib.inference.device import choose_device
from LandmarkAILib.inference.pipeline import Pipeline
from LandmarkAILib.models.bundle import Bundle, write_bundle
from LandmarkAILib.models.description import LandmarkCalibration, ModelDescription
from LandmarkAILib.models.installed import find_model
from torch import Tensor

from ..data.dataset import CaseRecord, load_case, read_dataset
from .validation_points import (
    Sightings,
    presences,
    slice_sightings,
    volume_presences,
    volume_sightings,
)

Weights = Mapping[str, Mapping[str, Tensor]]
"""State dicts by file."""

GUESS = 0.2
"""Presence below which a point would be a guess."""

GUESS_IN_HEART = 0.05
"""The same where the slices of the stack have already said that the slice shows the heart."""

MOST, MOST_IN_HEART = 0.5, 0.9
"""The highest presence that may be asked for; the second of models whose stacks tell their levels: there
nearly all landmarks that exist are far above one half, and what is not lies beyond the heart."""

FEWEST = 20
"""Points of a landmark below which its calibration is left as it is."""


@dataclass(eq=False)
class HeldOut:
    """What a model, or several, saw of cases that it was not trained on.

    Args:
        groups: the contrast of each case.
        parts: by landmark, what was seen of it in each case.
        present: by landmark, the presence that was given to its points.
        least: presence below which a point would be a guess.
        most: the highest presence that may be asked for.
        constant: whether the networks say nothing of their uncertainty.
    """

    groups: list[str]
    parts: dict[str, list[Sightings]]
    present: dict[str, list[float]]
    least: float = GUESS
    most: float = MOST
    constant: bool = False

    @classmethod
    def joined(cls, several: Sequence[HeldOut]) -> HeldOut:
        """What models of the same landmarks saw, each of its own cases."""
        first = several[0]
        return cls(
            [group for one in several for group in one.groups],
            {name: [part for one in several for part in one.parts[name]] for name in first.parts},
            {name: [p for one in several for p in one.present[name]] for name in first.present},
            first.least,
            first.most,
            first.constant,
        )

    def calibration(self) -> dict[str, LandmarkCalibration]:
        """The entry ``calibration`` of ``model.json``, of the landmarks of which enough was seen."""
        entries = {}
        for name, parts in self.parts.items():
            if parts and Sightings.joined(parts).points >= FEWEST:
                present = fit_presence(self.present[name], self.least, self.most)
                entries[name] = _entry(parts, self.groups, present, self.constant)
        return entries


def look_at_held_out(pipeline: Pipeline, records: Iterable[CaseRecord]) -> HeldOut:
    """What a model sees of validation cases.

    Args:
        pipeline: of a model without calibration; it is for this use only.
        records: validation cases; never those that the model was trained on, nor the test cases.
    """
    sighted, presence_of = slice_sightings, presences
    if pipeline.bundle.description.dimension == 3:
        sighted, presence_of = volume_sightings, volume_presences
    least, most = GUESS, MOST
    if pipeline.levels is not None:
        # Doubtful points are shown, so they count for what is said of all.
        least, most = GUESS_IN_HEART, MOST_IN_HEART
        shown = {name: LandmarkCalibration(present=least) for name in pipeline.names}
        pipeline.decoder = replace(pipeline.decoder, calibration=Calibration(shown))
    constant = "heatmaps" not in pipeline.bundle.stages[-1].network.options
    names = pipeline.names
    seen = HeldOut([], {name: [] for name in names}, {name: [] for name in names}, least, most, constant)
    for record in records:
        case = load_case(record)
        outputs = pipeline.run_stages(case.image, lambda share, words: None)
        found = pipeline.decode(case.image, outputs)
        seen.groups.append(record.contrast)
        for number, name in enumerate(names):
            seen.parts[name].append(sighted(case, found, name))
            seen.present[name] += presence_of(case, outputs.final, name, number)
    return seen


def _entry(
    parts: Sequence[Sightings], groups: Sequence[str], present: float, constant: bool
) -> LandmarkCalibration:
    """The numbers of one landmark from its sightings in each case, whose contrasts are ``groups``."""
    seen = Sightings.joined(parts)
    factor, floor = fit_constant(seen) if constant else fit_covariance(seen)
    kinds = {group: [p for p, g in zip(parts, groups, strict=True) if g == group] for group in groups}
    radius = {ALL: fit_radius(seen, factor, floor)} | {
        group: fit_radius(joined, factor, floor)
        for group, held in sorted(kinds.items())
        if group and (joined := Sightings.joined(held)).points >= FEWEST
    }
    return LandmarkCalibration(
        present, fit_probability(seen), factor, floor, radius=radius, points=seen.points
    )


def fit_radius(seen: Sightings, factor: float, floor: float) -> float:
    """Expected errors within which ``COVERAGE`` of points lie; see :func:`conformal_bound`.

    The score of a point is its error over the error that its calibrated covariance announces.
    """
    known = np.isfinite(seen.error).all(axis=1)
    error = np.linalg.norm(seen.error[known], axis=1)
    trace = np.trace(seen.spread[known], axis1=1, axis2=2)
    return conformal_bound(error / np.sqrt(factor * trace + floor * seen.error.shape[1]))


def conformal_bound(scores: FloatArray) -> float:
    """The score that holds a new point with ``COVERAGE``: a split-conformal bound.

    Of n validation scores the ⌈0.9 (n + 1)⌉-th holds a new point with at least that probability, if it
    comes from the same source (Papadopoulos et al. 2002, doi:10.1007/3-540-36755-1_29); slices of one
    subject are not independent, so for few subjects it is coarser than n tells.

    Args:
        scores: (n,) of validation points, at least one.
    """
    place = int(np.ceil(COVERAGE * (len(scores) + 1)))
    return float(np.sort(scores)[min(place, len(scores)) - 1])


def fit_presence(
    values: Sequence[float], least: float = GUESS, most: float = MOST, kept: float = 0.99
) -> float:
    """Presence above which a landmark is given, so that few that are there are called missing.

    A doubtful point is shown with its probability and can be deleted; one that is not shown is a
    measurement that the reader must make by hand. So the threshold is that which ``kept`` of the
    reference's points pass, but never above ``most``, and never so low that it would be a guess.

    Args:
        values: presence given to the reference's points.
        least: what would be a guess.
        most: the highest threshold.
        kept: share of existing landmarks to be found.
    """
    return float(np.clip(np.quantile(values, 1 - kept), least, most))


def fit_constant(seen: Sightings) -> tuple[float, float]:
    """Factor 0 and a floor (mm²) for networks that say nothing of their uncertainty.

    Every point gets the same circle or sphere, that which holds 90 % of the validation points.
    """
    from scipy.stats import chi2

    squared = (seen.error[np.isfinite(seen.error).all(axis=1)] ** 2).sum(axis=1)
    return 0.0, float(np.quantile(squared, COVERAGE) / chi2.ppf(COVERAGE, df=seen.error.shape[1]))


def fit_covariance(seen: Sightings) -> tuple[float, float]:
    """Factor and floor (mm²) of the heatmap's covariance, so that its 90 % ellipse holds 90 % of points.

    Their ratio, how much the heatmap's own spread says, is the likeliest one under a heavy-tailed
    (Student-t) law: a Gaussian would be widened for all by the few points on the wrong structure
    altogether. Then both are scaled until the ellipse that readers see covers what it claims to.
    """
    from scipy.optimize import minimize
    from scipy.stats import chi2

    known = np.isfinite(seen.error).all(axis=1)
    error, spread = seen.error[known], seen.spread[known]
    axes = error.shape[1]
    freedom, least = 4.0, 1e-3

    def squared(factor: float, floor: float) -> FloatArray:
        """Squared Mahalanobis distance of every error."""
        inverse = np.linalg.inv(factor * spread + floor * np.eye(axes))
        return np.asarray(np.einsum("na,nab,nb->n", error, inverse, error))

    def loss(numbers: FloatArray) -> float:
        factor, floor = np.exp(numbers) + least
        volume = 0.5 * np.linalg.slogdet(factor * spread + floor * np.eye(axes))[1]
        tail = 0.5 * (freedom + axes) * np.log1p(squared(factor, floor) / freedom)
        return float(np.mean(volume + tail))

    best = minimize(loss, np.log([1.0, 0.5]), method="Nelder-Mead", options={"maxiter": 400})
    factor, floor = np.exp(best.x) + least
    widen = np.quantile(squared(factor, floor), COVERAGE) / chi2.ppf(COVERAGE, df=axes)
    return float(factor * widen), float(floor * widen)


def fit_probability(seen: Sightings) -> tuple[float, float]:
    """Slope and intercept on the logit (Platt 1999) so that the probability is that of being right.

    Right means: the reference has the landmark in that slice, within NEAR_MM. Platt's smoothed targets
    keep a model that was never wrong on few cases from claiming certainty.
    """
    from scipy.optimize import minimize

    right = np.linalg.norm(seen.error, axis=1) <= NEAR_MM
    hits, misses = int(right.sum()), int((~right).sum())
    target = np.where(right, (hits + 1) / (hits + 2), 1 / (misses + 2))
    p = np.clip(seen.probability, 1e-6, 1 - 1e-6)
    logit = np.log(p / (1 - p))

    def loss(numbers: FloatArray) -> float:
        score = numbers[0] * logit + numbers[1]
        return float(np.mean(np.logaddexp(0, score) - target * score))

    slope, intercept = minimize(loss, np.array([1.0, 0.0]), method="Nelder-Mead").x
    return float(slope), float(intercept)


def with_calibration(
    description: ModelDescription,
    calibration: dict[str, LandmarkCalibration],
    how: Literal["validation", "cross-validation"],
) -> ModelDescription:
    """A model that is calibrated, and says on what."""
    training = replace(description.training, calibrated=how if calibration else "")
    return replace(description, calibration=calibration, training=training)


def held_out_by(
    description: ModelDescription, weights: Weights, records: Iterable[CaseRecord]
) -> HeldOut:
    """What a model sees of validation cases without the calibration that it may have."""
    with tempfile.TemporaryDirectory() as temporary:
        bare = replace(description, calibration={})
        plain = write_bundle(Path(temporary) / description.name, bare, weights)
        return look_at_held_out(Pipeline.load(plain, choose_device("cpu")), records)


def write_calibrated(
    folder: Path,
    description: ModelDescription,
    weights: Weights,
    val: Iterable[CaseRecord],
    card: str = "",
) -> Bundle:
    """Write a model, calibrated on validation cases; see :func:`.write_bundle`.

    What widens its radii where a stack is unlike the training was learnt from other radii, and is left
    out: it is trained last.
    """
    if description.shift is not None:
        weights = {name: held for name, held in weights.items() if name != description.shift.weights}
        description = replace(description, shift=None)
    calibration = held_out_by(description, weights, val).calibration()
    described = with_calibration(description, calibration, "validation")
    return write_bundle(folder, described, weights, card)


def recalibrated(
    bundle: Bundle, val: Sequence[CaseRecord], folder: Path, version: str | None = None
) -> Bundle:
    """The model calibrated on ``val``, written to a folder, under another version if one is given."""
    description = replace(bundle.description, version=version or bundle.description.version)
    return write_calibrated(folder, description, bundle.all_tensors(), val, bundle.card)


def main(arguments: Sequence[str] | None = None) -> None:
    """Write a model with a new calibration."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("dataset", type=Path, help="folder tree of annotated cases")
    parser.add_argument("--cases", type=Path, help="table of cases; cases.csv in the dataset by default")
    parser.add_argument("--model", required=True, help="name or folder of the model")
    parser.add_argument("--version", help="of the new model (default: that of the model)")
    parser.add_argument("-o", "--output", type=Path, required=True, help="folder of the new model")
    options = parser.parse_args(arguments)
    val = [r for r in read_dataset(options.dataset, options.cases) if r.split == "val"]
    options.output.parent.mkdir(parents=True, exist_ok=True)
    model = find_model(options.model)
    print(recalibrated(model, val, options.output, options.version).path)


if __name__ == "__main__":
    main()
