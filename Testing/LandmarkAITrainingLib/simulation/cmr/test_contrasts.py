"""Signal equations: what a reader knows of each contrast must hold for every draw."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from LandmarkAITrainingLib.simulation.cmr.contrasts import CONTRASTS, STUDY_CONTRASTS, signals
from LandmarkAITrainingLib.simulation.cmr.tissues import draw_subject, tissue_names

seeds = st.integers(0, 2**32 - 1)


def test_names_are_those_of_the_design() -> None:
    assert STUDY_CONTRASTS == ("native_t1", "post_t1", "lge_magnitude", "lge_psir", "vne")


@given(seeds, st.sampled_from(CONTRASTS))
def test_every_tissue_has_a_finite_signal(seed: int, contrast: str) -> None:
    values = signals(contrast, np.random.default_rng(seed))
    assert set(values) == set(tissue_names())
    assert np.isfinite(list(values.values())).all()


@given(seeds)
def test_native_map_shows_the_subject_in_ms(seed: int) -> None:
    rng = np.random.default_rng(seed)
    subject = draw_subject(rng)
    values = signals("native_t1", rng, subject=subject)
    assert values["myocardium"] == pytest.approx(subject["myocardium"].native_t1, rel=0.06)
    assert values["fat"] < values["liver"] < values["myocardium"] < values["lv_blood"]


@given(seeds)
def test_blood_turns_darker_than_muscle_after_contrast(seed: int) -> None:
    values = signals("post_t1", np.random.default_rng(seed))
    assert values["lv_blood"] < values["myocardium"]
    assert values["scar"] < values["myocardium"]


@given(seeds, st.sampled_from(["lge_magnitude", "lge_psir", "vne"]))
def test_scar_and_blood_enhance(seed: int, contrast: str) -> None:
    values = signals(contrast, np.random.default_rng(seed))
    assert values["scar"] > values["myocardium"]
    assert values["lv_blood"] > values["myocardium"]
    assert values["fluid"] < values["myocardium"]
    assert values["air"] == 0


def test_myocardium_is_mostly_nulled() -> None:
    rng = np.random.default_rng(2)
    draws = [signals("lge_magnitude", rng) for _ in range(200)]
    remaining = [abs(v["myocardium"] / v["lv_blood"]) for v in draws]
    assert np.median(remaining) < 0.25


@given(seeds)
def test_virtual_enhancement_softens_scar_alone(seed: int) -> None:
    subject = draw_subject(np.random.default_rng(seed))
    psir = signals("lge_psir", np.random.default_rng(seed), subject=subject)
    virtual = signals("vne", np.random.default_rng(seed), subject=subject)
    assert 0 < virtual["scar"] - virtual["myocardium"] < psir["scar"] - psir["myocardium"]
    assert virtual["lv_blood"] == psir["lv_blood"]


@given(seeds)
def test_blood_is_brighter_than_muscle_in_cine(seed: int) -> None:
    values = signals("cine", np.random.default_rng(seed))
    assert values["lv_blood"] > 1.5 * values["myocardium"]
    assert values["rv_blood"] > 1.2 * values["myocardium"]
    assert min(values["fluid"], values["fat"]) > values["muscle"] > values["air"] == 0


@given(seeds)
def test_random_contrast_keeps_blood_alike_and_the_wall_visible(seed: int) -> None:
    values = signals("random", np.random.default_rng(seed))
    assert values["rv_blood"] == pytest.approx(values["lv_blood"], rel=0.05)
    assert abs(values["lv_blood"] - values["myocardium"]) >= 100


def test_unknown_contrasts_are_refused_by_name() -> None:
    with pytest.raises(ValueError, match=r"'t2'.*native_t1"):
        signals("t2", np.random.default_rng(0))
