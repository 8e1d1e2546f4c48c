"""gloss fix: the diff, what it leaves alone, and that git and patch take it."""

import os
import re
import shutil
import stat
import subprocess

import pytest

HURRY = '[host ".archive.org"]\nslots = 1\ngap = 1ms\n'  # these tests are not about manners
OLD, NEW = "https://old.example/a", "https://new.example/b"


@pytest.fixture
def world(internet):
    """old.example moved to new.example for good."""
    internet.route(OLD, status=301, location=NEW)
    internet.route(NEW, body="<title>New</title>")
    internet.route("https://fine.example/", body="<title>Fine</title>")
    return internet


def tool(*command, cwd, stdin=b"", status=0):
    done = subprocess.run(command, cwd=cwd, input=stdin, capture_output=True, check=False)
    assert done.returncode == status, done.stderr.decode() + done.stdout.decode() + stdin.decode("utf-8", "replace")
    return done.stdout


def fix(gloss, *names, args=(), **more):
    """The diff, after proving it: git and patch take it, what they make of the files is what --write makes, and
    nothing is left to propose."""
    result = gloss("fix", *args, *names, **more)
    assert result.status == 0, result.err
    if not result.raw:
        return ""
    files = [n for n in gloss.cwd.rglob("*") if n.is_file() and "cache" not in n.parts]
    before = {n: n.read_bytes() for n in files}
    tool("git", "apply", "--check", "-", cwd=gloss.cwd, stdin=result.raw)
    tool("patch", "-p1", "--dry-run", "--force", "--fuzz=0", cwd=gloss.cwd, stdin=result.raw)
    made = {}
    for name, command in (("git", ("git", "apply", "-")), ("patch", ("patch", "-p1", "--force", "--fuzz=0"))):
        tool(*command, cwd=gloss.cwd, stdin=result.raw)
        made[name] = {n: n.read_bytes() for n in files}
        for n, data in before.items():
            n.write_bytes(data)
    written = gloss("fix", "--write", "--offline", *args, *names, **more)
    assert (written.status, written.out) == (0, ""), written.err
    made["gloss"] = {n: n.read_bytes() for n in files}
    assert made["git"] == made["patch"] == made["gloss"] != before
    again = gloss("fix", *args, *names, **more)
    assert (again.status, again.out) == (0, ""), again.out
    for n, data in before.items():
        n.write_bytes(data)
    return result.out


def changed(diff):
    """[(before, after)] of the changed lines."""
    lines = [line for line in diff.split("\n") if not re.match(r"---|\+\+\+|@@|\\", line)]
    return [x[1:] for x in lines if x.startswith("-")], [x[1:] for x in lines if x.startswith("+")]


def test_a_moved_link(gloss, world):
    gloss.write("list.md", f"# List\n\ntext\n\n- [a]({OLD})\n- [b](https://fine.example/)\n\nmore\n\nend\n")
    result = gloss("fix", "list.md")
    assert result.status == 0
    assert result.out == f"""--- a/list.md
+++ b/list.md
@@ -2,7 +2,7 @@
 
 text
 
-- [a]({OLD})
+- [a]({NEW})
 - [b](https://fine.example/)
 
 more
"""
    assert result.err == "gloss: 1 moved\n"
    assert fix(gloss, "list.md") == result.out


def test_nothing_to_fix(gloss, world):
    gloss.list("https://fine.example/")
    result = gloss("fix", "list.md")
    assert (result.status, result.out, result.err) == (0, "", "gloss: nothing to fix\n")
    result = gloss("fix", "-q", "list.md")
    assert (result.status, result.out, result.err) == (0, "", "")


KEPT = [  # source before and after, {o} and {n} the addresses
    "[a]({}#own) and [b]({}#other)",
    "[a](<{}>)",
    "[a]({} \"a title\")",
    "[a][r] and [b][R] and [r]\n\n[r]: {} 'title'",
    "[a][r]\n\n> [r]:\n> <{}>",
    "[unused]: {}",
    "<{}>",
    "see {}, and ({}) or **{}**",
    "![i]({})",
    "[![badge]({})]({})",
    "| a | b |\n|---|---|\n| [x]({}) | {} |",
    "<a href=\"{}\">x</a> <a href='{}'>y</a> <a href={}>z</a>",
    "<p>\n<img src=\"{}\" alt=\"x\">\n</p>",
    "- a\n  - b\n    > [c\n    > d]({})\n",
    "## [h]({})\n\nh2 [x]({})\n---\n",
    "note[^1]\n\n[^1]: see [x]({})\n",
    "- [a]({})\n  <!-- gloss -->\n  > x\n  <!-- /gloss -->\n- [b]({})\n",
]


