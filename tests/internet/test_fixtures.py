"""The sites in fixtures/web: that they are well-formed, and that the bundled reading list leads nowhere unwritten."""

import json
import pathlib
import re
import urllib.parse

import pytest

from internet import Internet, faults, handlers
from internet.entries import parse_id, read_entries
from internet.routes import MEMBERS
from internet.server import Request

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
WEB = ROOT / "fixtures" / "web"
LIST = ROOT / "fixtures" / "reading-list.md"
HOPS_MAX = 5


@pytest.fixture(scope="module")
def net():
    return Internet(WEB)  # not started: only its tables are looked at


def sites():
    return [(path.parent.name, json.loads(path.read_text())) for path in sorted(WEB.glob("*/routes.json"))]


def routes_of(site):
    yield from (site.get("routes") or {}).items()
    yield from (site.get("prefixes") or {}).items()
    if site.get("default"):
        yield "default", site["default"]


def test_there_are_sites():
    assert len(sites()) > 20


def test_members_are_known_and_name_what_exists():
    for host, site in sites():
        assert host == host.lower()
        for target, route in routes_of(site):
            assert set(route) <= MEMBERS, f"{host}{target}"
            assert target == "default" or re.fullmatch(r"/[!-~]*", target), f"{host}{target}"
            assert route.get("fault") is None or route["fault"] in faults.TABLE, f"{host}{target}"
            assert route.get("handler") is None or route["handler"] in handlers.TABLE, f"{host}{target}"


def test_every_file_is_served():
    for host, site in sites():
        served = {route["file"] for _, route in routes_of(site) if route.get("file")}
        served |= {name for _, route in routes_of(site) for name in (route.get("params") or {}).get("files", [])}
        served |= {one["file"] for _, route in routes_of(site) for one in route.get("sequence", []) if one.get("file")}
        folder = WEB / host
        there = {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()}
        assert there - served <= {"routes.json", "entries.json", "papers.json", "README.md"}, host


def urls():
    return re.findall(r"\]\((https?://[^)\s]+)\)", LIST.read_text(encoding="utf-8"))


def answer(net, url):
    parts = urllib.parse.urlsplit(url)
    target = url.partition("://")[2].partition("#")[0][len(parts.netloc):] or "/"
    return net.find(Request(parts.scheme, "GET", target, "HTTP/1.1", {}, parts.hostname))


def test_the_list_is_whole():
    assert len(urls()) == 86


@pytest.mark.parametrize("url", urls())
def test_every_link_of_the_list_is_answered(net, url):
    host = urllib.parse.urlsplit(url).hostname
    dead_name = net._dns.get(host) == "NXDOMAIN"
    for _ in range(HOPS_MAX):
        host = urllib.parse.urlsplit(url).hostname
        assert dead_name or host in net.hosts(), f"{host} is no host of fixtures/web"
        route = answer(net, url)
        if 300 <= route.status < 400:
            url = urllib.parse.urljoin(url, route.headers["Location"])
            continue
        site = net._sites.get(host)
        assert dead_name or route is not site.default or "default" in json.loads(
            (WEB / host / "routes.json").read_text()), f"{url} has no route"
        return
    pytest.fail(f"{url}: more than {HOPS_MAX} hops")


def test_entries_are_complete():
    entries = read_entries(WEB / "export.arxiv.org" / "entries.json")
    assert len(entries) >= 45
    for name, entry in entries.items():
        assert parse_id(name), name
        for member in ("title", "authors", "published", "summary", "primary"):
            assert entry.get(member), f"{name}: no {member}"
        for stamp in (entry["published"], entry.get("updated") or entry["published"]):
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", stamp), name
        assert (entry.get("updated") or entry["published"]) >= entry["published"], name


def test_every_paper_of_the_list_has_an_entry():
    entries = read_entries(WEB / "export.arxiv.org" / "entries.json")
    places = r"(?:arxiv\.org/abs|huggingface\.co/papers|arxiv\.org/ftp/arxiv/papers/\d{4})/(\S+)"
    ids = {parse_id(found.removesuffix(".pdf"))[0] for url in urls() for found in re.findall(places, url)}
    assert len(ids) >= 44 and ids <= set(entries), sorted(ids - set(entries))
