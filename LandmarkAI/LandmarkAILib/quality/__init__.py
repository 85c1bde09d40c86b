"""How much a result is to be doubted: signs, flags and one number of risk."""
