"""Works that registries know: what they vouch for, whoever blocks; and what happens when they are silent."""

import json

from .pages import article
from .row import Group, row

CROSSREF = "https://api.crossref.org/works"
DATACITE = "https://api.datacite.org/dois"
HANDLE = "https://doi.org/api/handles/"
SCHOLAR = "https://api.semanticscholar.org/graph/v1/paper/batch"
GITHUB = "https://api.github.com"
RAW = "https://raw.githubusercontent.com"
HUB = "https://huggingface.co"
REVIEW = ("https://api2.openreview.net/notes", "https://api.openreview.net/notes")
WALL = {"status": 403, "body": "<title>Just a moment...</title>", "headers": {"cf-mitigated": "challenge"}}
DOWN = {"status": 503, "body": "busy"}


def works(*found):
    return json.dumps({"status": "ok", "message": {"total-results": len(found), "items": [
        {"DOI": doi, "type": "journal-article", "title": [title], "author": [{"given": "Ana", "family": "Berg"}],
         "issued": {"date-parts": [[2020, 6, 18]]}, **more} for doi, title, more in found]}})


def repository(name, **more):
    owner, _, short = name.partition("/")
    return {"body": json.dumps({"name": short, "full_name": name, "owner": {"login": owner, "type": "User"},
                                "description": "Grinds", "created_at": "2023-11-24T07:32:29Z",
                                "pushed_at": "2024-12-10T20:00:47Z", "license": None, "topics": [], "archived": False, **more})}


def notes(*found):
    return json.dumps({"notes": [{"id": id_, "pdate": 1705449599000, "content": {
        "title": {"value": "Mills"}, "authors": {"value": ["Ana Berg"]}, **({"venueid": {"value": venue}} if venue else {})}}
        for id_, venue in found], "count": len(found)})


def well(net, _folder):
    """Registries that answer, and sites that mostly refuse."""
    net.add_papers({"id": "2401.00001", "version": 2}, {"id": "2401.00002", "withdrawn": True, "comment": "Withdrawn by the authors"},
                   {"id": "math/0309136"})
    net.route(CROSSREF, prefix=True, body=works(
        ("10.5555/mill", "Mills", {}),
        ("10.5555/retracted", "Bad Mills", {"updated-by": [{"DOI": "10.5555/notice", "type": "retraction"}]})))
    net.route(DATACITE, prefix=True, handler="datacite")
    net.route(HANDLE, prefix=True, status=404, body='{"responseCode": 100, "handle": ""}')
    net.route(f"{HANDLE}10.5555%2Frare", prefix=True, body='{"responseCode": 1, "handle": "10.5555/rare", "values": []}')
    net.route(SCHOLAR, prefix=True, status=400, body='{"error": "No valid paper ids given"}')
    net.default("dl.acm.org", **WALL)
    net.default("doi.org", status=404)
    net.route(f"{GITHUB}/", prefix=True, status=404, body='{"message": "Not Found"}')
    net.route(f"{GITHUB}/repos/ada/mill", **repository("ada/mill"))
    net.route(f"{GITHUB}/repos/ada/old-mill", **repository("ada/old-mill", archived=True))
    net.route(f"{GITHUB}/repos/ada/mil", status=301, body="{}", location=f"{GITHUB}/repositories/7")
    net.route(f"{GITHUB}/repositories/7", **repository("ada/mill"))
    net.route(f"{RAW}/", prefix=True, status=404, body="404: Not Found", headers={"Content-Type": "text/plain"})
    net.default("github.com", status=404)
    net.route("https://github.com/ada/mil", location="https://github.com/ada/mill")
    net.route("https://github.com/ada/mill", body=article("ada/mill: grinds"))
    net.default("huggingface.co", status=404)
    net.route(f"{HUB}/datasets/ada/flour", body=article("ada/flour"))
    net.route(f"{HUB}/api/datasets/ada/flour", body=json.dumps({"id": "ada/flour", "author": "ada", "tags": [],
                                                              "createdAt": "2024-01-01T00:00:00.000Z"}),
              headers={"Content-Type": "application/json"})
    for url in REVIEW:
        net.route(url, prefix=True, body=notes(("Mill000001", None), ("Mill000002", "X.org/2024/Conference/Withdrawn_Submission")))
    net.default("openreview.net", **WALL)


