"""``DICOMLib``, as much as a plugin of the module DICOM touches, and ``slicer.dicomDatabase``."""
# ruff: noqa: N802, N803, N815  (Slicer's names)

from __future__ import annotations

import types
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import slicer


class DICOMLoadable:
    """What a plugin offers to load."""

    def __init__(self) -> None:
        self.files: list[str] = []
        self.name, self.tooltip, self.warning = "Unknown", "No further information available", ""
        self.selected, self.confidence = False, 0.5


class DICOMPlugin:
    """The base of plugins."""

    def __init__(self) -> None:
        self.loadType = "Generic DICOM"
        self.tags = {"seriesDescription": "0008,103e", "seriesNumber": "0020,0011"}
        self._cache: dict[tuple[str, ...], list[Any]] = {}

    def getCachedLoadables(self, files: list[str]) -> list[Any] | None:
        return self._cache.get(tuple(files))

    def cacheLoadables(self, files: list[str], loadables: list[Any]) -> None:
        self._cache[tuple(files)] = loadables

    def addSeriesInSubjectHierarchy(self, loadable: Any, dataNode: Any) -> None:
        """An item of the series, with its modality; patient and study are left out."""
        hierarchy = slicer.vtkMRMLSubjectHierarchyNode.GetSubjectHierarchyNode(slicer.mrmlScene)
        item = hierarchy.CreateItem(hierarchy.GetSceneItemID(), dataNode, "Series")
        for name, tag in (("DICOM.Modality", "0008,0060"), ("DICOM.SeriesDescription", "0008,103e")):
            hierarchy.SetItemAttribute(
                item, name, slicer.dicomDatabase.fileValue(loadable.files[0], tag)
            )


class DICOMDatabase:
    """``slicer.dicomDatabase`` over some files.

    Args:
        files: DICOM files that were imported.
    """

    isOpen = True

    def __init__(self, files: Iterable[Path]) -> None:
        from pydicom import dcmread

        self._files = {
            str(dcmread(file, stop_before_pixels=True).SOPInstanceUID): str(file) for file in files
        }

    def fileForInstance(self, sopInstanceUID: str) -> str:
        return self._files.get(sopInstanceUID, "")

    def fileValue(self, fileName: str, tag: str) -> str:
        from pydicom import dcmread

        group, element = (int(part, 16) for part in tag.split(","))
        found = dcmread(fileName, stop_before_pixels=True).get((group, element))
        return "" if found is None else str(found.value)


def dicom_lib() -> types.ModuleType:
    """``DICOMLib``."""
    module = types.ModuleType("DICOMLib")
    vars(module).update(DICOMLoadable=DICOMLoadable, DICOMPlugin=DICOMPlugin)
    return module
