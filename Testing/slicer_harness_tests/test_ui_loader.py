"""Rule 9: the loader of .ui files refuses what Slicer would swallow."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

UI = (Path(__file__).parent / "sample_module" / "Resources" / "UI" / "CenterPoint.ui").read_text(
    encoding="utf-8"
)

pytestmark = pytest.mark.usefixtures("scene")


def load(folder: Path, text: str) -> Any:
    import slicer

    path = folder / "module.ui"
    path.write_text(text, encoding="utf-8")
    return slicer.util.loadUI(str(path))


def changed(old: str, new: str) -> str:
    assert old in UI
    return UI.replace(old, new)


def test_widgets_properties_and_connections(tmp_path: Path) -> None:
    import slicer

    widget = load(tmp_path, UI)
    ui = slicer.util.childWidgetVariables(widget)
    assert type(ui.inputSelector).__name__ == "qMRMLNodeComboBox"
    assert ui.inputSelector.property("SlicerParameterName") == "inputVolume"
    assert ui.heightLabel.buddy() is ui.heightSlider
    assert ui.heightSlider.suffix == " mm" and ui.inputsCollapsibleButton.text == "Inputs"
    assert ui.inputSelector.mrmlScene() is None
    widget.setMRMLScene(slicer.mrmlScene)
    assert ui.inputSelector.mrmlScene() is slicer.mrmlScene


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "<class>ctkSliderWidget</class>",
            "<class>ctkDoubleSlider</class>",
            "ctkDoubleSlider has no stand-in",
        ),
        (
            "<class>ctkSliderWidget</class>",
            "<class>ctkComboBox</class>",
            "ctkSliderWidget is used but not among",
        ),
        ('class="QCheckBox"', 'class="QTickBox"', "no class QTickBox"),
        ('name="suffix"', 'name="unit"', "ctkSliderWidget 'heightSlider' has no property unit"),
        (
            'name="SlicerParameterName" stdset="0"',
            'name="SlicerParameterName"',
            "no property SlicerParameterName",
        ),
        ("mrmlSceneChanged(vtkMRMLScene*)", "sceneChanged(vtkMRMLScene*)", "connection cannot be made"),
        ("setMRMLScene(vtkMRMLScene*)", "setMRMLScene()", "connection cannot be made"),
        ("<receiver>inputSelector<", "<receiver>selector<", "selector, which is not there"),
        ('name="labelLabel"', 'name="heightLabel"', "Two widgets are called heightLabel"),
        ("<cstring>heightSlider</cstring>", "<cstring>slider</cstring>", "buddy slider of a label"),
    ],
)
def test_mistakes_are_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        load(tmp_path, changed(old, new))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    import slicer

    with pytest.raises(RuntimeError, match="file not found"):
        slicer.util.loadUI(str(tmp_path / "none.ui"))
