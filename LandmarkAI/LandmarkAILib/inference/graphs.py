"""Our networks as ONNX graphs: written, compared with what they come from, and kept for the user.

A file that is kept is named by the digest of its bytes and placed in one step: a process reads one that
is whole, or none. Two that make the same graph at the same time place one each, and both are right.
"""

from __future__ import annotations

import hashlib
import logging
import tempfile
import warnings
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from .. import __version__
from ..errors import ModelError, OutputError
from ..files.atomic import atomic_path, make_folder
from ..models.bundle import Bundle
from ..paths import user_cache
from .arrays import to_array, to_tensor

if TYPE_CHECKING:
    from torch import Tensor, nn

_log = logging.getLogger(__name__)

Network = Callable[["Tensor"], Mapping[str, "Tensor"]]
"""Views (N, 1, [D,] H, W) → outputs by name: our network, or the same in another engine."""

TOLERANCE = 1e-3
"""Largest difference of any output (logits, or coordinates from −1 to 1) that is passed over. float32
sums in another order differ by some 1e-5; a probability moves by no more than a quarter of a logit."""

INPUT = "image"
SEED = 2026
_OPSET = 18
_DRAWN = 2


def drawn_views(bundle: Bundle, number: int) -> Tensor:
    """(2, 1, [D,] H, W) uniform noise from −1 to 1, of the size of a stage's views."""
    size = bundle.stages[number].view.options["size"]
    sides = [size] * bundle.description.dimension if isinstance(size, int) else [*size][::-1]
    generator = np.random.default_rng(SEED + number)
    return to_tensor(generator.uniform(-1, 1, (_DRAWN, 1, *sides)).astype(np.float32))


def graph_of(network: nn.Module, views: Tensor) -> tuple[bytes, tuple[str, ...]]:
    """A network as an ONNX graph of one input, ``INPUT``, and its outputs' names in order.

    Args:
        network: on the CPU, for inference.
        views: of the size that the graph is for; the number of views stays free.

    Raises:
        RuntimeError: it cannot be traced.
    """
    import torch

    with torch.inference_mode():
        names = tuple(network(views[:1]))

    class Outputs(torch.nn.Module):
        """Our network, its outputs in order instead of by name: graphs know no dictionaries."""

        def __init__(self) -> None:
            super().__init__()
            self.network = network

        def forward(self, x: Tensor) -> tuple[Tensor, ...]:
            outputs = self.network(x)
            return tuple(outputs[name] for name in names)

    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        written = Path(folder) / "graph.onnx"
        # Of the exporter that traces: the newer one needs onnxscript and puts the weights elsewhere.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Outputs().eval(),
            (views,),
            str(written),
            dynamo=False,
            input_names=[INPUT],
            output_names=list(names),
            dynamic_axes={name: {0: "batch"} for name in (INPUT, *names)},
            opset_version=_OPSET,
        )
        return written.read_bytes(), names


def differences(ours: Network, other: Network, inputs: Sequence[Tensor]) -> dict[str, float]:
    """Largest absolute difference of each output over all inputs; infinite where one is not finite."""
    import torch

    largest: dict[str, float] = {}
    for views in inputs:
        with torch.inference_mode():
            expected, found = ours(views), other(views)
        for name, answer in expected.items():
            apart = float(np.abs(to_array(found[name]) - to_array(answer)).max())
            largest[name] = max(largest.get(name, 0.0), apart if np.isfinite(apart) else float("inf"))
    return largest


def refuse_difference(difference: Mapping[str, float], tolerance: float, what: str, code: str) -> None:
    """See that a graph answers as our network does.

    Args:
        difference: of :func:`differences`.
        tolerance: the largest that is passed over.
        what: how the sentence begins, up to by how much the graph differs.
        code: of the error.

    Raises:
        ModelError: it does not.
    """
    worst = max(difference, key=lambda name: difference[name])
    if not difference[worst] <= tolerance:  # NaN is no agreement
        raise ModelError(
            f"{what} by {difference[worst]:.2g} in '{worst}', more than {tolerance:g}",
            code,
        )


def cache_folder(bundle: Bundle, engine: str) -> Path:
    """Where the graphs of a model lie, for an engine such as ``openvino-2026.4``; it need not exist.

    Another state of the weights, another engine, and another LandmarkAI, whose networks may be built
    otherwise, have folders of their own.
    """
    return user_cache() / "graphs" / f"{bundle.name}-{bundle.sha256}" / f"{engine}-{__version__}"


def read_graph(folder: Path, stage: int) -> bytes | None:
    """The graph of a stage, counted from 0; None where there is none that is whole."""
    for path in sorted(folder.glob(f"stage{stage + 1}-*.onnx")):
        try:
            graph = path.read_bytes()
        except OSError:
            continue
        if path == _path(folder, stage, graph):
            return graph
    return None


def keep_graph(folder: Path, stage: int, graph: bytes) -> None:
    """Keep the graph of a stage; where that is not possible it is made again the next time."""
    try:
        make_folder(folder)
        with atomic_path(_path(folder, stage, graph)) as temporary:
            temporary.write_bytes(graph)
    except OutputError as error:
        _log.info("a graph was not kept: %s", error)


def _path(folder: Path, stage: int, graph: bytes) -> Path:
    return folder / f"stage{stage + 1}-{hashlib.sha256(graph).hexdigest()}.onnx"
