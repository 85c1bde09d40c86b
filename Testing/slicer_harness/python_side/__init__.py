"""Stand-ins for Slicer's own Python modules that ``slicer-core`` does not bring."""
