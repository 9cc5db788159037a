"""The fence around the network holds, and lets this machine through."""

import contextlib
import socket

import pytest

OUTSIDE = ["192.0.2.1", "example.org", "0.0.0.1", "2001:db8::1", b"example.org"]


@pytest.mark.parametrize("host", OUTSIDE)
def test_a_look_up_outside_is_refused(host, fence):
    with pytest.raises(OSError, match="tests stay on this machine"):
        socket.getaddrinfo(host, 80)
    assert len(fence.tries) == 1
    fence.tries.clear()


@pytest.mark.parametrize("method", ["connect", "connect_ex"])
def test_a_connection_outside_is_refused_and_remembered(method, fence):
    with socket.socket() as client, contextlib.suppress(OSError):
        getattr(client, method)(("192.0.2.1", 9))
    assert fence.tries == ["192.0.2.1"]
    fence.tries.clear()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_this_machine_can_be_reached(host):
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection((host, server.getsockname()[1]), timeout=5).close()


def test_a_local_socket_can_be_reached(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server, socket.socket(socket.AF_UNIX) as client:
        server.bind("door")
        server.listen()
        client.connect("door")


@pytest.mark.slow
def test_a_swallowed_try_still_fails_the_test(pytester, request):
    pytester.makeconftest(request.config.rootpath.joinpath("tests/conftest.py").read_text())
    pytester.makepyfile("""
        import contextlib, socket

        def test_swallows():
            with contextlib.suppress(OSError), socket.socket() as client:
                client.connect(("192.0.2.1", 9))
    """)
    pytester.runpytest_subprocess("-p", "no:cacheprovider").assert_outcomes(passed=1, errors=1)
