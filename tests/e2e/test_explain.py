"""gloss explain: why this verdict, who gave each field, out of the cache alone."""

import json
import os
import stat

import pytest

ALIVE = [f"https://h{i}.example/" for i in range(6)]
GONE = "https://gone.example/x"
OLD = "https://old.example/a"
SOFT = "https://tls.example/"


@pytest.fixture
def night(gloss, internet):
    """Runs one night's check of the list and gives its result."""
    for url in ALIVE:
        internet.route(url, body=f"<html lang=en><title>Page of {url}</title><p>Some text.</p></html>")

    def run(day, *args):
        return gloss("check", *args, "list.md", env={"GLOSS_NOW": f"2026-02-{day:02d}T03:00:00Z"})
    return run


@pytest.fixture
def explain(gloss, internet):
    """What explain says of these, as text or, with --json, as objects; it asks nobody."""
    def run(*args, now="2026-02-20T12:00:00Z", status=0, **options):
        internet.clear()
        result = gloss("explain", *args, env={"GLOSS_NOW": now, **options})
        assert result.status == status, result.err
        assert internet.requests() == [] and internet.lookups == []
        if "--json" not in args:
            return result.out
        return [json.loads(line) for line in result.out.splitlines()]
    return run


def rows(text):
    """The text's rows by label: {label: [row, ...]}; wrapped lines are part of their row."""
    found, label, lines = {}, None, text.splitlines()
    for line in lines[1:]:
        assert line.startswith("  "), line
        label = line[2:14].strip() or label
        found.setdefault(label, []).append(line[14:])
    return found


def test_the_dead_and_how_they_died(gloss, internet, night, explain):
    gloss.list(*ALIVE, GONE)
    internet.route(GONE, body="<title>Here</title><meta name=author content='Ann Author'>")
    night(1)
    night(2)
    internet.route(GONE, status=404)
    assert night(3).status == 1
    night(4)
    x, = explain("--json", GONE)
    assert (x["key"], x["verdict"], x["status"]) == (GONE, "dead", 404)
    assert x["reason"] == "404 Not Found, confirmed by a second try"
    assert [(e["source"], e["class"], e["status"], e["says"]) for e in x["evidence"]] == [
        ("http", "gone", 404, "404 Not Found")] * 2
    assert [(h["at"][:10], h["verdict"], h["class"], h["since"][:10]) for h in x["history"]] == [
        ("2026-02-04", "dead", "gone", "2026-02-03"), ("2026-02-03", "dead", "gone", "2026-02-03"),
        ("2026-02-02", "alive", "answered", "2026-02-01"), ("2026-02-01", "alive", "answered", "2026-02-01")]
    assert "2026-02-04T22" <= x["due"] <= "2026-02-05T03:00"
    # what it was stays known, and when that was learnt
    assert x["page"]["url"] == GONE and x["page"]["asked_at"].startswith("2026-02-01")
    assert x["page"]["etag"] and x["page"]["last_modified"]
    assert x["meta"]["title"] == "Here"
    text = rows(explain(GONE))
    assert text["verdict"] == ["dead since 2026-02-03"]
    assert len(text["evidence"]) == 2 and len(text["history"]) == 2
    assert text["history"][0].endswith("dead (gone) since 2026-02-03, 2 times")
    assert text["title"][0].startswith("Here (")


def test_redirects_and_the_better_address(gloss, internet, night, explain):
    gloss.list(*ALIVE, OLD)
    internet.route(OLD, status=301, location="https://mid.example/")
    internet.route("https://mid.example/", status=308, location=ALIVE[0])
    night(1)
    x, = explain("--json", "HTTPS://OLD.example:443/a#part")
    assert x["verdict"] == "moved"
    assert x["hops"] == [{"status": 301, "url": "https://mid.example/"}, {"status": 308, "url": ALIVE[0]}]
    assert x["final_url"] == ALIVE[0] and x["suggestion"]["url"] == ALIVE[0]
    assert x["page"]["url"] == ALIVE[0] and x["meta"]["title"] == f"Page of {ALIVE[0]}"
    text = rows(explain(OLD))
    assert text["redirects"] == ["301 https://mid.example/", f"308 {ALIVE[0]}"]
    assert text["page"] == [ALIVE[0]] and text["instead"][0].startswith(ALIVE[0])


def test_sources_that_disagree(gloss, internet, night, explain):
    paper = {"id": "2401.04088", "title": "Mixtral of Experts", "published": "2024-01-08T18:47:34Z",
             "authors": ["Albert Q. Jiang"], "summary": "A report."}
    internet.add_papers(paper)
    url = "https://huggingface.co/papers/2401.04088"
    gloss.list(*ALIVE, url, "https://arxiv.org/pdf/2401.04088v1")
    night(1)
    # the next resort was asked once when arXiv had no answer: what it said is still kept
    internet.route("https://export.arxiv.org/api/query", prefix=True, status=503)
    internet.route("https://huggingface.co/api/papers/2401.04088", body=json.dumps(
        {"id": "2401.04088", "title": "Mixtral: Experts", "publishedAt": "2024-01-09T00:00:00.000Z",
         "authors": [{"name": "Albert Q. Jiang"}], "summary": "A report."}),
        headers={"Content-Type": "application/json"})
    night(2, "--fresh", "--retries", "0")
    x, = explain("--json", url)
    assert x["work"] == "arxiv:2401.04088"
    assert [r["source"] for r in x["records"]] == ["arxiv-api", "hf-papers"]
    assert x["meta"]["published"] == "2024-01-08" and x["meta_sources"]["published"] == "arxiv-api"
    assert x["disagreements"]["published"] == [{"source": "hf-papers", "value": "2024-01-09"}]
    assert x["disagreements"]["title"] == [{"source": "hf-papers", "value": "Mixtral: Experts"}]
    assert "authors" not in x["disagreements"] and "abstract" not in x["disagreements"]
    text = rows(explain(url))
    assert text["published"] == ["2024-01-08 (arxiv-api)", "hf-papers says 2024-01-09"]
    assert text["authors"] == ["Albert Q. Jiang (arxiv-api)"]


