"""Results go where their volumes go, the long axis where its ends go, names where they can be read."""

from __future__ import annotations

from typing import Any

import slicer

from ..scene.labels import LabelsInSlices
from ..scene.measures import FollowEdits
from ..scene.nodes import LIST_CLASS, DetectionNodes
from ..scene.parent_transform import FollowTransform
from ..scene.subject_hierarchy import put_back

_following: dict[Any, list[FollowTransform | FollowEdits | LabelsInSlices]] = {}


def follow(nodes: DetectionNodes) -> None:
    """Keep outputs where their volume and their points are, unless they are kept there already."""
    for known in [node for node in _following if node.GetScene() is None]:
        for follower in _following.pop(known):
            follower.remove()
    volume = nodes.volume
    if volume is None or nodes.landmarks in _following:
        return
    _following[nodes.landmarks] = [FollowTransform(volume, nodes), LabelsInSlices(volume, nodes)]
    if nodes.long_axis is not None or nodes.measures is not None:
        _following[nodes.landmarks].append(FollowEdits(nodes))


def follow_all() -> None:
    """The same for all results in the scene, which may have been loaded with it."""
    for node in slicer.util.getNodesByClass(LIST_CLASS):
        follow(DetectionNodes(node).now())


def follow_after_undo() -> None:
    """The same where an undo or a redo brought results back, which it does without their folders."""
    for node in slicer.util.getNodesByClass(LIST_CLASS):
        put_back(DetectionNodes(node).now())
    follow_all()
