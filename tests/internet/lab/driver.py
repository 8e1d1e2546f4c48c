"""Runs the lab's rows against a built gloss, and says of each what is not as its row has it."""

import collections
import contextlib
import dataclasses
import datetime
import json
import os
import pathlib
import shlex
import subprocess
import tempfile

from .. import Internet
from .row import ANY, NIGHTS, matches

WRAP = shlex.split(os.environ.get("GLOSS_WRAP", ""))
# Time budgets are for a machine of its own; under sanitizers, valgrind or load they stretch.
STRETCH = float(os.environ.get("LAB_STRETCH", "1"))
LIMIT_S = 300
FIRST_NIGHT = datetime.datetime(2026, 2, 1, 3, tzinfo=datetime.timezone.utc)
CONFIG = "".join(f'[host "{host}"]\nslots = 4\ngap = 1ms\n' for host in (
    "*", "export.arxiv.org", "arxiv.org", ".huggingface.co", "api.crossref.org", "doi.org", "api.datacite.org",
    "api.semanticscholar.org", ".openreview.net", "api.github.com", "github.com", ".githubusercontent.com",
    ".archive.org", ".acm.org", ".youtube.com"))
WITNESS = "/robots.txt"  # asked of those that answered last when hosts fall silent: nobody's own request


@dataclasses.dataclass
class Ended:
    status: int
    out: str
    err: str

    def links(self):
        """{link text: link object}"""
        return {link.get("text", ""): link for link in json.loads(self.out)["links"]} if self.out.startswith("{") else {}


class Gloss:
    """The program in a folder of its own, with a cache and a settings file."""

    def __init__(self, program, folder, net):
        self.program = program
        self.folder = pathlib.Path(folder)
        self.net = net
        (self.folder / "config").write_text(CONFIG)

    def command(self, *args, net=None):
        return [*WRAP, str(self.program), *map(str, args), "--cache", str(self.folder / "cache"),
                *(self.net.args() if net is None else net)]

    def environment(self, at=None):
        """Without settings of whoever runs this. `at`: the days since the first night."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("GLOSS_", "XDG_")) and
                k.lower() not in ("http_proxy", "https_proxy", "all_proxy", "no_proxy", "no_color")}
        clock = {} if at is None else {"GLOSS_NOW": instant(at)}
        return {**kept, **clock, "LC_ALL": "C.UTF-8", "HOME": str(self.folder), "TERM": "dumb"}

    def check(self, *args, at=None, net=None, config=True):
        settings = ["--config", "config"] if config else []
        done = subprocess.run(self.command("check", "--json", *settings, *args, "list.md", net=net), cwd=self.folder,
                              env=self.environment(at), capture_output=True, text=True, errors="replace",
                              timeout=LIMIT_S)
        sound = "Sanitizer" not in done.stderr and "runtime error" not in done.stderr
        return Ended(done.returncode, done.stdout if sound else "", done.stderr)

    def start(self, *args):
        return subprocess.Popen(self.command("check", "--json", "--config", "config", *args, "list.md"),
                                cwd=self.folder, env=self.environment(), stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def list(self, links):
        """Writes the list: {text: URL}."""
        text = "# The lab\n\n" + "".join(f"- [{name}](<{url}>)\n" for name, url in links.items())
        (self.folder / "list.md").write_text(text)


def instant(day):
    return (FIRST_NIGHT + datetime.timedelta(days=day)).isoformat().replace("+00:00", "Z")


@contextlib.contextmanager
def bench(program, strict=False):
    """An empty world, and gloss in an empty folder."""
    with tempfile.TemporaryDirectory(prefix="lab-") as folder, Internet(strict=strict) as net:
        yield net, Gloss(program, folder, net)


def fill(net, count):
    """Hosts that are alive: {text: URL}."""
    names = [f"filler{i}.example" for i in range(count)]
    net.host(*names)
    for name in names:
        net.route(f"https://{name}/")
    return {f"lab/filler-{i}": f"https://{name}/" for i, name in enumerate(names)}


def texts(row):
    return [row.text or f"lab/{row.name}-{i}" for i in range(1, len(row.links) + 1)]


def list_of(rows, fillers):
    return {**fillers, **{text: link for row in rows for text, link in zip(texts(row), row.links)}}


# --- what came of a row ---

def when(entry):
    return datetime.datetime.fromisoformat(entry["at"].replace("Z", "+00:00")).timestamp()


def by_host(requests):
    sorted_ = collections.defaultdict(list)
    for entry in requests:
        if entry["target"] != WITNESS:
            sorted_[entry["host"]].append(entry)
    return sorted_


def faults_of_link(row, link):
    wanted = row.verdict.split("|")
    if link is None:
        return ["it is not in the report"]
    found = []
    if link["verdict"] not in wanted:
        found.append(f"{link['verdict']} ({link.get('reason')}), not {row.verdict}")
    if row.reason and row.reason not in link.get("reason", ""):
        found.append(f"the reason is {link.get('reason')!r}, without {row.reason!r}")
    hops = [hop["status"] for hop in link.get("hops", [])]
    facts = (("status", link.get("status"), row.status), ("final_url", link.get("final_url"), row.final),
             ("suggestion", link.get("suggestion", {}).get("url"), row.suggestion),
             ("hops", len(hops) if isinstance(row.hops, int) else hops, row.hops),
             ("facts", link.get("facts", []), row.facts))
    return found + [f"{name}: {is_!r}, not {wanted!r}" for name, is_, wanted in facts
                    if wanted is not ANY and is_ != wanted]


def faults_of_row(row, links, requests):
    """`requests`: those to the row's hosts, in order."""
    found = [fault for text in texts(row) for fault in faults_of_link(row, links.get(text))]
    if not matches(len(requests), row.requests):
        targets = ", ".join(f"{e['host']}{e['target']} {e['status']}" for e in requests)
        found.append(f"{len(requests)} requests, not {row.requests}: {targets}")
    took = when(requests[-1]) - when(requests[0]) if requests else 0
    if not row.seconds[0] - 0.05 <= took <= row.seconds[1] * STRETCH:
        found.append(f"{took:.2f} s between its first and its last request, not {row.seconds}")
    if row.check:
        found += [row.check(requests, [links.get(text) for text in texts(row)]) or ""]
    return [fault for fault in found if fault]


