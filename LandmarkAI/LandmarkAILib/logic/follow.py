"""All results of the scene go where their volumes go."""

from __future__ import annotations

from typing import Any

import slicer

from ..scene.follow import FollowTransform
from ..scene.nodes import LIST_CLASS, DetectionNodes

_following: dict[Any, FollowTransform] = {}


def follow(nodes: DetectionNodes) -> None:
    """Keep outputs under their volume's parent transform, unless they are kept there already."""
    for known in [node for node in _following if node.GetScene() is None]:
        _following.pop(known).remove()
    volume = nodes.volume
    if volume is not None and nodes.landmarks not in _following:
        _following[nodes.landmarks] = FollowTransform(volume, nodes)


def follow_all() -> None:
    """The same for all results in the scene, which may have been loaded with it."""
    for node in slicer.util.getNodesByClass(LIST_CLASS):
        follow(DetectionNodes(node).now())
