"""A detection, or those of a sequence's frames, become nodes, in one step: all of them, or none."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import slicer
from slicer.i18n import tr as _

from ...analysis.aha.settings import AhaResult
from ...core.detection import Detection
from ...core.steps import Steps, finish
from ...errors import InputError
from . import landmark_list, segmentations, surfaces
from .kinds import KINDS, Contents, new_node
from .nodes import (
    GIVEN_NAME,
    MODEL_FACTS,
    DetectionNodes,
    add_nodes,
    all_or_nothing,
    find_results,
    renamed,
)
from .sequences import Browsed, browsed, frame_image, versions
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
            frames of a sequence see :func:`show_frames`.
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


def show_frames(volume: Node, detections: Mapping[int, Detection]) -> DetectionNodes:
    """Make the detection of each frame appear while the volume shows that frame.

    Frames without a detection show none. What a reader edits is kept with its frame. Earlier results of
    the volume keep their other frames; where somebody has edited a frame that would be replaced, the new
    ones stand beside them with a number.

    Args:
        volume: vtkMRMLScalarVolumeNode that shows frames of a sequence.
        detections: by frame, from 0; at least one, all of one model.

    Returns:
        The nodes, which show the current frame.

    Raises:
        InputError: a frame cannot be used, or is no longer what its detection was made of.
        IndexError: there is no such frame.
        ValueError: the volume shows no sequence, or there are no detections.
    """
    return finish(showing_frames(volume, detections))


def showing_frames(volume: Node, detections: Mapping[int, Detection]) -> Steps[DetectionNodes]:
    """The same as :func:`show_frames` in short steps; see :func:`showing`."""
    if browsed(volume) is None or not detections:
        raise ValueError("detections of frames need a volume that shows a sequence")
    contents: dict[int, Contents] = {}
    copies: dict[int, dict[str, Node]] = {}
    scene = volume.GetScene()
    for frame, detection in detections.items():
        contents[frame] = Contents.of(frame_image(volume, frame), detection)
        yield
        copies[frame] = yield from new_nodes(scene, contents[frame])
    source = _unchanged(volume, contents)
    scene.SaveStateForUndo()
    with all_or_nothing(scene):
        nodes = _earlier(volume, contents) or _new(volume, source, contents)
        for frame in contents:
            _set_frame(nodes, volume, source.value(frame), copies[frame])
    slicer.modules.sequences.logic().UpdateProxyNodesFromSequences(source.browser)
    return nodes


def _unchanged(volume: Node, contents: Mapping[int, Contents]) -> Browsed:
    """Where the frames lie, if they still are what was looked at.

    Raises:
        InputError: they are not, or the volume was removed or shows no sequence any more.
    """
    image, source = image_of(volume), browsed(volume)
    if source is None or source.count <= max(contents):
        text = _("{name} has other frames than when the detection began: detect again.")
        raise InputError(text.format(name=image.name))
    for frame, content in contents.items():
        content.check(frame_image(volume, frame))
    return source


def _earlier(volume: Node, contents: Mapping[int, Contents]) -> DetectionNodes | None:
    """Results of the same kind that can take the frames."""
    (kinds,) = {tuple(content.kinds) for content in contents.values()}
    for nodes in reversed(find_results(volume)):
        same = {kind for kind in KINDS if getattr(nodes, kind) is not None} == set(kinds)
        if same and browsed(nodes.landmarks) and not is_touched(nodes, contents):
            return nodes
    return None


def _new(volume: Node, source: Browsed, contents: Mapping[int, Contents]) -> DetectionNodes:
    """Nodes that show an empty sequence each, in the browser of the volume."""
    replaced = [nodes for nodes in find_results(volume) if not is_touched(nodes)]
    first = next(iter(contents.values()))
    # Before the nodes: an undo goes by the scene's order, and the browser of a sequence whose node was
    # taken away first would make another one.
    scene = volume.GetScene()
    sequences = [scene.AddNewNodeByClass("vtkMRMLSequenceNode") for _ in first.kinds]
    nodes = put_in_scene({kind: new_node(scene, kind) for kind in first.kinds}, volume, first, replaced)
    for sequence, node in zip(sequences, nodes, strict=True):
        _set_up(sequence, source)
        sequence.SetName(f"{node.GetName()} sequence")
        source.browser.AddProxyNode(node, sequence, False)
    replace(nodes, volume, replaced)
    return nodes


def _set_up(sequence: Node, source: Browsed) -> None:
    """Make a new sequence one of the browser's, with the same index as the volume's."""
    browser, like = source.browser, source.sequence
    sequence.SetIndexName(like.GetIndexName())
    sequence.SetIndexUnit(like.GetIndexUnit())
    sequence.SetIndexType(like.GetIndexType())
    sequence.SetUndoEnabled(True)
    browser.AddSynchronizedSequenceNode(sequence)
    browser.SetSaveChanges(sequence, True)
    # By default the points of another frame would be shown as if they were of this one.
    browser.SetMissingItemMode(sequence, browser.MissingItemSetToDefault)


def _set_frame(nodes: DetectionNodes, volume: Node, value: str, copies: Mapping[str, Node]) -> None:
    """Put filled nodes of a frame into the sequences behind nodes."""
    for kind, copy in copies.items():
        node = getattr(nodes, kind)
        copy.SetName(node.GetName())
        copy.SetAttribute(GIVEN_NAME, node.GetAttribute(GIVEN_NAME))
        if copy.IsA("vtkMRMLSegmentationNode"):
            copy.SetReferenceImageGeometryParameterFromVolumeNode(volume)
        if found := browsed(node):
            found.sequence.SetDataNodeAtValue(copy, value)


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