@pytest.mark.parametrize("source", KEPT)
def test_only_the_destination_changes(gloss, world, source):
    text = f"# Head\n\n{source}\n".replace("{}", OLD)
    gloss.write("list.md", text)
    diff = fix(gloss, "list.md")
    assert diff
    gloss("fix", "--write", "-q", "list.md")
    assert (gloss.cwd / "list.md").read_text() == text.replace(OLD, NEW)


def test_what_only_looks_like_a_link_stays(gloss, world):
    source = f"[a]({OLD})\n\n```\n{OLD}\n```\n\n`{OLD}` <!-- {OLD} -->\n\n    {OLD}\n"
    gloss.write("list.md", source)
    before, after = changed(fix(gloss, "list.md"))
    assert (before, after) == ([f"[a]({OLD})"], [f"[a]({NEW})"])


@pytest.mark.parametrize("original", [
    f"[a]({OLD})".encode(),
    f"text\r\n\r\n- [a]({OLD})\r\n- x\r\n".encode(),
    f"\ufeff- [a]({OLD})\r\n".encode(),
    f"x\n\n[a]({OLD}) \t \n".encode(),
    b"\xfa\xff bytes \xe2\x80\n\n[x\xff](" + OLD.encode() + b")\n",
    f"[Google\u2019s â](u) â€™ [a]({OLD})\n".encode(),
    f"1\n2\n3\n4\n5\n6\n7\n8\n[a]({OLD})\n10".encode(),
], ids=["no line end", "crlf", "bom", "trailing blanks", "not utf-8", "mojibake", "end in context"])
def test_every_other_byte_stays(gloss, world, original):
    (gloss.cwd / "u").write_text("")
    gloss.write("list.md", original)
    assert fix(gloss, "list.md")
    assert gloss("fix", "--write", "-q", "list.md").status == 0
    assert (gloss.cwd / "list.md").read_bytes() == original.replace(OLD.encode(), NEW.encode())


def test_no_newline_at_the_end_is_told(gloss, world):
    gloss.write("list.md", f"[a]({OLD})")
    assert gloss("fix", "list.md").out.split("\n", 2)[2] == f"""@@ -1 +1 @@
-[a]({OLD})
\\ No newline at end of file
+[a]({NEW})
\\ No newline at end of file
"""


def test_hunks_near_and_far(gloss, world):
    lines = [f"[l{i}]({OLD})" if i in (1, 2, 9, 17, 40) else f"line {i}" for i in range(1, 44)]
    gloss.write("list.md", "\n\n".join(lines) + "\n")
    diff = fix(gloss, "list.md")
    assert diff.count("\n@@ ") == 4
    assert len(changed(diff)[0]) == 5


def test_several_files_and_odd_names(gloss, world):
    names = ["list.md", "a folder/of mine.md", "na\u00efve \"x\\y\".md", "tab\there.md", "plain.txt", "sub/deep/l.md"]
    for name in names:
        gloss.write(name, f"- [a]({OLD})\n" if name.endswith(".md") else f"# urls\n{OLD} A title\n{OLD}\n")
    diff = fix(gloss, *names)
    heads = [line for line in diff.splitlines() if line.startswith("--- ")]
    assert heads == ["--- a/list.md", "--- a/a folder/of mine.md\t", '--- "a/na\\303\\257ve \\"x\\\\y\\".md"',
                     '--- "a/tab\\there.md"', "--- a/plain.txt", "--- a/sub/deep/l.md"]


def test_a_folder_and_a_file_named_twice(gloss, world):
    gloss.write("docs/one.md", f"[a]({OLD})\n")
    gloss.write("docs/two.md", f"[a]({OLD})\n")
    diff = fix(gloss, "./docs/../docs", gloss.cwd / "docs" / "one.md", "docs//one.md")
    assert [x for x in diff.splitlines() if x.startswith("+++ ")] == ["+++ b/docs/one.md", "+++ b/docs/two.md"]


