"""Works known by DOI: who vouches for them, in which order, and what happens when nobody does."""

import datetime
import json

import pytest

CROSSREF = "https://api.crossref.org/works"
DATACITE = "https://api.datacite.org/dois"
HANDLE = "https://doi.org/api/handles/"
SCHOLAR = "https://api.semanticscholar.org/graph/v1/paper/batch"
SILENT = {"status": 403, "body": "<title>Just a moment...</title>", "headers": {"cf-mitigated": "challenge"}}


def crossref(*works):
    return json.dumps({"status": "ok", "message": {"total-results": len(works), "items": list(works)}})


def work(doi, title, **members):
    return {"DOI": doi, "type": "journal-article", "title": [title], "author": [{"given": "Ana", "family": "Berg"}],
            "issued": {"date-parts": [[2020, 6, 18]]}, **members}


@pytest.fixture
def world(internet):
    """Registries that list nothing, and a publisher that refuses robots."""
    internet.route(CROSSREF, prefix=True, body=crossref())
    internet.route(DATACITE, prefix=True, body='{"data": [], "meta": {"total": 0}}')
    internet.route(HANDLE, prefix=True, status=404, body='{"responseCode": 100, "handle": ""}')
    internet.route(SCHOLAR, prefix=True, status=400, body='{"error": "No valid paper ids given"}')
    internet.default("dl.acm.org", **SILENT)
    return internet


def check(gloss, *urls):
    gloss.list(*urls)
    return gloss("check", "--json", "--retries", "0", "list.md").report["links"]


def test_one_request_vouches_for_many(gloss, world):
    world.route(CROSSREF, prefix=True, body=crossref(
        work("10.5555/TWO", "Two", **{"updated-by": [{"DOI": "10.5555/notice", "type": "retraction"}]}),
        work("10.5555/one", "One")))
    one, two = check(gloss, "https://dl.acm.org/doi/pdf/10.5555/one", "https://dl.acm.org/doi/abs/10.5555/two")
    assert [one["verdict"], two["verdict"]] == ["alive", "alive"]
    assert one["reason"] == "listed by Crossref" and one["work"] == "doi:10.5555/one"
    assert one["meta"]["title"] == "One" and one["meta"]["published"] == "2020-06-18"
    assert two["facts"] == ["retracted"] and "doi:10.5555/notice" in two["meta"]["note"]
    assert [r["target"] for r in world.requests("api.crossref.org")] == [
        "/works?filter=doi:10.5555%2Fone,doi:10.5555%2Ftwo&rows=2"]


def test_another_registry_knows_the_abstract(gloss, world):
    world.route(CROSSREF, prefix=True, body=crossref(work("10.5555/one", "One")))
    world.route(SCHOLAR, prefix=True, body=json.dumps(
        [{"title": "One!", "abstract": "One is what it is about.", "year": 1999, "authors": [{"name": "N. Other"}]}]))
    link, = check(gloss, "https://dl.acm.org/doi/10.5555/one")
    assert (link["meta"]["title"], link["meta"]["published"]) == ("One", "2020-06-18")
    assert (link["meta"]["abstract"], link["meta_sources"]["abstract"]) == ("One is what it is about.", "s2-doi")
    asked, = world.requests("api.semanticscholar.org")
    assert json.loads(asked["request_body"]) == {"ids": ["DOI:10.5555/one"]}


def test_the_next_registry_lists_it(gloss, world):
    world.route(DATACITE, prefix=True, body=json.dumps({"data": [{"id": "10.5555/tool", "attributes": {
        "titles": [{"title": "A Tool"}], "creators": [{"name": "Berg, Ana", "givenName": "Ana", "familyName": "Berg"}],
        "dates": [{"date": "2021-03-04", "dateType": "Issued"}], "types": {"resourceTypeGeneral": "Software"}}}]}))
    link, = check(gloss, "https://doi.org/10.5555/tool")
    assert (link["verdict"], link["reason"]) == ("alive", "listed by DataCite")
    assert link["meta"]["title"] == "A Tool" and link["meta"]["type"] == "software"
    assert [r["host"] for r in world.requests()] == ["api.crossref.org", "api.datacite.org"]


