"""The fake internet as tests use it: sites from a folder, routes and faults added at run time, a log to look at.

The servers live in one thread with an asyncio loop; the public methods may be called from any other thread. Tables
that the loop reads are changed by single assignments only.
"""

import asyncio
import dataclasses
import functools
import pathlib
import random
import socket
import ssl
import threading
import urllib.parse

from . import dns, faults, handlers, server
from .certificates import KINDS, Certificates
from .entries import read_entries
from .journal import Journal
from .routes import Route, Site, read_web, route_from

LOOPBACK = "127.0.0.1"
REFUSING = "127.0.0.2"  # nothing listens there: connections are refused
SILENT = "127.0.0.3"  # a full queue: connections are never accepted
PORTS = (12000, 32000)  # below those that Linux gives to clients (ip_local_port_range)
BACKLOG = 1024
PAPER = {"version": 1, "title": "A Paper", "authors": ["Ada Writer", "Ben Reader"], "published": "2024-01-08T18:47:34Z",
         "summary": "We write something that is worth reading.", "primary": "cs.LG", "categories": ["cs.LG"]}
DNS_CODES = ("NXDOMAIN", "SERVFAIL", "REFUSED", "DROP", "REFUSING", "SILENT")


class Internet:
    """`web`: a folder of sites, or None for an empty world. `strict`: registries insist on their manners."""

    def __init__(self, web=None, strict=True, log=None):
        self.web = pathlib.Path(web) if web is not None else None
        self.strict = strict
        self.journal = Journal(log)
        self.certificates = Certificates.shared()
        self.cacert = str(self.certificates.cacert)
        self.tls_port = self.http_port = self.dns_port = None
        self.tasks = set()
        self.lookups = []  # (name, type) of every DNS question
        self._servers = []
        self._silent = []
        self._loop = None
        self._thread = None
        self._sites = read_web(self.web) if self.web is not None else {}
        self._entries = read_entries(self.web / "export.arxiv.org" / "entries.json") if self.web is not None else {}
        if self._entries:
            self._sites = with_registries(self._sites)
        self.reset()

    # --- life ---

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        self.stop()

    def start(self):
        self.certificates.prepare(self.hosts())
        ready = threading.Event()
        self._loop = asyncio.new_event_loop()
        self._loop.set_exception_handler(lambda loop, context: None)  # peers that vanish are our daily bread
        self._thread = threading.Thread(target=self._run, args=(ready,), name="fake internet", daemon=True)
        self._thread.start()
        ready.wait()
        self._call(self._open())
        return self

    def stop(self):
        if self._loop is None:
            return
        self._call(self._close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
        self._loop = None
        self.journal.close()

    def off(self):
        """Unplugs everything: ports closed, connections reset, no DNS."""
        self._call(self._close())

    def on(self):
        """Plugs it in again, on the same ports."""
        self._call(self._open())

    @property
    def is_on(self):
        return bool(self._servers)

    # --- what a client needs ---

    def args(self):
        """The options with which gloss talks to this internet and no other."""
        return ["--dns-servers", f"{LOOPBACK}:{self.dns_port}", "--connect-to", f":443::{self.tls_port}",
                "--connect-to", f":80::{self.http_port}", "--cacert", self.cacert, "--allow-private"]

    # --- what it has seen ---

    def requests(self, host=None):
        return self.journal.entries(host)

    def clear(self):
        """Forgets the log, and when a registry was last asked."""
        self.journal.clear()
        self.lookups = []
        self.manners = {}

    def wait(self, condition, timeout=10):
        """Waits until condition(list of entries) holds."""
        if not self.journal.wait(condition, timeout):
            raise TimeoutError(f"{len(self.requests())} requests, and still not what was waited for")

    # --- changing the world ---

    def reset(self):
        """Takes back every change made at run time."""
        self._overrides = {}  # (scheme, host, target) -> Route
        self._prefixes = []  # (scheme, host, start of target, Route), newest first
        self._turns = {}  # Route with a sequence -> answers given
        self._extra = {}  # host -> Site, made known at run time
        self._papers = self._entries
        self._dns = {name: site.dns for name, site in self._sites.items() if site.dns}
        self._certificate = {name: site.certificate for name, site in self._sites.items() if site.certificate}
        self.clear()

    def route(self, url, prefix=False, **members):
        """Adds or replaces the answer for one URL of one scheme (`prefix`: for all that start so); members as in
        routes.json, `body` text or bytes."""
        parts = urllib.parse.urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError(f"{url}: no URL of this internet")
        if members.get("fault") and members["fault"] not in faults.TABLE:
            raise ValueError(f"{members['fault']}: no such fault; there are {', '.join(faults.TABLE)}")
        if not {"location", "handler", "file"} & set(members):
            members.setdefault("body", page(url))
        rest = url.partition("://")[2]
        at = min((i for i in (rest.find("/"), rest.find("?")) if i >= 0), default=len(rest))
        target = rest[at:].partition("#")[0]
        target = target if target.startswith("/") else "/" + target
        self.host(parts.hostname)
        route = route_from(members, self.web, url)
        if prefix:
            self._prefixes = [(parts.scheme, parts.hostname, target, route), *self._prefixes]
        else:
            self._overrides = {**self._overrides, (parts.scheme, parts.hostname, target): route}

    def add_papers(self, *entries):
        """Papers that the registries list besides those of entries.json; members as there, most with defaults."""
        self._papers = {**self._papers, **{entry["id"]: {**PAPER, **entry} for entry in entries}}
        if "export.arxiv.org" not in self._sites:
            self._extra = with_registries(self._extra)
        self.certificates.prepare(self.hosts())

    def default(self, host, http="serve", **members):
        """The answer for every target of a host that has no route of its own."""
        site = Site(host.lower())
        site.http = http
        site.default = route_from(members, self.web, host)
        self._extra = {**self._extra, site.name: site}
        self.certificates.prepare([site.name])

    def host(self, *names):
        """Makes hosts known: they resolve and have a certificate."""
        names = [n.lower() for n in names if n.lower() not in self._sites and n.lower() not in self._extra]
        if names:
            self.certificates.prepare(names)
            self._extra = {**self._extra, **{n: Site(n) for n in names}}

    def hosts(self):
        return sorted({*self._sites, *self._extra})

    def dns(self, name, answer):
        """Overrides the answer for a name: a code's name, "DROP" to stay silent, addresses, or where connections are
        refused ("REFUSING") or never accepted ("SILENT"). A tuple: one after the other for each type of question, the
        last one stays; None: as if nothing had been said."""
        for one in answer if isinstance(answer, tuple) else (answer,):
            if isinstance(one, str) and one not in DNS_CODES:
                raise ValueError(f"{one}: no such DNS answer; there are {', '.join(DNS_CODES)}")
        self._dns = {**self._dns, name.lower(): answer}

    def certificate(self, host, kind):
        """Gives a host a certificate with a fault, or makes it refuse the handshake; None: a good one."""
        if kind is not None and kind not in KINDS:
            raise ValueError(f"{kind}: no such certificate; there are {', '.join(KINDS)}")
        self.host(host)
        if kind not in ("refuse", None):
            self.certificates.special(host.lower(), kind)
        self._certificate = {**self._certificate, host.lower(): kind}

    # --- what the servers ask ---

    def papers(self):
        """{id: entry} of what the registries list."""
        return self._papers

    def find(self, request):
        """The route that answers a request, sequences and handlers resolved."""
        route = self._overrides.get((request.scheme, request.host, request.target)) or next(
            (route for scheme, host, start, route in self._prefixes
             if (scheme, host) == (request.scheme, request.host) and request.target.startswith(start)), None)
        if route is None:
            site = self._extra.get(request.host) or self._sites.get(request.host)
            if site is None:
                return Route(status=421, body=b"this internet has no such host\n", type="text/plain")
            if request.scheme == "http" and site.http == "redirect":
                return server.redirect_to_https(request)
            route = site.find(request.target)
        if route.sequence:
            turn = self._turns.get(route, 0)
            self._turns[route] = turn + 1
            route = route.sequence[min(turn, len(route.sequence) - 1)]
        if route.handler:
            made = handlers.TABLE[route.handler](self, request, route.params)
            made.delay_ms, made.fault = route.delay_ms, route.fault
            return made
        # Faults add header fields of their own: they get a copy.
        return dataclasses.replace(route) if route.fault else route

    def resolve(self, name, kind):
        turn = self.lookups.count((name, kind))
        self.lookups.append((name, kind))
        answer = self._dns.get(name)
        if isinstance(answer, tuple):
            answer = answer[min(turn, len(answer) - 1)]
        if answer is None:
            return [LOOPBACK] if name in self._sites or name in self._extra else "NXDOMAIN"
        return {"REFUSING": [REFUSING], "SILENT": [SILENT]}.get(answer, answer) if isinstance(answer, str) else answer

    def _choose_certificate(self, tls, name, _context):
        name = name.lower().rstrip(".") if name else None
        kind = self._certificate.get(name)
        if kind == "refuse":
            return ssl.ALERT_DESCRIPTION_HANDSHAKE_FAILURE
        tls.context = self.certificates.special(name, kind) if kind else self.certificates.context(name)
        return None

    # --- the loop ---

    def _run(self, ready):
        asyncio.set_event_loop(self._loop)
        self._loop.call_soon(ready.set)
        self._loop.run_forever()

    def _call(self, work):
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    async def _open(self):
        context = self.certificates.front(self._choose_certificate)
        for scheme, attribute, tls in (("https", "tls_port", context), ("http", "http_port", None)):
            sock = listening(getattr(self, attribute) or 0)
            setattr(self, attribute, sock.getsockname()[1])
            accept = functools.partial(server.serve_connection, self, scheme=scheme)
            options = {"ssl_handshake_timeout": 60, "ssl_shutdown_timeout": 1} if tls else {}
            self._servers.append(await asyncio.start_server(accept, sock=sock, ssl=tls, limit=server.HEAD_MAX,
                                                            **options))
        await self._open_dns()
        self._silent = silent_port(self.tls_port) + silent_port(self.http_port)

    async def _open_dns(self):
        """One number for both protocols, so that an answer too long for UDP would find TCP."""
        for _ in range(20):
            sock = listening(self.dns_port or 0)
            port = sock.getsockname()[1]
            try:
                transport, _ = await self._loop.create_datagram_endpoint(
                    lambda: dns.Datagrams(self.resolve), local_addr=(LOOPBACK, port))
            except OSError:
                sock.close()
                continue
            self.dns_port = port
            self._servers.append(transport)
            accept = functools.partial(dns.serve_stream, resolve=self.resolve)
            self._servers.append(await asyncio.start_server(accept, sock=sock))
            return
        raise OSError("no port is free for both UDP and TCP")

    async def _close(self):
        for one in self._servers:
            one.close()
        self._servers = []
        for sock in self._silent:
            sock.close()
        self._silent = []
        tasks = list(self.tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def with_registries(sites):
    """The sites, with those that answer from the papers among them."""
    sites = dict(sites)
    for name, by_prefix in handlers.STANDARD.items():
        site = sites.setdefault(name, Site(name))
        written = {prefix for prefix, _ in site.prefixes}
        for prefix, handler in by_prefix.items():
            if prefix not in written:
                site.add_prefix(prefix, Route(handler=handler))
    return sites


def page(url):
    """A page for a URL that only has to be there: no title is like another."""
    name = url.partition("://")[2]
    return (f"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>The page {name}</title></head>\n"
            f"<body><h1>The page {name}</h1><p>There is something to read here about {name}.</p></body></html>\n")


def listening(port):
    """A socket that listens at that port, or, for 0, at any that the system does not hand out by itself: while a world
    is off, nobody else's connection may come to sit on its ports."""
    for _ in range(1 if port else 100):
        sock = socket.socket()
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            sock.bind((LOOPBACK, port or random.SystemRandom().randrange(*PORTS)))
            sock.listen(BACKLOG)
        except OSError as error:
            sock.close()
            taken = error
            continue
        sock.setblocking(False)
        return sock
    raise taken


def silent_port(port):
    """Sockets that make connections to SILENT:port hang: a queue of one, and that one taken."""
    sock = socket.socket()
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    sock.bind((SILENT, port))
    sock.listen(0)
    fillers = []
    for _ in range(3):
        filler = socket.socket()
        filler.setblocking(False)
        filler.connect_ex((SILENT, port))
        fillers.append(filler)
    return [sock, *fillers]
