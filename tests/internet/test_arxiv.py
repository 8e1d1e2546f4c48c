"""The fake arXiv and Hugging Face against what is known of the real ones."""

import json
import re
import time
import xml.etree.ElementTree as ElementTree

import pytest

from internet import Internet
from internet.client import get
from internet.entries import parse_id

ATOM = {"a": "http://www.w3.org/2005/Atom", "o": "http://a9.com/-/spec/opensearch/1.1/",
        "x": "http://arxiv.org/schemas/atom"}
PAPERS = [
    {"id": "2401.00001", "version": 2, "title": "Two <Versions> & More", "titles": {"1": "One Version"},
     "published": "2023-12-31T23:59:59Z", "updated": "2024-02-01T00:00:00Z", "primary": "cs.LG",
     "categories": ["cs.LG", "stat.ML"], "comment": "12 pages", "doi": "10.1145/1", "journal_ref": "J. 1 (2024)"},
    {"id": "2401.00002", "authors": [f"Author N{i}" for i in range(120)]},
    {"id": "2401.00003", "withdrawn": True, "comment": "This paper has been withdrawn"},
    {"id": "math/0309136"},
    *({"id": f"2402.{i:05}"} for i in range(1, 15)),
]


@pytest.fixture(scope="module")
def world():
    with Internet(strict=False) as net:
        yield net


@pytest.fixture
def net(world):
    world.reset()
    world.strict = False
    world.add_papers(*PAPERS)
    return world


def ask(net, ids, rest="&max_results=100"):
    answer, body = get(net, f"https://export.arxiv.org/api/query?id_list={ids}{rest}")
    return answer, ElementTree.fromstring(body) if answer.status != 429 else body


def ids_of(feed):
    return [e.findtext("a:id", None, ATOM).rpartition("abs/")[2] for e in feed.findall("a:entry", ATOM)]


def test_a_title_is_searched_for(net):
    for phrase, found in (("two+versions+more", ["2401.00001v2"]), ("Versions+More", ["2401.00001v2"]),
                          ("versions+two", []), ("", [])):
        answer, body = get(net, f"https://export.arxiv.org/api/query?search_query=ti:%22{phrase}%22&max_results=5")
        assert answer.status == 200 and ids_of(ElementTree.fromstring(body)) == found


def test_an_entry(net):
    answer, feed = ask(net, "2401.00001")
    assert answer.getheader("Content-Type").startswith("application/atom+xml")
    entry, = feed.findall("a:entry", ATOM)
    fields = {path: entry.findtext(path, None, ATOM) for path in (
        "a:id", "a:title", "a:published", "a:updated", "x:comment", "x:doi", "x:journal_ref")}
    assert fields == {"a:id": "http://arxiv.org/abs/2401.00001v2", "a:title": "Two <Versions> & More",
                      "a:published": "2023-12-31T23:59:59Z", "a:updated": "2024-02-01T00:00:00Z",
                      "x:comment": "12 pages", "x:doi": "10.1145/1", "x:journal_ref": "J. 1 (2024)"}
    assert [a.text for a in entry.findall("a:author/a:name", ATOM)] == ["Ada Writer", "Ben Reader"]
    assert entry.find("x:primary_category", ATOM).get("term") == "cs.LG"
    assert [c.get("term") for c in entry.findall("a:category", ATOM)] == ["cs.LG", "stat.ML"]
    links = {link.get("title"): link.attrib for link in entry.findall("a:link", ATOM)}
    assert links["pdf"]["href"] == "https://arxiv.org/pdf/2401.00001v2"
    assert links[None]["rel"] == "alternate"


def test_a_versioned_id_gives_that_version(net):
    entry, = ask(net, "2401.00001v1")[1].findall("a:entry", ATOM)
    assert entry.findtext("a:id", None, ATOM).endswith("v1")
    assert entry.findtext("a:title", None, ATOM) == "One Version"
    assert ids_of(ask(net, "2401.00001v3")[1]) == []


def test_unknown_ids_are_silently_absent(net):
    answer, feed = ask(net, "2401.00001,2401.99999,math/0309136")
    assert answer.status == 200 and ids_of(feed) == ["2401.00001v2", "math/0309136v1"]
    assert feed.findtext("o:totalResults", None, ATOM) == "2"
    assert ids_of(ask(net, "2401.99999")[1]) == []


def test_a_malformed_id_spoils_the_batch(net):
    for bad in ("2401.0001", "2413.00001", "1401.00001", "nonsense"):
        answer, feed = ask(net, f"2401.00001,{bad}")
        entry, = feed.findall("a:entry", ATOM)
        assert answer.status == 400 and entry.findtext("a:title", None, ATOM) == "Error"
        assert "/api/errors#" in entry.findtext("a:id", None, ATOM)
        assert bad in entry.findtext("a:summary", None, ATOM)


