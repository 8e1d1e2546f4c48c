"""What is no web address, or a file beside the list; and addresses whose bytes must survive."""

from .pages import article
from .row import Group, row

TARGETS = {
    "slash-escaped": "/a%2Fb", "question-escaped": "/a%3Fb", "hash-escaped": "/a%23b", "percent-escaped": "/100%25",
    "latin-1": "/caf%E9", "plus": "/a+b", "blank-escaped": "/a%20b", "semicolons": "/x;p=1?a;b==", "url-inside": "/u?u=http://b.example//y",
    "double-slash": "/a//b", "tilde": "/~ada/(x)_y'z", "comma": "/a,b", "at": "/@ada", "star": "/a*b!c$d",
    "lower-case-escapes": "/m%c3%bchle", "empty-query": "/x?", "brackets-in-query": "/x?a[]=1",
}


def setup(net, folder):
    """Files beside the list."""
    (folder / "there.md").write_text("# A Heading\n\n# A Heading\n\n<a name='mark'></a>\n")
    (folder / "with blank.md").write_text("# Blank\n")
    (folder / "docs").mkdir()
    (folder / "docs" / "in.md").write_text("# In\n")


PLAIN = Group("plain", ("--timeout", "20s", "--retries", "1"), setup=setup)


def sent_as_written(target):
    def check(requests, _links):
        sent = [e["target"] for e in requests]
        return None if sent == [target] else f"sent as {sent}, not as {target}"
    return check


def file(name, verdict, link, reason=""):
    return row(f"file-{name}", verdict, links=[link], reason=reason, requests=0, group=PLAIN)


def other(name, link, verdict="skipped"):
    return row(f"other-{name}", verdict, links=[link], requests=0, group=PLAIN)


ROWS = [
    other("mail", "mailto:ada@mill.example"), other("telephone", "tel:+4930123456"), other("script", "javascript:alert(1)"),
    other("data", "data:text/plain,hello"), other("ftp", "ftp://ftp.mill.example/flour"), other("chat", "irc://irc.mill.example/x"),
    other("magnet", "magnet:?xt=urn:btih:0"), other("unheard-of", "mill://grind"), other("upper-case", "MAILTO:ada@mill.example"),
    other("no-host", "https://", "invalid"), other("no-slashes", "http:mill.example/x", "invalid"),
    other("blank-in-host", "https://mil l.example/", "invalid"), other("port", "https://mill.example:99999/", "invalid"),
    other("port-zero", "https://mill.example:0/", "invalid"), other("encoded-whole", "https%3A%2F%2Fmill.example%2F", "invalid"),
    other("backslash", "https://mill.example\\\\@evil.example/", "invalid"), other("long-label", f"https://{'x' * 64}.example/", "invalid"),
    other("empty-label", "https://mill..example/", "invalid"), other("bad-number", "http://1.2.3.4.5/", "invalid"),
    other("bad-brackets", "http://[::g]/", "invalid"),
    file("there", "alive", "there.md"), file("heading", "alive", "there.md#a-heading"),
    file("second-heading", "alive", "there.md#a-heading-1"), file("name", "alive", "there.md#mark"),
    file("no-heading", "dead", "there.md#nothing"), file("not-there", "dead", "missing.md"),
    file("in-folder", "alive", "docs/in.md"), file("folder", "alive", "docs/"), file("dots", "alive", "./docs/../there.md"),
    file("blank", "alive", "with%20blank.md"), file("own-heading", "alive", "#the-lab"), file("own-top", "alive", "#top"),
    file("own-nothing", "dead", "#nowhere"),
    *(row(f"sent-{name}", "alive", {target: {"body": article("As Written")}}, requests=1, group=PLAIN, check=sent_as_written(target))
      for name, target in TARGETS.items()),
    row("named-five-times", "alive", {"/page": {"body": article("Five Times")}}, requests=1, group=PLAIN, links=[
        "/page", "/page#part", "https://NAMED-FIVE-TIMES.example/page", "https://named-five-times.example:443/page",
        "https://named-five-times.example./page"]),
    row("international-name", "alive", {"https://xn--mhle-0ra.example/": {"body": article("Die Mühle")}},
        links=["https://mühle.example/"], requests=1, group=PLAIN),
    row("user-in-address", "alive", {"/page": {"body": article("No Secret")}},
        links=["https://me:secret@user-in-address.example/page"], requests=1, group=PLAIN, check=lambda requests, _: (
            "the password was sent" if "authorization" in requests[0]["request_headers"] else None)),
]
