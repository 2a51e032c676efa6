"""`python -m handouts`, for where the command is not on the path."""

import sys

from handouts.cli.main import main

sys.exit(main())