def test_in_a_repository_from_a_folder_below(gloss, world):
    tool("git", "init", "-q", cwd=gloss.cwd)
    gloss.write("docs/one.md", f"[a]({OLD})\n")
    diff = gloss("fix", "one.md", cwd=gloss.cwd / "docs").raw
    tool("git", "apply", "-", cwd=gloss.cwd / "docs", stdin=diff)
    assert (gloss.cwd / "docs/one.md").read_text() == f"[a]({NEW})\n"


def test_standard_input(gloss, world):
    source = f"x\n\n[a]({OLD})\n"
    result = gloss("fix", "-", stdin=source)
    assert result.out.startswith("--- a/stdin\n+++ b/stdin\n@@ -1,3 +1,3 @@\n")
    gloss.write("list.md", source)
    tool("patch", "list.md", cwd=gloss.cwd, stdin=result.raw)
    assert (gloss.cwd / "list.md").read_text() == source.replace(OLD, NEW)
    written = gloss("fix", "--write", "-", stdin=source)
    assert (written.status, written.out) == (0, source.replace(OLD, NEW))
    gloss.write("none.md", "nothing\r\n")
    assert gloss("fix", "--write", "-", stdin=b"nothing\r\n").raw == b"nothing\r\n"


def test_https_and_tracking(gloss, world):
    world.route("http://plain.example/a", status=302, location="https://plain.example/a")
    world.route("https://plain.example/a", body="<title>Page</title>")
    world.route("https://t.example/p?id=1&utm_source=m",
                body='<title>P</title><link rel="canonical" href="https://t.example/p?id=1">')
    world.route("https://t.example/p?id=1", body="<title>P</title>")
    gloss.write("list.md", "http://plain.example/a\n\n[a](http://plain.example/a#x)\n\n"
                           "[b](https://t.example/p?id=1&amp;utm_source=m#y)\n")
    assert changed(fix(gloss, "list.md"))[1] == [
        "https://plain.example/a", "[a](https://plain.example/a#x)", "[b](https://t.example/p?id=1#y)"]
    assert gloss("fix", "list.md").err == "gloss: 2 to https, 1 readdressed\n"


def test_the_dead_lead_to_their_copies(gloss, world):
    """The archive is asked without --archive."""
    world.route("https://a.example/gone", status=404)
    world.route("https://b.example/gone", status=410)
    world.route("https://web.archive.org/cdx/search/cdx?", prefix=True, handler="wayback_index",
                params={"captures": [["20230601120000", "http://a.example/gone", "200", "text/html"]]})
    world.route("https://web.archive.org/web/20230601120000/http://a.example/gone", body="<title>Gone</title>")
    config = gloss.write("config", HURRY)
    gloss.write("list.md", "- [a](https://a.example/gone#part)\n- [b](https://b.example/gone)\n- <https://fine.example/>\n")
    assert changed(fix(gloss, "list.md", args=("--config", config)))[1] == [
        "- [a](https://web.archive.org/web/20230601120000/http://a.example/gone#part)"]
    assert gloss("fix", "--config", config, "list.md").err == \
        "gloss: 1 archived; 1 dead with no copy to link to (gloss check names them)\n"


ADDRESSES = [  # a new address, and how it is written in [](), <>, an attribute, a table
    ("https://n.example/Wiki_(x)", "https://n.example/Wiki_(x)", "https://n.example/Wiki_(x)",
     "https://n.example/Wiki_(x)"),
    ("https://n.example/a)b", "https://n.example/a\\)b", "https://n.example/a)b", "https://n.example/a)b"),
    ("https://n.example/?a=1&copy;=2", "https://n.example/?a=1&amp;copy;=2", "https://n.example/?a=1&amp;copy;=2",
     "https://n.example/?a=1&amp;copy;=2"),
    ("https://n.example/it's", "https://n.example/it's", "https://n.example/it's", "https://n.example/it&#39;s"),
    ("https://n.example/_a_*b*", "https://n.example/_a_*b*", "https://n.example/_a_*b*", "https://n.example/_a_*b*"),
]


@pytest.mark.parametrize("new, inline, auto, attribute", ADDRESSES)
def test_addresses_are_escaped_for_where_they_stand(gloss, world, new, inline, auto, attribute):
    world.route("https://esc.example/", status=301, location=new)
    world.default("n.example", body="<title>x</title>")
    gloss.write("list.md", "[a](https://esc.example/)\n\n<https://esc.example/>\n\n<a href=\"https://esc.example/\">x</a>\n")
    after = changed(fix(gloss, "list.md"))[1]
    assert after == [f"[a]({inline})", f"<{auto}>", f'<a href="{attribute}">x</a>']
    report = gloss("links", "--json", "list.md").report
    gloss("fix", "--write", "-q", "list.md")
    assert {x["url"] for x in gloss("links", "--json", "list.md").report["links"]} == {new}
    assert {x["url"] for x in report["links"]} == {"https://esc.example/"}


