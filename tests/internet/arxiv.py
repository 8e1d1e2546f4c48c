"""arXiv as it answers: the Atom API with its manners, abstract pages, PDF files."""

import datetime
import hashlib
import html
import re
import textwrap
import time
import urllib.parse

from .entries import parse_id, version_of
from .routes import Route

GAP_S = 3.0  # the terms of use: one request each three seconds, one at a time
GAP_SLACK_S = 0.05  # starts are measured at the receiving end, so a little early is in time
AUTHORS_IN_TAGS = 100
DEFAULT_RESULTS = 10
ATOM = "application/atom+xml; charset=utf-8"
HTML = "text/html; charset=utf-8"

SUBJECTS = {
    "cs.LG": "Machine Learning", "cs.CL": "Computation and Language", "cs.AI": "Artificial Intelligence",
    "cs.CV": "Computer Vision and Pattern Recognition", "cs.AR": "Hardware Architecture", "cs.SD": "Sound",
    "cs.DC": "Distributed, Parallel, and Cluster Computing", "cs.NE": "Neural and Evolutionary Computing",
    "cs.IR": "Information Retrieval", "cs.PF": "Performance", "cs.PL": "Programming Languages",
    "stat.ML": "Machine Learning", "math.OC": "Optimization and Control", "eess.AS": "Audio and Speech Processing"}


def text(value):
    return html.escape(value, quote=False)


def attribute(value):
    return html.escape(value, quote=True)


# --- the API ---

def api(net, request, params):
    """export.arxiv.org/api/query. `params` {"answer": "empty" | "rate" | "busy"} makes it fail as it does at times."""
    if net.strict and not in_time(net, "arxiv"):
        return rate_exceeded()
    if params.get("answer") == "rate":
        return rate_exceeded()
    if params.get("answer") == "busy":
        return Route(status=503, body=b"Service Unavailable\n", type="text/plain", headers={"Retry-After": "1"})
    query = urllib.parse.parse_qs(request.target.partition("?")[2], keep_blank_values=True)
    asked = [i for i in query.get("id_list", [""])[0].replace(" ", "").split(",") if i]
    try:
        start = int(query.get("start", ["0"])[0])
        count = int(query.get("max_results", [str(DEFAULT_RESULTS)])[0])
    except ValueError:
        return error("max_results must be an integer", query)
    for one in asked:
        if parse_id(one) is None:
            return error(f"incorrect id format for {one}", query)
    phrase = re.fullmatch(r'ti:"([^"]*)"', query.get("search_query", [""])[0])
    found = [] if params.get("answer") == "empty" else lookup(net.papers(), asked)
    if phrase and params.get("answer") != "empty":
        found += search(net.papers(), phrase[1])
    return Route(body=feed(query, found, start, count).encode(), type=ATOM)


def in_time(net, registry):
    """Whether this request keeps the registry's gap; answers are immediate, so overlaps break it too."""
    now = time.monotonic()
    last = net.manners.get(registry)
    net.manners[registry] = now
    return last is None or now - last >= GAP_S - GAP_SLACK_S


def rate_exceeded():
    return Route(status=429, body=b"Rate exceeded.", type="text/plain; charset=utf-8", headers={"Retry-After": "3"})


def lookup(entries, asked):
    found = []
    for one in asked:
        plain, version = parse_id(one)
        entry = version_of(entries[plain], version) if plain in entries else None
        if entry is not None:
            found.append(entry)
    return found


def words_of(title):
    return re.findall(r"\w+", title.lower())


def search(entries, phrase):
    """The works, in their newest versions, whose titles hold the words of the phrase in a row."""
    wanted = words_of(phrase)
    for entry in entries.values():
        words = words_of(entry["title"])
        if wanted and any(words[i:i + len(wanted)] == wanted for i in range(len(words))):
            yield version_of(entry, None)


