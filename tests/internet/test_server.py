"""HTTP and TLS as the fake internet serves them, seen through Python's own client."""

import gzip
import http.client
import json
import ssl
import threading

import pytest

from internet import Internet
from internet.client import Client, get


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    web = tmp_path_factory.mktemp("web")
    host = web / "site.test"
    host.mkdir()
    (host / "page.html").write_text("<title>Page</title>" + "<p>text</p>" * 300)
    (host / "404.html").write_text("<title>Nothing here</title>")
    (host / "paper.pdf").write_bytes(b"%PDF-1.5\n" + bytes(5000))
    (host / "routes.json").write_text(json.dumps({
        "routes": {"/": {"file": "page.html"}, "/a%2Fb?q=%E9": {"body": "exact"}, "/p.pdf": {"file": "paper.pdf"},
                   "/old": {"location": "https://site.test/"}, "/live": {"file": "page.html", "validators": False}},
        "prefixes": {"/docs/": {"body": "short"}, "/docs/deep/": {"body": "long"}},
        "default": {"file": "404.html"}, "names": ["www.site.test"]}))
    plain = web / "plain.test"
    plain.mkdir()
    (plain / "routes.json").write_text(json.dumps({"routes": {"/": {"body": "plain"}}, "http": "serve"}))
    with Internet(web) as net:
        yield net


@pytest.fixture
def net(world):
    world.reset()
    return world


def test_a_page(net):
    answer, body = get(net, "https://site.test/")
    assert (answer.status, answer.getheader("Content-Type")) == (200, "text/html; charset=utf-8")
    assert body.startswith(b"<title>Page</title>")
    entry, = net.requests("site.test")
    assert entry["method"] == "GET" and entry["target"] == "/" and entry["scheme"] == "https"
    assert entry["status"] == 200 and entry["body_bytes"] == len(body)


@pytest.mark.parametrize("target, status, body", [
    ("/a%2Fb?q=%E9", 200, b"exact"),
    ("/a%2fb?q=%E9", 404, None),
    ("/a/b?q=%E9", 404, None),
    ("/a%2Fb", 404, None),
    ("/?", 404, None),
    ("/docs/x", 200, b"short"),
    ("/docs/deep/x", 200, b"long"),
])
def test_targets_are_compared_byte_for_byte(net, target, status, body):
    answer, got = get(net, "https://site.test" + target)
    assert answer.status == status
    assert body is None or got == body


def test_the_sites_own_404(net):
    answer, body = get(net, "https://site.test/nowhere")
    assert answer.status == 404 and body == b"<title>Nothing here</title>"
    assert answer.getheader("ETag") is None


def test_further_names_have_the_same_content(net):
    assert get(net, "https://www.site.test/")[0].status == 200


def test_plain_http_redirects_or_serves(net):
    answer, _ = get(net, "http://site.test/a%2Fb?q=%E9")
    assert (answer.status, answer.getheader("Location")) == (301, "https://site.test/a%2Fb?q=%E9")
    assert get(net, "http://plain.test/")[1] == b"plain"


def test_location_is_sent_as_written(net):
    answer, _ = get(net, "https://site.test/old")
    assert (answer.status, answer.getheader("Location")) == (301, "https://site.test/")


def test_etag_revalidates_each_encoding(net):
    for headers in ({}, {"Accept_Encoding": "gzip"}):
        answer, _ = get(net, "https://site.test/", **headers)
        etag = answer.getheader("ETag")
        again, body = get(net, "https://site.test/", If_None_Match=etag, **headers)
        assert (again.status, body, again.getheader("ETag")) == (304, b"", etag)
    assert get(net, "https://site.test/", If_None_Match='"other"')[0].status == 200
    assert [r["body_bytes"] for r in net.requests() if r["status"] == 304] == [0, 0]


def test_last_modified_revalidates_when_there_is_no_etag_to_compare(net):
    answer, _ = get(net, "https://site.test/")
    modified = answer.getheader("Last-Modified")
    assert get(net, "https://site.test/", If_Modified_Since=modified)[0].status == 304
    assert get(net, "https://site.test/", If_Modified_Since=modified, If_None_Match='"x"')[0].status == 200


def test_no_validators(net):
    answer, _ = get(net, "https://site.test/live")
    assert answer.getheader("ETag") is None and answer.getheader("Last-Modified") is None


