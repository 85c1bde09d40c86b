"""The panel as a whole: its parts, the parameter node, and what happens to the scene."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import qt
import slicer
import vtk
from slicer.i18n import tr as _
from slicer.util import VTKObservationMixin

from ...core.steps import Steps, finish
from ..logic.detection_run import Rough
from ..logic.keep_current import keep_all_current, keep_current, watch_scene
from ..scene.carry_over import carry_over, hide
from ..scene.dependants import Dependants
from ..scene.landmark_list import FOUND
from ..scene.nodes import DetectionNodes, find_results
from ..scene.steps import StepRunner
from .accept_part import AcceptPart
from .aha_part import AhaPart
from .align_part import AlignPart
from .chamber_part import ChamberPart
from .context import Context
from .contour_part import ContourPart
from .export_part import ExportPart
from .folder_part import FolderPart
from .frames_part import FramesPart
from .function_part import FunctionPart
from .input_part import InputPart
from .mask_part import MaskPart
from .model_part import ModelPart
from .mosaic_part import MosaicPart
from .parameters import GuiConnection
from .pdf_part import PdfPart
from .refine_part import RefinePart
from .report_part import ReportPart
from .review_part import ReviewPart
from .run_part import RunPart
from .self_test_part import SelfTestPart
from .setup_part import SetupPart
from .slice_marks_part import SliceMarksPart
from .ventricle_part import VentriclePart

# Alt and a label's letter lead to the box inside: these widgets take no focus themselves.
_COMPOSITES = {
    "volumeLabel": "volumeSelector",
    "resultsLabel": "resultsSelector",
    "exportFolderLabel": "exportFolder",
    "reportFolderLabel": "reportFolder",
}


class LandmarkAIPanel(VTKObservationMixin):  # type: ignore[misc]
    """Fills the widgets of ``LandmarkAI.ui`` with life.

    Args:
        ui: the widgets by name.
        logic: LandmarkAILogic.
        is_entered: whether the module is shown.
    """

    def __init__(self, ui: Any, logic: Any, is_entered: Callable[[], bool]) -> None:
        VTKObservationMixin.__init__(self)
        self.context = Context(ui, logic)
        self._is_entered = is_entered
        self._gui: GuiConnection | None = None
        self._dependants: Dependants | None = None
        self._shown: Any = None
        self._volume: Any = None
        self._jump = self._removed = False
        self._shows: StepRunner | None = None
        self._follows: StepRunner | None = None
        self._refined: set[int] = set()
        for label, name in _COMPOSITES.items():
            boxes = slicer.util.findChildren(getattr(ui, name), className="*ComboBox")
            getattr(ui, label).setBuddy(boxes[-1])
        ui.resultsSelector.addAttribute("vtkMRMLMarkupsFiducialNode", FOUND)
        self.model = ModelPart(self.context)
        self.input = InputPart(self.context, self.model)
        self.setup = SetupPart(self.context, self._on_models_changed)
        self.self_test = SelfTestPart(self.context)
        self.run = RunPart(
            self.context, self._obstacle, self._on_done, self._on_models_changed, self.setup.show_log
        )
        self.refine = RefinePart(self.context, self._landmarks, self.run.why_not, self._on_refine)
        self.review = ReviewPart(self.context, self.refine.place, self._show_heart)
        self.pdf = PdfPart(self.context, self.review.paper.row)
        self.accept = AcceptPart(self.context, self.review)
        self.mosaic = MosaicPart(self.context, self.review, self._on_segment)
        self.frames = FramesPart(self.context, self.mosaic)
        self.contours = ContourPart(self.context, self.review)
        self.marks = SliceMarksPart(self.review.keys)
        ui.pointsTable.connect("currentCellChanged(int,int,int,int)", lambda: self._choose_mark())
        self.ventricle = VentriclePart(self.context)
        self.chambers = ChamberPart(self.context)
        self.align = AlignPart(self.context)
        self.aha = AhaPart(
            self.context, self.review, self.mosaic.choose_segment, self.marks.show_numbers
        )
        self.masks = MaskPart(self.context)
        self.function = FunctionPart(self.context, lambda: self.report.update())
        self.report = ReportPart(self.context, lambda: self.function.current)
        self.export = ExportPart(self.context)
        self.folder = FolderPart(self.context, self.setup.obstacle)
        watch_scene()
        scene = slicer.mrmlScene
        self.addObserver(scene, scene.StartCloseEvent, self._on_scene_closing)
        self.addObserver(scene, scene.EndCloseEvent, self._on_scene_ready)
        self.addObserver(scene, scene.EndImportEvent, self._on_scene_ready)
        self.addObserver(scene, scene.EndUndoEvent, self._on_parameters)
        self.addObserver(scene, scene.EndRedoEvent, self._on_parameters)
        self.addObserver(scene, scene.NodeRemovedEvent, self._on_parameters)
        self.addObserver(scene, scene.EndBatchProcessEvent, self._on_parameters)
        self.update()

    def enter(self) -> None:
        """The module is shown."""
        self.setup.look()
        self.model.reload()
        self._connect()

    def exit(self) -> None:
        """Another module is shown; what runs goes on."""
        self._disconnect()

    def remove(self) -> None:
        """The panel is closed: what runs is cancelled, and its widgets are not to be touched again."""
        self._removed = True
        self.run.cancel_all()
        self.folder.close()
        self._disconnect()
        self._stop()
        self.mosaic.stop()
        self.marks.remove()
        self.frames.remove()
        self.align.remove()
        self.masks.remove()
        self.function.remove()
        self.self_test.remove()
        self.removeObservers()

    def update(self) -> None:
        """Show what can be done now."""
        self.model.update()
        self.run.update()
        self.input.update()
        self.refine.update()
        self.align.update()
        self.masks.update()
        self.function.update()
        self.report.update()
        self.export.update()
        self.folder.update()

    def _connect(self) -> None:
        if self.context.parameters is not None:
            return
        parameters = self.context.logic.getParameterNode()
        self.context.parameters = parameters
        if parameters.inputVolume is None:
            parameters.inputVolume = slicer.mrmlScene.GetFirstNodeByClass("vtkMRMLScalarVolumeNode")
        self._gui = GuiConnection(parameters, self.context.ui)
        self.addObserver(parameters, vtk.vtkCommand.ModifiedEvent, self._on_parameters)
        keep_all_current()
        self._on_parameters()

    def _disconnect(self) -> None:
        parameters = self.context.parameters
        if parameters is None or self._gui is None:
            return
        self.refine.clear()
        if not self.contours.is_editing:
            self.mosaic.leave_views()
        self._gui.remove()
        self.removeObserver(parameters, vtk.vtkCommand.ModifiedEvent, self._on_parameters)
        self.context.parameters = None
        self._show_results()

    def _on_parameters(self, _caller: Any = None, _event: Any = None) -> None:
        parameters = self.context.parameters
        # At the end of a batch of changes there is a look at all of them.
        if parameters is None or slicer.mrmlScene.IsClosing() or slicer.mrmlScene.IsBatchProcessing():
            return
        if parameters.inputVolume is not self._volume:
            self._volume = parameters.inputVolume
            self.refine.clear()
            self.run.tell_of_volume()
            self._choose_results()
        self._show_results()
        self.update()

    def _choose_results(self) -> None:
        """Results of the chosen volume: those that are chosen already, or the latest."""
        parameters, volume = self.context.parameters, self._volume
        chosen = self.context.results
        if parameters is None or (chosen is not None and chosen.volume is volume):
            return
        found = find_results(volume) if volume is not None else []
        parameters.results = found[-1].landmarks if found else None

    def _show_results(self) -> None:
        """Show the chosen results, if they are not shown already."""
        nodes = self.context.results
        shown = nodes.landmarks if nodes else None
        if shown is self._shown and (shown is None or self._dependants is not None):
            return
        self._shown = shown
        self._forget_shown()
        self._dependants = keep_current(nodes) if nodes else None
        if self._dependants:
            self._dependants.listeners.append(self._on_updated)
        self._stop()
        steps, self._jump = self._showing(nodes, self._dependants, self._jump), False
        if nodes is None:
            finish(steps)
        else:
            self._shows = StepRunner(steps, qt.QTimer.singleShot)

    def _showing(
        self, nodes: DetectionNodes | None, dependants: Dependants | None, jump: bool
    ) -> Steps[None]:
        """Let the parts show other results, each in a turn of the event loop of its own."""
        self.review.show(nodes)
        self.accept.update()
        self.contours.update()
        self.pdf.update()
        self.align.suggest(nodes)
        self.masks.suggest(nodes)
        self.export.update()
        yield
        if jump and nodes is not None:
            self.review.jump_to_first(nodes)
            yield
        self.mosaic.show(nodes, dependants)
        self.frames.show(nodes)
        yield
        self.marks.show(nodes)
        self._choose_mark()
        yield
        self.ventricle.show(nodes)
        self.chambers.show(nodes)
        yield
        self.aha.show(nodes, dependants)

    @property
    def is_settled(self) -> bool:
        """Whether all parts show what there is."""
        return all(runner is None or runner.is_done for runner in (self._shows, self._follows))

    def _stop(self) -> None:
        """The parts have nothing more to follow of what was shown."""
        for runner in (self._shows, self._follows):
            if runner is not None:
                runner.stop()

    def _on_segment(self, segment: int | None) -> None:
        self.aha.choose(segment)

    def _choose_mark(self) -> None:
        self.marks.choose(self.review.selected())

    def _forget_shown(self) -> None:
        """Other nodes may hang on the same list now, or other frames show in it."""
        if self._dependants:
            self._dependants.listeners.remove(self._on_updated)
        self._dependants = None

    def _on_updated(self) -> None:
        """Points or segments were edited, and all that depends on them has followed."""
        nodes, dependants = self.context.results, self._dependants
        if nodes is not None and dependants is not None:
            if self._follows is not None:
                self._follows.stop()
            self._follows = StepRunner(self._following(nodes, dependants), qt.QTimer.singleShot)

    def _following(self, nodes: DetectionNodes, dependants: Dependants) -> Steps[None]:
        """Let the parts follow an edit, each in a turn of its own: the next one may be under way."""
        self.aha.show(nodes, dependants)
        yield
        self.mosaic.show(nodes, dependants)
        yield
        self.review.refresh(nodes)
        self.accept.update()
        yield
        self.marks.mark()
        self.frames.update()
        self.ventricle.show_measures(nodes)
        self.chambers.show(nodes)

    def _on_done(self, nodes: DetectionNodes) -> None:
        parameters = self.context.parameters or self.context.logic.getParameterNode()
        if nodes.volume is parameters.inputVolume:
            self._keep_reviewed(nodes)
            self._forget_shown()
            self._jump = self.context.parameters is not None
            if self._jump:
                self.input.fold()
            parameters.results = nodes.landmarks
            self._show_results()
        self.update()

    def _show_heart(self, nodes: DetectionNodes) -> bool:
        return self.mosaic.show_views(nodes)

    def _keep_reviewed(self, nodes: DetectionNodes) -> None:
        """Carry over what a reader did on the results that were shown, and say so; those are hidden."""
        before, refined = self.context.results, self._refined
        self._refined = set()
        if before is None or before.landmarks is nodes.landmarks or before.volume is not nodes.volume:
            return
        hide(before)
        if self.accept.keeps_reviewed:
            kept = carry_over(before, nodes, refined)
            self.run.say(_("{count} reviewed points were kept.").format(count=kept) if kept else "")

    def _on_refine(self, rough: Rough) -> None:
        self._refined = set(rough)
        self.run.detect(rough)

    def _on_models_changed(self) -> None:
        self.model.reload()
        self.update()

    def _obstacle(self) -> str:
        return self.setup.obstacle() or self.model.why_not()

    def _landmarks(self) -> list[str]:
        entry = self.model.entry()
        return entry.bundle.landmarks if entry and entry.bundle else []

    def _on_scene_closing(self, _caller: Any, _event: Any) -> None:
        self._disconnect()

    def _on_scene_ready(self, _caller: Any, _event: Any) -> None:
        if self._is_entered():
            # A scene that was loaded brings what the parameter node holds.
            self._disconnect()
            self._connect()