def feed(query, found, start, count):
    asked = "search_query={}&id_list={}&start={}&max_results={}".format(
        query.get("search_query", [""])[0], query.get("id_list", [""])[0], start, count)
    stamp = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    name = hashlib.sha256(asked.encode()).hexdigest()[:27]
    lines = [
        "<?xml version='1.0' encoding='UTF-8'?>",
        '<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom"'
        ' xmlns="http://www.w3.org/2005/Atom">',
        f"  <id>https://arxiv.org/api/{name}</id>",
        f"  <title>arXiv Query: {text(asked)}</title>",
        f"  <updated>{stamp}</updated>",
        f'  <link href="https://arxiv.org/api/query?{attribute(asked)}" type="application/atom+xml"/>',
        f"  <opensearch:itemsPerPage>{count}</opensearch:itemsPerPage>",
        f"  <opensearch:totalResults>{len(found)}</opensearch:totalResults>",
        f"  <opensearch:startIndex>{start}</opensearch:startIndex>"]
    for entry in found[start:start + count]:
        lines += feed_entry(entry)
    return "\n".join([*lines, "</feed>", ""])


def feed_entry(entry):
    name = f"{entry['id']}v{entry['version']}"
    wrapped = "\n  ".join(textwrap.wrap(entry["title"], 75, break_long_words=False, break_on_hyphens=False))
    yield "  <entry>"
    yield f"    <id>http://arxiv.org/abs/{name}</id>"
    yield f"    <title>{text(wrapped)}</title>"
    yield f"    <updated>{entry.get('updated') or entry['published']}</updated>"
    yield f'    <link href="https://arxiv.org/abs/{name}" rel="alternate" type="text/html"/>'
    yield f'    <link href="https://arxiv.org/pdf/{name}" rel="related" type="application/pdf" title="pdf"/>'
    yield f"    <summary>{text(entry['summary'])}</summary>"
    for category in entry.get("categories") or [entry["primary"]]:
        yield f'    <category term="{attribute(category)}" scheme="http://arxiv.org/schemas/atom"/>'
    yield f"    <published>{entry['published']}</published>"
    for member in ("comment", "journal_ref"):
        if entry.get(member):
            yield f"    <arxiv:{member}>{text(entry[member])}</arxiv:{member}>"
    yield f'    <arxiv:primary_category term="{attribute(entry["primary"])}"/>'
    for author in entry["authors"]:
        yield f"    <author>\n      <name>{text(author)}</name>\n    </author>"
    if entry.get("doi"):
        yield f"    <arxiv:doi>{text(entry['doi'])}</arxiv:doi>"
        yield f'    <link rel="related" href="https://doi.org/{attribute(entry["doi"])}" title="doi"/>'
    yield "  </entry>"


def error(says, query):
    """The whole request fails with HTTP 400 and one entry that is none."""
    where = f"http://arxiv.org/api/errors#{urllib.parse.quote(says.replace(' ', '_'))}"
    asked = text(f"search_query={query.get('search_query', [''])[0]}&id_list={query.get('id_list', [''])[0]}")
    return Route(status=400, type=ATOM, body=f"""<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <title type="html">ArXiv Query: {asked}</title>
  <id>http://arxiv.org/api/errors</id>
  <opensearch:totalResults xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">1</opensearch:totalResults>
  <opensearch:startIndex xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">0</opensearch:startIndex>
  <opensearch:itemsPerPage xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">1</opensearch:itemsPerPage>
  <entry>
    <id>{where}</id>
    <title>Error</title>
    <summary>{text(says)}</summary>
    <link href="{where}" rel="alternate" type="text/html"/>
    <author><name>arXiv api core</name></author>
  </entry>
</feed>
""".encode())


# --- abstract pages ---

def abstract(net, request, params):
    """arxiv.org/abs/ID[vN]"""
    asked = request.target.partition("?")[0].removeprefix(params.get("prefix", "/abs/"))
    parsed = parse_id(asked)
    if parsed is None:
        return missing(f"Article identifier '{asked}' not recognized")
    entry = net.papers().get(parsed[0])
    shown = version_of(entry, parsed[1]) if entry else None
    if shown is None:
        return missing(f"Article {asked} not found" if entry is None else
                       f"Article {parsed[0]} has no version {parsed[1]}")
    return Route(body=abstract_page(shown, entry.get("version", 1)).encode(), type=HTML, validators=True)