def down(net, _folder):
    """Registries that are busy all night; the pages themselves answer, or refuse."""
    net.add_papers({"id": "2401.00001"})
    for url in ("https://export.arxiv.org/", CROSSREF, DATACITE, HANDLE, SCHOLAR, f"{GITHUB}/", f"{HUB}/api/", *REVIEW):
        net.route(url, prefix=True, **DOWN)
    net.default("dl.acm.org", **WALL)
    net.default("openreview.net", **WALL)
    net.route(f"{RAW}/", prefix=True, status=404, body="404: Not Found", headers={"Content-Type": "text/plain"})
    net.default("github.com", status=404)
    net.route("https://github.com/ada/mill", body=article("ada/mill: grinds"))
    net.default("huggingface.co", status=404)
    net.route(f"{HUB}/datasets/ada/flour", body=article("ada/flour"))


WELL = Group("registries", ("--timeout", "20s", "--retries", "0"), setup=well)
DOWN_ALL = Group("registries-down", ("--timeout", "20s", "--retries", "0"), setup=down)
DIRECT = Group("direct", ("--timeout", "20s", "--retries", "0", "--direct"), setup=well)


def known(name, verdict, link, group=WELL, **more):
    return row(name, verdict, links=[link], group=group, **more)


ROWS = [
    known("arxiv-listed", "alive", "https://arxiv.org/abs/2401.00001", reason="arXiv"),
    known("arxiv-pdf-of-a-version", "alive", "https://arxiv.org/pdf/2401.00001v1", facts=["superseded"]),
    known("arxiv-version-to-come", "dead|suspect", "https://arxiv.org/abs/2401.00001v9"),
    known("arxiv-old-id", "alive", "https://arxiv.org/abs/math/0309136"),
    known("arxiv-unknown", "dead", "https://arxiv.org/abs/2401.99999", reason="arXiv"),
    known("arxiv-withdrawn", "alive", "https://arxiv.org/abs/2401.00002", facts=["withdrawn"]),
    known("arxiv-by-doi", "alive", "https://doi.org/10.48550/arXiv.2401.00001"),
    known("arxiv-at-the-hub", "alive", "https://huggingface.co/papers/2401.00001"),
    known("doi-behind-a-wall", "alive", "https://dl.acm.org/doi/10.5555/mill", reason="Crossref"),
    known("doi-retracted", "alive", "https://dl.acm.org/doi/10.5555/retracted", facts=["retracted"]),
    known("doi-of-the-resolver-only", "alive", "https://dl.acm.org/doi/10.5555/rare", reason="DOI resolver"),
    known("doi-unknown-behind-a-wall", "suspect|blocked", "https://dl.acm.org/doi/10.5555/nowhere"),
    known("doi-unknown", "dead", "https://doi.org/10.5555/nobody"),
    known("github-there", "alive", "https://github.com/ada/mill", reason="GitHub"),
    known("github-archived", "alive", "https://github.com/ada/old-mill", facts=["archived"]),
    known("github-renamed", "moved|alive", "https://github.com/ada/mil", facts=["renamed"]),
    known("github-unknown", "dead", "https://github.com/ada/nothing"),
    known("dataset-there", "alive", "https://huggingface.co/datasets/ada/flour"),
    known("dataset-unknown", "dead", "https://huggingface.co/datasets/ada/nothing"),
    known("review-there", "alive", "https://openreview.net/forum?id=Mill000001"),
    known("review-withdrawn", "alive", "https://openreview.net/forum?id=Mill000002", facts=["withdrawn"]),
    known("review-unknown", "blocked|suspect", "https://openreview.net/forum?id=Nobody0001"),
    known("arxiv-silent", "alive", "https://arxiv.org/abs/2401.00001", DOWN_ALL),
    known("arxiv-silent-and-unknown", "dead", "https://arxiv.org/abs/2401.99999", DOWN_ALL),
    known("doi-silent", "blocked", "https://dl.acm.org/doi/10.5555/mill", DOWN_ALL),
    known("github-silent", "alive", "https://github.com/ada/mill", DOWN_ALL),
    known("github-silent-and-unknown", "dead", "https://github.com/ada/nothing", DOWN_ALL),
    known("dataset-silent", "alive", "https://huggingface.co/datasets/ada/flour", DOWN_ALL),
    known("review-silent", "blocked", "https://openreview.net/forum?id=Mill000001", DOWN_ALL),
    known("arxiv-direct", "alive", "https://arxiv.org/abs/2401.00001", DIRECT),
    known("arxiv-direct-unknown", "dead", "https://arxiv.org/abs/2401.99999", DIRECT),
    known("doi-direct", "blocked", "https://dl.acm.org/doi/10.5555/mill", DIRECT),
]
