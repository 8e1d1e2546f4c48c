"""Hugging Face's paper pages and their API, from the same papers as the fake arXiv."""

import datetime
import html
import json

from .routes import Route


MISSING = b"""<!doctype html>
<html><head><title>404 - Hugging Face</title></head>
<body><main><h1>404</h1><p>Sorry, we can't find the page you are looking for.</p></main></body></html>
"""


def find(net, request, prefix):
    return net.papers().get(request.target.partition("?")[0].removeprefix(prefix))


def record(entry):
    """A paper as both the API and the page's embedded data show it."""
    stamp = entry["published"].replace("Z", ".000Z")
    authors = [{"_id": f"{i:024x}", "name": name, "hidden": False} for i, name in enumerate(entry["authors"], 1)]
    paper = {"id": entry["id"], "authors": authors, "publishedAt": stamp, "submittedOnDailyAt": stamp,
             "title": entry["title"], "summary": entry["summary"], "upvotes": 7 + int(entry["id"][-2:])}
    for member, name in (("code", "githubRepo"), ("project", "projectPage")):
        if entry.get(member):
            paper[name] = entry[member]
    return paper


def paper_api(net, request, params):
    """huggingface.co/api/papers/ID"""
    entry = find(net, request, "/api/papers/")
    if entry is None:
        return Route(status=404, body=b'{"error":"Paper not found"}', type="application/json; charset=utf-8")
    body = json.dumps(record(entry), ensure_ascii=False).encode()
    return Route(body=body, type="application/json; charset=utf-8", validators="etag")


def paper_page(net, request, params):
    """huggingface.co/papers/ID"""
    entry = find(net, request, "/papers/")
    if entry is None:
        return Route(status=404, body=MISSING)
    return Route(body=render(entry).encode(), validators="etag")


def render(entry):
    title, summary = html.escape(entry["title"]), html.escape(entry["summary"])
    day = datetime.datetime.strptime(entry["published"][:10], "%Y-%m-%d")
    props = html.escape(json.dumps({"paper": record(entry)}, ensure_ascii=False))
    authors = "\n".join(
        '<span class="author flex items-center"><button class="whitespace-nowrap underline decoration-gray-300">'
        f"{html.escape(name)}</button><span class=\"text-gray-400\">,</span></span>" for name in entry["authors"])
    return f"""<!doctype html>
<html class="">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1.0, user-scalable=no" />
<meta name="description" content="Join the discussion on this paper page" />
<meta property="fb:app_id" content="1321688464574422" />
<meta name="twitter:card" content="summary_large_image" />
<meta name="twitter:site" content="@huggingface" />
<meta property="og:title" content="Paper page - {title}" />
<meta property="og:description" content="Join the discussion on this paper page" />
<meta property="og:type" content="website" />
<meta property="og:url" content="https://huggingface.co/papers/{entry['id']}" />
<meta property="og:image" content="https://cdn-thumbnails.huggingface.co/social-thumbnails/papers/{entry['id']}.png" />
<link rel="canonical" href="https://huggingface.co/papers/{entry['id']}" />
<title>Paper page - {title}</title>
</head>
<body class="flex flex-col min-h-dvh bg-white dark:bg-gray-950 text-black PaperPage">
<div class="flex min-h-dvh flex-col">
<div class="SVELTE_HYDRATER contents" data-target="MainHeader" data-props="{{}}"></div>
<main class="flex flex-1 flex-col">
<div class="SVELTE_HYDRATER contents" data-target="PaperContent" data-props="{props}">
<section class="pt-8 border-gray-100 md:col-span-7">
<a href="/papers" class="text-gray-500">Papers</a> <a href="https://arxiv.org/abs/{entry['id']}">arxiv:{entry['id']}</a>
<h1 class="mb-2 text-2xl font-semibold sm:text-3xl lg:pr-6">{title}</h1>
<div class="mb-6 flex flex-wrap gap-2 text-sm text-gray-500">
<div>Published on {day.strftime('%b')} {day.day}, {day.year}</div></div>
<div class="relative flex flex-wrap items-center gap-2 text-base leading-tight">Authors:
{authors}</div>
<div><h2 class="my-2 text-xl font-semibold">Abstract</h2>
<p class="text-gray-600">{summary}</p></div>
<a class="btn inline-flex h-9 items-center" href="https://arxiv.org/abs/{entry['id']}">View arXiv page</a>
<a class="btn inline-flex h-9 items-center" href="https://arxiv.org/pdf/{entry['id']}">View PDF</a>
</section></div></main></div>
</body>
</html>
"""
