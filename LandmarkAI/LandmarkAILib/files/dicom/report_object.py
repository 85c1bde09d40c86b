"""Points and measurements as a DICOM structured report (PS3.16 TID 1500, Measurement Report).

Points are coordinates in the patient (SCOORD3D), in the frame of reference of the images. Terms are
those of public schemes where there are such, and of the scheme ``99LANDMARKAI`` where there are none.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ... import __version__
from ...analysis.aha.settings import SegmentStats
from ...analysis.function.result import Quantity, WallChange
from ...core.anatomy import LEFT_VENTRICLE, RIGHT_VENTRICLE, Code, segment_types
from ...core.landmarks import Landmark, LandmarkSet
from . import derived
from .derived import Maker, own_term
from .stack import Frame

if TYPE_CHECKING:
    from pydicom import Dataset

_SERIES = 2
_UNITS = {
    "ml": Code("UCUM", "ml", "milliliter"),
    "g": Code("UCUM", "g", "gram"),
    "mm": Code("UCUM", "mm", "millimeter"),
    "%": Code("UCUM", "%", "percent"),
    "": Code("UCUM", "1", "no units"),
}
_QUANTITIES = {
    "LV end-diastolic volume": Code("LN", "8821-1", "Left Ventricular ED Volume"),
    "LV end-systolic volume": Code("LN", "8823-7", "Left Ventricular ES Volume"),
    "LV stroke volume": Code("SCT", "90096001", "Stroke Volume"),
    "LV ejection fraction": Code("LN", "8811-2", "Left ventricular ejection fraction by MR"),
    "LV mass": Code("LN", "18087-7", "Left Ventricle Mass"),
    "RV end-diastolic volume": Code("LN", "8822-9", "Right Ventricular ED Volume"),
    "RV end-systolic volume": Code("LN", "8824-5", "Right Ventricular ES Volume"),
    "RV stroke volume": Code("SCT", "90096001", "Stroke Volume"),
    "RV ejection fraction": Code("LN", "8818-7", "Right ventricular ejection fraction by MR"),
}
# CID 3717, in the order of the AHA's numbers.
_SIXTEEN = tuple(
    Code("SCT", value, f"left ventricle {words} segment")
    for value, words in (
        ("264850008", "basal anterior"),
        ("396482007", "basal anteroseptal"),
        ("396646008", "basal inferoseptal"),
        ("264846001", "basal inferior"),
        ("396652009", "basal inferolateral"),
        ("396654005", "basal anterolateral"),
        ("264848000", "mid anterior"),
        ("396647004", "mid anteroseptal"),
        ("396649001", "mid inferoseptal"),
        ("264847005", "mid inferior"),
        ("396655006", "mid inferolateral"),
        ("396656007", "mid anterolateral"),
        ("264844003", "apical anterior"),
        ("264845002", "apical septal"),
        ("264849008", "apical inferior"),
        ("264853005", "apical lateral"),
    )
)
_WALLS = (*_SIXTEEN, Code("SCT", "128564006", "Apex of left ventricle"))
_VOLUME = Code("SCT", "118565006", "Volume")
_PROBABILITY = Code("DCM", "122157", "Probability")
_THICKENING = Code("LN", "59092-7", "% Thickening")
_MEAN = Code("SCT", "373098007", "Mean")
_PROCEDURES = {
    "MR": Code("LN", "25056-3", "MRI unspecified body region"),
    "CT": Code("LN", "25045-6", "CT unspecified body region"),
}


@dataclass(frozen=True)
class Findings:
    """What is reported.

    Args:
        landmarks: LPS mm; those that are missing are not in the report.
        volumes: ml by the name of the segment.
        quantities: of the ventricles' function.
        walls: thickness by AHA segment.
        segments: statistics of the image's values by AHA segment.
        placed: indices of the landmarks that a reader placed, of which no model says how probable.
    """

    landmarks: LandmarkSet
    volumes: dict[str, float]
    quantities: Sequence[Quantity] = ()
    walls: Sequence[WallChange] = ()
    segments: Sequence[SegmentStats] = ()
    placed: Collection[int] = ()


def report_object(
    findings: Findings, frame: Frame, maker: Maker, segmentation: Dataset | None = None
) -> Dataset:
    """The report.

    Args:
        findings: what is reported.
        frame: of the series that points and contours were drawn on.
        maker: of contours, and of points that no reader placed.
        segmentation: the object that the volumes are of; without it they are not reported.

    Raises:
        InputError: highdicom is missing, or an image cannot be referred to.
    """
    hd = derived.require_highdicom()
    sources = derived.source_datasets(frame)
    reference = str(sources[0].FrameOfReferenceUID)
    groups = [
        *(
            _placed_point(mark, reference) if n in findings.placed else _point(mark, reference, maker)
            for n, mark in enumerate(findings.landmarks)
            if mark.position is not None
        ),
        *(_volumes(findings.volumes, segmentation, maker) if segmentation is not None else ()),
        *_function(findings.quantities, maker),
        *_walls(findings, maker),
    ]
    modality = str(sources[0].get("Modality", "MR"))
    report = hd.sr.MeasurementReport(
        observation_context=_observer(hd),
        procedure_reported=derived.coded(_PROCEDURES.get(modality, _PROCEDURES["MR"])),
        imaging_measurements=groups,
        title=derived.coded(Code("DCM", "126000", "Imaging Measurement Report")),
    )
    evidence = [*sources, *([segmentation] if segmentation is not None else [])]
    return hd.sr.Comprehensive3DSR(  # type: ignore[no-any-return]
        evidence=evidence,
        content=report,
        series_instance_uid=hd.UID(),
        series_number=derived.series_number(sources, _SERIES),
        sop_instance_uid=hd.UID(),
        instance_number=1,
        series_description="LandmarkAI points and measurements",
        is_complete=True,
        manufacturer=derived.MANUFACTURER,
        manufacturer_model_name=derived.MANUFACTURER,
        software_versions=__version__,
    )


def _observer(hd: Any) -> Any:
    device = hd.sr.DeviceObserverIdentifyingAttributes(
        uid=hd.UID(),
        name=derived.MANUFACTURER,
        manufacturer_name=derived.MANUFACTURER,
        model_name=f"{derived.MANUFACTURER} {__version__}",
    )
    context = hd.sr.ObserverContext(
        observer_type=derived.coded(Code("DCM", "121007", "Device")),
        observer_identifying_attributes=device,
    )
    return hd.sr.ObservationContext(observer_device_context=context)


def _tracking(name: str) -> Any:
    hd = derived.require_highdicom()
    return hd.sr.TrackingIdentifier(uid=hd.UID(), identifier=name)


def _algorithm(maker: Maker) -> Any:
    hd = derived.require_highdicom()
    if not maker.name:
        return None
    return hd.sr.AlgorithmIdentification(name=maker.name, version=maker.version or "unknown")


def _measurement(name: Code, value: float, unit: str, derivation: Code | None = None) -> Any:
    hd = derived.require_highdicom()
    return hd.sr.Measurement(
        name=derived.coded(name),
        value=float(f"{value:.6g}"),
        unit=derived.coded(_UNITS[unit]),
        derivation=None if derivation is None else derived.coded(derivation),
    )


def _point(landmark: Landmark, reference: str, maker: Maker) -> Any:
    """A landmark: where it lies, how probable, how far from the truth it is expected to be."""
    hd = derived.require_highdicom()
    measurements = [_measurement(_PROBABILITY, landmark.probability, "")]
    if landmark.covariance is not None:
        distance = math.sqrt(float(np.trace(landmark.covariance)))
        measurements.append(_measurement(own_term("Expected distance from the truth"), distance, "mm"))
    return hd.sr.PlanarROIMeasurementsAndQualitativeEvaluations(
        **_place(landmark, reference), algorithm_id=_algorithm(maker), measurements=measurements
    )


def _placed_point(landmark: Landmark, reference: str) -> Any:
    """A landmark that a reader placed: no algorithm, and no probability, which would be a model's."""
    hd = derived.require_highdicom()
    origin = hd.sr.QualitativeEvaluation(
        name=derived.coded(own_term("Origin")), value=derived.coded(own_term("Placed by a reader"))
    )
    return hd.sr.PlanarROIMeasurementsAndQualitativeEvaluations(
        **_place(landmark, reference), qualitative_evaluations=[origin]
    )


