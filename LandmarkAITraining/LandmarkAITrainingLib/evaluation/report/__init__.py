"""The report a reader can open."""
