"""Packages that the worker needs: what is missing, and installing it after the user agreed."""

from __future__ import annotations

import csv
import importlib
import io
import sys
from collections.abc import Callable, Iterable
from contextlib import redirect_stdout
from importlib import metadata
from pathlib import Path
from subprocess import CalledProcessError
from typing import Any, TextIO

import slicer
from slicer.i18n import tr as _

from ...errors import LandmarkAIError
from ...worker.failures import NEEDED
from .qt_worker import python_slicer

TORCH = "torch"
# Builds of Slicer's own: pip's would take their place and not fit.
_SLICERS = ("numpy", "SimpleITK")
_FILE = Path(__file__).resolve().parents[3] / "Resources" / "requirements.txt"
# What pip says, in lower case, of what the user can mend.
_OFFLINE = ("connection", "name resolution", "getaddrinfo", "proxyerror", "timed out")
_READ_ONLY = ("permission denied", "read-only file system", "access is denied")
_FULL = ("no space left", "not enough space")


class InstallError(LandmarkAIError):
    """Packages were not installed; the message says why, and what to do."""


def read_requirements(path: Path) -> list[str]:
    """Lines such as ``pillow>=10.1``; without comments."""
    lines = (line.partition("#")[0].strip() for line in path.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line]


def missing_packages() -> list[str]:
    """Requirements that are not met, such as ``torch`` or ``pillow>=10.1``; nothing is imported."""
    asked = {package_of(line): line for line in read_requirements(_FILE)}
    return unmet([*(name for name in NEEDED if name not in asked), *asked.values()])


def unmet(requirements: Iterable[str]) -> list[str]:
    """Those whose package is not installed as a whole, or in a version that will not do.

    Nothing is imported.
    """
    # Slicer's Python keeps a list of each folder's content; pip may have changed it.
    importlib.invalidate_caches()
    return [requirement for requirement in requirements if not _is_met(requirement)]


def package_of(requirement: str) -> str:
    """Name of the package that a requirement asks for."""
    from packaging.requirements import Requirement

    return Requirement(requirement).name


def names_of(requirements: Iterable[str]) -> str:
    """The packages of requirements, for a sentence; it says of which a part is there."""
    names = (package_of(requirement) for requirement in requirements)
    return ", ".join(
        _("{name}, installed by half").format(name=name) if is_half_installed(name) else name
        for name in names
    )


def is_half_installed(name: str) -> bool:
    """Whether a package is on record but not there as a whole, as an interrupted pip leaves it.

    Its libraries and the modules of its top level are looked for; nothing is imported.
    """
    try:
        distribution = metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return False
    if not distribution.metadata["Version"]:
        return True
    record = distribution.read_text("RECORD") or ""
    paths = (row[0] for row in csv.reader(io.StringIO(record)) if row)  # torch has 15 000
    return not all(
        Path(str(distribution.locate_file(path))).exists() for path in filter(_is_vital, paths)
    )


def _is_vital(path: str) -> bool:
    """Whether a file, as RECORD names it, is a library or a module of the package's top level."""
    folders = path.split("/")
    return folders[1:2] == ["lib"] or (len(folders) == 2 and path.endswith(".py"))


def _is_met(requirement: str) -> bool:
    from packaging.requirements import Requirement

    asked = Requirement(requirement)
    try:
        version: str | None = metadata.version(asked.name)
    except metadata.PackageNotFoundError:
        return False
    # Of a package that was installed by half there may be no version.
    found = bool(version) and asked.specifier.contains(str(version), prereleases=True)
    return found and not (asked.name == TORCH and is_half_installed(TORCH))


class Installer:
    """Installs packages on the main thread, at most one set at a time: Slicer lives on meanwhile.

    Attributes:
        is_at_work: whether it is installing.
        lines: what pip printed, of the installation that is under way or was the last.
    """

    def __init__(self) -> None:
        self.is_at_work = False
        self.lines: list[str] = []

    def install(self, requirements: list[str], tell: Callable[[str], None]) -> str:
        """Install packages, PyTorch by its extension, after asking the user.

        Args:
            requirements: of :func:`missing_packages`, or others.
            tell: called with each line that pip prints, and with one before the first.

        Returns:
            A sentence on what is still to be done; empty if nothing is.
        """
        if self.is_at_work:
            return _("An installation is under way: wait for its end.")
        self.is_at_work, self.lines = True, []
        output = _Lines(sys.stdout, lambda line: self._on_line(line, tell))
        try:
            tell(_("Installing {names}…").format(names=names_of(requirements)))
            with redirect_stdout(output):
                _install_all(requirements)
        except InstallError as error:
            return str(error)
        except (OSError, CalledProcessError) as error:
            return _failed(unmet(requirements), error, self.lines)
        finally:
            self.is_at_work = False
        left = unmet(requirements)
        again = _("Not installed: {names}. Press the button again to be asked again.")
        return again.format(names=names_of(left)) if left else ""

    def _on_line(self, line: str, tell: Callable[[str], None]) -> None:
        self.lines.append(line)
        tell(line)


