"""What the sites of fixtures/web say: that each page shows the facts of fixtures/expected.json where that table says.

expected.json has one object a link of the reading list: title, authors and date as they truly are; `where`, the place
in the page or file at which the fake internet shows each of them (a field not named there is shown nowhere);
`"hidden": true` when it shows none; `shows`, what it shows instead where a site spells or names things differently;
`why` it is so; `registry`, who would know; `code`, the repository that the page names as its own. "crossref" and
"s2-openreview" are places too: those registries' answers.
"""

import datetime
import html
import json
import pathlib
import re
import unicodedata
import urllib.parse
import xml.etree.ElementTree
import zlib

import pytest

from internet import Internet, make_pdfs
from internet.entries import read_entries
from internet.server import Request

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
WEB = ROOT / "fixtures" / "web"
EXPECTED = json.loads((ROOT / "fixtures" / "expected.json").read_text(encoding="utf-8"))
LIST = ROOT / "fixtures" / "reading-list.md"
BYTES_MAX = 6_000_000
WITHOUT_VALIDATORS_MAX = 3
PAGES = [row for row in EXPECTED if not row.get("hidden")]


@pytest.fixture(scope="module")
def net():
    return Internet(WEB)  # not started: only its tables are looked at


def fetch(net, url):
    """The route that a link ends at, after its redirects."""
    for _ in range(5):
        parts = urllib.parse.urlsplit(url)
        target = url.partition("://")[2].removeprefix(parts.netloc) or "/"
        route = net.find(Request(parts.scheme, "GET", target, "HTTP/1.1", {}, parts.hostname))
        if not 300 <= route.status < 400:
            return route
        url = urllib.parse.urljoin(url, route.headers["Location"])
    raise AssertionError(f"{url}: redirects without end")


def read_json(name):
    return json.loads((WEB / name).read_text(encoding="utf-8"))


def folded(text):
    """Text as a reader compares it: one space for any white space, entities read as often as they were written."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", html.unescape(html.unescape(text))))


def pdf_text(data):
    """Everything readable in a PDF file: its own bytes and every compressed stream, shown strings put together."""
    out = [data.decode("latin-1")]
    for packed in re.findall(rb"/FlateDecode[^>]*>>\nstream\n(.*?)\nendstream", data, re.S):
        out.append(zlib.decompress(packed).decode("latin-1"))
    shown = [re.sub(r"\\(\d{3})", lambda m: bytes([int(m[1], 8)]).decode("cp1252"), s)
             for s in re.findall(r"\(((?:[^()\\]|\\.)*)\) Tj", "\n".join(out))]
    xmp = data.decode("utf-8", "ignore")
    return folded(" ".join(shown + out + [xmp]))


def crossref_text(message):
    names = [f'{a["given"]} {a["family"]}' for a in message["author"]]
    return folded(" ".join([message["title"][0], *names, "-".join(f"{p:02}" for p in message["issued"]["date-parts"][0])]))


def shown(net, row):
    """What a link's page or file says, as text."""
    if "arxiv-api" in row["where"].values():
        name = re.search(r"\d{4}\.\d{5}", row["url"].rpartition("/")[2])[0]
        return json.dumps(net.papers()[name], ensure_ascii=False)
    if "crossref" in row["where"].values():
        return crossref_text(json.loads(fetch(net, row["registry"]).body)["message"])
    if "s2-openreview" in row["where"].values():
        return json.dumps(read_json("api.semanticscholar.org/papers.json")[f'URL:{row["url"]}'], ensure_ascii=False)
    route = fetch(net, row["url"])
    assert route.status == 200, f'{row["url"]} answers {route.status}'
    return pdf_text(route.body) if route.body.startswith(b"%PDF-") else folded(route.body.decode("utf-8"))


def spellings(day):
    """The ways in which pages of the list write a date of known precision."""
    if len(day) == 10:
        date = datetime.date.fromisoformat(day)
        yield day
        yield f"{date:%B} {date.day}, {date.year}"
        for pattern in ("%b %d, %Y", "%B %d, %Y"):
            yield date.strftime(pattern)
        yield f"{date.month:02}/{date.day}/{date:%y}"
    elif len(day) == 7:
        yield datetime.date.fromisoformat(day + "-01").strftime("%B %Y")
    else:
        yield day


def test_the_table_follows_the_list():
    urls = re.findall(r"\]\((https?://[^)\s]+)\)", LIST.read_text(encoding="utf-8"))
    assert [row["url"] for row in EXPECTED] == urls
    assert [row["n"] for row in EXPECTED] == list(range(1, 87))


@pytest.mark.parametrize("row", PAGES, ids=lambda row: row["url"])
def test_a_page_shows_what_the_table_says(net, row):
    text, facts = shown(net, row), {**row, **row.get("shows", {})}
    assert folded(facts["title"]) in text
    if "authors" in row["where"]:
        missing = [name for name in facts["authors"] if folded(name) not in text]
        assert not missing
    if row["where"].get("published", "url") != "url":
        assert any(spelling in text for spelling in spellings(facts["published"]))


@pytest.mark.parametrize("row", [row for row in EXPECTED if row.get("hidden")], ids=lambda row: row["url"])
def test_a_hidden_work_is_refused_gone_or_a_picture(net, row):
    route = fetch(net, row["url"])
    assert route.status in (403, 404) or row["title"] not in pdf_text(route.body)


def test_what_refuses_robots_says_so_as_it_does(net):
    for url in ("https://dl.acm.org/doi/pdf/10.1145/3360307", "https://openreview.net/forum?id=8j9hz8DVi8"):
        route = fetch(net, url)
        assert (route.status, route.headers["cf-mitigated"]) == (403, "challenge")
    for host in ("api.openreview.net", "api2.openreview.net"):
        route = fetch(net, f"https://{host}/notes?id=8j9hz8DVi8")
        assert (route.status, json.loads(route.body)["name"]) == (403, "ChallengeRequiredError")


