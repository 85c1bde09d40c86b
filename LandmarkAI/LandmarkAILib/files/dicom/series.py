"""DICOM series in a folder: which files belong together, and what they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ...errors import InputError
from ..itk import IMAGE_SUFFIXES, suffix_of
from .header import Header, is_dicom, read_header

DICOM_SUFFIXES = (".dcm", ".ima")
# Objects that have no pixels of their own, or that annotate an image.
_NO_IMAGES = frozenset(
    ["SEG", "RTSTRUCT", "RTPLAN", "RTDOSE", "REG", "SR", "PR", "KO", "AU", "ECG", "DOC"]
)


@dataclass(frozen=True)
class Series:
    """The files of a DICOM series.

    Args:
        title: what messages call it, with its folder.
        name: its description, or number where it has none.
        uid: Series Instance UID.
        files: ordered by name.
    """

    title: str
    name: str
    uid: str
    files: tuple[Path, ...]


def find_series(folder: Path) -> tuple[list[Series], list[Path]]:
    """The image series in a folder, not in those below it.

    Returns:
        The series by number, and the files that should be DICOM but cannot be read as such.

    Raises:
        OSError: the folder cannot be opened.
    """
    headers: dict[str, dict[Path, Header]] = {}
    broken = []
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or suffix_of(path) in IMAGE_SUFFIXES:
            continue
        try:
            if path.is_dir():
                continue
            if not is_dicom(path) and path.suffix.lower() not in DICOM_SUFFIXES:
                continue
            header = read_header(path)
        except (InputError, OSError):
            broken.append(path)
            continue
        if _is_image(header):
            headers.setdefault(header.get("SeriesInstanceUID", ""), {})[path] = header
    found = [_series(folder, uid, files) for uid, files in headers.items()]
    return [series for _, series in sorted(found, key=lambda item: (item[0], item[1].uid))], broken


def only_series(folder: Path, series: Sequence[Series], broken: Sequence[Path]) -> Series:
    """The series of a folder that holds one.

    Raises:
        InputError: it holds none, several, or files that are damaged.
    """
    if broken:
        raise InputError(
            f"{folder} holds {len(broken)} damaged or unreadable DICOM file{'s' * (len(broken) > 1)} "
            f"({broken[0].name}): copy or export the series again."
        )
    if not series:
        raise InputError(f"{folder} holds no DICOM images: give the folder or file that does.")
    if len(series) > 1:
        names = ", ".join(one.name for one in series)
        raise InputError(
            f"{folder} holds {len(series)} DICOM series ({names}): find_cases makes a case of each, "
            "or move each into a folder of its own."
        )
    return series[0]


def file_series(path: Path) -> Series:
    """A DICOM file as a series of its own.

    Raises:
        InputError: no DICOM file, or one without an image.
        OSError: it cannot be opened.
    """
    header = read_header(path)
    if not _is_image(header):
        kind = header.get("Modality", "unknown")
        raise InputError(f"{path} holds no image (DICOM modality {kind}): give the images it refers to.")
    return Series(str(path), _name(header), header.get("SeriesInstanceUID", ""), (path,))


def _series(folder: Path, uid: str, headers: dict[Path, Header]) -> tuple[float, Series]:
    """The series' number and the series; copies of the same image count once."""
    first = next(iter(headers.values()))
    # Some anonymisers give all images one UID: copies also lie at one place and have one number.
    facts = ("SOPInstanceUID", "ImagePositionPatient", "InstanceNumber")
    files = {
        tuple(map(header.get, facts)) if facts[0] in header else path: path
        for path, header in reversed(headers.items())
    }
    title = f"{folder} (DICOM series {_name(first)})"
    return _number(first), Series(title, _name(first), uid, tuple(sorted(files.values())))


def _is_image(header: Header) -> bool:
    return "Rows" in header and "Columns" in header and header.get("Modality") not in _NO_IMAGES


def _name(header: Header) -> str:
    return str(header.get("SeriesDescription") or f"series {_number(header):g}")


def _number(header: Header) -> float:
    return float(header.get("SeriesNumber", (0.0,))[0])
