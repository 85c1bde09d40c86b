"""The simulated study in Slicer's module Sample Data; nothing is downloaded."""

from __future__ import annotations

import hashlib
from pathlib import Path

from ...paths import sample_data

CATEGORY = "LandmarkAI"
# Name of the sample, and file of the simulated study.
CONTRASTS = {
    "SimulatedLGE": "lge_magnitude",
    "SimulatedLGEPSIR": "lge_psir",
    "SimulatedNativeT1": "native_t1",
    "SimulatedPostContrastT1": "post_t1",
    "SimulatedVNE": "vne",
}


def thumbnail(name: str) -> Path:
    """The picture of a sample, which ``Testing/draw_thumbnails.py`` draws."""
    return Path(__file__).resolve().parents[3] / "Resources" / "Icons" / f"{name}.png"


def register_sample_data() -> None:
    """Register the five contrasts of the simulated study.

    Raises:
        LandmarkAIError: they did not come with LandmarkAI.
    """
    import SampleData

    folder = sample_data() / "simulated_study"
    for name, stem in CONTRASTS.items():
        path = folder / f"{stem}.nrrd"
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
