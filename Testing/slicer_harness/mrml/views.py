"""Slice views and the 3D view: Slicer's displayable managers in windows that no screen shows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
import slicer
import vtkmodules.vtkInteractionStyle
import vtkmodules.vtkRenderingFreeType
import vtkmodules.vtkRenderingOpenGL2
import vtkmodules.vtkRenderingVolumeOpenGL2  # noqa: F401  (these four register what the views need)
from vtkmodules.util.numpy_support import vtk_to_numpy
from vtkmodules.vtkInteractionStyle import vtkInteractorStyleUser
from vtkmodules.vtkRenderingCore import (
    vtkActor2D,
    vtkImageMapper,
    vtkRenderer,
    vtkRenderWindow,
    vtkRenderWindowInteractor,
    vtkWindowToImageFilter,
)

from .application_logic import MRMLApplication

SLICE_MANAGERS = (
    *("vtkMRMLVolumeGlyphSliceDisplayableManager", "vtkMRMLModelSliceDisplayableManager"),
    *("vtkMRMLCrosshairDisplayableManager", "vtkMRMLMarkupsDisplayableManager"),
    "vtkMRMLSegmentationsDisplayableManager2D",
)
THREE_D_MANAGERS = (
    *("vtkMRMLCameraDisplayableManager", "vtkMRMLViewDisplayableManager"),
    *("vtkMRMLModelDisplayableManager", "vtkMRMLThreeDReformatDisplayableManager"),
    *("vtkMRMLMarkupsDisplayableManager", "vtkMRMLSegmentationsDisplayableManager3D"),
)
# Name, label, orientation and colour of the views of Slicer's usual layout.
SLICE_VIEWS = {
    "Red": ("R", "Axial", (0.953, 0.290, 0.200)),
    "Yellow": ("Y", "Sagittal", (0.929, 0.835, 0.298)),
    "Green": ("G", "Coronal", (0.431, 0.690, 0.294)),
}


class _View:
    """A window with a renderer that Slicer's displayable managers fill.

    Attributes:
        size: width and height, in pixels.
    """

    def __init__(self, node: Any, size: tuple[int, int]) -> None:
        self.node = node
        self.size = size

    @cached_property
    def window(self) -> Any:
        """Made when first needed: the first window of a process takes a second or two."""
        window = vtkRenderWindow()
        window.SetOffScreenRendering(1)
        window.SetSize(*self.size)
        window.SetMultiSamples(4)
        window.AddRenderer(self.renderer)
        return window

    @cached_property
    def renderer(self) -> Any:
        return vtkRenderer()

    @cached_property
    def interactor(self) -> Any:
        interactor = vtkRenderWindowInteractor()
        interactor.SetRenderWindow(self.window)
        interactor.EnableRenderOff()
        interactor.SetInteractorStyle(vtkInteractorStyleUser())
        interactor.SetSize(*self.size)
        return interactor

    def _fill(self, factory: Any, names: Sequence[str], style: Any) -> Any:
        """Make the displayable managers and hand them the events of the mouse."""
        for name in names:
            if not factory.IsDisplayableManagerRegistered(name):
                factory.RegisterDisplayableManager(name)
        style.SetInteractor(self.interactor)
        self.window.Render()
        managers = factory.InstantiateDisplayableManagers(self.renderer)
        managers.SetMRMLDisplayableNode(self.node)
        style.SetDisplayableManagers(managers)
        return managers

    def pixels(self) -> np.ndarray:
        """Render; (height, width, 3) uint8, first row on top."""
        self.render()
        grab = vtkWindowToImageFilter()
        grab.SetInput(self.window)
        grab.ReadFrontBufferOff()
        grab.Update()
        image = grab.GetOutput()
        width, height, _ = image.GetDimensions()
        scalars = image.GetPointData().GetScalars()
        flat = vtk_to_numpy(scalars)  # type: ignore[no-untyped-call]
        return np.ascontiguousarray(flat.reshape(height, width, -1)[::-1, :, :3])

    def render(self) -> None:
        self.window.Render()


class SliceView(_View):
    """A slice view.

    Attributes:
        logic: vtkMRMLSliceLogic.
        node: vtkMRMLSliceNode.
    """

    def __init__(
        self, application: MRMLApplication, name: str, size: tuple[int, int] = (400, 400)
    ) -> None:
        self.name = name
        self.logic = slicer.vtkMRMLSliceLogic()
        self.logic.SetMRMLApplicationLogic(application.logic)
        self.logic.SetMRMLScene(application.scene)
        super().__init__(self.logic.AddSliceNode(name), size)
        application.slice_logics.AddItem(self.logic)
        self._filled = False
        self._mapper = vtkImageMapper()
        self._image = vtkActor2D()
        self.reset()

    def reset(self) -> None:
        """As at the application's start."""
        label, orientation, colour = SLICE_VIEWS[self.name]
        self.node.SetLayoutLabel(label)
        self.node.SetLayoutColor(*colour)
        self.node.SetOrientation(orientation)
        self.node.SetMappedInLayout(1)
        self.logic.ResizeSliceNode(*self.size)

    def fill(self) -> None:
        """Make what the view consists of; needed before events are sent."""
        if self._filled:
            return
        self._filled = True
        self._mapper.SetColorWindow(255)
        self._mapper.SetColorLevel(127.5)
        self._image.SetMapper(self._mapper)
        self._image.GetProperty().SetDisplayLocationToBackground()
        self._image.VisibilityOff()
        self.renderer.AddViewProp(self._image)
        self.style = slicer.vtkMRMLSliceViewInteractorStyle()
        self.style.SetSliceLogic(self.logic)
        factory = slicer.vtkMRMLSliceViewDisplayableManagerFactory.GetInstance()
        self.managers = self._fill(factory, SLICE_MANAGERS, self.style)
        self.logic.SetDisplayableManagerGroup(self.managers)

    def render(self) -> None:
        self.fill()
        connection: Any = self.logic.GetImageDataConnection() if self.logic.HasInputs() else None
        self._mapper.SetInputConnection(connection)
        self._image.SetVisibility(connection is not None)
        super().render()

    def position_of(self, ras: Sequence[float]) -> tuple[int, int]:
        """Pixel of the window, from its lower left corner, where a point lies, given in world RAS mm."""
        inverse = np.linalg.inv(slicer.util.arrayFromVTKMatrix(self.node.GetXYToRAS()))
        x, y, *_ = inverse @ [*ras, 1.0]
        return round(x), round(y)


class ThreeDView(_View):
    """The 3D view.

    Attributes:
        logic: vtkMRMLViewLogic.
        node: vtkMRMLViewNode.
    """

    def __init__(self, application: MRMLApplication, size: tuple[int, int] = (400, 400)) -> None:
        self.logic = slicer.vtkMRMLViewLogic()
        self.logic.SetMRMLApplicationLogic(application.logic)
        self.logic.SetMRMLScene(application.scene)
        super().__init__(self.logic.AddViewNode("1"), size)
        self.node.SetMappedInLayout(1)
        application.view_logics.AddItem(self.logic)
        self._filled = False

    def fill(self) -> None:
        if self._filled:
            return
        self._filled = True
        self.style = slicer.vtkMRMLThreeDViewInteractorStyle()
        factory = slicer.vtkMRMLThreeDViewDisplayableManagerFactory.GetInstance()
        self.managers = self._fill(factory, THREE_D_MANAGERS, self.style)
        self.logic.SetDisplayableManagerGroup(self.managers)

    def render(self) -> None:
        self.fill()
        super().render()

    def reset_camera(self) -> None:
        """Centre what is shown."""
        self.fill()
        self.renderer.ResetCamera()
        self.renderer.ResetCameraClippingRange()
