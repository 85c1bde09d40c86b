"""Presets: a model's stages and how they are trained, as JSON files.

They hold plain values, so that reading one needs no torch.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

from LandmarkAILib.core.anatomy import MeasureType
from LandmarkAILib.core.records import RecordError, read_record, write_record
from LandmarkAILib.errors import InputError, ModelError
from LandmarkAILib.files.atomic import atomic_path
from LandmarkAILib.inference.intensity import Intensity, make_intensity
from LandmarkAILib.inference.views import View, make_view
from LandmarkAILib.models.description import ModelDescription, check_measures

from ..augment.affine import AffineRange
from .definitions import defined

PRECISIONS = ("float32", "bfloat16", "float16")
FOLDER = Path(__file__).resolve().parents[2] / "Resources" / "Presets"
PACKAGE = "LandmarkAITrainingPresets"  # what pip makes of that folder
NOT_TRAINED: dict[str, Any] = {
    "version": "0.1.0",
    "license": "see the terms of the training data",
    "intended_use": "Research use only; not a medical device; not for diagnosis or treatment.",
    "calibration": {},
}
"""What a preset need not say of its model."""


@dataclass(frozen=True)
class Objective:
    """Which losses are taken, and how they are weighed.

    Args:
        weights: by output of the network; the others keep that of ``losses.LOSSES``.
        coordinates: ``smooth-l1`` or ``l2``, on coordinates where −1 and 1 are the view's edges.
        beta: error, in those coordinates, up to which smooth-L1 is quadratic.
        segmentation: of ``losses.SEGMENTATION_LOSSES``. ``dice-ce``: soft Dice of the segments over the
            batch plus cross-entropy, where labels are known; ``monai-dice-ce``: MONAI's DiceCELoss as it
            comes, background included.
    """

    weights: Mapping[str, float] = field(default_factory=dict)
    coordinates: Literal["smooth-l1", "l2"] = "smooth-l1"
    beta: float = 0.02
    segmentation: str = "dice-ce"


@dataclass(frozen=True)
class StageTraining:
    """How one stage is trained.

    Args:
        steps: optimiser steps.
        sigma: width of the heatmap targets in mm; 1 where the network has no heatmaps.
        affine: how views are perturbed; None leaves them where they are.
        beside: share of volumes that are cut to a part beside all segments, as a scan without a heart in
            it; they teach that landmarks can be missing.
    """

    steps: int
    sigma: float = 1.0
    affine: AffineRange | None = None
    beside: float = 0.0


@dataclass(frozen=True)
class Simulation:
    """Examples that are simulated while training, each anew.

    Args:
        share: of the examples; 1 needs no training case on disk.
        base: whole-heart label map that subjects are varied from; empty takes the geometric heart that
            ships.
    """

    share: float = 1.0
    base: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.share <= 1:
            raise ValueError(f"the share of simulated examples lies between 0 and 1, not {self.share}")


@dataclass(frozen=True)
class Training:
    """How a preset is trained.

    Args:
        stages: one entry a stage.
        seed: of weights, examples and augmentation.
        batch: examples a step, over all devices.
        epoch: steps between checkpoints.
        learning_rate: peak of the one-cycle schedule (AdamW).
        weight_decay: of AdamW.
        average: decay of the running average of the weights that becomes the model; 0 for none.
        synthetic: share of slices with synthesised intensities.
        class_curves: share of the other slices whose tissue classes get brightness curves of their own.
        coil_shading: share of slices that are shaded as by surface coils.
        stack: whether the parts that tell slices beyond the heart, stacks that are mirror images,
            contrasts, and stacks unlike the training are trained when all stages are.
        source_weights: how often slices or cases of a source are drawn, relative; 1 where not named.
        loss: losses and their weights.
        simulate: volumes simulated on the fly; None for none.
        validate: epochs from one validation to the next.
        patience: validations without a better loss after which training stops; None never stops early.
        keep: which checkpoint becomes the model: the ``last``, or the ``best`` by validation loss.
        look: how the intensities of views are changed: ``mr`` (other contrasts, coils, resolutions,
            noise), ``ct`` (windows, doses, kernels), or ``one`` contrast alone (gain, coils, noise);
            empty takes ``mr`` for slices and ``ct`` for volumes.
        mirror: share of examples that are mirrored from left to right, with the names of ``partner``
            exchanged; for what is symmetrical beside them, too.
        precision: by device (``cpu``, ``cuda``, ``mps``): ``float32``, ``bfloat16`` or ``float16``; the
            fastest that the device computes in natively where it is not named.
    """

    stages: tuple[StageTraining, ...]
    seed: int = 0
    batch: int = 8
    epoch: int = 500
    learning_rate: float = 1e-3
    weight_decay: float = 1e-2
    average: float = 0.999
    synthetic: float = 0.3
    class_curves: float = 0.0
    coil_shading: float = 0.0
    stack: bool = False
    source_weights: dict[str, float] = field(default_factory=dict)
    loss: Objective = field(default_factory=Objective)
    simulate: Simulation | None = None
    validate: int = 4
    patience: int | None = None
    keep: Literal["last", "best"] = "last"
    look: Literal["", "mr", "ct", "one"] = ""
    precision: dict[str, str] = field(default_factory=dict)
    mirror: float = 0.0

    def __post_init__(self) -> None:
        if self.keep not in ("last", "best"):
            raise ValueError(f"'keep' is 'last' or 'best', not {self.keep!r}")
        if not 0 <= self.mirror <= 1:
            raise ValueError(f"'mirror' is a share of the examples, 0 to 1, not {self.mirror}")
        wrong = sorted(set(self.precision.values()) - set(PRECISIONS))
        if wrong:
            raise ValueError(f"there is no precision {wrong[0]!r}; known: {', '.join(PRECISIONS)}")


@dataclass(frozen=True)
class _Notes:
    notes: dict[str, str]


@dataclass(frozen=True)
class Preset:
    """What is trained, and how.

    Args:
        model: becomes ``model.json`` of the model, which adds where its weights come from.
        training: how it is trained; one entry a stage of the model.
        notes: why it is as it is, by what they are about; for readers of the file alone.
    """

    model: ModelDescription
    training: Training
    notes: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Name of the preset and of the model trained from it."""
        return self.model.name

    @property
    def dimension(self) -> int:
        """2 for models of slices, 3 for models of volumes."""
        return self.model.dimension

    @property
    def intensity(self) -> Intensity:
        """The model's way to treat intensities."""
        return make_intensity(self.model.intensity)

    @property
    def partners(self) -> dict[str, str]:
        """Landmarks and segments with those that a mirror exchanges them with, both ways."""
        given = {kind.name: kind.partner for kind in self.model.landmark_types if kind.partner}
        given |= {kind.name: kind.partner for kind in self.model.segment_types if kind.partner}
        return {partner: name for name, partner in given.items()} | given

    def view(self, stage: int) -> View:
        """Where a stage, counted from 0, looks."""
        return make_view(self.model.stages[stage].view)

    def with_steps(self, steps: Sequence[int]) -> Preset:
        """The preset with other numbers of optimiser steps, one a stage.

        Raises:
            InputError: not one number a stage, or one below 1.
        """
        if len(steps) != len(self.training.stages):
            count = len(self.training.stages)
            raise InputError(f"{self.name} has {count} stages; give --steps for each")
        if min(steps) < 1:
            raise InputError(f"{min(steps)} steps cannot be made: give whole numbers of at least 1")
        stages = zip(self.training.stages, steps, strict=True)
        changed = tuple(replace(stage, steps=count) for stage, count in stages)
        return self.with_training(stages=changed)

    def with_measures(self, measures: Sequence[MeasureType]) -> Preset:
        """The preset of a model that also measures this between its landmarks.

        Raises:
            InputError: a landmark that it does not find, or what is no distance and no angle.
        """
        model = replace(self.model, measures=(*self.model.measures, *measures))
        try:
            check_measures(model, "the preset")
        except ModelError as error:
            raise InputError(str(error)) from error
        return replace(self, model=model)

    def with_training(self, **changes: Any) -> Preset:
        """The preset with other values of :class:`Training`."""
        return replace(self, training=replace(self.training, **changes))


