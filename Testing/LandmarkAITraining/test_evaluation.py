"""An evaluation is shown as it is in its files; a case is one click away."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from fake_worker import FakeLauncher
from LandmarkAILib.models.installed import remove_model
from models import tiny_bundle
from scripted_launcher import ScriptedLauncher
from slicer_harness.fixtures import Panel, wait_until

COLUMNS = ("case", "stage", "landmark", "slice", "reference", "error_mm")


@pytest.fixture
def evaluated(panel: Panel, launcher: ScriptedLauncher, tmp_path: Path) -> Panel:
    """A panel whose run has a model, and an evaluation that has ended."""
    run = tmp_path / "run"
    panel.click("trainButton")
    tiny_bundle(run / "model" / "tiny")
    launcher.end(0)
    panel.widget.panel.poll()
    panel.click("evaluateButton")
    write_evaluation(run / "evaluation")
    launcher.end(0)
    panel.widget.panel.poll()
    return panel


def write_evaluation(folder: Path) -> None:
    errors = [
        ("case00", "final", "LV center", 1, "present", "2.5"),
        ("case00", "coarse", "LV center", 1, "present", "99"),
        ("case00", "final", "LV center", 2, "present", ""),
        ("case01", "final", "LV center", 2, "present", "7.25"),
        ("case02", "final", "LV center", 0, "present", ""),
        ("case02", "final", "LV center", 3, "absent", ""),
    ]
    with (folder / "errors.csv").open("w", newline="") as file:
        csv.writer(file).writerows([COLUMNS, *errors])
    landmark = {
        "error_mm": {"median": {"value": 4.875, "low": None, "high": None}, "q1": 3.0, "q3": 6.0},
        "success_rate": {"5": 0.25, "10": 0.5},
        "detection": {"with_reference": 4, "detected": 2, "false": 1},
    }
    metrics = {"all": {"landmarks": {"LV center": landmark}}}
    (folder / "metrics.json").write_text(json.dumps(metrics))
    (folder / "report.html").touch()


def rows(table: Any) -> list[list[str]]:
    return [[table.item(r, c).text() for c in range(table.columnCount)] for r in range(table.rowCount)]


def test_tables_show_what_was_measured(evaluated: Panel, launcher: ScriptedLauncher) -> None:
    assert launcher.arguments[0] == "evaluate" and "--split test" in " ".join(launcher.arguments)
    assert evaluated.ui.evaluateLabel.text.startswith("Measured on the test cases")
    assert rows(evaluated.ui.metricsTable) == [["LV center", "4", "4.9 [3.0–6.0]", "25 %", "2", "1"]]
    assert rows(evaluated.ui.worstTable) == [
        ["case02", "LV center", "0", "missed", "1"],
        ["case01", "LV center", "2", "7.2", "0"],
        ["case00", "LV center", "1", "2.5", "1"],
    ]
    assert evaluated.ui.reportButton.enabled


def test_one_click_shows_image_reference_and_prediction(evaluated: Panel, scene: Any) -> None:
    """The fake answers with the sample study's truth, whatever the image is."""
    import slicer
    from LandmarkAILib.slicer.logic.qt_worker import QtWorker

    fake = FakeLauncher()
    worker = QtWorker(fake)
    evaluated.logic.worker = worker
    evaluated.ui.worstTable.selectRow(1)
    assert "looking at the image" in evaluated.ui.caseLabel.text
    composite = slicer.app.layoutManager().sliceWidget("Red").mrmlSliceCompositeNode()
    assert scene.GetNodeByID(composite.GetBackgroundVolumeID()).GetName() == "case01"
    wait_until(lambda: fake.processes, "the request")
    assert fake.request.options.model.endswith("tiny")
    evaluated.ui.worstTable.selectRow(2)
    volumes = slicer.util.getNodesByClass("vtkMRMLScalarVolumeNode")
    references = slicer.util.getNodesByClass("vtkMRMLMarkupsFiducialNode")
    assert [node.GetName() for node in volumes] == ["case00"]
    assert [node.GetName() for node in references] == ["case00 reference"]
    worker.shutdown()


