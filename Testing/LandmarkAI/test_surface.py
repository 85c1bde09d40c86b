"""Segments in the 3D view, where the reader wants them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from fake_worker import FakeLauncher, truth
from slicer_harness.fixtures import Panel, wait_until

pytestmark = pytest.mark.slow

SURFACE = "Closed surface"


def test_surfaces_are_made_on_demand(panel: Panel, found: Any) -> None:
    segments = found.segmentation.GetSegmentation()
    assert not segments.ContainsRepresentation(SURFACE) and not panel.ui.surfaceCheckBox.checked
    panel.click("surfaceCheckBox")
    assert (
        segments.ContainsRepresentation(SURFACE)
        and found.segmentation.GetDisplayNode().GetVisibility3D()
    )
    for n in range(segments.GetNumberOfSegments()):
        assert segments.GetNthSegment(n).GetRepresentation(SURFACE).GetNumberOfPoints() > 100
    panel.click("surfaceCheckBox")
    assert not found.segmentation.GetDisplayNode().GetVisibility3D()


def test_box_shows_how_it_is_with_the_chosen_results(
    panel: Panel, found: Any, launcher: FakeLauncher
) -> None:
    panel.click("surfaceCheckBox")
    panel.click("acceptButton")
    panel.click("detectButton")
    launcher.finish()
    assert not panel.ui.surfaceCheckBox.checked
    panel.ui.resultsSelector.setCurrentNode(found.landmarks)
    wait_until(lambda: panel.ui.surfaceCheckBox.checked, "the box as it is with that result")


def test_nothing_to_show(volume: Any, panel: Panel, launcher: FakeLauncher) -> None:
    assert not panel.ui.surfaceCheckBox.enabled
    panel.click("detectButton")
    launcher.finish(replace(truth(), segmentation=None))
    assert panel.ui.pointsTable.rowCount == 24
    assert not panel.ui.surfaceCheckBox.enabled
    assert panel.ui.surfaceCheckBox.toolTip == "There are no segments to show."