@pytest.mark.parametrize("name", ["arxiv:2401.00001", "arXiv:2401.00001v1", "https://arxiv.org/html/2401.00001",
                                  "https://doi.org/10.48550/arXiv.2401.00001"])
def test_a_work_by_any_name(gloss, internet, night, explain, name):
    internet.add_papers({"id": "2401.00001", "title": "A Paper"})
    gloss.list(*ALIVE, "https://arxiv.org/pdf/2401.00001", "https://arxiv.org/abs/2401.00001")
    night(1)
    found = explain("--json", name)
    assert [x["key"] for x in found] == ["https://arxiv.org/abs/2401.00001", "https://arxiv.org/pdf/2401.00001"]
    assert all(x["meta"]["title"] == "A Paper" and x["verdict"] == "alive" for x in found)
    # a registry is not asked again while its word is fresh
    assert all(x["due"] == x["records"][0]["fresh_until"] for x in found)


def test_files_of_ours_go_by_their_key(gloss, internet, night, explain):
    gloss.list(*ALIVE, "<missing file.md>")
    night(1)
    text = explain("list.md: missing file.md")
    assert text.startswith("list.md: missing file.md\n") and rows(text)["verdict"] == ["dead since 2026-02-01"]


def test_many_at_once_and_one_that_is_unknown(gloss, internet, night):
    gloss.list(*ALIVE)
    night(1)
    result = gloss("explain", ALIVE[1], "https://nobody.example/", ALIVE[0])
    assert result.status == 1
    assert [block.splitlines()[0] for block in result.out.split("\n\n")] == [ALIVE[1], ALIVE[0]]
    assert result.err.count("\n") == 1
    assert "https://nobody.example/" in result.err and "gloss check" in result.err and str(gloss.cache) in result.err
    for stranger in ("not a URL", "arxiv:2401.99999", "", "%s%n"):
        result = gloss("explain", "--json", stranger)
        assert (result.status, result.out) == (1, "") and "knows nothing" in result.err


def test_a_long_history_is_told_in_short(gloss, internet, night, explain):
    gloss.list(*ALIVE, GONE)
    for day in range(1, 27):
        internet.route(GONE, status=200 if day % 2 else 503, body="<title>Flaps</title>")
        night(day, "--retries", "0", "--max-age", "0")
    short = rows(explain(GONE))["history"]
    assert len(short) == 13 and short[-1] == "and 14 before (-v shows them)"
    assert len(rows(explain("-v", GONE))["history"]) == 26
    assert len(explain("--json", GONE)[0]["history"]) == 26
    steady = rows(explain(ALIVE[0]))["history"]
    assert len(steady) == 1 and steady[0].endswith("alive (answered) since 2026-02-01, 26 times")


def test_when_it_is_due(gloss, internet, night, explain):
    internet.certificate("tls.example", "wrong")
    gloss.list(*ALIVE, SOFT)
    night(1)
    x, = explain("--json", SOFT)
    assert x["verdict"] == "suspect" and "2026-02-01T03:40" <= x["due"] <= "2026-02-01T04:01"
    assert ", due since " in explain(SOFT)
    assert ", due again " in explain(SOFT, now="2026-02-01T03:05:00Z")


def test_nothing_a_page_says_acts_on_the_terminal(gloss, internet, night, explain):
    internet.route(GONE, body="<title>Evil &#27;[31m&#8238;title</title>", headers={"ETag": '"\x7f\x9b31m"'})
    gloss.list(*ALIVE, GONE)
    night(1)
    text = explain(GONE)
    assert all(c == "\n" or ord(c) >= 0x20 for c in text)
    assert not set(text) & set("\x7f\x9b\u202e")
    assert max(map(len, text.splitlines())) <= 80


def test_colours_only_when_asked_for(gloss, internet, night, explain):
    gloss.list(*ALIVE)
    night(1)
    assert "\033[" not in explain(ALIVE[0])
    assert "\033[32malive\033[0m" in explain("--color", "always", ALIVE[0])
    assert "\033[" not in explain("--color=always", "--json", ALIVE[0], NO_COLOR="")[0]["verdict"]


def test_a_cache_that_cannot_be_written(gloss, internet, night, explain):
    gloss.list(*ALIVE)
    night(1)
    for name in os.listdir(gloss.cache):
        os.chmod(gloss.cache / name, stat.S_IRUSR)
    os.chmod(gloss.cache, stat.S_IRUSR | stat.S_IXUSR)
    before = sorted(os.listdir(gloss.cache))
    try:
        assert "alive since 2026-02-01" in explain(ALIVE[0])
        if os.geteuid() != 0:  # root may write anywhere
            assert sorted(os.listdir(gloss.cache)) == before
    finally:
        os.chmod(gloss.cache, stat.S_IRWXU)


def test_exit_status(gloss, internet, night):
    nothing = gloss("explain", ALIVE[0])
    assert (nothing.status, nothing.out) == (2, "") and "gloss check" in nothing.err
    assert not gloss.cache.exists()
    gloss.list(*ALIVE)
    night(1)
    assert gloss("explain").status == 2
    assert gloss("explain", "--offline", ALIVE[0]).status == 2  # no such option here
    gloss.write("cache/gloss.db", b"this is no database" * 100)
    assert gloss("explain", ALIVE[0]).status == 3
