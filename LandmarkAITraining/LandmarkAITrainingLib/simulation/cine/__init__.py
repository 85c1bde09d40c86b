"""A short-axis cine that looks like one: a parametric heart in a chest, as balanced SSFP shows it."""
