"""What ``model.json`` says: the records, how they are read and checked, and their digest.

``docs/schemas/model.schema.json`` is written from these records. Members that a later version of
LandmarkAI adds are passed over; one that must not be raises ``FORMAT``.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from ..core.anatomy import Anatomy, LandmarkType, MeasureType, SegmentType
from ..core.records import RecordError, Tagged, read_record
from ..errors import ModelError
from .plans import ContrastPlan, MirrorPlan, ShiftPlan, StackPlan

FORMAT = 1
WEIGHTS_SUFFIX = ".safetensors"

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_VERSION = re.compile(r"\d+(\.\d+)*")


@dataclass(frozen=True)
class StagePlan:
    """One stage: where its network looks, and how its output is read.

    Args:
        view: where it looks; kinds in ``inference/views``.
        network: kinds in ``inference/networks``.
        weights: name of its file.
        window: radius in mm of the local soft-argmax; of networks without heatmaps it only says which
            outputs agree.
        passes: how often it looks, each time placed by the points of the pass before.
        turns: degrees by which the view is turned in the last pass; the outputs are averaged.
        centroids: landmark → segment whose centre of mass it is; the heatmap says where that segment
            is not seen.
    """

    view: Tagged
    network: Tagged
    weights: str
    window: float = 10.0
    passes: int = 1
    turns: tuple[float, ...] = (0.0,)
    centroids: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class LandmarkCalibration:
    """Numbers of one landmark; the defaults leave the network's confidence as it is.

    Args:
        present: presence from which a landmark is given; below it is missing.
        probability: (slope, intercept) on the logit of presence × mass, of lying within
            ``calibration.NEAR_MM``.
        covariance: factor on the heatmap's covariance.
        floor: mm² added along every in-plane direction.
        neighbours: share of the squared distance to the neighbours' line that is added.
        radius: expected errors (roots of the covariance's trace) within which nine in ten validation
            points lay, for ``all`` and by contrast.
        points: validation points that the numbers were fitted on; 0 where the model does not say.
    """

    present: float = 0.5
    probability: tuple[float, float] = (1.0, 0.0)
    covariance: float = 1.0
    floor: float = 0.0
    neighbours: float = 0.0
    radius: dict[str, float] = field(default_factory=dict)
    points: int = 0


@dataclass(frozen=True)
class ModelOrigin:
    """The model that a training began with; ``sha256`` changes with its name, ``weights`` does not.

    Args:
        weights, steps, date: SHA-256 of each of its files, steps of each stage, ISO day it was made.
    """

    name: str
    version: str
    sha256: str
    weights: dict[str, str] = field(default_factory=dict)
    steps: tuple[int, ...] = ()
    date: str = ""


@dataclass(frozen=True)
class TrainingRecord:
    """What a model was trained on, and how; empty where it does not say.

    Args:
        preset: its name.
        steps: optimiser steps of each stage.
        seed: of the training's chance.
        kept: which checkpoint became the model, ``last`` or ``best``.
        cases, subjects: how many it saw.
        sources, contrasts: which.
        date: ISO, of the export.
        software: name and version.
        started_from: the model that it began with.
        averaged: how many trainings of a stage were averaged; None where one was taken as it is.
        calibrated: what the calibration was fitted on: the subjects of the ``validation``, or by
            ``cross-validation`` those that each of several further trainings left out.
    """

    preset: str = ""
    steps: tuple[int, ...] = ()
    seed: int | None = None
    kept: str = ""
    cases: int | None = None
    subjects: int | None = None
    sources: tuple[str, ...] = ()
    contrasts: tuple[str, ...] = ()
    date: str = ""
    software: str = ""
    started_from: ModelOrigin | None = None
    averaged: int | None = None
    calibrated: Literal["", "validation", "cross-validation"] = ""


@dataclass(frozen=True)
class FileRecord:
    """A file of weights and by what it is known."""

    sha256: str
    bytes: int


@dataclass(frozen=True)
class ModelDescription:
    """The content of ``model.json``.

    Args:
        name: what ``--model`` calls it.
        version: numbers and dots.
        title: one line.
        license: terms of the weights, which may differ from those of the code.
        intended_use: a sentence.
        modality: DICOM modalities of the images that it looks at.
        dimension: 2 looks at slices, 3 at volumes.
        landmarks, segments: what it finds, by names of its own definitions or of ``anatomy.json``.
        stages: first to last.
        calibration: by landmark.
        training: where the weights come from.
        seen: evidence that the first stage must find; below it the image shows nothing that it knows.
        intensity: kinds in ``inference/intensity.py``.
        stack: what tells slices beyond the heart; None of a model that does not.
        mirror: what tells mirror images; None of a model that does not.
        contrasts: what tells the contrast, by which radii are stated; None of a model that does not.
        shift: what tells how unlike its training a stack is, by which radii grow; None of a model that
            does not.
        landmark_types, segment_types: definitions that it brings; those that ``anatomy.json`` has need
            none.
        files: weights by name; made by ``write_bundle``, as is what follows.
        units: what its distances are in: ``px`` of a model of pictures whose pixels have no known size.
        measures: distances and angles between its landmarks, which detections and reports give.
        format: of the description.
        sha256: digest of all the rest, ``files`` included, so that one number stands for the model.
    """

    name: str
    version: str
    title: str
    license: str
    intended_use: str
    modality: tuple[str, ...]
    dimension: Literal[2, 3]
    landmarks: tuple[str, ...]
    segments: tuple[str, ...]
    stages: tuple[StagePlan, ...]
    calibration: dict[str, LandmarkCalibration]
    training: TrainingRecord
    seen: float = 0.0
    intensity: Tagged = field(default_factory=lambda: Tagged("percentiles"))
    stack: StackPlan | None = None
    mirror: MirrorPlan | None = None
    contrasts: ContrastPlan | None = None
    shift: ShiftPlan | None = None
    landmark_types: tuple[LandmarkType, ...] = ()
    segment_types: tuple[SegmentType, ...] = ()
    units: Literal["mm", "px"] = "mm"
    measures: tuple[MeasureType, ...] = ()
    files: dict[str, FileRecord] = field(default_factory=dict)
    format: int = FORMAT
    sha256: str = ""

    @property
    def uncalibrated(self) -> tuple[str, ...]:
        """Landmarks whose probabilities and distances are the network's own, borne out by no case."""
        return tuple(name for name in self.landmarks if name not in self.calibration)

    @property
    def anatomy(self) -> Anatomy:
        """The definitions that it brings."""
        return Anatomy(self.landmark_types, self.segment_types, self.measures)


def read_description(content: Any, path: Path) -> ModelDescription:
    """The content of a ``model.json``, once it is known to be whole.

    Args:
        content: what the JSON file holds.
        path: the file, for the messages.

    Raises:
        ModelError: written for a newer LandmarkAI, incomplete, of wrong types, altered, or naming
            landmarks or segments that neither it nor ``anatomy.json`` defines.
    """
    if not isinstance(content, dict) or not isinstance(content.get("format"), int):
        raise ModelError(
            f"{path} is not the description of a LandmarkAI model: get the model again.", "no-model"
        )
    if content["format"] > FORMAT:
        raise ModelError(
            f"{path} is in model format {content['format']}, newer than the {FORMAT} known here: "
            "update LandmarkAI.",
            "newer-model",
        )
    try:
        description = read_record(ModelDescription, content, unknown="ignore")
    except RecordError as error:
        raise ModelError(f"{path}: {error}; get the model again.", "wrong-description") from error
    if description.sha256 != description_digest(content):
        raise ModelError(
            f"{path} was altered after the model was made (checksum): get the model again.",
            "altered-model",
        )
    check_description(description, path)
    return description


def description_digest(content: Mapping[str, Any]) -> str:
    """SHA-256 of a description without its own ``sha256``, in canonical JSON."""
    rest = {key: value for key, value in content.items() if key != "sha256"}
    canonical = json.dumps(rest, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def version_key(version: str) -> tuple[int, ...]:
    """Numbers of a version, by which versions are ordered; 1.0 and 1.0.0 are the same."""
    numbers = [int(part) for part in version.split(".")]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)


def check_description(description: ModelDescription, path: Path) -> None:
    """See that the values of a description fit each other; types have been seen to.

    Args:
        description: of a model, or of one that is to be trained.
        path: its file, for the messages.

    Raises:
        ModelError: a name or version that is none, a landmark or segment that nothing defines, a stage
            without its weights.
    """
    if not _NAME.fullmatch(description.name):
        raise ModelError(
            f"{path}: '{description.name}' is no name for a model: use letters, digits, . _ -"
        )
    if not _VERSION.fullmatch(description.version):
        raise ModelError(f"{path}: version '{description.version}' is not of the form 1.0.0.")
    _check_anatomy(description, path)
    check_measures(description, str(path))
    _check_stages(description, path)


def _check_anatomy(description: ModelDescription, path: Path) -> None:
    anatomy = description.anatomy
    for kind, names, find, own in (
        ("landmarks", description.landmarks, anatomy.landmark, description.landmark_types),
        ("segments", description.segments, anatomy.segment, description.segment_types),
    ):
        unknown = [name for name in names if find(name) is None]
        if unknown:
            raise ModelError(
                f"{path} uses {kind} that it does not define and this LandmarkAI does not know "
                f"({', '.join(unknown)}): define them in its {kind[:-1]}_types, or update LandmarkAI.",
                "unknown-anatomy",
            )
        for given in (names, [definition.name for definition in own]):
            if twice := [name for n, name in enumerate(given) if name in given[:n]]:
                raise ModelError(f"{path} names '{twice[0]}' twice among its {kind}: give it once.")
        for definition in own:
            _check_definition(definition, description, path)
    if not description.landmarks and not description.segments:
        raise ModelError(f"{path} names no landmarks and no segments: a model has at least one.")
    if description.seen and not description.landmarks:
        raise ModelError(
            f"{path}: 'seen' is evidence of landmarks, and the model has none: leave it out."
        )


def _check_definition(
    definition: LandmarkType | SegmentType, description: ModelDescription, path: Path
) -> None:
    name, color = definition.name, definition.color
    if not name.isprintable() or name != name.strip() or set(name) & set("|~^") or not name:
        raise ModelError(f"{path}: '{name}' is no name: use letters and digits, without | ~ ^.")
    if not all(0 <= part <= 1 for part in color):
        raise ModelError(f"{path}: the colour of '{name}' is {color}; red, green, blue are 0 to 1 each.")
    points = isinstance(definition, LandmarkType)
    partner, names = definition.partner, description.landmarks if points else description.segments
    if partner and (partner == name or partner not in names):
        kind = "landmarks" if points else "segments"
        raise ModelError(f"{path}: the partner of '{name}', '{partner}', is none of its {kind}.")


def check_measures(description: ModelDescription, origin: str) -> None:
    """See that what a model declares can be measured between its landmarks.

    Args:
        description: of the model.
        origin: its file or what else it is, for the messages.

    Raises:
        ModelError: two of one name, or one of a landmark that it does not find.
    """
    names = [measure.name for measure in description.measures]
    for n, measure in enumerate(description.measures):
        place = f"{origin}: the measure '{measure.name}'"
        if measure.name in names[:n]:
            raise ModelError(f"{place} is there twice: give each a name of its own.")
        if unknown := [point for point in measure.points if point not in description.landmarks]:
            known = ", ".join(description.landmarks)
            raise ModelError(f"{place} is of '{unknown[0]}', which is none of its landmarks ({known}).")


def _check_stages(description: ModelDescription, path: Path) -> None:
    for name in description.files:
        if Path(name).name != name or not name.endswith(WEIGHTS_SUFFIX):
            raise ModelError(f"{path}: '{name}' is not the plain name of a {WEIGHTS_SUFFIX} file.")
    if not description.stages:
        raise ModelError(f"{path} has no stages: a model has at least one.")
    for n, stage in enumerate(description.stages):
        if stage.weights not in description.files:
            raise ModelError(
                f"{path}: stages[{n}].weights is '{stage.weights}', which is none of its files: "
                "get the model again."
            )
        _check_centroids(description, stage, f"{path}: stages[{n}].centroids")
    for part in ("stack", "mirror", "contrasts", "shift"):
        plan = getattr(description, part)
        if plan is not None and plan.weights not in description.files:
            raise ModelError(
                f"{path}: {part}.weights is '{plan.weights}', which is none of its files: "
                "get the model again."
            )


def _check_centroids(description: ModelDescription, stage: StagePlan, place: str) -> None:
    for landmark, segment in stage.centroids.items():
        if landmark not in description.landmarks or segment not in description.segments:
            raise ModelError(
                f"{place} has '{landmark}' at the centre of '{segment}': the model lacks one of them."
            )
