"""Nodes that show the frames of a cine or multi-contrast sequence, one at a time; frames as images."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import slicer

from ...core.image import Image
from .transforms import Node
from .volumes import facts_of, image_of


@dataclass(frozen=True, eq=False)
class Browsed:
    """Where the frames of a node lie.

    Args:
        browser: vtkMRMLSequenceBrowserNode; chooses the frame for all sequences in it.
        sequence: vtkMRMLSequenceNode; holds a copy of the node a frame.
    """

    browser: Any
    sequence: Any

    @property
    def count(self) -> int:
        """How many frames can be chosen."""
        return int(self.browser.GetNumberOfItems())

    @property
    def shown(self) -> int:
        """The frame that is shown, from 0."""
        return int(self.browser.GetSelectedItemNumber())

    def value(self, frame: int) -> str:
        """The value, such as a time, by which the sequences know a frame."""
        return str(self.browser.GetMasterSequenceNode().GetNthIndexValue(frame))

    def node(self, frame: int) -> Node | None:
        """The node's copy in a frame; None where it has none."""
        return self.sequence.GetDataNodeAtValue(self.value(frame), True)


def browsed(node: Node) -> Browsed | None:
    """The browser and sequence that a node shows frames of; None for a plain node."""
    browser = slicer.modules.sequences.logic().GetFirstBrowserNodeForProxyNode(node)
    return Browsed(browser, browser.GetSequenceNode(node)) if browser else None


def versions(node: Node, frames: Iterable[int] | None = None) -> list[Node]:
    """A node's copies in some frames, all by default; the node itself where it is a plain one."""
    found = browsed(node)
    if found is None:
        return [node]
    copies = (found.node(frame) for frame in (range(found.count) if frames is None else frames))
    return [copy for copy in copies if copy is not None]


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
