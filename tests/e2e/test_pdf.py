"""PDFs: what they say of themselves, read by a process of its own, and what may be wrong with them."""

import json
import os
import subprocess
import time
import zlib

import pytest
from conftest import program
from internet.make_pdfs import PARAGRAPHS, Writer, text_page, xmp

READER = program().parent / "gloss-pdf"
pytestmark = pytest.mark.skipif(not os.access(READER, os.X_OK), reason="gloss-pdf was not built: no poppler-glib")

TITLE = "How Tea Cools in Cups of Various Materials"
STAMP = "BT /F1 20 Tf 0 1 -1 0 30 250 Tm (arXiv:2401.04088v1 [cs.LG] 8 Jan 2024) Tj ET"


def paper(blocks=(), extra="", pages=1, padding=0, claimed=None, **info):
    """A paper's bytes: a title page of (size, leading, limit, text) blocks and `extra` operators."""
    w = Writer()
    font = w.add("<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>")
    body = [(10, 13, 98, p) for p in PARAGRAPHS]
    contents = [w.stream(text_page([*blocks, *body]) + b"\n" + extra.encode())]
    contents += [w.stream(text_page(body)) for _ in range(pages - 1)]
    if padding:
        w.stream(os.urandom(padding), squeeze=False)
    root = w.pages(contents, [f"/Font << /F1 {font} 0 R >>"] * pages)
    if claimed:
        w.objects = [body.replace(b"/Count %d " % pages, b"/Count %d " % claimed) for body in w.objects]
    return w.classic(root, w.info(**info) if info else None)


TITLED = [(20, 24, 60, TITLE)]


def extract(gloss, data, env=None, url="https://x.example/files/tea.pdf", kind="application/pdf"):
    gloss.write("tea.pdf", data)
    result = gloss("extract", "--url", url, "--content-type", kind, "tea.pdf", env=env)
    assert result.status == 0 and result.err == "", result.err
    found = json.loads(result.out)
    return found["meta"], found["meta_sources"]


def test_the_page_knows(gloss):
    byline = [(11, 14, 90, "Anna Brook, Luca Ferro and Jan de Vries"), (9, 12, 110, "DOI 10.1000/TEA.2020")]
    meta, sources = extract(gloss, paper(TITLED + byline, Title="Microsoft Word - tea.doc", Author="abrook"))
    assert meta["title"] == TITLE and sources["title"] == "pdf-text"
    assert [a["name"] for a in meta["authors"]] == ["Anna Brook", "Luca Ferro", "Jan de Vries"]
    assert meta["doi"] == "10.1000/tea.2020" and meta["type"] == "document" and meta["minutes"] == 2
    assert "published" not in meta


def test_metadata_know(gloss):
    w = Writer()
    packet = w.stream(xmp(TITLE, ["Anna Brook", "Luca Ferro"], "10.1000/TEA", "2020-01-02", "LaTeX"),
                      "/Type /Metadata /Subtype /XML", squeeze=False)
    page = w.stream(b"")
    meta, sources = extract(gloss, w.classic(w.pages([page], [""], f"/Metadata {packet} 0 R"), w.info(Title="tea.dvi")))
    assert meta["title"] == TITLE and meta["doi"] == "10.1000/tea" and sources["title"] == sources["doi"] == "pdf-xmp"
    assert [a["name"] for a in meta["authors"]] == ["Anna Brook", "Luca Ferro"]


def test_stamp(gloss):
    meta, sources = extract(gloss, paper(TITLED, STAMP))
    assert meta["arxiv"] == "2401.04088" and meta["category"] == "cs.LG" and meta["published"] == "2024-01-08"
    assert sources["arxiv"] == "pdf-stamp" and meta["title"] == TITLE


