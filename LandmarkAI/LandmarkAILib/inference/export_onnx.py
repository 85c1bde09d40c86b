"""A model's networks as ONNX graphs, each compared with ours before anything is written.

The networks alone: what places their views, scales intensities, decodes points and calibrates them is
not in the graphs; ``model.json``, which lies beside them, says what it is.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..core.geometry import FloatArray
from ..core.image import Image
from ..errors import ModelError, OutputError
from ..files.atomic import new_folder, place_folder, refuse_existing
from ..models.bundle import CARD, DESCRIPTION, Bundle
from .arrays import to_array, to_tensor
from .device import choose_device
from .graphs import (
    INPUT,
    SEED,
    TOLERANCE,
    Network,
    differences,
    drawn_views,
    graph_of,
    refuse_difference,
)
from .pipeline import Pipeline

if TYPE_CHECKING:
    from torch import Tensor, nn

RECORD = "onnx.json"
_PACKAGES = ("onnx", "onnxruntime")


@dataclass(frozen=True)
class ExportedStage:
    """One graph.

    Args:
        file: its name.
        size: of a view, ([D,] H, W); the number of views in a batch is free.
        outputs: their names, as our network calls them.
        views: how many views were compared.
        difference: by output, the largest absolute difference from our network.
    """

    file: str
    size: tuple[int, ...]
    outputs: tuple[str, ...]
    views: int
    difference: dict[str, float]


@dataclass(frozen=True)
class OnnxExport:
    """What ``onnx.json`` says.

    Args:
        model: name, version and SHA-256.
        stages: first to last.
        compared_on: what the views were taken from.
        tolerance: the largest difference that was allowed.
        software: versions by package.
    """

    model: dict[str, str]
    stages: tuple[ExportedStage, ...]
    compared_on: str
    tolerance: float
    software: dict[str, str]


def export_onnx(
    bundle: Bundle,
    folder: Path,
    images: Sequence[Image] = (),
    tolerance: float = TOLERANCE,
    overwrite: bool = False,
) -> OnnxExport:
    """Write the network of every stage as an ONNX graph, with ``model.json``, card and ``onnx.json``.

    Args:
        bundle: the model.
        folder: to write, whole or not at all.
        images: what the graphs are compared on, in the views in which the model looks at them; none:
            on views of uniform noise from −1 to 1.
        tolerance: largest absolute difference of any output.
        overwrite: whether an export that is there may be replaced; any other folder never is.

    Raises:
        ModelError: onnx or onnxruntime is missing, a network cannot be exported, a stage did not look
            at the images, or a graph answers differently.
        OutputError: the folder is there, or cannot be written.
    """
    require_onnx()
    _refuse(folder, overwrite)
    pipeline = Pipeline.load(bundle, choose_device("cpu"))
    seen = [_Views(stage.network) for stage in pipeline.stages]
    for image in images:
        pipeline.run_stages(image, lambda _share, _words: None)
    with new_folder(folder.parent) as fresh:
        stages = []
        for number, views in enumerate(seen):
            looked = views.stop()
            inputs = looked if images else [drawn_views(bundle, number)]
            stages.append(_export(views.network, inputs, fresh / f"stage{number + 1}.onnx", tolerance))
        record = _record(bundle, stages, len(images), tolerance)
        text = json.dumps(asdict(record), indent=2, ensure_ascii=False)
        (fresh / RECORD).write_text(text + "\n", encoding="utf-8")
        for name in (DESCRIPTION, CARD):
            if (bundle.path / name).is_file():
                shutil.copyfile(bundle.path / name, fresh / name)
        place_folder(fresh, folder)
    return record


def require_onnx() -> None:
    """See that what writes and runs the graphs is installed.

    Raises:
        ModelError: it is not.
    """
    missing = [package for package in _PACKAGES if find_spec(package) is None]
    if missing:
        raise ModelError(
            f"Exporting needs {' and '.join(missing)}: install it with "
            "pip install 'landmarkai[export]'.",
            "no-onnx",
        )


def _refuse(folder: Path, overwrite: bool) -> None:
    """Raise where a folder is there that must stay: it is replaced as a whole."""
    if overwrite and folder.exists() and not (folder / RECORD).is_file():
        raise OutputError(
            f"{folder} is there and is no export (it has no {RECORD}): name another folder.",
            "output-exists",
        )
    refuse_existing([folder], overwrite)


class _Views:
    """Keeps the batches that a network is given, until it is told to stop."""

    def __init__(self, network: nn.Module) -> None:
        self.network, self._kept = network, list[FloatArray]()
        self._hook = network.register_forward_pre_hook(self._keep)

    def _keep(self, _network: nn.Module, given: tuple[Any, ...]) -> None:
        self._kept.append(given[0].numpy().copy())

    def stop(self) -> list[Tensor]:
        """What was kept; made anew, as a tensor of inference mode cannot be traced."""
        import torch

        self._hook.remove()
        return [torch.from_numpy(batch) for batch in self._kept]


def _export(network: nn.Module, inputs: Sequence[Tensor], path: Path, tolerance: float) -> ExportedStage:
    """Write a graph, check it, and compare it with the network."""
    import onnx

    if not inputs:
        raise ModelError(
            f"{path.stem} did not look at any of the images, so it cannot be compared: name images in "
            "which the model finds its landmarks, or none."
        )
    try:
        graph, names = graph_of(network, inputs[0])
        path.write_bytes(graph)
        onnx.checker.check_model(str(path))
    except (RuntimeError, onnx.checker.ValidationError) as error:
        raise ModelError(f"{path.stem} cannot be written as ONNX: {error}", "no-onnx-graph") from error
    difference = differences(network, _session(path, names), inputs)
    said = f"Nothing was written: {path.stem} as ONNX differs from our network"
    refuse_difference(difference, tolerance, said, "onnx-differs")
    size = tuple(int(side) for side in inputs[0].shape[2:])
    return ExportedStage(path.name, size, names, sum(len(batch) for batch in inputs), difference)


def _session(path: Path, names: Sequence[str]) -> Network:
    """A graph, run by onnxruntime."""
    import onnxruntime

    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])

    def ask(views: Tensor) -> dict[str, Tensor]:
        found = session.run(list(names), {INPUT: to_array(views)})
        return {name: to_tensor(answer) for name, answer in zip(names, found, strict=True)}

    return ask


def _record(
    bundle: Bundle, stages: Sequence[ExportedStage], images: int, tolerance: float
) -> OnnxExport:
    return OnnxExport(
        model={"name": bundle.name, "version": bundle.version, "sha256": bundle.sha256},
        stages=tuple(stages),
        compared_on=f"{images} images" if images else f"uniform noise from -1 to 1, seed {SEED}",
        tolerance=tolerance,
        software={name: metadata.version(name) for name in ("torch", *_PACKAGES)},
    )