def preset_names() -> list[str]:
    """Presets that ship."""
    return sorted(path.stem for path in preset_folder().glob("*.json"))


def preset_folder() -> Path:
    """Where the presets that ship lie: in a checkout or Slicer, or in the installed package."""
    if FOLDER.is_dir():
        return FOLDER
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise InputError(f"The presets are missing ({FOLDER}): install LandmarkAI again.")
    return Path(next(iter(spec.submodule_search_locations)))


def read_preset(name_or_path: str) -> Preset:
    """Read a preset that ships, by name, or any other by the path of its JSON file.

    Raises:
        InputError: it does not exist or is not a preset.
    """
    path = Path(name_or_path)
    if path.suffix != ".json":
        path = preset_folder() / f"{name_or_path}.json"
    if not path.is_file():
        known = ", ".join(preset_names())
        raise InputError(f"preset {name_or_path!r} does not exist; choose {known} or give a .json file")
    try:
        preset = _preset(json.loads(path.read_text(encoding="utf-8")))
        _ = preset.intensity, [preset.view(n) for n in range(len(preset.model.stages))]  # they complain
    except ValueError as error:
        raise InputError(f"{path} is not a preset ({error}); compare it with cmr-sax.json") from error
    return preset


def _preset(content: Any) -> Preset:
    """What the JSON of a preset says; RecordError names the place of what is wrong."""
    if not isinstance(content, dict) or not isinstance(content.get("training"), dict):
        raise RecordError("it has no 'training'")
    described = {**NOT_TRAINED, **content}
    notes = read_record(_Notes, {"notes": described.pop("notes", {})})
    stages = described.get("stages")
    if isinstance(stages, list):
        described["stages"] = [{**stage, "weights": weights_file(n)} for n, stage in enumerate(stages)]
    model = defined(read_record(ModelDescription, {**described, "training": {}}))
    training = read_record(Training, content["training"], "training")
    if len(model.stages) != len(training.stages):
        raise RecordError("'stages' and 'training.stages' differ in length; give one for each")
    return Preset(model, replace(training, stages=_sigmas(model, training, content)), notes.notes)


