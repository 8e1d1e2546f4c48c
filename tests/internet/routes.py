"""What the sites answer: routes.json of fixtures/web/<host>/, and the routes that tests add (format: README.md)."""

import dataclasses
import email.utils
import gzip
import hashlib
import json
import mimetypes
import pathlib

TYPES = {".html": "text/html; charset=utf-8", ".txt": "text/plain; charset=utf-8", ".md": "text/plain; charset=utf-8",
         ".json": "application/json; charset=utf-8", ".xml": "application/xml; charset=utf-8",
         ".pdf": "application/pdf"}
SQUEEZABLE = ("text/", "application/json", "application/xml", "application/atom+xml", "application/rss+xml",
              "application/ld+json", "image/svg+xml", "application/javascript")
GZIP_MIN = 1024  # bytes; below, compression is not worth its header
GENERIC_404 = (b"<!DOCTYPE html>\n<html><head><title>404 Not Found</title></head>\n"
               b"<body><h1>Not Found</h1><p>There is no such page here.</p></body></html>\n")
MEMBERS = {"file", "status", "headers", "validators", "delay_ms", "fault", "location", "body", "sequence", "handler",
           "params"}
SITE_MEMBERS = {"routes", "default", "http", "prefixes", "names", "certificate", "dns"}


@dataclasses.dataclass(eq=False)
class Route:
    status: int = 200
    headers: dict = dataclasses.field(default_factory=dict)
    body: bytes = b""
    type: str = "text/html; charset=utf-8"
    validators: object = False  # True, False, "etag" or "last-modified"
    delay_ms: int = 0
    fault: str | None = None
    sequence: list = dataclasses.field(default_factory=list)
    handler: str | None = None
    params: dict = dataclasses.field(default_factory=dict)

    def __post_init__(self):
        self._digest = None
        self._squeezed = None

    @property
    def digest(self):
        if self._digest is None:
            self._digest = hashlib.sha256(self.body).hexdigest()
        return self._digest

    def etag(self, squeezed):
        """Strong, so the two encodings of one content have one each."""
        return f'"{self.digest[:24]}-gzip"' if squeezed else f'"{self.digest[:24]}"'

    @property
    def last_modified(self):
        """A date that changes only when the content does, whenever the file was checked out."""
        return email.utils.formatdate(1704067200 + int(self.digest[:8], 16) % (300 * 86400), usegmt=True)

    def squeezed(self):
        """The body under gzip, None where a server would not bother."""
        kind = next((v for k, v in self.headers.items() if k.lower() == "content-type"), self.type)
        if len(self.body) <= GZIP_MIN or not kind.startswith(SQUEEZABLE):
            return None
        if any(k.lower() == "content-encoding" for k in self.headers):
            return None
        if self._squeezed is None:
            self._squeezed = gzip.compress(self.body, 6, mtime=0)
        return self._squeezed


_files = {}  # path -> (stamp, bytes): the fixtures are read once a process


def file_bytes(path):
    stat = path.stat()
    stamp = (stat.st_mtime_ns, stat.st_size)
    if path not in _files or _files[path][0] != stamp:
        _files[path] = (stamp, path.read_bytes())
    return _files[path][1]


def route_from(members, folder=None, where="route"):
    """A Route from its JSON members; ValueError names what is wrong with them."""
    unknown = set(members) - MEMBERS
    if unknown:
        raise ValueError(f"{where}: unknown member {', '.join(sorted(unknown))}")
    location, file, body = members.get("location"), members.get("file"), members.get("body")
    status = members.get("status", 301 if location is not None else 200)
    route = Route(status=status, headers=dict(members.get("headers") or {}), delay_ms=members.get("delay_ms", 0),
                  fault=members.get("fault"), handler=members.get("handler"), params=dict(members.get("params") or {}))
    if location is not None:
        route.headers["Location"] = location
    if file is not None:
        path = folder / file
        if not path.is_file():
            raise ValueError(f"{where}: no file {path}")
        route.body = file_bytes(path)
        route.type = TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    elif body is not None:
        route.body = body.encode("utf-8") if isinstance(body, str) else bytes(body)
    has_body = file is not None or body is not None
    route.validators = members.get("validators", status == 200 and has_body)
    route.sequence = [route_from(m, folder, f"{where}[{i}]") for i, m in enumerate(members.get("sequence") or [])]
    return route


class Site:
    """One host: its routes, and how it behaves outside HTTP."""

    def __init__(self, name):
        self.name = name
        self.routes = {}  # target -> Route
        self.prefixes = []  # (prefix, Route), longest first
        self.default = Route(status=404, body=GENERIC_404)
        self.http = "redirect"
        self.names = []
        self.certificate = None
        self.dns = None

    @classmethod
    def read(cls, folder):
        site = cls(folder.name)
        path = folder / "routes.json"
        if not path.is_file():
            return site
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
        except ValueError as fault:
            raise ValueError(f"{path}: {fault}") from None
        unknown = set(data) - SITE_MEMBERS
        if unknown:
            raise ValueError(f"{path}: unknown member {', '.join(sorted(unknown))}")
        for target, members in (data.get("routes") or {}).items():
            site.routes[target] = route_from(members, folder, f"{path}: {target}")
        for prefix, members in (data.get("prefixes") or {}).items():
            site.add_prefix(prefix, route_from(members, folder, f"{path}: {prefix}"))
        if data.get("default"):
            site.default = route_from({"status": 404, **data["default"]}, folder, f"{path}: default")
        site.http = data.get("http", "redirect")
        site.names = data.get("names", [])
        site.certificate = data.get("certificate")
        site.dns = data.get("dns")
        if site.http not in ("redirect", "serve"):
            raise ValueError(f'{path}: http is "redirect" or "serve", not {site.http!r}')
        return site

    def add_prefix(self, prefix, route):
        self.prefixes.append((prefix, route))
        self.prefixes.sort(key=lambda pair: -len(pair[0]))

    def find(self, target):
        if target in self.routes:
            return self.routes[target]
        return next((route for prefix, route in self.prefixes if target.startswith(prefix)), self.default)


def read_web(web):
    """{host: Site} of a folder of sites, further names included."""
    sites = {}
    for folder in sorted(pathlib.Path(web).iterdir()):
        if folder.is_dir() and not folder.name.startswith("."):
            sites[folder.name] = Site.read(folder)
    for site in list(sites.values()):
        for name in site.names:
            sites.setdefault(name, site)
    return sites
