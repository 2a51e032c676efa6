"""A warm make is quick because of what it leaves unloaded."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
UNUSED = (
    "yaml", "pypdf", "pypdfium2", "reportlab", "segno", "PIL", "rich", "platformdirs",
    "tempfile", "ssl", "urllib.request", "xml.sax", "importlib.metadata", "handouts.source.reader",
    "handouts.images.loader",
)  # fmt: skip


def run(cache, out, *more):
    code = (
        "import sys\n"
        f"sys.argv = ['handouts', 'make', 'knee-to-chest', '--layout', 'sheet', '-o', {str(out)!r},"
        f" '--brand', 'example-andover', '--date', '2026-11-22', *{more!r}]\n"
        "from handouts.cli.main import main\n"
        "code = main()\n"
        "print(*sys.modules, sep='\\n', file=sys.stderr)\n"
        "sys.exit(code)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"HANDOUTS_CACHE": str(cache), "PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
        cwd=out.parent, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return set(done.stderr.split())


def test_a_warm_make_loads_only_what_it_uses(tmp_path):
    cache = tmp_path / "cache"
    run(cache, tmp_path / "cold.pdf")
    loaded = run(cache, tmp_path / "warm.pdf")
    assert "handouts.render.draw" in loaded
    assert sorted(loaded & set(UNUSED)) == []
    assert (tmp_path / "cold.pdf").read_bytes() == (tmp_path / "warm.pdf").read_bytes()
    assert len(list(cache.glob("qr-*.bits"))) == 1


def test_without_a_cache_nothing_is_kept(tmp_path):
    run(tmp_path / "cache", tmp_path / "a.pdf", "--no-cache")
    assert not (tmp_path / "cache").exists()
