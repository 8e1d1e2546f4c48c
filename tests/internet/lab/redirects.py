"""Redirects: moved only when every hop says so for good; what they lead to counts, hop by hop."""

from .pages import article
from .row import row

OK = {"body": article("Where It Went")}


def to(location, status=301):
    return {"status": status, "location": location}


def chain(count, status=302, end=OK):
    return {**{f"/{i}": to(f"/{i + 1}", status) for i in range(count)}, f"/{count}": end}


def url(name, path):
    return f"https://{name}.example{path}"


def moved(name, *statuses, verdict="moved"):
    """A chain of these statuses."""
    routes = {f"/{i}": to(f"/{i + 1}", status) for i, status in enumerate(statuses)}
    end = url(name, f"/{len(statuses)}")
    return row(name, verdict, {**routes, f"/{len(statuses)}": OK}, final=end, hops=list(statuses),
               suggestion=end if verdict == "moved" else None, requests=len(statuses) + 1)


def odd(name, location, end, verdict="moved", **more):
    """A Location as servers really write them, and where it must lead."""
    return row(name, verdict, {"/a/page?x=1": to(location), **({end: OK} if end else {})}, **more)


def no_cookie(requests, _links):
    """Cookies stay with the host that set them."""
    if any("gate" in e["request_headers"].get("cookie", "") for e in requests if e["host"].startswith("b.")):
        return "the cookie went to another host"
    return None


MOVED = [
    moved("moved-301", 301), moved("moved-308", 308), moved("moved-301-308-301", 301, 308, 301),
    moved("away-302", 302, verdict="alive"), moved("away-303", 303, verdict="alive"),
    moved("away-307", 307, verdict="alive"), moved("away-301-302", 301, 302, verdict="alive"),
    moved("away-302-301", 302, 301, verdict="alive"), moved("away-308-307-308", 308, 307, 308, verdict="alive"),
    row("moved-to-https", "moved", {"/page": OK}, link="http://moved-to-https.example/page",
        suggestion=url("moved-to-https", "/page"), requests=2),
    row("away-to-https", "alive", {"/page": OK, "http://away-to-https.example/page": to(url("away-to-https", "/page"), 302)},
        link="http://away-to-https.example/page", requests=2),
    row("moved-to-www", "moved", {"/page": to("https://www.moved-to-www.example/page", 308),
                                  "https://www.moved-to-www.example/page": OK}, requests=2),
    row("moved-by-a-slash", "moved", {"/page": to("/page/"), "/page/": OK}, suggestion=url("moved-by-a-slash", "/page/"),
        requests=2),
    row("moved-keeps-its-fragment", "moved", {"/page": to("/new"), "/new": OK}, link="/page#part",
        suggestion=url("moved-keeps-its-fragment", "/new#part"), requests=2),
    row("moved-with-a-new-fragment", "moved", {"/page": to("/new#chapter"), "/new": OK}, link="/page#part", requests=2),
    row("moved-twice-to-one", "moved", {"/a": to("/new"), "/b": to("/new"), "/new": OK}, links=["/a", "/b"], requests=3),
    row("back-to-itself-by-another-spelling", "alive", {"/page": to("/pag%65"), "/pag%65": OK}, requests=(1, 2),
        suggestion=None),
    row("back-to-itself-by-a-tilde", "alive", {"/%7Eada": to("/~ada"), "/~ada": OK}, requests=(1, 2)),
]

