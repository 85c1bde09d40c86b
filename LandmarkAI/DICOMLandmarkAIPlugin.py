"""Slicer's entry to LandmarkAI's DICOM plugin: what it offers, and how that is loaded.

Slicer lists the class of this file's name as a module, hidden, and asks the plugin that it registers
whenever a series is examined in the module DICOM.
"""

from __future__ import annotations

from typing import Any

import slicer
from DICOMLib import DICOMLoadable, DICOMPlugin
from slicer.i18n import tr as _


class DICOMLandmarkAIPluginClass(DICOMPlugin):  # type: ignore[misc]
    """Offers short-axis stacks and cines, single-frame or enhanced, as a volume or a sequence."""

    def __init__(self) -> None:
        super().__init__()
        self.loadType = _("Cardiac short axis")

    def examineForImport(self, fileLists: list[list[str]]) -> list[Any]:
        """What can be loaded of some series; nothing of those that are no short axis.

        They are looked at together: slices that are a series each make one stack.
        """
        from LandmarkAILib.slicer.scene.dicom_loading import offers

        files = [file for files in fileLists for file in files]
        known = self.getCachedLoadables(files)
        if known is not None:
            return list(known)
        loadables = []
        for offer in offers(files):
            loadable = DICOMLoadable()
            loadable.files = list(offer.files)
            loadable.name = offer.name
            loadable.tooltip = offer.tooltip
            loadable.warning = offer.warning
            loadable.confidence = offer.confidence
            loadable.selected = True
            loadables.append(loadable)
        self.cacheLoadables(files, loadables)
        return loadables

    def load(self, loadable: Any) -> Any:
        """Load what was offered.

        Returns:
            The volume node; of a cine it shows the first frame of a sequence.
        """
        from LandmarkAILib.slicer.scene.dicom_loading import load_files

        volume = load_files(list(loadable.files), loadable.name)
        self.addSeriesInSubjectHierarchy(loadable, volume)
        slicer.util.setSliceViewerLayers(background=volume, fit=True)
        return volume


class DICOMLandmarkAIPlugin:
    """Announces the plugin; it has no panel."""

    def __init__(self, parent: Any) -> None:
        parent.title = "DICOM LandmarkAI Plugin"
        parent.categories = ["Developer Tools.DICOM Plugins"]
        parent.contributors = ["LandmarkAI contributors"]
        parent.helpText = "Loads cardiac short-axis stacks and cines; it works within the module DICOM."
        parent.acknowledgementText = ""
        parent.hidden = True
        # This file may be loaded before the module DICOM, which reads what is listed here.
        if not hasattr(slicer.modules, "dicomPlugins"):
            slicer.modules.dicomPlugins = {}
        slicer.modules.dicomPlugins["DICOMLandmarkAIPlugin"] = DICOMLandmarkAIPluginClass
