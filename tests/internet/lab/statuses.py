"""Every status that the web is known to answer with: what it says of a link, and how often it is asked."""

from .row import row

STATUSES = {
    "alive": (200, 201, 203, 204, 205, 206, 208, 226, 300, 304),
    "suspect": (301, 302, 303, 307, 308),  # redirects without an address
    "blocked": (400, 401, 402, 403, 405, 406, 411, 412, 413, 414, 415, 416, 417, 418, 422, 423, 426, 428, 430, 431, 444,
                451, 460, 999),
    "dead": (404, 410),
    "transient": (407, 408, 409, 420, 421, 424, 425, 429, 499, 500, 501, 502, 503, 504, 505, 507, 508, 511, 520, 521, 522,
                  523, 524, 525, 526, 529, 530, 561, 598),
}
ASKED_ONCE = (407, 409, 421, 424, 499, 501, 505)  # another try would get the same

ROWS = [
    row(f"status-{status}", verdict, {"/page": status}, status=status, reason=str(status),
        requests=2 if verdict in ("dead", "transient") and status not in ASKED_ONCE else 1)
    for verdict, statuses in STATUSES.items() for status in statuses
] + [
    row("status-202", "blocked", {"/page": {"status": 202, "body": ""}}, status=202, requests=1),
    row("status-202-with-the-page", "alive", {"/page": {"status": 202, "body": "<title>Here</title>" + "<p>It is here." * 400}},
        requests=1),
    row("status-404-with-a-long-page", "dead", {"/page": {"status": 404, "body": "<title>Mill</title>" + "<p>Mill." * 900}},
        requests=2),
    row("status-404-no-body", "dead", {"/page": {"status": 404, "body": ""}}, requests=2),
    row("status-700", "transient", {"/page": 700}, requests=(1, 2)),
]
