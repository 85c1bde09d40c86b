"""Slicer for tests: real MRML of ``slicer-core``, strict stand-ins over PySide6 for all that is Qt.

``fixtures`` holds what a test needs; ``README.md`` shows how.
"""
