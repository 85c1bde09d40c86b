"""Cohorts: planned as a table, detected in parts on any number of machines."""
