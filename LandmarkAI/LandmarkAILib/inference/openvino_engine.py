"""OpenVINO in the place of torch for the networks: the same numbers on a CPU, in less time.

Graphs are made of our own weights at first use, compared with our networks, and kept for the user.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import metadata
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from ..errors import LandmarkAIError
from ..models.bundle import Bundle
from .arrays import to_array, to_tensor
from .graphs import (
    INPUT,
    TOLERANCE,
    Network,
    cache_folder,
    differences,
    drawn_views,
    graph_of,
    keep_graph,
    read_graph,
    refuse_difference,
)

if TYPE_CHECKING:
    from torch import Tensor, nn

_PACKAGES = ("openvino", "onnx")
_REPORTS = "openvino_telemetry"


class EngineError(LandmarkAIError):
    """An engine was asked for that is not installed, or not for this device."""

    code = "engine"


def require_openvino() -> None:
    """See that OpenVINO, and what writes graphs for it, is installed.

    Raises:
        EngineError: it is not.
    """
    missing = [package for package in _PACKAGES if find_spec(package) is None]
    if missing:
        raise EngineError(
            f"The engine openvino needs {' and '.join(missing)}: install it with "
            "pip install 'landmarkai[openvino]' (in Slicer: slicer.util.pip_install('openvino onnx')), "
            "or choose the engine torch.",
            "no-openvino",
        )


def openvino_version() -> str:
    """Of the installed package."""
    return metadata.version("openvino")


def load_graphs(bundle: Bundle, networks: Sequence[nn.Module], threads: int) -> list[Network]:
    """A model's networks in OpenVINO.

    Args:
        bundle: the model.
        networks: those of its stages, on the CPU in float32.
        threads: that it may use.

    Raises:
        ModelError: a graph answers otherwise than our network.
        OSError: there is no room to write a graph.
        RuntimeError: OpenVINO, or the exporter, cannot do a network.
    """
    folder = cache_folder(bundle, f"openvino-{openvino_version()}")
    found = []
    for number, network in enumerate(networks):
        graph = read_graph(folder, number)
        if graph is not None:
            found.append(_compiled(graph, threads))
            continue
        views = drawn_views(bundle, number)
        graph, _ = graph_of(network, views)
        found.append(_compiled(graph, threads))
        difference = differences(network, found[-1], [views])
        refuse_difference(difference, TOLERANCE, f"stage {number + 1} differs", "graph-differs")
        keep_graph(folder, number, graph)
    return found


def _compiled(graph: bytes, threads: int) -> Network:
    with _unreported():
        import openvino

    core = openvino.Core()
    compiled = core.compile_model(core.read_model(graph), "CPU", _settings(threads))
    request = compiled.create_infer_request()
    outputs = [(port.get_any_name(), port) for port in compiled.outputs]

    def ask(views: Tensor) -> dict[str, Tensor]:
        answers = request.infer({INPUT: to_array(views)}, share_inputs=True)
        return {name: to_tensor(answers[port]) for name, port in outputs}

    return ask


def _settings(threads: int) -> dict[str, Any]:
    return {
        "INFERENCE_NUM_THREADS": threads,
        "NUM_STREAMS": 1,
        # On CPUs with AMX it would take bfloat16, whose points lie up to 1 mm elsewhere.
        "INFERENCE_PRECISION_HINT": "f32",
        # Processes that share a machine would be pinned to the same cores.
        "ENABLE_CPU_PINNING": False,
    }


@contextmanager
def _unreported() -> Iterator[None]:
    """Within, OpenVINO is imported without the package by which it tells its makers of each import.

    Nothing leaves the machine; OpenVINO has a stand-in for where that package is not installed.
    """
    if "openvino" in sys.modules or _REPORTS in sys.modules:
        yield
        return
    sys.modules[_REPORTS] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[_REPORTS]
