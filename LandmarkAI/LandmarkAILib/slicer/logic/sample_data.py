"""The simulated data in Slicer's module Sample Data; nothing is downloaded."""

from __future__ import annotations

import hashlib
from pathlib import Path

from ...paths import sample_data

CATEGORY = "LandmarkAI"
# Name of the sample, and its file under Resources/SampleData.
SAMPLES = {
    "SimulatedCine": "simulated_cine/cine.nrrd",
    "SimulatedLGE": "simulated_study/lge_magnitude.nrrd",
    "SimulatedLGEPSIR": "simulated_study/lge_psir.nrrd",
    "SimulatedNativeT1": "simulated_study/native_t1.nrrd",
    "SimulatedPostContrastT1": "simulated_study/post_t1.nrrd",
    "SimulatedVNE": "simulated_study/vne.nrrd",
}


def thumbnail(name: str) -> Path:
    """The picture of a sample, which ``Testing/draw_thumbnails.py`` draws."""
    return Path(__file__).resolve().parents[3] / "Resources" / "Icons" / f"{name}.png"


def register_sample_data() -> None:
    """Register the simulated cine and the five contrasts of the simulated study.

    Raises:
        LandmarkAIError: they did not come with LandmarkAI.
    """
    import SampleData

    folder = sample_data()
    for name, file in SAMPLES.items():
        path = folder / file
        SampleData.SampleDataLogic.registerCustomSampleDataSource(
            category=CATEGORY,
            sampleName=name,
            uris=path.as_uri(),
            fileNames=f"{name}.nrrd",
            nodeNames=name,
            thumbnailFileName=str(thumbnail(name)),
            # Sample Data keeps copies: this tells when one is out of date.
            checksums=f"SHA256:{hashlib.sha256(path.read_bytes()).hexdigest()}",
        )
