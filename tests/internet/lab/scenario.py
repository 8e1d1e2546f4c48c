"""What needs a run of its own: a scenario is a function, a trial is one playing of it."""

import contextlib
import dataclasses
import sqlite3
import subprocess
import time

from . import driver
from .row import ANY, matches

LATE_S = 0.2  # a request may reach the log so much later than it was sent: gaps look that much shorter


class Trial:
    """The world, the program, and what was found wrong."""

    def __init__(self, net, gloss):
        self.net = net
        self.gloss = gloss
        self.faults = []
        self.verdicts = []  # (wanted, verdict)
        self.ended = None
        self.seconds = 0

    def expect(self, holds, words):
        if not holds:
            self.faults.append(words)

    # --- the world ---

    def hosts(self, count, scheme="https", **members):
        """`count` hosts with the same answer; their URLs."""
        names = [f"h{i}.example" for i in range(count)]
        self.net.host(*names)
        for name in names:
            self.net.route(f"{scheme}://{name}/", **members)
        return [f"{scheme}://{name}/" for name in names]

    def pages(self, host, count, **members):
        """`count` pages of one host."""
        for i in range(count):
            self.net.route(f"https://{host}/{i}", **members)
        return [f"https://{host}/{i}" for i in range(count)]

    def settings(self, *sections):
        """The settings file: (host, slots, gap) each."""
        text = "".join(f'[host "{host}"]\nslots = {slots}\ngap = {gap}\n' for host, slots, gap in sections)
        (self.gloss.folder / "config").write_text(text)

    # --- the run ---

    def list(self, urls, fillers=6):
        self.gloss.list({**{f"link {i}": url for i, url in enumerate(urls)}, **driver.fill(self.net, fillers)})

    def check(self, *args, wanted="alive", status=ANY, at=None, net=None):
        """Runs gloss; every link of the list must be `wanted` (None: no report)."""
        begun = time.monotonic()
        self.ended = self.gloss.check(*args, at=at, net=net)
        self.seconds = time.monotonic() - begun
        links = {text: link for text, link in self.ended.links().items() if text.startswith("link ")}
        self.verdicts += [(wanted or "none", link["verdict"]) for link in links.values()]
        for text, link in links.items():
            self.expect(wanted and link["verdict"] in wanted.split("|"),
                        f"{text} is {link['verdict']} ({link.get('reason')}), not {wanted}")
        self.expect(bool(links) == bool(wanted), f"gloss ended with {self.ended.status}: {self.ended.err.strip()}")
        self.expect(status is ANY or self.ended.status == status, f"exit status {self.ended.status}, not {status}")
        return links

    def requests(self, *hosts):
        """Requests to these hosts in the order of their beginning (all, but for the lab's fillers)."""
        asked = [e for e in self.net.requests() if e["target"] != driver.WITNESS and (
            e["host"] in hosts if hosts else not e["host"].startswith("filler"))]
        return sorted(asked, key=driver.when)

    def checks(self):
        """How many verdicts the cache remembers."""
        path = self.gloss.folder / "cache" / "gloss.db"
        if not path.exists():
            return 0
        with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
            return db.execute("SELECT count(*) FROM checks").fetchone()[0]

    # --- manners ---

    def apart(self, requests, gap, count=ANY):
        """Requests that begin at least `gap` seconds after one another; the last one too, seen from the first."""
        times = [driver.when(e) for e in requests]
        self.expect(matches(len(times), count), f"{len(times)} requests, not {count}")
        for a, b in zip(times, times[1:]):
            self.expect(b - a >= gap - LATE_S, f"{b - a:.3f} s between two requests, not {gap}")
        whole = times[-1] - times[0] if times else 0
        self.expect(whole >= gap * (len(times) - 1) - LATE_S, f"{whole:.3f} s for {len(times)} requests {gap} s apart")

    def at_once(self, requests, most):
        """No more than `most` of these requests in flight at one moment, and so many at some moment."""
        edges = sorted(edge for e in requests for edge in (
            (driver.when(e), 1), (driver.when(e) + e["duration_ms"] / 1000 - 0.005, -1)))
        now = peak = 0
        for _, step in edges:
            now += step
            peak = max(peak, now)
        self.expect(peak == most, f"{peak} requests at once, not {most}")


@dataclasses.dataclass
class Scenario:
    name: str
    verdict: str  # of its links
    requests: object  # to hosts that are no fillers
    seconds: tuple  # of the whole
    play: object
    strict: bool = False  # registries insist on their manners
    pending: str = ""


TABLE = []


def scenario(verdict, requests=ANY, seconds=(0, 15), **more):
    """A row of the table: decorates the function that plays it."""
    def enter(play):
        TABLE.append(Scenario(play.__name__.replace("_", "-"), verdict, requests, seconds, play, **more))
        return play
    return enter


def run_scenario(program, one):
    """What is wrong, and [(wanted, verdict)]."""
    with driver.bench(program, strict=one.strict) as (net, gloss):
        trial = Trial(net, gloss)
        begun = time.monotonic()
        try:
            one.play(trial)
        except (TimeoutError, subprocess.TimeoutExpired, IndexError, StopIteration) as fault:
            trial.faults.append(f"it could not be played to its end: {fault!r}")
        took = time.monotonic() - begun
        count = len(trial.requests())
    trial.expect(matches(count, one.requests), f"{count} requests, not {one.requests}")
    least, most = one.seconds
    trial.expect(least - LATE_S <= took <= most * driver.STRETCH, f"{took:.1f} s, not {one.seconds}")
    return trial.faults, trial.verdicts
