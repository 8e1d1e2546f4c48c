"""Many nights: what lasts, what passes, and since when. One list, one cache, a night a day."""

from .pages import LOGIN, PARKED, article, html, notice
from .row import World, nights

DAYS = (0, 0.05, 0.1, 1, 2, 3, 4, 5, 6, 7, 8, 9)
OUTAGES = (4.5,)

OK = {"/page": {"body": article("The Mill, Night after Night")}}
REFUSING, GOOD_NAME = World(dns="REFUSING"), World(OK, dns="good")
NO_ADDRESS, NO_HOST = World(dns=[]), World(dns="NXDOMAIN")
EXPIRED, RENEWED = World(OK, certificate="expired"), World(OK, certificate="good")
SORRY = notice("Page not found", "Sorry, the page you are looking for could not be found.")
CASINO = html("Best Online Casino Bonus 2026", "<h1>Best Online Casino Bonus 2026</h1>" + "<p>Spin the slots and win big "
              "with our casino bonus codes, free spins and jackpots.</p>" * 20)


def to(location, status=301):
    return {"/page": {"status": status, "location": location}}


def since(day):
    return {"since": day}


SLOW_DEATH = [
    nights("three-nights-of-soft", (0, "suspect", EXPIRED, since(0)), (3, "dead", None, since(3)),
           (5, "dead", None, since(3))),
    nights("three-looks-in-a-day", (0, "suspect", NO_ADDRESS, since(0)), (1, "alive", GOOD_NAME, since(1))),
    nights("soft-begins-later", (0, "alive", OK, since(0)), (2, "suspect", EXPIRED, since(2)), (5, "dead", None, since(5))),
    nights("recovery-begins-anew", (0, "suspect", EXPIRED), (2, "alive", RENEWED, since(2)), (3, "suspect", EXPIRED, since(3)),
           (6, "dead", None, since(6)), (7, "alive", RENEWED, since(7)), (8, "suspect", EXPIRED, since(8))),
    nights("recovery-on-the-last-night", (0, "suspect", EXPIRED), (3, "alive", RENEWED, since(3)), (6, "alive", None, since(3))),
    nights("refused-for-days", (0, "transient", REFUSING, since(0)), (2, "suspect", None, since(2)), (3, "dead", None, since(3)),
           (6, "alive", GOOD_NAME, since(6))),
    nights("refused-now-and-then", (0, "transient", REFUSING), (1, "alive", GOOD_NAME), (2, "transient", REFUSING),
           (3, "alive", GOOD_NAME), (4, "transient", REFUSING), (5, "alive", GOOD_NAME), (6, "transient", REFUSING),
           (7, "alive", GOOD_NAME)),
    nights("soft-with-bad-nights-between", (0, "alive", OK), (1, "suspect", NO_ADDRESS, since(1)),
           (2, "transient", World(dns="SERVFAIL")), (4, "suspect", NO_ADDRESS, since(1)), (5, "dead", None, since(5))),
    nights("soft-with-walls-between", (0, "alive", OK), (1, "suspect", NO_ADDRESS), (2, "blocked", World({"/page": 403}, dns="good")),
           (3, "suspect", NO_ADDRESS), (4, "dead", None, since(4))),
    nights("soft-of-many-kinds", (0, "alive", OK), (1, "suspect", NO_ADDRESS), (2, "suspect", World({"/page": 301}, dns="good")),
           (3, "suspect", EXPIRED), (4, "dead", None, since(4))),
    nights("half-a-look-each-night", (0, "suspect", {"/page": {"sequence": [{"status": 404}, {"status": 500}] * 20}}),
           (3, "dead", None)),
]

QUICK_DEATH = [
    nights("gone-at-once", (0, "alive", OK), (1, "dead", {"/page": 410}, since(1)), (4, "dead", None, since(1))),
    nights("gone-and-back", (0, "dead", {"/page": 404}, since(0)), (2, "alive", OK, since(2)), (5, "dead", {"/page": 404}, since(5))),
    nights("host-gone-and-back", (0, "alive", OK), (1, "dead", NO_HOST, since(1)), (3, "alive", GOOD_NAME, since(3))),
    nights("dead-through-a-bad-night", (0, "dead", {"/page": 404}, since(0)), (2, "transient", {"/page": 503}),
           (3, "dead", {"/page": 404}, since(0))),
    nights("dead-then-half-a-look", (0, "dead", {"/page": 404}, since(0)),
           (2, "dead", {"/page": {"sequence": [{"status": 404}, {"status": 500}] * 3}}, since(0)), (4, "alive", OK, since(4))),
    nights("dead-then-behind-a-wall", (0, "dead", {"/page": 404}), (2, "blocked", {"/page": 403}), (4, "dead", {"/page": 404}),
           (6, "alive", OK, since(6))),
    nights("gone-then-moved", (0, "dead", {"/page": 404}), (2, "moved", {**to("/new"), "/new": OK["/page"]}, since(2))),
    nights("dead-once-each-night", (0, "alive", {"/page": {"sequence": [{"status": 404}, OK["/page"]] * 20}}, since(0))),
]

