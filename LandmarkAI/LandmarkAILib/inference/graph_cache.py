"""Graphs of models, kept for the user so that an engine makes them once.

A file is named by the digest of its bytes and placed in one step: a process reads one that is whole, or
none. Two that make the same graph at the same time place one each, and both are right.
"""

from __future__ import annotations

import hashlib
import logging
from pathlib import Path

from .. import __version__
from ..errors import OutputError
from ..files.atomic import atomic_path, make_folder
from ..models.bundle import Bundle
from ..paths import user_cache

_log = logging.getLogger(__name__)


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
