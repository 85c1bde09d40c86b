"""From observations to the numbers of ``metrics.json``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

import numpy as np

from .aha_change import AhaChange
from .derived import DerivedValue
from .derived_summary import summarise_aha, summarise_derived
from .describe import as_array, distinct_names, distribution, some_distribution
from .metrics.localisation import FAR_DEGREES, FAR_MM, success_rates
from .metrics.statistics import Estimate, SubjectBootstrap, holm, paired_wilcoxon
from .metrics.uncertainty import CalibrationSummary, by_expected_error, by_probability, coverage
from .observations import Observation
from .summaries import (
    AboutCenterSummary,
    AdjustedTest,
    AngleDistribution,
    AxisErrorSummary,
    DetectionSummary,
    ErrorDistribution,
    LandmarkSummary,
    PointSummary,
    SegmentSummary,
    Summary,
)


@dataclass(frozen=True)
class SegmentScore:
    """Agreement on one segment of one case, as :class:`~.metrics.overlap.Overlap`, with whose it is."""

    case: str
    subject: str
    contrast: str
    source: str
    segment: str
    dice: float
    hausdorff_mm: float | None
    hausdorff95_mm: float | None


def summarise(
    observations: Sequence[Observation],
    scores: Sequence[SegmentScore],
    aha: Sequence[AhaChange] = (),
    derived: Sequence[DerivedValue] = (),
) -> Summary:
    """Summarise one group of cases."""
    final = [o for o in observations if o.stage == "final"]
    coarse = [o for o in observations if o.stage == "coarse"]
    points = _points(final)
    return Summary(
        landmarks=points.landmarks,
        anterior_angle_deg=points.anterior_angle_deg,
        segments={
            name: _segment([s for s in scores if s.segment == name])
            for name in distinct_names(s.segment for s in scores)
        },
        aha=summarise_aha(aha),
        derived=summarise_derived(derived),
        coarse=_points(coarse) if coarse else None,
        refinement=compare_errors(final, coarse) if coarse else None,
    )


def compare_errors(
    first: Iterable[Observation], second: Iterable[Observation]
) -> dict[str, AdjustedTest]:
    """Paired Wilcoxon tests on subject means, first against second, by landmark, Holm-adjusted.

    Only points that both found and the reference has are compared.
    """
    others = {_key(o): o.error_mm for o in second if o.error_mm is not None}
    pairs = [(o, others[_key(o)]) for o in first if o.error_mm is not None and _key(o) in others]
    tests = {}
    for name in distinct_names(o.landmark for o, _ in pairs):
        chosen = [(o.subject, o.error_mm, other) for o, other in pairs if o.landmark == name]
        tests[name] = paired_wilcoxon(*zip(*chosen, strict=True))
    adjusted = holm([test.p for test in tests.values()])
    return {
        name: AdjustedTest(**asdict(test), p_holm=float(p))
        for (name, test), p in zip(tests.items(), adjusted, strict=True)
    }


def _points(observations: Sequence[Observation]) -> PointSummary:
    names = distinct_names(o.landmark for o in observations)
    angles = [o for o in observations if o.angle_deg is not None]
    return PointSummary(
        landmarks={name: _landmark([o for o in observations if o.landmark == name]) for name in names},
        anterior_angle_deg=distribution(
            as_array(o.angle_deg for o in angles), [o.subject for o in angles]
        ),
    )


def _landmark(observations: Sequence[Observation]) -> LandmarkSummary:
    present = [o for o in observations if o.reference == "present"]
    localised = [o for o in present if o.error_mm is not None]
    errors, subjects = as_array(o.error_mm for o in localised), [o.subject for o in localised]
    error_mm = None
    if len(errors):
        spread = vars(some_distribution(errors, subjects))
        far = SubjectBootstrap(subjects).mean(errors > FAR_MM)
        error_mm = ErrorDistribution(**spread, over_10_mm=far)
    return LandmarkSummary(
        per="volume" if all(o.slice is None for o in observations) else "slice",
        n_slices=len(present),
        n_subjects=len({o.subject for o in present}),
        error_mm=error_mm,
        about_center=_about_center(localised),
        success_rate={
            f"{radius:g}": rate for radius, rate in success_rates(errors, len(present)).items()
        }
        if present
        else None,
        detection=_detection(observations, present),
        calibration=_calibration(observations, localised),
        by_axis=_by_axis(localised),
    )


def _by_axis(localised: Sequence[Observation]) -> AxisErrorSummary | None:
    """Signed errors along the patient's axes; None where a table of errors does not have them."""
    seen = [o for o in localised if o.left_mm is not None]
    if not seen:
        return None
    subjects = [o.subject for o in seen]
    return AxisErrorSummary(
        left_mm=some_distribution(as_array(o.left_mm for o in seen), subjects),
        posterior_mm=some_distribution(as_array(o.posterior_mm for o in seen), subjects),
        superior_mm=some_distribution(as_array(o.superior_mm for o in seen), subjects),
    )


