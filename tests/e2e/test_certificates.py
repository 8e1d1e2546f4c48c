"""Certificates that are about to expire: a fact beside the verdict."""

import datetime


def at(days):
    """An environment in which it is so many days from now."""
    day = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=days)
    return {"GLOSS_NOW": day.strftime("%Y-%m-%dT%H:%M:%SZ")}


def check(gloss, *urls, options=(), env=None):
    gloss.list(*urls)
    return gloss("check", "--json", *options, "list.md", env=env).report["links"]


def notes(link):
    return [e["says"] for e in link["evidence"] if e["source"] == "tls"]


def test_every_link_to_the_host_knows(gloss, internet):
    """Also those that were asked over a connection that was open already."""
    internet.certificate("soon.example", "expiring")
    urls = [f"https://soon.example/{n}" for n in range(4)]
    for url in [*urls, "https://later.example/", "http://soon.example/plain"]:
        internet.route(url, body="<title>Page</title>")
    links = check(gloss, *urls, "https://later.example/", "http://soon.example/plain")
    day = (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=7)).strftime("%Y-%m-%d")
    for link in links[:4]:
        assert link["verdict"] == "alive" and link["facts"] == ["expiring"]
        assert notes(link) == [f"the certificate expires on {day}"] and "certificate" not in link["reason"]
    for link in links[4:]:
        assert "facts" not in link and notes(link) == []
    shown = gloss("check", "-v", "list.md").out
    assert shown.count(f"    expiring\n    the certificate expires on {day}\n") == 4
    assert "expiring" not in gloss("check", "list.md").out


def test_fourteen_days_before(gloss, internet):
    internet.certificate("soon.example", "expiring")
    internet.route("https://soon.example/", body="<title>Page</title>")
    for days, facts in ((-10, None), (-6, ["expiring"]), (6, ["expiring"]), (8, None)):
        link, = check(gloss, "https://soon.example/", options=["--fresh"], env=at(days))
        assert link["verdict"] == "alive" and link.get("facts") == facts, days


def test_a_short_life_is_not_news(gloss, internet):
    """A certificate of six days is always about to expire, and renewed half-way."""
    internet.certificate("brief.example", "shortlived")
    internet.route("https://brief.example/", body="<title>Page</title>")
    for days, facts in ((0, None), (3, None), (5, ["expiring"])):
        link, = check(gloss, "https://brief.example/", options=["--fresh"], env=at(days))
        assert link["verdict"] == "alive" and link.get("facts") == facts, days


def test_the_host_that_answers_counts(gloss, internet):
    internet.certificate("soon.example", "expiring")
    internet.certificate("soon2.example", "expiring")
    internet.route("https://soon.example/", status=302, location="https://later.example/")
    internet.route("https://later.example/", body="<title>Page</title>")
    internet.route("https://old.example/", status=302, location="https://soon2.example/")
    internet.route("https://soon2.example/", body="<title>Page</title>")
    away, here = check(gloss, "https://soon.example/", "https://old.example/")
    assert "facts" not in away and here["facts"] == ["expiring"]


def test_it_is_remembered(gloss, internet):
    internet.certificate("soon.example", "expiring")
    internet.route("https://soon.example/", body="<title>Page</title>", headers={"ETag": '"1"'})
    first, = check(gloss, "https://soon.example/")
    unchanged, = check(gloss, "https://soon.example/")
    kept, = check(gloss, "https://soon.example/", options=["--offline"])
    assert [r["status"] for r in internet.requests("soon.example")] == [200, 304]
    assert first["facts"] == unchanged["facts"] == kept["facts"] == ["expiring"]
    assert notes(first) == notes(unchanged) == notes(kept) != []
    explained = gloss("explain", "https://soon.example/").out
    assert notes(first)[0] in explained


def test_it_speaks_for_nothing(gloss, internet):
    internet.certificate("soon.example", "expiring")
    internet.route("https://soon.example/", status=404)
    link, = check(gloss, "https://soon.example/")
    assert link["verdict"] == "dead" and "404" in link["reason"]
