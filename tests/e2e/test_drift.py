"""Whether a link's text still names what it leads to."""


def links(gloss, *lines):
    gloss.write("list.md", "".join(f"- {line}\n" for line in lines))
    return gloss("check", "--json", "list.md").report["links"]


def paper(id, title, version=1, **more):
    return {"id": id, "title": title, "version": version, **more}


def test_renamed_and_drifted(gloss, internet):
    internet.add_papers(
        paper("2401.00001", "Sieves Sort Very Fine Flour", 2, titles={"1": "On the Grain of Mills and Their Keepers"}),
        paper("2401.00002", "Tea Cools as the Square of Time", 3, titles={"1": "Tea Cools as the Square of Time"}),
        paper("2401.00003", "Kettles of the North: A Survey"))
    found = links(gloss, "[On the Grain of Mills and Their Keepers](https://arxiv.org/abs/2401.00001)",
                  "[The Unreasonable Effectiveness of Sieves](https://arxiv.org/abs/2401.00002)",
                  "[Kettles of the North](https://arxiv.org/abs/2401.00003)")
    assert [link.get("facts") for link in found] == [["renamed"], ["drifted"], None]
    api = [r["target"] for r in internet.requests("export.arxiv.org")]
    assert len(api) == 2 and "2401.00001v1,2401.00002v1" in api[1]  # one more for all
    assert [link["meta"]["title"] for link in found][:2] == ["Sieves Sort Very Fine Flour",
                                                             "Tea Cools as the Square of Time"]


def test_a_page_that_has_become_another(gloss, internet):
    internet.route("https://a.example/x", body="<title>Cheap Holiday Flats in Spain</title><h1>Cheap Holiday Flats in Spain</h1>")
    internet.route("https://b.example/x", body="<title>BERT, explained | B</title><h1>BERT, explained</h1>")
    found = links(gloss, "[The Unreasonable Effectiveness of Sieves](https://a.example/x)",
                  "[BERT](https://b.example/x)", "<https://a.example/x?y>", "[here](https://b.example/x?y)")
    assert [link.get("facts") for link in found] == [["drifted"], None, None, None]
