"""Links left alone until a day and for a reason, and what is said when that day has come."""

import pytest

NIGHT = {"GLOSS_NOW": "2026-12-31T23:59:00Z"}
NEW_YEAR = {"GLOSS_NOW": "2027-01-01T00:00:30Z"}
GONE = "https://gone.example/a"
HERE = "https://here.example/b"


@pytest.fixture(autouse=True)
def world(internet):
    internet.route(GONE, status=404)
    internet.route(HERE, body="<title>Here</title>")


def by_line(result):
    return {link["line"]: link for link in result.report["links"]}


def test_a_comment_until_its_day(gloss, internet):
    gloss.write("list.md", f"- [Gone]({GONE}) <!-- gloss:ignore until=2027-01-01 the site moves -->\n- [Here]({HERE})\n")
    result = gloss("check", "--json", "list.md", env=NIGHT)
    link = by_line(result)[1]
    assert result.status == 0 and result.err == "" and internet.requests("gone.example") == []
    assert link["verdict"] == "skipped" and link["reason"] == "ignored until 2027-01-01: the site moves"
    assert link["ignore"] == {"source": "document", "where": "list.md:1", "until": "2027-01-01", "why": "the site moves"}
    assert [e["source"] for e in link["evidence"]] == ["document"] and link["key"] == GONE
    assert by_line(result)[2]["verdict"] == "alive" and "ignore" not in by_line(result)[2]
    shown = gloss("check", "-v", "list.md", env=NIGHT)
    assert "skipped" in shown.out and "    ignored until 2027-01-01: the site moves\n" in shown.out


def test_a_comment_whose_day_has_come(gloss, internet):
    gloss.write("list.md", f"- [Gone]({GONE}) <!-- gloss:ignore until=2027-01-01 the site moves -->\n- [Here]({HERE})\n")
    result = gloss("check", "list.md", env=NEW_YEAR)
    assert result.status == 1
    assert "gloss: list.md:1: the ignore lapsed on 2027-01-01: the site moves (checked again)\n" in result.err
    assert "    the ignore lapsed on 2027-01-01: the site moves\n" in result.out
    link = by_line(gloss("check", "--json", "-q", "list.md", env=NEW_YEAR))[1]
    assert link["verdict"] == "dead" and link["ignore"]["lapsed"] is True
    for option in ("-q", "--changes"):
        assert gloss("check", option, "list.md", env=NEW_YEAR).err == ""


def test_a_comment_without_a_day_never_lapses(gloss):
    gloss.write("list.md", f"<!-- gloss:ignore -->\n- [Gone]({GONE})\n")
    link, = gloss("check", "--json", "list.md", env={"GLOSS_NOW": "2099-01-01T00:00:00Z"}).report["links"]
    assert link["verdict"] == "skipped" and link["reason"] == "ignored"
    assert link["ignore"] == {"source": "document", "where": "list.md:1"}


def test_a_comment_that_cannot_be_read(gloss):
    gloss.write("list.md", f"- [Gone]({GONE}) <!-- gloss:ignore until=soon -->\n")
    result = gloss("check", "list.md")
    assert result.status == 1 and "list.md:1: gloss:ignore until=soon is no day such as 2027-01-01" in result.err


@pytest.mark.parametrize("what, ignored", [
    (GONE, [GONE]),
    ("https://GONE.example/a", [GONE]),
    ("https://gone.example/", []),
    (r"^https://gone\.example/", [GONE]),
    (r"^https://(gone|here)\.[a-z]+/", [GONE, HERE]),
    (r"example", [GONE, HERE]),
])
def test_a_config_section(gloss, internet, what, ignored):
    gloss.write("config", f'[gloss]\nquiet = true\n\n[ignore "{what}"]\nuntil = 2027-01-01 ; or so\nwhy = it is\n  slow\n')
    gloss.list(GONE, HERE)
    links = gloss("check", "--json", "--config", "config", "list.md", env=NIGHT).report["links"]
    assert [link["url"] for link in links if link["verdict"] == "skipped"] == ignored
    for link in links:
        if link["url"] in ignored:
            assert link["reason"] == "ignored until 2027-01-01: it is slow"
            assert link["ignore"] == {"source": "config", "where": "config:4", "until": "2027-01-01", "why": "it is slow"}


def test_config_sections_that_lapse_or_say_nothing(gloss):
    gloss.write("config", f'[ignore "example"]\nuntil = 2027-01-01\nwhy = a holiday\n[ignore "{HERE}"]\n')
    gloss.list(GONE, GONE + "?again", HERE)
    result = gloss("check", "--config", "config", "list.md", env=NEW_YEAR)
    assert result.err.count("lapsed") == 1 and "config:1: the ignore lapsed on 2027-01-01: a holiday" in result.err
    verdicts = gloss("check", "--json", "--config", "config", "list.md", env=NEW_YEAR).verdicts()
    assert verdicts == ["dead", "dead", "skipped"]


