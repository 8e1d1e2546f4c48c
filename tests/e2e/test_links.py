"""gloss links: what an input holds, without a network."""

import json

LIST = """# My Reading

## Papers

- [x] [Mixtral](https://a.example/mixtral)
- [ ] See <https://a.example/auto> and https://a.example/bare_url.
- Group
  - [Inner][ref] ![picture](https://a.example/p.png)
  - <a href="https://a.example/html?a=1&amp;b=2">html</a>

`https://a.example/code` and <!-- https://a.example/comment -->

### Deeper

[Escaped\\]](https://a.example/a%2Fb%3F%E9?x=a+b)

[ref]: https://a.example/ref "Title"
"""


def links(gloss, *args, **options):
    result = gloss("links", "--json", *args, **options)
    assert result.status == 0, result.err
    return result.report["links"]


def test_every_form_with_its_place(gloss):
    gloss.write("list.md", LIST)
    found = {(link["line"], link["kind"], link["url"]) for link in links(gloss, "list.md")}
    missing = {
        (5, "link", "https://a.example/mixtral"),
        (6, "autolink", "https://a.example/auto"),
        (6, "bare", "https://a.example/bare_url"),
        (8, "link", "https://a.example/ref"),
        (8, "image", "https://a.example/p.png"),
        (9, "html", "https://a.example/html?a=1&b=2"),
        (15, "link", "https://a.example/a%2Fb%3F%E9?x=a+b"),
    } - found
    assert not missing, found
    assert not any("code" in url or "comment" in url for _, _, url in found)


def test_what_a_link_object_says(gloss):
    gloss.write("list.md", LIST)
    found = {link["url"]: link for link in links(gloss, "list.md")}
    first = found["https://a.example/mixtral"]
    assert first["file"] == "list.md" and first["text"] == "Mixtral" and first["task"] == "done"
    assert first["section"] == ["Papers"] and first["column"] == 7 and first["key"] == first["url"]
    assert found["https://a.example/auto"]["task"] == "open"
    assert found["https://a.example/p.png"]["group"] == ["Group"]
    assert found["https://a.example/a%2Fb%3F%E9?x=a+b"]["section"] == ["Papers", "Deeper"]
    assert found["https://a.example/a%2Fb%3F%E9?x=a+b"]["text"] == "Escaped]"
    assert "verdict" not in first and not any(v is None or v == "" for v in first.values())


def test_for_people(gloss):
    gloss.list("https://a.example/x")
    result = gloss("links", "list.md")
    assert result.status == 0 and "list.md:3" in result.out and "https://a.example/x" in result.out


def test_standard_input_and_url_lists(gloss):
    assert [link["file"] for link in links(gloss, "-", stdin=LIST)][0] == "-"
    gloss.write("urls.txt", "https://a.example/1\n\n# a remark\nhttps://a.example/2\n")
    assert [(link["line"], link["url"]) for link in links(gloss, "urls.txt")] == [
        (1, "https://a.example/1"), (4, "https://a.example/2")]


def test_a_folder_is_walked_in_order(gloss):
    for name in ("docs/b.md", "docs/a/z.md", "docs/.hidden/x.md", "docs/notes.txt"):
        gloss.write(name, f"[x](https://a.example/{name})\n")
    assert [link["file"] for link in links(gloss, "docs")] == ["docs/a/z.md", "docs/b.md"]


def test_one_link_a_line(gloss):
    gloss.list("https://a.example/1", "https://a.example/2")
    result = gloss("links", "-t", "jsonl", "list.md")
    assert [json.loads(line)["url"] for line in result.out.splitlines()] == ["https://a.example/1",
                                                                             "https://a.example/2"]


def test_the_bundled_list(gloss, reading_list):
    found = links(gloss, reading_list)
    assert len(found) == 86
    assert sum("arxiv.org" in link["url"] or "huggingface.co/papers" in link["url"] for link in found) == 45
    assert [link["group"] for link in found][-3:] == [["Datalogy"]] * 3


def test_no_request_is_sent(gloss, internet):
    gloss.list("https://a.example/1")
    gloss("links", "list.md")
    assert internet.requests() == [] and internet.lookups == []
