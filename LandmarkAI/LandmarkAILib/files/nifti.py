"""The NIfTI-1 header: what SimpleITK rounds, corrects silently or does not pass on.

ITK takes the spacing from ``pixdim`` where the sform says otherwise, replaces a sheared sform by the
qform, drops the third axis of a 2D file and fills a truncated file with zeros.
https://nifti.nimh.nih.gov/nifti-1
"""

from __future__ import annotations

import gzip
import struct
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..core.geometry import FloatArray
from ..errors import InputError
from .input_errors import make_grid

_HEADER_BYTES = 348
_RAS_TO_LPS = np.diag([-1.0, -1.0, 1.0, 1.0])
_MILLIMETRES = {1: 1000.0, 3: 0.001}
_SCANNER = 1


@dataclass(frozen=True, eq=False)
class _Header:
    dim: tuple[int, ...]
    bits: int
    offset: float
    pixdim: FloatArray
    units: int
    qform_code: int
    sform_code: int
    quaternion: FloatArray
    q_offset: FloatArray
    sform: FloatArray


def read_affine(path: Path) -> FloatArray:
    """(4, 4) index → LPS mm, shear kept.

    Where sform and qform differ, the one that ITK, and so 3D Slicer, would take is taken. A file with
    neither has the identity direction in LPS, as in ITK.

    Raises:
        InputError: voxel sizes that are not positive, or that contradict the sform.
    """
    header = _read_header(path)
    sizes = header.pixdim[1:4].copy()
    used = min(header.dim[0], 3)
    if not (np.isfinite(sizes[:used]).all() and (sizes[:used] > 0).all()):
        raise InputError(
            f"{path} has a voxel size of {' × '.join(f'{s:g}' for s in sizes[:used])} mm: "
            "correct its header or export it again."
        )
    sizes[used:] = np.where(sizes[used:] > 0, sizes[used:], 1.0)
    if header.qform_code <= 0 and header.sform_code <= 0:
        affine = np.diag([*sizes, 1.0])
    else:
        affine = _RAS_TO_LPS @ _chosen_form(path, header, sizes)
    affine[:3] *= _MILLIMETRES.get(header.units & 7, 1.0)
    return affine


def says_orientation(path: Path) -> bool:
    """Whether the header has a form that places the voxels in the patient."""
    header = _read_header(path)
    return header.qform_code > 0 or header.sform_code > 0


def check_header(path: Path) -> None:
    """Make sure that the file places its voxels and holds every one of them.

    Raises:
        InputError: no NIfTI-1 file, a useless affine, or truncated.
        OSError: it cannot be opened.
    """
    header = _read_header(path)
    voxels = int(np.prod(header.dim[1 : header.dim[0] + 1], dtype=np.int64))
    needed = int(header.offset) + voxels * header.bits // 8
    if _is_gzip(path) and not path.name.lower().endswith(".gz"):
        raise InputError(f"{path} is compressed: rename it to end in .nii.gz.")
    if (_unpacked_bytes(path, needed) if _is_gzip(path) else path.stat().st_size) < needed:
        raise InputError(f"{path} is truncated: copy or export it again.")
    make_grid(path, (1, 1, 1), read_affine(path))


def _read_header(path: Path) -> _Header:
    try:
        with gzip.open(path) if _is_gzip(path) else path.open("rb") as file:
            data = file.read(_HEADER_BYTES)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise InputError(f"{path} is damaged or incomplete: copy or export it again.") from error
    if len(data) < _HEADER_BYTES or data[344:348] != b"n+1\0":
        if data[4:7] == b"n+2":
            raise InputError(f"{path} is a NIfTI-2 file: convert it to NIfTI-1 or NRRD.")
        raise InputError(f"{path} is not a NIfTI file: export it again, or correct its name.")
    order = "<" if struct.unpack_from("<i", data)[0] == _HEADER_BYTES else ">"

    def floats(count: int, at: int) -> FloatArray:
        return np.array(struct.unpack_from(f"{order}{count}f", data, at), float)

    dim = struct.unpack_from(f"{order}8h", data, 40)
    if not 1 <= dim[0] <= 7 or min(dim[1 : dim[0] + 1]) < 1:
        raise InputError(f"{path} has a damaged header: export it again.")
    qform_code, sform_code = struct.unpack_from(f"{order}2h", data, 252)
    return _Header(
        dim=dim,
        bits=struct.unpack_from(f"{order}h", data, 72)[0],
        offset=float(floats(1, 108)[0]),
        pixdim=floats(8, 76),
        units=data[123],
        qform_code=qform_code,
        sform_code=sform_code,
        quaternion=floats(3, 256),
        q_offset=floats(3, 268),
        sform=np.vstack([floats(12, 280).reshape(3, 4), [0, 0, 0, 1]]),
    )


def _chosen_form(path: Path, header: _Header, sizes: FloatArray) -> FloatArray:
    """(4, 4) index → RAS."""
    qform = _qform(header, sizes)
    if header.sform_code <= 0 or (header.qform_code > 0 and not header.sform[:3, :3].any()):
        return qform
    same = np.allclose(header.sform, qform, atol=1e-4)
    if header.qform_code > 0 and header.sform_code != _SCANNER and not same:
        return qform
    sform = header.sform.copy()
    used = min(header.dim[0], 3)
    columns = np.linalg.norm(sform[:3, :3], axis=0)
    # With shear, some write the distance of the slices, others the length of the sheared axis.
    heights = np.abs(np.diag(np.linalg.qr(sform[:3, :3])[1]))
    agrees = [np.allclose(s[:used], sizes[:used], rtol=0.01, atol=0) for s in (columns, heights)]
    if np.isfinite(sform).all() and not any(agrees):
        raise InputError(
            f"{path} contradicts itself (voxels of {' × '.join(f'{s:g}' for s in sizes)} mm in pixdim, "
            f"{' × '.join(f'{s:g}' for s in columns)} mm in the sform): correct its header."
        )
    return sform


def _qform(header: _Header, sizes: FloatArray) -> FloatArray:
    b, c, d = header.quaternion
    a = np.sqrt(max(0.0, 1.0 - b * b - c * c - d * d))
    a, b, c, d = np.array([a, b, c, d]) / np.linalg.norm([a, b, c, d])
    rotation = np.array(
        [
            [a * a + b * b - c * c - d * d, 2 * (b * c - a * d), 2 * (b * d + a * c)],
            [2 * (b * c + a * d), a * a + c * c - b * b - d * d, 2 * (c * d - a * b)],
            [2 * (b * d - a * c), 2 * (c * d + a * b), a * a + d * d - b * b - c * c],
        ]
    )
    handedness = -1.0 if header.pixdim[0] < 0 else 1.0
    affine = np.eye(4)
    affine[:3, :3] = rotation * sizes * [1.0, 1.0, handedness]
    affine[:3, 3] = header.q_offset
    return affine


def _is_gzip(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(2) == b"\x1f\x8b"


def _unpacked_bytes(path: Path, expected: int) -> int:
    """Bytes in a gzip file, as far as it can be unpacked."""
    with path.open("rb") as raw:
        raw.seek(-4, 2)
        # The last word of a whole file is its unpacked size; by chance only that of a cut one.
        if struct.unpack("<I", raw.read(4))[0] == expected % 2**32:
            return expected
    count = 0
    try:
        with gzip.open(path) as file:
            while block := file.read(1 << 20):
                count += len(block)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        return 0
    return count
