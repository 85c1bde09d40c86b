"""The networks in OpenVINO: the same answers, made once, and torch's where they differ."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from LandmarkAILib.cli import main
from LandmarkAILib.files.images import read_image, write_image
from LandmarkAILib.inference import openvino_engine as module
from LandmarkAILib.inference.device import DeviceError, choose_device
from LandmarkAILib.inference.engine import load_model
from LandmarkAILib.inference.graphs import drawn_views, graph_of
from LandmarkAILib.inference.openvino_engine import EngineError, load_graphs
from LandmarkAILib.inference.pipeline import Pipeline
from LandmarkAILib.inference.stage import Stage
from LandmarkAILib.models.bundle import Bundle
from models import tiny_bundle, tiny_coordinates_bundle, tiny_ct_bundle, tiny_windows_bundle
from short_axis_phantom import make_phantom

KINDS = [tiny_bundle, tiny_ct_bundle, tiny_windows_bundle, tiny_coordinates_bundle]
REAL = [
    *(f"acdc/patient{n}_frame01" for n in ("005", "044", "104")),
    *("mscmr_lge/subject07_LGE", "mscmr_lge/subject20_LGE", "mscmr_cine/patient20_C0"),
]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANDMARKAI_HOME", str(tmp_path / "home"))


@pytest.fixture
def openvino() -> None:
    reason = "openvino is not installed: pip install 'landmarkai[openvino]'"
    if not all(map(module.find_spec, ("openvino", "onnx"))):
        pytest.skip(reason)


@pytest.mark.usefixtures("openvino")
@pytest.mark.parametrize("make", KINDS)
def test_the_graph_is_our_network(make: Callable[[Path], Bundle], tmp_path: Path) -> None:
    """On other inputs and another number of views than those that were compared; made, and kept."""
    bundle = make(tmp_path / "model")
    stages = [Stage.load(bundle, n, choose_device("cpu")) for n in range(len(bundle.stages))]
    networks = [stage.network for stage in stages]
    for _ in range(2):
        for number, graph in enumerate(load_graphs(bundle, networks, 1)):
            views = drawn_views(bundle, number)[:1].flip(-1) * 0.7
            views = torch.cat([views, -views, views.square()])
            with torch.inference_mode():
                ours, found = networks[number](views), graph(views)
            assert set(found) == set(ours)
            for name, answer in ours.items():
                np.testing.assert_allclose(found[name].numpy(), answer.numpy(), atol=1e-4)


@pytest.mark.usefixtures("openvino")
def test_a_detection_says_by_what_it_was_made(tmp_path: Path) -> None:
    model, image = tiny_bundle(tmp_path / "model").path, make_phantom().image
    ours = load_model(model, "cpu").detect(image)
    found = load_model(model, "cpu", engine="openvino").detect(image)
    assert found.provenance["engine"] == {"name": "openvino", "version": module.openvino_version()}
    assert ours.provenance["engine"]["name"] == "torch"
    assert found.provenance["notice"] == ours.provenance["notice"]
    for point, same in zip(found.landmarks, ours.landmarks, strict=True):
        np.testing.assert_allclose(point.position, same.position, atol=0.01)


@pytest.mark.usefixtures("openvino")
def test_a_graph_is_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bundle, device = tiny_bundle(tmp_path / "model"), choose_device("cpu", engine="openvino")
    Pipeline.load(bundle, device)
    monkeypatch.setattr(module, "graph_of", lambda *_: pytest.fail("made again"))
    assert Pipeline.load(bundle, device).device.engine == "openvino"


@pytest.mark.usefixtures("openvino")
def test_a_graph_that_differs_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def of_other_weights(network: torch.nn.Module, views: torch.Tensor) -> tuple[bytes, tuple[str, ...]]:
        with torch.no_grad():
            bias = network.get_parameter("presence.bias")
            bias += 0.5
            graph = graph_of(network, views)
            bias -= 0.5
        return graph

    monkeypatch.setattr(module, "graph_of", of_other_weights)
    bundle = tiny_bundle(tmp_path / "model")
    pipeline = Pipeline.load(bundle, choose_device("cpu", engine="openvino"))
    assert [stage.graph for stage in pipeline.stages] == [None, None]
    facts = pipeline.detect(make_phantom().image).provenance
    assert facts["engine"]["name"] == "torch"
    said = "OpenVINO was not used for tiny (stage 1 differs by 0.5 in 'presence'"
    assert said in facts["notice"] and "torch was used instead" in facts["notice"]
    assert not list((tmp_path / "home").rglob("*.onnx"))


@pytest.mark.usefixtures("openvino")
def test_openvino_does_not_tell_its_makers(tmp_path: Path) -> None:
    """Its package for that is never loaded, also where it is installed; nor is it kept from others."""
    bundle = tiny_bundle(tmp_path / "model")
    program = (
        "import sys\n"
        "from LandmarkAILib.inference.engine import load_model\n"
        f"load_model({str(bundle.path)!r}, 'cpu', engine='openvino')\n"
        "assert 'openvino' in sys.modules\n"
        "print([name for name in sys.modules if name.startswith('openvino_telemetry')])\n"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"


@pytest.mark.slow
@pytest.mark.usefixtures("openvino")
def test_points_of_real_slices_are_torchs(shared_data: Path) -> None:
    ours, other = (load_model("cmr-sax", "cpu", engine=name) for name in ("torch", "openvino"))  # type: ignore[arg-type]
    apart, slices = [], 0
    for name in REAL:
        image = read_image(shared_data / "sax" / name / "image.nrrd")
        one, two = ours.detect(image), other.detect(image)
        assert two.provenance["engine"]["name"] == "openvino"
        slices += len({point.slice for point in one.landmarks})
        for point, same in zip(one.landmarks, two.landmarks, strict=True):
            assert (point.position is None) == (same.position is None)
            if point.position is not None and same.position is not None:
                apart.append(float(np.linalg.norm(point.position - same.position)))
    assert slices >= 50
    assert np.percentile(apart, 95) <= 0.1


def test_without_the_package_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "find_spec", lambda _name: None)
    with pytest.raises(EngineError, match=r"openvino and onnx: .* pip install 'landmarkai\[openvino\]'"):
        choose_device("cpu", engine="openvino")


def test_the_command_says_it_before_any_case(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(module, "find_spec", lambda _name: None)
    (tmp_path / "in").mkdir()
    write_image(make_phantom().image, tmp_path / "in" / "image.nrrd")
    given = ["detect", str(tmp_path / "in"), "-o", str(tmp_path / "out"), "--engine", "openvino"]
    assert main([*given, "--model", str(tiny_bundle(tmp_path / "model").path)]) == 1
    assert "pip install 'landmarkai[openvino]'" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_what_is_asked_for_must_exist() -> None:
    with pytest.raises(DeviceError, match="computes on the CPU: choose the device 'cpu'"):
        choose_device("cuda", engine="openvino")
    with pytest.raises(DeviceError, match="choose one of torch, openvino"):
        choose_device("cpu", engine="abacus")  # type: ignore[arg-type]
