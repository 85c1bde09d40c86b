"""Fit a model's calibration on the validation subjects."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from LandmarkAILib.calibration import NEAR_MM
from LandmarkAILib.detection import Detection
from LandmarkAILib.geometry import FloatArray, short_axis_frame, slices_last
from LandmarkAILib.pipeline import Pipeline
from LandmarkAILib.stage import Look

from ..data.dataset import CaseRecord, LoadedCase, load_case
from ..data.reference import SliceReference, reference_landmarks

GUESS = 0.2
"""Presence below which a point would be a guess."""

COVERAGE = 0.9
"""Share of points within the ellipse that is shown."""

FEWEST = 20
"""Points of a landmark below which its calibration is left as it is."""


@dataclass(frozen=True, eq=False)
class Sightings:
    """A landmark's detections on slices of held-out subjects.

    Args:
        error: (N, 2) mm, in-plane error; NaN where the reference has no such point.
        spread: (N, 2, 2) mm², the heatmap's in-plane covariance.
        probability: (N,) presence × mass × agreement with the neighbours.
    """

    error: FloatArray
    spread: FloatArray
    probability: FloatArray


def fit_calibration(pipeline: Pipeline, records: Iterable[CaseRecord]) -> dict[str, Any]:
    """Calibrate on held-out cases.

    Args:
        pipeline: of a model without calibration.
        records: validation cases; never those that the model was trained on, nor the test cases.

    Returns:
        The entry ``calibration`` of ``model.json``.
    """
    pairs, presences = [], []
    for record in records:
        case = load_case(record)
        looks = pipeline.looks(case.image, lambda share, words: None)
        pairs.append((case, pipeline.interpret(case.image, looks)))
        presences.append((case, looks[-1]))
    entries = {}
    for number, name in enumerate(pipeline.names):
        seen = collect(pairs, name)
        if np.isfinite(seen.error).all(axis=1).sum() < FEWEST:
            continue
        factor, floor = fit_covariance(seen)
        entries[name] = {
            "present": fit_presence(presences, name, number),
            "probability": list(fit_probability(seen)),
            "covariance": factor,
            "floor": floor,
        }
    return entries


def fit_presence(
    looks: Iterable[tuple[LoadedCase, Look]], name: str, number: int, kept: float = 0.99
) -> float:
    """Presence above which a landmark is given, so that few that are there are called missing.

    A doubtful point is shown with its probability and can be deleted; one that is not shown is a
    measurement that the reader must make by hand. So the threshold is that which ``kept`` of the
    reference's points pass, but never above one half, and never so low that it would be a guess.

    Args:
        looks: validation cases and the last look at each.
        name, number: the landmark and its place among the heatmaps.
        kept: share of existing landmarks to be found.
    """
    values = []
    for case, look in looks:
        slices = case.image.grid.permuted(slices_last(case.image.grid)).size[2]
        _, presence = look.column(number, slices)
        points = reference_landmarks(case).named(name)
        values += [presence[point.slice] for point in points if point.slice is not None]
    return float(np.clip(np.quantile(values, 1 - kept), GUESS, 0.5))


def collect(pairs: Iterable[tuple[LoadedCase, Detection]], name: str) -> Sightings:
    """Gather what was detected of one landmark, slice by slice."""
    errors, spreads, probabilities = [], [], []
    for case, detection in pairs:
        stack = case.image.grid.permuted(slices_last(case.image.grid))
        plane = short_axis_frame(stack)[:, :2]
        reference = SliceReference(case)
        for point in detection.landmarks.named(name):
            if point.position is None or point.covariance is None or point.slice is None:
                continue
            truth = reference.point(name, point.slice)
            if truth is not None and truth.position is not None:
                errors.append((point.position - truth.position) @ plane)
            elif reference.says(name, point.slice) == "absent":
                errors.append(np.full(2, np.nan))
            else:
                continue
            spreads.append(plane.T @ point.covariance @ plane)
            probabilities.append(point.probability)
    return Sightings(
        np.array(errors).reshape(-1, 2),
        np.array(spreads).reshape(-1, 2, 2),
        np.array(probabilities),
    )


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
    freedom, least = 4.0, 1e-3

    def squared(factor: float, floor: float) -> FloatArray:
        """Squared Mahalanobis distance of every error."""
        inverse = np.linalg.inv(factor * spread + floor * np.eye(2))
        return np.asarray(np.einsum("na,nab,nb->n", error, inverse, error))

    def loss(numbers: FloatArray) -> float:
        factor, floor = np.exp(numbers) + least
        volume = 0.5 * np.linalg.slogdet(factor * spread + floor * np.eye(2))[1]
        tail = 0.5 * (freedom + 2) * np.log1p(squared(factor, floor) / freedom)
        return float(np.mean(volume + tail))

    best = minimize(loss, np.log([1.0, 0.5]), method="Nelder-Mead", options={"maxiter": 400})
    factor, floor = np.exp(best.x) + least
    widen = np.quantile(squared(factor, floor), COVERAGE) / chi2.ppf(COVERAGE, df=2)
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
