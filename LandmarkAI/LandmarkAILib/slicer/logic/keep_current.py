"""All detections of the scene are kept current, whatever module is shown, loaded and undone ones too."""

from __future__ import annotations

from functools import cache
from typing import Any

import slicer
import slicer.util

from ..scene.dependants import Dependants
from ..scene.kinds import LIST_CLASS
from ..scene.landmark_list import write_names
from ..scene.nodes import DetectionNodes
from ..scene.subject_hierarchy import put_back

_kept: dict[Any, Dependants] = {}


def keep_current(nodes: DetectionNodes) -> Dependants | None:
    """Keep what depends on a detection current, unless that is done already.

    Returns:
        Who does it; None where the volume was deleted.
    """
    import qt  # from here, so that scripts without the application can import the rest

    for gone in [node for node in _kept if node.GetScene() is None]:
        _kept.pop(gone).remove()
    if nodes.landmarks not in _kept and nodes.volume is not None:
        write_names(nodes.landmarks, True)  # a panel that was open when the scene was saved hid them
        _kept[nodes.landmarks] = Dependants(nodes, qt.QTimer.singleShot)
    return _kept.get(nodes.landmarks)


def keep_all_current() -> None:
    """The same for all detections in the scene, which may have been loaded with it."""
    for node in slicer.util.getNodesByClass(LIST_CLASS):
        keep_current(DetectionNodes(node).now())


@cache
def watch_scene() -> None:
    """From now on, keep detections current that are loaded, or that an undo or a redo brings back."""
    scene = slicer.mrmlScene
    scene.AddObserver(scene.EndImportEvent, lambda *_: keep_all_current())
    for event in (scene.EndUndoEvent, scene.EndRedoEvent):
        scene.AddObserver(event, lambda *_: _after_undo())


def _after_undo() -> None:
    """Undo and redo bring nodes back as others, and without their folders."""
    for node in slicer.util.getNodesByClass(LIST_CLASS):
        nodes = DetectionNodes(node).now()
        put_back(nodes)
        known = node in _kept
        dependants = keep_current(nodes)
        if known and dependants is not None:
            dependants.look_again()
