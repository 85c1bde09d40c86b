"""Averaged weights: the mean, of one network only."""

from __future__ import annotations

import pytest
import torch
from LandmarkAILib.errors import InputError
from LandmarkAITrainingLib.training.soup import averaged


def test_weights_are_averaged_one_by_one() -> None:
    first = {"a": torch.tensor([1.0, 2.0]), "b": torch.tensor(4.0)}
    second = {"a": torch.tensor([3.0, 6.0]), "b": torch.tensor(0.0)}
    mean = averaged([first, second])
    assert mean["a"].tolist() == [2, 4] and mean["b"].item() == 2
    assert mean["a"].dtype == torch.float32
    assert all(torch.equal(averaged([first])[name], first[name]) for name in first)


def test_weights_of_different_networks_are_refused() -> None:
    with pytest.raises(InputError, match="different networks"):
        averaged([{"a": torch.zeros(2)}, {"a": torch.zeros(3)}])
