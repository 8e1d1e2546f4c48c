"""What a host may expect of its visitor: gaps, few requests at a time, and every Retry-After to the second."""

import email.utils
import time

from . import driver
from .scenario import LATE_S, scenario

PLAIN = ("--timeout", "20s", "--retries", "1")


def after(trial, requests, first, least):
    """The requests that begin after `first` ended come `least` seconds later at the earliest."""
    answered = driver.when(first) + first["duration_ms"] / 1000
    for entry in requests:
        late = driver.when(entry) - answered
        trial.expect(late < LATE_S or late >= least - LATE_S, f"asked again after {late:.2f} s, not {least}")


@scenario("alive", requests=5, seconds=(1.2, 8))
def gap_of_the_settings(trial):
    trial.settings(("one.example", 1, "300ms"))
    trial.list(trial.pages("one.example", 5))
    trial.check(*PLAIN)
    trial.apart(trial.requests(), 0.3, 5)


@scenario("alive", requests=9, seconds=(0.8, 8))
def gap_and_pair_by_default(trial):
    trial.settings()
    trial.list(trial.pages("one.example", 9, delay_ms=350))
    trial.check(*PLAIN)
    trial.apart(trial.requests(), 0.1, 9)
    trial.at_once(trial.requests(), 2)


@scenario("alive", requests=4)
def one_at_a_time(trial):
    trial.settings(("one.example", 1, "1ms"))
    trial.list(trial.pages("one.example", 4, delay_ms=300))
    trial.check(*PLAIN)
    trial.at_once(trial.requests(), 1)


@scenario("alive", requests=16)
def five_at_a_time(trial):
    trial.settings(("one.example", 5, "1ms"))
    trial.list(trial.pages("one.example", 16, delay_ms=500))
    trial.check(*PLAIN)
    trial.at_once(trial.requests(), 5)


@scenario("alive", requests=12)
def four_jobs_over_all_hosts(trial):
    trial.list(trial.hosts(12, delay_ms=500), fillers=0)
    trial.check(*PLAIN, "--jobs", "4")
    trial.at_once(trial.requests(), 4)


@scenario("alive", requests=4, seconds=(1.5, 8))
def blogs_of_one_front_end(trial):
    trial.settings()
    urls = [f"https://{name}.substack.com/p/mill" for name in "abcd"]
    for url in urls:
        trial.net.route(url)
    trial.list(urls)
    trial.check(*PLAIN)
    trial.apart(trial.requests(), 0.5, 4)


@scenario("alive", requests=16, seconds=(1.4, 10))
def gaps_where_redirects_meet(trial):
    trial.settings(("hub.example", 1, "200ms"))
    for i in range(8):
        trial.net.route(f"https://hub.example/{i}")
        trial.net.route(f"https://h{i}.example/", status=302, location=f"https://hub.example/{i}")
    trial.list([f"https://h{i}.example/" for i in range(8)])
    trial.check(*PLAIN)
    trial.apart(trial.requests("hub.example"), 0.2, 8)


@scenario("alive", requests=5, seconds=(0.8, 8))
def gaps_between_hops(trial):
    trial.settings(("one.example", 1, "200ms"))
    for i in range(4):
        trial.net.route(f"https://one.example/{i}", status=302, location=f"/{i + 1}")
    trial.net.route("https://one.example/4")
    trial.list(["https://one.example/0"])
    trial.check(*PLAIN)
    trial.apart(trial.requests(), 0.2, 5)


@scenario("dead", requests=6, seconds=(1, 10))
def gaps_between_second_looks(trial):
    trial.settings(("one.example", 2, "200ms"))
    trial.list(trial.pages("one.example", 3, status=404))
    trial.check(*PLAIN, wanted="dead", status=1)
    trial.apart(trial.requests(), 0.2, 6)


@scenario("alive", requests=4, seconds=(2, 10))
def retry_after_in_seconds_holds_the_whole_host(trial):
    trial.settings(("one.example", 1, "1ms"))
    busy = {"status": 429, "headers": {"Retry-After": "2"}}
    urls = trial.pages("one.example", 3)
    trial.net.route(urls[0], sequence=[busy, {"body": "<title>Open</title>"}])
    trial.list(urls)
    trial.check(*PLAIN)
    refused = next(e for e in trial.requests() if e["status"] == 429)
    after(trial, [e for e in trial.requests() if driver.when(e) > driver.when(refused)], refused, 2)


@scenario("alive", requests=2, seconds=(1, 10))
def retry_after_as_a_date(trial):
    until = int(time.time()) + 3
    busy = {"status": 503, "headers": {"Retry-After": email.utils.formatdate(until, usegmt=True)}}
    trial.net.route("https://one.example/", sequence=[busy, {"body": "<title>Open</title>"}])
    trial.list(["https://one.example/"])
    trial.check(*PLAIN)
    again = driver.when(trial.requests()[-1])
    # Seconds are what HTTP dates count in, and a clock that was read in the middle of one is as good.
    trial.expect(again >= until - 1, f"asked again {until - again:.2f} s before the date")


