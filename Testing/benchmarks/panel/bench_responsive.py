"""How long the user waits, and whether Slicer is frozen meanwhile: reported, not asserted.

Not part of the tests, because it says something only together with the machine it was taken on::

    python -m pytest -s Testing/benchmarks/panel/bench_responsive.py
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
from fake_worker import FakeLauncher, truth
from LandmarkAILib.core.detection import Detection, Segmentation
from LandmarkAILib.core.landmarks import LandmarkSet
from slicer_harness.fixtures import Panel, wait_until


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
    from LandmarkAILib.slicer.scene.nodes import find_results
    from slicer_harness import mouse
    from slicer_harness.heartbeat import heartbeat

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


def paint_slice_views(mouse: Any) -> None:
    """As they are now; in Slicer each would be painted in a turn of its own."""
    for name in ("Red", "Green", "Yellow"):
        mouse.slice_view(name)


def test_click_to_points(
    volume: Any, panel: Panel, record_property: Callable[[str, object], None]
) -> None:
    """Warm, ten slices, the model that ships; with the three slice views painted, in software."""
    import slicer
    from LandmarkAILib.slicer.scene.nodes import find_results
    from slicer_harness import mouse
    from slicer_harness.heartbeat import heartbeat

    ten_slices(volume)
    panel.ui.volumeSelector.setCurrentNode(volume)
    for _ in range(2):  # now worker, model, panel and views are warm
        panel.click("detectButton")
        wait_until(lambda: panel.ui.detectButton.enabled, "the panel", 180)
        slicer.app.processEvents()
        paint_slice_views(mouse)
    (before,) = find_results(volume)
    started = time.perf_counter()
    with heartbeat() as beat:
        panel.click("detectButton")
        wait_until(lambda: find_results(volume)[0].landmarks is not before.landmarks, "the points", 60)
        report(record_property, "click to points, s", time.perf_counter() - started)
        wait_until(lambda: panel.ui.detectButton.enabled, "the panel", 60)
        slicer.app.processEvents()
    clock = time.perf_counter()
    paint_slice_views(mouse)
    painted = time.perf_counter() - clock
    report(record_property, "painting three slice views with them, s", painted)
    report(record_property, "longest time without an event loop, s", beat.longest)
    report(record_property, "most computing without an event loop, s", beat.busiest)
    report(record_property, "others at work: load over the last minute", os.getloadavg()[0])
    assert beat.beats > 0


def ten_slices_of_heart(volume: Any) -> Detection:
    """Make a volume one of ten slices, in all of which there are points; its truth."""
    import slicer
    from LandmarkAILib.slicer.scene.volumes import volume_grid

    known = truth(volume_grid(volume))
    order = np.repeat(sorted({p.slice for p in known.landmarks if p.position is not None}), 2)
    slicer.util.updateVolumeFromArray(volume, slicer.util.arrayFromVolume(volume)[order])
    grid = volume_grid(volume)
    points = [
        replace(point, position=point.position + (k - source) * grid.affine[:3, 2], slice=k)
        for k, source in enumerate(order.tolist())
        for point in known.landmarks.in_slice(source).values()
    ]
    labels = Segmentation(known.segmentation.labels[order], grid, known.segmentation.names)
    return Detection(LandmarkSet(tuple(points)), labels, known.provenance)


def test_drag_to_segments(
    volume: Any, panel: Panel, launcher: FakeLauncher, record_property: Callable[[str, object], None]
) -> None:
    """From a moved insertion point of ten slices to table and bullseye."""
    from LandmarkAILib.slicer.scene.nodes import find_results

    detection = ten_slices_of_heart(volume)
    panel.ui.volumeSelector.setCurrentNode(volume)
    panel.click("detectButton")
    launcher.finish(detection)
    (nodes,) = find_results(volume)
    assert nodes.landmarks.GetNumberOfDefinedControlPoints() == 30
    wait_until(lambda: panel.ui.bullseyeLabel.pixmap.width(), "the bullseye")
    assert nodes.landmarks.GetNthControlPointLabel(0) == "Anterior RV insertion"
    x, y, z = nodes.landmarks.GetNthControlPointPosition(0)
    for n, what in enumerate(("drag to segments, s", "drag to segments once more, s"), start=1):
        known = means(panel)
        started = time.perf_counter()
        nodes.landmarks.SetNthControlPointPosition(0, x + 8 * n, y, z)
        wait_until(lambda known=known: means(panel) != known, "the update")
        report(record_property, what, time.perf_counter() - started)


def means(panel: Panel) -> list[str]:
    table = panel.ui.ahaTable
    return [table.item(row, 2).text() for row in range(table.rowCount)]
