"""How long the user waits, and whether Slicer is frozen meanwhile: reported, not asserted.

Not part of the tests, because it says something only together with the machine it was taken on::

    python -m pytest -s Testing/benchmarks/panel/bench_responsive.py

What is done again is reported as the best of several times, by the clock and as computing of Slicer's
main thread: where others are at work on the machine, the clock tells of them, computing of the panel.
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

TIMES = 5


def report(record_property: Callable[[str, object], None], what: str, seconds: float) -> None:
    """Into the JUnit report, and printed (``pytest -s``)."""
    record_property(what, round(seconds, 3))
    print(f"{what}: {seconds:.3f}")


class Best:
    """The best of several times, in s: by the clock, and computing of this thread."""

    def __init__(self) -> None:
        self._times: list[tuple[float, float]] = []

    def start(self) -> None:
        self._began = time.perf_counter(), time.thread_time()

    def stop(self) -> None:
        clock, busy = self._began
        self._times.append((time.perf_counter() - clock, time.thread_time() - busy))

    def report(self, record_property: Callable[[str, object], None], what: str) -> None:
        """The smallest of each."""
        clocks, busy = zip(*self._times, strict=True)
        report(record_property, f"{what}, s", min(clocks))
        report(record_property, f"{what}, computing, s", min(busy))


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
    points, painted, beats = Best(), Best(), []
    for _ in range(TIMES):
        (before,) = find_results(volume)
        with heartbeat() as beat:
            points.start()
            panel.click("detectButton")
            wait_until(
                lambda before=before: find_results(volume)[0].landmarks is not before.landmarks,
                "the points",
                60,
            )
            points.stop()
            wait_until(lambda: panel.ui.detectButton.enabled, "the panel", 60)
            wait_until(lambda: panel.widget.panel.mosaic.view.is_made, "the mosaic", 60)
        beats.append(beat)
        painted.start()
        paint_slice_views(mouse)
        painted.stop()
    points.report(record_property, "click to points")
    painted.report(record_property, "painting three slice views with them")
    longest, busiest = (min(getattr(beat, name) for beat in beats) for name in ("longest", "busiest"))
    report(record_property, "longest time without an event loop, s", longest)
    report(record_property, "most computing without an event loop, s", busiest)
    report(record_property, "others at work: load over the last minute", os.getloadavg()[0])
    assert all(beat.beats > 0 for beat in beats)


def test_mosaic(
    volume: Any, panel: Panel, launcher: FakeLauncher, record_property: Callable[[str, object], None]
) -> None:
    """Ten slices: from nothing to all tiles, and from a move of the mouse to the painted tile."""
    import slicer
    from LandmarkAILib.slicer.scene.edits import landmarks_of

    nodes = detected_in_ten_slices(volume, panel, launcher)
    part, dependants = panel.widget.panel.mosaic, panel.widget.panel._dependants
    wait_until(lambda: part.view.is_made, "the tiles")
    first, drag = Best(), Best()
    for _ in range(TIMES):
        part.show(None, None)
        slicer.app.processEvents()
        first.start()
        part.show(nodes, dependants)
        while part._mosaic is None or not part.view.is_made:
            slicer.app.processEvents()
        first.stop()
    position = landmarks_of(nodes).landmarks[0].position
    assert position is not None
    across = part._mosaic.tiles[0].grid.axes[:, 0]
    part._begin(0)
    for n in range(1, TIMES + 1):
        wait_until(lambda: panel.widget.panel.is_settled and not dependants._pending, "the update")
        drag.start()
        part._drag(0, position + n * across)
        slicer.app.processEvents()  # paints
        drag.stop()
    part._end(0)
    first.report(record_property, "mosaic, from nothing to all tiles")
    drag.report(record_property, "mosaic, from a move of the mouse to the painted tile")


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


def detected_in_ten_slices(volume: Any, panel: Panel, launcher: FakeLauncher) -> Any:
    """The result of a click on such a volume, which is the truth."""
    from LandmarkAILib.slicer.scene.nodes import find_results

    detection = ten_slices_of_heart(volume)
    panel.ui.volumeSelector.setCurrentNode(volume)
    panel.click("detectButton")
    launcher.finish(detection)
    (nodes,) = find_results(volume)
    return nodes


def test_drag_to_segments(
    volume: Any, panel: Panel, launcher: FakeLauncher, record_property: Callable[[str, object], None]
) -> None:
    """From a moved insertion point of ten slices to table and bullseye."""
    nodes = detected_in_ten_slices(volume, panel, launcher)
    assert nodes.landmarks.GetNumberOfDefinedControlPoints() == 30
    wait_until(lambda: panel.ui.bullseyeLabel.pixmap.width(), "the bullseye")
    assert nodes.landmarks.GetNthControlPointLabel(0) == "Anterior RV insertion"
    x, y, z = nodes.landmarks.GetNthControlPointPosition(0)
    drag = Best()
    for n in range(1, TIMES + 1):
        wait_until(lambda: panel.widget.panel.is_settled, "the other parts")
        known = means(panel)
        drag.start()
        nodes.landmarks.SetNthControlPointPosition(0, x + 2 * n, y, z)
        wait_until(lambda known=known: means(panel) != known, "the update")
        drag.stop()
    drag.report(record_property, "drag to segments")


def means(panel: Panel) -> list[str]:
    table = panel.ui.ahaTable
    return [table.item(row, 2).text() for row in range(table.rowCount)]
