"""Volume over time as a chart of Slicer's plot views; it follows its table."""

from __future__ import annotations

from slicer.i18n import tr as _

from .outputs import node_beside
from .transforms import Node

# As in the report, apart in lightness too.
_CURVES = {"LV": (0.0, 0.35, 0.63), "RV": (0.84, 0.37, 0.0)}


def show_chart(volume: Node, frames: Node) -> Node:
    """A chart of the volumes of both cavities.

    Args:
        volume: that the function belongs to.
        frames: vtkMRMLTableNode with a row a frame; see :func:`.measure_tables.fill_frames`.

    Returns:
        vtkMRMLPlotChartNode.
    """
    chart = node_beside(volume, "vtkMRMLPlotChartNode", "volume curve")
    chart.RemoveAllPlotSeriesNodeIDs()
    chart.SetTitle(volume.GetName())
    chart.SetXAxisTitle(str(_("frame")))
    chart.SetYAxisTitle("ml")
    chart.SetYAxisRangeAuto(True)
    for column, color in _CURVES.items():
        series = node_beside(volume, "vtkMRMLPlotSeriesNode", f"{column} over time")
        series.SetName(column)
        series.SetAndObserveTableNodeID(frames.GetID())
        series.SetXColumnName("Frame")
        series.SetYColumnName(column)
        series.SetPlotType(series.PlotTypeScatter)
        series.SetMarkerStyle(series.MarkerStyleCircle)
        series.SetColor(*color)
        chart.AddAndObservePlotSeriesNodeID(series.GetID())
    return chart
