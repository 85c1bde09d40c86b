"""Cine and multi-contrast sequences: frames as images, detections as sequences in the same browser."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

import slicer

from ...core.detection import Detection
from ...core.image import Image
from ...errors import InputError
from .browsers import Browsed, browsed
from .kinds import KINDS, Contents, new_node
from .nodes import GIVEN_NAME, DetectionNodes, all_or_nothing, find_results
from .results import is_touched, new_nodes, put_in_scene, replace
from .steps import Steps, finish
from .transforms import Node
from .volumes import facts_of, image_of


def is_sequence(volume: Node) -> bool:
    """Whether a volume shows frames of a sequence that has several."""
    return frame_count(volume) > 1


def frame_count(volume: Node) -> int:
    """How many frames a volume can show; 1 for a plain volume."""
    found = browsed(volume)
    return found.count if found else 1


def current_frame(volume: Node) -> int:
    """The frame that is shown, from 0."""
    found = browsed(volume)
    return found.shown if found else 0


def frame_image(volume: Node, frame: int) -> Image:
    """A frame of a volume that shows a sequence; what is shown does not change.

    Raises:
        InputError: the frame cannot be used.
        IndexError: there is no such frame.
    """
    found = browsed(volume)
    copy = found.node(frame) if found and 0 <= frame < found.count else None
    if found is None and frame == 0:
        return image_of(volume)
    if copy is None:
        raise IndexError(f"{volume.GetName()} has no frame {frame}")
    return dataclasses.replace(
        image_of(copy), name=f"{volume.GetName()} frame {frame}", metadata=facts_of(volume)
    )


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
    """The same as :func:`show_frames` in short steps; see :func:`.results.showing`."""
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
        raise InputError(f"{image.name} has other frames than when the detection began: detect again.")
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
