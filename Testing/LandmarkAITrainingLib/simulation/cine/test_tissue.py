"""Signals of the tissues."""

from __future__ import annotations

import numpy as np
from LandmarkAITrainingLib.simulation.cine.tissue import Tissue, draw_signals


def test_signals_have_the_order_of_balanced_ssfp() -> None:
    for seed in range(20):
        signals = draw_signals(np.random.default_rng(seed))
        assert len(signals) == len(Tissue)
        assert signals[Tissue.LV_BLOOD] == 1
        assert signals[Tissue.LV_BLOOD] > signals[Tissue.RV_BLOOD] > signals[Tissue.MYOCARDIUM]
        assert signals[Tissue.MYOCARDIUM] > signals[Tissue.LUNG] > signals[Tissue.AIR] == 0
        assert signals[Tissue.FAT] < 0 and signals[Tissue.MARROW] < 0  # against water
