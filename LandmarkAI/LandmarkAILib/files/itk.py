"""NRRD, NIfTI and MetaImage files, read with SimpleITK."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ..core.geometry import FloatArray, Grid
from ..core.image import Image
from ..errors import InputError
from .detached import data_files
from .input_errors import choose_frame, itk_errors, make_grid
from .metaimage import check_metaimage
from .native import readable
from .nifti import check_header, read_affine, says_orientation

Array = npt.NDArray[Any]

_READERS = {
    ".nrrd": "NrrdImageIO",
    ".nhdr": "NrrdImageIO",
    ".nii": "NiftiImageIO",
    ".nii.gz": "NiftiImageIO",
    ".mha": "MetaImageIO",
    ".mhd": "MetaImageIO",
}
IMAGE_SUFFIXES = tuple(_READERS)
# What a file of the format holds near its start; ITK prints and guesses where it is missing.
_MAGIC = {"NrrdImageIO": b"NRRD", "MetaImageIO": b"NDims"}
SIMULATED = "simulated"
"""Key of NRRD and MetaImage headers, and of ``Image.metadata``: what a simulated image was made from."""
_MOST_VOXELS = 1 << 34
_DENSEST = 1100  # voxels to a byte of a compressed file; deflate packs no more than 1032 bytes into one
_PERMISSIVE = "ITK_NIFTI_SFORM_PERMISSIVE"
_UNITS = {
    **dict.fromkeys(("", "???", "mm", "millimeter", "millimeters", "millimetre", "millimetres"), 1.0),
    **dict.fromkeys(("cm", "centimeter", "centimeters", "centimetre", "centimetres"), 10.0),
    **dict.fromkeys(("m", "meter", "meters", "metre", "metres"), 1000.0),
    **dict.fromkeys(("um", "µm", "micron", "microns", "micrometer", "micrometers"), 0.001),
}
_SPACES = ("LPS", "RAS", "LAS", "LPST", "RAST", "LAST")
_COLOURS = ("rgb-color", "rgba-color", "hsv-color", "xyz-color")


def suffix_of(path: Path) -> str:
    """The suffix in lower case, ``.nii.gz`` as one."""
    name = path.name.lower()
    return ".nii.gz" if name.endswith(".nii.gz") else path.suffix.lower()


def read_itk_image(path: Path, frame: int | None) -> Image:
    """Read one image; see :func:`.images.read_image`."""
    with itk_errors(path), _any_sform(), _open(path) as reader:
        _check_scalar(path, reader)
        grid, warnings = _grid(path, reader)
        number = choose_frame(str(path), _frame_count(reader), frame)
        array = _frame(reader, number).reshape(grid.shape)
        origin = reader.GetMetaData(SIMULATED) if reader.HasMetaDataKey(SIMULATED) else ""
    array, replaced = _finite(path, array)
    facts = {SIMULATED: origin, "warning": "; ".join([*warnings, *replaced])}
    name = path.name[: -len(suffix_of(path))]
    return Image(array, grid, name, {key: text for key, text in facts.items() if text})


def count_itk_frames(path: Path) -> int:
    """How many frames the file holds."""
    with itk_errors(path), _any_sform(), _open(path) as reader:
        _check_scalar(path, reader)
        return _frame_count(reader)


def read_itk_geometry(path: Path) -> tuple[int, Grid]:
    """How many frames the file holds, and where the voxels of each lie."""
    with itk_errors(path), _any_sform(), _open(path) as reader:
        _check_scalar(path, reader)
        return _frame_count(reader), _grid(path, reader)[0]


@contextmanager
def _any_sform() -> Iterator[None]:
    """Let ITK read a sheared sform, which it would refuse or replace by the qform.

    The direction that it then makes up is not used: the affine comes from :mod:`.nifti`.
    """
    before = os.environ.get(_PERMISSIVE)
    os.environ[_PERMISSIVE] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[_PERMISSIVE]
        else:
            os.environ[_PERMISSIVE] = before


@contextmanager
def _open(path: Path) -> Iterator[Any]:
    """A SimpleITK ImageFileReader that has read the header; the file can be read within the block."""
    import SimpleITK as sitk

    with path.open("rb") as file:
        head = file.read(4096)
    reader_name = _READERS.get(suffix_of(path))
    if reader_name is None:
        raise InputError(
            f"{path} is no image in patient space: give a {', '.join(IMAGE_SUFFIXES)} or DICOM file."
        )
    if not head:
        raise InputError(f"{path} is empty: copy or export it again.")
    if _MAGIC.get(reader_name, b"") not in head:
        raise InputError(f"{path} is not a {path.suffix} file: export it again, or correct its name.")
    if reader_name == "NiftiImageIO":
        check_header(path)
    for data in data_files(path):
        if not data.is_file():
            raise InputError(f"{path} has its voxels in {data}, which is not there: copy both files.")
    if "bz" in (encoding := _nrrd_field(path, "encoding").lower()):
        raise InputError(f"{path} is compressed as {encoding}, which cannot be read: save it with gzip.")
    if reader_name == "MetaImageIO":
        check_metaimage(path)
    reader: Any = sitk.ImageFileReader()
    with readable(path) as name:
        reader.SetFileName(name)
        reader.SetImageIO(reader_name)
        reader.ReadImageInformation()
        _check_size(path, reader)
        yield reader


def _check_size(path: Path, reader: Any) -> None:
    """Refuse a header of one axis, or of more voxels than its file can hold, before they are read."""
    if reader.GetDimension() < 2:
        raise InputError(f"{path} holds numbers along one axis, not an image: export it again.")
    voxels = int(np.prod(reader.GetSize(), dtype=object)) * int(reader.GetNumberOfComponents())
    held = sum(file.stat().st_size for file in (path, *data_files(path)))
    if voxels > _MOST_VOXELS or voxels > held * _DENSEST + 1024:
        size = " × ".join(map(str, reader.GetSize()))
        raise InputError(
            f"{path} is truncated, or its header is wrong: it tells of {size} voxels, more than the "
            "file holds: copy or export it again."
        )


def _check_scalar(path: Path, reader: Any) -> None:
    import SimpleITK as sitk

    name_of: Any = sitk.GetPixelIDValueAsString
    pixel = name_of(reader.GetPixelID())
    kind_key = "NRRD_kinds[pixel]"
    kind = reader.GetMetaData(kind_key).lower() if reader.HasMetaDataKey(kind_key) else ""
    bytes_of_colour = "8-bit unsigned" in pixel and reader.GetNumberOfComponents() in (3, 4)
    if kind in _COLOURS or (bytes_of_colour and kind != "list"):
        raise InputError(f"{path} is a colour image: export the grey values that the scanner made.")
    if "complex" in pixel:
        raise InputError(f"{path} holds complex values: export the magnitude.")


def _frame_count(reader: Any) -> int:
    return int(reader.GetNumberOfComponents() * np.prod(reader.GetSize()[3:], dtype=int))


class _Held:
    """Voxels where SimpleITK has them, which it keeps as long as numpy refers to them.

    A copy of a CT takes half a second and hundreds of megabytes.
    """

    def __init__(self, image: Any, voxels: Array) -> None:
        self._image = image  # nobody else's, so that it may be written to
        place, _ = voxels.__array_interface__["data"]
        self.__array_interface__ = {**voxels.__array_interface__, "data": (place, False)}


def _frame(reader: Any, number: int) -> Array:
    """Frame ``number`` as (k, j, i), or (j, i) of a 2D file: axes beyond k, then pixel components."""
    import SimpleITK as sitk

    image = reader.Execute()
    array = np.asarray(_Held(image, sitk.GetArrayViewFromImage(image)))
    if reader.GetNumberOfComponents() > 1:
        array = np.moveaxis(array, -1, 0)
    lead = array.shape[: -min(3, reader.GetDimension())]
    return np.ascontiguousarray(array[np.unravel_index(number, lead)] if lead else array)


def _grid(path: Path, reader: Any) -> tuple[Grid, list[str]]:
    """Where the voxels lie, and what had to be assumed."""
    warnings = []
    size = [*reader.GetSize(), 1][:3]
    if suffix_of(path).startswith(".nii"):
        affine = read_affine(path)
    else:
        affine = _affine(path, reader)
        affine[:3] *= _millimetres(path)
        if not _states_spacing(path, min(reader.GetDimension(), 3)):
            warnings.append(
                "the file does not give every voxel size, 1 mm was assumed where it is missing"
            )
        if reader.GetDimension() == 2:
            warnings.append("the file is 2D and was placed at z = 0 with a thickness of 1 mm")
    if not _says_orientation(path):
        warnings.append(
            "the file does not say how the patient lay, LPS was assumed: "
            "anterior and inferior, left and right may be exchanged"
        )
    return make_grid(path, (size[0], size[1], size[2]), affine), warnings


def _affine(path: Path, reader: Any) -> FloatArray:
    """(4, 4) index → LPS mm; the axes of a 2D file lie in the plane z = 0."""
    dimension = reader.GetDimension()
    axes = min(dimension, 3)
    spacing = np.array(reader.GetSpacing()[:axes])
    if not (np.isfinite(spacing).all() and (spacing > 0).all()):
        raise InputError(
            f"{path} has a voxel size of {' × '.join(f'{s:g}' for s in spacing)} mm: "
            "correct its header or export it again."
        )
    affine = np.eye(4)
    directions = np.array(reader.GetDirection()).reshape(dimension, dimension)
    affine[:axes, :axes] = directions[:axes, :axes] * spacing
    affine[:axes, 3] = reader.GetOrigin()[:axes]
    return affine


def _millimetres(path: Path) -> FloatArray:
    """(3, 1) mm to one unit of each axis of space; NRRD may state others, which ITK passes over."""
    scales = np.ones((3, 1))
    stated = _nrrd_field(path, "space units")
    for axis, unit in enumerate(re.findall(r'"([^"]*)"', stated)[:3]):
        if unit.lower() not in _UNITS:
            raise InputError(
                f"{path} is in units of '{unit}': save it in mm, or correct 'space units' in its header."
            )
        scales[axis] = _UNITS[unit.lower()]
    return scales


def _says_orientation(path: Path) -> bool:
    """Whether a header says how its axes lie in the patient."""
    suffix = suffix_of(path)
    if suffix.startswith(".nii"):
        return says_orientation(path)
    if suffix in (".nrrd", ".nhdr"):
        space = _nrrd_field(path, "space").lower()
        return space.startswith(("left-", "right-")) or space.upper() in _SPACES
    with path.open("rb") as file:
        head = file.read(65536)
    return any(key in head for key in (b"TransformMatrix", b"Rotation", b"Orientation"))


def _nrrd_field(path: Path, name: str) -> str:
    """The value of a field of a NRRD header; empty where it has none, or for another format."""
    if suffix_of(path) not in (".nrrd", ".nhdr"):
        return ""
    with path.open("rb") as file:
        head = re.split(rb"\r?\n\r?\n", file.read(65536), maxsplit=1)[0].decode("latin-1")
    found = re.search(rf"^{name}:(.*)$", head, re.MULTILINE | re.IGNORECASE)
    return found[1].strip() if found else ""


def _states_spacing(path: Path, axes: int) -> bool:
    """Whether the header gives a size for each spatial axis; teem and MetaIO silently take 1 mm."""
    with path.open("rb") as file:
        head = file.read(65536)
    if suffix_of(path) in (".mha", ".mhd"):
        return b"ElementSpacing" in head or b"ElementSize" in head
    fields = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0].lower()
    given = re.search(rb"^(space directions|spacings):(.*)$", fields, re.MULTILINE)
    if given is None:
        return False
    stated = re.findall(rb"\([^)]*\)" if given[1] == b"space directions" else rb"\S+", given[2])
    return sum(b"nan" not in value for value in stated) >= axes


def _finite(path: Path, array: Array) -> tuple[Array, list[str]]:
    """Voxels that are NaN or infinite set to the smallest finite value, and a note of it."""
    if array.dtype.kind != "f":
        return array, []
    finite = np.isfinite(array)
    if finite.all():
        return array, []
    if not finite.any():
        raise InputError(f"{path} has no finite value: export it again.")
    count = int(finite.size - np.count_nonzero(finite))
    array[~finite] = array[finite].min()
    voxels = "1 voxel was" if count == 1 else f"{count} voxels were"
    return array, [f"{voxels} not finite and set to the smallest finite value"]
