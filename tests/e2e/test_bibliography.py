"""Bibliographies, read back by programs that are not ours: pandoc (.bib both ways, CSL-JSON through its citeproc) and
bibutils (.ris). One program reads three of the formats, so that no TeX has to be installed."""

import csv
import io
import json
import re
import shutil
import subprocess
import unicodedata
import xml.etree.ElementTree as ElementTree

import pytest

from conftest import LIMIT_S, ROOT, Gloss
from internet import Internet

MODS = {"m": "http://www.loc.gov/mods/v3"}
OUTPUTS = ("works.bib", "works.csl.json", "works.ris", "works.csv", "links.json")
KEY = re.compile(r"[a-z][a-z0-9]*\Z")
COLUMNS = ("file,line,url,verdict,reason,status,final_url,since,title,authors,published,venue,doi,arxiv,"
           "abstract").split(",")


def fold(text):
    """What is left of a text when readers disagree about quotes, dashes, braces and capitals only."""
    text = re.sub(r"<[^>]*>", "", text)
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


def write(gloss, *args, outputs=OUTPUTS, source="list.md", **options):
    """The named outputs of one run, as bytes."""
    command = ["enrich", "-q", *args, source]
    for name in outputs:
        command += ["-o", name]
    result = gloss(*command, **options)
    assert result.status in (0, 1), result.err
    return {name: (gloss.cwd / name).read_bytes() for name in outputs}


def read(program, *args, data):
    done = subprocess.run([program, *args], input=data, capture_output=True, timeout=LIMIT_S)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def pandoc(form, data):
    """Entries by key, as pandoc reads them."""
    items = json.loads(read("pandoc", "-f", form, "-t", "csljson", data=data))
    assert len({item["id"] for item in items}) == len(items)
    return {item["id"]: item for item in items}


def ris(data):
    """Entries as lists of (tag, value); strict about everything the format says of lines."""
    entries, entry = [], None
    lines = data.decode().split("\r\n")
    assert lines.pop() == "" and not any("\n" in line or "\r" in line for line in lines)
    for line in lines:
        if not line:
            assert entry is None
            continue
        found = re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line)
        assert found, line
        tag, value = found.groups()
        if tag == "TY":
            assert entry is None
            entry = []
        entry.append((tag, value))
        if tag == "ER":
            assert value == ""
            entries.append(entry)
            entry = None
    assert entry is None
    return entries


def name_of(person):
    """An author of CSL-JSON as one string."""
    parts = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
    return person.get("literal") or " ".join(person[p] for p in parts if p in person)


def year_of(item):
    return str(item["issued"]["date-parts"][0][0]) if "issued" in item else None


def expected(report):
    """What the JSON report knows, a work each, in order."""
    works, seen = [], set()
    for link in report["links"]:
        work = link.get("work", link["key"])
        if "title" in link.get("meta", {}) and work not in seen:
            seen.add(work)
            works.append(link["meta"])
    return works