installer = Installer()
"""The application's: both modules use it, so that there are never two pips."""


class _Lines(io.TextIOBase):
    """Passes on what is printed, and calls back with each line: Slicer prints what pip says."""

    def __init__(self, output: TextIO, on_line: Callable[[str], None]) -> None:
        self._output, self._on_line, self._rest = output, on_line, ""

    def write(self, text: str) -> int:
        self._output.write(text)
        *lines, self._rest = (self._rest + text).split("\n")
        for line in filter(None, (line.rpartition("\r")[2].rstrip() for line in lines)):
            self._on_line(line)
        return len(text)

    def flush(self) -> None:
        self._output.flush()


def _install_all(requirements: list[str]) -> None:
    """Install packages.

    Raises:
        InstallError: there is something else to do first, or the user declined.
        OSError, CalledProcessError: pip could not be started, or failed.
    """
    if gone := [name for name in requirements if name in _SLICERS]:
        raise InstallError(
            _("Missing, though Slicer brings it: {names}. Install Slicer again.").format(
                names=names_of(gone)
            )
        )
    try:
        python_slicer()
    except FileNotFoundError:
        raise _no_python_slicer() from None
    others = [requirement for requirement in requirements if requirement != TORCH]
    try:
        if TORCH in requirements:
            _install_torch()
        if others:
            _install(others)
    except RuntimeError as error:  # how Slicer says that it does not find it
        if "PythonSlicer" not in str(error):
            raise
        raise _no_python_slicer() from error


def _install_torch() -> None:
    """Have PyTorch installed by its extension; what is there of it by half is removed first."""
    try:
        import PyTorchUtils
    except ImportError as error:
        raise InstallError(
            _(
                "PyTorch is installed by the extension PyTorch: install that from the Extensions "
                "Manager, restart Slicer, and come back."
            )
        ) from error
    logic = PyTorchUtils.PyTorchUtilsLogic()
    half = is_half_installed(TORCH)
    if half:
        question = _("PyTorch is installed by half. Remove it and download it again now?")
        if not slicer.util.confirmOkCancelDisplay(question):
            raise _declined()
        logic.uninstallTorch()
    try:
        torch: Any = logic.installTorch(askConfirmation=not half)
    except (ImportError, OSError) as error:  # it is imported once it was installed
        if isinstance(error, OSError) and unmet([TORCH]):
            raise
        raise InstallError(
            _(
                "PyTorch was installed but does not load ({error}): restart Slicer, and if it still "
                "does not, install it again with the extension PyTorch."
            ).format(error=error)
        ) from error
    if torch is None:
        raise _declined()


def _install(requirements: list[str]) -> None:
    """Install by pip, once the user has agreed."""
    try:
        from slicer import packaging  # Slicer does not import it by itself
    except ImportError:  # Slicer 5.10
        question = _("LandmarkAI needs packages that will be downloaded: {names}. Install them now?")
        if not slicer.util.confirmOkCancelDisplay(question.format(names=", ".join(requirements))):
            raise _declined() from None
        slicer.util.pip_install(requirements)
        return
    try:
        packaging.pip_ensure(requirements, requester="LandmarkAI")
    except RuntimeError as error:
        if "declined" not in str(error):
            raise
        raise _declined() from error


def _declined() -> InstallError:
    return InstallError(
        _("Nothing was installed, as you declined. Press the button again to be asked again.")
    )


def _no_python_slicer() -> InstallError:
    return InstallError(
        _(
            "PythonSlicer, Slicer's own Python, was not found beside Slicer, so that nothing can be "
            "installed: install Slicer again."
        )
    )


def _failed(left: list[str], error: Exception, lines: list[str]) -> str:
    """What is told of a pip that failed: why, as far as it can be known, and what to do."""
    said = " ".join(lines).lower()
    if any(words in said for words in _FULL):
        remedy = _("free some space on the disk, and press the button again.")
    elif any(words in said for words in _READ_ONLY):
        remedy = _(
            "Slicer's folder cannot be written: install Slicer in a folder of your own, or have it "
            "started once by an administrator for this."
        )
    elif not lines or any(words in said for words in _OFFLINE):
        remedy = _("see that this computer is online, and press the button again.")
    else:
        remedy = _("what pip said is below.")
    wrong = [line for line in lines if line.startswith("ERROR: ")]
    reason = (wrong[-1].removeprefix("ERROR: ") if wrong else str(error)).rstrip(".")
    return _("Installing {names} failed ({reason}): {remedy}").format(
        names=names_of(left), reason=reason, remedy=remedy
    )
