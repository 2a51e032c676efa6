"""Our command in one process, then that process's peak memory in MB on the last line of stderr.

python ours.py ARGUMENT...
"""

import resource
import sys

from handouts.cli.main import main


def peak() -> float:
    """The peak of this process alone: VmHWM; ru_maxrss may hold that of the parent's fork."""
    try:
        with open("/proc/self/status") as file:  # noqa: PTH123 - pathlib would cost memory
            held = next(line for line in file if line.startswith("VmHWM:"))
        return int(held.split()[1]) / 1024
    except (OSError, StopIteration):
        scale = 1 << 20 if sys.platform == "darwin" else 1 << 10
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / scale


sys.argv = ["handouts", *sys.argv[1:]]
code: object = 0
try:
    code = main()
except SystemExit as end:
    code = end.code
print(f"peak {peak():.1f}", file=sys.stderr)
sys.exit(code if isinstance(code, int) else 1 if code else 0)