def test_a_bare_address_that_would_end_early_gets_brackets(gloss, world):
    world.route("https://esc.example/", status=301, location="https://n.example/wow!")
    world.default("n.example", body="<title>x</title>")
    gloss.write("list.md", "so https://esc.example/ it is\n")
    assert changed(fix(gloss, "list.md"))[1] == ["so <https://n.example/wow!> it is"]


def test_an_edit_that_cannot_be_made_is_told_of(gloss, world):
    world.route("https://esc.example/", status=301, location="https://n.example/a,")
    world.default("n.example", body="<title>x</title>")
    gloss.write("list.md", f'<img srcset="https://esc.example/ 2x">\n\n[x]({OLD})\n')
    result = gloss("fix", "list.md")
    assert changed(result.out)[1] == [f"[x]({NEW})"]
    assert result.err == ("list.md:1: cannot be edited there: https://esc.example/ -> https://n.example/a,\n"
                          "gloss: 1 moved\n")


def test_mojibake_in_texts_and_nowhere_else(gloss, world):
    gloss.write("list.md", "Googleâ€™s [Ten *Lessons* from Googleâ€™s](https://fine.example/)\n\n"
                           "[Googleâ€™s \\*TPU\\* &amp; more](https://fine.example/?q=Googleâ€™s)\n\n"
                           "![Googleâ€™s](https://fine.example/)\n\n[Googleâ€™s]\n\n[Googleâ€™s]: https://fine.example/\n")
    world.default("fine.example", body="<title>Fine</title>")
    before, after = changed(fix(gloss, "list.md"))
    assert after == ["[Google’s \\*TPU\\* &amp; more](https://fine.example/?q=Googleâ€™s)", "![Google’s](https://fine.example/)"]
    err = gloss("fix", "list.md").err
    assert "list.md:1: cannot be edited there: the text" in err and "list.md:7: cannot" in err
    assert err.endswith("gloss: 2 mended\n")


@pytest.fixture
def papers(world):
    world.add_papers({"id": "2006.16668", "title": "GShard: Scaling [Giant] Models | with *Conditional* <b>Computation</b>"},
                     {"id": "2401.04088", "title": "Mixtral of Experts"})
    return world


def test_titles_only_when_asked_for(gloss, papers):
    gloss.write("list.md", "- [GShard](https://arxiv.org/abs/2006.16668)\n- [mixtral of  experts](https://arxiv.org/abs/2401.04088)\n"
                           "- [[pdf]](https://arxiv.org/pdf/2401.04088) [Mixtral of Experts (2024)](https://arxiv.org/abs/2401.04088)\n"
                           "- [**The Mistral of Expert**](https://arxiv.org/abs/2401.04088) <https://arxiv.org/abs/2401.04088>\n")
    assert gloss("fix", "list.md").out == ""
    after = changed(fix(gloss, "list.md", args=("--titles",)))[1]
    assert after == [
        "- [GShard: Scaling \\[Giant\\] Models \\| with \\*Conditional\\* &lt;b>Computation&lt;/b>](https://arxiv.org/abs/2006.16668)",
        "- [**Mixtral of Experts**](https://arxiv.org/abs/2401.04088) <https://arxiv.org/abs/2401.04088>"]
    assert gloss("fix", "--titles", "list.md").err == "gloss: 2 titled\n"


HOSTILE = ["[x](https://evil.example)", "![x](https://evil.example)", "a](https://evil.example) [b", "`code", "<a href=x>",
           "&lt;script&gt;alert(1)&lt;/script&gt;", "https://evil.example/x", "www.evil.example", "me@evil.example", "\\",
           "]", "[^1]", "^[x]", "x | y", "<!-- gloss -->", "-->", "a\n\n- b", "\u202eevil", "$x$", "*_~`", "&amp;amp;",
           "1. x", "# x", "<https://evil.example>"]


