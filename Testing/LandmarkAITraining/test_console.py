"""The logic is complete without the panel, and the module tests itself."""

from __future__ import annotations

import unittest
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from slicer_harness.fixtures import wait_until

pytestmark = pytest.mark.slow

MODULE = Path(__file__).resolve().parents[2] / "LandmarkAITraining" / "LandmarkAITraining.py"


@pytest.fixture
def module(load_module: Callable[[Path], Any]) -> Any:
    """The module, loaded as at Slicer's start."""
    return load_module(MODULE)


def test_check_and_train_from_the_console(
    module: Any, dataset: Path, preset: Path, tmp_path: Path
) -> None:
    from LandmarkAITrainingLib.slicer.logic.training_run import Choices

    from LandmarkAITraining import LandmarkAITrainingLogic

    logic = LandmarkAITrainingLogic()
    assert logic.check(dataset, str(preset)).summary().endswith("nothing is wrong.")
    run = logic.run(tmp_path / "run")
    run.train(Choices(tmp_path / "nowhere", str(preset)))
    wait_until(lambda: not run.state().is_running, "the end", 600)
    assert "nowhere is not a folder" in run.state().message


def test_self_test_passes_both_ways(module: Any) -> None:
    import slicer

    from LandmarkAITraining import LandmarkAITrainingTest

    result = unittest.TestResult()
    unittest.defaultTestLoader.loadTestsFromTestCase(LandmarkAITrainingTest).run(result)
    assert result.testsRun == 1 and result.wasSuccessful(), result.failures + result.errors
    slicer.selfTests["LandmarkAITraining"](msec=0)
