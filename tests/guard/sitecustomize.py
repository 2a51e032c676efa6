"""Python runs this as it starts, where tests/guard is on the path: see loopback.py."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
try:
    import loopback

    loopback.guard()
finally:
    sys.path.pop(0)
