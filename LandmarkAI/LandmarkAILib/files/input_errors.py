"""What goes wrong when a file is read, as one sentence for the user."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ..core.geometry import Grid
from ..errors import InputError
from .atomic import digest


class FrameChoiceError(InputError):
    """Several frames, and no choice among them; how one chooses depends on who asks."""


def choose_frame(name: str, count: int, frame: int | None, which: str = "") -> int:
    """The index of the frame to read.

    Args:
        name: of the file or series, for the message.
        count: frames it holds.
        frame: what the user asked for; None is enough where there is only one.
        which: what the frames are, where that is known.

    Raises:
        FrameChoiceError: no choice among several frames, or one that is not there.
    """
    if frame is None and count == 1:
        return 0
    choice = f"choose one with --frame N (0 to {count - 1}), or all with --all-frames"
    which = f" ({which})" if which else ""
    if frame is None:
        raise FrameChoiceError(f"{name} holds {count} frames{which}, not one image: {choice}.")
    if not 0 <= frame < count:
        choice = choice if count > 1 else "leave --frame out"
        frames = "one image" if count == 1 else f"{count} frames{which}"
        raise FrameChoiceError(f"{name} holds {frames} and has no frame {frame}: {choice}.")
    return frame


@contextmanager
def itk_errors(path: Path) -> Iterator[None]:
    """Turn what reading ``path`` raises into an InputError, and keep ITK from printing warnings.

    Raises:
        InputError: the block raised RuntimeError or OSError.
    """
    import SimpleITK as sitk

    shown = sitk.ProcessObject.GetGlobalWarningDisplay()
    sitk.ProcessObject.SetGlobalWarningDisplay(False)
    try:
        yield
    except RuntimeError as error:
        raise InputError(
            f"{path} is damaged, incomplete or of an unknown kind{_detail(error)}: export it again."
        ) from error
    except OSError as error:
        raise cannot_open(path, error) from error
    finally:
        sitk.ProcessObject.SetGlobalWarningDisplay(shown)


def cannot_open(path: Path, error: OSError) -> InputError:
    """The error to show for a file or folder that the system does not give us."""
    if isinstance(error, FileNotFoundError):
        return InputError(f"{path} does not exist: check the path.")
    return InputError(f"{path} cannot be opened ({error.strerror}): get permission to read it.")


def input_digest(path: Path) -> str:
    """SHA-256 of the bytes of a file that is read.

    Raises:
        InputError: it cannot be read.
    """
    try:
        return digest(path)
    except OSError as error:
        raise cannot_open(path, error) from error


def make_grid(title: str | Path, size: tuple[int, int, int], affine: npt.ArrayLike) -> Grid:
    """A grid from a header.

    Args:
        title: the file or series, for the message.
        size: voxels along i, j, k.
        affine: (4, 4) index → LPS mm.

    Raises:
        InputError: the header does not make one.
    """
    if not np.isfinite(affine).all():
        raise InputError(f"{title} has a position that is no number: correct its header.")
    try:
        return Grid(size, np.asarray(affine))
    except ValueError as error:
        raise InputError(f"{title} has a useless header ({error}): correct it.") from error


def _detail(error: RuntimeError) -> str:
    """ITK's reason in brackets, without its source location and addresses."""
    lines = str(error).splitlines()
    chain = [line for line in lines if line.startswith("[nrrd]")]
    reasons = chain or [line for line in lines if "ERROR:" in line] or lines
    text = re.sub(r"^(\[nrrd\] \w+: |.*ERROR: (\w+\(0x\w+\): )?(\w+: )?)", "", reasons[-1].strip())
    text = text.partition("Refusing to")[0].strip(" .:")
    # MetaImageIO says no more than which file.
    return f" ({text})" if text and not text.startswith("File cannot be read") else ""
