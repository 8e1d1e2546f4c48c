"""The Wayback Machine: the index of its captures, and the service that names the closest."""

import datetime
import json
import re
import urllib.parse

from .registries import answer, parameters

COLUMNS = ["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length"]
INDEX = "application/json;charset=UTF-8"


def canonical(url):
    """Addresses that the index takes for equal: scheme, "www.", case and a final slash do not count."""
    return re.sub(r"^(https?://)?(www\.)?", "", url.lower()).removesuffix("/")


def captures(net, params):
    """What `params` gives: rows of [timestamp, original, statuscode, mimetype], and files of the index's own answers."""
    for stamp, original, status, kind in params.get("captures", []):
        yield dict(zip(COLUMNS, [canonical(original), stamp, original, kind, status, "K3QX7MZ2PDR5VSWNA6YJ4GTB2LHC5OEF", "4096"]))
    for name in params.get("files", []):
        names, *rows = json.loads((net.web / "web.archive.org" / name).read_text(encoding="utf-8"))
        for row in rows:
            yield dict(zip(names, row))


def seconds_from(stamp, capture):
    wanted = (stamp + "00000101000000"[len(stamp):])[:14]
    moments = [datetime.datetime.strptime(s, "%Y%m%d%H%M%S") for s in (wanted, capture["timestamp"])]
    return abs((moments[0] - moments[1]).total_seconds())


def index(net, request, params):
    """web.archive.org/cdx/search/cdx: columns, filters and order as the query has them; [] when there is none."""
    query = parameters(request)
    if query.get("output") != "json" or not query.get("url"):
        return answer({"error": "this index is asked for JSON"}, status=400)
    found = [c for c in captures(net, params) if canonical(c["original"]) == canonical(query["url"])]
    for name, _, pattern in [f.partition(":") for f in urllib.parse.parse_qs(
            request.target.partition("?")[2]).get("filter", [])]:
        found = [c for c in found if re.fullmatch(pattern, c[name])]
    if query.get("sort") == "closest":
        found.sort(key=lambda c: seconds_from(query.get("closest", ""), c))
    else:
        found.sort(key=lambda c: c["timestamp"])
    names = query["fl"].split(",") if "fl" in query else COLUMNS
    rows = [[c[name] for name in names] for c in found[:int(query.get("limit", "1000"))]]
    return answer([names, *rows] if rows else [], kind=INDEX, headers={"Server": "nginx"})


def available(net, request, params):
    """archive.org/wayback/available: the closest capture that was a 200, or nothing."""
    query = parameters(request)
    found = [c for c in captures(net, params)
             if canonical(c["original"]) == canonical(query.get("url", "")) and c["statuscode"] == "200"]
    closest = min(found, key=lambda c: seconds_from(query.get("timestamp", "2100"), c), default=None)
    return answer({"url": query.get("url", ""), "archived_snapshots": {"closest": {
        "status": "200", "available": True, "timestamp": closest["timestamp"],
        "url": f"http://web.archive.org/web/{closest['timestamp']}/{closest['original']}"}} if closest else {}},
        headers={"Server": "nginx"})
