"""Whether a dataset has what a preset learns, known before the first step; no image is read."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.errors import InputError, ModelError
from LandmarkAILib.inference.views import WindowsView
from LandmarkAILib.models.description import FileRecord, check_description

from ..data.check.names import match_presets
from ..data.dataset import CaseRecord, read_points
from ..data.folds import FEWEST
from ..presets.preset import Preset
from .losses import check_objective

_USUAL_FOLDS = 10
POINT_OPTIONS = {"heatmaps", "landmarks", "distances"}
"""By which a network says for how many landmarks it has outputs."""
_VOXEL = Grid((1, 1, 1), np.eye(4))


def check_needs(preset: Preset, stages: Sequence[int], records: Sequence[CaseRecord]) -> None:
    """See that the cases to train and to validate on have the landmarks of the preset.

    A network that is shown no point of a landmark learns that there is none.

    Args:
        preset: what is to be trained.
        stages: which of its stages, from 0.
        records: cases; their ``split`` says ``train`` or ``val``.

    Raises:
        InputError: a landmark that no case of a split has; no case that places the view of a stage; no
            case of a split; a landmark file that cannot be read.
    """
    check_objective(preset.training.loss)
    check_model(preset)
    for split in ("train", "val"):
        optional = split == "train" and simulated_share(preset) == 1
        labels = [_labels(r) for r in cases_of_split(records, split, may_be_empty=optional)]
        held = set[str]().union(*labels)
        if split == "train" and simulated_share(preset) > 0 and not held:
            continue  # the points are simulated; the cases show segments
        for problem in match_presets(held, preset):
            raise InputError(f"The cases with split '{split}': {problem.what}: {problem.remedy}.")
        for stage in stages:
            _check_view(preset, stage, split, labels)


def check_model(preset: Preset) -> None:
    """See that what is trained can become a model: all that would refuse it when it is written.

    Raises:
        InputError: names, definitions, views or networks that do not fit each other.
    """
    model = preset.model
    files = {stage.weights: FileRecord("", 0) for stage in model.stages}
    try:
        check_description(replace(model, files=files), Path(preset.name))
    except ModelError as error:
        raise InputError(str(error)) from error
    classes = len(model.segments) + 1 if model.segments else 0
    for n, stage in enumerate(model.stages):
        options, place = stage.network.options, f"{preset.name}: stages[{n}].network"
        for key in POINT_OPTIONS & options.keys():
            if options[key] != len(model.landmarks):
                raise InputError(
                    f"{place} has {options[key]} {key}, and the model {len(model.landmarks)} landmarks: "
                    "give as many."
                )
        if options.get("segments", classes) not in {classes, 0}:
            raise InputError(
                f"{place} has {options['segments']} segments: give {classes}, one for each of the "
                "model's and one for the background."
            )
        if unknown := [name for name in preset.view(n).needs if name not in model.landmarks]:
            raise InputError(
                f"{preset.name}: stages[{n}].view is placed by {', '.join(unknown)}, which is none of "
                "the model's landmarks."
            )
    _check_mirror(preset)
    if model.segments and not model.stages[-1].network.options.get("segments"):
        raise InputError(f"{preset.name} has segments, and its last network draws none.")


def _check_mirror(preset: Preset) -> None:
    """See that what a mirror exchanges is known, and that mirrored views are wanted."""
    if not preset.training.mirror:
        return
    if not preset.partners:
        raise InputError(
            f"{preset.name}: 'training.mirror' exchanges left and right, and no landmark or segment has "
            "a partner: give them in landmark_types or segment_types, or leave 'mirror' out."
        )
    for n in range(len(preset.model.stages)):
        view = preset.view(n)
        if isinstance(view, WindowsView) or getattr(view, "frame", "") == "short-axis":
            raise InputError(
                f"{preset.name}: stages[{n}].view is not to be mirrored: leave 'training.mirror' out."
            )


def simulated_share(preset: Preset) -> float:
    """Share of the training examples that need no case on disk."""
    simulate = preset.training.simulate
    return 0.0 if simulate is None or preset.dimension == 2 else simulate.share


def cases_of_split(
    records: Sequence[CaseRecord], split: str, may_be_empty: bool = False
) -> list[CaseRecord]:
    """The cases to train, or to validate, on.

    Raises:
        InputError: there is none; the message says how to divide the subjects that there are.
    """
    chosen = [record for record in records if record.split == split]
    if not chosen and not may_be_empty:
        raise InputError(f"The dataset has no case with split '{split}': {_how_to_divide(records)}.")
    return chosen


def check_shown(preset: Preset, split: str, shown: Sequence[Collection[str]]) -> None:
    """See that every landmark of the preset lies within the image of a case.

    Args:
        preset: what is to be trained.
        split: of the cases.
        shown: of each case, or slice, the landmarks that its image shows.

    Raises:
        InputError: a landmark lies outside of all images.
    """
    simulated = simulated_share(preset) if split == "train" else 0
    if simulated == 1 or (simulated > 0 and not any(shown)):
        return
    held = set[str]().union(*shown)
    outside = [name for name in preset.model.landmarks if name not in held]
    if outside:
        raise InputError(
            f"In no case with split '{split}' does {' or '.join(outside)} lie within the image: see "
            "what 'landmarkai check' says of the dataset, and save its points again."
        )


def check_segmented(preset: Preset, segmented: Sequence[bool]) -> None:
    """See that a preset of segments alone has something to learn from.

    Args:
        preset: what is to be trained.
        segmented: of each case or slice to train on, whether it has the preset's segments.

    Raises:
        InputError: none has.
    """
    if preset.model.segments and not preset.model.landmarks and not any(segmented):
        raise InputError(
            f"No case with split 'train' has all of {', '.join(preset.model.segments)}: see what "
            "'landmarkai check' says of the dataset."
        )


def _labels(record: CaseRecord) -> set[str]:
    """Names of the points that training takes of a case."""
    return {point.name for point in read_points(record) if point.position is not None}


def _check_view(preset: Preset, stage: int, split: str, labels: Sequence[set[str]]) -> None:
    view = preset.view(stage)
    if not labels or not view.needs:
        return
    # Whether a view can be placed depends on which points there are, not on where they lie.
    if all(view.place(_VOXEL, dict.fromkeys(held, np.zeros(3))) is None for held in labels):
        raise InputError(
            f"No case with split '{split}' has all of {', '.join(dict.fromkeys(view.needs))}, by which "
            f"stage {stage + 1} of {preset.name} knows where to look: place them in the same cases."
        )


def _how_to_divide(records: Sequence[CaseRecord]) -> str:
    subjects = len({record.subject for record in records})
    if subjects < 2:
        return (
            "all cases are of one subject, and training needs at least 2, one to train and one to "
            "validate on; add cases of others, and tell them apart in the column subject of cases.csv"
        )
    table = "run 'landmarkai divide' on it, or fill in the column split of its cases.csv"
    if subjects < FEWEST:
        return f"{table} (--fold needs at least {FEWEST} subjects, it has {subjects})"
    given = {record.fold for record in records} - {None}
    folds = len(given) or min(subjects, _USUAL_FOLDS)
    return f"{table}, or divide the {subjects} subjects with --fold 0 --folds {folds}"