def test_the_resolver_knows_it_and_another_its_words(gloss, world):
    world.route(HANDLE, prefix=True, body='{"responseCode": 1, "handle": "10.5555/rare", "values": []}')
    world.route(SCHOLAR, prefix=True, body=json.dumps([{"title": "A Rare Work", "authors": [{"name": "Ana Berg"}],
                                                        "year": 1999}]))
    link, = check(gloss, "https://dl.acm.org/doi/10.5555/rare")
    assert (link["verdict"], link["reason"]) == ("alive", "listed by the DOI resolver")
    assert link["meta"]["title"] == "A Rare Work" and link["meta"]["published"] == "1999"
    assert link["meta"]["doi"] == "10.5555/rare" and link["work"] == "doi:10.5555/rare"


def test_when_no_registry_answers_the_link_is_blocked(gloss, world):
    for url in (CROSSREF, DATACITE, HANDLE, SCHOLAR):
        world.route(url, prefix=True, **SILENT)
    link, = check(gloss, "https://dl.acm.org/doi/10.5555/one")
    assert link["verdict"] == "blocked" and link["status"] == 403


def test_what_no_registry_lists_is_not_dead_at_the_first_look(gloss, world):
    link, = check(gloss, "https://dl.acm.org/doi/10.5555/none")
    assert link["verdict"] == "suspect"
    assert [e["source"] for e in link["evidence"]] == ["doi-handle", "http"]


def test_a_page_of_others_must_stand_for_itself(gloss, world):
    world.route(CROSSREF, prefix=True, body=crossref(work("10.5555/one", "One")))
    world.route("https://mirror.example/10.5555/one", status=404)
    world.route("https://files.example/10.5555/no-doi-of-ours", body="<title>A File</title><p>text")
    mirror, other = check(gloss, "https://mirror.example/10.5555/one", "https://files.example/10.5555/no-doi-of-ours")
    assert mirror["verdict"] == "dead" and mirror["meta"]["title"] == "One"
    assert other["verdict"] == "alive" and other["meta"]["title"] == "A File" and "work" not in other
    assert [e["source"] for e in other["evidence"]] == ["http"]


def test_a_stated_limit_is_kept(gloss, world):
    world.route(CROSSREF, prefix=True, body=crossref(), headers={
        "x-rate-limit-limit": "1", "x-rate-limit-interval": "1s"})
    world.route(HANDLE, prefix=True, **SILENT)
    world.route(DATACITE, prefix=True, **SILENT)
    gloss.list(*(f"https://dl.acm.org/doi/10.5555/n{i}" for i in range(51)))
    process = gloss.start("check", "--retries", "0", "list.md")
    world.wait(lambda seen: sum(e["host"] == "api.crossref.org" for e in seen) == 2)
    process.terminate()
    process.communicate()
    first, second = (datetime.datetime.fromisoformat(r["at"].replace("Z", "+00:00"))
                     for r in world.requests("api.crossref.org"))
    assert (second - first).total_seconds() > 0.95


def test_arxiv_is_silent_and_others_speak_for_it(gloss, world):
    world.add_papers({"id": "2401.05391", "title": "Shelves over Time", "published": "2023-12-19T16:56:27Z"})
    world.route("https://export.arxiv.org/api/query", prefix=True, **SILENT)
    world.route("https://huggingface.co/api/papers/", prefix=True, status=404, body='{"error": "Paper not found"}')
    world.route(DATACITE, prefix=True, handler="datacite")
    link, = check(gloss, "https://arxiv.org/abs/2401.05391")
    assert (link["verdict"], link["reason"]) == ("alive", "listed by DataCite")
    assert link["meta"]["published"] == "2023-12-19" and link["meta"]["arxiv"] == "2401.05391"
    world.route(DATACITE, prefix=True, **SILENT)
    world.route(SCHOLAR, prefix=True, handler="s2_batch")
    link, = gloss("check", "--json", "--retries", "0", "--fresh", "list.md").report["links"]
    assert link["verdict"] == "alive" and link["status"] == 200  # its own page, for the catalogue vouches for none
    assert link["meta"]["title"] == "Shelves over Time"
