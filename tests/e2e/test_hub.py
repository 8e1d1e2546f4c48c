"""Hugging Face and GitHub: what their registries vouch for, and what is done when they are silent."""

import json

import pytest

from conftest import ROOT
from internet import Internet

HUB = "https://huggingface.co"
API = "https://api.github.com"
RAW = "https://raw.githubusercontent.com"
RENAMED = {"status": 301, "body": '{"message": "Moved Permanently"}', "location": f"{API}/repositories/1"}
SPENT = {"status": 403, "body": '{"message": "API rate limit exceeded"}', "headers": {"X-RateLimit-Remaining": "0"}}
CITATION = """cff-version: 1.2.0
message: Please cite it so.
title: "Sieves: Sorting Flour"
authors:
  - family-names: Miller
    given-names: Ada
  - name: The Mill House
"""


def repository(full_name, **members):
    owner, _, name = full_name.partition("/")
    return {"name": name, "full_name": full_name, "owner": {"login": owner, "type": "User"},
            "description": "Sorts flour", "created_at": "2023-11-24T07:32:29Z", "pushed_at": "2024-12-10T20:00:47Z",
            "license": {"spdx_id": "MIT"}, "topics": ["flour"], "archived": False, **members}


def run(gloss, *urls, **options):
    gloss.list(*urls)
    return gloss("check", "--json", "--retries", "0", "list.md", **options).report["links"]


def authors(link):
    return [author["name"] for author in link["meta"].get("authors", [])]


@pytest.fixture
def world(internet):
    """GitHub with one repository, and a Hub with nothing."""
    internet.route(f"{API}/", prefix=True, status=404, body='{"message": "Not Found"}')
    internet.route(f"{API}/repos/ada/sieves", body=json.dumps(repository("ada/sieves")))
    internet.route(f"{RAW}/", prefix=True, status=404, body="404: Not Found", headers={"Content-Type": "text/plain"})
    internet.default("github.com", status=404)
    internet.default("huggingface.co", status=404)
    return internet


@pytest.fixture(scope="module")
def bundled():
    with Internet(ROOT / "fixtures/web") as net:
        yield net


def test_the_links_of_the_list(gloss, bundled):
    """Titles, people and dates of the bundled list's repositories, datasets and collections, with a token."""
    kinds = ("https://github.com/", f"{HUB}/datasets/", f"{HUB}/collections/", f"{HUB}/papers/")
    rows = [row for row in json.loads((ROOT / "fixtures/expected.json").read_text()) if row["url"].startswith(kinds)]
    assert len(rows) == 13
    gloss.net = bundled
    links = run(gloss, *(row["url"] for row in rows), env={"GITHUB_TOKEN": "secret"})
    for row, link in zip(rows, links, strict=True):
        shown = {**row, **row.get("shows", {})}
        assert link["verdict"] == "alive", link["url"]
        assert link["meta"]["title"] == shown["title"], link["url"]
        assert authors(link) == shown["authors"], link["url"]
        assert "published" not in shown or link["meta"]["published"] == shown["published"], link["url"]
    asked = [r["host"] + r["target"] for r in bundled.requests()]
    assert sum("api.github.com" in one for one in asked) == 1
    assert not any(one.startswith(("github.com", "huggingface.co/papers", "huggingface.co/datasets")) for one in asked)


def test_code_that_only_the_hub_knows(gloss, internet):
    internet.add_papers({"id": "2401.00001", "title": "Sieves", "code": "https://github.com/ada/sieves"})
    hub, arxiv = run(gloss, f"{HUB}/papers/2401.00001", "https://arxiv.org/abs/2401.00001")
    assert (hub["meta"]["code"], hub["meta_sources"]["code"]) == (["https://github.com/ada/sieves"], "hf-papers")
    assert hub["meta_sources"]["title"] == "arxiv-api" and "code" not in arxiv["meta"]
    assert [r["target"] for r in internet.requests("huggingface.co")] == ["/api/papers/2401.00001"]


