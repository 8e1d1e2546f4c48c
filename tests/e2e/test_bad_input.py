"""Input nobody meant: a clear sentence that names the thing, the documented status, and nothing lost."""

import os
import resource
import time

import pytest

from conftest import program


def says(result, status, *words):
    """One sentence on standard error that holds the words; nothing on standard output."""
    assert result.status == status, (result.status, result.out, result.err)
    for word in words:
        assert word in result.err, result.err
    assert result.err.startswith("gloss: ") and result.out == ""


@pytest.mark.parametrize("verb", ["check", "enrich", "links"])
def test_inputs_that_cannot_be_read(gloss, verb):
    says(gloss(verb, "missing.md"), 2, "missing.md")
    (gloss.cwd / "empty").mkdir()
    says(gloss(verb, "empty"), 2, "empty")
    gloss.write("binary.md", b"\x7fELF\0\0\0\1\2\3" * 50)
    says(gloss(verb, "binary.md"), 2, "binary.md")
    gloss.write("nul.md", b"- [x](https://a.example/)\n\0\n")
    says(gloss(verb, "nul.md"), 2, "nul.md")
    says(gloss(verb), 2, "FILE")


def test_every_input_is_read_before_the_first_request(gloss, internet):
    internet.route("https://a.example/")
    gloss.list("https://a.example/")
    says(gloss("check", "list.md", "missing.md"), 2, "missing.md")
    assert internet.requests() == [] and internet.lookups == []


def test_a_file_that_opens_but_cannot_be_read(gloss):
    (gloss.cwd / "list.md").symlink_to("/proc/self/mem")  # even root gets EIO
    says(gloss("check", "list.md"), 2, "list.md")
    if os.geteuid() != 0:
        gloss.list("https://a.example/", name="closed.md").chmod(0)
        says(gloss("check", "closed.md"), 2, "closed.md")


@pytest.mark.parametrize("content, count", [
    (b"", 0),
    (b"\n", 0),
    (b"\xef\xbb\xbf", 0),
    (b"\xef\xbb\xbf[x](https://a.example/)", 1),
    (b"[x](https://a.example/)\r\n[y](https://a.example/)\r\n", 2),
    (b"[x](https://a.example/)\r[y](https://a.example/)\r", 2),
    (b"\x80\xff\xfe [x](https://a.example/) \xc3", 1),
    (b"[" * 50000, 0),
    (b"> " * 5000 + b"[x](https://a.example/)", None),
    (b"- " * 2000 + b"[x](https://a.example/)", None),
    (b"*a " * 50000 + b"[x](https://a.example/)", 1),
    (b"`" * 50000, 0),
    (b"![" * 20000, 0),
    (b"<!--" * 20000, 0),
], ids=lambda value: repr(value)[:30])
def test_odd_bytes_are_read_all_the_same(gloss, content, count):
    gloss.write("list.md", content)
    started = time.monotonic()
    result = gloss("links", "--json", "list.md")
    assert result.status == 0, result.err
    assert count is None or len(result.report["links"]) == count
    assert time.monotonic() - started < 10


def test_utf_16_is_read_or_refused_by_name(gloss):
    gloss.write("list.md", "\ufeff[x](https://a.example/)\n".encode("utf-16-le"))
    result = gloss("links", "--json", "list.md")
    if result.status != 0:
        return says(result, 2, "list.md")
    assert [link["url"] for link in result.report["links"]] == ["https://a.example/"]


def test_a_line_of_a_hundred_megabytes(gloss):
    path = gloss.cwd / "long.md"
    with open(path, "wb") as file:
        file.write(b"[x](https://a.example/) ")
        for _ in range(100):
            file.write(b"x" * (1 << 20))
    result = gloss("links", "--json", "long.md")
    assert result.status == 0, result.err
    assert len(result.report["links"]) == 1
    path.unlink()


def test_a_hundred_thousand_links(gloss, internet):
    """All excluded but one: the cost of a link that needs no request."""
    internet.route("https://a.example/")
    gloss.write("many.md", "- <https://a.example/>\n" + "".join(
        f"- [n{i}](https://h{i % 5000}.example/{i})\n" for i in range(100000)))
    result = gloss("check", "--exclude", r"//h[0-9]", "-o", "out.jsonl", "many.md")
    assert result.status == 0, result.err
    assert (gloss.cwd / "out.jsonl").read_bytes().count(b"\n") == 100001
    # Half a gigabyte was measured; a sanitizer's shadow memory is several times that.
    binary = program().read_bytes()
    sanitized = b"__tsan_init" in binary or b"__asan_init" in binary
    peak_kib = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    assert peak_kib < (8 << 20 if sanitized else 1 << 20)


@pytest.mark.parametrize("output", ["missing/out.json", "list.md/out.json", "folder.json", "/proc/out.json"])
def test_outputs_that_cannot_be_written_are_found_first(gloss, internet, output):
    internet.route("https://a.example/")
    gloss.list("https://a.example/")
    (gloss.cwd / "folder.json").mkdir()
    says(gloss("check", "-o", output, "list.md"), 3, output)
    assert internet.requests() == []