def _sigmas(model: ModelDescription, training: Training, content: Any) -> tuple[StageTraining, ...]:
    """The stages' training with the width of the heatmaps: asked for with heatmaps, 1 without."""
    stages = []
    for n, (described, stage) in enumerate(zip(model.stages, training.stages, strict=True)):
        if "heatmaps" not in described.network.options:
            stage = replace(stage, sigma=1.0)
        elif "sigma" not in content["training"]["stages"][n]:
            raise RecordError(f"training.stages[{n}].sigma is missing: it is the heatmaps' width in mm")
        stages.append(stage)
    return tuple(stages)


def write_preset(preset: Preset, path: Path) -> None:
    """Write a preset such that :func:`read_preset` reads it.

    Raises:
        OutputError: the file cannot be written.
    """
    model = write_record(preset.model)
    for stage in model["stages"]:
        del stage["weights"]
    for name, usual in NOT_TRAINED.items():
        if name in model and model[name] == usual:
            del model[name]
    model.pop("training", None)
    content = {**model, "training": write_record(preset.training), "notes": preset.notes}
    with atomic_path(path) as temporary:
        text = json.dumps(content, indent=2, ensure_ascii=False)
        temporary.write_text(text + "\n", encoding="utf-8", newline="\n")


def weights_file(stage: int) -> str:
    """The name of the file with the weights of a stage, counted from 0."""
    return f"stage{stage + 1}.safetensors"
