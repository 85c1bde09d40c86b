"""Inputs for the readers: small valid files, damaged at random by bytes and by the fields of headers."""

from __future__ import annotations

import io
import json
import random
import re
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
from dicom_files import write_enhanced, write_series
from LandmarkAILib.core.detection import Segmentation
from LandmarkAILib.core.geometry import Grid
from LandmarkAILib.core.image import Image
from LandmarkAILib.core.landmarks import Landmark, LandmarkSet
from LandmarkAILib.files.images import write_image
from LandmarkAILib.files.markups import write_landmarks
from LandmarkAILib.files.segmentations import write_segmentation
from pydicom import DataElement, dcmread
from pydicom.errors import BytesLengthException

GRID = Grid((6, 5, 3), np.array([[0.6, -0.8, 0, 5], [0.8, 0.6, 0, -6], [0, 0, 8, 7], [0, 0, 0, 1]]))
VALUES = np.arange(90, dtype=np.uint16).reshape(GRID.shape)
POINTS = LandmarkSet((Landmark("LV center", np.array([1.0, 2, 3])), Landmark("LV apex", np.zeros(3))))

SUFFIXES = {
    "nrrd": ".nrrd",
    "nifti": ".nii",
    "nifti-gz": ".nii.gz",
    "mha": ".mha",
    "mhd": ".mhd",
    "dicom": ".dcm",
    "dicom-enhanced": ".dcm",
    "markups": ".mrk.json",
    "fcsv": ".fcsv",
    "segmentation": ".seg.nrrd",
    "cases": ".csv",
    "model": ".json",
    "zip": ".zip",
}
_NUMBERS = (
    "0",
    "-1",
    "1",
    "2",
    "nan",
    "inf",
    "1e300",
    "-1e300",
    "4294967296",
    "99999999999999999999",
    "",
)
# What pydicom raises at elements that it does not write.
_UNWRITABLE = (
    ValueError,
    TypeError,
    AttributeError,
    OverflowError,
    BytesLengthException,
    KeyError,
    OSError,
)
_TYPES = ("DS", "IS", "LO", "UT", "UN", "OB", "US", "FD", "CS", "UI")
_TAGS = (0x00200032, 0x00200037, 0x00280030, 0x00280010, 0x00280011, 0x00280008, 0x00280100, 0x00280101)
_TAGS += (0x00280102, 0x00280103, 0x00180050, 0x00281052, 0x00281053, 0x00080008, 0x00080060, 0x00020010)


