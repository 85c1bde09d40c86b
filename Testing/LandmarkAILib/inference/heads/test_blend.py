"""Sliding windows: what they say together is what one look at the whole would have said."""

from __future__ import annotations

import numpy as np
import torch
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.inference.heads import Blend, decode_points
from LandmarkAILib.inference.views import WindowsView

FIELD = Grid.from_axes([50, 44, 36], np.eye(3), [1.0] * 3, [10, -20, 30])
VIEW = WindowsView((16, 16, 16), 2.0)
PLACED = VIEW.place(FIELD, {})


def part(whole: torch.Tensor, window: Grid) -> torch.Tensor:
    i, j, k = np.rint(PLACED.to_index(window.origin)).astype(int)
    depth, height, width = window.shape
    return whole[..., k : k + depth, j : j + height, i : i + width]


def test_parts_of_a_map_make_the_map() -> None:
    random = torch.Generator().manual_seed(0)
    whole = {
        "segmentation": torch.randn(1, 3, *PLACED.shape, generator=random),
        "distance": torch.randn(1, 2, *PLACED.shape, generator=random),
    }
    blend = Blend(PLACED)
    for window in VIEW.windows(PLACED):
        blend.add(window, {name: part(values, window) for name, values in whole.items()})
    joined = blend.outputs()
    assert torch.allclose(joined["distance"], whole["distance"], atol=1e-4)
    probability = torch.softmax(whole["segmentation"], dim=1)
    assert torch.allclose(torch.softmax(joined["segmentation"], dim=1), probability, atol=1e-5)
    found = decode_points(joined, [PLACED], 9)[0]
    wanted = decode_points(whole, [PLACED], 9)[0]
    assert all(np.allclose(a.position, b.position) for a, b in zip(found, wanted, strict=True))


def test_a_window_without_the_landmark_does_not_outvote_one_with_it() -> None:
    truth = PLACED.to_lps([4, 5, 6])
    blend = Blend(PLACED)
    for window in VIEW.windows(PLACED):
        index = np.stack(np.meshgrid(*(np.arange(n) for n in window.size), indexing="ij"), axis=-1)
        distance = np.linalg.norm(window.to_lps(index) - truth, axis=-1).transpose(2, 1, 0)
        seen = bool(window.contains(truth))
        heatmap = torch.as_tensor(-0.5 * (distance / 3.0) ** 2, dtype=torch.float32)
        if not seen:  # sure of a place that is wrong
            heatmap = torch.full(window.shape, -50.0)
            heatmap[12, 12, 12] = 50.0
        presence = torch.tensor([[6.0 if seen else -12.0]])
        blend.add(window, {"heatmap": heatmap[None, None], "presence": presence})
    joined = blend.outputs()
    peak = decode_points(joined, [PLACED], 9)[0][0]
    assert np.linalg.norm(peak.position - truth) < 0.1
    assert peak.presence > 0.99 and peak.mass > 0.95
