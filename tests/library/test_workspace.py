"""Where a run finds the practice's folder, today and its cache; each is decided once."""

import datetime
from pathlib import Path

import pytest

from handouts.context import make_context
from handouts.errors import UsageError
from handouts.library.workspace import builtin_library, find_workspace


@pytest.fixture
def home(tmp_path, monkeypatch):
    found = tmp_path / "home" / "ann"
    found.mkdir(parents=True)
    monkeypatch.setenv("HOME", str(found))
    monkeypatch.setenv("USERPROFILE", str(found))
    return found


@pytest.mark.parametrize(
    "mark", ["content/stretches", "content/clients", "content/labels", "layouts"]
)
def test_found_upward(home, mark):
    (home / "practice" / mark).mkdir(parents=True)
    deep = home / "practice" / "a" / "b"
    deep.mkdir(parents=True)
    assert find_workspace(deep).root == home / "practice"


def test_found_by_its_settings(home):
    (home / "practice").mkdir()
    (home / "practice/handouts.yaml").touch()
    assert find_workspace(home / "practice").root == home / "practice"


def test_an_other_content_folder_is_no_workspace(home):
    (home / "practice/content/posts").mkdir(parents=True)
    (home / "practice/sub").mkdir()
    assert find_workspace(home / "practice/sub").root == home / "practice/sub"


def test_never_above_home(home):
    (home.parent / "layouts").mkdir()
    (home / "sub").mkdir()
    assert find_workspace(home / "sub").root == home / "sub"
    (home / "layouts").mkdir()
    assert find_workspace(home / "sub").root == home


def test_the_nearest_wins(home):
    for folder in (home / "layouts", home / "a/layouts", home / "a/b"):
        folder.mkdir(parents=True)
    assert find_workspace(home / "a/b").root == home / "a"


def test_named(home):
    (home / "layouts").mkdir()
    (home / "other").mkdir()
    assert find_workspace(home, home / "other").root == home / "other"
    assert find_workspace(home, Path("other")).root == home / "other"
    with pytest.raises(UsageError) as problem:
        find_workspace(home, Path("nowhere"))
    assert problem.value.exit_code == 2


def test_layers(home):
    built_in = builtin_library()
    assert (built_in / "content").is_dir()
    assert find_workspace(home).layers == (built_in, home)
    assert find_workspace(built_in).layers == (built_in,)
    assert find_workspace(home).output == home / "output"


def context(home, environment=None, **options):
    return make_context(environment or {}, home, **options)


def test_today_is_fixed_by_date_then_by_epoch(home):
    epoch = {"SOURCE_DATE_EPOCH": "1795305600"}
    assert context(home, epoch).today == datetime.date(2026, 11, 22)
    assert context(home, epoch, date="2027-01-02").today == datetime.date(2027, 1, 2)
    assert abs((context(home).today - datetime.date.today()).days) <= 1


@pytest.mark.parametrize("date", ["", "20261122", "2026-W47-7", "2026-02-30", "22/11/2026"])
def test_a_date_that_is_none(home, date):
    with pytest.raises(UsageError, match="not a date"):
        context(home, date=date)


@pytest.mark.parametrize("epoch", ["x", "9" * 30])
def test_an_epoch_that_is_none(home, epoch):
    with pytest.raises(UsageError, match="SOURCE_DATE_EPOCH"):
        context(home, {"SOURCE_DATE_EPOCH": epoch})


def test_the_cache_folder(home, tmp_path):
    assert context(home, {"HANDOUTS_CACHE": str(tmp_path / "c")}).cache == tmp_path / "c"
    assert context(home, {"HANDOUTS_CACHE": "c"}).cache == home / "c"
    assert "handouts" in str(context(home).cache)
