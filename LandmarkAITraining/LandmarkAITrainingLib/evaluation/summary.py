"""From observations to the numbers of ``metrics.json``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from ..metrics.about_center import FAR_DEGREES
from ..metrics.bootstrap import SubjectBootstrap
from ..metrics.calibration import by_expected_error, by_probability, coverage
from ..metrics.comparison import holm, paired_wilcoxon
from ..metrics.localisation import FAR_MM, success_rates
from .agreement import summarise_aha, summarise_derived
from .aha_change import AhaChange
from .derived import DerivedValue
from .distribution import as_array, distinct_names, distribution
from .observations import Observation

Summary = dict[str, Any]


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
    """Summarise one group of cases.

    Returns:
        JSON-ready: ``landmarks`` by name, ``anterior_angle_deg``, ``segments`` by name, ``aha`` (None
        where nothing was divided), ``derived`` by quantity and, where the model has a coarse stage,
        ``coarse`` (the same for its points) and ``refinement`` (final against coarse).
    """
    final = [o for o in observations if o.stage == "final"]
    coarse = [o for o in observations if o.stage == "coarse"]
    summary = _points(final)
    summary["segments"] = {
        name: _segment([s for s in scores if s.segment == name])
        for name in distinct_names(s.segment for s in scores)
    }
    summary["aha"] = summarise_aha(aha)
    summary["derived"] = summarise_derived(derived)
    if coarse:
        summary["coarse"] = _points(coarse)
        summary["refinement"] = compare_errors(final, coarse)
    return summary


def compare_errors(first: Iterable[Observation], second: Iterable[Observation]) -> Summary:
    """Paired Wilcoxon tests on subject means, first against second, by landmark, Holm-adjusted.

    Only points that both found and the reference has are compared.
    """
    others = {_key(o): o.error_mm for o in second if o.error_mm is not None}
    pairs = [(o, others[_key(o)]) for o in first if o.error_mm is not None and _key(o) in others]
    tests = {}
    for name in distinct_names(o.landmark for o, _ in pairs):
        chosen = [(o.subject, o.error_mm, other) for o, other in pairs if o.landmark == name]
        tests[name] = asdict(paired_wilcoxon(*zip(*chosen, strict=True)))
    for test, adjusted in zip(tests.values(), holm([t["p"] for t in tests.values()]), strict=True):
        test["p_holm"] = float(adjusted)
    return tests


def _points(observations: Sequence[Observation]) -> Summary:
    names = distinct_names(o.landmark for o in observations)
    angles = [o for o in observations if o.angle_deg is not None]
    return {
        "landmarks": {
            name: _landmark([o for o in observations if o.landmark == name]) for name in names
        },
        "anterior_angle_deg": distribution(
            as_array(o.angle_deg for o in angles), [o.subject for o in angles]
        ),
    }


def _landmark(observations: Sequence[Observation]) -> Summary:
    present = [o for o in observations if o.reference == "present"]
    localised = [o for o in present if o.error_mm is not None]
    errors, subjects = as_array(o.error_mm for o in localised), [o.subject for o in localised]
    error_mm = distribution(errors, subjects)
    if error_mm is not None:
        error_mm["over_10_mm"] = asdict(SubjectBootstrap(subjects).mean(errors > FAR_MM))
    return {
        "per": "volume" if all(o.slice is None for o in observations) else "slice",
        "n_slices": len(present),
        "n_subjects": len({o.subject for o in present}),
        "error_mm": error_mm,
        "about_center": _about_center(localised),
        "success_rate": {
            f"{radius:g}": rate for radius, rate in success_rates(errors, len(present)).items()
        }
        if present
        else None,
        "detection": _detection(observations, present),
        "calibration": _calibration(observations, localised),
    }


def _about_center(localised: Sequence[Observation]) -> Summary | None:
    """Errors about the reference's LV center: absolute angles, and the bias outward and clockwise."""
    seen = [o for o in localised if o.turn_deg is not None]
    if not seen:
        return None
    subjects = [o.subject for o in seen]
    degrees = np.abs(as_array(o.turn_deg for o in seen))
    turn_deg = distribution(degrees, subjects) or {}
    turn_deg["over_20_deg"] = asdict(SubjectBootstrap(subjects).mean(degrees > FAR_DEGREES))
    return {
        "turn_deg": turn_deg,
        "radial_mm": distribution(as_array(o.radial_mm for o in seen), subjects),
        "tangential_mm": distribution(as_array(o.tangential_mm for o in seen), subjects),
    }


def _detection(observations: Sequence[Observation], present: Sequence[Observation]) -> Summary:
    absent = [o for o in observations if o.reference == "absent"]
    unknown = [o for o in observations if o.reference == "unknown"]
    return {
        "with_reference": len(present),
        "detected": _detected(present),
        "rate": _rate(present),
        "without_landmark": len(absent),
        "false": _detected(absent),
        "false_rate": _rate(absent),
        "reference_unknown": len(unknown),
        "detected_where_unknown": _detected(unknown),
    }


def _detected(observations: Sequence[Observation]) -> int:
    return sum(o.status == "detected" for o in observations)


def _rate(observations: Sequence[Observation]) -> Summary | None:
    if not observations:
        return None
    bootstrap = SubjectBootstrap([o.subject for o in observations])
    return asdict(bootstrap.mean([o.status == "detected" for o in observations]))


def _calibration(observations: Sequence[Observation], localised: Sequence[Observation]) -> Summary:
    reported = [o for o in observations if o.status == "detected" and o.reference != "unknown"]
    spread = [o for o in localised if o.expected_mm is not None and o.ellipse_level is not None]
    expected, errors = as_array(o.expected_mm for o in spread), as_array(o.error_mm for o in spread)
    bins = by_probability(
        as_array(o.probability for o in reported), as_array(o.error_mm for o in reported)
    )
    levels = coverage(as_array(o.ellipse_level for o in spread)) if spread else {}
    return {
        "radius_coverage": _radius_coverage(localised),
        "ellipse_coverage": {f"{nominal:g}": share for nominal, share in levels.items()} or None,
        "expected_error": [asdict(b) for b in by_expected_error(expected, errors)],
        "probability": [asdict(b) for b in bins],
    }


def _radius_coverage(localised: Sequence[Observation]) -> Summary | None:
    """Share of points that lie within the radius that the model gave them."""
    held = [(o.subject, o.error_mm, o.radius_mm) for o in localised]
    within = [(s, e <= r) for s, e, r in held if e is not None and r is not None]
    if not within:
        return None
    return asdict(SubjectBootstrap([s for s, _ in within]).mean([inside for _, inside in within]))


def _segment(scores: Sequence[SegmentScore]) -> Summary:
    found = [s for s in scores if s.hausdorff95_mm is not None]
    return {
        "n_cases": len(scores),
        "n_subjects": len({s.subject for s in scores}),
        "not_found": len(scores) - len(found),
        "dice": distribution(as_array(s.dice for s in scores), [s.subject for s in scores]),
        "hausdorff_mm": distribution(
            as_array(s.hausdorff_mm for s in found), [s.subject for s in found]
        ),
        "hausdorff95_mm": distribution(
            as_array(s.hausdorff95_mm for s in found), [s.subject for s in found]
        ),
    }


def _key(observation: Observation) -> tuple[str, int | None, str]:
    return observation.case, observation.slice, observation.landmark
