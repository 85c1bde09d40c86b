"""Train the small network that tells base, mid, apex and beyond from the slices of a stack.

Its inputs are what the trained first stage says of a stack, seen through random affines and looks that
all slices of the stack share. It is shown parts of stacks, stacks with gaps, reversed ones and single
slices, so that it never relies on a whole one.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from LandmarkAILib.core.anatomy import LEFT_VENTRICLE, MYOCARDIUM
from LandmarkAILib.core.geometry import FloatArray, Grid
from LandmarkAILib.core.records import Tagged
from LandmarkAILib.core.short_axis import array_axes, slices_last
from LandmarkAILib.inference.levels import BEYOND, LEVELS, PLACES, places
from LandmarkAILib.inference.networks import in_layout, make_network
from LandmarkAILib.inference.pipeline import Pipeline
from LandmarkAILib.inference.sampling import Volume
from LandmarkAILib.inference.stage_output import slice_features
from LandmarkAILib.models.plans import StackPlan
from torch import Tensor, nn
from torch.nn import functional

from ..augment.affine import AffineRange, perturbed
from ..augment.intensity import random_look
from ..data.dataset import CaseRecord, LoadedCase, load_case
from .parts import Part

_VIEWS = 8  # at once
_log = logging.getLogger(__name__)
_LOOKS = 4  # at every training stack
_STEPS, _BATCH, _RATE = 1500, 16, 2e-3
_AFFINE = AffineRange(shift=12.0, rotation=180.0, scale=0.12)
_NOISE = 0.1  # standard deviation added to what the first stage says
KEPT = 0.99
"""Share of the validation slices of the heart that are not withheld."""

_LEAST, _MOST = 0.2, 0.9


@dataclass(frozen=True, eq=False)
class Stack:
    """A stack as the first stage saw it, in order along the axis.

    Args:
        features: (K, F) of :func:`LandmarkAILib.inference.stage_output.slice_features`.
        heights: (K,) mm along the stack.
        levels: (K,) number of each slice's level.
    """

    features: Tensor
    heights: FloatArray
    levels: npt.NDArray[np.int64]

    def part(self, chosen: npt.NDArray[np.intp]) -> Stack:
        """Some of its slices, in the order in which they are chosen."""
        return Stack(self.features[chosen], self.heights[chosen], self.levels[chosen])

    def inputs(self) -> Tensor:
        """(K, F + PLACES) what the network is told."""
        return torch.cat([self.features, torch.as_tensor(places(self.heights))], dim=1)


def reference_levels(case: LoadedCase, heights: FloatArray) -> npt.NDArray[np.int64] | None:
    """Level of every slice: thirds of the segmented ventricle's extent, beyond where it has none.

    The apex is the end where the ventricle's area is smaller: not all headers tell base from apex.

    Args:
        case: with a segmentation.
        heights: (K,) mm of its slices along the stack, as they are stored.

    Returns:
        (K,) numbers of ``LEVELS``; None without a segmented ventricle.
    """
    if case.segmentation is None:
        return None
    values = [
        number
        for number, name in enumerate(case.segmentation.names, start=1)
        if name in (LEFT_VENTRICLE, MYOCARDIUM)
    ]
    labels = np.transpose(case.segmentation.labels, array_axes(slices_last(case.image.grid)))
    areas = np.isin(labels, values).reshape(len(labels), -1).sum(axis=1).astype(float)
    heart = areas > 0
    if not heart.any():
        return None
    levels = np.full(len(heights), BEYOND, np.int64)
    along = heights - heights[heart].mean()
    if along[heart] @ (areas[heart] - areas[heart].mean()) < 0:
        along = -along
    low, high = along[heart].min(), along[heart].max()
    thirds = np.minimum(3 * (along - low) / max(high - low, 1e-6), 2).astype(int)
    levels[heart] = LEVELS.index("apex") + thirds[heart]
    return levels


def stack_of(
    pipeline: Pipeline, case: LoadedCase, rng: np.random.Generator | None = None
) -> Stack | None:
    """What the first stage says of a case; through a random affine and look if ``rng`` is given."""
    stage = pipeline.stages[0]
    fields = stage.view.fields(case.image.grid)
    heights = np.array([field.center @ field.axes[:, 2] for field in fields])
    levels = reference_levels(case, heights)
    if levels is None:
        return None
    grids = [stage.view.place(field, {}) for field in fields]
    seed = None if rng is None else int(rng.integers(2**31))
    views = _views(pipeline, case, [grid for grid in grids if grid is not None], seed)
    parts = []
    with torch.inference_mode():
        for n in range(0, len(views), _VIEWS):
            outputs = stage.network(in_layout(views[n : n + _VIEWS]))
            seen = slice_features(outputs, float(stage.view.spacing))
            if seen is None:
                return None
            parts.append(seen.clone())
    order = np.argsort(heights, kind="stable")
    return Stack(torch.cat(parts), heights, levels).part(order)


def _views(pipeline: Pipeline, case: LoadedCase, grids: list[Grid], seed: int | None) -> Tensor:
    """(K, 1, H, W) of all slices, changed in the same way."""
    volume = Volume(case.image, pipeline.device, pipeline.intensity.of(case.image))
    if seed is None:
        return volume.views(grids).float()
    moved = [perturbed(grid, _AFFINE, np.random.default_rng(seed)) for grid in grids]
    views = volume.views(moved).float()
    return torch.stack([random_look(view, np.random.default_rng(seed)) for view in views])


def shown(stack: Stack, rng: np.random.Generator) -> Stack:
    """A stack as somebody may send it: part of it, with gaps, the other way round, or one slice."""
    count = len(stack.levels)
    chosen = np.arange(count)
    kind = rng.random()
    if kind < 0.08:
        chosen = rng.integers(count, size=1)
    elif kind < 0.5:
        first, last = np.sort(rng.integers(count, size=2))
        chosen = chosen[first : last + 1]
    if len(chosen) > 2 and rng.random() < 0.3:
        chosen = chosen[rng.random(len(chosen)) > 0.3] if rng.random() < 0.5 else chosen[::2]
    chosen = chosen if len(chosen) else rng.integers(count, size=1)
    if rng.random() < 0.5:
        chosen = chosen[::-1]
    return stack.part(chosen.copy())


def fit_levels(stacks: Sequence[Stack], pooled: int, seed: int, steps: int | None = None) -> nn.Module:
    """Train the network on stacks.

    Args:
        stacks: of training cases.
        pooled: how many of the features are pooled picture features.
        seed: of weights and of what is shown.
        steps: of the optimiser; the usual number if None.
    """
    steps = _STEPS if steps is None else steps
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    network = make_network(description(stacks[0], pooled))
    optimiser = torch.optim.AdamW(network.parameters(), lr=_RATE, weight_decay=0.05)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, _RATE, total_steps=steps, pct_start=0.1)
    network.train()
    for _ in range(steps):
        drawn = [shown(stacks[n], rng) for n in rng.integers(len(stacks), size=_BATCH)]
        inputs = nn.utils.rnn.pad_sequence([s.inputs() for s in drawn], batch_first=True)
        noisy = inputs + _NOISE * torch.randn_like(inputs)
        wanted = nn.utils.rnn.pad_sequence(
            [torch.as_tensor(s.levels) for s in drawn], batch_first=True, padding_value=-1
        )
        lengths = torch.tensor([len(s.levels) for s in drawn])
        loss = functional.cross_entropy(
            network(noisy, lengths).flatten(0, 1), wanted.flatten(), ignore_index=-1
        )
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
        schedule.step()
    return network.eval()


def description(stack: Stack, pooled: int) -> Tagged:
    """The network as ``model.json`` describes it."""
    seen = stack.features.shape[1] - pooled
    options = {"pooled": pooled, "seen": seen, "places": PLACES, "levels": len(LEVELS)}
    return Tagged("slice-levels", options)


def beyond_of(network: nn.Module, stack: Stack) -> FloatArray:
    """(K,) probability that each slice of a stack lies beyond the heart."""
    with torch.inference_mode():
        logits = network(stack.inputs()[None])[0]
    return np.asarray(torch.softmax(logits.double(), dim=-1)[:, BEYOND].numpy())


def fit_threshold(network: nn.Module, stacks: Sequence[Stack], kept: float = KEPT) -> float:
    """Probability of being beyond from which a slice is withheld, so that ``kept`` of the heart is not.

    Bounded: few validation slices must not make it withhold what is very likely heart, or nothing.
    """
    values = np.concatenate([beyond_of(network, s)[s.levels != BEYOND] for s in stacks])
    return float(np.clip(np.quantile(values, kept), _LEAST, _MOST))


def training_stacks(
    pipeline: Pipeline, records: Sequence[CaseRecord], seed: int, looks: int = _LOOKS
) -> Iterator[Stack]:
    """Stacks of training cases, each seen as it is and through random looks."""
    for number, record in enumerate(records):
        case = load_case(record)
        for look in range(looks):
            rng = None if look == 0 else np.random.default_rng([seed, number, look])
            stack = stack_of(pipeline, case, rng)
            if stack is not None:
                yield stack


def train_levels(
    pipeline: Pipeline, train: Sequence[CaseRecord], val: Sequence[CaseRecord], seed: int
) -> Part | None:
    """Train on the training cases, fit the threshold on those to validate on.

    Args:
        pipeline: of a model whose first stage is trained.
        train, val: the cases.
        seed: of all that is drawn.

    Returns:
        None where no case has a segmented ventricle, or the first stage no features.

    Raises:
        InputError: a case that cannot be read.
    """
    stacks = list(training_stacks(pipeline, train, seed))
    held_out = [stack for r in val if (stack := stack_of(pipeline, load_case(r))) is not None]
    if not stacks or not held_out:
        _log.warning("no stack with a segmented ventricle: slices beyond the heart cannot be learnt")
        return None
    judge = pipeline.stages[0].network.presence
    assert isinstance(judge, nn.Linear)
    pooled = judge.in_features
    network = fit_levels(stacks, pooled, seed)
    plan = StackPlan(
        "stack.safetensors", description(stacks[0], pooled), fit_threshold(network, held_out)
    )
    return Part("stack", plan, {name: t.contiguous() for name, t in network.state_dict().items()})
