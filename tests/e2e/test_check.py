"""gloss check: verdicts, and what is asked of whom."""

import json
import time

import pytest

HEALTHY = "https://alive.example/"
# For tests that are not about manners: the gaps that arXiv's hosts get otherwise take seconds.
HURRY = "".join(f'[host "{host}"]\nslots = 1\ngap = 1ms\n' for host in ("export.arxiv.org", "arxiv.org"))


@pytest.fixture
def world(internet):
    """A healthy host, so that trouble elsewhere is not taken for our own."""
    internet.route(HEALTHY)
    return internet


def check(gloss, *urls, args=()):
    """{url: link object} of a check of these and the healthy one."""
    gloss.list(*urls, HEALTHY)
    result = gloss("check", "--json", "--timeout", "2s", *args, "list.md")
    assert result.status in (0, 1), result.err
    found = {link["url"]: link for link in result.report["links"]}
    assert found[HEALTHY]["verdict"] == "alive", found[HEALTHY]
    assert result.status == (1 if any(x["verdict"] in ("dead", "invalid") for x in found.values()) else 0)
    return found


def test_the_dead_are_named_with_place_and_reason(gloss, world):
    world.add_papers({"id": "2401.00001"})
    world.route("https://gone.example/410", status=410)
    world.route("https://gone.example/404", status=404)
    gloss.list("https://gone.example/404", "https://gone.example/410", "https://no-such-host.example/x",
               "https://arxiv.org/abs/2401.99999", HEALTHY, "https://arxiv.org/abs/2401.00001")
    result = gloss("check", "--timeout", "5s", "list.md")
    assert result.status == 1
    for line, url, why in ((3, "https://gone.example/404", "404"), (4, "https://gone.example/410", "410"),
                           (5, "https://no-such-host.example/x", "NXDOMAIN"),
                           (6, "https://arxiv.org/abs/2401.99999", "arXiv")):
        about = [text for text in result.out.splitlines() if f"list.md:{line}" in text or url in text]
        assert any(f"list.md:{line}" in text for text in about), result.out
        assert any(url in text for text in about), result.out
        assert why in result.out
    assert "list.md:7" not in result.out and "list.md:8" not in result.out  # a report shows what needs a look


SPARED = [
    ({"status": 403}, "blocked"),
    ({"status": 401}, "blocked"),
    ({"status": 999}, "blocked"),
    ({"status": 404, "headers": {"cf-mitigated": "challenge"}}, "blocked"),
    ({"status": 429}, "transient"),
    ({"status": 503}, "transient"),
    ({"status": 500}, "transient"),
    ({"fault": "hang"}, "transient"),
    ({"fault": "reset"}, "transient"),
    ({"fault": "reset_body"}, None),
    ({"fault": "close"}, "transient"),
    ({"fault": "garbage"}, "transient"),
    ({"fault": "hang_body"}, None),
    ({"fault": "truncate"}, None),
    ({"fault": "bad_gzip"}, None),
    ({"fault": "bad_chunk"}, None),
    ({"fault": "two_lengths"}, None),
    ({"fault": "huge_headers"}, None),
    ({"fault": "huge_header"}, None),
    ({"fault": "short_length"}, "alive"),
    ({"fault": "no_length"}, "alive"),
    ({"fault": "close_after"}, "alive"),
]


def test_nothing_else_is_dead(gloss, world):
    urls = [f"https://s{i}.example/x" for i in range(len(SPARED))]
    for url, (members, _) in zip(urls, SPARED):
        world.route(url, **members)
    found = check(gloss, *urls, args=["--retries", "0", "--timeout", "1s"])
    for url, (members, verdict) in zip(urls, SPARED):
        assert found[url]["verdict"] not in ("dead", "invalid"), (members, found[url]["reason"])
        assert verdict in (None, found[url]["verdict"]), (members, found[url]["verdict"], found[url]["reason"])


