"""make demo, as its user sees it: the bundled list against the bundled internet, twice."""

import json
import os
import subprocess
import sys
import urllib.parse

import pytest

from conftest import LIMIT_S, ROOT, program
from internet import Internet
from internet.entries import parse_id
from test_enrich import bare

API = "export.arxiv.org"


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The demo run twice in a folder that stands for the repository's root."""
    folder = tmp_path_factory.mktemp("demo")
    (folder / "fixtures").symlink_to(ROOT / "fixtures")
    runs = []
    for _ in range(2):
        command = [sys.executable, str(ROOT / "tests/internet/demo.py"), str(program().resolve())]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=2 * LIMIT_S,
                              env={**os.environ, "LC_ALL": "C.UTF-8"})
        assert done.returncode == 0, done.stdout + done.stderr
        log = [json.loads(line) for line in (folder / "out/requests.jsonl").read_text().splitlines()]
        report = json.loads((folder / "out/links.json").read_text())
        runs.append({"folder": folder, "out": done.stdout, "log": log, "report": report,
                     "list": (folder / "out/reading-list.md").read_bytes()})
    return runs


def papers(report):
    return [link for link in report["links"] if link.get("work", "").startswith("arxiv:")]


def is_registry(request):
    """Whether it asks what is made for programs; Hugging Face's lies beside its pages."""
    return (request["host"] == API or request["host"].startswith(("api.", "api2.", "raw.")) or
            (request["host"] == "huggingface.co" and request["target"].startswith("/api/")))


def test_every_link_is_judged(demo):
    report = demo[0]["report"]
    assert len(report["links"]) == 86 and report["run"]["links"] == 86
    verdicts = [link["verdict"] for link in report["links"]]
    assert verdicts.count("transient") == 0 and verdicts.count("invalid") == 0
    assert verdicts.count("alive") + verdicts.count("moved") >= 70
    assert all(link["reason"] for link in report["links"])


def test_every_paper_has_all_its_authors_its_first_date_and_its_abstract(demo):
    entries = {e["id"]: e for e in json.loads((ROOT / "fixtures/web" / API / "entries.json").read_text())}
    found = papers(demo[0]["report"])
    assert len(found) >= 45
    for link in found:
        entry = entries[parse_id(link["work"].partition(":")[2])[0]]
        assert [a["name"] for a in link["meta"]["authors"]] == entry["authors"], link["url"]
        assert link["meta"]["published"] == entry["published"][:10], link["url"]
        assert link["meta"]["abstract"], link["url"]


def test_registries_answer_for_what_refuses_robots(demo):
    log, links = demo[0]["log"], {link["url"]: link for link in demo[0]["report"]["links"]}
    expected = json.loads((ROOT / "fixtures/expected.json").read_text())
    rows = [row for row in expected if {"crossref", "s2-openreview"} & set(row.get("where", {}).values())]
    assert len(rows) == 4
    for row in rows:
        meta = links[row["url"]]["meta"]
        assert links[row["url"]]["verdict"] == "alive", row["url"]
        assert (meta["title"], meta["published"]) == (row["title"], row["published"])
        assert [a["name"] for a in meta["authors"]] == row["authors"]
        assert meta["abstract"], row["url"]
    for host in ("api.openreview.net", "api2.openreview.net"):
        assert sum(r["host"] == host for r in log) == 1, host
    assert sum(r["host"] == "api.semanticscholar.org" for r in log) == 2  # OpenReview's, and what Crossref left out
    assert sum(r["host"] == "api.crossref.org" for r in log) <= 3  # the two that PDF files name come later
    assert not {"dl.acm.org", "openreview.net", "doi.org"} & {r["host"] for r in log}


def test_few_requests(demo):
    log, report = demo[0]["log"], demo[0]["report"]
    api = [r for r in log if r["host"] == API]
    assert 1 <= len(api) <= 3 and {r["status"] for r in api} == {200}
    pages = [r for r in log if not is_registry(r)]
    assert len(log) - len(pages) < len(report["links"]) / 2
    answered = [r for r in pages if not 300 <= r["status"] < 400]
    confirmed = [link for link in report["links"] if link["verdict"] in ("dead", "suspect")]
    others = {link["key"] for link in report["links"]} - {link["key"] for link in papers(report)}
    assert len(answered) <= len(others) + len(confirmed)  # a second look at what looked dead
    for link in papers(report):
        assert not any(r["host"] == urllib.parse.urlsplit(link["url"]).hostname and "/abs/" in r["target"]
                       for r in pages if r["status"] == 200)


def test_the_second_run_is_cheap_and_says_the_same(demo):
    first, second = demo
    sent = [sum(r["body_bytes"] for r in run["log"]) for run in demo]
    assert sent[1] <= sent[0] / 10, sent
    assert second["list"] == first["list"]
    assert not any(r["host"] == API for r in second["log"])


def test_the_summary_is_for_people(demo):
    out = demo[0]["out"]
    for words in ("86 links", "alive", "requests", "export.arxiv.org", "MB of memory", "out/reading-list.md",
                  "out/links.json", "out/requests.jsonl"):
        assert words in out, out


def test_the_annotated_list_is_reversible_and_stable(demo):
    first = demo[0]
    assert bare(first["list"]) == (ROOT / "fixtures/reading-list.md").read_bytes()
    (first["folder"] / "again.md").write_bytes(first["list"])
    with Internet(ROOT / "fixtures/web") as net:
        done = subprocess.run([program().resolve(), "enrich", "-q", "again.md", "--cache", "cache", *net.args()],
                              cwd=first["folder"], capture_output=True, timeout=LIMIT_S)
    assert done.returncode in (0, 1), done.stderr
    assert done.stdout == first["list"]
