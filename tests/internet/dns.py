"""A DNS server that knows exactly the hosts of the fake internet: over UDP, and over TCP."""

import asyncio
import ipaddress
import struct

A, AAAA, ANY = 1, 28, 255
NOERROR, FORMERR, SERVFAIL, NXDOMAIN, REFUSED = 0, 1, 2, 3, 5
CODES = {"NOERROR": NOERROR, "SERVFAIL": SERVFAIL, "NXDOMAIN": NXDOMAIN, "REFUSED": REFUSED}
TTL = 60  # seconds


def question_of(packet):
    """(name, type, end of the question) of a query; ValueError when it is none."""
    if len(packet) < 12 or struct.unpack_from(">H", packet, 4)[0] != 1:
        raise ValueError("not one question")
    labels, at = [], 12
    while True:
        if at >= len(packet):
            raise ValueError("the name does not end")
        size = packet[at]
        at += 1
        if size == 0:
            break
        if size > 63 or at + size > len(packet):
            raise ValueError("a label that cannot be")
        labels.append(packet[at:at + size].decode("latin-1").lower())
        at += size
    if at + 4 > len(packet):
        raise ValueError("no type")
    return ".".join(labels), struct.unpack_from(">H", packet, at)[0], at + 4


def reply_to(packet, resolve):
    """The reply to a query, None to stay silent. `resolve(name, type)` gives a code's name, "DROP" or addresses."""
    try:
        name, kind, end = question_of(packet)
    except ValueError:
        return packet[:2] + struct.pack(">HHHHH", 0x8000 | FORMERR, 0, 0, 0, 0) if len(packet) >= 2 else None
    answer = resolve(name, kind)
    if answer == "DROP":
        return None
    code = CODES[answer] if isinstance(answer, str) else NOERROR
    records = [] if isinstance(answer, str) else [ipaddress.ip_address(a) for a in answer]
    wanted = {A: (4,), AAAA: (6,), ANY: (4, 6)}.get(kind, ())
    records = [r for r in records if r.version in wanted]
    recursion = struct.unpack_from(">H", packet, 2)[0] & 0x0100
    header = packet[:2] + struct.pack(">HHHHH", 0x8080 | recursion | code, 1, len(records), 0, 0)
    body = b"".join(struct.pack(">HHHIH", 0xC00C, A if r.version == 4 else AAAA, 1, TTL, len(r.packed)) + r.packed
                    for r in records)
    return header + packet[12:end] + body


class Datagrams(asyncio.DatagramProtocol):
    """The UDP side."""

    def __init__(self, resolve):
        self.resolve = resolve
        self.transport = None

    def connection_made(self, transport):
        self.transport = transport

    def datagram_received(self, data, addr):
        reply = reply_to(data, self.resolve)
        if reply is not None:
            self.transport.sendto(reply, addr)


async def serve_stream(reader, writer, resolve):
    """The TCP side: queries one after another, each behind its length."""
    try:
        while True:
            size = struct.unpack(">H", await reader.readexactly(2))[0]
            reply = reply_to(await reader.readexactly(size), resolve)
            if reply is not None:
                writer.write(struct.pack(">H", len(reply)) + reply)
                await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        pass
    finally:
        writer.close()
