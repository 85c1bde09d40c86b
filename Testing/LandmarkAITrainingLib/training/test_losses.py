"""Objectives: targets and losses by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch
from LandmarkAILib.errors import InputError
from LandmarkAITrainingLib.presets.preset import Objective
from LandmarkAITrainingLib.training import losses
from LandmarkAITrainingLib.training.losses import (
    LossKind,
    Targets,
    check_objective,
    gaussian_target,
    heatmap_loss,
    objective,
    presence_loss,
    segmentation_loss,
)


def targets(present: float = 1.0, known: float = 1.0, label: int = 1) -> Targets:
    return Targets(
        positions=torch.tensor([[[10.3, 5.7]]]),
        present=torch.tensor([[present]]),
        known=torch.tensor([[known]]),
        labels=torch.full((1, 16, 24), label),
    )


def test_target_sums_to_one_and_its_mean_is_the_point() -> None:
    wanted = gaussian_target(torch.tensor([[[10.3, 5.7]]]), (16, 24), sigma=1.2)[0, 0]
    y, x = torch.meshgrid(torch.arange(16.0), torch.arange(24.0), indexing="ij")
    assert wanted.sum().item() == pytest.approx(1, abs=1e-5)
    assert (wanted * x).sum().item() == pytest.approx(10.3, abs=1e-3)
    assert (wanted * y).sum().item() == pytest.approx(5.7, abs=1e-3)


def test_heatmap_loss_is_least_at_the_target_and_equals_its_entropy() -> None:
    wanted = gaussian_target(targets().positions, (16, 24), 1.5)
    perfect = wanted.clamp_min(1e-12).log()
    entropy = -(wanted * perfect).sum()
    assert heatmap_loss(perfect, targets(), 1.5).item() == pytest.approx(entropy.item(), abs=1e-4)
    assert heatmap_loss(torch.roll(perfect, 3, -1), targets(), 1.5) > entropy + 1


def test_absent_landmarks_have_no_heatmap_loss_and_unknown_no_presence_loss() -> None:
    logits = torch.randn(1, 1, 16, 24)
    assert heatmap_loss(logits, targets(present=0.0), 1.5) == 0
    assert presence_loss(torch.tensor([[3.0]]), targets(known=0.0)) == 0
    assert presence_loss(torch.tensor([[3.0]]), targets(present=0.0)).item() == pytest.approx(
        torch.nn.functional.softplus(torch.tensor(3.0)).item()
    )


def test_points_count_by_their_weight() -> None:
    logits = torch.randn(1, 2, 16, 24)
    pair = Targets(
        positions=torch.tensor([[[10.3, 5.7], [2.0, 9.0]]]),
        present=torch.ones(1, 2),
        known=torch.ones(1, 2),
        labels=torch.zeros(1, 16, 24, dtype=torch.long),
    )
    first, second = (
        heatmap_loss(logits, replace(pair, weight=torch.tensor([each])), 1.5)
        for each in ([1.0, 0.0], [0.0, 1.0])
    )
    both = heatmap_loss(logits, replace(pair, weight=torch.tensor([[1.0, 0.5]])), 1.5)
    assert both.item() == pytest.approx(((first + 0.5 * second) / 1.5).item(), rel=1e-5)
    assert heatmap_loss(logits, pair, 1.5).item() == pytest.approx(
        ((first + second) / 2).item(), rel=1e-5
    )


def test_unknown_labels_have_no_segmentation_loss() -> None:
    logits = torch.randn(1, 4, 16, 24)
    assert segmentation_loss(logits, targets(label=-1)) == 0
    right = torch.full((1, 4, 16, 24), -20.0)
    right[:, 1] = 20
    assert segmentation_loss(right, targets(label=1)) < segmentation_loss(right, targets(label=2)) - 10


def test_partly_unknown_labels_count_where_known() -> None:
    mixed = targets(label=1)
    mixed.labels[:, :, 12:] = -1
    right = torch.full((1, 4, 16, 24), -20.0)
    right[:, 1] = 20
    wrong_beyond = right.clone()
    wrong_beyond[:, :, :, 12:] = torch.roll(right, 1, 1)[:, :, :, 12:]
    assert torch.allclose(segmentation_loss(right, mixed), segmentation_loss(wrong_beyond, mixed))


def test_loss_is_the_weighted_sum_and_has_gradients() -> None:
    outputs = {
        "heatmap": torch.randn(1, 1, 16, 24, requires_grad=True),
        "presence": torch.randn(1, 1, requires_grad=True),
        "segmentation": torch.randn(1, 4, 16, 24, requires_grad=True),
    }
    parts = objective(outputs, targets(), 1.5)
    expected = parts["heatmap"] + 0.5 * parts["presence"] + parts["segmentation"]
    assert torch.allclose(parts["loss"], expected)
    parts["loss"].backward()
    assert all(output.grad is not None and output.grad.abs().sum() > 0 for output in outputs.values())


def test_a_loss_is_added_in_one_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """A row of ``LOSSES`` makes an output count, and a preset may weigh it."""
    extent = LossKind(3.0, lambda output, wanted, asked: output.abs().mean() * asked.spacing)
    with pytest.raises(InputError, match="no loss is called 'extent'; known: heatmap"):
        check_objective(Objective(weights={"extent": 2.0}))
    monkeypatch.setitem(losses.LOSSES, "extent", extent)
    check_objective(Objective(weights={"extent": 2.0}))
    outputs = {"extent": torch.full((1, 2), -1.5)}
    wanted = Targets(*[torch.zeros(1, 2)] * 3, labels=torch.zeros(1, 4, 4))
    assert float(objective(outputs, wanted, 1.0, spacing=2.0)["loss"]) == 9.0
    weighed = objective(outputs, wanted, 1.0, Objective(weights={"extent": 2.0}), 2.0)
    assert (float(weighed["extent"]), float(weighed["loss"])) == (3.0, 6.0)
