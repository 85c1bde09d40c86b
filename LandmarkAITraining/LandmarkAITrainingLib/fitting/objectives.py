"""What the networks are trained for."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional


@dataclass(frozen=True)
class Targets:
    """What a batch of views should give.

    Args:
        positions: (N, L, 2) pixels (x, y) of the landmarks in the view; undefined where absent.
        present: (N, L) 1 where the landmark exists and lies within the view.
        known: (N, L) 1 where the reference says whether it is present.
        labels: (N, H, W) segment labels; −1 where unknown.
    """

    positions: Tensor
    present: Tensor
    known: Tensor
    labels: Tensor


def gaussian_target(positions: Tensor, shape: tuple[int, int], sigma: float) -> Tensor:
    """Normalised sub-pixel Gaussians.

    Args:
        positions: (N, L, 2) pixels (x, y).
        shape: (H, W).
        sigma: pixels.

    Returns:
        (N, L, H, W); each map sums to 1.
    """
    height, width = shape
    x = torch.arange(width, dtype=torch.float32, device=positions.device)
    y = torch.arange(height, dtype=torch.float32, device=positions.device)
    along_x = torch.exp(-0.5 * ((x - positions[..., 0:1]) / sigma) ** 2)
    along_y = torch.exp(-0.5 * ((y - positions[..., 1:2]) / sigma) ** 2)
    along_x = along_x / along_x.sum(-1, keepdim=True).clamp_min(1e-8)
    along_y = along_y / along_y.sum(-1, keepdim=True).clamp_min(1e-8)
    return along_y[..., :, None] * along_x[..., None, :]


def heatmap_loss(logits: Tensor, targets: Targets, sigma: float) -> Tensor:
    """Cross-entropy between the softmax heatmap and a sub-pixel Gaussian, over present landmarks."""
    height, width = logits.shape[-2:]
    wanted = gaussian_target(targets.positions, (height, width), sigma)
    log_probability = functional.log_softmax(logits.float().flatten(2), dim=-1)
    per_landmark = -(wanted.flatten(2) * log_probability).sum(-1)
    return (per_landmark * targets.present).sum() / targets.present.sum().clamp_min(1)


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


def objective(outputs: dict[str, Tensor], targets: Targets, sigma: float) -> dict[str, Tensor]:
    """All losses of a stage by name; ``loss`` is their weighted sum.

    Args:
        outputs: what ``ResNet18UNet`` returns.
        targets: what it should.
        sigma: width of the heatmap targets in pixels.
    """
    parts = {
        "heatmap": heatmap_loss(outputs["heatmap"], targets, sigma),
        "presence": presence_loss(outputs["presence"], targets),
        "segmentation": segmentation_loss(outputs["segmentation"], targets),
    }
    parts["loss"] = parts["heatmap"] + 0.5 * parts["presence"] + parts["segmentation"]
    return parts
