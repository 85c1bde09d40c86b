"""A DICOM series as an image: grid from its headers, pixels decoded by SimpleITK."""

from __future__ import annotations

import shutil
import struct
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import numpy.typing as npt

from ...core.geometry import Grid
from ...core.image import Image
from ...errors import InputError
from ..frames import choose_frame
from ..input_errors import cannot_open, itk_errors
from .header import GROUP_OFFSETS, Header, read_header
from .planes import Plane, planes_of, rescale_of
from .series import Series
from .stack import stack

Array = npt.NDArray[Any]


def read_series(series: Series, frame: int | None = None) -> Image:
    """Read a series; see :func:`LandmarkAILib.files.images.read_image`.

    Raises:
        InputError: damaged files, colour, mixed images, missing slices, slices off a regular grid,
            no position in the patient, several frames and no choice.
    """
    header, grid, frames = _stack(series)
    number = choose_frame(series.title, len(frames), frame)
    metadata = _metadata(header)
    if len(frames[0]) == 1 and frames[0][0].thickness is None:
        metadata["warning"] = "the file does not give the slice thickness, 1 mm was assumed"
    return Image(_pixels(frames[number]), grid, series.name, metadata)


def count_series_frames(series: Series) -> int:
    """How many images the series has at each slice position.

    Raises:
        InputError: as :func:`read_series`.
    """
    return len(_stack(series)[2])


def _stack(series: Series) -> tuple[Header, Grid, list[list[Plane]]]:
    """Header of the first file, grid, and the planes of each frame."""
    planes: list[Plane] = []
    first: Header = {}
    for path in series.files:
        try:
            header = read_header(path)
        except OSError as error:
            raise cannot_open(path, error) from error
        _check_grey(path, header)
        planes += planes_of(path, header)
        first = first or header
    return first, *stack(series.title, planes)


def _check_grey(path: Path, header: Header) -> None:
    kind = header.get("PhotometricInterpretation", "MONOCHROME2")
    if header.get("SamplesPerPixel", (1.0,))[0] != 1 or not kind.startswith("MONOCHROME"):
        raise InputError(
            f"{path} is a colour image ({kind}): export the grey values that the scanner made."
        )


def _metadata(header: Header) -> dict[str, str]:
    texts = {
        "modality": header.get("Modality"),
        "series_description": header.get("SeriesDescription"),
        "manufacturer": header.get("Manufacturer"),
    }
    found = {key: str(text) for key, text in texts.items() if text}
    if strength := header.get("MagneticFieldStrength"):
        found["magnetic_field_strength"] = f"{strength[0]:g}"
    return found


def _pixels(planes: Sequence[Plane]) -> Array:
    """(k, j, i) values of the planes, rescaled."""
    decoded: dict[Path, tuple[Array, tuple[float, float]]] = {}
    slices = []
    for plane in planes:
        if plane.file not in decoded:
            decoded[plane.file] = _decode(plane.file)
        frames, applied = decoded[plane.file]
        slices.append(_rescaled(frames[plane.frame], applied, plane.rescale))
    return np.stack(slices)


def _decode(path: Path) -> tuple[Array, tuple[float, float]]:
    """(frame, row, column) values, and the slope and intercept that were applied to all of them."""
    header = read_header(path)
    groups = [key for key in header if key.endswith("FunctionalGroupsSequence")]
    if not groups:
        return _read_pixels(path, path), rescale_of(header, 0)
    if GROUP_OFFSETS not in header:
        raise InputError(f"{path} is an enhanced file in deflated form: convert it to explicit form.")
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "frames.dcm"
        _copy_without_groups(path, copy, header[GROUP_OFFSETS])
        frames = _read_pixels(copy, path)
    return frames, rescale_of({key: header[key] for key in header.keys() - groups}, 0)


def _copy_without_groups(path: Path, copy: Path, offsets: Sequence[int]) -> None:
    """Copy an enhanced file with its functional groups under tags that GDCM does not know.

    GDCM refuses frames that all lie at one position, and applies the rescale slope of the first frame
    to all of them, or none at all, depending on the kind of object.
    """
    shutil.copyfile(path, copy)
    with copy.open("r+b") as file:
        for offset in offsets:
            file.seek(offset)
            group, number = struct.unpack("<HH", file.read(4))
            file.seek(offset)
            file.write(struct.pack("<HH", group, number + 0x10))


def _read_pixels(file: Path, shown: Path) -> Array:
    """(frame, row, column) values of a file that messages call ``shown``."""
    import SimpleITK as sitk

    with itk_errors(shown):
        frames = sitk.GetArrayFromImage(sitk.ReadImage(str(file), imageIO="GDCMImageIO"))
    return np.asarray(frames.reshape(-1, *frames.shape[-2:]))


def _rescaled(pixels: Array, applied: tuple[float, float], meant: tuple[float, float]) -> Array:
    if applied == meant:
        return pixels
    stored = np.rint((pixels.astype(np.float64) - applied[1]) / applied[0])
    return np.asarray(stored * meant[0] + meant[1])
