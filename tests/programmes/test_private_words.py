"""What goes wrong inside a client's handout is told without the client's words."""

import pytest

from handouts.build import Press

SECRET = "Jane Example has a hip replacement"


@pytest.fixture
def broken(monkeypatch):
    """A fault of ours whose words are the client's."""

    def fail(self, job):
        raise ValueError(SECRET)

    monkeypatch.setattr(Press, "make", fail)


@pytest.mark.parametrize(
    "arguments",
    [
        ("make", "programme:plan"),
        ("make", "--for", "Jane Example", "cat-cow"),
        ("make", "--from", "list.csv", "--on", "2026-11-22"),
        ("build", "programme:plan"),
    ],
)
def test_a_fault_tells_its_kind_alone(run, write, broken, arguments):
    write(
        "content/programmes/plan.yaml", "client: {name: Jane Example, id: c-1}\nitems: [cat-cow]\n"
    )
    write("list.csv", "client,date\nc-1,2026-11-22\n")
    result = run(*arguments)
    assert result.exit_code != 0 and "ValueError" in result.stderr
    assert SECRET not in result.stderr + result.stdout and "Jane" not in result.stderr