def _place(landmark: Landmark, reference: str) -> dict[str, Any]:
    """Which landmark it is, and where."""
    hd = derived.require_highdicom()
    where = "" if landmark.slice is None else f", slice {landmark.slice}"
    return {
        "tracking_identifier": _tracking(f"{landmark.name}{where}"),
        "referenced_region": hd.sr.ImageRegion3D(
            "POINT", np.array([landmark.position], float), frame_of_reference_uid=reference
        ),
        "finding_type": derived.coded(own_term(landmark.name)),
    }


def _volumes(volumes: dict[str, float], segmentation: Dataset, maker: Maker) -> Iterator[Any]:
    """The volume of each segment that the segmentation object holds."""
    hd = derived.require_highdicom()
    for item in segmentation.SegmentSequence:
        if item.SegmentLabel not in volumes:
            continue
        kind = item.SegmentedPropertyTypeCodeSequence[0]
        yield hd.sr.VolumetricROIMeasurementsAndQualitativeEvaluations(
            tracking_identifier=hd.sr.TrackingIdentifier(item.TrackingUID, item.SegmentLabel),
            referenced_segment=hd.sr.ReferencedSegment.from_segmentation(
                segmentation, item.SegmentNumber
            ),
            finding_type=hd.sr.CodedConcept.from_dataset(kind),
            algorithm_id=_algorithm(maker),
            measurements=[_measurement(_VOLUME, volumes[item.SegmentLabel], "ml")],
        )


