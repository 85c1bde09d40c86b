"""Evaluations that train several models, or that need several readers."""
