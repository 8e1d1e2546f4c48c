"""Ways for a server to misbehave: one function and one row of TABLE each.

A fault gets the exchange and the route; `route.params` may set its measures. It ends the connection itself where the
fault leaves it unusable.
"""

import asyncio
import struct
import zlib

BLOCK = 1 << 20


async def write(exchange, data):
    exchange.writer.write(data)
    await exchange.writer.drain()


async def reset(exchange, route):
    """RST instead of an answer."""
    exchange.note(0, 0)
    exchange.reset()


async def reset_body(exchange, route):
    """RST in the middle of the body."""
    half = route.body[:len(route.body) // 2]
    exchange.note(route.status, len(half))
    await write(exchange, exchange.head(route, len(route.body)) + half)
    await asyncio.sleep(0.02)  # an RST overtakes what the client has not read yet
    exchange.reset()


async def close(exchange, route):
    """The connection ends without an answer."""
    exchange.note(0, 0)
    exchange.close()


async def truncate(exchange, route):
    """The body ends short of its Content-Length."""
    half = route.body[:len(route.body) // 2]
    exchange.note(route.status, len(half))
    await write(exchange, exchange.head(route, len(route.body)) + half)
    exchange.close()


async def garbage(exchange, route):
    """Bytes that are no HTTP."""
    exchange.note(0, 0)
    await write(exchange, bytes(range(255, 0, -1)) * 4)
    exchange.close()


async def hang(exchange, route):
    """No answer, ever; ends when the client goes away or the server does."""
    exchange.note(0, 0)
    await exchange.reader.read()
    exchange.close()


async def hang_body(exchange, route):
    """Head and half a body, then nothing."""
    half = route.body[:len(route.body) // 2]
    exchange.note(route.status, len(half))
    await write(exchange, exchange.head(route, len(route.body)) + half)
    await exchange.reader.read()
    exchange.close()


async def drip(exchange, route):
    """The answer at `rate` bytes a second (default 10)."""
    rate = route.params.get("rate", 10)
    piece = max(1, rate // 10)
    exchange.note(route.status, len(route.body))
    await write(exchange, exchange.head(route, len(route.body)))
    for i in range(0, len(route.body), piece):
        await write(exchange, route.body[i:i + piece])
        await asyncio.sleep(piece / rate)


async def bad_gzip(exchange, route):
    """Says gzip, begins as gzip, is none."""
    route.headers = {**route.headers, "Content-Encoding": "gzip"}
    body = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03" + b"this is no deflate stream" * 40
    await exchange.send(exchange.head(route, len(body)), body, route.status)


def bomb(size, start=b""):
    """A gzip stream of `start` and then `size` zero bytes, made without compressing them all."""
    zeros = bytes(BLOCK)
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    first = squeeze.compress(start) + squeeze.flush(zlib.Z_FULL_FLUSH)
    block = squeeze.compress(zeros) + squeeze.flush(zlib.Z_FULL_FLUSH)
    count = max(1, size // BLOCK)
    crc = zlib.crc32(start)
    for _ in range(count):
        crc = zlib.crc32(zeros, crc)
    return (b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03" + first + block * count + squeeze.flush()
            + struct.pack("<II", crc, (len(start) + count * BLOCK) & 0xFFFFFFFF))


async def gzip_bomb(exchange, route):
    """A small body that unpacks to `size` bytes (default 100 MiB); the route's own body comes first."""
    body = bomb(route.params.get("size", 100 << 20), route.body)
    route.headers = {**route.headers, "Content-Encoding": "gzip"}
    await exchange.send(exchange.head(route, len(body)), body, route.status)


async def huge_headers(exchange, route):
    """A header section of `size` bytes (default 1 MiB)."""
    size = route.params.get("size", 1 << 20)
    fields = "".join(f"X-Filler-{i}: {'x' * 1000}\r\n" for i in range(size // 1000 + 1)).encode()
    head = exchange.head(route, len(route.body))
    await exchange.send(head[:-2] + fields + b"\r\n", route.body, route.status)


async def huge_header(exchange, route):
    """One header field of `size` bytes (default 1 MiB)."""
    head = exchange.head(route, len(route.body))
    field = b"X-Filler: " + b"x" * route.params.get("size", 1 << 20)
    await exchange.send(head[:-2] + field + b"\r\n\r\n", route.body, route.status)


async def endless(exchange, route):
    """A chunked body without end; given up after `size` bytes (default 64 MiB)."""
    route.headers = {**route.headers, "Transfer-Encoding": "chunked"}
    await write(exchange, exchange.head(route, None) + chunk(route.body))
    filler, sent = b"<p>and so on</p>\n" * 1000, len(route.body)
    try:
        while sent < route.params.get("size", 64 << 20):
            await write(exchange, chunk(filler))
            sent += len(filler)
    finally:
        exchange.note(route.status, sent)
    exchange.close()


def chunk(data):
    return b"%x\r\n%s\r\n" % (len(data), data) if data else b""


async def bad_chunk(exchange, route):
    """A chunked body whose second chunk has no size."""
    route.headers = {**route.headers, "Transfer-Encoding": "chunked"}
    exchange.note(route.status, len(route.body))
    await write(exchange, exchange.head(route, None) + chunk(route.body) + b"zz\r\nno size\r\n")
    exchange.close()


async def short_length(exchange, route):
    """More body than Content-Length says."""
    exchange.note(route.status, len(route.body))
    await write(exchange, exchange.head(route, len(route.body) // 2) + route.body)
    exchange.close()


async def two_lengths(exchange, route):
    """Two Content-Length fields that contradict each other."""
    route.headers = {**route.headers, "Content-Length": [str(len(route.body)), str(len(route.body) + 7)]}
    await exchange.send(exchange.head(route, None), route.body, route.status)
    exchange.close()


async def no_length(exchange, route):
    """HTTP/1.0 as it was: the body ends with the connection."""
    head = exchange.head(route, None).replace(b"HTTP/1.1", b"HTTP/1.0", 1)
    await exchange.send(head, route.body, route.status)
    exchange.close()


async def close_after(exchange, route):
    """A good answer, after which the connection is closed without a word of warning."""
    await exchange.answer(route)
    exchange.close()


async def raw(exchange, route):
    """Whatever `bytes` says (text, a character a byte); then silence where `hang` is true, else the end."""
    exchange.note(route.status, 0)
    await write(exchange, route.params["bytes"].encode("latin-1"))
    if route.params.get("hang"):
        await exchange.reader.read()
    exchange.close()


TABLE = {f.__name__: f for f in (
    reset, reset_body, close, truncate, garbage, hang, hang_body, drip, bad_gzip, gzip_bomb, huge_headers, huge_header,
    endless, bad_chunk, short_length, two_lengths, no_length, close_after, raw)}