def _function(quantities: Sequence[Quantity], maker: Maker) -> Iterator[Any]:
    """A group a ventricle."""
    for short, name in (("LV", LEFT_VENTRICLE), ("RV", RIGHT_VENTRICLE)):
        measurements = [
            _measurement(_QUANTITIES.get(row.name) or own_term(row.name), row.value, row.unit)
            for row in quantities
            if row.value is not None and row.name.startswith(short)
        ]
        site = segment_types()[name].type
        if measurements and site is not None:
            yield _site_group(f"{name}, function", site, measurements, maker)


def _walls(findings: Findings, maker: Maker) -> Iterator[Any]:
    """A group an AHA segment of which something is known."""
    thickness = {wall.segment: wall for wall in findings.walls}
    values = {one.segment: one for one in findings.segments}
    for number, site in enumerate(_WALLS, start=1):
        measurements = []
        if (wall := thickness.get(number)) is not None:
            measurements += [
                _measurement(name, value, unit)
                for name, value, unit in (
                    (own_term("Wall thickness at end diastole"), wall.ed, "mm"),
                    (own_term("Wall thickness at end systole"), wall.es, "mm"),
                    (_THICKENING, wall.thickening, "%"),
                )
                if math.isfinite(value)
            ]
        if (one := values.get(number)) is not None and math.isfinite(one.mean):
            measurements.append(_measurement(own_term("Value of the image"), one.mean, "", _MEAN))
        if measurements:
            yield _site_group(f"AHA segment {number}", site, measurements, maker)


def _site_group(name: str, site: Code, measurements: list[Any], maker: Maker) -> Any:
    hd = derived.require_highdicom()
    return hd.sr.MeasurementsAndQualitativeEvaluations(
        tracking_identifier=_tracking(name),
        finding_sites=[hd.sr.FindingSite(derived.coded(site))],
        algorithm_id=_algorithm(maker),
        measurements=measurements,
    )
