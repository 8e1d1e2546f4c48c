"""The cache: second runs, kills, two at once, strange files in its place."""

import contextlib
import signal
import sqlite3
import subprocess

import pytest

COUNT = 40


@pytest.fixture
def world(internet):
    for i in range(COUNT):
        internet.route(f"https://h{i}.example/")
    return internet


def a_list(gloss, *more):
    return gloss.list(*(f"https://h{i}.example/" for i in range(COUNT)), *more)


def intact(gloss):
    with contextlib.closing(sqlite3.connect(gloss.cache / "gloss.db")) as db:
        return db.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_second_run_revalidates(gloss, world):
    world.add_papers({"id": "2401.00001"})
    world.route("https://dated.example/", body="<title>Dated</title>", validators="last-modified")
    world.route("https://plain.example/", body="<title>Plain</title>", validators=False)
    a_list(gloss, "https://arxiv.org/abs/2401.00001", "https://dated.example/", "https://plain.example/")
    first = gloss("enrich", "list.md")
    assert first.status == 0, first.err
    sent = sum(r["body_bytes"] for r in world.requests())
    world.clear()
    second = gloss("enrich", "list.md")
    assert second.status == 0 and second.raw == first.raw
    statuses = {r["host"]: r["status"] for r in world.requests()}
    assert statuses.pop("plain.example", 200) == 200
    assert set(statuses.values()) <= {304}
    assert world.requests("export.arxiv.org") == []
    assert sum(r["body_bytes"] for r in world.requests()) <= sent / 10


def test_validators_belong_to_the_address_that_sent_them(gloss, world):
    world.route("https://old.example/", status=302, location="https://new.example/")
    world.route("https://new.example/", body="<title>New</title>")
    gloss.list("https://old.example/")
    gloss("check", "list.md")
    world.clear()
    result = gloss("check", "--json", "list.md")
    assert result.verdicts() == ["alive"]
    assert [(r["host"], r["status"], "if-none-match" in r["request_headers"]) for r in world.requests()] == [
        ("old.example", 302, False), ("new.example", 304, True)]


def test_changed_pages_are_read_again(gloss, world):
    gloss.list("https://h0.example/")
    assert "The page" in gloss("enrich", "list.md").out
    world.route("https://h0.example/", body="<title>Quite Another</title><h1>Quite Another</h1>")
    assert "Quite Another" in gloss("enrich", "list.md").out


def test_fresh_and_max_age(gloss, world):
    gloss.list("https://h0.example/")
    gloss("check", "list.md")
    gloss("check", "--fresh", "list.md")
    gloss("check", "--max-age", "1h", "list.md")
    assert [r["status"] for r in world.requests()] == [200, 200]
    assert not any("if-none-match" in r["request_headers"] for r in world.requests())


def test_a_page_that_died(gloss, world):
    gloss.list("https://h0.example/", "https://h1.example/")
    gloss("check", "list.md")
    world.route("https://h0.example/", status=404)
    result = gloss("check", "--json", "list.md")
    assert result.status == 1 and result.verdicts() == ["dead", "alive"]
    world.route("https://h0.example/")
    assert gloss("check", "--json", "list.md").verdicts() == ["alive", "alive"]
    assert len(gloss.history()["checks"]) == 6


def test_failures_do_not_displace_what_is_known(gloss, world):
    gloss.list("https://h0.example/", "https://h1.example/")
    first = gloss("enrich", "list.md").out
    world.route("https://h0.example/", status=503)
    during = gloss("enrich", "--retries", "0", "list.md")
    assert during.status == 0
    assert "The page h0.example" in first and "The page h0.example" in during.out
    world.route("https://h0.example/")
    assert gloss("enrich", "list.md").out == first


