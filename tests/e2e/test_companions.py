"""Documents beside a page: asked only where the page leaves something out, heard only of that page."""

import json

import pytest

BLOG = "https://blog.example"
HEAD = ('<link rel="alternate" type="application/rss+xml" title="Blog » A Post Comments Feed" href="/post/feed/">'
        '<link rel="alternate" type="application/atom+xml" title="Blog" href="/feed.xml">')
POST = f"<!DOCTYPE html><html><head><title>A Post</title>{HEAD}</head><body><h1>A Post</h1><p>Text.</p></body></html>"
RECORD = '<link rel="alternate" type="application/json" href="/wp-json/wp/v2/posts/17">'
OEMBED = '<link rel="alternate" type="application/json+oembed" href="/oembed?url=post">'


def atom(*entries):
    body = "".join(f'<entry><title>{title}</title><link href="{link}"/><author><name>{author}</name></author>'
                   f"<published>{day}T23:30:00-08:00</published></entry>" for link, title, author, day in entries)
    return {"headers": {"Content-Type": "application/atom+xml"},
            "body": f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Blog</title>{body}</feed>'}


def ask(gloss, *urls, cache="cache"):
    gloss.list(*urls)
    result = gloss("enrich", "-q", "--json", "list.md", cache=cache)
    assert result.status == 0, result.err
    return result.report["links"]


def names(link):
    return [author["name"] for author in link.get("meta", {}).get("authors", [])]


@pytest.fixture
def world(internet):
    internet.route(f"{BLOG}/post", body=POST)
    internet.route(f"{BLOG}/second", body=POST.replace("A Post", "A Second Post"))
    internet.route(f"{BLOG}/feed.xml", **atom(("/other", "Another", "Rude Reader", "2001-01-01"),
                                              ("/post", "A Post", "Jane Doe", "2021-02-03"),
                                              ("https://blog.example/second/", "A Second Post", "Max Roe", "2022-02-03")))
    return internet


def asked(world):
    return [request["target"] for request in world.requests("blog.example")]


def test_one_feed_tells_of_each_of_its_pages(gloss, world):
    post, second = ask(gloss, f"{BLOG}/post", f"{BLOG}/second")
    assert (names(post), post["meta"]["published"]) == (["Jane Doe"], "2021-02-03")
    assert (names(second), second["meta"]["published"]) == (["Max Roe"], "2022-02-03")
    assert post["meta_sources"]["authors"] == post["meta_sources"]["published"] == "feed"
    assert not any("/post/feed/" in target for target in asked(world))


def test_what_was_heard_is_kept(gloss, world):
    first = ask(gloss, f"{BLOG}/post")
    again = ask(gloss, f"{BLOG}/post")
    assert [link["meta"] for link in again] == [link["meta"] for link in first]


def test_a_page_that_says_all_needs_no_companion(gloss, world):
    own = '<meta name="author" content="Ann Own"><meta property="article:published_time" content="2020-05-06">'
    world.route(f"{BLOG}/post", body=POST.replace(HEAD, HEAD + RECORD + OEMBED + own))
    post, = ask(gloss, f"{BLOG}/post")
    assert names(post) == ["Ann Own"] and asked(world) == ["/post"]


def test_entries_of_other_pages_are_not_ours(gloss, world):
    world.route(f"{BLOG}/feed.xml", **atom(("/other", "A Post", "Rude Reader", "2001-01-01")))
    post, = ask(gloss, f"{BLOG}/post")
    assert names(post) == [] and "published" not in post["meta"] and post["meta"]["title"] == "A Post"


def test_a_record_is_asked_first_and_saves_the_rest(gloss, world):
    world.route(f"{BLOG}/post", body=POST.replace(HEAD, HEAD + RECORD + OEMBED))
    world.route(f"{BLOG}/wp-json/wp/v2/posts/17?_embed=author", headers={"Content-Type": "application/json"},
                body=json.dumps({"id": 17, "date": "2021-02-03T23:30:00", "link": f"{BLOG}/post",
                                 "title": {"rendered": "A Post"}, "_embedded": {"author": [{"name": "Jane Doe"}]}}))
    post, = ask(gloss, f"{BLOG}/post")
    assert (names(post), post["meta"]["published"], post["meta_sources"]["authors"]) == \
        (["Jane Doe"], "2021-02-03", "wp-json")
    assert asked(world) == ["/post", "/wp-json/wp/v2/posts/17?_embed=author"]


@pytest.mark.parametrize("answer", [
    {"status": 404}, {"status": 500}, {"fault": "reset"}, {"body": "<html><title>Log in</title><h1>Log in</h1></html>"},
    {"body": '<!DOCTYPE f [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><feed><entry><link href="/post"/><title>&b;</title></entry></feed>'},
    {"body": "{" * 5000}, {"location": f"{BLOG}/feed.xml"},
])
def test_a_companion_that_fails_harms_nothing(gloss, world, answer):
    world.route(f"{BLOG}/feed.xml", **answer)
    post, = ask(gloss, f"{BLOG}/post")
    assert post["verdict"] == "alive" and post["meta"]["title"] == "A Post" and names(post) == []
