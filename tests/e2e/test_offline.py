"""This machine has no working network: exit 4, and nothing learnt. And --offline: the cache only."""

import pytest


@pytest.fixture
def world(internet):
    for i in range(6):
        internet.route(f"https://h{i}.example/")
    internet.add_papers({"id": "2401.00001"})
    return internet


def a_list(gloss):
    return gloss.list(*(f"https://h{i}.example/" for i in range(6)), "https://arxiv.org/abs/2401.00001")


def void(gloss, *args):
    result = gloss("check", "--retries", "0", "--timeout", "2s", *args, "list.md")
    assert result.status == 4, (result.out, result.err)
    assert "network" in result.err and result.out == ""
    return result


def test_everything_switched_off(gloss, world):
    a_list(gloss)
    assert gloss("check", "list.md").status == 0
    before = gloss.history()
    assert len(before["run"]) == 1 and len(before["checks"]) == 7
    world.off()
    void(gloss, "-o", "out.json")
    assert gloss.history() == before
    assert not (gloss.cwd / "out.json").exists()


def test_from_the_first_run_on(gloss, world):
    a_list(gloss)
    world.off()
    void(gloss)
    assert not any(gloss.history().values())


@pytest.mark.parametrize("answer", ["SERVFAIL", "REFUSED", "NXDOMAIN", "REFUSING"])
def test_a_resolver_or_a_wall_that_fails_everything(gloss, world, answer):
    a_list(gloss)
    for host in world.hosts():
        world.dns(host, answer)
    void(gloss)
    assert not any(gloss.history().values())


def test_a_resolver_that_is_silent(gloss, world):
    a_list(gloss)
    for host in world.hosts():
        world.dns(host, "DROP")
    void(gloss, "--timeout", "300ms")


MANY = 24


def test_an_outage_that_begins_in_mid_run(gloss, internet):
    for i in range(MANY):
        internet.route(f"https://h{i}.example/", delay_ms=50)
    gloss.list(*(f"https://h{i}.example/" for i in range(MANY)))
    assert gloss("check", "list.md").status == 0
    before = gloss.history()["checks"], gloss.history()["run"]
    internet.clear()
    with gloss.start("check", "--fresh", "--jobs", "2", "--retries", "0", "--timeout", "2s", "list.md") as run:
        internet.wait(lambda log: len(log) >= 9, 30)
        internet.off()
        out, err = run.communicate(timeout=60)
    assert run.returncode == 4 and out == b"" and b"middle of the run" in err
    assert (gloss.history()["checks"], gloss.history()["run"]) == before


def test_hosts_that_are_slow_at_the_end_are_no_outage(gloss, internet):
    for i in range(8):
        internet.route(f"https://h{i}.example/")
    for i in range(5):
        internet.dns(f"silent{i}.example", "SILENT")
    gloss.list(*(f"https://h{i}.example/" for i in range(8)), *(f"https://silent{i}.example/" for i in range(5)))
    result = gloss("check", "--json", "--retries", "0", "--timeout", "1s", "list.md")
    assert result.status == 0 and result.verdicts() == ["alive"] * 8 + ["transient"] * 5
    witnesses = [r for r in internet.requests() if r["target"] == "/robots.txt"]
    assert {r["host"] for r in witnesses} <= {f"h{i}.example" for i in range(8)} and len(witnesses) >= 3
    assert len(gloss.history()["checks"]) == 13


def test_a_clock_that_is_years_off(gloss, world):
    a_list(gloss)
    for host in world.hosts():
        world.certificate(host, "expired")
    assert "clock" in void(gloss).err
    assert not any(gloss.history().values())


def test_a_captive_portal(gloss, internet):
    internet.route("http://login.hotel.example/", body="<title>Welcome to the hotel</title>")
    for i in range(6):
        internet.route(f"http://h{i}.example/", status=302, location="http://login.hotel.example/")
    gloss.list(*(f"http://h{i}.example/" for i in range(6)))
    assert "login page" in void(gloss).err
    for i in range(6):
        internet.route(f"http://h{i}.example/", status=511, body="<title>Log in first</title>")
    assert "login page" in void(gloss).err
    assert not gloss.history()["checks"]


def test_outputs_of_last_night_stay(gloss, world):
    a_list(gloss)
    gloss("enrich", "list.md", "-o", "out.md", "-o", "out.json")
    before = {name: (gloss.cwd / name).read_bytes() for name in ("out.md", "out.json")}
    world.off()
    result = gloss("enrich", "--fresh", "--retries", "0", "--timeout", "1s", "list.md", "-o", "out.md",
                   "-o", "out.json")
    assert result.status == 4
    assert {name: (gloss.cwd / name).read_bytes() for name in before} == before


def test_offline_asks_nobody(gloss, world):
    world.route("https://h0.example/", status=410)
    a_list(gloss)
    gloss("check", "list.md")
    before, seen = gloss.history(), len(world.requests())
    world.lookups = []
    result = gloss("check", "--offline", "--json", "list.md")
    assert result.status == 1 and result.verdicts() == ["dead"] + ["alive"] * 6
    assert len(world.requests()) == seen and world.lookups == []
    assert gloss.history() == before


def test_offline_without_a_cache(gloss, world):
    a_list(gloss)
    result = gloss("check", "--offline", "list.md")
    assert result.status == 2 and str(gloss.cache) in result.err
