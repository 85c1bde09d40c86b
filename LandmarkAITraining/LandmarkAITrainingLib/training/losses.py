"""What the networks are trained for: one loss for each of their outputs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import torch
from LandmarkAILib.errors import InputError
from torch import Tensor
from torch.nn import functional

from ..presets.preset import Objective


@dataclass(frozen=True)
class Targets:
    """What a batch of views should give; a view is (H, W) or (D, H, W).

    Args:
        positions: (N, L, 2 or 3) pixels (x, y[, z]) of the landmarks in the view; any where absent.
        present: (N, L) 1 where the landmark exists and is to be found from this view.
        known: (N, L) 1 where the reference says whether it is present.
        labels: (N, …view) segment labels; −1 where unknown.
        reach: (N, L) voxels from the landmark to the farthest corner of the whole image; only where
            distance maps are learnt.
        weight: (N, L) how much a landmark's place counts, 0 to 1; None: all the same.
    """

    positions: Tensor
    present: Tensor
    known: Tensor
    labels: Tensor
    reach: Tensor | None = None
    weight: Tensor | None = None

    @property
    def counted(self) -> Tensor:
        """(N, L) how much the place of each landmark counts: 0 where it is absent."""
        return self.present if self.weight is None else self.present * self.weight


def gaussian_target(positions: Tensor, shape: tuple[int, ...], sigma: float) -> Tensor:
    """Normalised sub-pixel Gaussians.

    Args:
        positions: (N, L, 2 or 3) pixels (x, y[, z]).
        shape: (H, W) or (D, H, W).
        sigma: pixels.

    Returns:
        (N, L, …shape); each map sums to 1.
    """
    along = []
    for axis, size in enumerate(reversed(shape)):
        x = torch.arange(size, dtype=torch.float32, device=positions.device)
        profile = torch.exp(-0.5 * ((x - positions[..., axis : axis + 1]) / sigma) ** 2)
        along.append(profile / profile.sum(-1, keepdim=True).clamp_min(1e-8))
    target = along[1][..., :, None] * along[0][..., None, :]
    return target if len(shape) == 2 else along[2][..., :, None, None] * target[..., None, :, :]


def distance_target(positions: Tensor, shape: tuple[int, ...], spacing: float, reach: Tensor) -> Tensor:
    """Log-distance maps of points, computed directly; no distance transform is needed.

    ``log(1 + mm)``, brought to 0 … 1 over the whole image, whose farthest corner is 1: a crop sees the
    part of that one map that it covers.

    Args:
        positions: (N, L, 3) voxels (x, y, z), also beyond the crop.
        shape: (D, H, W).
        spacing: mm per voxel.
        reach: (N, L) voxels to the farthest corner of the image.

    Returns:
        (N, L, D, H, W).
    """
    squares = []
    for axis, size in enumerate(reversed(shape)):
        x = torch.arange(size, dtype=torch.float32, device=positions.device)
        squares.append((x - positions[..., axis : axis + 1]) ** 2)
    total = (
        squares[2][..., :, None, None] + squares[1][..., None, :, None] + squares[0][..., None, None, :]
    )
    far = torch.log1p(reach * spacing).clamp_min(1e-6)
    return torch.log1p(total.sqrt() * spacing) / far[..., None, None, None]


def heatmap_loss(logits: Tensor, targets: Targets, sigma: float) -> Tensor:
    """Cross-entropy between the softmax heatmap and a sub-pixel Gaussian, over present landmarks."""
    wanted = gaussian_target(targets.positions, tuple(logits.shape[2:]), sigma)
    log_probability = functional.log_softmax(logits.float().flatten(2), dim=-1)
    per_landmark = -(wanted.flatten(2) * log_probability).sum(-1)
    return (per_landmark * targets.counted).sum() / targets.counted.sum().clamp_min(1)


def presence_loss(logits: Tensor, targets: Targets) -> Tensor:
    """Binary cross-entropy of presence, over landmarks whose presence is known."""
    loss = functional.binary_cross_entropy_with_logits(logits.float(), targets.present, reduction="none")
    return (loss * targets.known).sum() / targets.known.sum().clamp_min(1)


def segmentation_loss(logits: Tensor, targets: Targets) -> Tensor:
    """Soft Dice (MONAI, over the batch) plus cross-entropy, over pixels whose label is known."""
    from monai.losses import DiceLoss

    logits = logits.float()
    known = (targets.labels >= 0)[:, None]
    if not known.any():
        return logits.sum() * 0
    cross_entropy = functional.cross_entropy(logits, targets.labels, ignore_index=-1)
    probability = torch.softmax(logits, dim=1)
    wanted = functional.one_hot(targets.labels.clamp_min(0), logits.shape[1]).movedim(-1, 1)
    dice = DiceLoss(include_background=False, batch=True)
    return cross_entropy + dice(probability * known, wanted * known)  # type: ignore[no-any-return]


def monai_dice_ce_loss(logits: Tensor, targets: Targets) -> Tensor:
    """MONAI's DiceCELoss as it comes, over the views whose labels are known."""
    from monai.losses import DiceCELoss

    known = (targets.labels >= 0).flatten(1).all(dim=1)
    if not known.any():
        return logits.float().sum() * 0
    loss = DiceCELoss(to_onehot_y=True, softmax=True)
    return loss(logits.float()[known], targets.labels[known][:, None])  # type: ignore[no-any-return]


