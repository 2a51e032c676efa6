"""A film's address is printed where it leads somewhere, and never where it is only an example."""

import pytest
from handout_pages import folded, one_stretch

OWN = "https://films.sunny.practice/reach"


def made(workspace, url, web=None, layout="card", **files):
    contact = f"contact: {{web: {web}}}\n" if web else ""
    found = workspace({
        **one_stretch(video={"url": url, "short": url.removeprefix("https://")}),
        "content/brands/b.yaml": f"name: B\n{contact}",
        **files,
    })  # fmt: skip
    return found.make("plain-stretch", layout, "a4", "standard", "b")


@pytest.mark.parametrize("web", [None, "sunny.practice"])
def test_a_practices_own_film_is_printed(workspace, web):
    assert "films.sunny.practice/reach" in folded(made(workspace, OWN, web).text)


@pytest.mark.parametrize(
    "url",
    ["https://practice.example/k2c", "https://www.example.org/film", "https://a.test/x"],
)
@pytest.mark.parametrize("layout", ["card", "sheet"])
def test_no_client_is_sent_to_an_example_address(workspace, url, layout):
    text = folded(made(workspace, url, "sunny.practice", layout).text)
    assert url.removeprefix("https://") not in text
    assert "Watch the video" not in text


def test_the_example_practice_shows_its_own(workspace):
    handout = made(workspace, "https://practice.example/k2c", "www.practice.example")
    assert "practice.example/k2c" in folded(handout.text)


def test_a_name_that_only_ends_like_an_example_is_real(workspace):
    assert "film.myexample/k" in folded(made(workspace, "https://film.myexample/k").text)


def test_without_its_code_a_film_keeps_its_address(workspace):
    blocks = "extends: card\nblocks: [title, steps, stop, {contact: {qr: false}}]\n"
    handout = made(workspace, OWN, layout="bare", **{"layouts/bare.yaml": blocks})
    text = folded(handout.text)
    assert "Video: films.sunny.practice/reach" in text
    assert "Watch the video" not in text
