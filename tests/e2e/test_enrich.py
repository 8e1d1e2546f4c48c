"""gloss enrich: metadata, and the annotated list."""

import json
import random
import re

import pytest

BLOCK = re.compile(rb"^[ \t>]*<!-- gloss -->.*?<!-- /gloss -->[ \t]*\r?\n", re.MULTILINE | re.DOTALL)
LAST_BLOCK = re.compile(rb"\r?\n[ \t>]*<!-- gloss -->.*?<!-- /gloss -->[ \t]*\Z", re.DOTALL)


def bare(annotated):
    """What is left when the blocks are taken out, as any script would do it."""
    return LAST_BLOCK.sub(b"", BLOCK.sub(b"", annotated))


def enrich(gloss, *args):
    result = gloss("enrich", "-q", *args)
    assert result.status in (0, 1), result.err
    return result.raw


@pytest.fixture
def world(internet):
    internet.add_papers({
        "id": "2006.16668", "title": "GShard: Scaling Giant Models", "authors": ["Dmitry Lepikhin", "HyoukJoong Lee"],
        "published": "2020-06-30T10:42:02Z", "summary": "Neural network scaling has been critical for quality.",
        "primary": "cs.CL", "categories": ["cs.CL", "cs.LG"]})
    internet.route("https://blog.example/post", body="""<!DOCTYPE html><html lang="en"><head><title>A Post | Blog</title>
<meta property="og:title" content="A Post"><meta property="og:site_name" content="Blog">
<meta name="author" content="Jane Doe"><meta property="article:published_time" content="2021-02-03T23:30:00-08:00">
<meta name="description" content="What the post is about."></head><body><h1>A Post</h1><p>Text.</p></body></html>""")
    return internet


def test_a_paper_and_a_post(gloss, world):
    gloss.list("https://arxiv.org/abs/2006.16668", "https://blog.example/post")
    text = enrich(gloss, "list.md").decode()
    before, _, rest = text.partition("- [Link 2]")
    assert "GShard: Scaling Giant Models" in before and "Dmitry Lepikhin" in before and "2020-06-30" in before
    assert "cs.CL" in before and "Neural network scaling" in before
    assert "A Post" in rest and "Jane Doe" in rest and "2021-02-03" in rest
    assert bare(text.encode()) == (gloss.cwd / "list.md").read_bytes()


def test_metadata_with_its_sources(gloss, world):
    gloss.list("https://arxiv.org/abs/2006.16668", "https://blog.example/post")
    enrich(gloss, "-o", "links.json", "list.md")
    paper, post = json.loads((gloss.cwd / "links.json").read_text())["links"]
    assert paper["meta"]["title"] == "GShard: Scaling Giant Models"
    assert [a["name"] for a in paper["meta"]["authors"]] == ["Dmitry Lepikhin", "HyoukJoong Lee"]
    assert paper["meta"]["authors"][0]["family"] == "Lepikhin"
    assert paper["meta"]["published"] == "2020-06-30" and paper["meta"]["arxiv"] == "2006.16668"
    assert paper["meta_sources"]["title"] == "arxiv-api" and paper["work"] == "arxiv:2006.16668"
    assert post["meta"]["title"] == "A Post" and post["meta"]["published"] == "2021-02-03"
    assert [a["name"] for a in post["meta"]["authors"]] == ["Jane Doe"]


@pytest.mark.parametrize("style", ["quote", "details", "line"])
def test_twice_equals_once_in_every_style(gloss, world, style):
    original = gloss.list("https://arxiv.org/abs/2006.16668", "https://blog.example/post").read_bytes()
    once = enrich(gloss, "--style", style, "list.md")
    assert once != original and bare(once) == original
    gloss.write("list.md", once)
    assert enrich(gloss, "--style", style, "list.md") == once


def test_styles_replace_each_other(gloss, world):
    gloss.list("https://arxiv.org/abs/2006.16668")
    quote = enrich(gloss, "list.md")
    gloss.write("list.md", enrich(gloss, "--style", "line", "list.md"))
    assert enrich(gloss, "list.md") == quote


@pytest.mark.parametrize("original", [
    b"- [x](https://blog.example/post)",
    b"- [x](https://blog.example/post)\r\n- next\r\n",
    b"\xef\xbb\xbf- [x](https://blog.example/post)\n",
    b"- [Google\xe2\x80\x99s \xc3\xa2\xe2\x82\xac\xe2\x84\xa2 \xff\xfe](https://blog.example/post)\n",
    b"> - [x](https://blog.example/post)\n> - y\n",
    b"1. a\n   - [x](https://blog.example/post)\n\n     more\n2. [y](https://blog.example/post)\n",
    b"-\t[x](https://blog.example/post)\n\n\n\n* * *\n",
    b"- [x](https://blog.example/post)\n  ```\n  code\n  ```\n- [ ] [y](https://blog.example/post)   \n",
    b"text [x](https://blog.example/post) in a paragraph\n",
    b"- a [x](https://blog.example/post) b [y](https://blog.example/post)\n  wrapped text\nlazy text\n",
    b"",
])
def test_annotating_is_reversible(gloss, world, original):
    gloss.write("list.md", original)
    once = enrich(gloss, "list.md")
    assert bare(once) == original
    gloss.write("list.md", once)
    assert enrich(gloss, "list.md") == once