@pytest.mark.parametrize("args, words", [
    (["--no-such-option"], ["--no-such-option"]),
    (["-Z"], ["-Z"]),
    (["--jobs", "many"], ["--jobs", "many"]),
    (["--jobs", "0"], ["--jobs"]),
    (["--timeout", "soon"], ["--timeout", "soon"]),
    (["--retries", "-1"], ["--retries"]),
    (["--exclude", "("], ["--exclude", "("]),
    (["--accept", "fine"], ["--accept", "fine"]),
    (["-t", "docx"], ["docx"]),
    (["-o", "out.docx"], ["out.docx"]),
    (["--header", "X-Token: x"], ["--header"]),
    (["--color", "sometimes"], ["--color", "sometimes"]),
    (["--fresh", "--offline"], ["--fresh", "--offline"]),
    (["--style", "quote"], ["--style"]),
])
def test_options_with_mistakes(gloss, internet, args, words):
    gloss.list("https://a.example/")
    says(gloss("check", "list.md", *args), 2, *words)
    assert internet.requests() == []


def test_an_option_without_its_value(gloss):
    gloss.list("https://a.example/")
    says(gloss("links", "list.md", "--config"), 2, "--config")


def test_verbs(gloss):
    assert gloss("--version").out.startswith("gloss ")
    assert "check" in gloss("--help").out
    for verb in ("check", "enrich", "links", "extract"):
        result = gloss(verb, "--help")
        assert result.status == 0 and "--config" in result.out and result.err == ""
    for words in (["no-such-verb"], []):
        result = gloss(*words)
        assert result.status == 2 and result.out == "" and result.err


@pytest.mark.parametrize("config, words", [
    ("[gloss]\ntimeout = soon\n", ["config:2", "soon"]),
    ("[gloss]\nno-such = 1\n", ["config:2", "no-such"]),
    ("[what]\nx = 1\n", ["config:2", "what"]),
    ("[gloss\n", ["config:1"]),
    ("nothing\n", ["config:1"]),
    ("[secrets]\nGITHUB_TOKEN = abc\n", ["config:2", "chmod 600"]),
])
def test_a_config_with_mistakes(gloss, internet, config, words):
    gloss.write("config", config)
    gloss.list("https://a.example/")
    says(gloss("check", "--config", "config", "list.md"), 2, *words)
    assert internet.requests() == []


def test_secrets_in_a_file_of_ones_own(gloss, internet):
    internet.route("https://api.semanticscholar.org/graph/v1/paper/batch", prefix=True, body="[null]")
    internet.route("https://arxiv.org/abs/2401.00001", status=404)
    internet.route("https://export.arxiv.org/api/query", prefix=True, status=403)
    gloss.list("https://arxiv.org/abs/2401.00001")
    config = gloss.write("config", "[secrets]\nS2_API_KEY = KEYOFTHEFILE\n[gloss]\nretries = 0\n")
    config.chmod(0o600)

    def keys(**more):
        internet.clear()
        gloss("check", "--fresh", "--config", "config", "list.md", **more)
        return {r["request_headers"].get("x-api-key") for r in internet.requests("api.semanticscholar.org")}, {
            r["request_headers"].get("x-api-key") for r in internet.requests() if r["host"] != "api.semanticscholar.org"}
    assert keys() == ({"KEYOFTHEFILE"}, {None})
    assert keys(env={"S2_API_KEY": "KEYOFTHEENVIRONMENT"}) == ({"KEYOFTHEENVIRONMENT"}, {None})
    config.write_text("[secrets]\nPASSWORD = x\n")
    says(gloss("check", "--config", "config", "list.md"), 2, "config:2", "PASSWORD")
    config.write_text("[secrets]\nS2_API_KEY = x\n")
    config.chmod(0o640)
    says(gloss("check", "--config", "config", "list.md"), 2, "config:2", "chmod 600")


def test_a_config_is_heeded_and_options_win(gloss, internet):
    internet.route("https://a.example/")
    gloss.list("https://a.example/")
    gloss.write("config", "; mine\n[gloss]\nuser-agent = from-config\n\n[host \"a.example\"]\nslots = 1\ngap = 1ms\n")
    gloss("check", "--config", "config", "list.md")
    gloss("check", "--config", "config", "--fresh", "--user-agent", "from-option", "list.md")
    gloss.write("xdg/gloss/config", "[gloss]\nuser-agent = from-home\n")
    gloss("check", "--fresh", "list.md", env={"XDG_CONFIG_HOME": str(gloss.cwd / "xdg")})
    agents = [r["request_headers"]["user-agent"] for r in internet.requests()]
    assert agents == ["from-config", "from-option", "from-home"]
    says(gloss("check", "--config", "missing", "list.md"), 2, "missing")


def test_a_cacert_that_is_none(gloss, internet):
    internet.route("https://a.example/")
    gloss.list("https://a.example/")
    net = internet.args()
    net[net.index("--cacert") + 1] = "missing.pem"
    result = gloss("check", "list.md", *net, online=False)
    assert result.status in (2, 3) and "missing.pem" in result.err and internet.requests() == []
