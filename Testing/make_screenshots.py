"""Draws ``Resources/Screenshots``: the module's panel beside the views, with the simulated cine.

    python Testing/make_screenshots.py

There is no Slicer here: real MRML and displayable managers render the views, stand-ins the widgets; the
caption of each picture says so. Look at every one before it is committed.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "LandmarkAI"), str(ROOT / "Testing")]

OUTPUT = ROOT / "Resources" / "Screenshots"
CINE = ROOT / "Resources" / "SampleData" / "simulated_cine" / "cine.nrrd"
LARGEST = 300_000  # bytes
PANEL_WIDTH = 420
VIEW = 440


def main() -> int:
    """Draw all of them."""
    from slicer_harness import start

    with tempfile.TemporaryDirectory() as folder:
        start.start(Path(folder))
        module = _load()
        try:
            panel = module.widgetRepresentation()
            for name, draw in PICTURES.items():
                draw(panel)
                _save(panel, OUTPUT / f"{name}.png")
        finally:
            from LandmarkAILib.slicer.logic.qt_worker import shared_worker

            shared_worker().shutdown()
    return 0


def _load() -> Any:
    """The module, its panel open, as a user finds it."""
    import slicer
    from slicer_harness import modules
    from slicer_harness.pythonqt import wrapper

    slicer.util.loadVolume(str(CINE), {"name": "Simulated cine"})
    module = modules.load(ROOT / "LandmarkAI" / "LandmarkAI.py")
    panel = module.widgetRepresentation()
    panel.show()
    panel.enter()
    layout = wrapper.native_of(slicer.app.layoutManager())
    for view in layout.slices.values():
        view.size = (VIEW, VIEW)
        view.window.SetSize(VIEW, VIEW)
        view.logic.ResizeSliceNode(VIEW, VIEW)
    layout.three_d.node.SetBackgroundColor2(layout.three_d.node.GetBackgroundColor())  # no gradient
    layout.three_d.size = (VIEW, VIEW)
    layout.three_d.window.SetSize(VIEW, VIEW)
    volume = slicer.util.getNode("Simulated cine")
    slicer.util.setSliceViewerLayers(background=volume, fit=True, rotateToVolumePlane=True)
    return module


def _before_use(panel: Any) -> None:
    """The model's terms, and the button."""
    _fold(panel, input=True)
    panel.self().ui.modelCardBox.collapsed = False


def _review(panel: Any) -> None:
    """Points, segments, and the most doubtful point in the middle of the views."""
    ui = panel.self().ui
    ui.modelCardBox.collapsed = True
    ui.detectButton.click()
    _wait(lambda: ui.detectButton.enabled and panel.self().panel.is_settled)
    ui.surfaceCheckBox.click()
    _fold(panel, slices=True, review=True)
    part = panel.self().panel.mosaic
    _wait(lambda: part._mosaic is not None and part.view.is_made)


def _aha(panel: Any) -> None:
    """Bullseye and AHA segments."""
    _segments_in_views(panel)
    panel.self().ui.ahaTable.setCurrentCell(6, 0)
    _fold(panel, aha=True)


def _refine(panel: Any) -> None:
    """A rough point is placed, beside the one that the model found."""
    import slicer
    from slicer_harness import mouse

    _segments_in_views(panel)
    _fold(panel, review=True)
    panel.self().ui.roughButton.click()
    view = slicer.app.layoutManager().sliceWidget("Red").mrmlSliceNode()
    right, up, _normal, middle = slicer.util.arrayFromVTKMatrix(view.GetSliceToRAS())[:3].T
    mouse.place_point((middle - 15 * right + 6 * up).tolist(), "Red")
    mouse.slice_view("Red").interactor.InvokeEvent("LeaveEvent")
    slicer.app.processEvents()


def _segments_in_views(panel: Any) -> None:
    """AHA segments with their numbers in the slice views, or the others again."""
    import slicer

    (box,) = slicer.util.findChildren(panel, name="segmentsBox")
    box.click()


PICTURES: dict[str, Callable[[Any], None]] = {
    "1-before-use": _before_use,
    "2-review": _review,
    "3-aha-segments": _aha,
    "4-refine": _refine,
}


def _fold(panel: Any, **shown: bool) -> None:
    """Unfold some parts of the panel, and fold the others."""
    ui = panel.self().ui
    for part in ("input", "slices", "review", "aha", "export", "setup"):
        getattr(ui, f"{part}Collapsible").collapsed = not shown.get(part, False)


def _wait(condition: Callable[[], bool]) -> None:
    from slicer_harness.fixtures import wait_until

    wait_until(condition, "the worker", 180)


def _save(panel: Any, path: Path) -> None:
    """Write the picture, which must not weigh down a clone."""
    import slicer
    from PIL import Image
    from slicer_harness import picture

    slicer.app.processEvents()
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.save(path, panel, PANEL_WIDTH, reset_camera=False)
    with Image.open(path) as image:
        _with_few_colors(image.convert("RGB")).save(path, optimize=True)
    size = path.stat().st_size
    print(f"{path.relative_to(ROOT)}: {size // 1000} kB")
    assert size <= LARGEST, f"{path.name} is larger than {LARGEST} bytes"


def _with_few_colors(image: Any) -> Any:
    """256 colours, half for the greys, the others for whatever else there is, however seldom."""
    from PIL import Image

    colors = [level for n in range(80) for level in [round(n * 255 / 79)] * 3]
    colored = _of_colored(image)
    # Those that cover much, evenly, and some of whatever else there is, however seldom.
    for count, method in ((120, Image.Quantize.MEDIANCUT), (56, Image.Quantize.MAXCOVERAGE)):
        colors += colored.quantize(count, method=method).getpalette()[: 3 * count]
    palette = Image.new("P", (1, 1))
    palette.putpalette(colors)
    return image.quantize(palette=palette, dither=Image.Dither.NONE)


def _of_colored(image: Any) -> Any:
    """The pixels that are no greys, in a row: the greys are many, and have their own."""
    import numpy as np
    from PIL import Image

    pixels = np.asarray(image).reshape(-1, 3)
    colored = pixels[np.ptp(pixels.astype(int), axis=1) > 12]
    return Image.fromarray(colored[None] if len(colored) else pixels[None])


if __name__ == "__main__":
    sys.exit(main())
