"""Measurements for the console: what was not detected yet is, and then it is measured."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from slicer.i18n import tr as _

from ...analysis.function.result import LEFT_OPEN, FunctionChoices
from ...analysis.function.volumes import body_surface_area
from ...errors import InputError
from ...inference.options import DetectionOptions
from ..scene.function import FunctionNodes, lacks_contours, show_function
from ..scene.nodes import DetectionNodes, find_results
from ..scene.sequences import is_sequence
from ..scene.transforms import Node
from . import console
from .detection_run import Wish
from .qt_worker import QtWorker


def measure_function(
    worker: QtWorker,
    volumes: Node | Sequence[Node],
    options: DetectionOptions,
    choices: FunctionChoices = LEFT_OPEN,
) -> FunctionNodes:
    """Function of a sequence or of volumes that are frames; detects in those without contours.

    Args:
        worker: what detects.
        volumes: a volume that shows a sequence, a sequence browser, or several volumes.
        options: of the detection.
        choices: what the user says.

    Raises:
        LandmarkAIError: it cannot be done.
    """
    chosen = shown_volumes(volumes)
    if chosen and all(volume is not None for volume in chosen):
        for volume in chosen:
            if (len(chosen) > 1 or is_sequence(volume)) and lacks_contours(volume):
                console.detect(worker, volume, Wish(options))
    return show_function(chosen, choices)


def shown_volumes(given: Node | Sequence[Node]) -> list[Node]:
    """Volumes of what a script gives: of a browser, the volumes that it shows.

    Raises:
        InputError: the browser shows no volume.
    """
    nodes: list[Any] = list(given) if isinstance(given, (list, tuple)) else [given]
    volumes: list[Node] = []
    for node in nodes:
        if node is None or not node.IsA("vtkMRMLSequenceBrowserNode"):
            volumes.append(node)
            continue
        proxy = node.GetProxyNode(node.GetMasterSequenceNode())
        if proxy is None or not proxy.IsA("vtkMRMLScalarVolumeNode"):
            raise InputError(
                _("{name} shows no volume: choose one that does.").format(name=node.GetName())
            )
        volumes.append(proxy)
    return volumes


def body_surface(height: float | None, weight: float | None) -> float | None:
    """Body surface in m² where height in cm and weight in kg are both known.

    Raises:
        InputError: one without the other, or what no patient has.
    """
    if not height and not weight:
        return None
    if not height or not weight:
        raise InputError(_("Give height and weight, or none of them."))
    try:
        return body_surface_area(height, weight)
    except ValueError as error:
        raise InputError(f"{error}.") from error


def latest(volume: Node, find: Callable[[], DetectionNodes]) -> DetectionNodes:
    """The latest detection of a volume, or one that is made now."""
    found = find_results(volume) if volume is not None else []
    return found[-1] if found else find()
