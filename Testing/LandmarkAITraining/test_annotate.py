"""In the panel: a preset for one's own landmarks, and a model that helps to annotate."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from LandmarkAILib.core.landmarks import Landmark, LandmarkSet
from LandmarkAILib.files.markups import read_landmarks, write_landmarks
from LandmarkAILib.models.installed import find_model
from LandmarkAITrainingLib.data.cases_table import PRE_ANNOTATED
from LandmarkAITrainingLib.data.dataset import read_dataset
from LandmarkAITrainingLib.data.states import CaseState, list_states, set_states
from LandmarkAITrainingLib.evaluation.rounds import RoundLine, note_round
from LandmarkAITrainingLib.presets.preset import read_preset, write_preset
from LandmarkAITrainingLib.slicer.logic.training_run import next_run_folder
from PIL import Image
from scripted_launcher import ScriptedLauncher
from slicer_harness.fixtures import Panel


def rows(table: Any) -> list[list[str]]:
    return [[table.item(r, c).text() for c in range(table.columnCount)] for r in range(table.rowCount)]


def test_a_preset_is_made_and_chosen(panel: Panel, dataset: Path, launcher: ScriptedLauncher) -> None:
    panel.click("presetButton")
    path = dataset / "hearts.json"
    assert launcher.arguments == ["preset", str(dataset), "-o", str(path)]
    preset = read_preset("cmr-sax")
    write_preset(type(preset)(preset.model, preset.training, {"frame": "because"}), path)
    launcher.end(0)
    panel.widget.panel.poll()
    assert panel.ui.presetComboBox.currentText == str(path)
    assert rows(panel.ui.problemsTable)[0][:2] == ["frame", "because"]
    panel.click("presetButton")
    launcher.say("landmarkai: No landmark is marked\n")
    launcher.end(2)
    panel.widget.panel.poll()
    assert "No landmark is marked" in panel.ui.datasetLabel.text


def test_a_case_goes_round(
    panel: Panel, dataset: Path, launcher: ScriptedLauncher, tmp_path: Path, scene: Any
) -> None:
    ui = panel.ui
    ui.annotateCollapsible.collapsed = False
    assert not ui.preAnnotateButton.enabled and "no model yet" in ui.preAnnotateButton.toolTip
    shutil.copytree(find_model("cmr-sax").path, tmp_path / "run" / "model" / "cmr-sax")
    waiting = [item.record for item in list_states(dataset)][:2]
    told = [CaseState(waiting[0], PRE_ANNOTATED, "", 2.0), CaseState(waiting[1], PRE_ANNOTATED, "", 7.0)]
    set_states(dataset, told)
    panel.widget.panel.update()
    panel.click("preAnnotateButton")
    assert launcher.arguments[:2] == ["annotate", str(dataset)]
    launcher.end(0)
    panel.widget.panel.poll()
    listed = rows(ui.annotateTable)
    assert [row[1] for row in listed[:2]] == ["pre-annotated"] * 2 and listed[1][2] == "7.0"
    assert not ui.reviewedButton.enabled
    panel.click("nextCaseButton")
    assert waiting[1].case in ui.annotateLabel.text and ui.reviewedButton.enabled
    volume, node = panel.widget.panel.annotate._nodes
    before = read_landmarks(waiting[1].folder / "landmarks.mrk.json")
    x, y, z = node.GetNthControlPointPosition(0)
    node.SetNthControlPointPosition(0, x + 3.0, y, z)
    panel.click("reviewedButton")
    after = read_landmarks(waiting[1].folder / "landmarks.mrk.json")
    (was, *_), (now, *_) = ([p.position for p in s if p.position is not None] for s in (before, after))
    assert np.allclose(now - was, [-3.0, 0, 0], atol=1e-3)  # RAS to LPS
    assert len(before) == len(after)  # landmarks that are marked as missing stay so
    splits = {record.case: record.split for record in read_dataset(dataset)}
    assert splits[waiting[1].case] == "train" and splits[waiting[0].case] == ""
    assert volume.GetScene() is None and not ui.reviewedButton.enabled


def test_a_new_point_becomes_one_of_the_case(panel: Panel, dataset: Path, scene: Any) -> None:
    (record, *_) = [item.record for item in list_states(dataset)]
    set_states(dataset, [CaseState(record, PRE_ANNOTATED)])
    points = read_landmarks(record.folder / "landmarks.mrk.json")
    kept = tuple(point for point in points if point.position is not None)[:1]
    write_landmarks(LandmarkSet(kept), record.folder / "landmarks.mrk.json")
    panel.ui.annotateCollapsible.collapsed = False
    panel.click("nextCaseButton")
    node = panel.widget.panel.annotate._nodes[1]
    node.AddControlPoint([1.0, 2.0, 3.0], "LV center")
    panel.click("reviewedButton")
    names = [p.name for p in read_landmarks(record.folder / "landmarks.mrk.json")]
    assert names == [kept[0].name, "LV center"]
    assert isinstance(kept[0], Landmark)


def test_retraining_goes_on_from_the_last_weights(
    panel: Panel, dataset: Path, preset: Path, launcher: ScriptedLauncher, tmp_path: Path
) -> None:
    panel.click("trainButton")
    launcher.end(0)
    shutil.copytree(find_model("cmr-sax").path, tmp_path / "run" / "model" / "cmr-sax")
    panel.widget.panel.poll()
    panel.ui.annotateCollapsible.collapsed = False
    panel.click("retrainButton")
    told = launcher.arguments
    assert told[:2] == ["train", str(dataset)] and told[told.index("-o") + 1] == str(tmp_path / "run-2")
    assert told[told.index("--start") + 1] == str(tmp_path / "run" / "model" / "cmr-sax")
    assert str(panel.ui.runFolder.currentPath) == str(tmp_path / "run-2")
    assert next_run_folder(tmp_path / "run-2") == tmp_path / "run-3"


def test_the_curve_of_the_rounds_shows_how_the_error_falls(panel: Panel, dataset: Path) -> None:
    ui = panel.ui
    ui.annotateCollapsible.collapsed = False
    panel.widget.panel.update()
    assert not ui.roundsLabel.visible
    common = RoundLine("m1", "mine", "2026-01-02T03:04:05+00:00", 8, "test", 10, "abc", unit="mm")
    for number, (cases, medians) in enumerate({8: (6.0, 4.0), 12: (4.5, 2.5), 20: (2.0, 1.5)}.items()):
        one = replace(common, model=f"m{number}", reviewed=cases, points=10, found=10)
        names = dict(zip(("Septal hinge", "Lateral hinge"), medians, strict=True))
        lines = [replace(one, what=what, median=m) for what, m in names.items()]
        note_round(dataset, [replace(one, what="all", points=20, median=sum(medians) / 2), *lines])
    panel.widget.panel.update()
    assert ui.roundsLabel.visible
    told = "3 rounds. The last model was trained on 20 cases: median 1.75 mm on 10 held-out cases."
    assert ui.roundsLabel.toolTip == told
    assert ui.roundsLabel.pixmap.save(str(dataset / "curve.png"))
    with Image.open(dataset / "curve.png") as picture:
        colors = {color for _count, color in picture.convert("RGB").getcolors(1 << 20)}
    assert {(0, 114, 178), (213, 94, 0)} <= colors  # a curve for each landmark
    before = ui.roundsLabel.pixmap.toImage()
    note_round(dataset, [replace(common, model="m9", reviewed=30, what="all", median=1.0)])
    panel.widget.panel.update()
    assert ui.roundsLabel.pixmap.toImage() != before and "4 rounds" in ui.roundsLabel.toolTip
    (dataset / "rounds.csv").write_text("model\n1\n")
    panel.widget.panel.update()
    assert not ui.roundsLabel.visible and "rounds.csv" in ui.annotateLabel.text
