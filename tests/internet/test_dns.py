"""The DNS server, asked over both protocols."""

import socket
import struct

import pytest

from internet import Internet
from internet.dns import A, AAAA, reply_to


@pytest.fixture
def net():
    with Internet() as net:
        net.host("known.test")
        yield net


def question(name, kind=A, number=0x1234):
    labels = b"".join(bytes([len(label)]) + label.encode() for label in name.split("."))
    return struct.pack(">HHHHHH", number, 0x0100, 1, 0, 0, 0) + labels + b"\0" + struct.pack(">HH", kind, 1)


def read(reply):
    """(code, addresses)"""
    number, flags, _, count = struct.unpack_from(">HHHH", reply)
    assert number == 0x1234 and flags & 0x8000
    at = reply.index(b"\0", 12) + 5
    found = []
    for _ in range(count):
        kind, _, _, size = struct.unpack_from(">HHIH", reply, at + 2)
        found.append(socket.inet_ntop(socket.AF_INET if kind == A else socket.AF_INET6, reply[at + 12:at + 12 + size]))
        at += 12 + size
    assert at == len(reply)
    return flags & 15, found


def ask(net, name, kind=A, timeout=5):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.settimeout(timeout)
        sock.sendto(question(name, kind), ("127.0.0.1", net.dns_port))
        return read(sock.recv(4096))


def test_known_and_unknown_names(net):
    assert ask(net, "known.test") == (0, ["127.0.0.1"])
    assert ask(net, "KNOWN.Test") == (0, ["127.0.0.1"])
    assert ask(net, "known.test", AAAA) == (0, [])
    assert ask(net, "unknown.test") == (3, [])
    assert ask(net, "sub.known.test") == (3, [])
    assert ("unknown.test", A) in net.lookups


def test_overrides(net):
    for answer, expected in (("NXDOMAIN", (3, [])), ("SERVFAIL", (2, [])), ("REFUSED", (5, [])),
                             (["10.0.0.1", "fe80::1"], (0, ["10.0.0.1"]))):
        net.dns("known.test", answer)
        assert ask(net, "known.test") == expected
    assert ask(net, "known.test", AAAA) == (0, ["fe80::1"])
    net.dns("known.test", "DROP")
    with pytest.raises(TimeoutError):
        ask(net, "known.test", timeout=0.1)
    with pytest.raises(ValueError):
        net.dns("known.test", "MAYBE")


def test_one_answer_after_another(net):
    net.dns("known.test", ("NXDOMAIN", "SERVFAIL", ["127.0.0.1"]))
    assert [ask(net, "known.test") for _ in range(4)] == [(3, []), (2, []), *[(0, ["127.0.0.1"])] * 2]
    assert ask(net, "known.test", AAAA) == (3, [])  # each type of question has its own turn
    net.dns("known.test", None)
    assert ask(net, "known.test", AAAA) == (0, [])


def test_over_tcp(net):
    with socket.create_connection(("127.0.0.1", net.dns_port), timeout=5) as sock:
        for name, code in (("known.test", 0), ("unknown.test", 3)):
            query = question(name)
            sock.sendall(struct.pack(">H", len(query)) + query)
            stream = sock.makefile("rb")
            size = struct.unpack(">H", stream.read(2))[0]
            assert read(stream.read(size))[0] == code


@pytest.mark.parametrize("packet, silent", [
    (b"", True), (b"\0", True), (b"\0\1", False), (b"\0" * 12, False),
    (question("a.b")[:-3], False), (question("a.b")[:12] + b"\xc0\x0c\0\1\0\1", False),
    (question("a.b")[:12] + b"\x3fshort", False)])
def test_broken_questions(packet, silent):
    reply = reply_to(packet, lambda name, kind: "NXDOMAIN")
    assert (reply is None) == silent
    assert silent or reply[3] & 15 == 1


def test_refused_and_silent_hosts(net):
    net.dns("no.test", "REFUSING")
    net.dns("mute.test", "SILENT")
    for name, error in (("no.test", ConnectionRefusedError), ("mute.test", TimeoutError)):
        address, = ask(net, name)[1]
        with pytest.raises(error):
            socket.create_connection((address, net.tls_port), timeout=0.3)
