"""A model of landmarks unheard of here: installed in a fresh home, chosen, shown in its own colours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from LandmarkAILib.cli import main
from LandmarkAILib.inference.networks import make_network
from LandmarkAILib.models.archive import pack_bundle
from LandmarkAILib.models.bundle import write_bundle
from models import tiny_description
from slicer_harness.fixtures import Panel, wait_until
from slicer_harness.pixels import pixels_of

MODULE = Path(__file__).resolve().parents[2] / "LandmarkAI" / "LandmarkAI.py"
COLORS = {"Septal hinge": (0.1, 0.9, 0.2), "Lateral hinge": (0.8, 0.1, 0.7)}


def pack_elsewhere(folder: Path) -> Path:
    """A zip of a model with names and colours of its own, whose weights know nothing."""
    torch.manual_seed(0)
    network = {"type": "resnet18-unet", "heatmaps": 2, "segments": 0, "width": 4}
    view = {"type": "field", "size": 64, "spacing": 4.0, "frame": "as-acquired"}
    kinds = [
        {"name": name, "abbreviation": name[0], "color": list(color)} for name, color in COLORS.items()
    ]
    described = {
        **tiny_description(),
        **{"name": "hinges", "title": "Hinges", "landmarks": list(COLORS), "segments": []},
        **{"landmark_types": kinds, "calibration": {}, "training": {}, "seen": 0.0},
        "stages": [{"view": view, "network": network, "weights": "stage1.safetensors"}],
    }
    made = make_network(network)
    made.presence.bias.data.fill_(5.0)
    bundle = write_bundle(folder / "hinges", described, {"stage1.safetensors": made.state_dict()})
    return pack_bundle(bundle, folder / "hinges.zip")


@pytest.fixture
def fresh_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home that has no model yet, of this process and of those that it starts."""
    home = tmp_path / "home"
    monkeypatch.setenv("LANDMARKAI_HOME", str(home))
    return home


def test_a_model_from_elsewhere_is_offered_and_shows_its_own_colours(
    fresh_home: Path,
    tmp_path: Path,
    volume: Any,
    module_widget: Callable[[Path], Panel],
    capsys: pytest.CaptureFixture[str],
) -> None:
    from LandmarkAILib.slicer.logic.qt_worker import QtWorker
    from LandmarkAILib.slicer.scene.landmark_list import anatomy_in
    from LandmarkAILib.slicer.scene.nodes import find_results

    assert not list(fresh_home.glob("*"))
    assert main(["models", "install", str(pack_elsewhere(tmp_path / "elsewhere"))]) == 0
    panel = module_widget(MODULE)
    worker = panel.logic.worker = QtWorker()
    try:
        box = panel.ui.modelComboBox
        offered = [box.itemText(n) for n in range(box.count)]
        box.currentIndex = next(n for n, text in enumerate(offered) if text.startswith("hinges:"))
        panel.ui.volumeSelector.setCurrentNode(volume)
        panel.click("detectButton")
        wait_until(lambda: find_results(volume), "the points", 600)
    finally:
        worker.shutdown()
    node = find_results(volume)[0].landmarks
    labels = {node.GetNthControlPointLabel(n) for n in range(node.GetNumberOfControlPoints())}
    assert labels == set(COLORS)
    # 3D shows all in the colour of the first.
    assert np.allclose(node.GetNthDisplayNode(1).GetSelectedColor(), COLORS["Septal hinge"], atol=0.01)
    # What the marks over slice views are coloured by.
    assert {kind.name: kind.color for kind in anatomy_in(node).landmarks} == COLORS
    see_own_colours(panel, find_results(volume)[0])


def see_own_colours(panel: Panel, nodes: Any) -> None:
    """In the pixels of a slice view and of the mosaic, and gone from the mosaic without the model's."""
    import slicer
    from LandmarkAILib.core.anatomy import Anatomy
    from LandmarkAILib.slicer.scene.edits import landmarks_of
    from slicer_harness.pythonqt import wrapper

    wait_until(lambda: panel.widget.panel.marks.views, "the marks")
    panel.widget.panel.review.choose(0)
    wanted = {name[0]: tuple(round(255 * c) for c in color) for name, color in COLORS.items()}
    marks = [m for m in panel.widget.panel.marks.views["Red"].drawn if m.color is not None]
    assert {m.text: m.color for m in marks} == wanted
    view = wrapper.native_of(slicer.app.layoutManager()).slices["Red"]
    pixels = view.pixels()[::-1]
    for mark in marks:
        x, y = view.position_of(mark.position)
        assert off_by(pixels, (x, y), mark.color) < 40
    part = panel.widget.panel.mosaic
    wait_until(lambda: part._mosaic is not None and part.view.is_made, "the tiles")
    shown = part._shown(nodes)

    def worst() -> float:
        pixels = pixels_of(wrapper.native_of(part.view).grab())[..., ::-1]  # Qt's are BGR
        return max(
            off_by(pixels, np.add(part._mosaic.corner(tile), tile.to_points(p.position)), color)
            for p in landmarks_of(nodes)
            if (tile := part._mosaic.tile_of(p.slice)) and p.position is not None
            for color in [wanted[p.name[0]]]
        )

    assert worst() < 60
    part.view.show_marks(replace(shown, anatomy=Anatomy()), None)
    wait_until(lambda: part.view.is_made, "the cells")
    assert worst() > 60


def off_by(pixels: np.ndarray, place: Any, color: tuple[int, ...]) -> float:
    """How far the pixel near (x, y) that is most like a colour is off it."""
    x, y = (round(float(n)) for n in place)
    patch = pixels[max(y - 9, 0) : y + 10, max(x - 9, 0) : x + 10].astype(float)
    return float(np.abs(patch - color).max(axis=2).min())