LIVING = [
    nights("errors-for-ever", (0, "transient", {"/page": 503}, since(0))),
    nights("resets-for-ever", (0, "transient", {"/page": {"fault": "reset"}}, since(0))),
    nights("walls-for-ever", (0, "blocked", {"/page": 403}, since(0))),
    nights("servfail-for-ever", (0, "transient", World(dns="SERVFAIL"), since(0))),
    nights("alive-for-ever", (0, "alive", OK, since(0))),
    nights("alive-through-bad-nights", (0, "alive", OK, since(0)), (1, "transient", {"/page": 500}), (2, "alive", OK, since(0)),
           (3, "transient", {"/page": {"fault": "close"}}), (5, "alive", OK, since(0))),
    nights("flapping", *((day, *(("alive", RENEWED) if i % 2 else ("suspect", EXPIRED))) for i, day in enumerate(DAYS))),
    nights("flapping-between-errors", (0, "alive", OK), (1, "transient", {"/page": 500}), (2, "blocked", {"/page": 403}),
           (3, "alive", OK), (4, "transient", REFUSING), (5, "transient", World({"/page": 502}, dns="good")), (6, "alive", OK)),
]

MOVING = [
    nights("moved-and-moved-on", (0, "moved", {**to("/a"), "/a": OK["/page"], "/b": OK["/page"]},
                                  {"since": 0, "suggestion": "https://moved-and-moved-on.example/a"}),
           (3, "moved", to("/b"), {"since": 0, "suggestion": "https://moved-and-moved-on.example/b"})),
    nights("moved-and-back", (0, "moved", {**to("/a"), "/a": OK["/page"]}), (2, "alive", OK, {"since": 2, "suggestion": None})),
    nights("away-then-for-good", (0, "alive", {**to("/a", 302), "/a": OK["/page"]}), (2, "moved", to("/a", 301), since(2))),
    nights("moved-and-then-gone", (0, "moved", {**to("/a"), "/a": OK["/page"]}), (3, "dead", {"/a": 404}, since(3))),
]

TELLING = [
    nights("soft-words-for-days", (0, "suspect", {"/page": {"body": SORRY}}, since(0)), (3, "dead", None, since(3))),
    nights("soft-words-unchanged", (0, "alive", OK), (1, "suspect", {"/page": {"body": SORRY, "validators": True}}, since(1)),
           (4, "dead", None, since(4))),
    nights("soft-words-for-a-night", (0, "alive", OK), (2, "suspect", {"/page": {"body": SORRY}}), (3, "alive", OK, since(3))),
    nights("sold", (0, "alive", OK), (2, "suspect", {"/page": {"body": PARKED}}, since(2)), (5, "dead", None)),
    nights("taken-over", (0, "alive", OK), (1, "suspect", {"/page": {"body": CASINO}}, since(1)), (4, "dead", None)),
    nights("rewritten-by-its-owner", (0, "alive", OK), (2, "alive", {"/page": {"body": article(
        "The Mill, Night after Night: second edition", first="Much has changed. ")}}, since(0))),
    nights("login-from-one-night-on", (0, "alive", OK),
           (2, "blocked", {**to("/login?next=/page", 302), "/login?next=/page": {"body": LOGIN}}), (4, "alive", OK)),
    nights("unchanged-by-etag", (0, "alive", {"/page": {**OK["/page"], "validators": "etag"}}, since(0))),
]


def withdrawn(net, _host):
    net.add_papers({"id": "2402.00002", "withdrawn": True, "comment": "This paper has been withdrawn"})


PAPERS = [
    nights("paper-through-an-outage", (0, "alive", World(setup=lambda net, _: net.add_papers({"id": "2402.00001"})), since(0)),
           (2, "alive", World({"https://arxiv.org/abs/2402.00001": 403}, setup=lambda net, _: net.route(
               "https://export.arxiv.org/api/query", prefix=True, status=503)), since(0)),
           (6, "alive", World(setup=lambda net, _: net.route("https://export.arxiv.org/api/query", prefix=True,
                                                            handler="arxiv_api")), since(0)),
           link="https://arxiv.org/abs/2402.00001"),
]

ROWS = SLOW_DEATH + QUICK_DEATH + LIVING + MOVING + TELLING + PAPERS