def test_names_that_do_not_resolve(gloss, world):
    world.dns("servfail.example", "SERVFAIL")
    world.dns("drop.example", "DROP")
    world.dns("closed.example", "REFUSING")
    world.dns("mute.example", "SILENT")
    names = {"servfail": "transient", "drop": "transient", "closed": "transient", "mute": "transient",
             "nowhere": "dead"}
    found = check(gloss, *(f"https://{name}.example/" for name in names), args=["--retries", "0", "--timeout", "1s"])
    assert {name: found[f"https://{name}.example/"]["verdict"] for name in names} == names


def test_bad_certificates_are_suspect_at_most(gloss, world):
    kinds = ("expired", "wrong", "untrusted", "selfsigned", "incomplete", "refuse")
    for kind in kinds:
        world.certificate(f"{kind}.example", kind)
    found = check(gloss, *(f"https://{kind}.example/" for kind in kinds), args=["--retries", "0"])
    verdicts = {kind: found[f"https://{kind}.example/"]["verdict"] for kind in kinds}
    assert verdicts == {**dict.fromkeys(kinds, "suspect"), "refuse": "transient"}
    assert world.requests("expired.example") == []


def test_certificates_are_not_looked_at_when_told_so(gloss, world):
    world.certificate("old.example", "expired")
    world.route("https://old.example/")
    assert check(gloss, "https://old.example/", args=["--insecure"])["https://old.example/"]["verdict"] == "alive"


def test_a_second_look_before_death(gloss, world):
    world.route("https://once.example/", sequence=[{"status": 404}, {"body": "<title>Back</title>"}])
    world.route("https://twice.example/", status=404)
    found = check(gloss, "https://once.example/", "https://twice.example/")
    assert found["https://once.example/"]["verdict"] == "alive"
    assert found["https://twice.example/"]["verdict"] == "dead"
    assert found["https://twice.example/"]["status"] == 404
    assert len(world.requests("twice.example")) == 2


def test_a_failure_that_passes(gloss, world):
    world.route("https://busy.example/", sequence=[{"status": 503}, {"body": "<title>Open</title>"}])
    world.route("https://shy.example/", sequence=[{"fault": "reset"}, {"body": "<title>There</title>"}])
    found = check(gloss, "https://busy.example/", "https://shy.example/", args=["--retries", "1"])
    assert [found[u]["verdict"] for u in ("https://busy.example/", "https://shy.example/")] == ["alive"] * 2


def test_retry_after_is_obeyed(gloss, world):
    world.route("https://busy.example/", sequence=[{"status": 429, "headers": {"Retry-After": "2"}},
                                                   {"body": "<title>Open</title>"}])
    started = time.monotonic()
    assert check(gloss, "https://busy.example/")["https://busy.example/"]["verdict"] == "alive"
    assert time.monotonic() - started >= 2


def test_redirects(gloss, world):
    world.route("https://new.example/page")
    world.route("https://old.example/301", status=301, location="https://new.example/page")
    world.route("https://old.example/308", status=308, location="https://new.example/page")
    world.route("https://old.example/302", status=302, location="https://new.example/page")
    world.route("https://old.example/mixed", status=301, location="/302")
    world.route("https://old.example/relative", status=301, location="301")
    world.route("https://old.example/loop", status=302, location="/loop")
    world.route("https://old.example/file", status=302, location="file:///etc/passwd")
    found = check(gloss, *(f"https://old.example/{p}" for p in (
        "301", "308", "302", "mixed", "relative", "loop", "file")))
    verdicts = {url.rpartition("/")[2]: link["verdict"] for url, link in found.items()}
    assert {k: verdicts[k] for k in ("301", "308", "302", "mixed", "relative")} == {
        "301": "moved", "308": "moved", "302": "alive", "mixed": "alive", "relative": "moved"}
    moved = found["https://old.example/301"]
    assert moved["final_url"] == "https://new.example/page" == moved["suggestion"]["url"]
    assert moved["hops"] == [{"status": 301, "url": "https://new.example/page"}]
    assert verdicts["loop"] not in ("alive", "moved") and verdicts["file"] not in ("alive", "moved")
    assert len([r for r in world.requests() if r["target"] == "/loop"]) <= 25
    assert len(world.requests("new.example")) == 1  # reached by five links, fetched once


