"""The files of a case in the output folder: complete, absent, or someone else's."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, replace
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING

from ...errors import InputError, OutputError
from ...files.detections import FORMAT, SUFFIXES
from ...files.input_errors import cannot_open, input_digest
from .left_files import LeftFiles, is_left

if TYPE_CHECKING:
    from ...analysis.aha.settings import AhaSettings
    from ...files.case_walk import Case

MARKER = ".json"
PICTURE = ".png"  # where pictures are asked for
THUMBNAIL = ".thumb.jpg"
PICTURES = (PICTURE, THUMBNAIL)

_NUMBERS_BETWEEN = 3  # numbers of a name that may be missing between two that are there


@dataclass(frozen=True)
class Earlier:
    """A detection of an earlier run.

    Args:
        model: name and version.
        sha256: of the model; empty if unknown.
        input: :func:`fingerprint` of its image; empty if unknown.
        aha: :func:`aha_key` of its table; None if unknown.
        complete: whether all its files are still there.
        mirrored: whether its stack was seen turned over.
    """

    model: str
    sha256: str
    input: str
    aha: dict[str, object] | None
    complete: bool
    mirrored: bool = False


def earlier_detection(stem: Path, left: LeftFiles | None = None) -> Earlier | None:
    """What an earlier run wrote under this stem; None if nothing.

    Args:
        stem: folder and name without suffix.
        left: what runs left that were killed; a result whose files one had begun to replace is not
            complete.
    """
    try:
        document = json.loads(output_file(stem, MARKER).read_text(encoding="utf-8"))
        if document["format"] != FORMAT:
            return None
        facts = document["provenance"]
        model = f"{facts['model']['name']} {facts['model']['version']}"
        own = document.get("digests", {})
        complete = all(
            (file := stem.with_name(name)).is_file()
            and not (left and is_left(file, left, own.get(name, "")))
            for name in document["files"]
        )
        sha256 = str(facts["model"].get("sha256", ""))
        known_by, aha = str(facts.get("input", "")), facts.get("aha")
        return Earlier(model, sha256, known_by, aha, complete, bool(facts.get("mirrored")))
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None  # not a file of ours, whatever else it is


def refuse_to_replace(stem: Path, left: LeftFiles, with_picture: bool = False) -> None:
    """Raise if one of the files to be written is there.

    It may be a reader's annotation, which has the same name beside its image; it may be no more than
    what a run ``left`` that was killed.

    Raises:
        OutputError: names the file and the remedy.
    """
    for suffix in (*SUFFIXES, *(PICTURES if with_picture else ())):
        path = output_file(stem, suffix)
        if path.exists() and not is_left(path, left):
            raise OutputError(
                f"{path} is there and is no result for this image, or not for its files as they are "
                "now: choose another output folder, or pass --overwrite to replace it.",
                "output-exists",
            )


def output_file(stem: Path, suffix: str) -> Path:
    """Not ``with_suffix``: a stem may hold dots."""
    return stem.with_name(stem.name + suffix)


def fingerprint(case: Case) -> str:
    """A digest of all the bytes that a case is read from, by which it is known again wherever they move.

    Identifiers are not enough: anonymisers give two patients one Series Instance UID, a copy may have
    been cut short, and the voxels of a header may lie in another file.

    Raises:
        InputError: a file cannot be read, or an archive is damaged.
    """
    from ...files.archives import contents

    if case.archive is not None:
        digests = sorted(contents(case.archive))
    else:
        files = case.files or (case.source, *_data_files(case.source))
        digests = [input_digest(file) for file in files]
        # Files of a series are sorted by name, which is no part of the image.
        digests = sorted(digests) if case.files else digests
    return hashlib.sha256("\n".join(digests).encode()).hexdigest()


def aha_key(settings: AhaSettings | None) -> dict[str, object]:
    """The choices of the AHA table, as a result records them."""
    from ...analysis.aha.settings import AhaSettings

    chosen: dict[str, object] = json.loads(json.dumps(asdict(settings or AhaSettings())))
    return chosen


def keep_names(cases: Sequence[Case], output: Path) -> list[Case]:
    """Cases under the names that an earlier run gave them.

    Of cases of one name the first keeps it and others get a number, in an order that changes when a
    series comes in later. The results that are there decide first, then the order.

    Args:
        cases: of :func:`LandmarkAILib.files.cases.find_cases`.
        output: folder of the results.
    """
    families: dict[str, list[int]] = {}
    for n, case in enumerate(cases):
        families.setdefault(case.wanted_stem.as_posix().casefold(), []).append(n)
    kept = list(cases)
    for members in families.values():
        there = _results_of(output, cases[members[0]].wanted_stem)
        if not there:
            continue
        taken = set(there)
        for n in members:
            known = next((stem for stem, inputs in there.items() if _print(cases[n]) in inputs), None)
            if known is not None:
                kept[n] = replace(cases[n], output_stem=known)
            elif len(members) > 1:
                kept[n] = replace(cases[n], output_stem=_free(cases[n].wanted_stem, taken))
                taken.add(kept[n].output_stem)
    return kept


def _results_of(output: Path, wanted: Path) -> dict[Path, set[str]]:
    """What earlier results of a name, numbered ones included, were made from, by their stem."""
    found: dict[Path, set[str]] = {}
    missing = number = 0
    while missing <= _NUMBERS_BETWEEN:
        number += 1
        stem = wanted if number == 1 else wanted.with_name(f"{wanted.name}_{number}")
        frames = (output / stem.parent).glob(f"{escape(stem.name)}_frame*.json")
        records = [output / stem, *(path.with_name(path.name[: -len(MARKER)]) for path in frames)]
        earlier = filter(None, map(earlier_detection, records))
        inputs = {result.input for result in earlier}
        missing = 0 if inputs else missing + 1
        if inputs:
            found[stem] = inputs
    return found


def _free(wanted: Path, taken: Collection[Path]) -> Path:
    number, stem = 1, wanted
    while stem in taken:
        number += 1
        stem = wanted.with_name(f"{wanted.name}_{number}")
    return stem


def _print(case: Case) -> str:
    try:
        return fingerprint(case)
    except InputError:
        return ""  # the case says why when it is read


def _data_files(path: Path) -> list[Path]:
    from ...files.detached import data_files

    try:
        return data_files(path)
    except OSError as error:
        raise cannot_open(path, error) from error
