"""Where the command starts: `handouts`, or `python -m handouts` where it is not on the path."""

import gc
import sys


def run() -> int:
    """Run the command line; the exit code."""
    gc.disable()  # what is imported stays: searching it for garbage costs 4 ms; main enables it
    from handouts.cli.main import main

    return main()


if __name__ == "__main__":
    sys.exit(run())
