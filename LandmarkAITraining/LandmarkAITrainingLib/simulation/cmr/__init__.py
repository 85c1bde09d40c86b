"""Simulated short-axis cardiac MR."""
