"""Exported graphs answer as our networks do, and one that does not is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from LandmarkAILib.cli import main
from LandmarkAILib.errors import ModelError, OutputError
from LandmarkAILib.inference import export_onnx as module
from LandmarkAILib.inference.device import choose_device
from LandmarkAILib.inference.export_onnx import export_onnx
from LandmarkAILib.inference.graphs import TOLERANCE, graph_of
from LandmarkAILib.inference.stage import Stage
from LandmarkAILib.models.bundle import Bundle
from models import tiny_bundle, tiny_coordinates_bundle, tiny_ct_bundle, tiny_windows_bundle
from short_axis_phantom import make_phantom

pytest.importorskip("onnx", reason="onnx is not installed: pip install 'landmarkai[export]'")
onnxruntime = pytest.importorskip(
    "onnxruntime", reason="onnxruntime is not installed: pip install 'landmarkai[export]'"
)

KINDS = [tiny_bundle, tiny_ct_bundle, tiny_windows_bundle, tiny_coordinates_bundle]


@pytest.mark.parametrize("make", KINDS)
def test_the_graph_is_our_network(make: Callable[[Path], Bundle], tmp_path: Path) -> None:
    """On other inputs and another number of views than those that the export compared."""
    bundle = make(tmp_path / "model")
    exported = export_onnx(bundle, tmp_path / "out")
    assert len(exported.stages) == len(bundle.stages)
    for number, stage in enumerate(exported.stages):
        views = torch.randn(3, 1, *stage.size, generator=torch.Generator().manual_seed(7))
        session = onnxruntime.InferenceSession(
            str(tmp_path / "out" / stage.file), providers=["CPUExecutionProvider"]
        )
        found = session.run(list(stage.outputs), {"image": views.numpy()})
        with torch.inference_mode():
            ours = Stage.load(bundle, number, choose_device("cpu")).network(views)
        assert set(stage.outputs) == set(ours)
        for name, answer in zip(stage.outputs, found, strict=True):
            np.testing.assert_allclose(answer, ours[name].numpy(), atol=1e-4)


def test_what_lies_beside_the_graphs(tmp_path: Path) -> None:
    bundle = tiny_bundle(tmp_path / "model")
    exported = export_onnx(bundle, tmp_path / "out")
    assert (tmp_path / "out" / "model.json").read_bytes() == (bundle.path / "model.json").read_bytes()
    said = json.loads((tmp_path / "out" / "onnx.json").read_text(encoding="utf-8"))
    assert said["model"]["sha256"] == bundle.sha256
    assert said["tolerance"] == TOLERANCE
    assert "noise" in said["compared_on"]
    assert said["stages"][0]["difference"] == exported.stages[0].difference


def test_compared_on_what_the_model_sees_of_images(tmp_path: Path) -> None:
    image = make_phantom().image
    exported = export_onnx(tiny_bundle(tmp_path / "model"), tmp_path / "out", [image])
    slices = image.grid.size[2]
    assert exported.compared_on == "1 images"
    assert exported.stages[0].views == slices
    assert exported.stages[1].views >= slices  # the second stage looks in two passes where it can


def test_a_graph_that_differs_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A graph of other weights: the refusal is not one of a tolerance that nothing meets."""
    bundle = tiny_bundle(tmp_path / "model")
    monkeypatch.setattr(module, "graph_of", graph_of_other_weights)
    with pytest.raises(ModelError, match=r"differs from our network by 0\.5 in 'presence'"):
        export_onnx(bundle, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def graph_of_other_weights(
    network: torch.nn.Module, views: torch.Tensor
) -> tuple[bytes, tuple[str, ...]]:
    kept = {key: value.clone() for key, value in network.state_dict().items()}
    with torch.no_grad():
        network.get_parameter("presence.bias").add_(0.5)
    graph = graph_of(network, views)
    network.load_state_dict(kept)
    return graph


def test_a_folder_that_is_no_export_is_never_replaced(tmp_path: Path) -> None:
    bundle = tiny_bundle(tmp_path / "model")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")
    for overwrite in (False, True):
        with pytest.raises(OutputError, match="is there"):
            export_onnx(bundle, tmp_path / "out", overwrite=overwrite)
    assert (tmp_path / "out" / "mine.txt").read_text() == "mine"


def test_without_onnx_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "find_spec", lambda _name: None)
    with pytest.raises(ModelError, match=r"pip install 'landmarkai\[export\]'"):
        export_onnx(tiny_bundle(tmp_path / "model"), tmp_path / "out")


def test_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    model, out = tiny_bundle(tmp_path / "model").path, tmp_path / "out"
    assert main(["models", "export", str(model), "-o", str(out)]) == 0
    assert "nothing differs by more than 0.001" in capsys.readouterr().out
    assert main(["models", "export", str(model), "-o", str(out)]) == 1
    assert "pass --overwrite" in capsys.readouterr().err
    assert main(["models", "export", str(model), "-o", str(out), "--overwrite"]) == 0
    assert main(["models", "export", str(model), "-o", str(out), "--tolerance", "0", "--overwrite"]) == 1
