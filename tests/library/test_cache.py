"""The cache saves time and nothing else: never wrong, never trusted, never private."""

import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from handouts.library import cache as cache_module
from handouts.library.cache import open_library
from handouts.library.packing import pack, unpack
from handouts.model.blocks import BlockUse, StopOptions

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def kept(place, tmp_path):
    """A warm cache folder."""
    place.open(tmp_path / "cache")
    return tmp_path / "cache"


def one(kept):
    (found,) = kept.glob("library-*.pickle")
    return found


def no_loading(monkeypatch):
    def refuse(*_):
        raise AssertionError("it was loaded anew")

    monkeypatch.setattr(cache_module, "_load", refuse)


def test_a_warm_library_is_the_same(place, kept, monkeypatch):
    place.write("content/stretches/bad.yaml", "name: x\n")
    place.write("content/stretches/knee.yml", "name: x\n")
    cold = place.open(kept)
    no_loading(monkeypatch)
    warm = place.open(kept)
    assert warm.entries == cold.entries
    assert warm.diagnostics == cold.diagnostics
    assert {d.code for d in warm.diagnostics} == {"missing-key", "file-name"}
    assert warm.stretch("knee").name.span.line == 1
    assert warm.layout("card", "calm").page.columns == 2


def test_a_change_of_bytes_alone_makes_it_anew(place, kept):
    path = place.builtin / "content/stretches/knee.yaml"
    before = path.stat()
    path.write_bytes(path.read_bytes().replace(b"Knee", b"Calf"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert place.open(kept).stretch("knee").name == "Calf"


def test_a_file_that_comes_or_goes_makes_it_anew(place, kept):
    own = place.write("content/stretches/knee.yaml", "extends: knee\nname: Mine\n")
    assert place.open(kept).stretch("knee").name == "Mine"
    own.unlink()
    assert place.open(kept).stretch("knee").name == "Knee"


SPOILT = {
    "empty": lambda data: b"",
    "cut short": lambda data: data[: len(data) // 2],
    "one bit": lambda data: data[:-9] + bytes([data[-9] ^ 1]) + data[-8:],
    "text": lambda data: b"hello",
    "other pickle": lambda data: pickle.dumps({"a": 1}),
    "sealed but foreign": lambda data: seal(pickle.dumps(os.getcwd)),
    "sealed but odd": lambda data: seal(pickle.dumps([1, 2])),
}


def seal(body):
    import hashlib

    return hashlib.sha256(body).digest() + body


@pytest.mark.parametrize("how", SPOILT)
def test_a_spoilt_cache_is_made_anew_in_silence(place, kept, how, capsys):
    good = one(kept).read_bytes()
    one(kept).write_bytes(SPOILT[how](good))
    assert place.open(kept).stretch("knee").name == "Knee"
    assert one(kept).read_bytes() == good
    assert capsys.readouterr() == ("", "")


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")
class TestModes:
    def test_folder_and_file_are_the_owners_alone(self, kept):
        assert kept.stat().st_mode & 0o777 == 0o700
        assert one(kept).stat().st_mode & 0o777 == 0o600

    @pytest.mark.parametrize("mode", [0o777, 0o770, 0o702])
    def test_a_folder_others_may_write_is_neither_read_nor_written(
        self, place, kept, mode, monkeypatch
    ):
        kept.chmod(mode)
        before = one(kept).stat().st_mtime_ns
        loaded = []
        real = cache_module._load
        monkeypatch.setattr(cache_module, "_load", lambda *a: loaded.append(1) or real(*a))
        assert place.open(kept).stretch("knee").name == "Knee"
        assert (loaded, one(kept).stat().st_mtime_ns) == ([1], before)

    def test_a_file_others_may_write_is_made_anew(self, place, kept):
        one(kept).chmod(0o666)
        place.open(kept)
        assert one(kept).stat().st_mode & 0o777 == 0o600

    def test_a_link_in_its_place_is_not_followed(self, place, kept, tmp_path):
        real = one(kept)
        elsewhere = tmp_path / "elsewhere"
        real.rename(elsewhere)
        real.symlink_to(elsewhere)
        place.open(kept)
        assert not one(kept).is_symlink() or os.name != "posix"

    def test_a_folder_that_cannot_be_made_is_no_problem(self, place, tmp_path):
        (tmp_path / "file").write_text("x")
        assert place.open(tmp_path / "file" / "cache").stretch("knee").name == "Knee"


def test_no_text_of_a_client_is_kept(place, tmp_path):
    place.write("content/clients/jane-1.yaml", "name: Janet Quimby\nemail: quimby@client.example\n")
    place.write(
        "content/programmes/quimby.yaml",
        "client: jane-1\nnote: Her sore Quimby hip\nitems: [knee]\n",
    )
    cache = tmp_path / "cache"
    library, files = open_library(place.workspace, cache)
    from handouts.library.load import load_private

    assert load_private(files, "programme", "quimby", library).usable
    data = one(cache).read_bytes().lower()
    assert b"quimby" not in data and b"jane" not in data
    assert library.ids("programme") == ()


def test_a_changed_programme_leaves_the_cache_as_it_is(place, kept, monkeypatch):
    place.write("content/programmes/p.yaml", "client: {name: J}\nitems: [knee]\n")
    no_loading(monkeypatch)
    place.open(kept)


def test_only_a_few_old_caches_stay(place, tmp_path):
    for number in range(9):
        place.write("content/stretches/knee.yaml", f"extends: knee\nname: K{number}\n")
        place.open(tmp_path / "cache")
    assert len(list((tmp_path / "cache").iterdir())) == 6


def test_what_a_layout_holds_packs_and_unpacks():
    use = BlockUse("stop", StopOptions(drop=2))
    assert unpack(pack(use)) == use


@pytest.mark.parametrize(
    "evil",
    [
        b"cos\nsystem\n(S'true'\ntR.",
        b"chandouts.library.cache\nwrite_private\n.",
        b"\x80\x04\x8c\x16handouts.library.cache\x8c\x09os.system\x93.",
        b"\x80\x04\x8c\x14handouts.diagnostics\x8c\x07nearest\x93.",
        b"chandouts.model.decode\ndecode\n.",
        b"cbuiltins\neval\n.",
    ],
)
def test_a_pickle_never_reaches_a_function(evil):
    with pytest.raises(pickle.UnpicklingError, match="does not belong"):
        unpack(evil)


def test_a_warm_run_reads_no_yaml(place, kept):
    code = (
        "import sys, pathlib\n"
        "from handouts.library.cache import open_library\n"
        "from handouts.library.workspace import Workspace\n"
        "own, built, cache = map(pathlib.Path, sys.argv[1:])\n"
        "library, _ = open_library(Workspace(own, (built, own)), cache)\n"
        "assert library.stretch('knee').name == 'Knee'\n"
        "library.layout('card', 'calm')\n"
        "print(*sorted({'yaml', 'pypdf', 'difflib', 'click', 'reportlab', 'rich'} & set(sys.modules)))\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, place.own, place.builtin, kept],
        cwd=ROOT, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert (run.stdout.strip(), run.stderr) == ("", "")