def missing(says):
    return Route(status=404, type=HTML, body=f"""<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>arXiv identifier not recognized</title></head>
<body>
<div id="content"><h1>{text(says)}</h1>
<p>The identifier names no article here. See the help pages for the forms that identifiers take.</p></div>
</body>
</html>
""".encode())


def family_first(name):
    given, _, family = name.rpartition(" ")
    return f"{family}, {given}" if given else family


def long_date(stamp):
    at = datetime.datetime.strptime(stamp, "%Y-%m-%dT%H:%M:%SZ")
    return f"{at.day} {at.strftime('%b %Y')}"


def history_line(stamp, version):
    at = datetime.datetime.strptime(stamp, "%Y-%m-%dT%H:%M:%SZ")
    return (f"<strong>[v{version}]</strong>\n        {at.strftime('%a')}, {at.day} {at.strftime('%b %Y %H:%M:%S')} UTC "
            f"({400 + 37 * version} KB)<br/>")


def subject(category):
    return f"{SUBJECTS.get(category, category)} ({category})"


def meta_tags(entry):
    name = entry["id"]
    updated = entry.get("updated") or entry["published"]
    yield "citation_title", entry["title"]
    for author in entry["authors"][:AUTHORS_IN_TAGS]:
        yield "citation_author", family_first(author)
    if entry.get("doi"):
        yield "citation_doi", entry["doi"]
    yield "citation_date", entry["published"][:10].replace("-", "/")
    yield "citation_online_date", updated[:10].replace("-", "/")
    yield "citation_pdf_url", f"https://arxiv.org/pdf/{name}"
    yield "citation_arxiv_id", name
    yield "citation_abstract", entry["summary"]
    yield "twitter:site", "@arxiv"
    yield "twitter:card", "summary"
    yield "twitter:title", entry["title"]
    yield "twitter:description", entry["summary"][:400]


