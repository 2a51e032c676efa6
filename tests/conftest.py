"""Every test is strict: text that no tag holds is an error, here and in child processes."""

import os

os.environ["HANDOUTS_STRICT"] = "1"
