"""Distances between distributions that are known, and tissues of a phantom."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from benchmarks.ct_histograms import QUANTILES, Tissues, distances, main, tissues_of
from benchmarks.test_ct_statistics import BLOOD, FAT, MUSCLE, NOISE, _case
from LandmarkAITrainingLib.data.dataset import read_dataset
from scipy.special import ndtri


def _scan(mean: float, deviation: float) -> Tissues:
    return Tissues("scan", "arterial", {"muscle": mean + deviation * ndtri(QUANTILES)})


def test_a_shift_is_as_far_as_it_shifts_and_nothing_with_equal_medians() -> None:
    as_they_are, equal = distances(_scan(130, 20), [_scan(100, 20)] * 3)
    assert as_they_are.to_real == pytest.approx((30, 30, 30))
    assert equal.to_real == pytest.approx((0, 0, 0), abs=1e-6)
    assert as_they_are.among_simulated == pytest.approx((0, 0, 0), abs=1e-6)
    assert as_they_are.unlike == 0


def test_a_wider_distribution_is_further_by_its_mean_deviation() -> None:
    """Of two normal distributions of one mean: sqrt(2/pi) times the difference of their deviations."""
    equal = list(distances(_scan(0, 36), [_scan(5, 22)] * 3))[1]
    assert equal.equal_medians
    assert equal.to_real[0] == pytest.approx(np.sqrt(2 / np.pi) * 14, rel=0.02)


def test_a_real_scan_like_the_others_is_not_unlike() -> None:
    drawn = [_scan(100 + 2 * n, 20) for n in range(11)]
    assert next(distances(_scan(110, 20), drawn)).unlike > 0.9


def test_tissues_of_a_phantom_are_those_drawn(tmp_path: Path) -> None:
    found = tissues_of(read_dataset(_case(tmp_path, blur=0.5))[0]).quantiles
    assert set(found) == {"blood", "muscle", "fat"}  # and no lung
    for tissue, value in (("blood", BLOOD), ("muscle", MUSCLE), ("fat", FAT)):
        assert np.median(found[tissue]) == pytest.approx(value, abs=2)
    assert found["fat"].std() == pytest.approx(NOISE, rel=0.15)


def test_table_numbers_and_picture_are_written(tmp_path: Path) -> None:
    dataset, out = _case(tmp_path), tmp_path / "out"
    arguments = [str(dataset)] * 3
    main([*arguments, "--real", str(dataset), "-o", str(out)])
    written = json.loads((out / "ct_histograms.json").read_text(encoding="utf-8"))["distances"]
    assert [d["tissue"] for d in written[::2]] == ["blood", "muscle", "fat"]
    assert all(d["to_real"][0] == 0 for d in written)
    assert (out / "ct_histograms.png").stat().st_size > 1000
    assert "| muscle | made equal | 0 [0–0] |" in (out / "ct_histograms.md").read_text(encoding="utf-8")