def document(rng):
    """A list as people write them: any depth, any bullet, loose and tight, with prose between."""
    eol = rng.choice(["\n", "\n", "\r\n"])
    lines = ["# List", ""]
    indents = [""]
    for _ in range(rng.randrange(5, 40)):
        kind = rng.randrange(10)
        if kind == 0:
            lines += ["", rng.choice(["## Part", "Some prose with https://blog.example/post in it.", "***"]), ""]
            indents = [""]
        elif kind == 1 and len(indents) > 1:
            indents.pop()
        elif kind == 2:
            lines.append("")
        else:
            bullet = rng.choice(["- ", "* ", "+ ", "1. ", "10) ", "-   ", "- [ ] ", "- [x] "])
            url = rng.choice(["https://blog.example/post", "https://arxiv.org/abs/2006.16668",
                              "https://blog.example/x y"])
            text = rng.choice([
                f"[T]({url})", f"<{url}>", f"{url} and more", "only words", f"**[T]({url})** `code`",
                f"[T]({url})\u00a0", f"[Te*x*t]({url}) <!-- note -->"])
            lines.append(indents[-1] + bullet + text)
            if rng.random() < 0.3:
                width = len(bullet) if "[" not in bullet else 2
                indents.append(indents[-1] + " " * width)
            if rng.random() < 0.1:
                lines.append(indents[-1] + "and a second line")
    return (eol.join(lines) + rng.choice([eol, eol, "", eol * 3])).encode()


def test_generated_documents(gloss, world):
    rng = random.Random(20240108)
    originals = {f"d/{i:02}.md": document(rng) for i in range(60)}
    for name, content in originals.items():
        gloss.write(name, content)
    enrich(gloss, "-i", "d")
    once = {name: (gloss.cwd / name).read_bytes() for name in originals}
    assert sum(b"<!-- gloss -->" in content for content in once.values()) > 50
    for name, content in originals.items():
        assert bare(once[name]) == content, name
    enrich(gloss, "-i", "d")
    for name in originals:
        assert (gloss.cwd / name).read_bytes() == once[name], name


def test_in_place(gloss, world):
    path = gloss.list("https://blog.example/post")
    path.chmod(0o640)
    original = path.read_bytes()
    assert enrich(gloss, "-i", "list.md") == b""
    assert path.read_bytes() != original and bare(path.read_bytes()) == original
    assert path.stat().st_mode & 0o777 == 0o640
    assert sorted(p.name for p in gloss.cwd.iterdir()) == ["cache", "list.md"]


def test_the_dead_are_marked_first(gloss, world):
    world.route("https://gone.example/", status=404)
    gloss.list("https://gone.example/", "https://blog.example/post")
    result = gloss("enrich", "list.md")
    assert result.status == 1
    block = result.out.partition("<!-- gloss -->")[2].partition("<!-- /gloss -->")[0]
    assert "dead" in block.lower() and "404" in block


HOSTILE = """<title>Break &lt;!-- /gloss --&gt; out</title>
<meta property="og:title" content="Break &lt;!-- /gloss --&gt; out [link](https://evil.example/) &lt;script&gt;x&lt;/script&gt;
# heading ![i](https://evil.example/i.png)">
<meta name="author" content="`A` *B* &lt;img src=x onerror=y&gt; https://evil.example/auto www.evil.example">
<meta name="description" content="One.

&gt; quote

- item

    code

&lt;details&gt;&lt;a href='https://evil.example/html'&gt;click&lt;/a&gt; &#x202e;bidi &#27;[31m | table | \\">
<p>text"""


@pytest.mark.parametrize("style", ["quote", "details", "line"])
def test_metadata_cannot_break_out(gloss, world, style):
    world.route("https://evil.example/page", body=HOSTILE)
    original = gloss.list("https://evil.example/page", "https://blog.example/post").read_bytes()
    once = enrich(gloss, "--style", style, "list.md")
    assert bare(once) == original
    assert b"\x1b" not in once and "\u202e".encode() not in once
    assert b"<script" not in once and b"<img" not in once and b"<a href='https://evil" not in once
    gloss.write("annotated.md", once)
    found = {link["url"] for link in gloss("links", "--json", "annotated.md").report["links"]}
    assert found == {"https://evil.example/page", "https://blog.example/post"}
    # Read as plain Markdown, with the markers broken, the block holds no link to the evil host either.
    gloss.write("plain.md", once.replace(b"<!-- gloss -->", b"").replace(b"<!-- /gloss -->", b""))
    urls = {link["url"] for link in gloss("links", "--json", "plain.md").report["links"]}
    assert not any("evil.example" in url and url != "https://evil.example/page" for url in urls), urls


def test_an_unclosed_block_is_refused(gloss, world):
    path = gloss.write("list.md", "- [x](https://blog.example/post)\n  <!-- gloss -->\n  > text\n- more\n")
    before = path.read_bytes()
    result = gloss("enrich", "-i", "list.md")
    assert result.status == 2 and "list.md" in result.err
    assert path.read_bytes() == before