def test_the_hub_stands_in_for_arxiv(gloss, internet):
    internet.add_papers({"id": "2401.00001", "title": "Sieves", "project": "https://sieves.example/"})
    internet.route("https://export.arxiv.org/api/query", prefix=True, status=403)
    for link in run(gloss, f"{HUB}/papers/2401.00001", "https://arxiv.org/abs/2401.00001"):
        assert (link["verdict"], link["work"]) == ("alive", "arxiv:2401.00001")
        assert link["meta"]["title"] == "Sieves" and link["meta"]["published"] == "2024-01-08"
        assert link["meta_sources"]["title"] == "hf-papers" and "sieves.example" in link["meta"]["note"]
    assert [r["host"] for r in internet.requests()] == ["export.arxiv.org", "huggingface.co"]


def test_a_repository_speaks_for_itself(gloss, world):
    world.route(f"{RAW}/ada/sieves/HEAD/README.md", body="# :rocket: Sieves\n", headers={"Content-Type": "text/plain"})
    link, = run(gloss, "https://github.com/ada/sieves")
    assert (link["verdict"], link["reason"], link["work"]) == ("alive", "listed by the GitHub API", "github:ada/sieves")
    assert (link["meta"]["title"], link["meta_sources"]["title"]) == ("Sieves", "github-readme")
    assert (link["meta"]["published"], link["meta"]["license"]) == ("2023-11-24", "MIT") and not authors(link)
    world.route(f"{RAW}/ada/sieves/HEAD/CITATION.cff", body=CITATION, headers={"Content-Type": "text/plain"})
    world.clear()
    gloss.cache = gloss.cwd / "another"
    link, = run(gloss, "https://github.com/ada/sieves")
    assert (link["meta"]["title"], authors(link)) == ("Sieves: Sorting Flour", ["Ada Miller", "The Mill House"])
    assert sorted(r["target"] for r in world.requests()) == ["/ada/sieves/HEAD/CITATION.cff", "/repos/ada/sieves"]


def test_gone_renamed_and_refused(gloss, world):
    """Of what the API does not list, or will not tell, the page is asked."""
    world.route(f"{API}/repos/ada/old", **RENAMED)
    world.route("https://github.com/ada/old", location="https://github.com/ada/sieves")
    world.route("https://github.com/ada/sieves", body="<title>ada/sieves: Sorts flour</title><h1>Sieves</h1>")
    world.route(f"{API}/repos/ada/limited", **SPENT)
    world.route("https://github.com/ada/limited")
    world.route("https://github.com/ada/sieves/blob/main/there.c")
    names = ("gone", "old", "limited", "sieves/blob/main/there.c", "sieves/blob/main/gone.c")
    gone, old, limited, there, missing = run(gloss, *(f"https://github.com/ada/{name}" for name in names))
    assert gone["verdict"] == "dead" and missing["verdict"] == "dead"
    assert (old["verdict"], old["facts"]) == ("moved", ["renamed"])
    assert old["suggestion"]["url"] == "https://github.com/ada/sieves"
    assert limited["verdict"] == "alive" and there["verdict"] == "alive"
    assert there["meta"]["license"] == "MIT" and there["work"] == "github:ada/sieves"


def test_one_request_for_all_with_a_token(gloss, world):
    files = [repository("ada/sieves", archived=True), repository("ada/new"), {"login": "ada", "name": "Ada Miller"}]
    world.route(f"{API}/graphql", handler="github_graphql", params={"files": files, "renamed": {"ada/old": "ada/new"}})
    world.route("https://github.com/ada/old", location="https://github.com/ada/new")
    world.route("https://github.com/ada/new")
    urls = [f"https://github.com/ada/{name}" for name in ("sieves", "gone", "old")]
    sieves, gone, old = run(gloss, *urls, env={"GITHUB_TOKEN": "very-secret"})
    assert (sieves["verdict"], sieves["facts"], authors(sieves)) == ("alive", ["archived"], ["Ada Miller"])
    assert gone["verdict"] == "dead"
    assert (old["verdict"], old["facts"]) == ("moved", ["renamed"])
    asked = world.requests("api.github.com")
    assert [(r["method"], r["target"]) for r in asked] == [("POST", "/graphql")]
    assert [r["host"] for r in world.requests() if "authorization" in r["request_headers"]] == ["api.github.com"]
    assert b"very-secret" not in b"".join(p.read_bytes() for p in gloss.cache.rglob("*") if p.is_file())
