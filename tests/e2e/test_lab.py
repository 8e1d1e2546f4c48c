"""Every scenario of tests/internet/lab, played once: its verdict, its requests and its time as its row has them."""

import pytest

from conftest import program
from internet import lab

TABLE = lab.everything()


@pytest.fixture(scope="module")
def results():
    return lab.results(program().resolve())


def marked(one):
    return pytest.param(one.name, marks=pytest.mark.xfail(reason=one.pending, strict=True)) if one.pending else one.name


@pytest.mark.parametrize("name", map(marked, TABLE.values()))
def test_scenario(results, name):
    faults, _ = results[name]
    assert not faults, "\n".join(faults)


def test_every_verdict_has_its_scenarios():
    wanted = {verdict for row in lab.ROWS for verdict in row.verdict.split("|")}
    assert wanted == {"alive", "moved", "blocked", "transient", "suspect", "dead", "skipped", "invalid"}