def test_one_address_is_asked_once(gloss, world):
    world.route("https://a.example/x")
    found = gloss.write("list.md", f"[a](https://a.example/x) [b](https://a.example/x#part) "
                                   f"[c](HTTPS://A.example:443/x) <https://a.example/x> [d]({HEALTHY})\n")
    result = gloss("check", "--json", "list.md")
    assert found.exists() and result.verdicts() == ["alive"] * 5
    assert [r["target"] for r in world.requests("a.example")] == ["/x"]


def test_addresses_are_sent_byte_for_byte(gloss, world):
    targets = ["/a%2Fb%3Fc", "/%E9", "/a+b%20c", "/x?u=http://b.example//y&v=%23", "/x;p=1?a;b==", "/~u/(x)_y'z"]
    world.default("bytes.example", status=200, body="<title>Bytes</title>")
    gloss.write("list.md", "".join(f"- <https://bytes.example{t}>\n" for t in targets) + f"- <{HEALTHY}>\n")
    result = gloss("check", "--json", "list.md")
    assert result.status == 0, result.out
    assert sorted(r["target"] for r in world.requests("bytes.example")) == sorted(targets)


def test_hosts_are_not_crowded(gloss, world):
    world.default("one.example", status=200, body="<title>One</title>")
    found = check(gloss, *(f"https://one.example/{i}" for i in range(8)))
    assert len(found) == 9
    assert len({r["connection"] for r in world.requests("one.example")}) <= 2


def test_an_honest_user_agent(gloss, world):
    check(gloss, args=["--contact", "me@example.org"])
    agent = world.requests("alive.example")[0]["request_headers"]["user-agent"]
    assert agent.startswith("gloss/") and "me@example.org" in agent


def test_a_header_goes_to_its_host_only(gloss, world):
    world.route("https://private.example/x", status=302, location="https://public.example/y")
    world.route("https://public.example/y")
    check(gloss, "https://private.example/x", args=["--header", "private.example: X-Token: secret"])
    sent = {r["host"]: r["request_headers"].get("x-token") for r in world.requests()}
    assert sent == {"private.example": "secret", "public.example": None, "alive.example": None}


def test_exclude_include_accept_strict(gloss, world):
    world.route("https://a.example/no", status=404)
    world.route("https://a.example/yes")
    world.route("https://b.example/", status=403)
    urls = ("https://a.example/no", "https://a.example/yes", "https://b.example/")
    found = check(gloss, *urls, args=["--exclude", r"a\.example", "--include", "yes$"])
    assert [found[u]["verdict"] for u in urls] == ["skipped", "alive", "blocked"]
    assert [r["target"] for r in world.requests("a.example")] == ["/yes"]
    found = check(gloss, *urls[1:], args=["--fresh", "--accept", "403"])
    assert found["https://b.example/"]["verdict"] == "alive"
    gloss.list("https://b.example/", HEALTHY)
    assert gloss("check", "--fresh", "list.md").status == 0
    assert gloss("check", "--fresh", "--strict", "list.md").status == 1


def test_private_addresses_are_left_alone(gloss, world):
    world.route("https://a.example/")
    gloss.write("list.md", "- <https://a.example/>\n- <http://127.0.0.1/>\n- <http://[::1]/>\n- <http://0x7f.1/>\n")
    net = world.args()
    net.remove("--allow-private")
    result = gloss("check", "--json", *net, "list.md", online=False)
    assert result.status == 0, result.out + result.err
    assert result.verdicts() == ["skipped"] * 4
    assert world.requests() == []


def test_what_is_no_web_address(gloss, world):
    gloss.write("there.md", "# A Heading\n")
    gloss.write("list.md", f"[m](mailto:a@b.example) [j](javascript:x) [f](there.md) [h](there.md#a-heading) "
                           f"[no](missing.md) [bad](<https://exa mple.org/>) [x]({HEALTHY})\n")
    result = gloss("check", "--json", "list.md")
    verdicts = {link["url"]: link["verdict"] for link in result.report["links"]}
    assert result.status == 1
    assert verdicts == {"mailto:a@b.example": "skipped", "javascript:x": "skipped", "there.md": "alive",
                        "there.md#a-heading": "alive", "missing.md": "dead", "https://exa mple.org/": "invalid",
                        HEALTHY: "alive"}


