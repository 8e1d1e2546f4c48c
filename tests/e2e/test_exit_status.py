"""Exit status and streams: 0 nothing dead, 1 dead, 2 usage, 3 ours, 4 no network; results out, the rest on stderr."""

import os
import pty
import select
import signal
import subprocess

import pytest


@pytest.fixture
def world(internet):
    internet.route("https://a.example/")
    internet.route("https://a.example/gone", status=410)
    return internet


def test_zero_and_one(gloss, world):
    gloss.list("https://a.example/")
    result = gloss("check", "list.md")
    assert (result.status, result.err) == (0, "")
    gloss.list("https://a.example/gone")
    assert gloss("check", "list.md").status == 1
    gloss.list("https://a.example/", "missing.md")
    assert gloss("enrich", "list.md", "-o", "out.md").status == 1


def test_an_empty_list_is_fine(gloss, world):
    gloss.write("list.md", "nothing here\n")
    assert gloss("check", "list.md").status == 0
    assert world.lookups == []


@pytest.mark.parametrize("cache", ["list.md/below/a/file", "/proc/gloss"])
def test_three_where_the_cache_cannot_be_written(gloss, world, cache):
    gloss.list("https://a.example/")
    result = gloss("check", "list.md", cache=cache)
    assert result.status == 3 and cache in result.err and result.out == ""
    assert world.requests() == []


def test_three_where_an_output_cannot_be_written(gloss, world):
    gloss.list("https://a.example/")
    result = gloss("check", "list.md", "-o", "/dev/full", "-t", "json")
    assert result.status == 3 and "/dev/full" in result.err
    with open("/dev/full", "wb") as full:
        done = subprocess.run(gloss.command("check", "--json", "list.md"), stdout=full, stderr=subprocess.PIPE,
                              cwd=gloss.cwd, env=gloss.environment())
    assert done.returncode == 3 and b"standard output" in done.stderr


def test_a_reader_that_goes_away_is_no_crash(gloss, world):
    gloss.write("list.md", "".join(f"- <https://a.example/#{i}>\n" for i in range(5000)))
    process = gloss.start("links", "--json", "list.md")
    process.stdout.close()
    with process.stderr as stream:
        err = stream.read()
    assert process.wait(30) in (0, 3, -signal.SIGPIPE), err


def on_terminal(gloss, *args):
    """What a terminal on standard error sees."""
    primary, secondary = pty.openpty()
    process = subprocess.Popen(gloss.command(*args), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                               stderr=secondary, cwd=gloss.cwd, env=gloss.environment())
    os.close(secondary)
    seen = b""
    while True:
        ready, _, _ = select.select([primary], [], [], 30)
        assert ready, "gloss hangs"
        try:
            piece = os.read(primary, 4096)
        except OSError:  # EIO: the other side is closed
            break
        if not piece:
            break
        seen += piece
    out = process.stdout.read()
    process.stdout.close()
    os.close(primary)
    assert process.wait(30) in (0, 1)
    return seen, out


def test_progress_only_on_a_terminal(gloss, world):
    world.route("https://slow.example/", delay_ms=300)
    gloss.list("https://a.example/", "https://slow.example/")
    seen, out = on_terminal(gloss, "check", "list.md")
    assert b"\r" in seen and b"/2" in seen
    assert b"\r" not in out
    seen, _ = on_terminal(gloss, "check", "--fresh", "-q", "list.md")
    assert seen == b""
    result = gloss("check", "--fresh", "list.md")
    assert "\r" not in result.err and "\x1b" not in result.err


def test_results_and_remarks_do_not_mix(gloss, world):
    gloss.write("list.md", "[a](https://a.example/) and [undefined][nowhere]\n")
    result = gloss("check", "--json", "list.md")
    assert result.report["run"]["links"] == 1
    assert gloss("check", "-q", "list.md").err == ""
