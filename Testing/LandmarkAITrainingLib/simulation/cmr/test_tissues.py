"""Relaxation times: the table, and what physiology asks of every draw."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from LandmarkAITrainingLib.simulation.cmr import tissues
from LandmarkAITrainingLib.simulation.cmr.tissues import (
    FIELD_STRENGTHS,
    draw_subject,
    tissue_code,
    tissue_names,
)

seeds = st.integers(0, 2**32 - 1)
fields = st.sampled_from(FIELD_STRENGTHS)


def test_air_is_zero_and_names_are_distinct() -> None:
    assert tissue_names()[0] == "air"
    assert len(set(tissue_names())) == len(tissue_names())
    assert [tissue_code(name) for name in tissue_names()] == list(range(len(tissue_names())))


def test_every_reference_is_cited_and_every_citation_has_one() -> None:
    table = json.loads(Path(tissues.__file__).with_name("tissues.json").read_text(encoding="utf-8"))
    cited = {key for entry in table["tissues"].values() for key in entry.get("references", [])}
    assert cited == set(table["references"])


@given(seeds, fields)
def test_gadolinium_shortens_every_t1(seed: int, field: float) -> None:
    subject = draw_subject(np.random.default_rng(seed), field)
    for name, tissue in subject.items():
        assert tissue.post_t1 < tissue.native_t1 or name == "air"


@given(seeds, fields)
def test_order_of_heart_tissues(seed: int, field: float) -> None:
    """Native: blood, scar, myocardium from long to short. After contrast myocardium is the longest."""
    subject = draw_subject(np.random.default_rng(seed), field)
    muscle, blood, scar = (subject[name] for name in ("myocardium", "lv_blood", "scar"))
    assert muscle.native_t1 < scar.native_t1
    assert muscle.native_t1 < blood.native_t1
    assert muscle.post_t1 > scar.post_t1
    assert muscle.post_t1 > blood.post_t1
    assert subject["mvo"].post_t1 > scar.post_t1


@given(seeds, fields)
def test_blood_pools_are_the_same_blood(seed: int, field: float) -> None:
    subject = draw_subject(np.random.default_rng(seed), field)
    left, right = subject["lv_blood"], subject["rv_blood"]
    assert left.native_t1 == pytest.approx(right.native_t1, rel=0.05)
    assert left.post_t1 == pytest.approx(right.post_t1, rel=0.05)


def test_blood_has_a_t1_near_300_ms_after_contrast() -> None:
    rng = np.random.default_rng(0)
    times = [draw_subject(rng)["lv_blood"].post_t1 for _ in range(300)]
    assert 270 < np.median(times) < 360
    assert min(times) > 180
    assert max(times) < 560


@pytest.mark.parametrize(("field", "myocardium"), [(1.5, 970), (3.0, 1150)])
def test_mean_native_t1_is_the_tables(field: float, myocardium: float) -> None:
    rng = np.random.default_rng(1)
    times = [draw_subject(rng, field)["myocardium"].native_t1 for _ in range(300)]
    assert np.mean(times) == pytest.approx(myocardium, abs=10)


def test_other_field_strengths_are_refused() -> None:
    with pytest.raises(ValueError, match=r"1\.5 and 3\.0 T"):
        draw_subject(np.random.default_rng(0), 7.0)
