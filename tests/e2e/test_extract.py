"""gloss extract: the extractor on saved pages."""

import json

PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Fallback</title>
<meta name="citation_title" content="On Pages"><meta name="citation_author" content="Müller, Ada">
<meta name="citation_author" content="Ben Reader"><meta name="citation_date" content="2020/05/17">
<meta name="citation_doi" content="10.1000/ABC"></head><body><h1>On Pages</h1></body></html>"""


def test_a_page(gloss, internet):
    gloss.write("page.html", PAGE)
    result = gloss("extract", "--url", "https://a.example/p", "page.html")
    assert result.status == 0, result.err
    found = json.loads(result.out)
    assert found["url"] == "https://a.example/p"
    assert found["meta"]["title"] == "On Pages" and found["meta"]["published"] == "2020-05-17"
    assert [a["name"] for a in found["meta"]["authors"]] == ["Ada Müller", "Ben Reader"]
    assert found["meta"]["authors"][0] == {"name": "Ada Müller", "given": "Ada", "family": "Müller"}
    assert found["meta"]["doi"] == "10.1000/abc"
    assert set(found["meta_sources"]) == set(found["meta"])
    assert internet.requests() == []


def test_standard_input_and_charset(gloss):
    latin = PAGE.replace('<meta charset="utf-8">', "").encode("latin-1")
    result = gloss("extract", "--content-type", "text/html; charset=iso-8859-1", "-", stdin=latin)
    assert json.loads(result.out)["meta"]["authors"][0]["name"] == "Ada Müller"


def test_json_ld_and_opengraph(gloss):
    gloss.write("page.html", """<title>T - Site</title><meta property="og:site_name" content="Site">
<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
{"@type": "Person", "@id": "#p", "name": "Jane Doe"},
{"@type": "BlogPosting", "headline": "The Headline", "author": {"@id": "#p"}, "datePublished": "2023-04-05T06:07:08Z"}]}
</script><body><h1>The Headline</h1>""")
    meta = json.loads(gloss("extract", "page.html").out)["meta"]
    assert meta["title"] == "The Headline" and meta["published"] == "2023-04-05" and meta["site"] == "Site"
    assert [a["name"] for a in meta["authors"]] == ["Jane Doe"]


def test_many(gloss):
    rows = []
    for i in range(5):
        gloss.write(f"pages/{i}.html", f"<title>Page {i}</title><h1>Page {i}</h1>")
        rows.append({"id": f"p{i}", "url": f"https://a.example/{i}", "file": f"pages/{i}.html"})
    gloss.write("all.jsonl", "".join(json.dumps(row) + "\n" for row in rows))
    result = gloss("extract", "--batch", "all.jsonl")
    found = [json.loads(line) for line in result.out.splitlines()]
    assert [f["id"] for f in found] == ["p0", "p1", "p2", "p3", "p4"]
    assert [f["meta"]["title"] for f in found] == [f"Page {i}" for i in range(5)]


def test_nothing_to_extract(gloss):
    for content in (b"", b"\0" * 100, b"%PDF-1.5\nnothing", b"<" * 100000, b"\xff\xfe<\0t\0"):
        gloss.write("page", content)
        result = gloss("extract", "page")
        assert result.status == 0, result.err
        assert isinstance(json.loads(result.out)["meta"], dict)


def test_mistakes(gloss):
    assert gloss("extract", "missing.html").status == 2
    assert gloss("extract").status == 2
    gloss.write("bad.jsonl", '{"file": "missing.html"}\n')
    result = gloss("extract", "--batch", "bad.jsonl")
    assert result.status == 2 and "missing.html" in result.err
    gloss.write("bad.jsonl", "\nno json\n")
    result = gloss("extract", "--batch", "bad.jsonl")
    assert result.status == 2 and "bad.jsonl:2" in result.err


def test_a_saved_answer_of_a_registry(gloss):
    """What an API said, saved, is read as its source reads it; another host's JSON says nothing."""
    gloss.write("answer.json", json.dumps({"status": "ok", "message-type": "work", "message": {
        "DOI": "10.1000/abc", "type": "journal-article", "title": ["On Saved Answers"],
        "author": [{"given": "Ada", "family": "Müller", "sequence": "first"}],
        "issued": {"date-parts": [[2021, 3]]}, "container-title": ["Annals of Files"]}}))
    found = json.loads(gloss("extract", "--url", "https://api.crossref.org/works/10.1000/abc", "answer.json").out)
    assert found["meta"]["title"] == "On Saved Answers" and found["meta"]["published"] == "2021-03"
    assert found["meta"]["authors"] == [{"name": "Ada Müller", "given": "Ada", "family": "Müller"}]
    assert found["meta"]["doi"] == "10.1000/abc" and found["meta_sources"]["title"] == "crossref"
    elsewhere = json.loads(gloss("extract", "--url", "https://a.example/works/10.1000/abc", "answer.json").out)
    assert "title" not in elsewhere["meta"]


def test_saved_records_are_known_by_their_shape(gloss):
    """CSL-JSON, as doi.org gives it, and works of OpenAlex: from wherever they were saved."""
    gloss.write("csl.json", json.dumps({"type": "article-journal", "DOI": "10.1000/ABC", "title": "On Saved Answers",
        "author": [{"given": "Ada", "family": "Müller"}], "issued": {"date-parts": [[2021, 3]]}}))
    gloss.write("openalex.json", json.dumps({"id": "https://openalex.org/W1", "doi": "https://doi.org/10.1000/abc",
        "title": "On Saved Answers", "publication_date": "2021-03-04", "authorships": [{"author": {"display_name": "Ada Müller"}}],
        "abstract_inverted_index": {"They": [0], "keep.": [1]}}))
    for name, source, day, options in (("csl.json", "csl-json", "2021-03", []),
                                       ("csl.json", "csl-json", "2021-03", ["--url", "https://doi.org/10.1000/abc"]),
                                       ("openalex.json", "openalex", "2021-03-04", ["--url", "https://api.openalex.org/works/W1"])):
        found = json.loads(gloss("extract", *options, name).out)
        assert found["meta"]["title"] == "On Saved Answers" and found["meta"]["published"] == day
        assert [a["name"] for a in found["meta"]["authors"]] == ["Ada Müller"] and found["meta"]["doi"] == "10.1000/abc"
        assert set(found["meta_sources"].values()) == {source}
