"""DICOM series as images with their true geometry."""