def coordinate_loss(outputs: Tensor, targets: Targets, objective: Objective) -> Tensor:
    """Smooth-L1 or squared error of regressed points, over present landmarks; others are masked out."""
    wanted = unit_coordinates(targets.positions, tuple(targets.labels.shape[1:]))
    found = outputs.float()
    if objective.coordinates == "l2":
        loss = functional.mse_loss(found, wanted, reduction="none")
    else:
        loss = functional.smooth_l1_loss(found, wanted, reduction="none", beta=objective.beta)
    return (loss.mean(-1) * targets.counted).sum() / targets.counted.sum().clamp_min(1)


def unit_coordinates(positions: Tensor, shape: tuple[int, ...]) -> Tensor:
    """Pixels (N, L, 2) in a view (H, W) → −1 … 1, the outer edges of its end pixels."""
    size = torch.tensor(shape[::-1], dtype=torch.float32, device=positions.device)
    return (2 * positions + 1) / size - 1


def distance_loss(logits: Tensor, targets: Targets, spacing: float) -> Tensor:
    """Mean squared error of the sigmoid map against the log-distance map, over present landmarks."""
    if targets.reach is None:
        raise ValueError("a distance map is learnt from views that know how far the image reaches")
    wanted = distance_target(targets.positions, tuple(logits.shape[2:]), spacing, targets.reach)
    squared = (torch.sigmoid(logits.float()) - wanted) ** 2
    return (squared.flatten(2).mean(-1) * targets.counted).sum() / targets.counted.sum().clamp_min(1)


@dataclass(frozen=True)
class LossKind:
    """What an output of a network is trained for.

    Args:
        weight: in the sum, where a preset does not say.
        of: the loss of the output.
    """

    weight: float
    of: Callable[[Tensor, Targets, Asked], Tensor]


@dataclass(frozen=True)
class Asked:
    """How the losses of a stage are taken.

    Args:
        sigma: width of the heatmap targets in pixels.
        spacing: mm per pixel, for distance maps.
        chosen: losses and weights.
    """

    sigma: float
    spacing: float
    chosen: Objective


SEGMENTATION_LOSSES: dict[str, Callable[[Tensor, Targets], Tensor]] = {
    "dice-ce": segmentation_loss,
    "monai-dice-ce": monai_dice_ce_loss,
}

LOSSES: dict[str, LossKind] = {
    "heatmap": LossKind(1.0, lambda output, targets, asked: heatmap_loss(output, targets, asked.sigma)),
    "presence": LossKind(0.5, lambda output, targets, asked: presence_loss(output, targets)),
    "coordinates": LossKind(
        1.0, lambda output, targets, asked: coordinate_loss(output, targets, asked.chosen)
    ),
    "distance": LossKind(
        1.0, lambda output, targets, asked: distance_loss(output, targets, asked.spacing)
    ),
    "segmentation": LossKind(
        1.0,
        lambda output, targets, asked: SEGMENTATION_LOSSES[asked.chosen.segmentation](output, targets),
    ),
}
"""By the output of the network that they are taken of, in the order in which they are summed."""


def check_objective(chosen: Objective) -> None:
    """See that there are the losses that a preset asks for.

    Raises:
        InputError: there is no loss of that name.
    """
    unknown = sorted(set(chosen.weights) - set(LOSSES))
    if unknown:
        raise InputError(f"no loss is called {unknown[0]!r}; known: {', '.join(LOSSES)}")
    if chosen.segmentation not in SEGMENTATION_LOSSES:
        known = ", ".join(SEGMENTATION_LOSSES)
        raise InputError(f"there is no loss {chosen.segmentation!r} of segments; known: {known}")


def objective(
    outputs: Mapping[str, Tensor],
    targets: Targets,
    sigma: float,
    chosen: Objective | None = None,
    spacing: float = 1.0,
) -> dict[str, Tensor]:
    """All losses of a stage by name; ``loss`` is their weighted sum.

    Args:
        outputs: what the network returns.
        targets: what it should.
        sigma: width of the heatmap targets in pixels.
        chosen: losses and weights; None takes the defaults.
        spacing: mm per pixel, for distance maps.
    """
    asked = Asked(sigma, spacing, chosen or Objective())
    kinds = {name: kind for name, kind in LOSSES.items() if name in outputs}
    parts = {name: kind.of(outputs[name], targets, asked) for name, kind in kinds.items()}
    weighted = [
        asked.chosen.weights.get(name, kinds[name].weight) * part for name, part in parts.items()
    ]
    return {**parts, "loss": sum(weighted[1:], weighted[0])}
