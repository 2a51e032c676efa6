"""For all tests and their child processes: nothing reaches beyond this computer, and every
text of a page that no tag holds is an error."""

import os
import shutil
import sys
import tempfile
from pathlib import Path

os.environ["HANDOUTS_STRICT"] = "1"
HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
# Children find guard/sitecustomize.py, which installs the same hook as they start.
GUARD = str(HERE / "guard")
os.environ["PYTHONPATH"] = os.pathsep.join(
    p for p in (GUARD, os.environ.get("PYTHONPATH", "")) if p
)

from loopback import BEYOND, guard  # noqa: E402

guard()


if worker := os.environ.get("PYTEST_XDIST_WORKER"):
    # Tests look into the folder of temporary files for what must not be there: to each its own.
    os.environ["TMPDIR"] = tempfile.mkdtemp(prefix=f"handouts-{worker}-")
    tempfile.tempdir = None


def pytest_addoption(parser):
    parser.addoption("--trials", type=int, default=40, help="How many `kill -9`, at least.")


def pytest_sessionfinish(session):
    """A test may have swallowed the refusal; the session may not."""
    if worker:
        shutil.rmtree(os.environ["TMPDIR"], ignore_errors=True)
    if BEYOND:
        session.exitstatus = 1
        print(f"\nreached beyond loopback: {BEYOND}")