@scenario("alive", requests=2, seconds=(0, 8))
def retry_after_a_date_that_has_passed(trial):
    busy = {"status": 503, "headers": {"Retry-After": "Sun, 06 Nov 1994 08:49:37 GMT"}}
    trial.net.route("https://one.example/", sequence=[busy, {"body": "<title>Open</title>"}])
    trial.list(["https://one.example/"])
    trial.check(*PLAIN)


@scenario("transient", requests=1, seconds=(0, 8))
def retry_after_until_tomorrow(trial):
    trial.settings(("one.example", 1, "1ms"))
    trial.list(trial.pages("one.example", 6, status=429, headers={"Retry-After": "86400"}))
    trial.check(*PLAIN, wanted="transient", status=0)


@scenario("alive", requests=3, seconds=(2, 10))
def a_budget_that_is_spent(trial):
    trial.settings(("one.example", 1, "1ms"))
    urls = trial.pages("one.example", 3)
    trial.net.route(urls[0], body="<title>Last</title>", headers={"X-RateLimit-Limit": "60", "X-RateLimit-Remaining": "0",
                                                                 "X-RateLimit-Reset": "2"})
    trial.list(urls)
    trial.check(*PLAIN)
    first = trial.requests()[0]
    after(trial, trial.requests()[1:], first, 2)


@scenario("alive", requests=5, seconds=(1.2, 10))
def a_pace_that_headers_ask_for(trial):
    trial.settings(("one.example", 1, "1ms"))
    trial.list(trial.pages("one.example", 5, body="<title>Slowly</title>", headers={
        "X-Rate-Limit-Limit": "2", "X-Rate-Limit-Interval": "1s"}))
    trial.check(*PLAIN)
    trial.apart(trial.requests()[1:], 0.5, 4)


@scenario("alive", requests=(50, 56), seconds=(0, 15))
def a_host_that_hangs_delays_nobody(trial):
    stuck = trial.pages("stuck.example", 3, fault="hang")
    fast = trial.hosts(50)
    trial.gloss.list({**{f"stuck {i}": u for i, u in enumerate(stuck)}, **{f"link {i}": u for i, u in enumerate(fast)}})
    trial.check("--retries", "0", "--timeout", "5s", "--jobs", "16", status=0)
    times = [driver.when(e) for e in trial.requests(*(f"h{i}.example" for i in range(50)))]
    trial.expect(times[-1] - times[0] < 3 * driver.STRETCH, f"{times[-1] - times[0]:.1f} s for fifty fast hosts")


@scenario("alive", requests=1)
def sixty_papers_in_one_request(trial):
    ids = [f"2401.{i:05}" for i in range(1, 61)]
    trial.net.add_papers(*({"id": i} for i in ids))
    trial.list([f"https://arxiv.org/abs/{i}" for i in ids])
    trial.check(*PLAIN)


@scenario("alive", requests=3, seconds=(6, 20), strict=True)
def many_papers_three_seconds_apart(trial):
    trial.settings()
    ids = [f"2401.{i:05}" for i in range(1, 231)]
    trial.net.add_papers(*({"id": i} for i in ids))
    trial.list([f"https://arxiv.org/abs/{i}" for i in ids])
    trial.check(*PLAIN)
    trial.apart(trial.requests("export.arxiv.org"), 3)
    trial.expect({e["status"] for e in trial.requests()} == {200}, "the API asked for more patience")


@scenario("alive", requests=1)
def two_lists_and_one_address(trial):
    trial.net.route("https://one.example/x")
    (trial.gloss.folder / "other.md").write_text("- <https://one.example/x>\n- [x](https://one.example/x#y)\n")
    trial.list(["https://one.example/x"] * 3)
    trial.check(*PLAIN, "other.md", status=0)


@scenario("alive", requests=6)
def few_connections(trial):
    trial.settings(("one.example", 2, "1ms"))
    trial.list(trial.pages("one.example", 6))
    trial.check(*PLAIN)
    connections = {e["connection"] for e in trial.requests()}
    trial.expect(len(connections) <= 2, f"{len(connections)} connections for six pages")


@scenario("transient", requests=3, seconds=(1, 12))
def patience_between_tries(trial):
    trial.net.route("https://one.example/", status=500)
    trial.list(["https://one.example/"])
    trial.check("--timeout", "20s", "--retries", "2", wanted="transient", status=0)
    times = [driver.when(e) for e in trial.requests()]
    trial.expect(times[2] - times[1] > times[1] - times[0] >= 0.5 - LATE_S, f"tries at {times}")
