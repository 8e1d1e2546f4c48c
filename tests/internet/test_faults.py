"""Each fault as a client meets it: the raw bytes of the plain port."""

import socket
import time
import zlib

import pytest

from internet import Internet, faults


@pytest.fixture(scope="module")
def world():
    with Internet() as net:
        yield net


@pytest.fixture
def fetch(world):
    """fetch(fault, ...) -> (bytes received, how the connection ended)"""
    world.reset()

    def fetch(fault, body="0123456789" * 10, timeout=5, most=200 << 20, **params):
        world.route("http://f.test/", body=body, fault=fault, params=params)
        sock = socket.create_connection(("127.0.0.1", world.http_port), timeout=timeout)
        sock.sendall(b"GET / HTTP/1.1\r\nHost: f.test\r\n\r\n")
        got = bytearray()
        try:
            while len(got) < most:
                piece = sock.recv(1 << 16)
                if not piece:
                    return bytes(got), "end"
                got += piece
        except ConnectionResetError:
            return bytes(got), "reset"
        except TimeoutError:
            return bytes(got), "timeout"
        return bytes(got), "enough"

    return fetch


def test_resets(fetch, world):
    assert fetch("reset") == (b"", "reset")
    assert world.requests()[0]["status"] == 0
    got, end = fetch("reset_body")
    assert end == "reset" and got.startswith(b"HTTP/1.1 200 OK\r\n") and len(got.partition(b"\r\n\r\n")[2]) == 50


def test_silence(fetch):
    assert fetch("close") == (b"", "end")
    assert fetch("hang", timeout=0.1) == (b"", "timeout")
    got, end = fetch("hang_body", timeout=0.1)
    assert end == "timeout" and b"Content-Length: 100" in got and got.endswith(b"0123456789")


def test_wrong_lengths(fetch):
    got, end = fetch("truncate")
    assert end == "end" and b"Content-Length: 100" in got and len(got.partition(b"\r\n\r\n")[2]) == 50
    got, _ = fetch("short_length")
    assert b"Content-Length: 50" in got and len(got.partition(b"\r\n\r\n")[2]) == 100
    got, _ = fetch("two_lengths")
    assert got.count(b"Content-Length") == 2
    got, end = fetch("no_length")
    assert got.startswith(b"HTTP/1.0 200") and b"Content-Length" not in got and end == "end"


def test_garbage(fetch):
    assert not fetch("garbage")[0].startswith(b"HTTP")


def test_drip(fetch):
    started = time.monotonic()
    got, _ = fetch("drip", body="x" * 40, timeout=0.3, rate=100)
    assert got.endswith(b"x" * 40) and time.monotonic() - started > 0.3


def test_compression(fetch):
    with pytest.raises(zlib.error):
        zlib.decompress(fetch("bad_gzip", timeout=0.1)[0].partition(b"\r\n\r\n")[2], 31)
    body = fetch("gzip_bomb", body="<title>Bomb</title>", timeout=0.2, size=8 << 20)[0].partition(b"\r\n\r\n")[2]
    assert len(body) < 20000
    unpacked = zlib.decompress(body, 31)
    assert unpacked.startswith(b"<title>Bomb</title>\0") and len(unpacked) > 8 << 20


def test_headers(fetch):
    head, _, body = fetch("huge_headers", timeout=0.2, size=100000)[0].partition(b"\r\n\r\n")
    assert len(head) > 100000 and len(body) == 100
    head, _, body = fetch("huge_header", timeout=0.2, size=100000)[0].partition(b"\r\n\r\n")
    assert max(map(len, head.split(b"\r\n"))) > 100000 and len(body) == 100


def test_chunks(fetch, world):
    got, end = fetch("endless", size=1 << 20)
    assert end == "end" and len(got) > 1 << 20 and not got.endswith(b"0\r\n\r\n")
    got, _ = fetch("bad_chunk")
    assert b"\r\n64\r\n0123456789" in got and b"\r\nzz\r\n" in got
    assert len(fetch("endless", most=1 << 18)[0]) >= 1 << 18  # the client goes away


def test_close_after(fetch):
    got, end = fetch("close_after")
    assert got.startswith(b"HTTP/1.1 200 OK") and end == "end"


def test_raw(fetch):
    assert fetch("raw", bytes="HTTP/1.1 2\xff\r\n") == (b"HTTP/1.1 2\xff\r\n", "end")
    assert fetch("raw", bytes="HTTP/1.1 200", hang=True, timeout=0.2) == (b"HTTP/1.1 200", "timeout")


def test_every_fault_is_described():
    for name, fault in faults.TABLE.items():
        assert fault.__doc__, name
