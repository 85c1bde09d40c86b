"""What is trained, and how, as JSON files say it."""