def abstract_page(entry, newest):
    name, version = entry["id"], entry["version"]
    shown = f"{name}v{version}"
    tags = "\n".join(f'<meta name="{k}" content="{attribute(v)}" />' for k, v in meta_tags(entry))
    archive = entry["primary"].partition(".")[0]
    search = f"https://arxiv.org/search/{archive}?searchtype=author&amp;query="
    authors = ", ".join(f'<a href="{search}{urllib.parse.quote_plus(family_first(a))}" rel="nofollow">{text(a)}</a>'
                        for a in entry["authors"])
    categories = entry.get("categories") or [entry["primary"]]
    subjects = "; ".join([f'<span class="primary-subject">{text(subject(entry["primary"]))}</span>',
                          *(text(subject(c)) for c in categories if c != entry["primary"])])
    dates = {v: entry["published"] if v == 1 else entry.get("updated", entry["published"])
             for v in range(1, version + 1)}
    history = "\n    ".join(history_line(dates[v], v) for v in dates)
    revised = f" (<a href=\"https://arxiv.org/abs/{name}v1\">v1</a>), last revised {long_date(dates[version])} " \
              f"(this version, v{version})" if version > 1 else ""
    rows = [("Comments:", "tablecell comments mathjax", entry.get("comment")),
            ("Journal reference:", "tablecell jref", entry.get("journal_ref")),
            ("DOI:", "tablecell doi", entry.get("doi"))]
    table = "\n".join(f'<tr><td class="tablecell label">{label}</td><td class="{kind}">{text(value)}</td></tr>'
                      for label, kind, value in rows if value)
    withdrawn = "<span class=\"error\">This paper has been withdrawn by its authors</span>" \
        if entry.get("withdrawn") else ""
    latest = "" if version == newest else \
        f'<div class="subheader"><p>There is a newer version of this paper: ' \
        f'<a href="https://arxiv.org/abs/{name}v{newest}">v{newest}</a></p></div>'
    return f"""<!DOCTYPE html>
<html lang="en">
<head>  <title>[{name}] {text(entry['title'])}</title>
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <link rel="apple-touch-icon" sizes="180x180" href="/static/browse/0.3.4/images/icons/apple-touch-icon.png">
  <link rel="stylesheet" type="text/css" media="screen" href="/static/browse/0.3.4/css/arXiv.css" />
  <meta charset="utf-8"/>
  <link rel="canonical" href="https://arxiv.org/abs/{name}"/>
  <meta name="description" content="Abstract page for arXiv paper {shown}: {attribute(entry['title'])}">
  <meta property="og:type" content="website" />
  <meta property="og:site_name" content="arXiv.org" />
  <meta property="og:title" content="{attribute(entry['title'])}" />
  <meta property="og:url" content="https://arxiv.org/abs/{shown}" />
  <meta property="og:image" content="/static/browse/0.3.4/images/arxiv-logo-fb.png" />
  <meta property="og:description" content="{attribute(entry['summary'])}"/>
{tags}
</head>
<body class="with-cu-identity">
<header><a class="ar5iv-skip" href="#content">Skip to main content</a>
<div id="header"><a href="https://arxiv.org/">arXiv</a> &gt; <a href="/list/{archive}/recent">{archive}</a> &gt;
arXiv:{name}</div></header>
<main><div id="content">
<div id="content-inner"><div id="abs">{latest}
  <div class="dateline">
  [Submitted on {long_date(entry['published'])}{revised}]</div>
  <h1 class="title mathjax"><span class="descriptor">Title:</span>{text(entry['title'])}</h1>
  <div class="authors"><span class="descriptor">Authors:</span>{authors}</div>
  <div id="download-button-info" hidden>View a PDF of the paper titled {text(entry['title'])}</div>
  {withdrawn}
  <blockquote class="abstract mathjax">
    <span class="descriptor">Abstract:</span>{text(entry['summary'])}
  </blockquote>
  <div class="metatable"><table summary="Additional metadata">
<tr><td class="tablecell label">Subjects:</td><td class="tablecell subjects">{subjects}</td></tr>
{table}
<tr><td class="tablecell label">Cite as:</td>
<td class="tablecell arxivid"><a href="https://arxiv.org/abs/{name}">arXiv:{name}</a> [{entry['primary']}]</td></tr>
  </table></div></div></div>
  <div class="submission-history"><h2>Submission history</h2> From: {text(entry['authors'][0])}
    [<a href="/show-email/x/{name}" rel="nofollow">view email</a>]<br/>
    {history}
  </div>
</div>
<div class="extra-services"><div class="full-text"><h2>Access Paper:</h2>
<ul><li><a href="/pdf/{shown}" class="abs-button download-pdf">View PDF</a></li></ul></div></div>
</main>
</body>
</html>
"""


# --- files ---

def pdf(net, request, params):
    """arxiv.org/pdf/ID[vN][.pdf]"""
    asked = request.target.partition("?")[0].removeprefix(params.get("prefix", "/pdf/")).removesuffix(".pdf")
    parsed = parse_id(asked)
    entry = net.papers().get(parsed[0]) if parsed else None
    shown = version_of(entry, parsed[1]) if entry else None
    if shown is None:
        return missing(f"Article {asked} not found")
    if shown.get("withdrawn"):
        return missing(f"Paper {shown['id']} withdrawn")
    stamp = f"arXiv:{shown['id']}v{shown['version']} [{shown['primary']}] {long_date(shown['published'])}"
    return Route(body=small_pdf(shown["title"], [stamp, shown["title"]]), type="application/pdf", validators=True)


def pdf_string(value):
    plain = value.encode("ascii", "replace").decode().replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"({plain})"


def small_pdf(title, lines):
    """A valid one-page PDF of a few lines of text."""
    drawn = " T* ".join(f"{pdf_string(line)} Tj" for line in lines)
    stream = f"BT /F1 11 Tf 14 TL 60 740 Td {drawn} ET"
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
               "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
               " /Resources << /Font << /F1 5 0 R >> >> >>",
               f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
               "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>", f"<< /Title {pdf_string(title)} >>"]
    out, places = b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    return out + (f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n"
                  f"<< /Size {len(objects) + 1} /Root 1 0 R /Info 6 0 R >>\nstartxref\n{len(out)}\n%%EOF\n").encode()
