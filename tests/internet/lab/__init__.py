"""The lab: what can happen to a link, as one table of named scenarios (README.md)."""

import collections
import concurrent.futures

from . import (addresses, copies, evidence, manners, plain, redirects, registries, second_looks, series, soft, statuses,
               trouble, walls)
from .driver import run_group, run_nights
from .row import NIGHTS
from .scenario import TABLE, run_scenario

CHAPTERS = (evidence, statuses, second_looks, walls, soft, redirects, series, addresses, registries, copies, plain)
ROWS = [row for chapter in CHAPTERS for row in chapter.ROWS]
SCENARIOS = TABLE
WORKERS = 8  # runs mostly wait
assert trouble and manners  # they enter their scenarios by being read


def everything():
    """All rows and scenarios, by name."""
    found = {one.name: one for one in [*ROWS, *SCENARIOS]}
    assert len(found) == len(ROWS) + len(SCENARIOS), "two scenarios have one name"
    return found


def results(program):
    """{name: (what is wrong with it, [(wanted, verdict)])} of everything, played once; several runs at a time."""
    groups = collections.defaultdict(list)
    for row in ROWS:
        groups[row.group].append(row)
    with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
        series_done = pool.submit(run_nights, program, groups.pop(NIGHTS), series.DAYS, series.OUTAGES)
        groups_done = [pool.submit(run_group, program, group, rows) for group, rows in groups.items()]
        played = {one.name: pool.submit(run_scenario, program, one) for one in SCENARIOS}
        found = {}
        for job in [series_done, *groups_done]:
            faults, verdicts = job.result()
            found.update({name: (faults[name], verdicts[name]) for name in faults})
        return {**found, **{name: job.result() for name, job in played.items()}}
