"""What the panel remembers in the scene, and how its widgets are connected with it."""

from enum import Enum
from typing import Any

from slicer import vtkMRMLMarkupsFiducialNode, vtkMRMLScalarVolumeNode
from slicer.i18n import tr as _
from slicer.parameterNodeWrapper import parameterNodeWrapper


class DeviceChoice(Enum):
    """Where to compute; the value is what the worker calls it."""

    AUTO = "auto"
    CPU = "cpu"
    CUDA = "cuda"
    MPS = "mps"

    def label(self) -> str:
        """What the user reads."""
        return {
            DeviceChoice.AUTO: _("Automatic"),
            DeviceChoice.CPU: _("CPU"),
            DeviceChoice.CUDA: _("NVIDIA GPU (CUDA)"),
            DeviceChoice.MPS: _("Apple GPU (MPS)"),
        }[self]


class FramesChoice(Enum):
    """Which frames of a sequence to look at."""

    CURRENT = "current"
    ALL = "all"

    def label(self) -> str:
        """What the user reads."""
        return {FramesChoice.CURRENT: _("The one that is shown"), FramesChoice.ALL: _("All")}[self]


@parameterNodeWrapper
class LandmarkAIParameterNode:
    """The choices of the user.

    Attributes:
        inputVolume: what to look at.
        model: name of the model; empty chooses by the image.
        device: where to compute.
        frames: of a sequence.
        results: the list of landmarks that is reviewed.
    """

    inputVolume: vtkMRMLScalarVolumeNode  # noqa: N815  (Slicer's naming)
    model: str = ""
    device: DeviceChoice = DeviceChoice.AUTO
    frames: FramesChoice = FramesChoice.CURRENT
    results: vtkMRMLMarkupsFiducialNode


class GuiConnection:
    """Widgets connected with parameters, until :meth:`remove`.

    ``disconnectGui`` of Slicer 5.10.0 leaves an observer on the parameter node, which writes to widgets
    that are gone when the module was reloaded: Slicer crashes. Early versions of ``connectGui`` do not
    return the tag that ``disconnectGui`` asks for, either. So the connection is made parameter by
    parameter, and the observers that this adds are noted, and removed here.

    Args:
        parameters: LandmarkAIParameterNode, one for the life of the panel.
        ui: the widgets by name; those that show a parameter have its name in ``SlicerParameterName``.
    """

    def __init__(self, parameters: Any, ui: Any) -> None:
        self._parameters = parameters
        self._observers: list[int] = []
        named = {widget.property("SlicerParameterName"): widget for widget in vars(ui).values()}
        self._parameters.AddObserver = self._add_observer
        try:
            self._tag = self._parameters.connectParametersToGui(
                {name: widget for name, widget in named.items() if name}
            )
        finally:
            del self._parameters.AddObserver

    def remove(self) -> None:
        """Connect them no more."""
        self._parameters.disconnectGui(self._tag)
        for observer in self._observers:
            self._parameters.RemoveObserver(observer)
        self._observers.clear()

    def _add_observer(self, event: Any, callback: Any, priority: float = 0.0) -> int:
        tag = int(self._parameters.parameterNode.AddObserver(event, callback, priority))
        self._observers.append(tag)
        return tag