def test_killed_in_mid_run(gloss, world):
    world.route("https://stuck.example/", fault="hang")
    a_list(gloss, "https://stuck.example/")
    gloss.write("out.json", "{}")
    process = gloss.start("check", "list.md", "-o", "out.json")
    world.wait(lambda seen: len(seen) == COUNT + 1)
    process.kill()
    process.communicate()
    assert (gloss.cwd / "out.json").read_text() == "{}"
    assert intact(gloss)
    world.route("https://stuck.example/")
    result = gloss("check", "--json", "list.md")
    assert result.status == 0 and result.verdicts() == ["alive"] * (COUNT + 1)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_in_mid_run(gloss, world, number):
    # The stuck host is asked only after the slow one has answered: by then all others have.
    world.route("https://slow.example/", delay_ms=400, status=302, location="https://stuck.example/")
    world.route("https://stuck.example/", fault="hang")
    a_list(gloss, "https://slow.example/")
    gloss.write("out.json", "{}")
    process = gloss.start("check", "list.md", "-o", "out.json")
    world.wait(lambda seen: len(seen) == COUNT + 2)
    process.send_signal(number)
    out, err = process.communicate(timeout=10)
    assert process.returncode == 128 + signal.SIGINT or process.returncode == 128 + number, err
    assert b"interrupted" in err and out == b""
    assert (gloss.cwd / "out.json").read_text() == "{}"
    assert sorted(p.name for p in gloss.cwd.iterdir()) == ["cache", "list.md", "out.json"]
    # What was answered before is kept: it is revalidated now.
    world.clear()
    world.route("https://stuck.example/")
    assert gloss("check", "list.md").status == 0
    assert sum(r["status"] == 304 for r in world.requests()) == COUNT


def test_runs_that_are_cut_short_get_round_the_whole_list(gloss, internet):
    """Least recently checked first: what one night leaves, the next begins with."""
    for i in range(12):
        internet.route(f"https://slow.example/{i}")
    gloss.write("config", '[host "slow.example"]\nslots = 1\ngap = 200ms\n')
    gloss.list(*(f"https://slow.example/{i}" for i in range(12)))
    nights = []
    for night in range(1, 12):
        internet.clear()
        result = gloss("check", "--config", "config", "--deadline", "700ms", "list.md",
                       env={"GLOSS_NOW": f"2026-02-{night:02d}T03:00:00Z"})
        assert result.status == 0, result.err
        nights.append([int(r["target"][1:]) for r in internet.requests()])
        if sum(map(len, nights)) >= 12:
            break
    assert len(nights) > 1 and [n for night in nights for n in night][:12] == list(range(12))


def test_what_is_well_for_weeks_is_not_asked_every_night(gloss, internet):
    for i in range(6):
        internet.route(f"https://h{i}.example/")
    internet.route("https://young.example/", body="<title>Young</title>")
    gloss.list(*(f"https://h{i}.example/" for i in range(6)))
    asked = []
    for night in range(28):
        if night == 25:
            gloss.list(*(f"https://h{i}.example/" for i in range(6)), "https://young.example/")
        internet.clear()
        result = gloss("check", "list.md", env={"GLOSS_NOW": f"2026-02-{night + 1:02d}T03:00:00Z"})
        assert result.status == 0 and f"{6 + (night >= 25)} alive" in result.out
        asked.append(sorted(r["host"] for r in internet.requests()))
    assert all(len(hosts) == 6 for hosts in asked[:7])  # in its first week, every night
    later = [len([h for h in hosts if h != "young.example"]) for hosts in asked[7:]]
    assert sum(later) <= 6 * len(later) / 2 and all(any(f"h{i}.example" in hosts for hosts in asked[-7:]) for i in range(6))
    assert all("young.example" in hosts for hosts in asked[25:])
    internet.clear()
    assert gloss("check", "--max-age", "0", "list.md", env={"GLOSS_NOW": "2026-02-28T04:00:00Z"}).status == 0
    assert len(internet.requests()) == 7  # before a list is shared, all are


def test_a_deadline(gloss, world):
    world.route("https://stuck.example/", fault="hang")
    a_list(gloss, "https://stuck.example/")
    result = gloss("check", "--deadline", "800ms", "--timeout", "1s", "--retries", "5", "--json", "list.md")
    assert result.status == 0
    assert result.verdicts() == ["alive"] * COUNT + ["transient"]