@pytest.mark.parametrize("config, words", [
    ('[ignore "a"]\nuntil = 2027-02-30\n', ["config:2", "until = 2027-02-30"]),
    ('[ignore "a"]\nuntil = soon\n', ["config:2", "2027-01-01"]),
    ('[ignore "a"]\nwhen = 2027-01-01\n', ["config:2", "when"]),
    ('\n[ignore "a("]\n', ["config:2", "a("]),
    ('[ignore ""]\n', ["config:1"]),
    ('[ignore "a]\n', ["config:1"]),
    ('[ignore]\nuntil = 2027-01-01\n', ["config:2", "ignore"]),
    ('[gloss]\nquiet = true\n[ignore "' + "a" * 200 + '"]\n', ["config:3", "longer"]),
])
def test_a_config_with_mistakes(gloss, config, words):
    gloss.write("config", config)
    gloss.list(HERE)
    result = gloss("links", "--config", "config", "list.md")
    assert result.status == 2 and all(word in result.err for word in words), result.err


def test_the_same_address_ignored_and_not(gloss, internet):
    gloss.write("list.md", f"- [One]({GONE}) <!-- gloss:ignore one -->\n- [Two]({GONE})\n- [Three]({GONE}) <!-- gloss:ignore three -->\n"
                f"- [Four]({HERE})\n- [Five]({HERE}) <!-- gloss:ignore five -->\n")
    links = by_line(gloss("check", "--json", "list.md"))
    assert [links[n]["verdict"] for n in range(1, 6)] == ["skipped", "dead", "skipped", "alive", "skipped"]
    assert [links[n].get("reason") for n in (1, 3, 5)] == ["ignored: one", "ignored: three", "ignored: five"]
    assert links[4]["meta"] == links[5]["meta"] and len(internet.requests("here.example")) == 1


def test_what_is_known_stays_while_it_is_ignored(gloss, internet):
    gloss.write("list.md", f"- [Link]({HERE})\n")
    before = gloss("enrich", "-q", "list.md").out
    gloss.write("list.md", before.replace(f"({HERE})", f"({HERE}) <!-- gloss:ignore -->"))
    internet.clear()
    after = gloss("enrich", "-q", "list.md").out
    assert "Here" in before and after == before.replace(f"({HERE})", f"({HERE}) <!-- gloss:ignore -->")
    assert internet.requests() == []


def test_annotating_leaves_the_comments_alone(gloss):
    text = (f"<!-- gloss:ignore until=2027-01-01 x -->\r\n\r\n- [A]({HERE}) <!-- gloss:ignore -->\r\n- B\r\n  <!-- gloss:ignore -->\r\n"
            f"  - [C]({HERE})\r\n- [D]({HERE})")
    gloss.write("list.md", text.encode())
    gloss("enrich", "-q", "-i", "list.md")
    once = (gloss.cwd / "list.md").read_bytes()
    gloss("enrich", "-q", "-i", "list.md")
    assert (gloss.cwd / "list.md").read_bytes() == once and once.count(b"<!-- gloss -->") == 3
    links = gloss("links", "--json", "list.md").report["links"]
    assert ["ignore" in link for link in links] == [True, True, False]


def test_local_files_and_other_schemes(gloss):
    gloss.write("list.md", "- [A](missing.md) <!-- gloss:ignore soon -->\n- [B](http://) <!-- gloss:ignore -->\n- [C](missing.md)\n")
    result = gloss("check", "--json", "list.md")
    assert result.verdicts() == ["skipped", "skipped", "dead"]


def test_links_shows_them(gloss):
    gloss.write("list.md", f"- [Gone]({GONE}) <!-- gloss:ignore until=2027-01-01 the site moves -->\n- [Here]({HERE})\n")
    gloss.write("config", f'[ignore "{HERE}"]\nwhy = mine\n')
    links = gloss("links", "--json", "--config", "config", "list.md", env=NIGHT).report["links"]
    assert links[0]["ignore"] == {"source": "document", "where": "list.md:1", "until": "2027-01-01", "why": "the site moves"}
    assert links[1]["ignore"] == {"source": "config", "where": "config:1", "why": "mine"}
    assert "    ignored until 2027-01-01: the site moves\n" in gloss("links", "list.md", env=NIGHT).out
    assert "    the ignore lapsed on 2027-01-01: the site moves\n" in gloss("links", "list.md", env=NEW_YEAR).out


def test_offline(gloss):
    gloss.write("list.md", f"- [Here]({HERE})\n- [Gone]({GONE}) <!-- gloss:ignore -->\n")
    gloss("check", "list.md")
    assert gloss("check", "--offline", "--json", "list.md").verdicts() == ["alive", "skipped"]
