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


# ---- with an account

ACCOUNT = {"id": "ada@mill.example", "password": "sieve \"& flour\u00fc", "token": "eyJh.secret-of-ada_1.sig="}
SECRETS = {"OPENREVIEW_USERNAME": ACCOUNT["id"], "OPENREVIEW_PASSWORD": ACCOUNT["password"]}
LOGIN = "https://api2.openreview.net/login"


def note(name, **content):
    return {"id": name, "pdate": 1705449599000, "content": {"title": {"value": f"Paper {name}"}, **content}}


@pytest.fixture
def members(world):
    """Both APIs show their notes to who has logged in."""
    world.route(LOGIN, handler="openreview_login", params=ACCOUNT)
    world.route(V2, prefix=True, handler="openreview_notes", params={
        "token": ACCOUNT["token"], "notes": [note("Newer00001"), note("Newer00002")]})
    world.route(V1, prefix=True, handler="openreview_notes", params={
        "token": ACCOUNT["token"], "notes": [{"id": "Older00001", "content": {"title": "Older"}}]})
    return world


def check_with(gloss, secrets, *urls, options=()):
    gloss.list(*urls)
    gloss.write("config", HURRY)
    return gloss("check", "--json", "-v", "--retries", "0", "--config", "config", *options, "list.md", env=secrets)


def assert_no_secrets(gloss, result):
    """Neither on the streams nor in any file that was written."""
    written = [path.read_bytes() for path in gloss.cwd.rglob("*") if path.is_file()]
    assert any(b"SQLite" in content for content in written)
    for secret in (ACCOUNT["password"], ACCOUNT["token"], ACCOUNT["id"], "secret-of-ada", "flour"):
        for place in (result.raw, result.err.encode(), *written):
            assert secret.encode() not in place, secret


def test_a_login_shows_what_members_see(gloss, members):
    result = check_with(gloss, SECRETS, *(FORUM + name for name in ("Newer00001", "Newer00002", "Older00001")))
    links = result.report["links"]
    assert [link["meta"]["title"] for link in links] == ["Paper Newer00001", "Paper Newer00002", "Older"]
    assert [link["verdict"] for link in links] == ["alive"] * 3
    assert result.err == ""
    asked = members.requests()
    assert [(r["host"], r["target"].partition("?")[0], r["status"]) for r in asked] == [
        ("api2.openreview.net", "/login", 200), ("api2.openreview.net", "/notes/search", 200),
        ("api.openreview.net", "/notes", 200)]
    assert json.loads(asked[0]["request_body"]) == {"id": ACCOUNT["id"], "password": ACCOUNT["password"]}
    assert "authorization" not in asked[0]["request_headers"]
    assert_no_secrets(gloss, result)


def test_the_token_goes_to_openreview_only(gloss, members):
    """Not to the site's own pages, nor to the catalogue that is asked for what the APIs do not list, nor after a redirect."""
    members.route(V1, prefix=True, status=302, location="https://elsewhere.example/notes")
    members.route("https://elsewhere.example/notes", body=notes())
    result = check_with(gloss, SECRETS, FORUM + "Unknown001", "https://openreview.net/pdf?id=Newer00001",
                        "https://elsewhere.example/notes")
    hosts = {r["host"] for r in members.requests() if "authorization" in r["request_headers"]}
    assert hosts == {"api2.openreview.net", "api.openreview.net"}
    assert {"openreview.net", "api.semanticscholar.org", "elsewhere.example"} <= {r["host"] for r in members.requests()}
    assert_no_secrets(gloss, result)


@pytest.mark.parametrize("reply", [
    None,  # a wrong password
    {"status": 403, "body": "<title>Just a moment...</title>", "headers": {"cf-mitigated": "challenge"}},
    {"body": '{"mfaPending": true}'},
    {"body": '{"token": "two\\r\\nlines: x"}'},
], ids=["wrong", "challenge", "second-factor", "no-token"])
def test_a_refused_login(gloss, members, reply):
    if reply:
        members.route(LOGIN, **reply)
    members.route(SCHOLAR, prefix=True, body=json.dumps([{"title": "Known", "authors": []}]))
    secrets = {**SECRETS, "OPENREVIEW_PASSWORD": "flour"}
    result = check_with(gloss, secrets, FORUM + "Newer00001")
    link, = result.report["links"]
    assert (link["verdict"], link["meta"]["title"]) == ("alive", "Known")
    assert "the login was refused" in result.err and "OPENREVIEW_PASSWORD" in result.err
    assert not [r for r in members.requests() if "authorization" in r["request_headers"]]
    assert len(members.requests("api2.openreview.net")) == 2
    assert_no_secrets(gloss, result)
    assert check_with(gloss, secrets, FORUM + "Newer00001", options=["--fresh", "-q"]).err == ""


def test_a_login_that_gets_no_answer(gloss, members):
    """A bad moment is no refusal: tried again, and then done without."""
    members.route(LOGIN, sequence=[{"status": 503}, {"handler": "openreview_login", "params": ACCOUNT}])
    gloss.list(FORUM + "Newer00001")
    gloss.write("config", HURRY)
    result = gloss("check", "--json", "--retries", "1", "--config", "config", "list.md", env=SECRETS)
    assert result.report["links"][0]["meta"]["title"] == "Paper Newer00001"
    members.route(LOGIN, fault="close")
    result = check_with(gloss, SECRETS, FORUM + "Newer00002", options=["--fresh"])
    assert result.report["links"][0]["verdict"] == "blocked" and result.err == ""
    members.route(LOGIN, status=429, headers={"Retry-After": "86400"})
    result = check_with(gloss, SECRETS, FORUM + "Newer00002", options=["--fresh"])
    assert result.report["links"][0]["verdict"] in ("blocked", "transient") and result.err == ""


def test_no_login_without_need(gloss, members):
    """Nobody to ask, nothing to log in with, or an answer that is fresh."""
    members.route("https://a.example/", body="<title>A</title>")
    check_with(gloss, SECRETS, "https://a.example/")
    check_with(gloss, {"OPENREVIEW_USERNAME": "ada"}, FORUM + "Newer00001")
    assert not [r for r in members.requests() if r["target"] == "/login"]
    check_with(gloss, SECRETS, FORUM + "Newer00001")
    assert [r["target"] for r in members.requests()].count("/login") == 1
    check_with(gloss, SECRETS, FORUM + "Newer00001")
    assert [r["target"] for r in members.requests()].count("/login") == 1
