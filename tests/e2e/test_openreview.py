"""Submissions of OpenReview: two APIs that may refuse, and the catalogue that knows them by address."""

import json

import pytest

V2 = "https://api2.openreview.net/notes"
V1 = "https://api.openreview.net/notes"
SCHOLAR = "https://api.semanticscholar.org/graph/v1/paper/batch"
REFUSED = {"status": 403, "body": '{"name": "ChallengeRequiredError", "message": "A challenge is required"}'}
FORUM = "https://openreview.net/forum?id="

# The gap that OpenReview's hosts get takes seconds, and these tests are not about it.
HURRY = '[host ".openreview.net"]\nslots = 1\ngap = 1ms\n'


def notes(*found):
    return json.dumps({"notes": list(found), "count": len(found)})


@pytest.fixture
def world(internet):
    for url in (V2, V1, SCHOLAR):
        internet.route(url, prefix=True, **REFUSED)
    internet.default("openreview.net", status=403, body="<title>Just a moment...</title>",
                     headers={"cf-mitigated": "challenge"})
    return internet


def check(gloss, *urls):
    gloss.list(*urls)
    gloss.write("config", HURRY)
    return gloss("check", "--json", "--retries", "0", "--config", "config", "list.md").report["links"]


def test_each_generation_answers_for_its_own(gloss, world):
    world.route(V2, prefix=True, body=notes({
        "id": "Newer00001", "pdate": 1705449599000, "content": {
            "title": {"value": "Newer"}, "authors": {"value": ["Ana Berg"]},
            "venueid": {"value": "X.org/2024/Conference/Withdrawn_Submission"}}}))
    world.route(V1, prefix=True, body=notes({
        "id": "Older00001", "tcdate": 1509148800000, "content": {"title": "Older", "authors": ["Eve Older"]}}))
    newer, older = check(gloss, FORUM + "Newer00001", FORUM + "Older00001")
    assert [newer["verdict"], older["verdict"]] == ["alive", "alive"]
    assert newer["meta"]["published"] == "2024-01-16" and newer["facts"] == ["withdrawn"]
    assert older["meta"]["published"] == "2017-10-28" and older["meta"]["authors"][0]["name"] == "Eve Older"
    assert [(r["host"], r["method"]) for r in world.requests()] == [
        ("api2.openreview.net", "POST"), ("api.openreview.net", "GET")]


def test_both_refuse_and_the_catalogue_knows_it(gloss, world):
    world.route(SCHOLAR, prefix=True, body=json.dumps([
        {"title": "Known", "authors": [{"name": "Ana Berg"}], "publicationDate": "2024-01-16"}, None]))
    known, unknown = check(gloss, FORUM + "Known00001", FORUM + "Unknown001")
    assert (known["verdict"], known["reason"]) == ("alive", "listed by Semantic Scholar")
    assert known["meta"]["title"] == "Known" and known["work"] == "openreview:Known00001"
    assert unknown["verdict"] == "blocked"
    assert json.loads(world.requests("api.semanticscholar.org")[0]["request_body"]) == {
        "ids": [f"URL:{FORUM}Known00001", f"URL:{FORUM}Unknown001"]}


def test_a_file_beside_the_forum_is_not_vouched_for(gloss, world):
    world.route(SCHOLAR, prefix=True, body=json.dumps([{"title": "Known", "authors": []}]))
    link, = check(gloss, "https://openreview.net/pdf?id=Known00001")
    assert link["verdict"] == "blocked" and link["meta"]["title"] == "Known"


def test_nobody_answers(gloss, world):
    link, = check(gloss, FORUM + "8j9hz8DVi8")
    assert link["verdict"] == "blocked" and link["work"] == "openreview:8j9hz8DVi8"
