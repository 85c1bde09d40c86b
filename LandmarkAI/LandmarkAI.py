"""Slicer's entry to LandmarkAI: module, widget, logic and self-test; the rest is in LandmarkAILib."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import slicer
from slicer.i18n import tr as _
from slicer.i18n import translate
from slicer.ScriptedLoadableModule import (
    ScriptedLoadableModule,
    ScriptedLoadableModuleLogic,
    ScriptedLoadableModuleTest,
    ScriptedLoadableModuleWidget,
)

if TYPE_CHECKING:
    from LandmarkAILib.analysis.aha.settings import Level
    from LandmarkAILib.analysis.function.result import Sex
    from LandmarkAILib.analysis.tissue.scar import Method as ScarMethod
    from LandmarkAILib.commands.batch.summary import CaseResult
    from LandmarkAILib.inference.device import EngineName
    from LandmarkAILib.inference.device import Request as DeviceRequest
    from LandmarkAILib.slicer.logic.detection_run import Rough
    from LandmarkAILib.slicer.logic.qt_worker import QtWorker
    from LandmarkAILib.slicer.panel.parameters import LandmarkAIParameterNode
    from LandmarkAILib.slicer.scene.align import AlignedNodes
    from LandmarkAILib.slicer.scene.any_mask import Measured
    from LandmarkAILib.slicer.scene.function import FunctionNodes
    from LandmarkAILib.slicer.scene.nodes import DetectionNodes


class LandmarkAI(ScriptedLoadableModule):
    """Announces the module."""

    def __init__(self, parent: Any) -> None:
        ScriptedLoadableModule.__init__(self, parent)
        self.parent.title = "LandmarkAI"
        self.parent.categories = [translate("qSlicerAbstractCoreModule", "Cardiac")]
        self.parent.dependencies = ["Markups", "Segmentations", "Tables", "Sequences"]
        self.parent.contributors = ["LandmarkAI contributors"]
        self.parent.helpText = _(
            "Finds anatomical landmarks in cardiac images, segments the ventricles and divides the "
            "myocardium into AHA segments. Research use only: not a medical device, not for diagnosis "
            "or treatment."
        )
        self.parent.acknowledgementText = _(
            "The weights of the models have terms of their own, which the module shows before use."
        )
        slicer.app.connect("startupCompleted()", onStartupCompleted)


def onStartupCompleted() -> None:
    """Show the simulated study in Sample Data, and keep results current that are loaded with scenes."""
    from LandmarkAILib.slicer.logic.keep_current import watch_scene
    from LandmarkAILib.slicer.logic.sample_data import register_sample_data

    register_sample_data()
    watch_scene()


class LandmarkAIWidget(ScriptedLoadableModuleWidget):
    """The module's panel; its parts are in LandmarkAILib.slicer.panel."""

    def setup(self) -> None:
        from LandmarkAILib.slicer.panel.panel import LandmarkAIPanel

        ScriptedLoadableModuleWidget.setup(self)
        widget = slicer.util.loadUI(self.resourcePath("UI/LandmarkAI.ui"))
        self.layout.addWidget(widget)
        self._add_parts(widget)
        self.ui = slicer.util.childWidgetVariables(widget)
        widget.setMRMLScene(slicer.mrmlScene)
        self.logic = LandmarkAILogic()
        self.panel = LandmarkAIPanel(self.ui, self.logic, lambda: self.parent.isEntered)

    def _add_parts(self, widget: Any) -> None:
        """Parts of the panel that have a file of their own, around review and segments."""
        ui, layout = slicer.util.childWidgetVariables(widget), widget.layout()
        below = ("Align", "Report", "Masks", "Function")
        below_segments = [(name, ui.ahaCollapsible, 1) for name in below]
        folder = slicer.util.loadUI(self.resourcePath("UI/Folder.ui"))
        layout.insertWidget(layout.indexOf(ui.setupCollapsible), folder)
        around_review = [("Measures", ui.reviewCollapsible, 1), ("Slices", ui.reviewCollapsible, 0)]
        for name, beside, after in (*below_segments, *around_review):
            part = slicer.util.loadUI(self.resourcePath(f"UI/{name}.ui"))
            layout.insertWidget(layout.indexOf(beside) + after, part)
            part.setMRMLScene(slicer.mrmlScene)

    def cleanup(self) -> None:
        self.panel.remove()

    def enter(self) -> None:
        self.panel.enter()

    def exit(self) -> None:
        self.panel.exit()