def assert_same(items, works):
    assert len(items) == len(works)
    for item, meta in zip(items, works):
        assert fold(item["title"]) == fold(meta["title"])
        assert [fold(name_of(a)) for a in item.get("author", [])] == [fold(a["name"]) for a in meta.get("authors", [])]
        assert year_of(item) == (meta["published"][:4] if "published" in meta else None)


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The bundled list against the bundled internet, in every format."""
    with Internet(ROOT / "fixtures/web") as net:
        gloss = Gloss(tmp_path_factory.mktemp("works"), net)
        shutil.copy(ROOT / "fixtures/reading-list.md", gloss.cwd / "list.md")
        first = write(gloss)
        again = write(gloss)
        latex = write(gloss, "--biblatex", "--offline", outputs=("latex.bib",), online=False)
        offline = write(gloss, "--offline", online=False)
    return {**first, **latex, "again": again, "offline": offline, "works": expected(json.loads(first["links.json"]))}


def keys_of(bib):
    return re.findall(r"^@\w+\{(\w+),$", bib.decode(), re.MULTILINE)


def test_bibtex_survives_another_reader(demo):
    items = pandoc("bibtex", demo["works.bib"])
    assert list(items) == keys_of(demo["works.bib"]) and len(items) >= 75
    assert all(KEY.match(key) for key in items)
    assert "jiang2024mixtral" in items
    assert_same(list(items.values()), demo["works"])


def test_biblatex_survives_another_reader(demo):
    items = pandoc("biblatex", demo["latex.bib"])
    assert list(items) == keys_of(demo["works.bib"])
    assert_same(list(items.values()), demo["works"])
    for item, meta in zip(items.values(), demo["works"]):
        if "published" in meta:
            assert item["issued"]["date-parts"] == [[int(part) for part in meta["published"].split("-")]]


def test_capitals_survive_a_style_that_lowers_them(demo):
    titles = " ".join(item["title"] for item in pandoc("bibtex", demo["works.bib"]).values())
    for word in ("LLM", "GShard", "PyTorch", "MegaBlocks", "LoRA"):
        assert re.search(rf"\b{word}\b", titles), word


def test_bibtex_has_the_shape_of_arxivs_own(demo):
    entry = demo["works.bib"].decode().partition("\n\n")[0].splitlines()
    assert entry[0] == "@misc{jiang2024mixtral," and entry[-1] == "}"
    assert "Albert Q. Jiang and " in entry[2] and "Diego de las Casas and " in entry[2]
    for line in ("title={Mixtral of Experts},", "year={2024},", "month=jan,", "eprint={2401.04088},",
                 "archivePrefix={arXiv},", "primaryClass={cs.LG},", "url={https://arxiv.org/abs/2401.04088},"):
        assert f"      {line}" in entry


def test_csl_json_is_what_citeproc_expects(demo):
    items = json.loads(demo["works.csl.json"])
    assert [item["id"] for item in items] == keys_of(demo["works.bib"])
    assert_same(items, demo["works"])
    first = items[0]
    assert first["type"] == "article" and first["genre"] == "Preprint" and first["number"] == "arXiv:2401.04088"
    assert first["DOI"] == "10.48550/arXiv.2401.04088" and first["issued"] == {"date-parts": [[2024, 1, 8]]}
    assert {"family": "Casas", "given": "Diego", "non-dropping-particle": "de las"} in first["author"]
    for item in items:
        for date in (item[key] for key in ("issued", "accessed") if key in item):
            assert list(date) == ["date-parts"] and len(date["date-parts"]) == 1
            assert 1 <= len(date["date-parts"][0]) <= 3 and all(type(p) is int for p in date["date-parts"][0])
        for author in item.get("author", []):
            assert "literal" in author or {"family", "given"} <= set(author)
            assert all(isinstance(value, str) and value for value in author.values())
        assert all(value not in (None, "", [], {}) for value in item.values())


def test_citeproc_cites_every_work(demo, tmp_path):
    (tmp_path / "works.json").write_bytes(demo["works.csl.json"])
    text = read("pandoc", "-f", "markdown", "-t", "plain", "--wrap=none", "--citeproc", "--bibliography",
                tmp_path / "works.json", data=b"---\nnocite: '@*'\n---\n").decode()
    for meta in demo["works"]:
        assert fold(meta["title"]) in fold(text), meta["title"]


def test_all_authors_of_a_large_paper_are_there(demo):
    largest = max(demo["works"], key=lambda meta: len(meta.get("authors", [])))
    assert len(largest["authors"]) >= 70
    entry = next(e for e in demo["works.bib"].decode().split("\n\n") if fold(largest["title"]) in fold(e))
    assert re.search(r"author=\{(.*)\},", entry).group(1).count(" and ") == len(largest["authors"]) - 1
    assert "others" not in entry


def test_ris_is_well_formed_and_complete(demo):
    entries = ris(demo["works.ris"])
    assert len(entries) == len(demo["works"])
    for entry, meta in zip(entries, demo["works"]):
        assert entry[0][0] == "TY" and entry[0][1] in {
            "JOUR", "CPAPER", "CHAP", "BOOK", "RPRT", "THES", "UNPB", "DATA", "COMP", "GEN", "BLOG", "ELEC", "NEWS"}
        values = dict(entry)
        assert fold(values["TI"]) == fold(meta["title"])
        assert values.get("PY") == (meta["published"][:4] if "published" in meta else None)
        assert sum(tag == "AU" for tag, _ in entry) == len(meta.get("authors", []))
        if "DA" in values:
            assert re.fullmatch(r"\d{4}/(\d\d)?/(\d\d)?/", values["DA"])
    assert ("AU", "de las Casas, Diego") in entries[0]


def test_ris_survives_another_reader(demo):
    tree = ElementTree.fromstring(read("ris2xml", data=demo["works.ris"]).decode("utf-8-sig"))
    records = tree.findall("m:mods", MODS)
    assert [r.get("ID") for r in records] == keys_of(demo["works.bib"])
    for record, meta in zip(records, demo["works"]):
        title = "".join(record.find("m:titleInfo", MODS).itertext())
        assert fold(title) == fold(meta["title"])
        assert len(record.findall("m:name", MODS)) == len(meta.get("authors", []))


def test_csv_has_a_row_a_link(demo):
    text = demo["works.csv"].decode()
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert rows[0] == COLUMNS
    links = json.loads(demo["links.json"])["links"]
    assert len(rows) == len(links) + 1 and all(len(row) == len(COLUMNS) for row in rows)
    assert text.count("\r\n") == len(rows) and text.count("\n") == len(rows)
    for row, link in zip((dict(zip(COLUMNS, row)) for row in rows[1:]), links):
        meta = link.get("meta", {})
        assert row["url"] == link["url"] and row["verdict"] == link["verdict"] and row["line"] == str(link["line"])
        assert row["title"].removeprefix("'") == meta.get("title", "")
        assert row["authors"] == "; ".join(a["name"] for a in meta.get("authors", []))
        assert row["arxiv"] == meta.get("arxiv", "") and row["doi"] == meta.get("doi", "")


def undated(data):
    """Without the day of access, which midnight may change."""
    return re.sub(rb'Accessed: \d{4}-\d\d-\d\d|"accessed": {[^}]*}|Y2  - .*', b"", data)


def test_the_same_facts_give_the_same_bytes(demo):
    for name in ("works.bib", "works.csl.json", "works.ris", "works.csv"):
        assert undated(demo["again"][name]) == undated(demo[name]), name
        assert undated(demo["offline"][name]) == undated(demo[name]), name


def posts(internet, *hosts, title="Word of Experts"):
    for host in hosts:
        internet.route(f"https://{host}.example/", body=f"""<title>{title}</title><meta name=author content="Jane Doe">
