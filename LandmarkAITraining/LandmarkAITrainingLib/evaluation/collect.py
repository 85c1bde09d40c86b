"""Run a detector over the cases of a dataset and gather how it did."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Protocol

from LandmarkAILib.core.anatomy import RIGHT_VENTRICLE
from LandmarkAILib.core.detection import Detection
from LandmarkAILib.core.image import Image
from LandmarkAILib.errors import InputError, LandmarkAIError

from ..data.dataset import RV_INCOMPLETE, CaseRecord, LoadedCase, load_case
from .aha_change import AhaChange, aha_change
from .derived import DerivedValue, derived_values
from .describe import contrast_of, describe_data, describe_reference, grouped, source_of
from .metrics.overlap import overlaps
from .observations import Observation, observe
from .summaries import Metrics, Summary
from .summarise import SegmentScore, summarise

Progress = Callable[[int, int, str], None]
"""Called after each case with cases done, cases in all, and the case or what went wrong with it."""


class Detector(Protocol):
    """What is evaluated: a model, or anything that says where landmarks are."""

    def detect(self, image: Image) -> Detection:
        """Landmarks and segmentation of an image."""
        ...


@dataclass
class Collected:
    """What a run over the cases yields.

    Args:
        observations: of all evaluated cases, final and coarse points.
        scores: of the segments.
        aha: what the points change in the AHA segments.
        derived: volumes, lengths and means of AHA segments.
        evaluated: the cases that could be read.
        failures: what went wrong with the others, by case.
        provenance: of the first detection, without what differs from image to image.
        known: names of the landmarks that the model speaks of.
    """

    observations: list[Observation] = field(default_factory=list)
    scores: list[SegmentScore] = field(default_factory=list)
    aha: list[AhaChange] = field(default_factory=list)
    derived: list[DerivedValue] = field(default_factory=list)
    evaluated: list[CaseRecord] = field(default_factory=list)
    failures: dict[str, str] = field(default_factory=dict)
    provenance: dict[str, Any] = field(default_factory=dict)
    known: set[str] = field(default_factory=set)


def collect(
    cases: Sequence[CaseRecord],
    detector: Detector,
    progress: Progress | None = None,
    enough: Callable[[], bool] | None = None,
) -> Collected:
    """Detect on every case and compare with its reference.

    Args:
        cases: of a dataset.
        detector: what is evaluated.
        progress: told of each case.
        enough: asked after each case; the cases after a yes are left out.

    Raises:
        InputError: no case could be evaluated, or model and dataset have no landmark in common.
    """
    collected = Collected()
    for done, record in enumerate(cases, start=1):
        message = record.case
        try:
            case = load_case(record)
            _add(collected, case, detector.detect(case.image))
        except LandmarkAIError as error:
            collected.failures[record.case] = str(error)
            message = f"{record.case} failed: {error}"
        if progress is not None:
            progress(done, len(cases), message)
        if enough is not None and enough():
            break
    if not _only_segments(collected):
        _keep_common_landmarks(collected)
    return collected


def _only_segments(collected: Collected) -> bool:
    """Whether neither model nor dataset has a landmark, and segments can be compared."""
    return not collected.known and not collected.observations and bool(collected.scores)


def _add(collected: Collected, case: LoadedCase, detection: Detection) -> None:
    collected.evaluated.append(case.record)
    collected.provenance = collected.provenance or _lasting(detection.provenance)
    collected.known |= set(detection.landmarks.names())
    wider = detection.provenance.get("shift", {}).get("widening")
    observed = observe(case, detection.landmarks)
    if wider is not None:
        observed = [replace(o, widening=float(wider.get(o.landmark, 1.0))) for o in observed]
    collected.observations += observed
    if detection.coarse is not None:
        collected.observations += observe(case, detection.coarse, stage="coarse")
    collected.scores += _segment_scores(case, detection)
    change, means = aha_change(case, detection)
    collected.aha += [change] if change else []
    collected.derived += [*derived_values(case, detection), *means]


def _lasting(provenance: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in provenance.items() if key != "seconds"}


def _segment_scores(case: LoadedCase, detection: Detection) -> list[SegmentScore]:
    if case.segmentation is None or detection.segmentation is None:
        return []
    record = case.record
    incomplete = {RIGHT_VENTRICLE} if RV_INCOMPLETE in record.notes else set()
    return [
        SegmentScore(record.case, record.subject, record.contrast, record.source, **asdict(overlap))
        for overlap in overlaps(detection.segmentation, case.segmentation)
        if overlap.segment not in incomplete
    ]


def _keep_common_landmarks(collected: Collected) -> None:
    """Drop landmarks that the model does not know, or that no case has: nothing can be said of them."""
    if not collected.evaluated:
        case, problem = next(iter(collected.failures.items()))
        raise InputError(
            f"None of {len(collected.failures)} cases could be evaluated: {case}: {problem}"
        )
    placed = {o.landmark for o in collected.observations if o.reference == "present"}
    common = placed & collected.known
    if not common:
        model, dataset = (", ".join(sorted(names)) or "nothing" for names in (collected.known, placed))
        raise InputError(
            f"The model finds {model} and the dataset holds {dataset}: name the dataset's control "
            "points as the model does."
        )
    collected.observations = [o for o in collected.observations if o.landmark in common]


def summarise_run(collected: Collected, facts: Mapping[str, Any]) -> Metrics:
    """The numbers of all cases, then by contrast and by source.

    Args:
        collected: what a model yielded.
        facts: JSON-ready, on one level with the numbers in ``metrics.json``.
    """
    cases = collected.evaluated
    return Metrics(
        facts=facts,
        model=collected.provenance.get("model", {}),
        provenance=collected.provenance,
        reference=describe_reference(cases),
        data=describe_data(cases),
        failed=collected.failures,
        all=_summary_of(collected, cases),
        contrasts={
            key: _summary_of(collected, held) for key, held in grouped(cases, contrast_of).items()
        },
        sources={key: _summary_of(collected, held) for key, held in grouped(cases, source_of).items()},
    )


def _summary_of(collected: Collected, cases: Sequence[CaseRecord]) -> Summary:
    names = {record.case for record in cases}
    return summarise(
        [o for o in collected.observations if o.case in names],
        [s for s in collected.scores if s.case in names],
        [a for a in collected.aha if a.case in names],
        [d for d in collected.derived if d.case in names],
    )
