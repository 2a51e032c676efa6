"""One fresh process: one .typ compiled once through the typst wheel.

python typst_one.py MODE TEMPLATE ROOT FONTS DATA OUT, where MODE is `default` (system
fonts) or `best` (only the folder FONTS).
"""

import sys

import typst

mode, template, root, fonts, data, out = sys.argv[1:]
alone = {"ignore_system_fonts": True} if mode == "best" else {}
typst.compile(template, out, root=root, font_paths=[fonts], sys_inputs={"data": data}, **alone)
