"""Into a paper and onto paper: the report, cells on the clipboard; the top of the panel makes room."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from slicer_harness import mouse
from slicer_harness.fixtures import Panel, wait_until

pytestmark = pytest.mark.slow


def test_the_report_has_a_page_of_slices_and_pages_of_tables(
    panel: Panel, found: Any, tmp_path: Path
) -> None:
    panel.widget.panel.pdf.save(tmp_path / "report.pdf")
    data = (tmp_path / "report.pdf").read_bytes()
    assert data.startswith(b"%PDF") and data.rstrip().endswith(b"%%EOF")
    assert len(re.findall(rb"/Type\s*/Page\b", data)) == 3
    assert b"/Subtype /Image" in data and b"/Font" in data


def test_pages_say_how_far_the_review_is_and_name_the_model(panel: Panel, found: Any) -> None:
    from LandmarkAILib.pictures.drawing import Text
    from LandmarkAILib.slicer.panel.pdf_part import pages_of

    panel.click("acceptButton")
    pages = pages_of(found)
    texts = [shape.text for shape in pages[1].shapes if isinstance(shape, Text)]
    assert "1 of 24 points reviewed" in texts and any(text.startswith("Model: ") for text in texts)
    for page in pages:
        for shape in page.shapes:
            if isinstance(shape, Text):
                assert 0 <= shape.x <= page.width and 0 <= shape.y <= page.height


def test_chosen_cells_of_a_table_are_copied(panel: Panel) -> None:
    """In any table; with the headers where all cells are chosen."""
    import qt
    import slicer
    from LandmarkAILib.slicer.panel.widgets import TextTable

    native = qt.QTableWidget()
    table = TextTable(native, ["A", "B"], stretched=0, numbers={1})
    table.show([(("x", "1"), ""), (("y", "2"), "")])
    native.setCurrentCell(0, 0)
    native.selectAll()
    table.copy()
    assert slicer.app.clipboard().text() == "A\tB\nx\t1\ny\t2\n"
    native.clearSelection()
    native.setCurrentCell(1, 1)
    table.copy()
    assert slicer.app.clipboard().text() == "2\n"


def test_the_input_folds_after_a_detection_to_a_line_with_its_terms(panel: Panel, found: Any) -> None:
    ui, terms = panel.ui, panel.find("termsLabel")
    assert ui.inputCollapsible.collapsed and "lge_magnitude" in ui.inputCollapsible.text
    assert terms.visible and "cmr-sax" in terms.text and "Research use only" in terms.text
    terms.linkActivated("card")
    assert not ui.inputCollapsible.collapsed and ui.modelCard.visible and not terms.visible


def test_a_hint_says_how_to_start(volume: Any, panel: Panel, launcher: Any) -> None:
    hint = panel.find("startLabel")
    assert hint.visible and "Detect landmarks" in hint.text
    assert not panel.ui.pointsTable.visible
    panel.click("detectButton")
    launcher.finish()
    wait_until(lambda: not hint.visible, "no hint")
    assert panel.ui.pointsTable.visible


def test_review_buttons_are_above_the_fold_of_a_small_screen(panel: Panel, found: Any) -> None:
    """1080p less title, toolbars and the module's header leave some 720 px."""
    from slicer_harness.pythonqt import wrapper

    button, top = wrapper.native_of(panel.ui.restoreButton), wrapper.native_of(panel.parent)
    assert button.mapTo(top, button.rect().bottomRight()).y() < 720


@pytest.mark.parametrize(("key", "word"), [("A", "accepted"), ("M", "marked missing")])
def test_keys_of_the_list_act_in_a_slice_view(panel: Panel, found: Any, key: str, word: str) -> None:
    number = panel.widget.panel.review.selected()
    shortcuts = [s for s in panel.widget.panel.marks._shortcuts if s.key.toString() == key]
    assert len(shortcuts) == 3  # one a view
    shortcuts[0].activated()
    assert word in found.landmarks.GetNthControlPointDescription(number)
    panel.parent.exit()
    assert not panel.widget.panel.marks._shortcuts
    panel.parent.enter()


def test_the_3d_view_turns_about_the_heart(panel: Panel, found: Any) -> None:
    import numpy as np
    import slicer

    view = slicer.app.layoutManager().threeDWidget(0).threeDView()
    renderer = view.renderWindow().GetRenderers().GetFirstRenderer()
    slicer.app.processEvents()
    points = slicer.util.arrayFromMarkupsControlPoints(found.landmarks)
    defined = [
        n
        for n in range(len(points))
        if found.landmarks.GetNthControlPointPositionStatus(n) == found.landmarks.PositionDefined
    ]
    focus = np.array(renderer.GetActiveCamera().GetFocalPoint())
    assert np.linalg.norm(focus - points[defined].mean(axis=0)) < 25


def test_a_slice_is_told_with_the_position_that_slicer_shows(panel: Panel, found: Any) -> None:
    import slicer

    panel.ui.pointsTable.setCurrentCell(1, 0)
    offset = slicer.app.layoutManager().sliceWidget("Red").sliceLogic().GetSliceOffset()
    assert f"Slice at {offset:.1f} mm." in panel.ui.pointLabel.text


def test_the_log_is_a_click_away(volume: Any, panel: Panel, launcher: Any) -> None:
    from LandmarkAILib.worker.protocol import Failure

    label = panel.find("logLabel")
    assert not label.visible
    panel.click("detectButton")
    message = "Something broke; the log has the details."
    launcher.process.say(Failure(launcher.request.id, "user", message))
    wait_until(lambda: label.visible, "the link")
    label.linkActivated("log")
    assert not panel.ui.setupCollapsible.collapsed and panel.ui.setupReport.toPlainText()


def test_one_click_on_copy_and_the_reader_can_paste(panel: Panel, found: Any) -> None:
    import slicer

    mouse.click(panel.find("copyAhaButton"))
    lines = slicer.app.clipboard().text().splitlines()
    assert len(lines) == 17 and all("\t" in line for line in lines)
