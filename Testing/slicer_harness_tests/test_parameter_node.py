"""The parameter node wrapper: defaults, limits, and the widgets that show the values."""

from __future__ import annotations

import enum
from pathlib import Path
from typing import Annotated, Any

import pytest


class Contrast(enum.Enum):
    CINE = 1
    LGE = 2


@pytest.fixture
def wrapper(scene: Any) -> Any:
    import slicer
    from slicer.parameterNodeWrapper import (
        Choice,
        Default,
        Maximum,
        Minimum,
        WithinRange,
        parameterNodeWrapper,
    )

    class Parameters:
        volume: slicer.vtkMRMLScalarVolumeNode
        count: Annotated[int, Minimum(1), Maximum(9)] = 3
        threshold: Annotated[float, WithinRange(0, 1), Default(0.5)]
        device: Annotated[str, Choice(["auto", "cpu"])] = "auto"
        contrast: Contrast
        folder: Path
        automatic: bool = True

    # The annotations are text here, and the types are names of this function.
    Parameters.__annotations__ = {
        "volume": slicer.vtkMRMLScalarVolumeNode,
        "count": Annotated[int, Minimum(1), Maximum(9)],
        "threshold": Annotated[float, WithinRange(0, 1), Default(0.5)],
        "device": Annotated[str, Choice(["auto", "cpu"])],
        "contrast": Contrast,
        "folder": Path,
        "automatic": bool,
    }
    node = scene.AddNewNodeByClass("vtkMRMLScriptedModuleNode")
    return parameterNodeWrapper(Parameters)(node)


def test_defaults_are_written_as_text(wrapper: Any) -> None:
    node = wrapper.parameterNode
    texts = {name: node.GetParameter(name) for name in node.GetParameterNames()}
    assert texts == {
        "volume": "",
        "count": "3",
        "threshold": "0.5",
        "device": "auto",
        "contrast": "CINE",
        "folder": ".",
        "automatic": "True",
    }


def test_values_come_back_with_their_types(wrapper: Any, volume: Any) -> None:
    wrapper.volume = volume
    wrapper.contrast = Contrast.LGE
    wrapper.threshold = 1
    assert wrapper.volume == volume and wrapper.contrast is Contrast.LGE
    assert wrapper.threshold == 1.0 and isinstance(wrapper.threshold, float)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("count", 0),
        ("count", 10),
        ("count", 2.5),
        ("threshold", 1.1),
        ("device", "gpu"),
        ("automatic", None),
    ],
)
def test_wrong_values_are_refused(wrapper: Any, name: str, value: Any) -> None:
    before = getattr(wrapper, name)
    with pytest.raises((ValueError, TypeError)):
        setattr(wrapper, name, value)
    assert getattr(wrapper, name) == before


def test_a_wrong_node_is_refused(wrapper: Any, scene: Any) -> None:
    with pytest.raises(TypeError):
        wrapper.volume = scene.AddNewNodeByClass("vtkMRMLModelNode")


def test_widgets_are_prepared_and_follow(wrapper: Any, scene: Any, volume: Any) -> None:
    import ctk
    import qt
    import slicer

    widgets = {
        "volume": slicer.qMRMLNodeComboBox(),
        "count": qt.QSpinBox(),
        "threshold": ctk.ctkSliderWidget(),
        "device": qt.QComboBox(),
        "contrast": qt.QComboBox(),
        "folder": ctk.ctkPathLineEdit(),
        "automatic": qt.QCheckBox(),
    }
    widgets["volume"].setMRMLScene(scene)
    tag = wrapper.connectParametersToGui(widgets)
    assert widgets["volume"].nodeTypes == ("vtkMRMLScalarVolumeNode",)
    assert (widgets["count"].minimum, widgets["count"].maximum) == (1, 9)
    assert (widgets["threshold"].maximum, widgets["threshold"].value) == (1.0, 0.5)
    widgets["device"].setCurrentText("cpu")
    widgets["contrast"].currentIndex = 1
    widgets["folder"].currentPath = "data"
    widgets["automatic"].click()
    widgets["volume"].setCurrentNode(volume)
    assert (wrapper.device, wrapper.contrast, wrapper.folder) == ("cpu", Contrast.LGE, Path("data"))
    assert wrapper.automatic is False and wrapper.volume == volume
    wrapper.count = 7
    assert widgets["count"].value == 7
    wrapper.disconnectGui(tag)
    widgets["count"].value = 2
    wrapper.threshold = 0.1
    assert wrapper.count == 7 and widgets["threshold"].value == 0.5


def test_what_slicer_cannot_connect_is_refused(wrapper: Any) -> None:
    import qt

    with pytest.raises(RuntimeError, match="Unable to create GUI connector"):
        wrapper.connectParametersToGui({"volume": qt.QComboBox()})
    with pytest.raises(RuntimeError, match="Choice annotation"):
        wrapper.connectParametersToGui({"count": qt.QComboBox()})
    with pytest.raises(ValueError, match="Cannot find a param"):
        wrapper.connectParametersToGui({"treshold": qt.QDoubleSpinBox()})
