"""Registries of works under other names than arXiv's: Crossref, DataCite, Semantic Scholar, as they answer batches."""

import json
import re
import urllib.parse

from .routes import Route

JSON = "application/json"
PACE = {"Server": "nginx", "x-api-pool": "polite", "x-rate-limit-limit": "3", "x-rate-limit-interval": "1s",
        "x-concurrency-limit": "3"}
ARXIV_DOI = "10.48550/arxiv."


def answer(value, kind=JSON, headers=None, status=200):
    return Route(status=status, body=json.dumps(value, ensure_ascii=False).encode(), type=kind, headers=headers or {})


def parameters(request):
    return dict(urllib.parse.parse_qsl(request.target.partition("?")[2], keep_blank_values=True))


def read_folder(net, host):
    """What the JSON files of a host's folder hold."""
    if net.web is None:
        return
    for path in sorted((net.web / host).glob("*.json")):
        if path.name != "routes.json":
            yield json.loads(path.read_text(encoding="utf-8"))


def crossref(net, request, _params):
    """api.crossref.org/works?filter=doi:A,doi:B: the works it lists, in an order of its own, others left out."""
    query = parameters(request)
    filters = [f.partition(":") for f in query.get("filter", "").split(",")]
    if any(name != "doi" or not value for name, _, value in filters):
        return answer({"status": "failed", "message-type": "validation-failure", "message": []}, headers=PACE, status=400)
    wanted = {value.lower() for _, _, value in filters}
    works = [file["message"] for file in read_folder(net, "api.crossref.org")]
    found = sorted((w for w in works if w["DOI"].lower() in wanted), key=lambda w: w["title"])
    items = found[:int(query.get("rows", "20"))]
    return answer({"status": "ok", "message-type": "work-list", "message-version": "1.0.0", "message": {
        "facets": {}, "total-results": len(found), "items": items, "items-per-page": int(query.get("rows", "20")),
        "query": {"start-index": 0, "search-terms": None}}}, headers=PACE)


def datacite_author(name):
    given, _, family = name.rpartition(" ")
    return {"name": f"{family}, {given}" if given else name, "nameType": "Personal", "givenName": given or None,
            "familyName": family, "affiliation": [], "nameIdentifiers": []}


def datacite_paper(entry):
    """A paper of arXiv as DataCite lists it."""
    doi = ARXIV_DOI + entry["id"]
    day = entry["published"]
    dates = [{"date": day, "dateType": "Submitted", "dateInformation": "v1"},
             {"date": entry.get("updated") or day, "dateType": "Updated", "dateInformation": "v1"},
             {"date": day[:7], "dateType": "Available", "dateInformation": "v1"},
             {"date": day[:4], "dateType": "Issued"}]
    return {"id": doi, "type": "dois", "attributes": {
        "doi": doi, "prefix": "10.48550", "titles": [{"title": entry["title"]}],
        "creators": [datacite_author(name) for name in entry["authors"]], "publisher": "arXiv",
        "publicationYear": int(day[:4]), "dates": dates, "language": None, "version": str(entry.get("version", 1)),
        "subjects": [{"lang": "en", "subject": f"Subject ({entry['primary']})", "subjectScheme": "arXiv"},
                     {"subject": "FOS: Computer and information sciences", "subjectScheme": "Fields of Science"}],
        "types": {"ris": "GEN", "bibtex": "misc", "citeproc": "article", "resourceType": "Article",
                  "resourceTypeGeneral": "Preprint"},
        "descriptions": [{"description": entry["summary"], "descriptionType": "Abstract"}],
        "rightsList": [], "url": f"https://arxiv.org/abs/{entry['id']}", "state": "findable"}}


def datacite(net, request, _params):
    """api.datacite.org/dois?query=doi:("A" OR "B"); ids are compared as they are written."""
    query = parameters(request)
    wanted = re.findall(r'"((?:[^"\\]|\\.)*)"', query.get("query", ""))
    works = [work for file in read_folder(net, "api.datacite.org") for work in file["data"]]
    works += [datacite_paper(entry) for entry in net.papers().values()]
    found = [work for work in works if work["id"] in wanted]
    data = found[:int(query.get("page[size]", "25"))]
    return answer({"data": data, "meta": {"total": len(found), "totalPages": 1, "page": 1}}, headers={
        "x-ratelimit-limit": "1000", "x-ratelimit-remaining": "999"})


def s2_paper(entry):
    return {"paperId": f"{int(entry['id'].replace('.', '').replace('/', '0')[-9:]):040x}", "title": entry["title"],
            "abstract": entry["summary"], "year": int(entry["published"][:4]), "venue": "arXiv.org",
            "publicationVenue": {"name": "arXiv.org", "type": None}, "publicationTypes": ["JournalArticle"],
            "publicationDate": entry["published"][:10], "externalIds": {
                "ArXiv": entry["id"], "DOI": f"10.48550/arXiv.{entry['id']}"},
            "openAccessPdf": {"url": f"https://arxiv.org/pdf/{entry['id']}", "status": "GREEN"},
            "authors": [{"authorId": str(i), "name": name} for i, name in enumerate(entry["authors"], 1)]}


def s2_batch(net, request, _params):
    """POST api.semanticscholar.org/graph/v1/paper/batch: an array in the order of the ids, null for the unknown."""
    known = {f"ARXIV:{key}": s2_paper(entry) for key, entry in net.papers().items()}
    for file in read_folder(net, "api.semanticscholar.org"):
        known.update(file)
    try:
        ids = json.loads(request.body)["ids"]
    except (ValueError, KeyError):
        return answer({"error": "Malformed request"}, status=400)
    if request.method != "POST" or not ids:
        return answer({"error": "No valid paper ids given"}, status=400)
    return answer([known.get(one) for one in ids], headers={"x-amzn-RequestId": "0"})
