"""Who is asked besides the page and its registry, and for copies of what is gone."""

import json

import pytest

API = "https://api.github.com"
RAW = "https://raw.githubusercontent.com"
BOOK = """<title>Shelves</title><h1>A Treatise on Shelves</h1><p>Any bookshop has it: the ISBN is 0-521-86571-9."""
RECORD = {"ISBN:9780521865715": {"title": "A Treatise on Shelves", "authors": [{"name": "Ada Miller"}],
                                 "publishers": [{"name": "Board Press"}], "publish_date": "July 7, 2008"}}
# The gaps that these hosts get take seconds, and these tests are not about them.
HURRY = "".join(f'[host "{host}"]\nslots = 1\ngap = 1ms\n' for host in (".archive.org", ".openreview.net"))


def run(gloss, *args, verb="check"):
    gloss.write("config", HURRY)
    result = gloss(verb, "--json", "--retries", "0", "--config", "config", *args, "list.md")
    assert result.status in (0, 1), result.err
    return result.report["links"]


def authors(link):
    return [author["name"] for author in link["meta"].get("authors", [])]


def test_a_book_is_looked_up_by_its_isbn(gloss, internet):
    internet.route("https://a.example/book", body=BOOK)
    internet.route("https://openlibrary.org/api/books?", prefix=True, body=json.dumps(RECORD))
    gloss.list("https://a.example/book")
    link, = run(gloss)
    assert link["meta"]["isbn"] == "9780521865715"
    assert authors(link) == ["Ada Miller"] and link["meta_sources"]["authors"] == "openlibrary"
    assert link["meta_sources"]["title"] != "openlibrary"
    asked, = internet.requests("openlibrary.org")
    assert asked["target"] == "/api/books?bibkeys=ISBN:9780521865715&format=json&jscmd=data"
    offline, = run(gloss, "--offline")
    assert offline["meta"] == link["meta"]


def test_a_page_about_a_book_is_not_the_book(gloss, internet):
    review = BOOK.replace("A Treatise on Shelves", "The Year in Furniture: What We Liked").replace("Shelves", "Year")
    internet.route("https://a.example/review", body=review)
    internet.route("https://openlibrary.org/api/books?", prefix=True, body=json.dumps(RECORD))
    gloss.list("https://a.example/review")
    link, = run(gloss)
    assert authors(link) == [] and "venue" not in link["meta"] and "work" not in link


def test_a_book_whose_page_is_gone_keeps_its_author(gloss, internet):
    internet.route("https://a.example/book", body=BOOK)
    internet.route("https://b.example/", body="<title>B</title>")
    internet.route("https://openlibrary.org/api/books?", prefix=True, body=json.dumps(RECORD))
    gloss.list("https://a.example/book", "https://b.example/")
    before = run(gloss)[0]
    internet.route("https://a.example/book", status=404)
    for _ in range(3):
        link = run(gloss)[0]
        assert link["verdict"] == "dead" and link["meta"] == before["meta"]
    explained = json.loads(gloss("explain", "--json", "https://a.example/book").out)
    assert explained["work"] == "isbn:9780521865715" and explained["verdict"] == "dead"
    assert [r["source"] for r in explained["records"]] == ["openlibrary"]
    assert explained["meta"] == before["meta"] and explained["meta_sources"]["authors"] == "openlibrary"


@pytest.mark.parametrize("account, found", [
    ({"login": "mill", "type": "User", "name": "Ada Miller"}, ["Ada Miller"]),
    ({"login": "mill", "type": "Organization", "name": "The Mill House"}, ["The Mill House"]),
    ({"login": "mill", "type": "User", "name": "mill"}, []),
])
def test_a_repository_is_its_owners(gloss, internet, account, found):
    internet.route(f"{API}/repos/mill/sieves", body=json.dumps({"full_name": "mill/sieves", "created_at": "2023-11-24T07:32:29Z"}))
    internet.route(f"{API}/users/mill", body=json.dumps(account))
    internet.route(f"{RAW}/mill/sieves/HEAD/README.md", body="# Sieves\n", headers={"Content-Type": "text/plain"})
    gloss.list("https://github.com/mill/sieves")
    link, = run(gloss)
    assert link["verdict"] == "alive" and authors(link) == found
    offline, = run(gloss, "--offline")
    assert offline["meta"] == link["meta"]


def test_a_submission_that_nobody_shows_is_found_on_arxiv(gloss, internet):
    for host in ("api2.openreview.net", "api.openreview.net", "openreview.net", "api.semanticscholar.org"):
        internet.default(host, status=403, body="<title>Just a moment...</title>", headers={"cf-mitigated": "challenge"})
    internet.add_papers({"id": "1710.00002", "title": "Sieves That Sort Very Fine Flour", "authors": ["Ada Miller"]},
                        {"id": "1811.00003", "title": "Sieves That Sort Very Fine Flour, Revisited"})
    gloss.write("list.md", "- [Sieves that sort very fine flour](https://openreview.net/forum?id=AbCdEf1234)\n"
                           "- [Fine flour](https://openreview.net/forum?id=AbCdEf1235)\n")
    long, short = run(gloss)
    assert long["meta"]["arxiv"] == "1710.00002" and authors(long) == ["Ada Miller"]
    assert long["meta_sources"]["authors"] == "arxiv-search" and "canonical" not in long["meta"]
    assert (short["meta"], short["meta_sources"]) == ({"title": "Fine flour"}, {"title": "list"})
    assert len(internet.requests("export.arxiv.org")) == 1


def gone(internet, captures, index="wayback_index"):
    internet.route("https://a.example/gone", status=404)
    internet.route("https://b.example/", body="<title>B</title>")
    internet.route("https://web.archive.org/cdx/search/cdx?", prefix=True,
                   **({"handler": index, "params": {"captures": captures}} if index else {"status": 429}))
    internet.route("https://archive.org/wayback/available?", prefix=True, handler="wayback_available",
                   params={"captures": captures})


CAPTURES = [["20190101000000", "https://a.example/gone", "200", "text/html"],
            ["20230601120000", "http://a.example/gone", "200", "text/html"],
            ["20260101000000", "https://a.example/gone", "404", "text/html"],
            ["20260101000000", "https://a.example/gone", "301", "text/html"],
            ["20260101000000", "https://a.example/Gone", "200", "text/html"]]


@pytest.mark.parametrize("index", ["wayback_index", None], ids=["index", "service"])
def test_the_copy_of_what_is_gone(gloss, internet, index):
    """The closest capture that was the page, not its error page, not a redirect, not another page."""
    gone(internet, CAPTURES if index else CAPTURES[:4], index)  # the service names one capture only
    gloss.list("https://a.example/gone", "https://b.example/")
    dead, alive = run(gloss, "--archive")
    assert dead["verdict"] == "dead"
    assert dead["suggestion"]["url"] == "https://web.archive.org/web/20230601120000/http://a.example/gone"
    assert "suggestion" not in alive
    assert len(internet.requests("web.archive.org")) == 1


def test_no_copy(gloss, internet):
    gone(internet, CAPTURES[2:])
    gloss.list("https://a.example/gone", "https://b.example/")
    dead, _ = run(gloss, "--archive")
    assert dead["verdict"] == "dead" and "suggestion" not in dead
    assert not internet.requests("archive.org")
