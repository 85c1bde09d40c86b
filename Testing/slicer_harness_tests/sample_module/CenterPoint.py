"""A small scripted module, as Slicer's template makes it: a point in the middle of a volume."""
# ruff: noqa: N802, N803, N806, N815, PT009  (Slicer's names and its kind of tests)

from __future__ import annotations

from typing import Annotated

import slicer
import vtk
from slicer import vtkMRMLMarkupsFiducialNode, vtkMRMLScalarVolumeNode
from slicer.i18n import tr as _
from slicer.i18n import translate
from slicer.parameterNodeWrapper import Choice, Default, WithinRange, parameterNodeWrapper
from slicer.ScriptedLoadableModule import (
    ScriptedLoadableModule,
    ScriptedLoadableModuleLogic,
    ScriptedLoadableModuleTest,
    ScriptedLoadableModuleWidget,
)
from slicer.util import VTKObservationMixin


class CenterPoint(ScriptedLoadableModule):
    def __init__(self, parent):
        ScriptedLoadableModule.__init__(self, parent)
        self.parent.title = _("Center Point")
        self.parent.categories = [translate("qSlicerAbstractCoreModule", "Examples")]
        self.parent.dependencies = []
        self.parent.helpText = _("Puts a point into the middle of a volume.")
        slicer.app.connect("startupCompleted()", registerSampleData)


def registerSampleData():
    import SampleData

    SampleData.SampleDataLogic.registerCustomSampleDataSource(
        category="CenterPoint", sampleName="Nothing"
    )


@parameterNodeWrapper
class CenterPointParameterNode:
    inputVolume: vtkMRMLScalarVolumeNode
    points: vtkMRMLMarkupsFiducialNode
    height: Annotated[float, WithinRange(-50, 50)] = 0
    label: Annotated[str, Choice(["center", "middle"]), Default("center")]
    locked: bool = False


class CenterPointWidget(ScriptedLoadableModuleWidget, VTKObservationMixin):
    def __init__(self, parent=None):
        ScriptedLoadableModuleWidget.__init__(self, parent)
        VTKObservationMixin.__init__(self)
        self.logic = None
        self._parameterNode = None
        self._parameterNodeGuiTag = None

    def setup(self):
        ScriptedLoadableModuleWidget.setup(self)
        uiWidget = slicer.util.loadUI(self.resourcePath("UI/CenterPoint.ui"))
        self.layout.addWidget(uiWidget)
        self.ui = slicer.util.childWidgetVariables(uiWidget)
        uiWidget.setMRMLScene(slicer.mrmlScene)
        self.logic = CenterPointLogic()
        self.addObserver(slicer.mrmlScene, slicer.mrmlScene.StartCloseEvent, self.onSceneStartClose)
        self.addObserver(slicer.mrmlScene, slicer.mrmlScene.EndCloseEvent, self.onSceneEndClose)
        self.ui.applyButton.connect("clicked(bool)", self.onApplyButton)
        self.initializeParameterNode()

    def cleanup(self):
        self.setParameterNode(None)  # its widgets will be gone
        self.removeObservers()

    def enter(self):
        self.initializeParameterNode()

    def exit(self):
        if self._parameterNode:
            self.setParameterNode(None)

    def onSceneStartClose(self, caller, event):
        self.setParameterNode(None)

    def onSceneEndClose(self, caller, event):
        if self.parent.isEntered:
            self.initializeParameterNode()

    def initializeParameterNode(self):
        self.setParameterNode(self.logic.getParameterNode())
        if not self._parameterNode.inputVolume:
            first = slicer.mrmlScene.GetFirstNodeByClass("vtkMRMLScalarVolumeNode")
            if first:
                self._parameterNode.inputVolume = first

    def setParameterNode(self, inputParameterNode):
        if self._parameterNode:
            self._parameterNode.disconnectGui(self._parameterNodeGuiTag)
            self.removeObserver(self._parameterNode, vtk.vtkCommand.ModifiedEvent, self._checkCanApply)
        self._parameterNode = inputParameterNode
        if self._parameterNode:
            self._parameterNodeGuiTag = self._parameterNode.connectGui(self.ui)
            self.addObserver(self._parameterNode, vtk.vtkCommand.ModifiedEvent, self._checkCanApply)
            self._checkCanApply()

    def _checkCanApply(self, caller=None, event=None):
        ready = self._parameterNode is not None and self._parameterNode.inputVolume is not None
        self.ui.applyButton.enabled = ready
        self.ui.applyButton.toolTip = _("Put the point.") if ready else _("Select a volume first.")

    def onApplyButton(self):
        with slicer.util.tryWithErrorDisplay(_("Failed to put the point."), waitCursor=True):
            parameters = self._parameterNode
            points = self.logic.process(
                parameters.inputVolume, parameters.height, parameters.label, parameters.locked
            )
            parameters.points = points


class CenterPointLogic(ScriptedLoadableModuleLogic):
    def getParameterNode(self):
        return CenterPointParameterNode(super().getParameterNode())

    def process(self, inputVolume, height=0.0, label="center", locked=False):
        if inputVolume is None:
            raise ValueError("Input volume is invalid")
        bounds = [0.0] * 6
        inputVolume.GetRASBounds(bounds)
        x, y, z = ((bounds[2 * axis] + bounds[2 * axis + 1]) / 2 for axis in range(3))
        points = slicer.mrmlScene.AddNewNodeByClass("vtkMRMLMarkupsFiducialNode", "Center")
        points.CreateDefaultDisplayNodes()
        points.AddControlPointWorld(vtk.vtkVector3d(x, y, z + height), label)
        points.SetLocked(locked)
        return points


class CenterPointTest(ScriptedLoadableModuleTest):
    def setUp(self):
        slicer.mrmlScene.Clear()

    def test_point_is_in_the_middle(self):
        import numpy as np

        self.delayDisplay("Starting the test")
        volume = slicer.util.addVolumeFromArray(np.zeros((4, 5, 6), np.int16))
        points = CenterPointLogic().process(volume)
        self.assertEqual(list(points.GetNthControlPointPositionWorld(0)), [2.5, 2.0, 1.5])
