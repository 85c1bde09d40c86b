"""The card says what the files say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from LandmarkAILib.cli import main
from LandmarkAILib.models.card import measured as read_measured
from LandmarkAITrainingLib.evaluation.report import model_card
from models import tiny_bundle
from simulated_dataset import write_simulated_dataset

TRAINED = {
    "cases": 4,
    "subjects": 4,
    "sources": ["s"],
    "contrasts": ["c"],
    "steps": [1, 2],
    "seed": 3,
}


def test_card_holds_terms_checksums_and_measured_numbers(tmp_path: Path) -> None:
    data = write_simulated_dataset(tmp_path / "data", cases=4)
    bundle = tiny_bundle(tmp_path / "tiny", training=TRAINED)
    report = tmp_path / "report"
    assert main(["evaluate", str(data), "--model", str(bundle.path), "-o", str(report)]) == 0
    limits = tmp_path / "limits.md"
    limits.write_text("It knows nothing.")
    metrics = report / "metrics.json"
    model_card.main([str(bundle.path), str(metrics), "--limits", str(limits)])
    card = (bundle.path / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert bundle.sha256 in card and "Apache-2.0" in card and "It knows nothing." in card
    measured = json.loads(metrics.read_text())["all"]["landmarks"]["LV center"]["error_mm"]
    assert f"{measured['median']['value']:.2f} [{measured['q1']:.2f}" in card
    assert "4 cases of 4 subjects" in card
    shown = read_measured(card)  # by the panel, for what it shows before use
    assert shown is not None and shown.data == "1 cases of 1 subjects"
    median = {errors.name: errors.median for errors in shown.landmarks}["LV center"]
    assert median == pytest.approx(measured["median"]["value"], abs=0.005)


def test_card_says_what_the_preset_knows_and_what_it_began_with(tmp_path: Path) -> None:
    data = write_simulated_dataset(tmp_path / "data", cases=2)
    description = {
        **TRAINED,
        "preset": "mandas2025-multitask",
        "started_from": {"name": "ct-lv", "version": "0.1.0", "sha256": "0123456789abcdef"},
    }
    bundle = tiny_bundle(tmp_path / "tiny", training=description)
    report = tmp_path / "report"
    assert main(["evaluate", str(data), "--model", str(bundle.path), "-o", str(report)]) == 0
    model_card.main([str(bundle.path), str(report / "metrics.json")])
    card = (bundle.path / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert "seed 3, begun with the weights of ct-lv 0.1.0 (sha256 0123456789ab…)" in card
    limits = model_card.limits_of("mandas2025-multitask")
    assert limits is not None and limits.read_text(encoding="utf-8").strip() in card
    assert model_card.limits_of("of my own") is None