def test_changed_content_is_sent_again(net):
    net.route("https://site.test/page", body="one")
    etag = get(net, "https://site.test/page")[0].getheader("ETag")
    net.route("https://site.test/page", body="two")
    answer, body = get(net, "https://site.test/page", If_None_Match=etag)
    assert (answer.status, body) == (200, b"two")


def test_gzip_for_those_who_accept_it(net):
    plain = get(net, "https://site.test/")[1]
    answer, squeezed = get(net, "https://site.test/", Accept_Encoding="deflate, gzip;q=0.5")
    assert answer.getheader("Content-Encoding") == "gzip" and gzip.decompress(squeezed) == plain
    assert net.requests()[-1]["body_bytes"] == len(squeezed) < len(plain)
    assert get(net, "https://site.test/", Accept_Encoding="gzip;q=0")[1] == plain
    assert get(net, "https://site.test/p.pdf", Accept_Encoding="gzip")[0].getheader("Content-Encoding") is None


def test_head_has_the_headers_and_no_body(net):
    answer, body = get(net, "https://site.test/p.pdf", method="HEAD")
    assert (answer.status, answer.getheader("Content-Length"), body) == (200, "5009", b"")


def test_connections_are_kept(net):
    client = Client(net, "site.test")
    for _ in range(3):
        assert client.get("/")[0].status == 200
    assert len({r["connection"] for r in net.requests()}) == 1


def test_sequences_advance_and_the_last_stays(net):
    net.route("https://new.test/x", sequence=[{"status": 503, "headers": {"Retry-After": "1"}}, {"body": "there"}])
    assert [get(net, "https://new.test/x")[0].status for _ in range(3)] == [503, 200, 200]


def test_a_request_body_is_read_and_logged(net):
    net.route("https://new.test/x")
    client = Client(net, "new.test")
    client.http.request("POST", "/x", body="a question")
    client.http.getresponse().read()
    assert net.requests()[0]["request_body"] == "a question"
    client.http.request("POST", "/x", body=iter([b"in ", b"pieces"]), encode_chunked=True,
                        headers={"Transfer-Encoding": "chunked"})
    client.http.getresponse().read()
    assert net.requests()[1]["request_body"] == "in pieces"


def test_reset_takes_changes_back(net):
    net.route("https://site.test/", status=500)
    net.reset()
    assert get(net, "https://site.test/")[0].status == 200


def test_routes_with_mistakes_are_refused(net):
    for members in ({"fault": "no such"}, {"boddy": "x"}):
        with pytest.raises(ValueError):
            net.route("https://site.test/x", **members)
    with pytest.raises(ValueError):
        net.route("ftp://site.test/x")


def test_off_and_on(net):
    ports = (net.tls_port, net.http_port, net.dns_port)
    kept = Client(net, "site.test")
    kept.get("/")
    net.off()
    with pytest.raises(OSError):
        get(net, "https://site.test/")
    with pytest.raises((OSError, http.client.HTTPException)):
        kept.get("/")
    net.on()
    assert ports == (net.tls_port, net.http_port, net.dns_port)
    assert get(net, "https://site.test/")[0].status == 200


@pytest.mark.parametrize("kind, words", [
    ("expired", "certificate has expired"),
    ("wrong", "Hostname mismatch"),
    ("untrusted", "unable to get local issuer"),
    ("selfsigned", "self-signed certificate"),
    ("incomplete", "unable to get local issuer"),
])
def test_certificates_with_faults(net, kind, words):
    net.certificate("bad.test", kind)
    with pytest.raises(ssl.SSLCertVerificationError, match=words):
        get(net, "https://bad.test/")


def test_a_refused_handshake(net):
    net.certificate("bad.test", "refuse")
    with pytest.raises((ssl.SSLError, ConnectionError)):
        get(net, "https://bad.test/")


def test_two_hundred_clients_at_once(net):
    net.host(*[f"h{i}.test" for i in range(50)])
    for i in range(50):
        net.default(f"h{i}.test", status=200, body="x" * 2000)
    wrong = []

    def visit(i):
        client = Client(net, f"h{i % 50}.test")
        for n in range(5):
            answer, body = client.get(f"/{n}")
            if answer.status != 200 or len(body) != 2000:
                wrong.append((i, n, answer.status))

    threads = [threading.Thread(target=visit, args=(i,)) for i in range(200)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == [] and len(net.requests()) == 1000