def test_a_registry_vouches(gloss, world):
    world.add_papers({"id": "2401.00001", "version": 2}, {"id": "math/0309136"}, {"id": "1704.04760"})
    urls = ["https://arxiv.org/abs/2401.00001", "https://arxiv.org/pdf/2401.00001v1.pdf",
            "https://huggingface.co/papers/2401.00001", "https://arxiv.org/ftp/arxiv/papers/1704/1704.04760.pdf",
            "https://arxiv.org/abs/math.GT/0309136", "https://doi.org/10.48550/arXiv.2401.00001"]
    found = check(gloss, *urls)
    assert [found[u]["verdict"] for u in urls] == ["alive"] * 6
    assert {found[u]["work"] for u in urls} == {"arxiv:2401.00001", "arxiv:1704.04760", "arxiv:math/0309136"}
    api = world.requests("export.arxiv.org")
    assert len(api) == 1 and world.requests("arxiv.org") == []
    assert [r["target"] for r in world.requests("huggingface.co")] == ["/api/papers/2401.00001"]  # for its code only
    assert "max_results=" in api[0]["target"]


def test_a_hundred_papers_in_few_requests(gloss, world):
    ids = [f"2401.{i:05}" for i in range(1, 121)]
    world.add_papers(*({"id": i} for i in ids))
    found = check(gloss, *(f"https://arxiv.org/abs/{i}" for i in ids))
    assert {link["verdict"] for link in found.values()} == {"alive"}
    api = world.requests("export.arxiv.org")
    assert len(api) <= 2 and {r["status"] for r in api} == {200}  # 429 for those who do not keep the gap


def test_a_malformed_id_spoils_nothing(gloss, world):
    world.add_papers({"id": "2401.00001"})
    gloss.write("config", HURRY)
    found = check(gloss, "https://arxiv.org/abs/2401.00001", "https://arxiv.org/abs/2413.1",
                  "https://arxiv.org/abs/x,y", args=["--config", "config"])
    assert found["https://arxiv.org/abs/2401.00001"]["verdict"] == "alive"
    assert found["https://arxiv.org/abs/2413.1"]["verdict"] == "dead"  # its page says so
    assert {r["status"] for r in world.requests("export.arxiv.org")} == {200}


@pytest.mark.parametrize("moment", [
    {"status": 429, "headers": {"Retry-After": "1"}},
    {"handler": "arxiv_api", "params": {"answer": "empty"}},
    {"handler": "arxiv_api", "params": {"answer": "busy"}},
    {"fault": "close"},
], ids=["429", "empty", "503", "closed"])
def test_a_registry_has_a_bad_moment(gloss, world, moment):
    world.add_papers({"id": "2401.00001"})
    world.strict = False
    world.route("https://export.arxiv.org/api/query", prefix=True, sequence=[moment, {"handler": "arxiv_api"}])
    gloss.write("config", HURRY)
    url = "https://arxiv.org/abs/2401.00001"
    assert check(gloss, url, args=["--config", "config"])[url]["verdict"] == "alive"
    # An empty answer about one id may be the truth: its own page may be asked instead.
    assert len(world.requests("export.arxiv.org")) == 2 or "params" in moment


def test_a_registry_that_refuses_all_night(gloss, world):
    world.add_papers({"id": "2401.00001"})
    world.route("https://export.arxiv.org/api/query", prefix=True, status=403)
    gloss.write("config", HURRY)
    found = check(gloss, "https://arxiv.org/abs/2401.00001", "https://arxiv.org/abs/2401.99999",
                  args=["--config", "config"])
    assert found["https://arxiv.org/abs/2401.00001"]["verdict"] == "alive"  # its own page answers
    assert found["https://arxiv.org/abs/2401.99999"]["verdict"] == "dead"


def test_a_withdrawn_paper_is_alive_and_says_so(gloss, world):
    world.add_papers({"id": "2401.00003", "withdrawn": True, "comment": "This paper has been withdrawn by its authors"})
    link = check(gloss, "https://arxiv.org/abs/2401.00003")["https://arxiv.org/abs/2401.00003"]
    assert link["verdict"] == "alive" and "withdrawn" in link["facts"]


