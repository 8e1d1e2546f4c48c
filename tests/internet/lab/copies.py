"""--archive: a copy for the dead, and what an archive's robot saw behind a wall."""

import datetime

from .row import Group, row


def stamp(days):
    """So many days ago, as the Wayback Machine writes it."""
    return (datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(days=days)).strftime("%Y%m%d%H%M%S")


OLD, RECENT, LONG_AGO = stamp(900), stamp(5), stamp(200)
CAPTURES = [[OLD, "https://copy-of-the-dead.example/page", "200", "text/html"],
            [OLD, "https://copy-of-another-error.example/page", "404", "text/html"],
            [LONG_AGO, "https://the-copy-nearest-to-the-item.example/page", "200", "text/html"],
            [RECENT, "https://the-copy-nearest-to-the-item.example/page", "200", "text/html"],
            [RECENT, "https://wall-seen-this-month.example/page", "200", "text/html"],
            [LONG_AGO, "https://wall-seen-long-ago.example/page", "200", "text/html"],
            [RECENT, "https://wall-seen-as-an-error.example/page", "404", "text/html"],
            [RECENT, "https://error-with-a-copy.example/page", "200", "text/html"]]
SERVICES = {"https://web.archive.org/cdx/search/cdx": "wayback_index", "https://archive.org/wayback/available":
            "wayback_available"}


def well(net, _folder):
    for url, handler in SERVICES.items():
        net.route(url, prefix=True, handler=handler, params={"captures": CAPTURES})


def down(net, _folder):
    for url in SERVICES:
        net.route(url, prefix=True, status=503)


ARCHIVE = Group("archive", ("--timeout", "20s", "--retries", "0", "--archive"), setup=well)
NO_ARCHIVE = Group("archive-down", ("--timeout", "20s", "--retries", "0", "--archive"), setup=down)


def copy(at, name):
    return f"https://web.archive.org/web/{at}/https://{name}.example/page"


def gone(name, status=404, group=ARCHIVE, at=None):
    return row(name, "dead", {"/page": status}, suggestion=copy(at, name) if at else None, requests=2, group=group)


def wall(name, verdict):
    return row(name, verdict, {"/page": 403}, requests=1, suggestion=None, group=ARCHIVE)


ROWS = [
    gone("copy-of-the-dead", at=OLD),
    gone("copy-of-another-error"),
    gone("the-copy-nearest-to-the-item", 410, at=RECENT),
    gone("no-copy"),
    gone("archive-that-is-down", group=NO_ARCHIVE),
    wall("wall-seen-this-month", "alive"),
    wall("wall-seen-long-ago", "blocked"),
    wall("wall-seen-as-an-error", "blocked"),
    wall("wall-never-seen", "blocked"),
    row("error-with-a-copy", "transient", {"/page": 500}, requests=1, suggestion=None, group=ARCHIVE),
]
