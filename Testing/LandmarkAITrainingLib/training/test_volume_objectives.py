"""Losses of volumes, of distance maps and of coordinates."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.errors import InputError
from LandmarkAILib.inference.heads import decode_points
from LandmarkAITrainingLib.presets.preset import Objective
from LandmarkAITrainingLib.training.losses import (
    Targets,
    check_objective,
    coordinate_loss,
    distance_loss,
    distance_target,
    gaussian_target,
    monai_dice_ce_loss,
    objective,
    unit_coordinates,
)
from LandmarkAITrainingLib.training.stage_module import dice_counts, point_errors
from scipy import ndimage

SHAPE = (10, 12, 16)
POINT = torch.tensor([[[5.3, 7.6, 2.2]]])  # x, y, z


def targets(
    position: torch.Tensor = POINT, shape: tuple[int, ...] = SHAPE, present: float = 1.0
) -> Targets:
    marks = torch.full(position.shape[:2], present)
    labels = torch.ones((len(position), *shape), dtype=torch.long)
    return Targets(position, marks, marks, labels, torch.full(position.shape[:2], 20.0))


def test_gaussian_in_space_has_its_mean_at_the_point() -> None:
    target = gaussian_target(POINT, SHAPE, 1.2)[0, 0]
    assert target.sum().item() == pytest.approx(1.0, abs=1e-5)
    z, y, x = (torch.arange(n, dtype=torch.float32) for n in SHAPE)
    means = [
        (target.sum((0, 1)) * x).sum(),
        (target.sum((0, 2)) * y).sum(),
        (target.sum((1, 2)) * z).sum(),
    ]
    # The point is near the edge z = 0, which cuts its Gaussian a little.
    assert torch.stack(means) == pytest.approx(POINT[0, 0].numpy(), abs=0.15)


def test_distance_map_is_that_of_a_distance_transform() -> None:
    """A point on a voxel; every voxel's distance as scipy's EDT has it, in mm, then log and min-max."""
    spacing, whole, start = 1.5, (20, 24, 32), (4, 3, 9)
    point = np.array([8, 10, 21])  # z, y, x in the whole image
    free = np.ones(whole, bool)
    free[tuple(point)] = False
    expected = np.log1p(ndimage.distance_transform_edt(free, sampling=spacing))
    expected /= expected.max()
    corners = np.array(np.meshgrid(*[(0, n - 1) for n in whole])).reshape(3, -1).T
    reach = torch.tensor([[float(np.linalg.norm(corners - point, axis=1).max())]])
    position = torch.tensor((point - start)[::-1].copy(), dtype=torch.float32)[None, None]
    found = distance_target(position, SHAPE, spacing, reach)[0, 0].numpy()
    crop = tuple(slice(a, a + n) for a, n in zip(start, SHAPE, strict=True))
    assert np.allclose(found, expected[crop], atol=1e-5)


def test_a_crop_that_misses_the_point_has_its_part_of_the_same_map() -> None:
    far = torch.tensor([[[40.0, -8.0, 5.0]]])
    found = distance_target(far, SHAPE, 2.0, torch.tensor([[60.0]]))
    offset = torch.tensor([40.0 - 15, -8.0, 0.0])
    nearest = torch.log1p(offset.norm() * 2) / torch.log1p(torch.tensor(120.0))
    assert found.min().item() == pytest.approx(nearest.item(), abs=1e-5)
    assert found.max() < 1


def test_distance_loss_is_least_for_the_right_map_and_its_minimum_is_the_point() -> None:
    right = distance_target(POINT, SHAPE, 2.0, targets().reach).clamp(1e-4, 1 - 1e-4).logit()  # type: ignore[arg-type]
    assert distance_loss(right, targets(), 2.0) < 1e-6
    assert distance_loss(torch.roll(right, 2, -1), targets(), 2.0) > 1e-3
    assert distance_loss(torch.roll(right, 2, -1), targets(present=0.0), 2.0) == 0
    grid = Grid.from_axes(SHAPE[::-1], np.eye(3), [2.0] * 3, [1, 2, 3])
    [[peak]] = decode_points({"distance": right}, [grid], 8)
    assert np.abs(grid.to_index(peak.position) - POINT[0, 0].numpy()).max() <= 0.5


def test_coordinates_mean_in_training_what_they_mean_in_inference() -> None:
    position = torch.tensor([[[3.0, 1.0], [15.5, 11.5]]])
    wanted = unit_coordinates(position, (12, 16))
    assert torch.allclose(wanted[0, 1], torch.ones(2))  # the outer edge
    grid = Grid.from_axes([16, 12, 1], np.eye(3), [2.0, 2.0, 8.0], [1, 2, 3])
    [peaks] = decode_points({"coordinates": wanted}, [grid], 8)
    found = [grid.to_index(peak.position)[:2] for peak in peaks]
    assert np.allclose(found, position[0].numpy(), atol=1e-5)


@pytest.mark.parametrize(("loss", "expected"), [("l2", 0.01), ("smooth-l1", 0.1 - 0.01)])
def test_coordinate_losses(loss: str, expected: float) -> None:
    position = torch.tensor([[[3.0, 1.0]]])
    wanted = targets(position, (12, 16))
    chosen = Objective(coordinates=loss, beta=0.02)  # type: ignore[arg-type]
    found = unit_coordinates(position, (12, 16)) + 0.1
    assert coordinate_loss(found, wanted, chosen).item() == pytest.approx(expected, rel=1e-3)


def test_a_slice_without_the_landmark_is_masked_out() -> None:
    position = torch.tensor([[[3.0, 1.0]], [[9.0, 4.0]]])
    marks = torch.tensor([[1.0], [0.0]])
    mixed = Targets(position, marks, marks, torch.full((2, 12, 16), -1))
    found = unit_coordinates(position, (12, 16))
    found[1] += 5
    assert coordinate_loss(found, mixed, Objective()) == 0


def test_weights_are_taken_and_volumes_have_gradients() -> None:
    outputs = {
        "segmentation": torch.randn(1, 3, *SHAPE, requires_grad=True),
        "distance": torch.randn(1, 1, *SHAPE, requires_grad=True),
    }
    chosen = Objective(weights={"distance": 10.0}, segmentation="monai-dice-ce")
    parts = objective(outputs, targets(), 1.5, chosen, 2.0)
    assert torch.allclose(parts["loss"], 10 * parts["distance"] + parts["segmentation"])
    assert torch.allclose(parts["segmentation"], monai_dice_ce_loss(outputs["segmentation"], targets()))
    parts["loss"].backward()
    assert all(output.grad is not None and output.grad.abs().sum() > 0 for output in outputs.values())


@pytest.mark.parametrize("options", [{"weights": {"heat": 1.0}}, {"segmentation": "none"}])
def test_unknown_losses_are_named(options: dict[str, object]) -> None:
    with pytest.raises(InputError, match=r"heat|none"):
        check_objective(Objective(**options))  # type: ignore[arg-type]


def test_errors_are_in_millimetres_for_every_kind_of_output() -> None:
    heatmap = torch.zeros(1, 1, *SHAPE)
    heatmap[0, 0, 2, 7, 8] = 5.0
    error = point_errors({"heatmap": heatmap}, POINT, torch.ones(1, 1), SHAPE, 2.0)
    expected = 2 * (POINT[0, 0] - torch.tensor([8.0, 7.0, 2.0])).norm()
    assert error.item() == pytest.approx(expected.item(), rel=1e-5)
    assert point_errors({"distance": -heatmap}, POINT, torch.ones(1, 1), SHAPE, 2.0) == error
    flat = torch.tensor([[[3.0, 1.0]]])
    off = unit_coordinates(flat + torch.tensor([3.0, 4.0]), (12, 16))
    error = point_errors({"coordinates": off}, flat, torch.ones(1, 1), (12, 16), 0.8)
    assert error.item() == pytest.approx(5 * 0.8, rel=1e-5)


def test_points_beyond_the_view_have_no_error() -> None:
    maps = {"distance": torch.zeros(1, 1, *SHAPE)}
    assert point_errors(maps, POINT - 20, torch.ones(1, 1), SHAPE, 2.0).isnan().all()
    assert point_errors(maps, POINT, torch.zeros(1, 1), SHAPE, 2.0).isnan().all()


def test_dice_counts_leave_out_what_is_unknown() -> None:
    labels = torch.tensor([[[1, 1, 2, -1]]])
    logits = torch.nn.functional.one_hot(torch.tensor([[[1, 2, 2, 1]]]), 3).movedim(-1, 1).float()
    assert dice_counts(logits, labels).tolist() == [[2.0, 3.0], [2.0, 3.0]]
