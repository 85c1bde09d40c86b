"""What is known of a model is seen before it is used."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from LandmarkAILib.models.installed import find_model
from slicer_harness.fixtures import Panel

MODELS = Path(__file__).resolve().parents[2] / "Resources" / "Models"


def choose(panel: Panel, model: str) -> None:
    box = panel.ui.modelComboBox
    texts = [box.itemText(n) for n in range(box.count)]
    box.currentIndex = next(n for n, text in enumerate(texts) if text.startswith(f"{model}:"))


def lines_of(panel: Panel) -> list[str]:
    return list(panel.ui.modelSummary.text.split("<br>"))


def test_summary_says_what_must_be_known_before_use(volume: Any, panel: Panel) -> None:
    panel.ui.volumeSelector.setCurrentNode(volume)
    text = panel.ui.modelSummary.text
    assert panel.ui.modelSummary.visible and panel.ui.modelComboBox.currentIndex == 0
    for part in ("cmr-sax", "Trained on", "Terms of the weights", "Research use only"):
        assert part in text


@pytest.mark.parametrize("model", ["cmr-sax", "ct-lv"])
def test_measured_errors_are_seen_before_use(volume: Any, panel: Panel, model: str) -> None:
    """The line above Detect says what the card's table says, with the card folded."""
    choose(panel, model)
    table = (MODELS / model / "MODEL_CARD.md").read_text(encoding="utf-8").partition("\n### ")[2]
    line = next(text for text in lines_of(panel) if text.startswith("Median error in"))
    assert table.partition(":")[0] in line
    rows = re.findall(r"^\| all \| (.+?) \| \d+ \| ([\d.]+) .+?\| ([\d.]+) % \|", table, re.MULTILINE)
    measured = {name: (median, far) for name, median, far in reversed(rows)}
    assert measured.keys() == set(find_model(model).landmarks)
    for name, (median, far) in measured.items():
        assert f"{name} {median} mm ({far} % over 10 mm)" in line
    assert panel.ui.modelSummary.visible and not panel.ui.modelCard.visible


def test_preview_on_simulated_images_is_said_before_use(volume: Any, panel: Panel) -> None:
    choose(panel, "ct-lv")
    lines = lines_of(panel)
    assert any(text.startswith("Median error in") and "(simulated CT)" in text for text in lines)
    assert any(text.startswith("<b>Preview. Trained on simulated CT") for text in lines)
    assert lines[-1].startswith("<b>Research use only")


def test_model_without_a_card_says_that_its_errors_are_not_known(panel: Panel, tiny_model: str) -> None:
    choose(panel, tiny_model)
    assert "Its errors have not been reported with it." in lines_of(panel)


def test_card_unfolds_by_keyboard(volume: Any, panel: Panel) -> None:
    panel.ui.volumeSelector.setCurrentNode(volume)
    assert not panel.ui.modelCard.visible
    panel.ui.modelCardBox.setFocus()
    panel.press_key("Space", "modelCardBox")
    assert panel.ui.modelCard.visible
    assert len(panel.ui.modelCard.toPlainText()) > 200


def test_model_that_was_chosen_is_shown(volume: Any, panel: Panel, tiny_model: str) -> None:
    choose(panel, tiny_model)
    assert "Random weights, for tests" in panel.ui.modelSummary.text
    assert panel.logic.getParameterNode().model == tiny_model


def test_image_that_fits_no_model_needs_a_choice(panel: Panel, scene: Any) -> None:
    import slicer

    cube = slicer.util.addVolumeFromArray(np.zeros((8, 8, 8), np.int16), name="Cube")
    panel.ui.volumeSelector.setCurrentNode(cube)
    assert not panel.ui.detectButton.enabled
    assert panel.ui.detectButton.toolTip == "No model fits Cube by itself: choose one."
    panel.ui.modelComboBox.currentIndex = 1
    assert panel.ui.detectButton.enabled


def test_model_of_a_scene_from_elsewhere(volume: Any, panel: Panel) -> None:
    panel.logic.getParameterNode().model = "elsewhere"
    panel.ui.volumeSelector.setCurrentNode(volume)
    assert panel.ui.modelComboBox.currentText == "elsewhere: not here"
    assert not panel.ui.detectButton.enabled and "elsewhere is not here" in panel.ui.detectButton.toolTip