<meta property="article:published_time" content="2024-01-08">""")
    return [f"https://{host}.example/" for host in hosts]


def test_keys_are_kept_whatever_comes_later(gloss, internet):
    one, two, three = posts(internet, "one", "two", "three")
    gloss.list(two)
    assert keys_of(write(gloss)["works.bib"]) == ["doe2024word"]
    gloss.list(one, two)
    assert keys_of(write(gloss)["works.bib"]) == ["doe2024worda", "doe2024word"]
    gloss.list(three, two, one, one + "#part")
    outputs = write(gloss)
    assert keys_of(outputs["works.bib"]) == ["doe2024wordb", "doe2024word", "doe2024worda"]
    assert [item["id"] for item in json.loads(outputs["works.csl.json"])] == keys_of(outputs["works.bib"])
    # What is known of a work changes; its key does not.
    posts(internet, "two", title="Renamed")
    outputs = write(gloss, "--fresh")
    assert b"title={Renamed}" in outputs["works.bib"]
    assert keys_of(outputs["works.bib"]) == ["doe2024wordb", "doe2024word", "doe2024worda"]


def test_new_works_offline_get_keys_of_their_own(gloss, internet):
    gloss.list(*posts(internet, "one", "two"))
    write(gloss, outputs=("list.json",))
    for _ in range(2):
        assert keys_of(write(gloss, "--offline", online=False)["works.bib"]) == ["doe2024word", "doe2024worda"]


def test_the_dead_are_cited_and_the_untitled_are_not(gloss, internet):
    internet.route("https://page.example/", body="<title>A Page</title><meta name=author content='Jane Doe'>")
    internet.route("https://bare.example/", body="no title at all")
    gloss.list("https://page.example/", "https://bare.example/", "https://none.example/")
    first = write(gloss)
    assert keys_of(first["works.bib"]) == ["doenodatepage"]
    assert b"howpublished={\\url{https://page.example/}}" in first["works.bib"]
    assert re.search(rb"note=\{Accessed: \d{4}-\d\d-\d\d\}", first["works.bib"])
    internet.route("https://page.example/", status=404)
    later = write(gloss, "--fresh")
    assert keys_of(later["works.bib"]) == ["doenodatepage"] and b"Accessed" not in later["works.bib"]
    assert len(later["works.csv"].splitlines()) == 4


# What only an API can say: pages that write so are not believed.
EVIL = [
    {"id": "2401.00001", "title": "} @misc{evil, title={x} \\input{/etc/passwd} 100% $x_1^2$ ~ #& {{{ \u202e",
     "authors": ["=1+1 and {Evil", "O'Neil \\ \"Q\" \\and Co", "}"], "summary": "@SUM(1), \"quoted\"\n\nER  - \nTY  - JOUR"},
    {"id": "2401.00002", "title": "{@%_ " * 2000, "authors": ["x" * 10000], "summary": "=cmd|' /C calc'!A0"},
    {"id": "2401.00003", "title": "=HYPERLINK(\"https://e.example\")", "authors": ["@Doe, Jane"], "summary": "+\u200f"},
]


def test_hostile_metadata_stays_text(gloss, internet):
    internet.add_papers(*EVIL)
    internet.route("https://page.example/%7B?a=%7Bb%7D&c=%22d%22", body="<title>A {Page} of 100% \\ ~</title>")
    gloss.write("list.md", "".join(f"- <https://arxiv.org/abs/{paper['id']}>\n" for paper in EVIL) +
                "- <https://page.example/%7B?a={b}&c=\"d\">\n")
    outputs = write(gloss)
    latex = write(gloss, "--biblatex", outputs=("latex.bib",))["latex.bib"]
    keys = keys_of(outputs["works.bib"])
    assert len(keys) == 4 and "evil" not in keys
    for form, data in (("bibtex", outputs["works.bib"]), ("biblatex", latex)):
        assert list(pandoc(form, data)) == keys
        assert b"\\input" not in data
    assert [item["id"] for item in json.loads(outputs["works.csl.json"])] == keys
    assert len(ris(outputs["works.ris"])) == 4
    rows = list(csv.reader(io.StringIO(outputs["works.csv"].decode(), newline=""), strict=True))
    assert len(rows) == 5 and sum(cell.startswith("'") for row in rows for cell in row) >= 4
    assert all(not re.match(r"[=+\-@].", cell) for row in rows for cell in row)
    for name, data in {**outputs, "latex.bib": latex}.items():
        assert "\u202e".encode() not in data and "\u200f".encode() not in data, name


def test_links_has_nothing_to_cite(gloss):
    gloss.list("https://page.example/")
    for name in ("works.bib", "works.csl.json", "works.ris"):
        result = gloss("links", "-o", name, "list.md")
        assert result.status == 2 and "gloss enrich" in result.err
        assert not (gloss.cwd / name).exists()
    assert gloss("links", "-t", "csv", "list.md").out.splitlines()[0] == ",".join(COLUMNS)


def test_help_names_the_formats(gloss):
    text = " ".join(gloss("enrich", "--help").out.split())
    for word in ("bib, csljson, ris, csv", ".csl.json .ris .csv", "--biblatex"):
        assert word in text, text