def test_a_deadline_cuts_off_only_what_is_not_known(gloss, internet):
    """A page that was read, and waits for its site's feed, was read."""
    internet.route("https://blog.example/post", body='<title>A Post</title><link rel=alternate type="application/rss+xml" '
                   'href="/feed"><p>Some text.</p>')
    internet.route("https://blog.example/feed", fault="hang")
    gloss.list("https://blog.example/post")
    result = gloss("check", "--deadline", "1s", "--timeout", "5s", "--json", "list.md")
    link, = result.report["links"]
    assert link["verdict"] == "alive" and link["meta"]["title"] == "A Post"


def test_two_at_once(gloss, world):
    a_list(gloss)
    both = [gloss.start("check", "--json", "list.md") for _ in range(2)]
    for process in both:
        out, err = process.communicate(timeout=60)
        assert process.returncode == 0, err
        assert out.count(b'"alive"') >= COUNT
    assert intact(gloss)
    assert len(gloss.history()["run"]) == 2 and len(gloss.history()["checks"]) == 2 * COUNT


def test_a_newer_schema_is_refused(gloss, world):
    gloss.list("https://h0.example/")
    gloss("check", "list.md")
    with contextlib.closing(sqlite3.connect(gloss.cache / "gloss.db")) as db:
        version = db.execute("PRAGMA user_version").fetchone()[0]
        db.execute(f"PRAGMA user_version = {version + 100}")
    before = (gloss.cache / "gloss.db").read_bytes()
    world.clear()
    result = gloss("check", "list.md")
    assert result.status == 3 and "gloss.db" in result.err and "newer" in result.err
    assert (gloss.cache / "gloss.db").read_bytes() == before and world.requests() == []


@pytest.mark.parametrize("content", [b"this is no database" * 100, b"SQLite format 3\0" + b"\xff" * 5000])
def test_what_is_no_cache_is_left_alone(gloss, world, content):
    gloss.list("https://h0.example/")
    gloss.write("cache/gloss.db", content)
    result = gloss("check", "list.md")
    assert result.status == 3 and "gloss.db" in result.err
    assert (gloss.cache / "gloss.db").read_bytes() == content


def test_where_the_cache_is(gloss, world):
    gloss.list("https://h0.example/")
    bare = [word for word in gloss.command("check", "list.md") if word not in ("--cache", str(gloss.cache))]

    def run(**env):
        done = subprocess.run(bare, cwd=gloss.cwd, env=gloss.environment(env), capture_output=True)
        assert done.returncode == 0, done.stderr
        return sorted(str(p.parent.relative_to(gloss.cwd)) for p in gloss.cwd.rglob("gloss.db"))

    assert run(XDG_CACHE_HOME=str(gloss.cwd / "xdg")) == ["xdg/gloss"]
    assert run(GLOSS_CACHE=str(gloss.cwd / "mine")) == ["mine", "xdg/gloss"]
    (gloss.cwd / "cache").mkdir()
    run(XDG_CACHE_HOME=str(gloss.cwd / "xdg"))
    assert not (gloss.cwd / "cache" / "gloss.db").exists()  # a folder of that name alone is no cache
    tag = (gloss.cwd / "mine" / "CACHEDIR.TAG").read_bytes()
    assert tag.startswith(b"Signature: 8a477f597d28d172789f06886806bc55")
    gloss.write("cache/CACHEDIR.TAG", tag)
    assert "cache" in run(XDG_CACHE_HOME=str(gloss.cwd / "xdg"))


def test_no_secret_is_kept_or_shown(gloss, world):
    gloss.list("https://h0.example/")
    result = gloss("check", "-v", "--header", "h0.example: Authorization: Bearer s3cr3t-token", "list.md")
    assert world.requests()[0]["request_headers"]["authorization"] == "Bearer s3cr3t-token"
    assert "s3cr3t" not in result.out + result.err
    for path in gloss.cache.iterdir():
        assert b"s3cr3t" not in path.read_bytes(), path
