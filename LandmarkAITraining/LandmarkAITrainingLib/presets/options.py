"""What a preset says of training; plain values, so that reading one needs no torch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from ..augment.affine import AffineRange

PRECISIONS = ("float32", "bfloat16", "float16")


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
        stack: whether a part that tells slices beyond the heart is trained when all stages are.
        source_weights: how often slices or cases of a source are drawn, relative; 1 where not named.
        loss: losses and their weights.
        simulate: volumes simulated on the fly; None for none.
        validate: epochs from one validation to the next.
        patience: validations without a better loss after which training stops; None never stops early.
        keep: which checkpoint becomes the model: the ``last``, or the ``best`` by validation loss.
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
    precision: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.keep not in ("last", "best"):
            raise ValueError(f"'keep' is 'last' or 'best', not {self.keep!r}")
        wrong = sorted(set(self.precision.values()) - set(PRECISIONS))
        if wrong:
            raise ValueError(f"there is no precision {wrong[0]!r}; known: {', '.join(PRECISIONS)}")