def test_small_capitals_and_side_by_side(gloss):
    """A font that changes within a word parts no word; a wide gap parts two."""
    small = ("BT /F1 20 Tf 1 0 0 1 64 740 Tm (C) Tj /F1 15 Tf (OOLING) Tj /F1 20 Tf ( C) Tj /F1 15 Tf (UPS) Tj"
             " /F1 20 Tf ( A) Tj /F1 15 Tf (GAIN) Tj ET")
    names = ("BT /F1 11 Tf 1 0 0 1 64 725 Tm (Anna Brook) Tj 1 0 0 1 300 725 Tm (Luca Ferro) Tj"
             " /F1 9 Tf 1 0 0 1 64 712 Tm (University of Tea) Tj ET")
    w = Writer()
    font = w.add("<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>")
    text = text_page([(10, 13, 98, p) for p in PARAGRAPHS], 600)
    root = w.pages([w.stream(f"{small}\n{names}\n".encode() + text)], [f"/Font << /F1 {font} 0 R >>"])
    meta, _ = extract(gloss, w.classic(root))
    assert meta["title"] == "COOLING CUPS AGAIN"
    assert [a["name"] for a in meta["authors"]] == ["Anna Brook", "Luca Ferro"]


def bomb(size):
    """A stream that inflates to `size` MiB of zeros, made without inflating it: one megabyte deflated, over and over."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    part = squeeze.compress(bytes(1 << 20)) + squeeze.flush(zlib.Z_FULL_FLUSH)
    check = (((size << 20) % 65521) << 16 | 1).to_bytes(4, "big")
    return zlib.compress(b"\x78\x9c" + part * size + b"\x03\x00" + check)


def bombed():
    w = Writer()
    data = bomb(4096)
    packet = w.add(f"<< /Type /Metadata /Subtype /XML /Filter [/FlateDecode /FlateDecode] /Length {len(data)} >>\n"
                   "stream\n".encode() + data + b"\nendstream")
    return w.classic(w.pages([w.stream(b"")], [""], f"/Metadata {packet} 0 R"), w.info(Title=TITLE))


def locked():
    """Needs a password that nobody has."""
    data = paper(TITLED, Title=TITLE)
    encrypt = f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{'a1' * 32}> /U <{'b2' * 32}> >> /ID [<00> <00>] "
    return data.replace(b"trailer\n<< ", b"trailer\n<< " + encrypt.encode())


WRONG = {
    "empty pages": (lambda: paper(TITLED).replace(b"/Contents", b"/Nothings"), {}),
    "10,000 pages claimed": (lambda: paper(TITLED, claimed=10000), {}),
    "no table of objects": (lambda: paper(TITLED).replace(b"startxref\n", b"startxref\n9"), {"title": TITLE}),
    "cut behind the first page": (lambda: paper(TITLED)[:1200], {"title": TITLE}),
    "cut in the first page": (lambda: paper(TITLED)[:300], {}),
    "only the magic": (lambda: b"%PDF-1.7\n", {}),
    "magic behind rubbish": (lambda: b"\n" * 500 + paper(TITLED), {"title": TITLE}),
    "locked": (locked, {}),
    "an illness of zeros": (lambda: b"%PDF-1.7\n" + bytes(100000), {}),
    "pages that contain themselves": (
        lambda: paper(TITLED).replace(b"/Type /Page /Parent", b"/Type /Pages /Kids [3 0 R 4 0 R] /Count 9 /Parent"), {}),
    "a bomb": (bombed, {"title": TITLE}),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong(gloss, name):
    make, expected = WRONG[name]
    begun = time.monotonic()
    meta, _ = extract(gloss, make())
    assert {k: meta.get(k) for k in expected} == expected
    assert meta.pop("type") == "document"
    if not expected:
        assert set(meta) <= {"minutes"}
    assert time.monotonic() - begun < 25


def test_another_thing_called_pdf(gloss):
    meta, _ = extract(gloss, "<html><title>Sign in</title><h1>Sign in</h1></html>")
    assert meta == {}
    meta, _ = extract(gloss, "<html><title>Sign in</title><h1>Sign in</h1></html>", kind="text/html")
    assert meta["title"] == "Sign in"


def test_reader_missing_or_mad(gloss):
    data = paper(TITLED)
    assert extract(gloss, data, env={"GLOSS_PDF": "/nonexistent"})[0] == {"type": "document"}
    script = gloss.write("reader", "#!/bin/sh\nexec yes '{\"pages\":1,\"info\":{\"title\":\"How Tea Cools\"}}'\n")
    script.chmod(0o755)
    assert extract(gloss, data, env={"GLOSS_PDF": str(script)})[0]["title"] == "How Tea Cools"
    script.write_text("#!/bin/sh\nkill -SEGV $$\n")
    assert extract(gloss, data, env={"GLOSS_PDF": str(script)})[0] == {"type": "document"}


def test_larger_than_a_page(gloss, internet):
    """A PDF may be longer than a page, whose end is not needed; another body of that size is cut."""
    data = paper(TITLED, padding=5 << 20)
    internet.route("https://a.example/tea.pdf", body=data, headers={"Content-Type": "application/octet-stream"})
    internet.route("https://b.example/tea", body="<title>Tea</title>" + "x" * (5 << 20),
                   headers={"Content-Type": "text/html"})
    gloss.list("https://a.example/tea.pdf", "https://b.example/tea")
    result = gloss("enrich", "-q", "-o", "links.json", "list.md")
    assert result.status == 0, result.err
    pdf, page = json.loads((gloss.cwd / "links.json").read_text())["links"]
    assert pdf["verdict"] == page["verdict"] == "alive"
    assert pdf["meta"]["title"] == TITLE and pdf["meta_sources"]["title"] == "pdf-text"
    assert page["meta"]["title"] == "Tea"


def test_many_at_once(gloss, internet):
    """Readers run side by side and keep nothing of each other."""
    urls = [f"https://h{i}.example/tea.pdf" for i in range(12)]
    for i, url in enumerate(urls):
        internet.route(url, body=paper([(20, 24, 60, f"{TITLE} {i}")], padding=300000),
                       headers={"Content-Type": "application/pdf"})
    gloss.list(*urls)
    result = gloss("enrich", "-q", "-o", "links.json", "list.md")
    assert result.status == 0, result.err
    links = json.loads((gloss.cwd / "links.json").read_text())["links"]
    assert [link["meta"]["title"] for link in links] == [f"{TITLE} {i}" for i in range(12)]


def test_a_stamp_leads_to_the_registry(gloss, internet):
    internet.add_papers({
        "id": "2401.04088", "title": "Mixed Teas", "authors": ["Anna Brook"], "published": "2024-01-08T18:47:34Z",
        "summary": "Teas are mixed.", "primary": "cs.LG", "categories": ["cs.LG"]})
    internet.route("https://a.example/tea.pdf", body=paper(TITLED, STAMP), headers={"Content-Type": "application/pdf"})
    gloss.list("https://a.example/tea.pdf")
    gloss("enrich", "-q", "-o", "links.json", "list.md")
    link = json.loads((gloss.cwd / "links.json").read_text())["links"][0]
    assert link["meta"]["title"] == "Mixed Teas" and link["meta_sources"]["title"] == "arxiv-api"
    assert link["meta"]["minutes"] == 2


def test_the_reader_by_itself():
    """It says one object a line, and nothing of what is no PDF."""
    done = subprocess.run([READER], input=paper(TITLED, pages=3), capture_output=True, timeout=30)
    said = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0 and [s.get("page") for s in said] == [None, 1, 2]
    assert said[0]["pages"] == 3 and said[1]["lines"][0]["text"] == TITLE and said[1]["lines"][0]["size"] == 200
    done = subprocess.run([READER], input=b"no PDF", capture_output=True, timeout=30)
    assert done.returncode != 0 and done.stdout == b""
