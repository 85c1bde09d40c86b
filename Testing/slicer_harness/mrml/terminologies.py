"""The files of codes that Slicer's Terminologies module loads at start, with almost nothing in them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

SCHEMAS = "https://raw.githubusercontent.com/qiicr/dcmqi/master/doc/"
TISSUE = {"CodingSchemeDesignator": "SCT", "CodeValue": "85756007", "CodeMeaning": "Tissue"}
ANATOMY = {
    "CodingSchemeDesignator": "SCT",
    "CodeValue": "123037004",
    "CodeMeaning": "Anatomical Structure",
}


def write(folder: Path) -> Path:
    """Write the three files without which the module reports errors; returns their folder."""
    folder.mkdir(parents=True)
    entry = {**TISSUE, "recommendedDisplayRGBValue": [128, 174, 128]}
    segmentation = {"Category": [{**TISSUE, "showAnatomy": "true", "Type": [entry]}]}
    for name in ("SlicerGeneralAnatomy", "DICOM-Master"):
        title = f"SegmentationCategoryTypeModifier-{name}"
        content: dict[str, object] = {
            "SegmentationCategoryTypeContextName": title,
            "SegmentationCodes": segmentation,
        }
        _write(folder, title, "segment-context-schema.json#", content)
    title = "AnatomicRegionAndModifier-DICOM-Master"
    regions = {"AnatomicRegion": [ANATOMY]}
    content = {"AnatomicContextName": title, "AnatomicCodes": regions}
    _write(folder, title, "anatomic-context-schema.json#", content)
    return folder


def _write(folder: Path, title: str, schema: str, content: Mapping[str, object]) -> None:
    text = json.dumps({"@schema": SCHEMAS + schema, **content})
    (folder / f"{title}.term.json").write_text(text, encoding="utf-8")
