"""Everything can be done without a mouse."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Any

import pytest
from fake_worker import FakeLauncher
from slicer_harness.fixtures import Panel

pytestmark = pytest.mark.slow

UI = Path(__file__).resolve().parents[2] / "LandmarkAI" / "Resources" / "UI"
# File, Edit, View and Help of Slicer's menu bar.
OF_SLICER = set("FEVH")


def mnemonics() -> dict[str, str]:
    """Letter of each widget of the panel and its parts that has one."""
    found = {}
    for file in sorted(UI.glob("*.ui")):
        for widget in ElementTree.parse(file).getroot().iter("widget"):
            text = widget.findtext("property[@name='text']/string", "")
            if match := re.search("&(.)", text):
                found[widget.get("name", "")] = match[1].upper()
    return found


def focused(panel: Panel) -> str:
    """Name of the widget of the .ui file that has the focus, or that holds what has it."""
    from PySide6 import QtWidgets
    from slicer_harness.pythonqt import wrapper

    widget = QtWidgets.QApplication.focusWidget()
    names = set(vars(panel.ui))
    while widget is not None and widget.objectName() not in names:
        widget = widget.parentWidget()
    assert widget is None or wrapper.native_of(panel.parent).isAncestorOf(widget)
    return widget.objectName() if widget is not None else ""


def unfold(panel: Panel) -> None:
    for name in vars(panel.ui):
        if name.endswith(("Collapsible", "Box")) and hasattr(getattr(panel.ui, name), "collapsed"):
            getattr(panel.ui, name).collapsed = False


def test_letters_are_used_once_and_leave_slicers_menus_alone() -> None:
    letters = list(mnemonics().values())
    assert len(letters) > 15
    assert sorted(letters) == sorted(set(letters))
    assert not OF_SLICER & set(letters)


@pytest.mark.parametrize(
    ("label", "widget"),
    [
        ("volumeLabel", "volumeSelector"),
        ("modelLabel", "modelComboBox"),
        ("deviceLabel", "deviceComboBox"),
        ("resultsLabel", "resultsSelector"),
        ("exportFolderLabel", "exportFolder"),
        ("caseNameLabel", "caseName"),
    ],
)
def test_alt_and_letter_of_a_label_lead_to_its_widget(
    panel: Panel, found: Any, label: str, widget: str
) -> None:
    unfold(panel)
    panel.ui.pointsTable.setFocus()
    panel.press_key(f"Alt+{mnemonics()[label]}", "pointsTable")
    assert focused(panel) == widget


def test_a_button_has_a_letter_or_a_shortcut_of_its_own() -> None:
    """Qt gives it one of the two."""
    for widget in ElementTree.parse(UI / "LandmarkAI.ui").getroot().iter("widget"):
        if widget.find("property[@name='shortcut']") is not None:
            assert widget.get("name") not in mnemonics()


@pytest.mark.parametrize(
    ("button", "word"), [("acceptButton", "accepted"), ("missingButton", "marked missing")]
)
def test_alt_and_letter_of_a_button_press_it(panel: Panel, found: Any, button: str, word: str) -> None:
    panel.ui.resultsSelector.setFocus()
    panel.press_key(f"Alt+{mnemonics()[button]}", "resultsSelector")
    assert panel.ui.pointsTable.item(0, 3).text() == word


def test_detection_is_started_and_cancelled_by_keys(
    volume: Any, panel: Panel, launcher: FakeLauncher
) -> None:
    panel.press_key("Ctrl+Return", "detectButton")
    assert launcher.request.name == "lge_magnitude"
    panel.press_key(f"Alt+{mnemonics()['cancelButton']}", "cancelButton")
    assert not launcher.process.is_alive


@pytest.mark.parametrize(
    ("key", "word"), [("A", "accepted"), ("M", "marked missing"), ("Del", "marked missing")]
)
def test_keys_of_the_list(panel: Panel, found: Any, key: str, word: str) -> None:
    panel.ui.pointsTable.setFocus()
    panel.press_key(key, "pointsTable")
    assert panel.ui.pointsTable.item(0, 3).text() == word
    assert panel.ui.pointsTable.currentRow() == 1


def test_key_that_places_a_point(panel: Panel, found: Any) -> None:
    import slicer

    interaction = slicer.app.applicationLogic().GetInteractionNode()
    panel.ui.pointsTable.setFocus()
    panel.press_key("P", "pointsTable")
    assert interaction.GetCurrentInteractionMode() == interaction.Place
    name = panel.ui.pointsTable.item(0, 0).text()
    assert slicer.util.getNode(f"{name} to place") is not None


def test_letters_typed_elsewhere_do_nothing(panel: Panel, found: Any) -> None:
    unfold(panel)
    panel.ui.caseName.setFocus()
    panel.press_key("A", "caseName")
    panel.press_key("M", "caseName")
    assert panel.ui.caseName.text == "am"
    assert panel.ui.pointsTable.item(0, 3).text() == ""


def test_tab_goes_through_the_whole_panel(panel: Panel, found: Any) -> None:
    """From top to bottom, through all that can be used now, and out of every list and text."""
    from PySide6 import QtCore, QtTest, QtWidgets
    from slicer_harness.pythonqt import wrapper

    unfold(panel)
    panel.ui.volumeSelector.setFocus()
    order: list[str] = []
    for _ in range(200):
        QtTest.QTest.keyClick(QtWidgets.QApplication.focusWidget(), QtCore.Qt.Key.Key_Tab)
        name = focused(panel)
        if not order or name != order[-1]:
            order.append(name)
        if name == "volumeSelector" and len(order) > 1:
            break
    assert order[-1] == "volumeSelector", "the way round does not come to its end"
    kinds = (
        *(QtWidgets.QAbstractButton, QtWidgets.QComboBox),
        *(QtWidgets.QLineEdit, QtWidgets.QTableWidget),
    )
    usable = {
        name
        for name, widget in vars(panel.ui).items()
        # Qt's own parts of a widget, such as a spin box's text, have the focus as that widget.
        if not name.startswith("qt_")
        and isinstance(native := wrapper.native_of(widget), kinds)
        and native.isVisible()
        and native.isEnabled()
    }
    assert usable and usable <= set(order), f"not reached: {sorted(usable - set(order))}"
    wanted = ["detectButton", "acceptButton", "pointsTable", "roughButton", "caseName", "checkButton"]
    assert [name for name in order if name in wanted] == wanted
