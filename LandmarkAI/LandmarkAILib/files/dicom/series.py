"""DICOM files as they are found: what each is, and which make a series."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ...errors import InputError
from ..itk import IMAGE_SUFFIXES, suffix_of
from .header import damage_named, is_dicom, number, object_class, patient_of, read_header, text
from .planes import Plane, planes_of

if TYPE_CHECKING:
    from pydicom import Dataset

DICOM_SUFFIXES = (".dcm", ".ima")
# Objects that have no pixels of their own, or that annotate an image.
_NO_IMAGES = frozenset(
    ["SEG", "RTSTRUCT", "RTPLAN", "RTDOSE", "REG", "SR", "PR", "KO", "AU", "ECG", "DOC"]
)
_IMAGES = "1.2.840.10008.5.1.4.1.1."
_NOT_IMAGES = ("66", "88", "104", "11", "481", "9", "68", "67")  # of those, with sub-classes


@dataclass(frozen=True, eq=False)
class DicomImage:
    """A file with one or more images.

    Args:
        path: of the file.
        instance: SOP Instance UID.
        series: Series Instance UID.
        study: Study Instance UID.
        frame_of_reference: its UID; images of one lie in one space.
        patient: a digest by which patients are told apart.
        sop_class: which kind of object it is.
        number: of the series.
        description: of the series; empty where it has none.
        facts: for the image's metadata, never who the patient is.
        colour: its kind of pixels where they are not grey; else empty.
        planes: where its images lie; none where it does not say.
        unplaced: why not; None where it does.
    """

    path: Path
    instance: str
    series: str
    study: str
    frame_of_reference: str
    patient: str
    sop_class: str
    number: float
    description: str
    facts: dict[str, str]
    colour: str
    planes: tuple[Plane, ...]
    unplaced: InputError | None = None

    @property
    def name(self) -> str:
        """What the series is called."""
        return self.description or f"series {self.number:g}"


@dataclass(frozen=True, eq=False)
class Series:
    """The files of a DICOM series, or of several that make one stack.

    Args:
        title: what messages call it, with its folder.
        name: its description, or number where it has none.
        uid: Series Instance UID, of the first where it is made of several.
        images: ordered by the names of their files, each once.
        notes: what to say with what is found in it, without full stops.
    """

    title: str
    name: str
    uid: str
    images: tuple[DicomImage, ...]
    notes: tuple[str, ...] = field(default=())

    @property
    def files(self) -> tuple[Path, ...]:
        """Where its images lie."""
        return tuple(image.path for image in self.images)


def find_series(folder: Path) -> tuple[list[Series], list[Path]]:
    """The image series in a folder, not in those below it.

    Returns:
        The series by number, and the files that should be DICOM but cannot be read as such.

    Raises:
        OSError: the folder cannot be opened.
    """
    images, broken = find_images(sorted(folder.iterdir()))
    return group(images), broken


def find_images(paths: Iterable[Path]) -> tuple[list[DicomImage], list[Path]]:
    """Those of some files that hold DICOM images, and those that should but cannot be read."""
    images, broken = [], []
    for path in paths:
        if path.name.startswith(".") or suffix_of(path) in IMAGE_SUFFIXES:
            continue
        try:
            if path.is_dir() or not (is_dicom(path) or path.suffix.lower() in DICOM_SUFFIXES):
                continue
            image = image_of(path)
        except (InputError, OSError):
            broken.append(path)
            continue
        if image is not None:
            images.append(image)
    return images, broken


def group(images: Sequence[DicomImage]) -> list[Series]:
    """The series of some files, by number; those of two patients are two, whatever their UIDs say."""
    found: dict[tuple[str, str], list[DicomImage]] = {}
    for image in images:
        found.setdefault((image.series, image.patient), []).append(image)
    series = [series_of(members) for members in found.values()]
    return sorted(series, key=lambda one: (one.images[0].number, one.uid))


def series_of(images: Sequence[DicomImage], notes: tuple[str, ...] = ()) -> Series:
    """The series of files; copies of the same file count once."""
    # Some anonymisers give all images one UID: copies also lie at one place and have one number.
    once = {_identity(image): image for image in reversed(images)}
    kept = tuple(sorted(once.values(), key=lambda image: image.path))
    first = images[0]
    title = f"{first.path.parent} (DICOM series {first.name})"
    return Series(title, first.name, first.series, kept, notes)


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
    """A DICOM file as a series of its own, with a note where it is one of several beside it.

    Raises:
        InputError: no DICOM file, or one without an image.
        OSError: it cannot be opened.
    """
    image = image_of(path)
    if image is None:
        kind = text(read_header(path), "Modality") or "unknown"
        raise InputError(f"{path} holds no image (DICOM modality {kind}): give the images it refers to.")
    return Series(str(path), image.name, image.series, (image,))


def note_of_lone_file(series: Series) -> tuple[str, ...]:
    """What to say of a file that was given alone although its series has more beside it."""
    (path,) = series.files
    beside, _ = find_images(sorted(path.parent.iterdir()))
    count = sum(image.series == series.uid for image in beside)
    if count < 2:
        return ()
    return (f"this file is one of {count} of its series: give the folder for the whole stack",)


def image_of(path: Path) -> DicomImage | None:
    """What a DICOM file holds; None where that is no image.

    Raises:
        InputError: no DICOM file, or damaged.
        OSError: it cannot be opened.
    """
    dataset = read_header(path)
    with damage_named(path):  # sequences are unpacked as they are asked for
        return _image(path, dataset)


def _image(path: Path, dataset: Dataset) -> DicomImage | None:
    sop_class = object_class(dataset)
    if text(dataset, "Modality") in _NO_IMAGES:
        return None
    if "Rows" not in dataset or "Columns" not in dataset:
        if _should_be_image(sop_class):
            raise InputError(f"{path} is damaged or truncated: copy or export it again.")
        return None
    planes: tuple[Plane, ...] = ()
    unplaced = None
    try:
        planes = planes_of(path, dataset)
    except InputError as error:
        unplaced = error
    return DicomImage(
        path=path,
        instance=text(dataset, "SOPInstanceUID"),
        series=text(dataset, "SeriesInstanceUID"),
        study=text(dataset, "StudyInstanceUID"),
        frame_of_reference=text(dataset, "FrameOfReferenceUID"),
        patient=patient_of(dataset),
        sop_class=sop_class,
        number=number(dataset, "SeriesNumber") or 0.0,
        description=text(dataset, "SeriesDescription"),
        facts=_facts(dataset),
        colour=_colour(dataset),
        planes=planes,
        unplaced=unplaced,
    )


def _identity(image: DicomImage) -> object:
    if not image.instance:
        return image.path
    first = image.planes[0] if image.planes else None
    place = (*first.position, first.times) if first else ()
    return image.instance, place


def _facts(dataset: Dataset) -> dict[str, str]:
    texts = {
        "modality": text(dataset, "Modality"),
        "series_description": text(dataset, "SeriesDescription"),
        "manufacturer": text(dataset, "Manufacturer"),
    }
    found = {key: value for key, value in texts.items() if value}
    if strength := number(dataset, "MagneticFieldStrength"):
        found["magnetic_field_strength"] = f"{strength:g}"
    return found


def _colour(dataset: Dataset) -> str:
    kind = text(dataset, "PhotometricInterpretation") or "MONOCHROME2"
    grey = number(dataset, "SamplesPerPixel") in (None, 1.0) and kind.startswith("MONOCHROME")
    return "" if grey else kind


def _should_be_image(sop_class: str) -> bool:
    if not sop_class:
        return True  # nothing says what it is, so it was cut before that
    kind = sop_class.removeprefix(_IMAGES)
    return sop_class.startswith(_IMAGES) and kind.split(".")[0] not in _NOT_IMAGES