# --- one run ---

def run_group(program, group, rows):
    """{name: what is wrong}, and {name: [(wanted, verdict)]}, of a run of these rows."""
    with bench(program) as (net, gloss):
        net.host(*(host for row in rows for host in row.hosts()))
        if group.setup:
            group.setup(net, gloss.folder)
        fillers = fill(net, group.fillers)
        for row in rows:
            row.world.apply(net, row.host)
        gloss.list(list_of(rows, fillers))
        ended = gloss.check("--jobs", "256", *group.options, net=net_of(net, group))
        requests = by_host(net.requests())
    links = ended.links()
    broken = "" if links else f"gloss ended with {ended.status}: {ended.err}"
    faults = {row.name: [broken] if broken else faults_of_row(row, links, sorted(
        (e for host in row.hosts() for e in requests[host]), key=when)) for row in rows}
    return faults, {row.name: [(row.verdict, got(row, links))] for row in rows}


def net_of(net, group):
    if group.proxy:
        return ["--proxy", f"http://127.0.0.1:{net.http_port}"]
    return [word for word in net.args() if word != "--allow-private" or not group.private]


def got(row, links):
    return "|".join(sorted({link["verdict"] for text in texts(row) if (link := links.get(text))})) or "none"


# --- nights ---

def at_night(row, day):
    """The row as its nights have it on that day."""
    night = [n for n in row.nights if n.day <= day][-1]
    return dataclasses.replace(row, verdict=night.verdict, suggestion=night.suggestion), night


def faults_of_night(row, day, link):
    expected, night = at_night(row, day)
    found = faults_of_link(dataclasses.replace(expected, reason=""), link)
    since = (link or {}).get("since", "")
    if night.since is not ANY and not on_day(since, night.since):
        found.append(f"since {since}, not {instant(night.since)}")
    return [f"night {day}: {fault}" for fault in found]


def on_day(since, day):
    """Whether an instant is that of the run on that day: its clock goes on while it runs."""
    try:
        seen = datetime.datetime.fromisoformat(since.replace("Z", "+00:00"))
    except ValueError:
        return False
    return 0 <= (seen - FIRST_NIGHT - datetime.timedelta(days=day)).total_seconds() < 600


def run_nights(program, rows, days, outages=()):
    """The same list night after night, with one cache. On `outages` the cable is out, and nothing may be learnt."""
    faults = {row.name: [] for row in rows}
    verdicts = {row.name: [] for row in rows}
    with bench(program) as (net, gloss):
        net.host(*(host for row in rows for host in row.hosts()))
        gloss.list(list_of(rows, fill(net, NIGHTS.fillers)))
        for day in sorted({*days, *outages}):
            for row in rows:
                for night in row.nights:
                    if night.day == day and night.world:
                        night.world.apply(net, row.host)
            if day in outages:
                net.off()
            ended = gloss.check(*NIGHTS.options, "--jobs", "256", at=day)
            if day in outages:
                net.on()
                if ended.status != 4:
                    faults = {name: [*was, f"night {day}: the outage ended in {ended.status}"]
                              for name, was in faults.items()}
                continue
            links = ended.links()
            for row in rows:
                faults[row.name] += faults_of_night(row, day, links.get(texts(row)[0]))
                verdicts[row.name].append((at_night(row, day)[0].verdict, got(row, links)))
    return faults, verdicts
