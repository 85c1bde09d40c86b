"""Datasets that are simulated, written as any other dataset."""
