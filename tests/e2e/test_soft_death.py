"""Pages that answer 200 and are not the page: soft deaths, walls, and what only looks like them."""

import pytest

PROSE = "<p>" + "The kettle cools as the square of nothing in particular, and we measured it twice. " * 60 + "</p>"
ALIVE = [f"https://h{i}.example/" for i in range(6)]


@pytest.fixture
def night(gloss, internet):
    for url in ALIVE:
        internet.route(url, body=f"<title>{url}</title>{PROSE}")

    def run(day, *args):
        result = gloss("check", "--json", *args, "list.md", env={"GLOSS_NOW": f"2026-02-{day:02d}T03:00:00Z"})
        return {link["url"]: link for link in result.report["links"]}
    return run


def article(title):
    return f"<html lang=en><title>{title}</title><h1>{title}</h1>{PROSE}"


NOT_FOUND = "<html lang=en><title>Page not found</title><h1>Page not found</h1><p>Sorry, we looked everywhere.</p>"


def test_it_takes_three_nights(gloss, internet, night):
    url = "https://site.example/papers/tea.html"
    internet.route(url, body=article("How Tea Cools"))
    gloss.list(url, *ALIVE)
    assert night(1)[url]["verdict"] == "alive"
    internet.route(url, body=NOT_FOUND)
    for day, verdict in ((2, "suspect"), (3, "suspect"), (5, "dead"), (6, "dead")):
        internet.clear()
        link = night(day)[url]
        assert link["verdict"] == verdict, (day, link)
        assert len(internet.requests("site.example")) == 2  # looked at twice, both times
        assert link["meta"]["title"] == "How Tea Cools"  # what was known stays known
    assert link["since"].startswith("2026-02-05")
    internet.route(url, body=article("How Tea Cools"))
    assert night(7)[url]["verdict"] == "alive"


def test_a_better_second_look_counts(gloss, internet, night):
    url = "https://site.example/papers/tea.html"
    internet.route(url, sequence=[{"body": NOT_FOUND}, {"body": article("How Tea Cools")}])
    gloss.list(url, *ALIVE)
    link = night(1)[url]
    assert link["verdict"] == "alive" and link["meta"]["title"] == "How Tea Cools"


def test_redirected_to_the_front_page(gloss, internet, night):
    url = "https://site.example/papers/2019/tea.html"
    internet.route(url, status=302, location="/")
    internet.route("https://site.example/", body=article("The Tea Society"))
    gloss.list(url, "https://site.example/", *ALIVE)
    links = night(1)
    assert links[url]["verdict"] == "suspect" and "front page" in links[url]["reason"]
    assert "meta" not in links[url] or links[url]["meta"].get("title") != "The Tea Society"
    assert links["https://site.example/"]["verdict"] == "alive"


def test_the_same_page_everywhere(gloss, internet, night):
    """One probe a host: a path that cannot exist shows what the site's 200 is worth."""
    page = '<html lang=en><title>Tea Society</title><link rel=canonical href="https://site.example/">' \
           "<h1>Tea Society</h1><p>Welcome to the society of tea. Read our journal, join our meetings.</p>" + PROSE
    internet.default("site.example", body=page)
    gloss.list("https://site.example/papers/tea.html", "https://site.example/papers/milk.html", *ALIVE)
    links = night(1)
    assert [links[f"https://site.example/papers/{n}.html"]["verdict"] for n in ("tea", "milk")] == ["suspect"] * 2
    probes = {r["target"] for r in internet.requests("site.example") if "gloss-" in r["target"]}
    assert len(probes) == 1


def test_a_suspicious_page_whose_site_knows_404(gloss, internet, night):
    page = '<html lang=en><title>Tea Society</title><link rel=canonical href="https://site.example/">' + PROSE
    internet.route("https://site.example/papers/tea.html", body=page)
    gloss.list("https://site.example/papers/tea.html", *ALIVE)
    assert night(1)["https://site.example/papers/tea.html"]["verdict"] == "alive"
    assert sum("gloss-" in r["target"] for r in internet.requests("site.example")) == 1