@pytest.mark.parametrize("text, parsed", [
    ("2401.00001", ("2401.00001", None)), ("2401.00001v12", ("2401.00001", 12)), ("1412.0001", ("1412.0001", None)),
    ("math.GT/0309136v2", ("math.GT/0309136", 2)), ("hep-th/9901001", ("hep-th/9901001", None)),
    ("2401.00001v0", None), ("2400.00001", None), ("1501.0001", None), ("", None), ("2401.00001 ", None)])
def test_identifiers(text, parsed):
    assert parse_id(text) == parsed


def test_ten_results_for_those_who_do_not_say(net):
    ids = ",".join(p["id"] for p in PAPERS[4:])
    assert len(ids_of(ask(net, ids, "")[1])) == 10
    assert len(ids_of(ask(net, ids)[1])) == 14
    assert len(ids_of(ask(net, ids, "&start=10&max_results=10")[1])) == 4


def test_manners_are_enforced(net):
    net.strict = True
    assert ask(net, "2401.00001")[0].status == 200
    answer, body = ask(net, "2401.00001")
    assert (answer.status, answer.getheader("Retry-After"), body) == (429, "3", b"Rate exceeded.")
    assert [r["status"] for r in net.requests("export.arxiv.org")] == [200, 429]
    net.manners["arxiv"] = time.monotonic() - 3
    assert ask(net, "2401.00001")[0].status == 200


def test_bad_days(net):
    net.route("https://export.arxiv.org/api/query", prefix=True, sequence=[
        {"handler": "arxiv_api", "params": {"answer": "rate"}}, {"handler": "arxiv_api", "params": {"answer": "empty"}},
        {"handler": "arxiv_api", "params": {"answer": "busy"}}, {"handler": "arxiv_api"}])
    assert ask(net, "2401.00001")[0].status == 429
    assert ids_of(ask(net, "2401.00001")[1]) == []
    assert get(net, "https://export.arxiv.org/api/query?id_list=2401.00001")[0].status == 503
    assert ids_of(ask(net, "2401.00001")[1]) == ["2401.00001v2"]


def tags(page, name):
    return re.findall(rf'<meta (?:name|property)="{name}" content="([^"]*)"', page)


def test_abstract_page(net):
    answer, body = get(net, "https://arxiv.org/abs/2401.00001v1")
    page = body.decode()
    assert answer.status == 200 and "<title>[2401.00001] One Version</title>" in page
    assert tags(page, "citation_author") == ["Writer, Ada", "Reader, Ben"]
    assert tags(page, "citation_date") == ["2023/12/31"] and tags(page, "citation_doi") == ["10.1145/1"]
    assert tags(page, "og:url") == ["https://arxiv.org/abs/2401.00001v1"]
    assert '<link rel="canonical" href="https://arxiv.org/abs/2401.00001"/>' in page
    assert '<h1 class="title mathjax"><span class="descriptor">Title:</span>One Version</h1>' in page
    assert "[v1]" in page and "[v2]" not in page and "Machine Learning (cs.LG)" in page
    assert answer.getheader("ETag")


def test_abstract_pages_cut_the_authors_and_show_withdrawals(net):
    assert len(tags(get(net, "https://arxiv.org/abs/2401.00002")[1].decode(), "citation_author")) == 100
    page = get(net, "https://arxiv.org/abs/2401.00003")[1].decode()
    assert '<span class="error">This paper has been withdrawn' in page
    assert get(net, "https://arxiv.org/pdf/2401.00003")[0].status == 404


@pytest.mark.parametrize("path", ["abs/2401.99999", "abs/2401.00001v9", "abs/nonsense", "pdf/2401.99999", "help"])
def test_what_is_not_there(net, path):
    assert get(net, f"https://arxiv.org/{path}")[0].status == 404


def test_files(net):
    for path in ("pdf/2401.00001", "pdf/2401.00001v1.pdf"):
        answer, body = get(net, f"https://arxiv.org/{path}")
        assert answer.getheader("Content-Type") == "application/pdf"
        assert body.startswith(b"%PDF-1.5") and body.endswith(b"%%EOF\n")
        table = int(re.search(rb"startxref\n(\d+)", body)[1])
        assert body[table:table + 4] == b"xref"
        for number, place in enumerate(re.findall(rb"(\d{10}) 00000 n", body), 1):
            assert body[int(place):].startswith(b"%d 0 obj" % number)


def test_hugging_face(net):
    answer, body = get(net, "https://huggingface.co/api/papers/2401.00001")
    paper = json.loads(body)
    assert answer.status == 200 and paper["title"] == "Two <Versions> & More"
    assert paper["publishedAt"] == "2023-12-31T23:59:59.000Z"
    assert [a["name"] for a in paper["authors"]] == ["Ada Writer", "Ben Reader"]
    page = get(net, "https://huggingface.co/papers/2401.00001")[1].decode()
    assert "<title>Paper page - Two &lt;Versions&gt; &amp; More</title>" in page
    assert get(net, "https://huggingface.co/papers/2401.99999")[0].status == 404
    assert get(net, "https://huggingface.co/api/papers/2401.99999")[0].status == 404
