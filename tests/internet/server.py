"""The HTTP side: one connection after another, kept alive, over TLS or plain. Runs in one asyncio loop."""

import asyncio
import dataclasses
import http.client
import itertools
import socket
import struct
import time

from . import faults
from .journal import now
from .routes import Route

HEAD_MAX = 64 << 10
CHUNK = 64 << 10
BODILESS = (204, 304)
_connections = itertools.count(1)


@dataclasses.dataclass
class Request:
    scheme: str
    method: str
    target: str  # as sent, byte for byte
    version: str
    headers: dict  # lower-case names
    host: str
    body: bytes = b""

    @property
    def keeps_alive(self):
        wish = self.headers.get("connection", "").lower()
        return "close" not in wish and (self.version != "HTTP/1.0" or "keep-alive" in wish)


class Closed(Exception):
    """The connection is at its end."""


def parse_head(head, scheme):
    lines = head.decode("latin-1").split("\r\n")
    method, target, version = lines[0].split(" ")
    headers = {}
    for line in lines[1:]:
        name, colon, value = line.partition(":")
        if colon:
            name = name.strip().lower()
            headers[name] = f"{headers[name]}, {value.strip()}" if name in headers else value.strip()
    if target.startswith(("http://", "https://")):  # as sent to a proxy
        scheme, _, rest = target.partition("://")
        headers["host"], slash, path = rest.partition("/")
        target = slash + path or "/"
    host = headers.get("host", "").lower()
    if host.rpartition(":")[2].isdigit() and not host.endswith("]"):
        host = host.rpartition(":")[0] or host
    return Request(scheme, method, target, version, headers, host.rstrip("."))


class Exchange:
    """One request and what becomes of it; the faults' tool."""

    def __init__(self, net, reader, writer, request, connection):
        self.net = net
        self.reader = reader
        self.writer = writer
        self.request = request
        self.connection = connection
        self.started = time.monotonic()
        self.at = now()
        self.noted = False

    def note(self, status, body_bytes):
        """Writes the log entry, once; always before the client can see the end of the answer."""
        if self.noted:
            return
        self.noted = True
        r = self.request
        self.net.journal.add({
            "at": self.at, "scheme": r.scheme, "host": r.host, "method": r.method, "target": r.target,
            "status": status, "request_headers": r.headers, "request_body": r.body.decode("utf-8", "replace"),
            "body_bytes": body_bytes, "duration_ms": round((time.monotonic() - self.started) * 1000, 1),
            "connection": self.connection})

    def head(self, route, length, squeezed=False, status=None):
        """The header section; length None: the route says for itself how the body ends."""
        status = status or route.status
        fields = {"Date": now_http(), "Server": "fake-internet", "Content-Type": route.type}
        if status == 304 or not route.body:
            del fields["Content-Type"]
        if length is not None and status not in BODILESS:
            fields["Content-Length"] = str(length)
        if squeezed:
            fields["Content-Encoding"] = "gzip"
        if route.squeezed() is not None:
            fields["Vary"] = "Accept-Encoding"
        if route.validators in (True, "etag"):
            fields["ETag"] = route.etag(squeezed)
        if route.validators in (True, "last-modified"):
            fields["Last-Modified"] = route.last_modified
        given = {name.lower() for name in route.headers}
        lines = [f"HTTP/1.1 {status} {http.client.responses.get(status, '')}".rstrip()]
        lines += [f"{name}: {value}" for name, value in fields.items() if name.lower() not in given]
        for name, value in route.headers.items():
            if status != 304 or name.lower() not in ("content-type", "content-length"):
                lines += [f"{name}: {v}" for v in (value if isinstance(value, list) else [value])]
        return ("\r\n".join(lines) + "\r\n\r\n").encode("utf-8", "surrogateescape")

    def accepts_gzip(self):
        for part in self.request.headers.get("accept-encoding", "").split(","):
            coding, _, q = part.partition(";")
            if coding.strip().lower() in ("gzip", "*"):
                return q.replace(" ", "") not in ("q=0", "q=0.0")
        return False

    def not_modified(self, route):
        """Whether the client's condition holds; If-None-Match goes first."""
        if route.validators is False or route.status != 200 or self.request.method not in ("GET", "HEAD"):
            return False
        tags = self.request.headers.get("if-none-match")
        if tags is not None:
            mine = {route.etag(True), route.etag(False), "*"}
            own = {v for k, v in route.headers.items() if k.lower() == "etag"}
            sent = {t.strip() for t in tags.split(",")}
            return route.validators in (True, "etag") and bool(
                {t.removeprefix("W/") for t in sent} & {t.removeprefix("W/") for t in (own or mine)})
        since = self.request.headers.get("if-modified-since")
        own = next((v for k, v in route.headers.items() if k.lower() == "last-modified"), route.last_modified)
        return route.validators in (True, "last-modified") and since == own

    async def answer(self, route):
        if self.not_modified(route):
            self.note(304, 0)
            self.writer.write(self.head(route, 0, self.accepts_gzip() and route.squeezed() is not None, 304))
            return await self.writer.drain()
        squeezed = route.squeezed() if self.accepts_gzip() else None
        body = route.body if squeezed is None else squeezed
        head = self.head(route, len(body), squeezed is not None)
        await self.send(head, b"" if self.request.method == "HEAD" or route.status in BODILESS else body, route.status)

    async def send(self, head, body, status):
        """Head and body; the entry is written before the last piece, or when the client goes away."""
        sent = 0
        try:
            while len(body) - sent > CHUNK:
                self.writer.write(head + body[sent:sent + CHUNK])
                head, sent = b"", sent + CHUNK
                await self.writer.drain()
        except (ConnectionError, asyncio.CancelledError):
            self.note(status, sent)
            raise
        self.note(status, len(body))
        self.writer.write(head + body[sent:])
        await self.writer.drain()

    def reset(self):
        """Ends the connection with RST instead of FIN."""
        sock = self.writer.get_extra_info("socket")
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()
        raise Closed

    def close(self):
        raise Closed