def test_walls_that_answer_200(gloss, internet, night):
    wall = "<html lang=en><title>Just a moment...</title><h1>Just a moment...</h1><p>Enable JavaScript and cookies.</p>"
    internet.route("https://wall.example/a", body=wall)
    internet.route("https://paper.example/a/b", status=302, location="/login?next=/a/b")
    internet.route("https://paper.example/login?next=/a/b",
                   body="<html lang=en><title>Log in</title><form><input type=password></form>")
    gloss.list("https://wall.example/a", "https://paper.example/a/b", *ALIVE)
    links = night(1)
    assert links["https://wall.example/a"]["verdict"] == "blocked"
    assert links["https://paper.example/a/b"]["verdict"] == "blocked"
    assert links["https://wall.example/a"]["meta"] == {"title": "Link 1"}  # the list's, not the wall's


def test_an_unchanged_front_page_does_not_bring_the_dead_back(gloss, internet, night):
    url = "https://site.example/papers/2019/tea.html"
    internet.route(url, status=302, location="/")
    internet.route("https://site.example/", body=article("The Tea Society"))
    gloss.list(url, *ALIVE)
    assert [night(day)[url]["verdict"] for day in (1, 2, 4, 5)] == ["suspect", "suspect", "dead", "dead"]


@pytest.mark.parametrize("title", ["How to make a great 404 page", "Error 404: the story of a number",
                                   "Page not found: lost papers of computing"])
def test_articles_about_absence_are_alive(gloss, internet, night, title):
    internet.route("https://site.example/blog/404", body=article(title))
    gloss.list("https://site.example/blog/404", *ALIVE)
    assert night(1)["https://site.example/blog/404"]["verdict"] == "alive"


def test_a_page_that_only_leads_on(gloss, internet, night):
    """A meta refresh on next to no text is a redirect, if not a permanent one."""
    stub = '<html><title>Moved</title><meta http-equiv=refresh content="0; url=/new/tea.html"><p>Moved.</p>'
    internet.route("https://site.example/old.html", body=stub)
    internet.route("https://site.example/new/tea.html", body=article("How Tea Cools"))
    internet.route("https://site.example/papers/2019/milk.html", body=stub.replace("/new/tea.html", "/"))
    internet.route("https://site.example/", body=article("The Tea Society"))
    live = article("News").replace("<h1>", '<meta http-equiv=refresh content="0; url=/new/tea.html"><h1>')
    internet.route("https://site.example/news.html", body=live)
    gloss.list("https://site.example/old.html", "https://site.example/papers/2019/milk.html", "https://site.example/news.html", *ALIVE)
    for day in (1, 2):
        links = night(day)
        old = links["https://site.example/old.html"]
        assert old["verdict"] == "alive" and old["meta"]["title"] == "How Tea Cools"
        assert old["hops"] == [{"status": 200, "url": "https://site.example/new/tea.html"}]
        assert links["https://site.example/papers/2019/milk.html"]["verdict"] == "suspect"
        assert links["https://site.example/news.html"]["meta"]["title"] == "News"


@pytest.mark.parametrize("status, verdict", [(301, "suspect"), (302, "blocked")])
def test_where_every_path_leads_to_one_place(gloss, internet, night, status, verdict):
    """For good, the site gave its pages up; for now, something stands in the way: consent, maintenance."""
    url = "https://site.example/papers/2019/tea.html"
    internet.default("site.example", status=status, location="https://gate.example/")
    internet.route("https://gate.example/", body=article("We Value Something"))
    gloss.list(url, *ALIVE)
    verdicts = [night(day)[url]["verdict"] for day in (1, 2, 4, 5)]
    assert verdicts == (["suspect", "suspect", "dead", "dead"] if verdict == "suspect" else ["blocked"] * 4)
