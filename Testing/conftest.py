"""What every test runs under: few threads, the harness and its traps, real data where it is."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

# Read once, when the libraries load; processes that tests start inherit them.
os.environ.setdefault("OMP_NUM_THREADS", "1" if "PYTEST_XDIST_WORKER" in os.environ else "2")
os.environ.setdefault("ITK_GLOBAL_DEFAULT_NUMBER_OF_THREADS", os.environ["OMP_NUM_THREADS"])

import pytest
from hypothesis import settings
from slicer_harness.fixtures import *  # noqa: F403 - here alone: Qt and MRML allow one application a session

ROOT = Path(__file__).resolve().parents[1]
SHARED_DATA = ROOT.parent / "shared" / "data"
# One case of each source; MS-CMRSeg is oblique and stored mirrored.
REAL_CASES = (
    "sax/acdc/patient001_frame01",
    "sax/mscmr_cine/patient01_C0",
    "sax/mscmr_lge/subject01_LGE",
)

# A machine's speed is not a property of the code; in CI a failure must come again.
settings.register_profile("development", deadline=None, max_examples=50)
settings.register_profile("ci", deadline=None, max_examples=50, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "development")


def pytest_report_header() -> str:
    """Versions of what the results depend on."""
    names = (
        "torch",
        "numpy",
        "simpleitk",
        "lightning",
        "monai",
        "scipy",
        "pydicom",
        "slicer-core",
        "vtk",
    )
    return "packages: " + ", ".join(f"{name} {_version(name)}" for name in names)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that need the stand-ins for Slicer's application."""
    for item in items:
        if "slicer_app" in getattr(item, "fixturenames", ()):
            item.add_marker("gui")


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "not installed"


@pytest.fixture(autouse=True, scope="session")
def _no_models_of_the_user(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the tests from seeing, and from changing, what the user installed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LANDMARKAI_HOME", str(tmp_path_factory.mktemp("home")))
        patch.delenv("LANDMARKAI_RESOURCES", raising=False)
        yield


@pytest.fixture(autouse=True, scope="session")
def _no_training_is_left_behind() -> Iterator[None]:
    """Trainings outlive whoever started them; a test has to see to the end of those it started."""
    yield
    launcher = sys.modules.get("LandmarkAITrainingLib.slicer.logic.launcher")
    for process in launcher._started.values() if launcher else ():
        process.wait(timeout=10)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real data, which lies beside the checkout and is not part of it."""
    if not SHARED_DATA.is_dir():
        pytest.skip("the real data of ../shared/data is not on this machine")
    return SHARED_DATA


@pytest.fixture(params=REAL_CASES)
def real_case(request: pytest.FixtureRequest, shared_data: Path) -> Path:
    """The folder of a real case, one of each source in turn: image, landmarks, segmentation."""
    folder: Path = shared_data / request.param
    assert folder.is_dir(), f"{folder.name} is not in the real data: mend REAL_CASES"
    return folder