class LandmarkAILogic(ScriptedLoadableModuleLogic):
    """Detection without the panel, for Slicer's console and scripts.

    ::

        from LandmarkAI import LandmarkAILogic
        found = LandmarkAILogic().detect(slicer.util.getNode("SAX"))
        print(found.landmarks, found.segmentation, found.table)
    """

    def __init__(self, worker: QtWorker | None = None) -> None:
        from LandmarkAILib.slicer.logic.qt_worker import shared_worker

        ScriptedLoadableModuleLogic.__init__(self)
        self.worker = worker or shared_worker()
        self._parameters: Any = None

    def getParameterNode(self) -> LandmarkAIParameterNode:
        """What the panel remembers in the scene: one object as long as the node is the same."""
        from LandmarkAILib.slicer.panel.parameters import LandmarkAIParameterNode

        node = super().getParameterNode()
        if self._parameters is None or self._parameters.parameterNode is not node:
            self._parameters = LandmarkAIParameterNode(node)
        return self._parameters

    def detect(
        self,
        volumeNode: Any,
        model: str | Path | None = None,
        device: DeviceRequest = "auto",
        frames: int | Literal["current", "all"] = "current",
        rough: Rough | None = None,
        progress: Callable[[float, str], None] | None = None,
        threads: int | None = None,
        mirror: bool = False,
        engine: EngineName = "torch",
    ) -> DetectionNodes:
        """Detect in a volume, and wait for it; Slicer lives on meanwhile.

        Args:
            volumeNode: vtkMRMLScalarVolumeNode.
            model: name, or path of a model's folder; None chooses by the image.
            device: where to compute.
            frames: of a volume that shows a sequence: the current one, all, or one by number from 0.
            rough: a reader's points to refine, LPS mm in the volume's own frame, by slice and landmark.
            progress: gets the share done, 0 to 1, and what is being done.
            threads: CPU threads; None leaves torch's choice.
            mirror: the stack is known to be stored as a mirror image against its header.
            engine: runs the networks: ``openvino`` (extra ``[openvino]``) is a tenth faster on a CPU.

        Returns:
            Nodes: ``.landmarks``, ``.segmentation``, ``.table``, ``.aha_segmentation``, ``.aha_table``.

        Raises:
            LandmarkAIError: it cannot be done; the message says why.
        """
        from LandmarkAILib.inference.options import DetectionOptions
        from LandmarkAILib.slicer.logic import console
        from LandmarkAILib.slicer.logic.detection_run import Wish

        options = DetectionOptions(
            str(model) if model is not None else None,
            device,
            threads,
            frames=None if frames == "current" else frames,
            mirror=mirror,
            engine=engine,
        )
        return console.detect(self.worker, volumeNode, Wish(options, rough), progress)

    def align(
        self,
        sourceNode: Any,
        targetNode: Any,
        similarity: bool = False,
        together: Sequence[Any] = (),
    ) -> AlignedNodes:
        """Move points onto those of the same names, with the volume they were detected in.

        Args:
            sourceNode: vtkMRMLMarkupsFiducialNode that is moved, such as a detection's ``.landmarks``.
            targetNode: vtkMRMLMarkupsFiducialNode that stays.
            similarity: also scale, by one factor.
            together: other nodes that move with them.

        Returns:
            Nodes: ``.transform``, and ``.table`` with the residuals in mm.

        Raises:
            LandmarkAIError: it cannot be done; the message says why.
        """
        from LandmarkAILib.slicer.scene.align import align_nodes

        kind: Literal["rigid", "similarity"] = "similarity" if similarity else "rigid"
        return align_nodes(sourceNode, targetNode, kind, together)

    def measureFunction(
        self,
        volumes: Any,
        ed: int | None = None,
        es: int | None = None,
        height: float | None = None,
        weight: float | None = None,
        sex: Sex | None = None,
        model: str | Path | None = None,
        device: DeviceRequest = "auto",
    ) -> FunctionNodes:
        """Ventricular function; detects first in frames that have no contours.

        Args:
            volumes: a sequence browser, a volume that shows a sequence, or volumes, a frame each.
            ed, es: frames that are named, from 0; found by the volume of the cavity otherwise.
            height, weight: of the patient, cm and kg, for values by body surface area.
            sex: for the normal ranges.
            model: that detects; None chooses by the image.
            device: where to compute.

        Returns:
            ``.function`` with the numbers; nodes ``.table``, ``.frames``, ``.walls``.

        Raises:
            LandmarkAIError: it cannot be done; the message says why.
        """
        from LandmarkAILib.analysis.function.result import FunctionChoices
        from LandmarkAILib.inference.options import DetectionOptions
        from LandmarkAILib.slicer.logic.measuring import body_surface, measure_function

        options = DetectionOptions(str(model) if model is not None else None, device, frames="all")
        choices = FunctionChoices(ed, es, body_surface(height, weight), sex)
        return measure_function(self.worker, volumes, options, choices)

    def measureSegments(
        self,
        volumeNode: Any,
        segmentationNode: Any,
        pointsNode: Any,
        maps: Sequence[Any] = (),
        margins: tuple[float, float] = (0.1, 0.1),
        segments: Literal[16, 17] = 16,
        septum: str | None = None,
    ) -> list[Measured]:
        """AHA segments from any mask and points, measured in the volume and in maps beside it.

        Args:
            volumeNode: short-axis image, or CT, that the contours belong to.
            segmentationNode: vtkMRMLSegmentationNode with Left ventricle and Myocardium.
            pointsNode: vtkMRMLMarkupsFiducialNode with the Anterior RV insertion; for a CT with LV apex
                and Mitral annulus center.
            maps: volumes of the same place, such as T1.
            margins: shares of the wall left out at endo- and epicardium.
            segments: 17 adds the apical cap.
            septum: of a CT: name of a point on the septum or in the right ventricle. None takes the
                point named Septum, or else the segment Right ventricle.

        Returns:
            ``.result``, ``.table``, ``.segmentation`` of the volume, then of each map.

        Raises:
            LandmarkAIError: it cannot be done; the message says why.
        """
        from LandmarkAILib.analysis.aha.settings import AhaSettings
        from LandmarkAILib.slicer.scene.any_mask import measure_segments

        settings = AhaSettings(margins=margins, cap=segments == 17)
        return measure_segments(volumeNode, segmentationNode, pointsNode, maps, settings, septum)

    def measureScar(
        self,
        volumeNode: Any,
        segmentationNode: Any = None,
        pointsNode: Any = None,
        method: ScarMethod = "nsd",
        sd: float = 5.0,
    ) -> Measured:
        """Scar of a late enhancement volume by threshold; a threshold, not a diagnosis.

        Args:
            volumeNode: late gadolinium enhancement, short axis.
            segmentationNode, pointsNode: its contours and points; those of its detection if None.
            method: ``nsd`` or ``fwhm``.
            sd: standard deviations above remote myocardium, of ``nsd``.

        Returns:
            ``.result`` with the numbers; nodes ``.table`` and ``.segmentation``.

        Raises:
            LandmarkAIError: it cannot be done; the message says why.
        """
        from LandmarkAILib.slicer.logic.measuring import latest
        from LandmarkAILib.slicer.scene.any_mask import measure_scar

        if segmentationNode is None or pointsNode is None:
            found = latest(volumeNode, lambda: self.detect(volumeNode))
            segmentationNode = segmentationNode or found.segmentation
            pointsNode = pointsNode or found.landmarks
        return measure_scar(volumeNode, segmentationNode, pointsNode, method, sd)

    def measureECV(
        self,
        nativeNode: Any,
        postNode: Any,
        hematocrit: float,
        segmentationNode: Any = None,
        pointsNode: Any = None,
        postPointsNode: Any = None,
    ) -> Measured:
        """Extracellular volume of two T1 maps in ms, the second aligned by its points.

        Args:
            nativeNode, postNode: T1 before and after contrast.
            hematocrit: a share, such as 0.42.
            segmentationNode, pointsNode: of the native map; those of its detection if None.
            postPointsNode: of the other; those of its detection if None.

        Returns:
            ``.result`` with the numbers; nodes ``.volume``, ``.table`` and ``.segmentation``.

        Raises:
            LandmarkAIError: it cannot be done; the message says why.
        """
        from LandmarkAILib.slicer.logic.measuring import latest
        from LandmarkAILib.slicer.scene.any_mask import measure_ecv

        if segmentationNode is None or pointsNode is None:
            found = latest(nativeNode, lambda: self.detect(nativeNode))
            segmentationNode = segmentationNode or found.segmentation
            pointsNode = pointsNode or found.landmarks
        if postPointsNode is None:
            postPointsNode = latest(postNode, lambda: self.detect(postNode)).landmarks
        return measure_ecv(
            nativeNode, postNode, segmentationNode, pointsNode, postPointsNode, hematocrit
        )

    def detectFolder(
        self,
        input: str | Path | Sequence[str | Path],
        output: str | Path,
        model: str | Path | None = None,
        device: DeviceRequest = "auto",
        overwrite: bool = False,
        frames: int | Literal["all"] | None = None,
        progress: Callable[[float, str], None] | None = None,
        threads: int | None = None,
        levels: Mapping[Level, Sequence[int]] | None = None,
        pictures: bool = False,
        mirror: bool = False,
        engine: EngineName = "torch",
    ) -> list[CaseResult]:
        """Detect on files and folder trees and write files, as ``landmarkai detect`` does.

        Args:
            input: image files, DICOM folders, or folder trees of them.
            output: folder of the results, made if need be.
            model: name, or path of a model's folder; None chooses by each image.
            device: where to compute.
            overwrite: detect complete cases again, and replace files that LandmarkAI did not write.
            frames: of 4D files, the frame to detect on, from 0, or ``all``; None refuses 4D files.
            progress: gets the share done, 0 to 1, and what is being done.
            threads: CPU threads; None leaves torch's choice.
            levels: slices of the AHA levels ``basal``, ``mid`` and ``apical``, from 0; None divides the
                myocardium in thirds.
            pictures: also write a picture of all slices of each case.
            mirror: stacks are known to be stored as mirror images against their headers.
            engine: runs the networks: ``openvino`` (extra ``[openvino]``) is a tenth faster on a CPU.

        Returns:
            What became of each case; the same is in ``summary.csv``.

        Raises:
            LandmarkAIError: nothing could be done; a case that fails is only noted.
        """
        from LandmarkAILib.analysis.aha.settings import AhaSettings
        from LandmarkAILib.inference.options import DetectionOptions
        from LandmarkAILib.slicer.logic import console

        name = str(model) if model is not None else None
        aha = AhaSettings(levels=levels)
        options = DetectionOptions(
            name, device, threads, overwrite, frames, aha, pictures, mirror, engine
        )
        return console.detect_folder(self.worker, input, output, options, progress)


class LandmarkAITest(ScriptedLoadableModuleTest):
    """The self-test: the simulated study, through the detection process."""

    def setUp(self) -> None:
        slicer.mrmlScene.Clear()

    def test_points_of_the_simulated_study(self) -> None:
        from LandmarkAILib.slicer.logic.self_test import check_simulated_study

        self.delayDisplay(_("Detecting in the simulated study"))
        for message in check_simulated_study(LandmarkAILogic()):
            self.delayDisplay(message)
