"""How long the user waits, and whether Slicer is frozen meanwhile: reported, not asserted."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from typing import Any

import numpy as np
from harness.fixtures import Panel, wait_until


def report(record_property: Callable[[str, object], None], what: str, seconds: float) -> None:
    """Into the JUnit report, and printed (``pytest -s``)."""
    record_property(what, round(seconds, 3))
    print(f"{what}: {seconds:.3f}")


def ten_slices(volume: Any) -> None:
    """Make a volume one of ten slices."""
    import slicer

    array = slicer.util.arrayFromVolume(volume)
    slicer.util.updateVolumeFromArray(volume, np.concatenate([array, array[-2:]]))


def test_first_click(volume: Any, panel: Panel, record_property: Callable[[str, object], None]) -> None:
    """Cold: the worker is not started, the model not loaded, no result ever shown."""
    import slicer
    from harness import mouse
    from harness.heartbeat import heartbeat
    from LandmarkAILib.scene.nodes import find_results

    ten_slices(volume)
    panel.ui.volumeSelector.setCurrentNode(volume)
    slicer.app.processEvents()
    button, started = panel.ui.detectButton, time.perf_counter()
    with heartbeat() as beat:
        mouse.click(button)
        wait_until(lambda: find_results(volume), "the points", 180)
        report(record_property, "first click to points, s", time.perf_counter() - started)
        wait_until(lambda: button.enabled, "the panel", 60)
        slicer.app.processEvents()
    report(record_property, "first click: longest time without an event loop, s", beat.longest)
    report(record_property, "first click: most computing without one, s", beat.busiest)
    assert beat.beats > 0


def test_click_to_points(
    volume: Any, panel: Panel, record_property: Callable[[str, object], None]
) -> None:
    """Warm, ten slices, the model that ships; the views are not painted."""
    import slicer
    from harness.heartbeat import heartbeat
    from LandmarkAILib.scene.nodes import find_results

    ten_slices(volume)
    panel.ui.volumeSelector.setCurrentNode(volume)
    for _ in range(2):  # now worker, model and panel are warm
        panel.click("detectButton")
        wait_until(lambda: panel.ui.detectButton.enabled, "the panel", 180)
        slicer.app.processEvents()
    (before,) = find_results(volume)
    started = time.perf_counter()
    with heartbeat() as beat:
        panel.click("detectButton")
        wait_until(lambda: find_results(volume)[0].landmarks is not before.landmarks, "the points", 60)
        report(record_property, "click to points, s", time.perf_counter() - started)
        wait_until(lambda: panel.ui.detectButton.enabled, "the panel", 60)
        slicer.app.processEvents()
    report(record_property, "longest time without an event loop, s", beat.longest)
    report(record_property, "most computing without an event loop, s", beat.busiest)
    report(record_property, "others at work: load over the last minute", os.getloadavg()[0])
    assert beat.beats > 0


def test_drag_to_segments(
    volume: Any, panel: Panel, launcher: Any, record_property: Callable[[str, object], None]
) -> None:
    """From a moved insertion point to table and bullseye."""
    panel.ui.volumeSelector.setCurrentNode(volume)
    panel.click("detectButton")
    launcher.finish()
    from LandmarkAILib.scene.nodes import find_results

    (nodes,) = find_results(volume)
    index = next(
        n
        for n in range(nodes.landmarks.GetNumberOfControlPoints())
        if nodes.landmarks.GetNthControlPointPositionStatus(n) == nodes.landmarks.PositionDefined
    )
    x, y, z = nodes.landmarks.GetNthControlPointPosition(index)
    table = panel.ui.pointsTable

    def corrected() -> bool:
        return "corrected" in {table.item(row, 3).text() for row in range(table.rowCount)}

    assert not corrected()
    started = time.perf_counter()
    nodes.landmarks.SetNthControlPointPosition(index, x + 3, y, z)
    wait_until(corrected, "the update")
    report(record_property, "drag to segments, s", time.perf_counter() - started)
