import pytest


@pytest.fixture
def put(tmp_path):
    """Write bytes below the content folder and return that folder."""
    root = tmp_path / "content"
    root.mkdir()

    def write(name, data):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return root

    return write
