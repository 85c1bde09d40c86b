"""Networks: shapes of their outputs, and that folding and layout change nothing."""

from __future__ import annotations

import sys
from typing import Any

import pytest
import torch
from LandmarkAILib.errors import ModelError
from LandmarkAILib.inference.networks import (
    channels_last,
    fold_batch_norms,
    in_layout,
    make_network,
)
from LandmarkAILib.inference.networks.blocks import pixel_shuffle

SAX = {"type": "resnet18-unet", "heatmaps": 3, "segments": 4, "width": 4}
CT = {"type": "unet3d", "heatmaps": 2, "segments": 3, "width": 4}
COORDINATES = {"type": "resnet50v2", "landmarks": 2}
MONAI = {
    "type": "monai-unet",
    "distances": 1,
    "segments": 2,
    "channels": [4, 8, 16],
    "strides": [2, 2],
    "res_units": 1,
}
CASES: list[tuple[dict[str, Any], tuple[int, ...], dict[str, tuple[int, ...]]]] = [
    (
        SAX,
        (2, 1, 64, 32),
        {
            "heatmap": (2, 3, 64, 32),
            "segmentation": (2, 4, 64, 32),
            "presence": (2, 3),
            "pooled": (2, 64),
        },
    ),
    (
        CT,
        (2, 1, 32, 16, 48),
        {"heatmap": (2, 2, 32, 16, 48), "segmentation": (2, 3, 32, 16, 48), "presence": (2, 2)},
    ),
    (COORDINATES, (2, 1, 64, 48), {"coordinates": (2, 2, 2)}),
    (
        MONAI,
        (2, 1, 16, 8, 12),
        {"segmentation": (2, 2, 16, 8, 12), "distance": (2, 1, 16, 8, 12)},
    ),
]


def made(description: dict[str, Any]) -> torch.nn.Module:
    """With statistics of normalisations that are not those of a new network."""
    torch.manual_seed(0)
    network = make_network(description).eval()
    for module in network.modules():
        if isinstance(module, (torch.nn.BatchNorm2d, torch.nn.BatchNorm3d)):
            module.running_mean.uniform_(-0.3, 0.3)  # type: ignore[union-attr]
            module.running_var.uniform_(0.5, 2.0)  # type: ignore[union-attr]
            torch.nn.init.uniform_(module.weight, 0.5, 1.5)
            torch.nn.init.uniform_(module.bias, -0.3, 0.3)
    return network


@pytest.mark.parametrize(("description", "shape", "expected"), CASES)
def test_outputs_and_that_folding_keeps_them(
    description: dict[str, Any], shape: tuple[int, ...], expected: dict[str, tuple[int, ...]]
) -> None:
    network, inputs = made(description), torch.randn(shape, generator=torch.Generator().manual_seed(1))
    with torch.inference_mode():
        plain = network(inputs)
        folded = channels_last(fold_batch_norms(network))(in_layout(inputs))
    assert {name: tuple(values.shape) for name, values in plain.items()} == expected
    for name, values in plain.items():
        scale = float(values.abs().max())
        assert torch.allclose(folded[name], values, atol=2e-5 * max(1.0, scale)), name


@pytest.mark.parametrize("description", [SAX, CT])
def test_u_nets_have_no_normalisation_left(description: dict[str, Any]) -> None:
    left = [type(module).__name__ for module in fold_batch_norms(made(description)).modules()]
    assert not [name for name in left if name.startswith("BatchNorm")]


def test_resnet50v2_has_the_size_of_the_published_one() -> None:
    convolutions = 0
    for module in make_network(COORDINATES).modules():
        if isinstance(module, torch.nn.Conv2d):
            convolutions += module.weight.numel()
    # 23,454,912 weights of ResNet-50's convolutions, less two of three input channels of the first.
    assert convolutions == 23_454_912 - 2 * 64 * 49


def test_two_stages_of_the_ct_network_fit_in_16_megabytes() -> None:
    for width in (16, 20):
        network = make_network({**CT, "width": width})
        assert 2 * 2 * sum(p.numel() for p in network.parameters()) < 16e6


def test_pixels_are_shuffled_as_torch_does_into_one_piece_of_memory() -> None:
    x = torch.rand(2, 12, 5, 7).to(memory_format=torch.channels_last)
    found = pixel_shuffle(x)
    assert torch.equal(found, torch.nn.functional.pixel_shuffle(x, 2)) and found.is_contiguous()


def test_voxels_of_the_output_lie_where_those_of_the_input_do() -> None:
    """A network of the 3D kind that hands its input through; see ``blob_model``."""
    from blob_model import GAIN, blob_network

    inputs = torch.rand(1, 1, 16, 32, 16, generator=torch.Generator().manual_seed(0))
    with torch.inference_mode():
        heatmap = blob_network().eval()(inputs)["heatmap"]
    assert torch.allclose(heatmap[:, :1], GAIN * (inputs + 1), rtol=1e-3)


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "monai.networks.nets.unet", None)
    with pytest.raises(ModelError, match="pip install monai"):
        make_network(MONAI)


def test_unknown_network_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown network 'perceptron'"):
        make_network({"type": "perceptron"})