@pytest.mark.parametrize("place", ["- [Some Text]({})", "| a |\n|---|\n| [Some Text]({}) |", "x <a href='{}'>Some Text</a>",
                                   "<p>\n<a href='{}'>Some Text</a></p>"])
def test_a_title_cannot_become_markup(gloss, internet, place):
    """Whatever the titles hold, the list keeps its links, and no others."""
    for i, title in enumerate(HOSTILE):
        internet.add_papers({"id": f"2401.{i + 1:05}", "title": "Wholly Different Words " + title + " Within"})
    source = "\n\n".join(place.replace("{}", f"https://arxiv.org/abs/2401.{i + 1:05}") for i in range(len(HOSTILE))) + "\n"
    gloss.write("list.md", source)
    before = gloss("links", "--json", "list.md").report["links"]
    result = gloss("fix", "--write", "--titles", "list.md")
    assert result.status == 0
    after = gloss("links", "--json", "list.md").report["links"]
    assert [(x["url"], x["kind"], x["section"] if "section" in x else None) for x in after] == \
        [(x["url"], x["kind"], x["section"] if "section" in x else None) for x in before]
    text = (gloss.cwd / "list.md").read_text()
    assert "<script" not in text and "\u202e" not in text and text.count("\n") == source.count("\n")
    titled = int(re.search(r"(\d+) titled", result.err).group(1))
    assert titled >= len(HOSTILE) - (6 if "<p>" in place else 1), result.err


def test_a_url_list(gloss, papers):
    gloss.write("urls.txt", f"\ufeff# my urls\r\n{OLD}  Old thing\r\nhttps://arxiv.org/abs/2006.16668 GShard\r\n\r\n{OLD}#x")
    after = changed(fix(gloss, "urls.txt", args=("--titles",)))[1]
    assert after == [f"{NEW}  New\r",
                     "https://arxiv.org/abs/2006.16668 GShard: Scaling [Giant] Models | with *Conditional* <b>Computation</b>\r",
                     f"{NEW}#x"]


def test_write_keeps_mode_and_symbolic_links(gloss, world):
    path = gloss.write("real/list.md", f"[a]({OLD})\n")
    path.chmod(0o640)
    (gloss.cwd / "list.md").symlink_to("real/list.md")
    result = gloss("fix", "--write", "list.md")
    assert (result.status, result.out, result.err) == (0, "", "gloss: 1 moved\n")
    assert (gloss.cwd / "list.md").is_symlink() and path.read_text() == f"[a]({NEW})\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert sorted(p.name for p in path.parent.iterdir()) == ["list.md"]


def test_write_leaves_a_list_without_edits_untouched(gloss, world):
    path = gloss.list("https://fine.example/")
    os.utime(path, (1, 1))
    inode = path.stat().st_ino
    assert gloss("fix", "--write", "list.md").status == 0
    assert (path.stat().st_mtime, path.stat().st_ino) == (1, inode)


def test_a_list_changed_meanwhile_is_left_alone(gloss, world):
    """What the user saves while gloss asks is not overwritten."""
    path = gloss.write("list.md", f"[a]({OLD}) [b](https://slow.example/)\n")
    world.route("https://slow.example/", delay_ms=1500)
    running = gloss.start("fix", "--write", "list.md")
    while not world.requests("old.example"):
        assert running.poll() is None
    path.write_text("mine\n")
    _, err = running.communicate(timeout=60)
    assert running.returncode == 3 and b"has changed since it was read" in err
    assert path.read_text() == "mine\n"


def test_exit_status(gloss, world):
    assert gloss("fix").status == 2
    assert gloss("fix", "missing.md").status == 2
    gloss.list("https://fine.example/gone")
    world.route("https://fine.example/gone", status=410)
    config = gloss.write("config", HURRY)
    result = gloss("fix", "--retries", "0", "--config", config, "list.md")
    assert (result.status, result.out) == (0, "")
    assert result.err == "gloss: nothing to fix; 1 dead with no copy to link to (gloss check names them)\n"
    assert gloss("fix", "--style", "line", "list.md").status == 2
    if os.geteuid() != 0:
        (gloss.cwd / "ro").mkdir()
        shutil.copy(gloss.cwd / "list.md", gloss.cwd / "ro")
        (gloss.cwd / "ro").chmod(0o500)
        assert gloss("fix", "--write", "ro/list.md").status == 3
    world.off()
    assert gloss("fix", "--fresh", "list.md", cache=gloss.cwd / "other").status == 4
