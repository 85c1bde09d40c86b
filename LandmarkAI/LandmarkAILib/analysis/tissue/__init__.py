"""What T1 maps and late enhancement tell of the myocardium, segment by segment."""
