"""gloss status: the whole cache in a screen, without a network."""

import json
import signal
import subprocess

import pytest

ALIVE = [f"https://h{i}.example/" for i in range(6)]
GONE = "https://gone.example/x"
SOFT = "https://tls.example/"


@pytest.fixture
def night(gloss, internet):
    """Runs one night's check of the list and gives its result."""
    for url in ALIVE:
        internet.route(url, body=f"<title>{url}</title>")

    def run(day, *args):
        return gloss("check", *args, "list.md", env={"GLOSS_NOW": f"2026-02-{day:02d}T03:00:00Z"})
    return run


@pytest.fixture
def status(gloss, internet):
    def run(*args, now="2026-02-20T12:00:00Z"):
        internet.clear()
        result = gloss("status", *args, env={"GLOSS_NOW": now})
        assert (result.status, result.err) == (0, "")
        assert internet.requests() == [] and internet.lookups == []
        return json.loads(result.out) if "--json" in args else result.out
    return run


def test_totals_and_the_last_run(gloss, internet, night, status):
    internet.route(GONE, status=404)
    gloss.list(*ALIVE, GONE, ALIVE[0], "mailto:a@b.example")
    night(1)
    night(2)
    s = status("--json")
    assert s["links"] == 7 and s["verdicts"]["alive"] == 6 and s["verdicts"]["dead"] == 1
    assert s["run"]["started"] == "2026-02-02T03:00:00Z" and s["run"]["finished"].startswith("2026-02-02T03:")
    assert s["run"]["links"] == 9 and s["run"]["requests"] == 8
    assert s["cache"]["folder"] == str(gloss.cache)
    assert s["cache"]["checks"] == 14 and s["cache"]["pages"] == 6 and "works" in s["cache"]
    size = sum(p.stat().st_size for p in gloss.cache.glob("gloss.db*") if not p.name.endswith("-shm"))
    assert s["cache"]["bytes"] == size
    text = status()
    assert "  links       7: 6 alive, 1 dead\n" in text
    assert f"  cache       {gloss.cache}\n" in text
    assert "2026-02-02T03:00:00Z to 2026-02-02T03:" in text


def test_newly_dead_is_what_the_last_run_found(gloss, internet, night, status):
    other = "https://gone.example/another"
    internet.route(GONE, status=404)
    internet.route(other, body="<title>Here</title>")
    gloss.list(*ALIVE, GONE, other)
    night(1)
    assert [link["key"] for link in status("--json")["newly_dead"]] == [GONE]
    internet.route(other, status=410)
    night(2)
    dead, = status("--json")["newly_dead"]
    assert dead == {"key": other, "reason": "410 Gone, confirmed by a second try", "since": dead["since"]}
    assert dead["since"].startswith("2026-02-02")
    assert f"  newly dead  {other}\n" in status()
    night(3)
    assert "newly_dead" not in status("--json") and "newly dead" not in status()
    internet.route(GONE, status=503)
    night(4, "--retries", "0")
    internet.route(GONE, status=404)
    night(5)
    assert "newly_dead" not in status("--json")


def test_suspects_and_when_they_are_due(gloss, internet, night, status):
    second = "https://expired.example/"
    internet.certificate("tls.example", "wrong")
    internet.certificate("expired.example", "expired")
    gloss.list(*ALIVE, SOFT)
    night(1)
    gloss.list(*ALIVE, SOFT, second)
    night(2)
    suspects = status("--json")["suspects"]
    assert [(s["key"], s["since"][:10]) for s in suspects] == [(second, "2026-02-02"), (SOFT, "2026-02-01")]
    assert "2026-02-02T03:40" <= suspects[0]["due"] <= "2026-02-02T04:01"
    assert "2026-02-02T22:30" <= suspects[1]["due"] <= "2026-02-03T01:01"
    text = status(now="2026-02-02T06:00:00Z")
    assert text.index("since 2026-02-02, due now") < text.index(f"since 2026-02-01, due {suspects[1]['due']}")


def test_hosts_that_block(gloss, internet, night, status):
    walls = [f"https://{host}.example/{i}" for host, count in (("zeta", 1), ("alpha", 1), ("mid", 3))
             for i in range(count)]
    for url in walls:
        internet.route(url, status=403)
    gloss.list(*ALIVE, *walls)
    night(1)
    assert status("--json")["blocking"] == [{"host": "mid.example", "links": 3}, {"host": "alpha.example", "links": 1},
                                            {"host": "zeta.example", "links": 1}]
    assert "  blocking    mid.example (3 links)\n              alpha.example (1 link)\n" in status()


def test_a_run_that_was_cut_off(gloss, internet, night, status):
    gloss.list(*ALIVE, "https://slow.example/")
    internet.route("https://slow.example/", body="<title>Slow</title>")
    night(1)
    internet.route("https://slow.example/", fault="hang")
    with gloss.start("check", "list.md", env={"GLOSS_NOW": "2026-02-02T03:00:00Z"}) as run:
        internet.wait(lambda log: sum(r["host"].startswith("h") for r in log) >= 12, 30)
        run.send_signal(signal.SIGINT)
        run.communicate(timeout=30)
    s = status("--json")
    assert s["run"]["started"].startswith("2026-02-01") and s["unfinished_since"].startswith("2026-02-02")
    assert "unfinished" in status()


def test_the_same_facts_give_the_same_bytes(gloss, internet, night, status):
    internet.certificate("tls.example", "wrong")
    internet.route(GONE, status=404)
    gloss.list(*ALIVE, GONE, SOFT)
    night(1)
    assert status() == status() and status("--json") == status("--json")
    assert max(map(len, status().splitlines()[1:])) <= 80
    assert "\033[" not in status() and "\033[31mdead" in status("--color", "always")


def test_no_cache_and_an_empty_one(gloss, internet, status):
    nothing = gloss("status")
    assert (nothing.status, nothing.out) == (2, "") and "gloss check" in nothing.err and not gloss.cache.exists()
    gloss.write("list.md", "nothing here\n")
    gloss("check", "list.md")
    s = status("--json")
    assert s["links"] == 0 and set(s["verdicts"].values()) == {0} and s["run"]["links"] == 0


def test_usage_and_full_disks(gloss, internet, night):
    gloss.list(*ALIVE)
    night(1)
    wrong = gloss("status", "list.md")
    assert (wrong.status, wrong.out) == (2, "") and "list.md" in wrong.err
    with open("/dev/full", "wb") as full:
        for verb in (["status"], ["explain", ALIVE[0]]):
            done = subprocess.run(gloss.command(*verb), stdout=full, stderr=subprocess.PIPE, cwd=gloss.cwd,
                                  env=gloss.environment())
            assert done.returncode == 3 and b"standard output" in done.stderr
