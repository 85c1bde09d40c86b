"""From a dataset to a model in LandmarkAI, through the panel and with real processes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from slicer_harness.fixtures import Panel, wait_until

pytestmark = pytest.mark.slow


def test_check_train_evaluate_look_and_install(panel: Panel, scene: Any, tmp_path: Path) -> None:
    import slicer
    from LandmarkAILib.models.installed import find_model, remove_model

    panel.click("checkButton")
    wait_until(lambda: "subjects" in panel.ui.datasetLabel.text, "the check", 600)
    assert "nothing is wrong" in panel.ui.datasetLabel.text

    panel.ui.stepsEdit.text = "4 4"
    panel.ui.threadsSpinBox.value = 1
    panel.click("trainButton")
    wait_until(lambda: not panel.ui.cancelButton.enabled, "the training", 1200)
    assert panel.ui.trainLabel.text.startswith("Trained."), panel.ui.trainLabel.text
    assert scene.GetNumberOfNodesByClass("vtkMRMLPlotChartNode") == 1

    panel.click("evaluateButton")
    wait_until(lambda: panel.ui.reportButton.enabled and panel.ui.evaluateButton.enabled, "it", 1200)
    assert panel.ui.metricsTable.rowCount == 3 and panel.ui.worstTable.rowCount == 1

    panel.ui.worstTable.selectRow(0)
    wait_until(lambda: "blue" in panel.ui.caseLabel.text, "the points", 300)
    lists = slicer.util.getNodesByClass("vtkMRMLMarkupsFiducialNode")
    assert "case03 reference" in [node.GetName() for node in lists] and len(lists) == 2
    assert [n.GetName() for n in slicer.util.getNodesByClass("vtkMRMLScalarVolumeNode")] == ["case03"]

    assert panel.ui.modelName.text == "tiny-hearts"
    panel.click("installButton")
    assert "Installed" in panel.ui.installLabel.text
    try:
        assert find_model("tiny-hearts").description.training.cases == 2
        panel.click("installButton")
        assert "There is a model 'tiny-hearts' already" in panel.ui.installLabel.text
    finally:
        remove_model("tiny-hearts")