def test_reference_is_of_the_observer_whom_the_table_names(
    evaluated: Panel, dataset: Path, scene: Any
) -> None:
    """The unnamed file would be the reference if the table named nobody."""
    case = dataset / "case01"
    text = (case / "landmarks.mrk.json").read_text()
    (case / "landmarks.berta.mrk.json").write_text(text.replace("LV center", "LV apex"))
    with (dataset / "cases.csv").open(newline="") as file:
        table = list(csv.DictReader(file))
    with (dataset / "cases.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, [*table[0], "observer"])
        writer.writeheader()
        writer.writerows(
            {**row, "observer": "berta" if row["case"] == "case01" else ""} for row in table
        )
    evaluated.ui.worstTable.selectRow(1)
    [reference] = scene.GetNodesByClassByName("vtkMRMLMarkupsFiducialNode", "case01 reference")
    labels = {reference.GetNthControlPointLabel(n) for n in range(reference.GetNumberOfControlPoints())}
    assert "LV apex" in labels and "LV center" not in labels


def test_a_look_that_was_cancelled_says_nothing_of_the_next_case(evaluated: Panel) -> None:
    """A process that was told to end ends late: when another case is shown, or the panel is gone."""
    from LandmarkAILib.slicer.logic.qt_worker import QtWorker

    fake = FakeLauncher()
    worker = QtWorker(fake)
    evaluated.logic.worker = worker
    evaluated.ui.worstTable.selectRow(1)
    wait_until(lambda: fake.processes and fake.request, "the request")
    evaluated.ui.worstTable.selectRow(2)
    assert "looking at the image" in evaluated.ui.caseLabel.text
    fake.processes[0].end()
    assert "looking at the image" in evaluated.ui.caseLabel.text
    worker.shutdown()


def test_case_that_is_gone_is_told(evaluated: Panel, dataset: Path) -> None:
    shutil.rmtree(dataset / "case01")
    evaluated.ui.worstTable.selectRow(1)
    assert "case01" in evaluated.ui.caseLabel.text


def test_evaluation_that_fails_says_why(evaluated: Panel, launcher: ScriptedLauncher) -> None:
    evaluated.click("evaluateButton")
    launcher.say("landmarkai: None of 1 cases could be evaluated: export them again.\n")
    launcher.end(2)
    evaluated.widget.panel.poll()
    assert evaluated.ui.evaluateLabel.text.startswith("None of 1 cases could be evaluated")
    assert evaluated.ui.worstTable.rowCount == 0


def test_without_test_cases_it_is_said_on_what_was_measured(
    evaluated: Panel, launcher: ScriptedLauncher, dataset: Path
) -> None:
    table = dataset / "cases.csv"
    table.write_text(table.read_text().replace(",test", ",train"))
    evaluated.click("evaluateButton")
    write_evaluation(launcher.folder.parent)
    launcher.end(0)
    evaluated.widget.panel.poll()
    assert "validation cases, as there are no test cases" in evaluated.ui.evaluateLabel.text


def test_evaluation_is_cancelled(evaluated: Panel, launcher: ScriptedLauncher) -> None:
    evaluated.click("evaluateButton")
    evaluated.click("stopEvaluationButton")
    assert "cancelled" in evaluated.ui.evaluateLabel.text and evaluated.ui.evaluateButton.enabled


def test_model_is_installed_under_a_name_of_its_own(evaluated: Panel) -> None:
    evaluated.ui.modelName.text = "cmr-sax"
    evaluated.click("installButton")
    assert "There is a model 'cmr-sax' already" in evaluated.ui.installLabel.text
    evaluated.ui.modelName.text = "no/name"
    evaluated.click("installButton")
    assert "no name for a model" in evaluated.ui.installLabel.text
    evaluated.ui.modelName.text = "ours"
    evaluated.click("installButton")
    assert "choose ours as the model" in evaluated.ui.installLabel.text
    remove_model("ours")


def test_nothing_is_evaluated_or_installed_before_it_is_trained(panel: Panel) -> None:
    for name in ("evaluateButton", "installButton"):
        button = getattr(panel.ui, name)
        assert not button.enabled and "train one first" in button.toolTip
    assert not panel.ui.reportButton.enabled


@pytest.mark.parametrize("name", ["problemsTable", "annotateTable", "metricsTable", "worstTable"])
def test_no_header_is_cut_at_400_px(panel: Panel, name: str) -> None:
    import slicer
    from slicer_harness.pythonqt import wrapper

    part = panel.widget.panel
    part.evaluate._metrics.show(
        [(("Anterior RV insertion", "120", "12.9 [10.2–14.4]", "100 %", "12", "10"), "")]
    )
    part.evaluate._worst.show([(("subject01_LGE", "Anterior RV insertion", "10", "12.3", "12"), "")])
    part.annotate._table.show([(("subject01_LGE", "pre-annotated", "12.3"), "")])
    panel.ui.annotateCollapsible.collapsed = panel.ui.evaluateCollapsible.collapsed = False
    panel.parent.resize(400, 1700)
    slicer.app.processEvents()
    table = wrapper.native_of(getattr(panel.ui, name))
    header = table.horizontalHeader()
    assert header.length() <= table.viewport().width() <= 400
    for column in range(header.count()):
        assert header.sectionSize(column) >= header.sectionSizeFromContents(column).width()


def test_the_way_goes_from_top_to_bottom(panel: Panel) -> None:
    """Dataset, check and divide, preset, train, evaluate, install."""
    import slicer
    from slicer_harness.pythonqt import wrapper

    for section in ("dataset", "train", "evaluate", "install"):
        getattr(panel.ui, f"{section}Collapsible").collapsed = False
    slicer.app.processEvents()
    root = wrapper.native_of(panel.parent)
    way = ["datasetFolder", "checkButton", "presetComboBox"]
    way += ["trainButton", "evaluateButton", "installButton"]
    natives = [wrapper.native_of(getattr(panel.ui, name)) for name in way]
    heights = [native.mapTo(root, native.rect().topLeft()).y() for native in natives]
    assert heights == sorted(set(heights))
