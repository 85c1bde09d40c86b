"""The records of ``metrics.json``: what is said of models, groups of cases, landmarks and segments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Literal

from LandmarkAILib.core.image import unit_of_length
from LandmarkAILib.core.records import read_record, write_record

from .metrics.agreement import BlandAltman, IntraclassCorrelation
from .metrics.statistics import Estimate
from .metrics.uncertainty import CalibrationSummary


@dataclass(frozen=True, kw_only=True)
class Distribution:
    """Numbers of several subjects; intervals come of drawing subjects.

    Args:
        n, n_subjects: how many numbers, of how many subjects.
        median, mean, p95: with their intervals; p95 is the 95th percentile.
        q1, q3: quartiles.
        sd: sample standard deviation; None for one number.
    """

    n: int
    n_subjects: int
    median: Estimate
    q1: float
    q3: float
    mean: Estimate
    sd: float | None
    p95: Estimate


@dataclass(frozen=True, kw_only=True)
class ErrorDistribution(Distribution):
    """Distances in mm, and the share of those over 10 mm."""

    over_10_mm: Estimate


@dataclass(frozen=True, kw_only=True)
class DetectionSummary:
    """Found and false points; rates are None where there is nothing to find, or to leave out.

    Args:
        with_reference, detected, rate: slices that have the landmark, and where it was found.
        without_landmark, false, false_rate: slices that lack it, and where it was found all the same.
        reference_unknown, detected_where_unknown: slices of which the reference cannot tell.
    """

    with_reference: int
    detected: int
    rate: Estimate | None
    without_landmark: int
    false: int
    false_rate: Estimate | None
    reference_unknown: int
    detected_where_unknown: int


@dataclass(frozen=True, kw_only=True)
class AngleDistribution(Distribution):
    """Absolute angles in degrees, and the share of those over 20°."""

    over_20_deg: Estimate


@dataclass(frozen=True, kw_only=True)
class AboutCenterSummary:
    """Errors as seen from the reference's LV center.

    Args:
        turn_deg: absolute angles.
        radial_mm, tangential_mm: signed, positive outward and clockwise on a canonical slice: the bias.
    """

    turn_deg: AngleDistribution
    radial_mm: Distribution
    tangential_mm: Distribution


@dataclass(frozen=True, kw_only=True)
class AxisErrorSummary:
    """Errors along the patient's axes, model minus reference, signed: the mean is the bias.

    Args:
        left_mm, posterior_mm, superior_mm: positive to the patient's left, back and head; in slices,
            of the part of the error that lies in their plane.
    """

    left_mm: Distribution
    posterior_mm: Distribution
    superior_mm: Distribution


@dataclass(frozen=True, kw_only=True)
class LandmarkSummary:
    """One landmark in a group of cases.

    Args:
        per: what a point is looked for in.
        n_slices, n_subjects: reference points, and of how many subjects.
        error_mm: of the points that were found; None without any.
        about_center: None of the LV center, and where there is none in the reference.
        success_rate: share of reference points found within each radius in mm, as text.
        detection, calibration: see there.
        by_axis: of the points that were found; None without any, and of evaluations that were made
            before it was measured.
    """

    per: Literal["volume", "slice"]
    n_slices: int
    n_subjects: int
    error_mm: ErrorDistribution | None
    about_center: AboutCenterSummary | None
    success_rate: dict[str, float] | None
    detection: DetectionSummary
    calibration: CalibrationSummary
    by_axis: AxisErrorSummary | None = None


@dataclass(frozen=True, kw_only=True)
class SegmentSummary:
    """One segment in a group of cases; ``not_found`` counts cases without a Hausdorff distance."""

    n_cases: int
    n_subjects: int
    not_found: int
    dice: Distribution
    hausdorff_mm: Distribution | None
    hausdorff95_mm: Distribution | None


@dataclass(frozen=True, kw_only=True)
class AhaSummary:
    """How much AHA segments change; see :class:`~.aha_change.AhaChange`."""

    n_cases: int
    n_subjects: int
    not_possible: int
    area_changed: Distribution | None
    mean_change_sd: Distribution | None


@dataclass(frozen=True, kw_only=True)
class AgreementSummary:
    """Agreement of one derived quantity, model minus reference, in ``unit``."""

    unit: str
    n: int
    n_cases: int
    n_subjects: int
    not_found: int
    reference_mean: float
    bland_altman: BlandAltman | None
    icc: IntraclassCorrelation | None


@dataclass(frozen=True, kw_only=True)
class AdjustedTest:
    """A paired Wilcoxon test on subject means; ``p_holm`` is adjusted for the tests beside it."""

    subjects: int
    median_difference: float
    p: float
    p_holm: float


@dataclass(frozen=True, kw_only=True)
class PointSummary:
    """The landmarks of one stage of a model, and the angle of the anterior insertion in degrees."""

    landmarks: dict[str, LandmarkSummary]
    anterior_angle_deg: Distribution | None


@dataclass(frozen=True, kw_only=True)
class Summary(PointSummary):
    """A group of cases.

    Args:
        segments: by name.
        aha: None where nothing was divided.
        derived: by quantity.
        coarse: the coarse stage's points, where there is one.
        refinement: final against coarse points by landmark.
    """

    segments: dict[str, SegmentSummary]
    aha: AhaSummary | None
    derived: dict[str, AgreementSummary]
    coarse: PointSummary | None = None
    refinement: dict[str, AdjustedTest] | None = None


@dataclass(frozen=True, kw_only=True)
class PairedComparison:
    """Two models on the same observations; differences are first minus second, None without a pair.

    Args:
        n, n_subjects: pairs, and of how many subjects.
        first_median, second_median: of each model.
        difference_of_medians: with its interval.
        median_of_subject_differences: over subjects, of their mean difference.
        p: of a Wilcoxon signed-rank test on these.
        p_holm: adjusted for all tests beside it; None until they are known.
    """

    n: int
    n_subjects: int
    first_median: float | None
    second_median: float | None
    difference_of_medians: Estimate | None
    median_of_subject_differences: float | None
    p: float | None
    p_holm: float | None = None


@dataclass(frozen=True, kw_only=True)
class PointComparison(PairedComparison):
    """Of a landmark: also how many reference points only one of the models found, or none."""

    only_first: int
    only_second: int
    neither: int


@dataclass(frozen=True, kw_only=True)
class GroupComparison:
    """Two models on one contrast, or on all."""

    landmarks: dict[str, PointComparison]
    segments: dict[str, PairedComparison]


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Two models on the same cases.

    Args:
        model, failed: the second one's.
        all, contrasts: the numbers.
        only_first, only_second: landmarks that only one model looks for: nothing can be compared.
    """

    model: Mapping[str, Any]
    failed: dict[str, str]
    all: GroupComparison
    contrasts: dict[str, GroupComparison]
    only_first: tuple[str, ...] = ()
    only_second: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Counts:
    """How many cases, of how many subjects."""

    cases: int
    subjects: int


