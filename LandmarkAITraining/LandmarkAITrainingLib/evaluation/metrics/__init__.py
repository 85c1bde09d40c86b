"""Measures of agreement between what a model says and a reference, one idea a file."""
