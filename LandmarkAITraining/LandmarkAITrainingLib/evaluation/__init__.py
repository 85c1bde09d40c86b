"""Detections against references."""
