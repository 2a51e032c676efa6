"""One process, many documents: `default` calls typst.compile for each, `best` reuses one Compiler.

python typst_batch.py MODE TEMPLATE ROOT FONTS OUT DATA...
"""

import sys

import typst

mode, template, root, fonts, out, *names = sys.argv[1:]
if mode == "best":
    compiler = typst.Compiler(template, root=root, font_paths=[fonts], ignore_system_fonts=True)
    for name in names:
        data = {"data": f"/scratch/data/{name}.json"}
        compiler.compile(output=f"{out}/{name}.pdf", sys_inputs=data)
else:
    for name in names:
        data = {"data": f"/scratch/data/{name}.json"}
        typst.compile(template, f"{out}/{name}.pdf", root=root, font_paths=[fonts], sys_inputs=data)
