"""A world for each test, and servers that end with it."""

import os
import ssl

import pytest
import trustme
from fault_server import FaultServer
from forked import Parent
from world import PASSWORD, FakeClock, World


@pytest.fixture(scope="session")
def delivery_cache(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cache")
    folder.chmod(0o700)
    return folder


@pytest.fixture
def clock():
    return FakeClock()


@pytest.fixture
def world(tmp_path, delivery_cache, clock, monkeypatch):
    root = tmp_path / "practice"
    root.mkdir()
    made = World(root, delivery_cache, clock, monkeypatch)
    yield made
    if made.server is not None:  # after every test, whatever it looked at itself
        made.check_copies()
        made.check_canaries()


@pytest.fixture
def serve(world):
    """Start a fault server as the world's, with settings for it."""
    servers = []

    def start(on=None, settings=None, **keys):
        server = FaultServer(on, **keys)
        servers.append(server)
        world.server = server
        world.settings(**(settings or {}))
        return server

    yield start
    for server in servers:
        server.close()


@pytest.fixture(scope="session")
def authority():
    return trustme.CA()


@pytest.fixture(scope="session")
def trusted(authority, tmp_path_factory):
    """A server's side of TLS, with a good certificate; and the file a client trusts."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1", "localhost").configure_cert(context)
    place = tmp_path_factory.mktemp("ca") / "ca.pem"
    authority.cert_pem.write_to_path(str(place))
    return context, place


@pytest.fixture(scope="session")
def forks(delivery_cache):
    """A parent of processes to kill."""
    if os.name == "nt":
        pytest.skip("Windows cannot fork")
    parent = Parent({"HANDOUTS_CACHE": str(delivery_cache), "CANARY_PASSWORD": PASSWORD})
    yield parent
    parent.close()


@pytest.fixture
def fork_send(world, forks):
    """`handouts email send` of the world's batch as a process; the clock goes on from the world's."""

    def start(**how):
        arguments = ["email", "send", *world.confirmed(), "--workspace", world.root]
        return forks.start(*arguments, clock=world.clock.time, **how)

    def finish():
        ended = forks.wait()
        world.said += [ended.out, ended.err]
        assert "Traceback" not in ended.err, ended.err
        return ended

    start.wait = finish
    start.call = lambda **how: (start(**how), finish())[1]
    return start
