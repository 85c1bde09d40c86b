"""``python -m LandmarkAILib`` is the command ``landmarkai``."""

import sys

from .cli import main

sys.exit(main())