@dataclass(frozen=True, kw_only=True)
class DataSummary(Counts):
    """What was evaluated on; ``rv_incomplete`` are the cases whose right ventricle is partly drawn."""

    contrasts: dict[str, Counts]
    sources: dict[str, Counts]
    rv_incomplete: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Metrics:
    """The content of ``metrics.json``.

    Args:
        facts: that were given with the evaluation, such as command, split, fold; on one level with
            what follows.
        model, provenance: of the detections.
        reference: where the reference comes from, in words.
        data: what was evaluated on.
        failed: what went wrong, by case.
        all, contrasts, sources: the numbers.
        comparison: with another model.
    """

    facts: Mapping[str, Any]
    model: Mapping[str, Any]
    provenance: Mapping[str, Any]
    reference: str
    data: DataSummary
    failed: dict[str, str]
    all: Summary
    contrasts: dict[str, Summary]
    sources: dict[str, Summary]
    comparison: Comparison | None = None

    @property
    def unit(self) -> str:
        """What distances are in, whatever the names of fields say: ``mm``, or ``px``."""
        return unit_of_length(self.provenance)

    @classmethod
    def from_json(cls, content: Mapping[str, Any]) -> Metrics:
        """Inverse of :meth:`to_json`; RecordError names the place of what is wrong."""
        known = {field.name for field in fields(cls)}
        facts = {key: value for key, value in content.items() if key not in known}
        rest = {key: value for key, value in content.items() if key in known}
        return read_record(cls, {**rest, "facts": facts}, unknown="ignore")

    def to_json(self) -> dict[str, Any]:
        """As ``metrics.json`` says it."""
        content = write_record(self)
        return {**content.pop("facts"), **content}


@dataclass(frozen=True, kw_only=True)
class FairTest(AdjustedTest):
    """A model against observers, both measured to the mean of the other observers; of ``n`` pairs."""

    n: int


@dataclass(frozen=True, kw_only=True)
class PlacingCounts:
    """At how many places all observers, or only some, put a point, and where the model did."""

    all_observers: int
    some_observers: int
    model_where_all: int | None = None
    model_where_some: int | None = None


@dataclass(frozen=True, kw_only=True)
class ObserverLandmark:
    """One landmark: distances in mm by kind and (leave-one-out) by observer, and who placed it."""

    errors_mm: dict[str, Distribution]
    by_observer: dict[str, Distribution]
    placing: PlacingCounts
    model_against_observers: FairTest | None


@dataclass(frozen=True, kw_only=True)
class ObserverStudy:
    """The content of ``observers.json``; ``facts`` are on one level with the rest.

    Args:
        facts: such as the command.
        unit: what distances are in: ``mm``, or ``px``.
        observers: their names.
        model: of the detections, if there are any.
        data: what was compared.
        passed_over: cases with fewer than two observers.
        failed: what went wrong, by case.
        all, contrasts: by landmark.
    """

    facts: Mapping[str, Any]
    unit: str
    observers: tuple[str, ...]
    model: Mapping[str, Any]
    data: DataSummary
    passed_over: int
    failed: dict[str, str]
    all: dict[str, ObserverLandmark]
    contrasts: dict[str, dict[str, ObserverLandmark]]

    def to_json(self) -> dict[str, Any]:
        """As ``observers.json`` says it."""
        content = write_record(self)
        return {**content.pop("facts"), **content}


def to_json(value: Any) -> Any:
    """Records, in whatever they are held, as JSON says them."""
    if is_dataclass(value):
        return write_record(value)
    if isinstance(value, Mapping):
        return {str(key): to_json(held) for key, held in value.items()}
    return [to_json(item) for item in value] if isinstance(value, (list, tuple)) else value
