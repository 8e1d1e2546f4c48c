"""The bundled list, link by link: what gloss finds is what fixtures/expected.json knows.

A field that the table gives no place in `where` is shown nowhere in the fake internet, and one of a `hidden` row
neither; `shows` is what a site says instead. All else is demanded, to the letter.
"""

import json
import os
import re
import subprocess
import sys

import pytest

from conftest import LIMIT_S, ROOT, program

EXPECTED = json.loads((ROOT / "fixtures/expected.json").read_text(encoding="utf-8"))
HIGH = [row for row in EXPECTED if row["confidence"] == "high" and not row.get("hidden")]
FIELDS = ("title", "authors", "published")
COMPLETE_MIN = 80  # of 86 items of the list


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """The demo's report by URL, and its annotated list."""
    folder = tmp_path_factory.mktemp("every-link")
    (folder / "fixtures").symlink_to(ROOT / "fixtures")
    command = [sys.executable, str(ROOT / "tests/internet/demo.py"), str(program().resolve())]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=2 * LIMIT_S,
                          env={**os.environ, "LC_ALL": "C.UTF-8"})
    assert done.returncode == 0, done.stdout + done.stderr
    report = json.loads((folder / "out/links.json").read_text(encoding="utf-8"))
    return {"links": {link["url"]: link for link in report["links"]},
            "list": (folder / "out/reading-list.md").read_text(encoding="utf-8")}


def said(meta, field):
    return [author["name"] for author in meta.get("authors", [])] if field == "authors" else meta.get(field)


def agrees(field, wanted, got):
    """A registry may know the day of what the table knows the year of."""
    return got == wanted or (field == "published" and got is not None and got.startswith(wanted + "-"))


def is_shown(row, field):
    return field in row and (field in row["where"] or "registry" in row)


@pytest.mark.parametrize("row", HIGH, ids=lambda row: f'{row["n"]}-{row["url"]}')
def test_a_link_has_what_is_known_of_it(found, row):
    meta = found["links"][row["url"]].get("meta", {})
    for field in FIELDS:
        if is_shown(row, field):
            wanted = row.get("shows", {}).get(field, row[field])
            assert agrees(field, wanted, said(meta, field)), (field, wanted, said(meta, field))


def test_articles_name_their_code(found):
    rows = [row for row in EXPECTED if "code" in row]
    assert len(rows) == 2
    for row in rows:
        assert found["links"][row["url"]]["meta"]["code"] == row["code"]


def test_nothing_is_made_up(found):
    """What the table knows and the fake internet does not show is left out or right, never wrong."""
    wrong = [(row["n"], field, said(found["links"][row["url"]].get("meta", {}), field))
             for row in EXPECTED if not row.get("hidden") for field in FIELDS
             if field in row and said(found["links"][row["url"]].get("meta", {}), field)
             and not agrees(field, row.get("shows", {}).get(field, row[field]),
                            said(found["links"][row["url"]]["meta"], field))]
    assert wrong == []


def blocks(text):
    """The annotation under each link of the list, by URL; the first where there are several."""
    parts = re.split(r"<!-- gloss -->|<!-- /gloss -->", text)
    for before, block in zip(parts[::2], parts[1::2]):
        urls = re.findall(r"\]\((https?://[^)\s]+)\)", before)
        if urls:
            yield urls[-1], re.sub(r"\n\s*> ?", "\n", block)


def plain(text):
    """Text as a reader of the rendered list sees it."""
    return re.sub(r"\s+", " ", re.sub(r"\\(.)", r"\1", text)).strip()


def lacks(row, link, block):
    """What an item's block does not show of title, authors, date and abstract; none where the work has none."""
    meta = link.get("meta", {})
    lines = block.strip().split("\n\n")
    shown = plain(block)
    return [field for field, is_there in {
        "title": "title" in meta and plain(meta["title"])[:60] in shown,
        "authors": bool(meta.get("authors")) and meta["authors"][0]["name"] in shown or
        "authors" not in row and not row.get("hidden"),
        "published": meta.get("published", "?") in shown or "published" not in row and not row.get("hidden"),
        "abstract": "abstract" in meta and plain(meta["abstract"])[:20] in plain(lines[-1]),
    }.items() if not is_there]


def test_the_annotated_list_tells_why_one_wanted_to_read_it(found):
    shown = dict(blocks(found["list"]))
    incomplete = {row["n"]: missing for row in EXPECTED
                  if (missing := lacks(row, found["links"][row["url"]], shown.get(row["url"], "")))}
    assert len(EXPECTED) == 86
    assert len(EXPECTED) - len(incomplete) >= COMPLETE_MIN, incomplete
