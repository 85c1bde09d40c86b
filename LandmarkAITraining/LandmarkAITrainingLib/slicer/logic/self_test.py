"""The module's self-test, without the panel; it needs nothing that training needs beyond detection."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from LandmarkAILib.paths import sample_data

from ...data.check.problems import Report
from ...data.folds import divide_dataset

_CONTRASTS = ("native_t1", "post_t1", "vne")


def check_small_dataset(check: Callable[[Path], Report]) -> str:
    """Make a dataset of the simulated study, spoil a case, and see that the check finds it.

    Args:
        check: the module's.

    Returns:
        What to tell the user.

    Raises:
        AssertionError: the check errs.
    """
    with tempfile.TemporaryDirectory() as folder:
        dataset = _make_dataset(Path(folder) / "dataset")
        assert divide_dataset(dataset) == {"train": 1, "val": 1, "test": 1}
        assert not check(dataset).problems
        path = dataset / "post_t1" / "landmarks.mrk.json"
        text = path.read_text(encoding="utf-8").replace("LV center", "LV centre")
        path.write_text(text, encoding="utf-8")
        (problem,) = check(dataset).problems
        assert problem.case == "post_t1" and "'LV center'" in problem.remedy
    return "The check found the one misspelt landmark."


def _make_dataset(folder: Path) -> Path:
    study = sample_data() / "simulated_study"
    for contrast in _CONTRASTS:
        case = folder / contrast
        case.mkdir(parents=True)
        shutil.copyfile(study / f"{contrast}.nrrd", case / "image.nrrd")
        shutil.copyfile(study / "truth.mrk.json", case / "landmarks.mrk.json")
        shutil.copyfile(study / "truth.seg.nrrd", case / "segmentation.seg.nrrd")
    return folder