def test_registries_know_what_pages_hide(net):
    for row in EXPECTED:
        if "registry" not in row:
            continue
        message = json.loads(fetch(net, row["registry"]).body)["message"]
        assert folded(message["title"][0]).replace("\u2019", "'") == row["title"]
        assert [f'{a["given"]} {a["family"]}' for a in message["author"]] == row["authors"]
        assert "-".join(f"{part:02}" for part in message["issued"]["date-parts"][0]) == row["published"]
        handle = json.loads(fetch(net, f'https://doi.org/api/handles/{message["DOI"]}').body)
        assert handle["responseCode"] == 1


def test_repositories_have_their_records(net):
    for row in EXPECTED:
        if not row["url"].startswith("https://github.com/"):
            continue
        name = row["url"].removeprefix("https://github.com/")
        record = json.loads(fetch(net, f"https://api.github.com/repos/{name}").body)
        assert record["full_name"] == name and record["created_at"][:10] == row["published"]
        owner = json.loads(fetch(net, f'https://api.github.com/users/{record["owner"]["login"]}').body)
        assert [owner["name"]] == row["authors"]
        readme = fetch(net, f"https://raw.githubusercontent.com/{name}/HEAD/README.md").body.decode()
        assert readme.startswith(f'# {row.get("shows", row)["title"]}\n')


def test_the_archive_remembers_what_is_gone(net):
    gone = next(row["url"] for row in EXPECTED if "sambanova" in row["url"])
    assert fetch(net, gone).status == 404
    for form in (gone, urllib.parse.quote(gone, safe="")):
        captures = json.loads(fetch(net, f"https://web.archive.org/cdx/search/cdx?url={form}&output=json").body)
        first = dict(zip(captures[0], captures[1]))
        assert first["statuscode"] == "200" and first["timestamp"].startswith("2021")
        closest = json.loads(fetch(net, f"https://archive.org/wayback/available?url={form}&timestamp=20210401").body)
        assert closest["archived_snapshots"]["closest"]["timestamp"] == first["timestamp"]
    nearest = json.loads(fetch(net, "https://web.archive.org/cdx/search/cdx?output=json&fl=timestamp&filter=statuscode:200"
                                    f"&sort=closest&closest=20240101&limit=1&url={form}").body)
    assert nearest == [["timestamp"], ["20211019064540"]]
    none = json.loads(fetch(net, "https://web.archive.org/cdx/search/cdx?output=json&url=https://a.example/").body)
    assert none == []
    service = json.loads(fetch(net, "https://archive.org/wayback/available?url=https://a.example/").body)
    assert service["archived_snapshots"] == {}
    kept = fetch(net, f'https://web.archive.org/web/{first["timestamp"]}/{gone}')
    assert kept.body.startswith(b"%PDF-")


@pytest.mark.parametrize("path", sorted(WEB.glob("*/*.json")), ids=lambda p: f"{p.parent.name}/{p.name}")
def test_json_parses(path):
    json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", sorted(WEB.glob("*/*.xml")), ids=lambda p: f"{p.parent.name}/{p.name}")
def test_feeds_parse(path):
    root = xml.etree.ElementTree.parse(path).getroot()
    assert root.tag.rpartition("}")[2] in ("rss", "feed")


@pytest.mark.parametrize("path", sorted(WEB.glob("*/*.html")), ids=lambda p: f"{p.parent.name}/{p.name}")
def test_embedded_json_parses(path):
    page = path.read_text(encoding="utf-8")
    kinds = r'type="(?:application/(?:ld\+)?json|text/json)"'
    for block in re.findall(rf"<script[^>]*{kinds}[^>]*>(.*?)</script>", page, re.S):
        json.loads(block)


@pytest.mark.parametrize("path", sorted(WEB.glob("*/*.pdf")), ids=lambda p: f"{p.parent.name}/{p.name}")
def test_pdf_cross_references_hold(path):
    data = path.read_bytes()
    assert data.startswith(b"%PDF-1.") and data.endswith(b"%%EOF\n")
    start = int(re.search(rb"startxref\n(\d+)\n", data)[1])
    if data.startswith(b"xref", start):
        entries = re.findall(rb"(\d{10}) \d{5} n ", data[start:])
        for number, offset in enumerate(entries, 1):
            assert data.startswith(b"%d 0 obj" % number, int(offset))
    else:
        assert b"/Type /XRef" in data[start:start + 60]


def test_every_pdf_comes_from_the_script():
    assert set(make_pdfs.FILES) == {str(path.relative_to(WEB)) for path in WEB.glob("*/*.pdf")}


def test_papers_agree_with_the_table(net):
    for row in PAGES:
        if "arxiv-api" not in row["where"].values():
            continue
        paper = net.papers()[re.search(r"\d{4}\.\d{5}", row["url"].rpartition("/")[2])[0]]
        assert (paper["title"], paper["authors"], paper["published"][:10]) == \
            (row["title"], row["authors"], row["published"])


def test_abstracts_are_of_an_abstracts_length():
    for name, paper in read_entries(WEB / "export.arxiv.org" / "entries.json").items():
        assert 90 <= len(paper["summary"].split()) <= 200, name


def test_nearly_every_page_can_be_revalidated(net):
    without = [row["url"] for row in EXPECTED
               if (route := fetch(net, row["url"])).status == 200 and not route.validators]
    assert len(without) <= WITHOUT_VALIDATORS_MAX, without


def test_the_whole_stays_small():
    assert sum(path.stat().st_size for path in WEB.rglob("*") if path.is_file()) < BYTES_MAX