def _about_center(localised: Sequence[Observation]) -> AboutCenterSummary | None:
    """Errors about the reference's LV center: absolute angles, and the bias outward and clockwise."""
    seen = [o for o in localised if o.turn_deg is not None]
    if not seen:
        return None
    subjects = [o.subject for o in seen]
    degrees = np.abs(as_array(o.turn_deg for o in seen))
    over = SubjectBootstrap(subjects).mean(degrees > FAR_DEGREES)
    return AboutCenterSummary(
        turn_deg=AngleDistribution(**vars(some_distribution(degrees, subjects)), over_20_deg=over),
        radial_mm=some_distribution(as_array(o.radial_mm for o in seen), subjects),
        tangential_mm=some_distribution(as_array(o.tangential_mm for o in seen), subjects),
    )


def _detection(observations: Sequence[Observation], present: Sequence[Observation]) -> DetectionSummary:
    absent = [o for o in observations if o.reference == "absent"]
    unknown = [o for o in observations if o.reference == "unknown"]
    return DetectionSummary(
        with_reference=len(present),
        detected=_detected(present),
        rate=_rate(present),
        without_landmark=len(absent),
        false=_detected(absent),
        false_rate=_rate(absent),
        reference_unknown=len(unknown),
        detected_where_unknown=_detected(unknown),
    )


def _detected(observations: Sequence[Observation]) -> int:
    return sum(o.status == "detected" for o in observations)


def _rate(observations: Sequence[Observation]) -> Estimate | None:
    if not observations:
        return None
    bootstrap = SubjectBootstrap([o.subject for o in observations])
    return bootstrap.mean([o.status == "detected" for o in observations])


def _calibration(
    observations: Sequence[Observation], localised: Sequence[Observation]
) -> CalibrationSummary:
    reported = [o for o in observations if o.status == "detected" and o.reference != "unknown"]
    spread = [o for o in localised if o.expected_mm is not None and o.ellipse_level is not None]
    expected, errors = as_array(o.expected_mm for o in spread), as_array(o.error_mm for o in spread)
    bins = by_probability(
        as_array(o.probability for o in reported), as_array(o.error_mm for o in reported)
    )
    levels = coverage(as_array(o.ellipse_level for o in spread)) if spread else {}
    widened = [o for o in localised if o.widening is not None]
    return CalibrationSummary(
        radius_coverage=_radius_coverage(localised),
        ellipse_coverage={f"{nominal:g}": share for nominal, share in levels.items()} or None,
        expected_error=tuple(by_expected_error(expected, errors)),
        probability=tuple(bins),
        unwidened_coverage=_radius_coverage(widened, unwidened=True),
        median_widening=float(np.median(as_array(o.widening for o in widened))) if widened else None,
    )


def _radius_coverage(localised: Sequence[Observation], unwidened: bool = False) -> Estimate | None:
    """Share of points that lie within the radius that the model gave them, or gave before widening."""
    by = [o.widening if unwidened and o.widening else 1.0 for o in localised]
    held = [
        (o.subject, o.error_mm, None if o.radius_mm is None else o.radius_mm / wider)
        for o, wider in zip(localised, by, strict=True)
    ]
    within = [(s, e <= r) for s, e, r in held if e is not None and r is not None]
    if not within:
        return None
    return SubjectBootstrap([s for s, _ in within]).mean([inside for _, inside in within])


def _segment(scores: Sequence[SegmentScore]) -> SegmentSummary:
    found = [s for s in scores if s.hausdorff95_mm is not None]
    return SegmentSummary(
        n_cases=len(scores),
        n_subjects=len({s.subject for s in scores}),
        not_found=len(scores) - len(found),
        dice=some_distribution(as_array(s.dice for s in scores), [s.subject for s in scores]),
        hausdorff_mm=distribution(as_array(s.hausdorff_mm for s in found), [s.subject for s in found]),
        hausdorff95_mm=distribution(
            as_array(s.hausdorff95_mm for s in found), [s.subject for s in found]
        ),
    )


def _key(observation: Observation) -> tuple[str, int | None, str]:
    return observation.case, observation.slice, observation.landmark
