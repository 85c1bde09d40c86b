"""End diastole and end systole as nodes that are shown at once: of a sequence by a second browser."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import slicer
import slicer.util

from .nodes import find_results
from .outputs import ROLE
from .sequences import browsed, frame_count
from .transforms import Node

_BROWSER = "end systole"


@dataclass(frozen=True, eq=False)
class Phase:
    """A moment of the cycle in the scene.

    Args:
        volume: shows it.
        segmentation: its contours; None where there are none.
    """

    volume: Node
    segmentation: Node | None


def show_phases(volumes: Sequence[Node], ed: int, es: int) -> tuple[Phase, Phase]:
    """Nodes that show end diastole and end systole at the same time.

    Args:
        volumes: whose frames are counted one after the other, as for the function.
        ed, es: frames, from 0.
    """
    places = [(volume, n) for volume in volumes for n in range(frame_count(volume))]
    (first, at_ed), (second, at_es) = places[ed], places[es]
    _select(first, at_ed)
    if first is second:
        return _phase(first), _second_phase(first, at_es)
    _select(second, at_es)
    return _phase(first), _phase(second)


def forget_second_phase(volume: Node) -> None:
    """Remove the second browser of a volume's sequence, and what it shows."""
    browser = _second_browser(volume)
    if browser is None:
        return
    scene = volume.GetScene()
    proxies = [browser.GetProxyNode(sequence) for sequence in _sequences(browser)]
    scene.RemoveNode(browser)
    for proxy in filter(None, proxies):
        scene.RemoveNode(proxy)


def _select(volume: Node, frame: int) -> None:
    if (found := browsed(volume)) is not None:
        found.browser.SetSelectedItemNumber(frame)


def _phase(volume: Node) -> Phase:
    results = find_results(volume)
    return Phase(volume, results[-1].segmentation if results else None)


def _second_phase(volume: Node, frame: int) -> Phase:
    """Volume and contours of another frame of the sequence; points stay with the first."""
    found, phase = browsed(volume), _phase(volume)
    assert found is not None
    scene, logic = volume.GetScene(), slicer.modules.sequences.logic()
    browser = _second_browser(volume)
    if browser is None:
        name = f"{volume.GetName()} {_BROWSER}"
        browser = scene.AddNewNodeByClass("vtkMRMLSequenceBrowserNode", name)
        browser.SetAttribute(ROLE, _BROWSER)
        browser.SetAndObserveMasterSequenceNodeID(found.browser.GetMasterSequenceNode().GetID())
    shown = [volume, *([phase.segmentation] if phase.segmentation is not None else [])]
    sequences = [found.browser.GetSequenceNode(node) for node in shown]
    for sequence in filter(None, sequences):
        if not browser.IsSynchronizedSequenceNode(sequence, True):
            browser.AddSynchronizedSequenceNode(sequence)
    browser.SetSelectedItemNumber(frame)
    logic.UpdateProxyNodesFromSequences(browser)
    proxies = [browser.GetProxyNode(sequence) if sequence else None for sequence in sequences]
    for proxy, node in zip(proxies, shown, strict=True):
        if proxy is not None:
            proxy.SetAttribute(ROLE, _BROWSER)
            proxy.SetName(f"{node.GetName()} {_BROWSER}")
            proxy.SetAndObserveTransformNodeID(volume.GetTransformNodeID())
            if proxy.GetDisplayNode() is None:
                proxy.CreateDefaultDisplayNodes()
            proxy.GetDisplayNode().CopyContent(node.GetDisplayNode())
    return Phase(proxies[0], proxies[1] if len(proxies) > 1 else None)


def _second_browser(volume: Node) -> Node | None:
    found = browsed(volume)
    if found is None:
        return None
    master = found.browser.GetMasterSequenceNode()
    for browser in slicer.util.getNodesByClass("vtkMRMLSequenceBrowserNode", volume.GetScene()):
        if browser.GetAttribute(ROLE) == _BROWSER and browser.GetMasterSequenceNode() is master:
            return browser
    return None


def _sequences(browser: Node) -> list[Node]:
    return [
        sequence
        for sequence in slicer.util.getNodesByClass("vtkMRMLSequenceNode", browser.GetScene())
        if browser.IsSynchronizedSequenceNode(sequence, True)
    ]
