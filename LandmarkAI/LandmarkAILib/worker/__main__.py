"""``python -m LandmarkAILib.worker`` is the worker."""

import sys

from .server import main

sys.exit(main())
