"""A month of nights over the bundled list: every night's mail, byte for byte (fixtures/month/changes.txt).

What the mails should be is in EVENTS; UPDATE_MONTH=1 writes the file anew, to be read before it is committed.
"""

import os

import pytest

from conftest import ROOT
from internet import Internet

GOLDEN = ROOT / "fixtures" / "month" / "changes.txt"
NIGHTS = 30
HURRY = "".join(f'[host "{host}"]\nslots = 4\ngap = 1ms\n' for host in (
    "*", "export.arxiv.org", "arxiv.org", ".huggingface.co", "api.crossref.org", "doi.org", "api.datacite.org",
    "api.semanticscholar.org", ".openreview.net", "api.github.com", "github.com", ".githubusercontent.com", ".acm.org",
    ".medium.com", ".substack.com", ".kaggle.com"))
SORRY = "<title>Page not found</title><h1>Page not found</h1><p>Sorry, the page you are looking for could not be found.</p>"
SALE = ("<title>yang-song.net is for sale</title><h1>yang-song.net</h1><p>This domain is for sale! Buy this domain.</p>"
        "<p>The domain owner may be offering it through Sedo's parking service.</p>")
SIGN_IN = "<title>Sign in</title><form><input name=user><input type=password name=password></form>"
TRITON = "https://pytorch.org/blog/accelerating-triton/"
CUDA = "https://siboehm.com/articles/22/CUDA-MMM"
GAUDI = "https://www.databricks.com/blog/llm-training-and-inference-intel-gaudi2-ai-accelerators"


def route(url, **members):
    return lambda net: net.route(url, **members)


def moved(old, new):
    def change(net):
        net.route(new, body="<title>How to Optimize a CUDA Matmul Kernel for cuBLAS-like Performance: a Worklog</title>"
                  "<h1>How to Optimize a CUDA Matmul Kernel</h1>" + "<p>Kernel by kernel, step by step.</p>" * 60)
        net.route(old, location=new)
    return change


def login(net):
    net.route(GAUDI, status=302, location="https://www.databricks.com/login?next=%2Fblog")
    net.route("https://www.databricks.com/login?next=%2Fblog", body=SIGN_IN)


def withdrawn(net):
    entry = net.papers()["2401.05391"]
    net.add_papers({**entry, "withdrawn": True, "comment": "This paper has been withdrawn by its authors."})


def broken_resolver(net):
    for host in net.hosts():
        net.dns(host, "SERVFAIL")


# (the nights it lasts, what happens); what it is good for stands beside it.
EVENTS = [
    (range(3, 9), route("https://rentry.org/llm-training", status=404)),  # dead in a night, back in another
    (range(4, 13), lambda net: net.certificate("flashinfer.ai", "expired")),  # suspect, dead once it has lasted, renewed
    (range(5, 7), Internet.off),  # our own network is down: no verdicts, and no looks that count
    (range(7, 30, 2), lambda net: net.default("lmsys.org", status=500)),  # a host that flaps, all month
    (range(8, 30, 2), lambda net: net.default("www.kaggle.com", status=403)),  # a wall every other night
    ((10, 15, 19), lambda net: net.dns("tenstorrent.com", "REFUSING")),  # a closed port now and then
    (range(10, 18), moved(CUDA, "https://siboehm.com/articles/cuda-mmm")),
    (range(18, 31), moved(CUDA, "https://kernels.siboehm.com/cuda-mmm")),  # and moved on
    (range(12, 15), lambda net: net.default("www.promptingguide.ai", status=503)),  # three bad nights are no news
    (range(14, 31), withdrawn),
    (range(18, 30), route(TRITON, body=SORRY)),  # says 200 and means 404: suspect, dead in the fourth night
    (range(20, 30), lambda net: net.default("yang-song.net", status=200, body=SALE)),  # sold
    (range(22, 30), lambda net: net.dns("gwern.net", "REFUSING")),  # a closed port for days
    ((26,), broken_resolver),
    (range(27, 29), login),
    (range(24, 31), lambda net: net.dns("venge.net", "NXDOMAIN")),  # found when its rest is over
]


@pytest.fixture(scope="module")
def bundled():
    with Internet(ROOT / "fixtures/web", strict=False) as net:
        yield net


def begin_night(net, night):
    """The world as it is that night: nothing lasts but what its event makes last."""
    if not net.is_on:
        net.on()
    net.reset()
    for nights, change in EVENTS:
        if night in nights:
            change(net)


def mails(gloss, net, reading_list):
    gloss.net = net
    gloss.write("config", HURRY)
    gloss.write("reading-list.md", reading_list.read_bytes())
    for night in range(1, NIGHTS + 1):
        begin_night(net, night)
        day = f"2026-03-{night:02}"
        result = gloss("check", "--changes", "--config", "config", "--retries", "0", "reading-list.md",
                       env={"GLOSS_NOW": f"{day}T03:00:00Z"})
        yield f"==== {day}: exit status {result.status}\n{result.out}"


def test_a_month_of_mails(gloss, bundled, reading_list):
    written = "".join(mails(gloss, bundled, reading_list))
    if os.environ.get("UPDATE_MONTH"):
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(written)
    assert written == GOLDEN.read_text()
