"""Nothing is dead at first sight: what a second look a second later may find."""

from .pages import article
from .row import row

OK = {"body": article("The Mill, Again")}
SOON = (0.9, 8)  # a second look comes a second later, not at once


def then(*answers):
    return {"/page": {"sequence": [{"status": a} if isinstance(a, int) else a for a in answers]}}


ROWS = [
    row("404-then-200", "alive", then(404, OK), requests=2, seconds=SOON),
    row("410-then-200", "alive", then(410, OK), requests=2, seconds=SOON),
    row("404-twice", "dead", then(404, 404, OK), reason="404", requests=2, seconds=SOON),
    row("410-twice", "dead", then(410, 410, OK), reason="410", requests=2, seconds=SOON),
    row("410-then-404", "dead", then(410, 404, OK), requests=2, seconds=SOON),
    row("404-then-403", "blocked", then(404, 403), reason="403", requests=2, seconds=SOON),
    row("404-then-challenge", "blocked", then(404, {"status": 404, "headers": {"cf-mitigated": "challenge"}}), requests=2),
    row("404-then-500", "suspect", then(404, 500), requests=(2, 3), seconds=SOON),
    row("404-then-500-then-404", "dead", then(404, 500, 404), requests=3, seconds=SOON),
    row("404-then-500-then-200", "alive", then(404, 500, OK), requests=3, seconds=SOON),
    row("404-then-reset", "suspect", then(404, {"fault": "reset"}), requests=(2, 4)),
    row("404-then-429", "suspect", then(404, 429), requests=(2, 3)),
    row("404-then-moved", "moved", {**then(404, {"location": "/new"}), "/new": OK}, requests=3, hops=1),
    row("404-then-elsewhere", "alive", {**then(404, {"status": 302, "location": "/new"}), "/new": OK}, requests=3),
    row("404-then-half-a-page", "alive", then(404, {"fault": "truncate", **OK}), requests=(2, 3)),
    row("500-then-200", "alive", then(500, OK), requests=2),
    row("500-then-404", "dead", then(500, 404, 404, OK), requests=3, seconds=SOON),
    row("500-then-404-then-200", "alive", then(500, 404, OK), requests=3, seconds=SOON),
    row("500-then-403", "blocked", then(500, 403), requests=2),
    row("503-then-200", "alive", then({"status": 503, "headers": {"Retry-After": "1"}}, OK), requests=2, seconds=(1, 8)),
    row("503-retry-at-once", "alive", then({"status": 503, "headers": {"Retry-After": "0"}}, OK), requests=2),
    row("503-retry-nonsense", "alive", then({"status": 503, "headers": {"Retry-After": "soon"}}, OK), requests=2),
    row("429-then-200", "alive", then(429, OK), requests=2),
    row("429-wait-then-200", "alive", then({"status": 429, "headers": {"Retry-After": "2"}}, OK), requests=2, seconds=(2, 9)),
    row("429-wait-a-year", "transient", {"/page": {"status": 429, "headers": {"Retry-After": "31536000"}}}, requests=1),
    row("429-wait-forever", "transient", {"/page": {"status": 429, "headers": {"Retry-After": "9" * 40}}}, requests=1),
    row("408-then-200", "alive", then(408, OK), requests=2),
    row("reset-then-200", "alive", then({"fault": "reset"}, OK), requests=2),
    row("closed-then-200", "alive", then({"fault": "close"}, OK), requests=2),
    row("garbage-then-200", "alive", then({"fault": "garbage"}, OK), requests=2),
    row("reset-then-404", "dead", then({"fault": "reset"}, 404), requests=3, seconds=SOON),
    row("403-is-asked-once", "blocked", then(403, OK), requests=1),
    row("one-of-two-is-gone", "dead", {"/page": 404, "/other": 200}, link="/page", requests=2),
    row("gone-in-two-places", "dead", {"/page": 404}, links=["/page", "/page#part", "/page?", "/page#"], requests=(2, 4)),
]
