"""--changes: what is new since the last finished run, and nothing else."""

import json
import signal

import pytest

ALIVE = [f"https://h{i}.example/" for i in range(6)]


@pytest.fixture
def night(gloss, internet):
    """Runs one night's check of the list and gives its result."""
    for url in ALIVE:
        internet.route(url, body=f"<title>{url}</title>")

    def run(day, *args, verb="check"):
        return gloss(verb, "--changes", *args, "list.md", env={"GLOSS_NOW": f"2026-02-{day:02d}T03:00:00Z"})
    return run


def words(result):
    """The news of a night: (word, URL)."""
    return [tuple(line.split(": ", 1)[1].split("  ")[:2]) for line in result.out.splitlines() if not line.startswith(" ")]


def test_news_is_told_once(gloss, internet, night):
    internet.route("https://gone.example/x", status=404)
    internet.route("https://old.example/", status=301, location="https://h0.example/")
    gloss.list(*ALIVE, "https://gone.example/x", "https://old.example/", "missing.md")
    first = night(1)
    assert first.status == 1 and first.err == ""
    assert words(first) == [("newly dead", "https://gone.example/x"), ("newly dead", "missing.md"),
                            ("moved", "https://old.example/")]
    second = night(2)
    assert (second.status, second.out, second.err) == (0, "", "")
    internet.route("https://gone.example/x", body="<title>Back</title>")
    internet.route("https://old.example/", status=301, location="https://h1.example/")
    third = night(3)
    assert third.status == 0
    assert words(third) == [("moved", "https://old.example/"), ("recovered", "https://gone.example/x")]
    assert (night(4).out, night(4).status) == ("", 0)


def test_a_night_without_an_answer_is_no_news(gloss, internet, night):
    internet.route("https://gone.example/x", status=404)
    gloss.list(*ALIVE, "https://gone.example/x")
    assert words(night(1)) == [("newly dead", "https://gone.example/x")]
    for day, status in ((2, 503), (3, 404), (4, 403), (5, 404)):
        internet.route("https://gone.example/x", status=status)
        result = night(day, "--retries", "0")
        assert (result.status, result.out) == (0, ""), day


def test_news_of_an_interrupted_run_is_told_by_the_next(gloss, internet, night):
    gloss.list(*ALIVE, "https://gone.example/x", "https://slow.example/")
    internet.route("https://slow.example/", body="<title>Slow</title>")
    internet.route("https://gone.example/x", body="<title>Here</title>")
    assert night(1).out == ""
    internet.route("https://gone.example/x", status=404)
    internet.route("https://slow.example/", fault="hang")
    env = {"GLOSS_NOW": "2026-02-02T03:00:00Z"}
    with gloss.start("check", "--changes", "list.md", env=env) as run:
        internet.wait(lambda log: sum(r["host"] == "gone.example" for r in log) >= 3, 30)
        run.send_signal(signal.SIGINT)
        out, _ = run.communicate(timeout=30)
    assert run.returncode == 130 and out in (b"", "")
    internet.route("https://slow.example/", body="<title>Slow</title>")
    assert words(night(3)) == [("newly dead", "https://gone.example/x")]


def test_json_holds_only_news_and_the_list_stays_whole(gloss, internet, night):
    internet.route("https://gone.example/x", status=410)
    gloss.list(*ALIVE, "https://gone.example/x")
    result = night(1, "-o", "news.json", "-o", "list.out.md", verb="enrich")
    assert result.status == 1
    report = json.loads((gloss.cwd / "news.json").read_text())
    assert [(link["url"], link["change"]) for link in report["links"]] == [("https://gone.example/x", "newly dead")]
    assert all(url in (gloss.cwd / "list.out.md").read_text() for url in ALIVE)
    assert night(2, "-o", "news.json", verb="enrich").status == 0
    assert json.loads((gloss.cwd / "news.json").read_text())["links"] == []


def test_strict_counts_the_suspects(gloss, internet, night):
    gloss.list(*ALIVE, "https://tls.example/")
    internet.certificate("tls.example", "wrong")
    assert words(night(1)) == [("newly suspect", "https://tls.example/")]
    gloss.cache = gloss.cwd / "another"
    assert night(1).status == 0
    gloss.cache = gloss.cwd / "third"
    assert night(1, "--strict").status == 1
    assert night(2, "--strict").status == 0


def test_warnings_about_the_list_are_no_news(gloss, internet, night):
    gloss.write("list.md", "".join(f"- <{url}>\n" for url in ALIVE) + "\n[text][nowhere]\n")
    assert "nowhere" in gloss("check", "list.md").err
    assert (night(1).out, night(1).err, night(1).status) == ("", "", 0)
