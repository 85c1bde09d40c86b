"""What the panel remembers in the scene."""

from enum import Enum

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
