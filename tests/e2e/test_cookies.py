"""Cookies between hops: sites that want them back get them, and nobody else does."""


def cookies(internet, host):
    return [r["request_headers"].get("cookie") for r in internet.requests(host)]


def check(gloss, *urls):
    gloss.list(*urls)
    return gloss("check", "--json", "list.md").report["links"]


def setting(cookie, location, **more):
    return {"status": 302, "location": location, "headers": {"Set-Cookie": cookie}, **more}


def test_a_site_that_sets_a_cookie_and_sends_back(gloss, internet):
    url = "https://site.example/a"
    internet.route(url, sequence=[setting("seen=1; Path=/", "/a"), {"body": "<title>Page</title>"}])
    link, = check(gloss, url)
    assert link["verdict"] == "alive" and link["meta"]["title"] == "Page"
    assert cookies(internet, "site.example") == [None, "seen=1"]


def test_a_circle_over_another_site(gloss, internet):
    url = "https://paper.example/a"
    internet.route(url, sequence=[setting("session=x; Path=/", "https://login.example/authorize?to=a"),
                                  {"body": "<title>Paper</title>"}])
    internet.route("https://login.example/authorize?to=a", **setting("idp=y; Domain=paper.example", url))
    link, = check(gloss, url)
    assert link["verdict"] == "alive" and link["meta"]["title"] == "Paper"
    assert cookies(internet, "paper.example") == [None, "session=x"]
    assert cookies(internet, "login.example") == [None]


def test_never_across_hosts(gloss, internet):
    internet.route("https://a.example/", **setting("secret=1; Domain=.example; Path=/", "https://www.a.example/"))
    internet.route("https://www.a.example/", **setting("other=2; Domain=a.example", "https://b.example/"))
    internet.route("https://b.example/", body="<title>B</title>")
    internet.add_papers({"id": "2401.00001"})
    links = check(gloss, "https://a.example/", "https://b.example/", "https://www.a.example/",
                  "https://arxiv.org/abs/2401.00001")
    assert [link["verdict"] for link in links] == ["alive"] * 4
    for host in ("www.a.example", "b.example", "export.arxiv.org"):
        assert cookies(internet, host) == [None] * len(internet.requests(host))


def test_a_site_that_is_never_content(gloss, internet):
    url = "https://site.example/a"
    internet.route(url, sequence=[setting(f"n={n}; Path=/", "/a") for n in range(50)])
    link, = check(gloss, url)
    assert link["verdict"] == "transient" and "circle" in link["reason"]
    assert len(internet.requests("site.example")) == 4


def test_nothing_is_kept(gloss, internet):
    internet.route("https://site.example/a", **setting("n=SECRETVALUE; Path=/", "/b"))
    internet.route("https://site.example/b", body="<title>B</title>")
    first, = check(gloss, "https://site.example/a")
    assert cookies(internet, "site.example") == [None, "n=SECRETVALUE"] and "SECRETVALUE" not in str(first)
    internet.clear()
    check(gloss, "https://site.example/a")
    assert cookies(internet, "site.example")[0] is None
    assert not any(b"SECRETVALUE" in p.read_bytes() for p in gloss.cache.iterdir() if p.is_file())


def test_the_user_s_own_cookie_goes_before(gloss, internet):
    url = "https://site.example/a"
    internet.route(url, **setting("n=1; Path=/", "/b"))
    internet.route("https://site.example/b", body="<title>B</title>")
    gloss.list(url)
    assert gloss("check", "--header", "site.example: Cookie: mine=2", "list.md").status == 0
    assert cookies(internet, "site.example") == ["mine=2", "mine=2"]
