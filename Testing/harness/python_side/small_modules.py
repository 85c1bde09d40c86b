"""``slicer.i18n``, ``slicer.packaging``, ``SampleData``, ``sitkUtils``: as much as a module touches."""
# ruff: noqa: N802, N803  (Slicer's names)

from __future__ import annotations

import importlib.metadata
import logging
import types
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import slicer
from packaging.requirements import Requirement


class InstallationError(AssertionError):
    """A test wanted to change the Python environment."""


def i18n() -> types.ModuleType:
    """``slicer.i18n``, in English."""

    def tr(text: str) -> str:
        return text

    def translate(_context: str, text: str) -> str:
        return text

    return _module("slicer.i18n", tr=tr, translate=translate, getContext=lambda path: Path(path).stem)


def packaging() -> types.ModuleType:
    """``slicer.packaging``: looks requirements up, and installs nothing."""

    def pip_check(req: Any) -> bool:
        requirement = Requirement(str(req))
        if requirement.marker is not None and not requirement.marker.evaluate():
            return True
        try:
            version = importlib.metadata.version(requirement.name)
        except importlib.metadata.PackageNotFoundError:
            return False
        return requirement.specifier.contains(version, prereleases=True)

    def load_requirements(path: str | Path) -> list[Requirement]:
        lines = (
            line.partition("#")[0].strip()
            for line in Path(path).read_text(encoding="utf-8").splitlines()
        )
        return [Requirement(line) for line in lines if line]

    def pip_ensure(requirements: Any, *, skip_in_testing: bool = True, **_options: Any) -> None:
        wanted = [requirements] if isinstance(requirements, str | Requirement) else list(requirements)
        missing = [str(requirement) for requirement in wanted if not pip_check(requirement)]
        if missing and skip_in_testing:
            logging.info("Testing mode is enabled: skipping pip_ensure for %s", missing)
        elif missing:
            pip_install(missing)

    def pip_install(requirements: Any, **_options: Any) -> None:
        raise InstallationError(f"pip_install({requirements!r})")

    def pip_uninstall(requirements: Any, **_options: Any) -> None:
        raise InstallationError(f"pip_uninstall({requirements!r})")

    return _module(
        "slicer.packaging",
        pip_check=pip_check,
        pip_ensure=pip_ensure,
        pip_install=pip_install,
        pip_uninstall=pip_uninstall,
        load_requirements=load_requirements,
    )


@dataclass
class SampleDataSource:
    """A registered sample data set, as it was described."""

    category: str
    description: Mapping[str, Any]


def sample_data() -> types.ModuleType:
    """``SampleData``: keeps what is registered in ``slicer.modules.sampleDataSources``, no more."""

    class SampleDataLogic:
        @staticmethod
        def registerCustomSampleDataSource(
            category: str = "Custom",
            sampleName: str | None = None,
            uris: Any = None,
            fileNames: Any = None,
            nodeNames: Any = None,
            customDownloader: Any = None,
            thumbnailFileName: str | None = None,
            loadFileTypes: Any = None,
            loadFiles: Any = None,
            loadFileProperties: Mapping[str, Any] | None = None,
            checksums: Any = None,
        ) -> None:
            description = {key: value for key, value in locals().items() if key != "category"}
            sources = vars(slicer.modules).setdefault("sampleDataSources", {})
            sources.setdefault(category, []).append(SampleDataSource(category, description))

    return _module("SampleData", SampleDataLogic=SampleDataLogic)


def sitk_utils() -> types.ModuleType:
    """``sitkUtils``, over ``slicer.util``."""

    def PullVolumeFromSlicer(nodeObjectOrName: Any) -> Any:
        return slicer.util.itkImageFromVolume(_node(nodeObjectOrName))

    def PushVolumeToSlicer(
        sitkimage: Any, targetNode: Any = None, name: str | None = None, className: str = ""
    ) -> Any:
        if targetNode is not None:
            slicer.util.updateVolumeFromITKImage(targetNode, sitkimage)
            return targetNode
        return slicer.util.addVolumeFromITKImage(sitkimage, name, className or None)

    return _module(
        "sitkUtils", PullVolumeFromSlicer=PullVolumeFromSlicer, PushVolumeToSlicer=PushVolumeToSlicer
    )


def _node(node_or_name: Any) -> Any:
    return slicer.util.getNode(node_or_name) if isinstance(node_or_name, str) else node_or_name


def _module(name: str, **content: Any) -> types.ModuleType:
    module = types.ModuleType(name)
    vars(module).update(content, __all__=list(content))
    return module