ENDS = [
    row("redirect-to-404", "dead", {"/page": to("/gone"), "/gone": 404}, reason="404", requests=3),
    row("redirect-to-410", "dead", {"/page": to("/gone", 302), "/gone": 410}, reason="410", requests=3),
    row("redirect-to-404-then-200", "alive", {"/page": to("/x", 302), "/x": {"sequence": [{"status": 404}, OK]}}, requests=3),
    row("redirect-to-no-host", "dead", {"/page": to("https://b.redirect-to-no-host.example/")},
        dns={"b.redirect-to-no-host.example": "NXDOMAIN"}, reason="NXDOMAIN", requests=1),
    row("redirect-to-a-refusal", "blocked", {"/page": to("/x"), "/x": 403}, requests=2, suggestion=None),
    row("redirect-to-an-error", "transient", {"/page": to("/x"), "/x": 500}, requests=3, suggestion=None),
    row("redirect-to-a-closed-port", "transient", {"/page": to("https://b.redirect-to-a-closed-port.example/")},
        dns={"b.redirect-to-a-closed-port.example": "REFUSING"}, requests=1),
    row("redirect-then-error-then-page", "moved", {"/page": {"sequence": [{"status": 503}, to("/x")]}, "/x": OK}, requests=3),
    row("twenty-hops", "alive", chain(20), hops=[302] * 20, requests=21),
    row("twenty-permanent-hops", "moved", chain(20, 301), hops=[301] * 20, requests=21),
    row("twenty-one-hops", "transient", chain(21), reason="20 redirects", requests=21),
    row("loop-of-one", "transient", {"/page": to("/page", 302)}, reason="circle", requests=1),
    row("loop-of-two", "transient", {"/page": to("/b", 301), "/b": to("/page", 301)}, reason="circle", requests=2),
    row("loop-behind-two-hops", "transient", {"/page": to("/a", 302), "/a": to("/b", 302), "/b": to("/a", 302)},
        reason="circle", requests=3),
    row("addresses-that-grow", "transient", {"/page": {"handler": "growing"}}, reason="20 redirects", requests=21,
        setup=lambda net, host: net.route(f"https://{host}/", prefix=True, handler="growing")),
]

# A hop that leads up from where the link pointed is looked at beside one that cannot be there.
LOCATIONS = [
    odd("location-relative", "b", "/a/b", requests=2),
    odd("location-dots", "../b/./c", "/b/c", requests=2),
    odd("location-query-only", "?y=2", "/a/page?y=2", requests=2),
    odd("location-absolute-path", "/b", "/b", requests=3),
    odd("location-without-scheme", "//location-without-scheme.example/b", "/b", requests=3),
    odd("location-upper-case", "HTTPS://LOCATION-UPPER-CASE.EXAMPLE/b", "/b", requests=3),
    odd("location-with-port", "https://location-with-port.example:443/b", "/b", requests=3),
    odd("location-with-password", "https://me:secret@location-with-password.example/b", "/b", requests=3,
        final=url("location-with-password", "/b")),
    odd("location-with-blanks", "/b c", "/b%20c", requests=3),
    odd("location-in-blanks", "  /b  ", "/b", requests=3),
    odd("location-not-ascii", "/müh\u2009le", "/m%C3%BCh%E2%80%89le", requests=3),
    odd("location-latin-1", b"/m\xfchle".decode("utf-8", "surrogateescape"), "/m%FChle", requests=3),
    odd("location-escaped", "/m%c3%bchle%2Fx", "/m%c3%bchle%2Fx", requests=3),
    odd("location-with-fragment", "/b#c", "/b", requests=3),
    odd("location-empty", "", None, "suspect|transient", requests=1),
    odd("location-script", "javascript:alert(1)", None, "transient|suspect", requests=1),
    odd("location-ftp", "ftp://location-ftp.example/b", None, "transient|suspect", requests=1),
    odd("location-file", "file:///etc/passwd", None, "transient|suspect", requests=1),
    odd("location-data", "data:text/html,hello", None, "transient|suspect", requests=1),
    odd("location-without-host", "https:///b", None, "transient|suspect", requests=1),
    odd("location-broken-host", "https://b_d host/", None, "transient|suspect", requests=1),
    odd("location-of-70-kb", "/" + "x" * 70000, None, "transient|suspect", requests=1),
]

COOKIES = [
    row("cookie-wanted", "alive", {"/page": {"handler": "cookie_gate"}}, requests=2),
    row("cookie-by-way-of-a-gate", "alive", {"/page": {"handler": "cookie_gate", "params": {"path": "/gate"}},
                                             "/gate": to("/page", 302)}, requests=3),
    row("cookie-stays-at-home", "alive", {
        "/page": {"status": 302, "location": "https://b.cookie-stays-at-home.example/", "headers": {"Set-Cookie": "gate=open"}},
        "https://b.cookie-stays-at-home.example/": OK}, requests=3, check=no_cookie),
    row("cookie-for-a-stranger", "alive", {
        "/page": {"status": 302, "location": "https://b.cookie-for-a-stranger.example/",
                  "headers": {"Set-Cookie": "gate=open; Domain=b.cookie-for-a-stranger.example"}},
        "https://b.cookie-for-a-stranger.example/": OK}, requests=3, check=no_cookie),
]

ROWS = MOVED + ENDS + LOCATIONS + COOKIES
