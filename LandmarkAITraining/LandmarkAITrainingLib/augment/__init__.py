"""What a network is shown in training instead of the image as it is."""
