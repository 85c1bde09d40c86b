"""The cases beside each other: subjects and splits, copies, segments and spacings that differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
from LandmarkAILib.core.anatomy import RIGHT_VENTRICLE, landmark_types
from LandmarkAILib.core.names import nearest_name

from ...presets.preset import Preset
from ..dataset import RV_INCOMPLETE, CaseRecord
from ..folds import likely_subjects
from .case_check import CaseFacts
from .problems import DATASET, Problem, listed

_FACTOR = 2.2  # from the median spacing; 5 and 10 mm slices are both common
_FEW = 3  # cases of which a median says nothing
_AXES = ("along the rows", "along the columns", "from slice to slice")


def check_splits(records: Sequence[CaseRecord]) -> list[Problem]:
    """Subjects on two sides of a split, and whether there is something to train and validate on."""
    problems = []
    by_subject: dict[str, list[CaseRecord]] = defaultdict(list)
    for record in records:
        by_subject[record.subject].append(record)
    for subject, held in by_subject.items():
        splits = sorted({record.split for record in held} - {""})
        if len(splits) > 1:
            what = f"subject {subject} is in the splits {' and '.join(splits)}"
            remedy = "give all cases of a subject one split in cases.csv"
            problems += [Problem(record.case, what, remedy) for record in held]
    problems += _leaks(records)
    if len(by_subject) == 1:
        what = "all cases are of one subject, so nothing is left to validate on"
        remedy = "add cases of others, and tell them apart in the column subject of cases.csv"
        return [*problems, Problem(DATASET, what, remedy)]
    if all(record.fold is not None for record in records):
        return problems
    missing = [split for split in ("train", "val") if all(r.split != split for r in records)]
    if missing:
        what = f"no case has the split {' or '.join(missing)}"
        remedy = "press Divide by subject, or run 'landmarkai divide' on the dataset"
        problems.append(Problem(DATASET, what, remedy))
    return problems if missing else [*problems, *_without_split(records)]


def _leaks(records: Sequence[CaseRecord]) -> list[Problem]:
    """Cases of which no one says the subject, and whose names tell of one."""
    unsaid = [record for record in records if record.subject == record.case]
    likely = likely_subjects(record.case for record in unsaid)
    held: dict[str, list[CaseRecord]] = defaultdict(list)
    for record in unsaid:
        held[likely[record.case]].append(record)
    problems = []
    for subject, cases in held.items():
        if len(cases) < 2:
            continue
        names = listed([record.case for record in cases])
        apart = len({record.split for record in cases} - {""}) > 1
        where = f" and are in the splits {', '.join(sorted({r.split for r in cases}))}" if apart else ""
        what = f"{names} look like one subject, {subject},{where} but count as {len(cases)}"
        remedy = "give them one subject (and one split) in cases.csv, or press Divide by subject"
        problems.append(Problem(cases[0].case, what, remedy, "error" if apart else "warning"))
    return problems


def _without_split(records: Sequence[CaseRecord]) -> list[Problem]:
    remedy = "fill in the column split of cases.csv, or press Divide by subject"
    return [
        Problem(record.case, "the case has no split and is not used", remedy, "warning")
        for record in records
        if not record.split
    ]


def check_copies(cases: Iterable[CaseFacts]) -> list[Problem]:
    """The same image under two names; an error where a test or validation case is trained on."""
    by_digest: dict[str, list[CaseRecord]] = defaultdict(list)
    for facts in cases:
        if facts.digest:
            by_digest[facts.digest].append(facts.record)
    problems = []
    for held in by_digest.values():
        for record in held[1:]:
            what = f"the image is the same as that of {held[0].case}"
            if record.split != held[0].split:
                remedy = "remove one of them: what is trained on cannot be validated or tested on"
                problems.append(Problem(record.case, what, remedy))
            elif record.subject != held[0].subject:
                remedy = "remove one of them, or give both one subject in cases.csv"
                problems.append(Problem(record.case, what, remedy, "warning"))
    return problems


def check_segments(cases: Sequence[CaseFacts], preset: Preset | None) -> list[Problem]:
    """Segments that a case lacks although the preset, or most other cases, have them.

    Where a structure is not segmented, training would learn that it is background.
    """
    segmented = [facts for facts in cases if facts.segments is not None]
    if preset is not None:
        expected = list(preset.model.segments)
    else:
        counts: dict[str, int] = defaultdict(int)
        for facts in segmented:
            for name in facts.segments or ():
                counts[name] += 1
        expected = sorted(name for name, count in counts.items() if 2 * count > len(segmented))
    problems = _vanished(cases, segmented)
    for facts in segmented:
        excused = {RIGHT_VENTRICLE} if RV_INCOMPLETE in facts.record.notes else set()
        missing = [name for name in expected if name not in (facts.segments or set()) | excused]
        if missing:
            what = f"the segmentation lacks {listed(missing)}"
            remedy = "segment it in every slice that shows it, or take the segmentation out of the case"
            problems.append(Problem(facts.record.case, what, remedy))
    return problems


def _vanished(cases: Sequence[CaseFacts], segmented: Sequence[CaseFacts]) -> list[Problem]:
    """Cases without a segmentation where most have one: perhaps its file was lost or misnamed."""
    if 2 * len(segmented) <= len(cases):
        return []
    what = f"the case has no segmentation, {len(segmented)} of {len(cases)} cases have one"
    remedy = "add segmentation.seg.nrrd, unless the case was never segmented"
    without = (facts.record for facts in cases if facts.record.segmentation is None)
    return [Problem(record.case, what, remedy, "warning") for record in without]


def check_points(cases: Sequence[CaseFacts], preset: Preset | None) -> list[Problem]:
    """Landmarks of the preset that a case has nowhere, not even under a misspelt name."""
    wanted = preset.model.landmarks if preset is not None else ()
    problems = []
    for facts in cases:
        meant = {nearest_name(name, wanted) for name in facts.labels - set(landmark_types())}
        missing = [name for name in wanted if name not in facts.labels | meant]
        if facts.labels and missing:
            what = f"the case has no {listed(missing)}"
            remedy = "place it, unless the image does not show it"
            problems.append(Problem(facts.record.case, what, remedy, "warning"))
    return problems


def check_spacing(cases: Sequence[CaseFacts]) -> list[Problem]:
    """Voxel sizes that are far from those of other cases of the contrast: a header may be wrong."""
    by_contrast: dict[str, list[CaseFacts]] = defaultdict(list)
    for facts in cases:
        if facts.spacing is not None:
            by_contrast[facts.record.contrast].append(facts)
    return [problem for held in by_contrast.values() for problem in _outliers(held)]


def _outliers(cases: Sequence[CaseFacts]) -> list[Problem]:
    if len(cases) < _FEW:
        return []
    spacing = np.array([facts.spacing for facts in cases])
    middle = np.median(spacing, axis=0)
    problems = []
    for facts, values in zip(cases, spacing, strict=True):
        far = [n for n in range(3) if max(values[n] / middle[n], middle[n] / values[n]) > _FACTOR]
        if far:
            found = ", ".join(f"{values[n]:.3g} mm {_AXES[n]}" for n in far)
            usual = ", ".join(f"{middle[n]:.3g} mm" for n in far)
            what = f"the voxels measure {found}; the median of such cases is {usual}"
            remedy = "check the image's header; leave it where the scan was like that"
            problems.append(Problem(facts.record.case, what, remedy, "warning"))
    return problems
