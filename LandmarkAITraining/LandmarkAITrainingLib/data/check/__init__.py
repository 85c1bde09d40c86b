"""What is wrong with a dataset, case by case, and how to mend it."""