@cache
def seeds(kind: str) -> tuple[bytes, ...]:
    """Valid files of a kind."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as name:
        folder = Path(name)
        return tuple(path.read_bytes() for path in _WRITERS[kind](folder))


def damaged(kind: str, chance: random.Random) -> bytes:
    """A file of a kind with something wrong, or several things."""
    data = chance.choice(seeds(kind))
    if kind.startswith("dicom") and chance.random() < 0.5:
        data = _other_elements(data, chance)
    elif chance.random() < 0.5:
        data = _other_fields(data, chance)
    for _ in range(chance.choice((0, 1, 1, 2, 4, 16))):
        data = chance.choice((_flip, _cut, _double, _swap, _zero))(data, chance)
    return data


def _flip(data: bytes, chance: random.Random) -> bytes:
    if not data:
        return data
    at = int(len(data) * chance.random() ** 2)  # headers come first
    return data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)] if chance.random() < 0.3 else data


def _double(data: bytes, chance: random.Random) -> bytes:
    at, length = chance.randrange(len(data) + 1), chance.randrange(64)
    return data[: at + length] + data[at:]


def _swap(data: bytes, chance: random.Random) -> bytes:
    at, other = (chance.randrange(len(data) + 1) for _ in range(2))
    return data[:at] + data[other : other + 8] + data[at + 8 :]


def _zero(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + bytes(8) + data[at + 8 :]


def _other_fields(data: bytes, chance: random.Random) -> bytes:
    """Numbers of a text header exchanged for ones that no header should hold."""
    head, rest = data[:4096], data[4096:]
    found = list(re.finditer(rb"-?\d+(\.\d+)?(e-?\d+)?", head))
    for place in sorted(
        chance.sample(found, min(len(found), chance.choice((1, 1, 2, 5)))),
        reverse=True,
        key=lambda match: match.start(),
    ):
        head = head[: place.start()] + chance.choice(_NUMBERS).encode() + head[place.end() :]
    return head + rest


def _other_elements(data: bytes, chance: random.Random) -> bytes:
    """DICOM elements with other values, types and none at all."""
    dataset = dcmread(io.BytesIO(data))
    for tag in chance.sample(_TAGS, chance.choice((1, 1, 2, 4))):
        holder = dataset.file_meta if tag >> 16 == 2 else dataset
        if chance.random() < 0.3:
            holder.pop(tag, None)
            continue
        kind = chance.choice(_TYPES)
        text = "\\".join(chance.choice(_NUMBERS) for _ in range(chance.choice((1, 2, 3, 6))))
        value: object = text.encode() + b" " * (len(text) % 2) if kind in ("UN", "OB") else text
        if kind in ("US", "FD"):
            value = chance.choice((0, 1, 8, 16, 32, 65535))
        try:
            holder[tag] = DataElement(tag, kind, value, validation_mode=0)
        except _UNWRITABLE:
            continue
    out = io.BytesIO()
    try:
        dataset.save_as(out, enforce_file_format=True)
    except _UNWRITABLE:
        return data
    return out.getvalue()


def _images(suffix: str) -> Callable[[Path], list[Path]]:
    def write(folder: Path) -> list[Path]:
        plain, packed = folder / f"a{suffix}", folder / f"b{suffix}"
        write_image(Image(VALUES, GRID), plain)
        write_image(Image(VALUES.astype(np.float32), GRID), packed, compress=True)
        return [plain, packed]

    return write


def _mhd(folder: Path) -> list[Path]:
    path = folder / "a.mhd"
    path.write_text(
        "ObjectType = Image\nNDims = 3\nBinaryData = True\nElementSpacing = 1.5 1.5 8\nDimSize = 6 5 3\n"
        "Offset = 0 0 0\nTransformMatrix = 1 0 0 0 1 0 0 0 1\nElementType = MET_USHORT\n"
        "ElementDataFile = a.raw\n"
    )
    return [path]


def _points(suffix: str) -> Callable[[Path], list[Path]]:
    def write(folder: Path) -> list[Path]:
        write_landmarks(POINTS, folder / f"a{suffix}")
        return [folder / f"a{suffix}"]

    return write


def _segmentation(folder: Path) -> list[Path]:
    labels = (VALUES % 3).astype(np.uint8)
    names = ("Left ventricle", "Myocardium")
    write_segmentation(Segmentation(labels, GRID, names), folder / "a.seg.nrrd")
    return [folder / "a.seg.nrrd"]


def _cases(folder: Path) -> list[Path]:
    (folder / "a.csv").write_text("case,subject,split,fold,notes\na,1,train,0,x\nb/c,2,val,1,\n")
    return [folder / "a.csv"]


def _model(folder: Path) -> list[Path]:
    from models import tiny_bundle

    return [tiny_bundle(folder / "tiny").path / "model.json"]


def _zip(folder: Path) -> list[Path]:
    files = write_series(folder / "series", VALUES, GRID)
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        with zipfile.ZipFile(folder / f"{method}.zip", "w", method) as packed:
            for path in files:
                packed.write(path, path.name)
            packed.writestr("manifest.csv", "filename,date\n")
    return sorted(folder.glob("*.zip"))


_WRITERS: dict[str, Callable[[Path], list[Path]]] = {
    "nrrd": _images(".nrrd"),
    "nifti": _images(".nii"),
    "nifti-gz": _images(".nii.gz"),
    "mha": _images(".mha"),
    "mhd": _mhd,
    "dicom": lambda folder: write_series(folder, VALUES, GRID, TriggerTime="10")[:1],
    "dicom-enhanced": lambda folder: [write_enhanced(folder / "a.dcm", [VALUES, VALUES + 1], GRID)],
    "markups": _points(".mrk.json"),
    "fcsv": _points(".fcsv"),
    "segmentation": _segmentation,
    "cases": _cases,
    "model": _model,
    "zip": _zip,
}


def described(data: bytes) -> str:
    """The start of an input, for a report."""
    return json.dumps(data[:80].decode("latin-1"))
