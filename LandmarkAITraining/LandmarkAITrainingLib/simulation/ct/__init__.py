"""Simulated cardiac CT: one whole heart in many shapes, chests, contrast phases and scans."""