def test_the_link_object(gloss, world):
    world.route("https://a.example/gone", status=410)
    gloss.list("https://a.example/gone", HEALTHY)
    report = gloss("check", "--json", "list.md").report
    assert set(report) == {"gloss", "run", "links"}
    run = report["run"]
    assert run["links"] == 2 and run["requests"] == len(world.requests()) == 3
    assert {verdict: count for verdict, count in run["verdicts"].items() if count} == {"alive": 1, "dead": 1}
    link = report["links"][0]
    assert link["verdict"] == "dead" and link["status"] == 410 and "410" in link["reason"]
    assert link["since"] and link["checked_at"]
    assert [e["source"] for e in link["evidence"]] == ["http", "http"]
    assert all(e["at"] and e["says"] for e in link["evidence"])


def test_several_outputs(gloss, world):
    gloss.list(HEALTHY)
    result = gloss("check", "-o", "out.json", "-o", "out.jsonl", "list.md")
    assert result.status == 0, result.err
    whole = json.loads((gloss.cwd / "out.json").read_text())["links"]
    lines = [json.loads(line) for line in (gloss.cwd / "out.jsonl").read_text().splitlines()]
    assert whole == lines and lines[0]["verdict"] == "alive"
    assert sorted(p.name for p in gloss.cwd.iterdir()) == ["cache", "list.md", "out.json", "out.jsonl"]


def test_no_page_reaches_the_terminal_unescaped(gloss, world):
    world.route("https://evil.example/", status=301, location="https://evil.example/\x1b]0;owned\x07\x1b[2J")
    world.route("https://evil.example/2", body="<title>\x1b[31mred\x9b2J\u202eoverride</title>")
    gloss.list("https://evil.example/", "https://evil.example/2", HEALTHY)
    result = gloss("check", "-v", "list.md")
    for text in (result.out, result.err):
        assert not any(c in text for c in "\x1b\x07\x9b\u202e"), repr(text)


def test_hostile_bodies_cost_little(gloss, world):
    world.route("https://bomb.example/", fault="gzip_bomb", params={"size": 400 << 20},
                body="<title>Bomb</title><p>text")
    world.route("https://endless.example/", fault="endless", body="<title>Endless</title><p>text")
    world.route("https://deep.example/", body="<title>Deep</title>" + "<div>" * 200000)
    attributes = "".join(f"a{i}=1 " for i in range(100000))
    world.route("https://wide.example/", body=f"<title>Wide</title><p {attributes}>")
    started = time.monotonic()
    urls = [f"https://{n}.example/" for n in ("bomb", "endless", "deep", "wide")]
    found = check(gloss, *urls, args=["--timeout", "20s"])
    assert [found[u]["verdict"] for u in urls] == ["alive"] * 4
    assert time.monotonic() - started < 15


def test_a_slow_host_holds_up_no_other(gloss, world):
    world.default("slow.example", status=200, body="<title>Slow</title>", delay_ms=800)
    for i in range(20):
        world.route(f"https://f{i}.example/")
    process = gloss.start("check", "--timeout", "5s", gloss.list(
        "https://slow.example/1", "https://slow.example/2", *(f"https://f{i}.example/" for i in range(20))))
    world.wait(lambda seen: len({e["host"] for e in seen if e["host"].startswith("f")}) == 20, timeout=10)
    assert not any(e["host"] == "slow.example" for e in world.requests())  # logged when answered
    assert process.wait(30) == 0
    process.communicate()


def test_the_same_facts_give_the_same_bytes(gloss, world):
    world.route("https://a.example/1", status=403)
    world.route("https://b.example/2", status=301, location="https://a.example/3")
    world.route("https://a.example/3")
    gloss.list("missing.md", "https://a.example/1", "https://b.example/2", HEALTHY)
    first = gloss("check", "list.md")
    assert first.out and gloss("check", "list.md").out == first.out


def test_colours_only_when_asked_for(gloss, world):
    world.route("https://a.example/1", status=403)
    gloss.list("https://a.example/1", HEALTHY)
    assert "\x1b" not in gloss("check", "list.md").out
    assert "\x1b" in gloss("check", "--color", "always", "list.md").out
