"""Images in and out: NRRD, NIfTI, MetaImage and DICOM, photographs and X-rays in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from ..core.image import Image
from ..errors import OutputError
from .atomic import atomic_path
from .dicom.header import is_dicom
from .dicom.series import DICOM_SUFFIXES, Series, file_series, find_series, only_series
from .dicom.volume import Geometry, count_series_frames, read_series, read_series_geometry
from .input_errors import cannot_open
from .itk import (
    IMAGE_SUFFIXES,
    SIMULATED,
    count_itk_frames,
    read_itk_geometry,
    read_itk_image,
    suffix_of,
)
from .native import writable
from .projections import PHOTOGRAPH_SUFFIXES, only_projection, read_photograph, read_projection

_WRITABLE = (".nrrd", ".mha", ".nii", ".nii.gz")


def read_image(path: Path, frame: int | None = None) -> Image:
    """Read one scalar 3D image; a 2D image becomes one slice.

    Args:
        path: a NRRD, NIfTI, MetaImage, DICOM, PNG or JPEG file, or a folder that holds one DICOM series.
        frame: which frame of a file or series with several, from 0.

    Returns:
        Intensities in the file's own values (rescale slope applied), axes as stored, position in
        LPS mm exactly as the header says, shear included. ``metadata`` holds ``modality``,
        ``series_description``, ``manufacturer`` and ``magnetic_field_strength`` where the file says
        them, ``simulated`` where it was drawn, ``units`` (``px``) where the size of pixels is not
        known, and ``warning`` where something had to be assumed; never who the patient is.

    Raises:
        InputError: it cannot be read, is no scalar image, does not say where its voxels lie, or
            holds several frames or series and no choice was made.
    """
    path = Path(path)
    if path.suffix.lower() in PHOTOGRAPH_SUFFIXES:
        return read_photograph(path)
    if (series := _series(path)) is not None:
        picture = only_projection(series)
        return read_series(series, frame) if picture is None else read_projection(picture)
    return read_itk_image(path, frame)


def count_frames(path: Path) -> int:
    """How many frames :func:`read_image` can choose from; 1 for a plain image.

    Raises:
        InputError: as :func:`read_image`.
    """
    path = Path(path)
    if path.suffix.lower() in PHOTOGRAPH_SUFFIXES:
        return 1
    if (series := _series(path)) is not None:
        return count_series_frames(series) if only_projection(series) is None else 1
    return count_itk_frames(path)


def read_geometry(path: Path) -> Geometry:
    """What the header of an image says; no voxels are read but those of single pictures.

    Raises:
        InputError: as :func:`read_image`, apart from damage to the voxels.
    """
    path = Path(path)
    series = None if path.suffix.lower() in PHOTOGRAPH_SUFFIXES else _series(path)
    if path.suffix.lower() in PHOTOGRAPH_SUFFIXES or (series and only_projection(series)):
        picture = read_image(path)
        return Geometry(1, picture.grid, picture.metadata.get("modality", ""))
    if series is not None:
        return read_series_geometry(series)
    frames, grid = read_itk_geometry(path)
    return Geometry(frames, grid, "")


def write_image(image: Image, path: Path, compress: bool = False) -> None:
    """Write an image with its grid; the file appears whole or not at all.

    Args:
        image: of an integer or float type; a sheared grid can only go to NRRD or MetaImage, which also
            keep the entry ``simulated`` of its metadata.
        path: ends in .nrrd, .mha, .nii or .nii.gz.
        compress: a compressed file is smaller and takes some 200 times as long to write.

    Raises:
        OutputError: the folder or disk does not take it, or the format cannot hold the image.
    """
    import SimpleITK as sitk

    path, grid = Path(path), image.grid
    suffix = suffix_of(path)
    if suffix not in _WRITABLE:
        raise OutputError(
            f"{path} cannot be written: give it a name that ends in {' or '.join(_WRITABLE)}."
        )
    if suffix.startswith(".nii") and not np.allclose(grid.axes.T @ grid.axes, np.eye(3), atol=1e-6):
        raise OutputError(f"{path} cannot be written: NIfTI would lose the shear, so write it as .nrrd.")
    output: Any = sitk.GetImageFromArray(image.array)
    output.SetSpacing(grid.spacing.tolist())
    output.SetOrigin(grid.origin.tolist())
    output.SetDirection(grid.axes.ravel().tolist())
    if SIMULATED in image.metadata:
        output.SetMetaData(SIMULATED, image.metadata[SIMULATED])
    with atomic_path(path) as temporary:
        try:
            with writable(temporary) as name:
                sitk.WriteImage(output, name, compress)
        except RuntimeError as error:
            raise OutputError(
                f"{path} cannot be written: check that its folder takes files and has free space."
            ) from error


def _series(path: Path) -> Series | None:
    """The DICOM series at a path; None where the path is a file of another format."""
    try:
        if path.is_dir():
            return only_series(path, *find_series(path))
        known = suffix_of(path) in IMAGE_SUFFIXES
        if not known and (is_dicom(path) or suffix_of(path) in DICOM_SUFFIXES):
            return file_series(path)
    except OSError as error:
        raise cannot_open(path, error) from error
    return None
