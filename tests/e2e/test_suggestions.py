"""A better address for a link, where there is one."""


def suggestions(gloss, *args, **more):
    result = gloss("check", "--json", *args, "list.md", **more)
    return {link["url"]: link.get("suggestion", {}) for link in result.report["links"]}


def test_https_where_it_leads_there(gloss, internet):
    internet.route("http://plain.example/a", status=302, location="https://plain.example/a")
    internet.route("https://plain.example/a", body="<title>Page</title>")
    internet.route("http://else.example/a", status=302, location="https://else.example/b")
    internet.route("https://else.example/b", body="<title>Page</title>")
    gloss.list("http://plain.example/a#part", "http://else.example/a", "https://plain.example/a")
    assert suggestions(gloss) == {
        "http://plain.example/a#part": {"url": "https://plain.example/a#part", "why": "the same page over https"},
        "http://else.example/a": {}, "https://plain.example/a": {}}


def test_the_address_without_tracking_where_the_page_says_so(gloss, internet):
    page = '<title>Page</title><link rel="canonical" href="https://a.example/p?id=1">'
    internet.route("https://a.example/p?id=1&utm_source=mail", body=page)
    internet.route("https://a.example/p?id=2&utm_source=mail", body=page)
    internet.route("https://b.example/p?utm_source=mail", body="<title>Page</title>")
    gloss.list("https://a.example/p?id=1&utm_source=mail#x", "https://a.example/p?id=2&utm_source=mail",
               "https://b.example/p?utm_source=mail")
    assert suggestions(gloss) == {
        "https://a.example/p?id=1&utm_source=mail#x":
            {"url": "https://a.example/p?id=1#x", "why": "the address the page calls its own"},
        "https://a.example/p?id=2&utm_source=mail": {}, "https://b.example/p?utm_source=mail": {}}


def test_what_a_wall_hides_keeps_the_list_s_title(gloss, internet):
    internet.route("https://wall.example/a", status=403)
    gloss.write("list.md", "- [A Title of the List](https://wall.example/a)\n- <https://wall.example/a?b>\n")
    result = gloss("check", "--json", "list.md")
    first = result.report["links"][0]
    assert first["verdict"] == "blocked"
    assert (first["meta"], first["meta_sources"]) == ({"title": "A Title of the List"}, {"title": "list"})


def test_fix_finds_out_which_pages_are_there_over_https(gloss, internet):
    text = "<p>" + "The kettle cools as the square of nothing in particular. " * 30
    for host, twin in (("both", text), ("other", "<p>" + "Quite another page, about mills and flour. " * 30), ("plain", None)):
        internet.route(f"http://{host}.example/a", body="<title>Tea</title>" + text)
        if twin:
            internet.route(f"https://{host}.example/a", body="<title>Tea</title>" + twin)
    gloss.list("http://both.example/a#x", "http://other.example/a", "http://plain.example/a")
    for _ in range(2):  # and again, when they are in the cache
        result = gloss("fix", "list.md")
        changed = [line for line in result.out.splitlines() if line.startswith(("-- ", "+- "))]
        assert changed == ["-- [Link 1](http://both.example/a#x)", "+- [Link 1](https://both.example/a#x)"]
    internet.clear()
    gloss("check", "list.md")
    assert not any(r["scheme"] == "https" for r in internet.requests())  # a check does not ask
