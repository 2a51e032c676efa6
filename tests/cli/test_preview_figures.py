"""Figures by themselves: one while it is being written, or all named poses."""

from PIL import Image


def test_all_poses_come_on_one_sheet(run, practice):
    told = run("preview", "--poses")
    assert told.stdout.split() == ["output/poses.png"]
    sheet = Image.open(practice / "output/poses.png").convert("L")
    assert sheet.width > 800 and sheet.height > 1500
    columns, rows = 6, 13
    for n in range(columns * rows):  # a drawing in every cell
        x, y = n % columns * sheet.width // columns, n // columns * sheet.height // 14
        cell = sheet.crop((x, y, x + sheet.width // columns, y + sheet.height // 14))
        assert cell.getextrema()[0] < 80, n


def test_one_figure_comes_large(run, practice):
    told = run("preview", "cat-cow", "--figure", "cat")
    assert told.stdout.split() == ["output/cat-cow-cat.png"]
    assert Image.open(practice / "output/cat-cow-cat.png").width > 500


def test_an_unknown_figure_is_answered_with_the_nearest(run):
    told = run("preview", "cat-cow", "--figure", "cta")
    assert told.exit_code == 2
    assert "'cat'" in told.stderr
