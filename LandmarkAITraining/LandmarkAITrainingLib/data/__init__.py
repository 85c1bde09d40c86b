"""Annotated cases: reading, checking, cutting into slices."""