_http_date = (0, "")


def now_http():
    global _http_date
    second = int(time.time())
    if _http_date[0] != second:
        _http_date = (second, time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime(second)))
    return _http_date[1]


async def read_body(reader, request):
    if "chunked" in request.headers.get("transfer-encoding", "").lower():
        pieces = []
        while size := int((await reader.readuntil(b"\r\n")).split(b";")[0], 16):
            pieces.append(await reader.readexactly(size))
            await reader.readexactly(2)
        await reader.readuntil(b"\r\n")
        return b"".join(pieces)
    return await reader.readexactly(int(request.headers.get("content-length", "0")))


async def serve_request(exchange):
    route = exchange.net.find(exchange.request)
    if route.delay_ms:
        await asyncio.sleep(route.delay_ms / 1000)
    if route.fault:
        await faults.TABLE[route.fault](exchange, route)
    else:
        await exchange.answer(route)
    if any(k.lower() == "connection" and str(v).lower() == "close" for k, v in route.headers.items()):
        raise Closed


async def serve_connection(net, reader, writer, scheme):
    """Answers what comes over one connection until either side has had enough."""
    connection = next(_connections)
    task = asyncio.current_task()
    net.tasks.add(task)
    try:
        while True:
            head = await reader.readuntil(b"\r\n\r\n")
            try:
                request = parse_head(head[:-4], scheme)
                request.body = await read_body(reader, request)
            except ValueError:
                writer.write(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                await writer.drain()
                break
            await serve_request(Exchange(net, reader, writer, request, connection))
            if not request.keeps_alive:
                break
    except (Closed, ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, asyncio.CancelledError,
            TimeoutError):
        pass
    finally:
        net.tasks.discard(task)
        writer.close()


def redirect_to_https(request):
    return Route(status=301, headers={"Location": f"https://{request.host}{request.target}"})
