"""What is known of a model is seen before it is used."""

from __future__ import annotations

from typing import Any

import numpy as np
from harness.fixtures import Panel


def test_summary_says_what_must_be_known_before_use(volume: Any, panel: Panel) -> None:
    panel.ui.volumeSelector.setCurrentNode(volume)
    text = panel.ui.modelSummary.text
    assert panel.ui.modelSummary.visible and panel.ui.modelComboBox.currentIndex == 0
    for part in ("cmr-sax", "Trained on", "Terms of the weights", "Research use only"):
        assert part in text


def test_card_unfolds_by_keyboard(volume: Any, panel: Panel) -> None:
    panel.ui.volumeSelector.setCurrentNode(volume)
    assert not panel.ui.modelCard.visible
    panel.ui.modelCardBox.setFocus()
    panel.press_key("Space", "modelCardBox")
    assert panel.ui.modelCard.visible
    assert len(panel.ui.modelCard.toPlainText()) > 200


def test_model_that_was_chosen_is_shown(volume: Any, panel: Panel, tiny_model: str) -> None:
    names = [panel.ui.modelComboBox.itemText(n) for n in range(panel.ui.modelComboBox.count)]
    panel.ui.modelComboBox.currentIndex = next(
        n for n, name in enumerate(names) if name.startswith(tiny_model)
    )
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
