"""make demo: enrich the bundled reading list against the fake internet, and say in a few lines what came of it.

Run from the repository's root: python3 tests/internet/demo.py build/gloss. What $GLOSS_WRAP holds goes before gloss
(valgrind). Ends in gloss's own status unless that is 0 or 1: a list with dead links in it is no failure here.
"""

import collections
import json
import os
import pathlib
import shlex
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from internet import Internet  # noqa: E402

LIST = "fixtures/reading-list.md"
CACHE = "cache"
OUT = pathlib.Path("out")
ANNOTATED = OUT / "reading-list.md"
REPORT = OUT / "links.json"
LOG = OUT / "requests.jsonl"


def run(command):
    """(status, seconds, peak memory in KiB) of a command."""
    started = time.monotonic()
    child = subprocess.Popen(command)
    try:
        _, waited, usage = os.wait4(child.pid, 0)
    except KeyboardInterrupt:  # the terminal has sent it to the child too, which winds up in its own way
        _, waited, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(waited)
    return child.returncode, time.monotonic() - started, usage.ru_maxrss


def verdicts(report):
    tally = collections.Counter(link["verdict"] for link in report["links"])
    return ", ".join(f"{count} {verdict}" for verdict, count in tally.most_common())


def bytes_for_people(count):
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{count / 1e3:.1f} kB" if count >= 1e3 else f"{count} bytes"


def summary(report, requests, seconds, memory):
    links = len(report["links"])
    api = sum(r["host"] == "export.arxiv.org" for r in requests)
    unchanged = sum(r["status"] == 304 for r in requests)
    received = sum(r["body_bytes"] for r in requests)
    yield f"  {links} links: {verdicts(report)}"
    yield (f"  {len(requests)} requests, {api} of them to export.arxiv.org, {unchanged} answered \"not modified\"; "
           f"{bytes_for_people(received)} of bodies received")
    yield f"  {seconds:.2f} s, at most {memory / 1024:.0f} MB of memory"
    yield f"  annotated list  {ANNOTATED}"
    yield f"  report          {REPORT}"
    yield f"  request log     {LOG}"
    yield f"  cache           {CACHE}/  (a second run asks only what may have changed)"


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: python3 tests/internet/demo.py build/gloss")
    if not pathlib.Path(LIST).is_file():
        sys.exit(f"demo: no {LIST} here; run it from the repository's root")
    OUT.mkdir(exist_ok=True)
    with Internet("fixtures/web", log=LOG) as net:
        command = [*shlex.split(os.environ.get("GLOSS_WRAP", "")), sys.argv[1], "enrich", LIST, "--cache", CACHE,
                   "-o", str(ANNOTATED), "-o", str(REPORT)]
        print(f"$ {shlex.join(command)}", flush=True)
        try:
            status, seconds, memory = run([*command, *net.args()])
        except OSError as fault:
            sys.exit(f"demo: {sys.argv[1]}: {fault.strerror}")
        requests = net.requests()
    if status not in (0, 1):
        print(f"demo: gloss ended with status {status}", file=sys.stderr)
        return status if status > 0 else 128 - status
    report = json.loads(REPORT.read_text(encoding="utf-8"))
    print("\n".join(["", *summary(report, requests, seconds, memory)]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
