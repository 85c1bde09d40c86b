"""A detection becomes nodes, in one step: all of them, or none."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from ...analysis.aha.settings import AhaResult
from ...core.detection import Detection
from . import landmark_list, segmentations, surfaces
from .browsers import versions
from .kinds import KINDS, Contents, new_node
from .nodes import (
    MODEL_FACTS,
    DetectionNodes,
    add_nodes,
    all_or_nothing,
    find_results,
    renamed,
)
from .steps import Steps, finish
from .subject_hierarchy import put_in_folder, remove_with_folder
from .transforms import Node, carry_between
from .volumes import image_of, volume_grid


def show_detection(volume: Node, detection: Detection, aha: AhaResult | None = None) -> DetectionNodes:
    """Make the nodes of a detection, in a folder beside the volume and under its parent transform.

    Earlier results of the volume are replaced, except those that somebody has edited, accepted or
    renamed: beside those the new nodes get a number. Where the scene's undo is on, one undo takes all
    of it back.

    Args:
        volume: vtkMRMLScalarVolumeNode, in the state in which it was looked at; for a volume that shows
            frames of a sequence see :func:`.sequences.show_frames`.
        detection: in the volume's own frame, LPS mm, and on its grid.
        aha: its AHA segments; computed if None, where the model is made for them. Where they cannot be
            told, because no insertion was found, their nodes are there and empty.

    Raises:
        InputError: the volume cannot be used, or is no longer what the detection was made of. Nothing
            is left of a detection that could not be shown as a whole.
    """
    return finish(showing(volume, detection, aha))


def showing(volume: Node, detection: Detection, aha: AhaResult | None = None) -> Steps[DetectionNodes]:
    """The same as :func:`show_detection` in short steps, for callers that let Slicer live on in between.

    The scene changes in the last step alone: whoever stops earlier leaves nothing.
    """
    scene, contents = volume.GetScene(), Contents.of(image_of(volume), detection, aha)
    yield
    made = yield from new_nodes(scene, contents)
    contents.check(image_of(volume))
    scene.SaveStateForUndo()
    with all_or_nothing(scene):
        replaced = [nodes for nodes in find_results(volume) if not is_touched(nodes)]
        nodes = put_in_scene(made, volume, contents, replaced)
        replace(nodes, volume, replaced)
    return nodes


def new_nodes(scene: Any, contents: Contents) -> Steps[dict[str, Node]]:
    """Nodes that show contents, by kind; they are not in the scene yet. A step a node or surface."""
    made, model = {}, contents.detection.provenance.get("model", {})
    for name in contents.kinds:
        made[name] = node = new_node(scene, name)
        KINDS[name].fill(node, contents)
        for fact, attribute in MODEL_FACTS.items():
            node.SetAttribute(attribute, str(model.get(fact, "")))
        yield
    segmentation = contents.detection.segmentation
    if segmentation is not None and contents.of_volume:
        yield from surfaces.creating(made["segmentation"], segmentation)
    return made


def put_in_scene(
    made: Mapping[str, Node], volume: Node, contents: Contents, replaced: Sequence[DetectionNodes]
) -> DetectionNodes:
    """Add nodes for contents, with their looks; names of nodes to be replaced are free."""
    leaving = {node for nodes in replaced for node in nodes}
    nodes = add_nodes(volume, made, leaving)
    for name, node in made.items():
        KINDS[name].set_look(node, volume, contents)
    return nodes


def replace(nodes: DetectionNodes, volume: Node, replaced: Sequence[DetectionNodes]) -> None:
    """Put new nodes into the folder of the old ones, or a new one, and remove the old."""
    folder = next((old.folder for old in replaced if old.folder), 0)
    put_in_folder(nodes, volume, folder)
    for old in replaced:
        remove_with_folder(old, keep=folder)


def is_touched(nodes: DetectionNodes, frames: Collection[int] | None = None) -> bool:
    """Whether somebody has edited, accepted or renamed anything.

    Args:
        nodes: the detection.
        frames: of a sequence; all by default.
    """
    if any(renamed(node) for node in nodes):
        return True
    volume = nodes.volume
    carry = carry_between(nodes.landmarks, volume)
    if any(landmark_list.is_touched(node, carry) for node in versions(nodes.landmarks, frames)):
        return True
    if nodes.segmentation is None or volume is None:
        return False
    grid = volume_grid(volume)
    return any(segmentations.is_touched(node, grid) for node in versions(nodes.segmentation, frames))
