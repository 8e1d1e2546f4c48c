"""The handlers that routes may name: handler(net, request, params) makes the Route that answers."""

from . import archive, arxiv, github, huggingface, odd, openreview, registries

TABLE = {
    "arxiv_api": arxiv.api,
    "arxiv_abs": arxiv.abstract,
    "arxiv_pdf": arxiv.pdf,
    "hf_paper": huggingface.paper_page,
    "hf_paper_api": huggingface.paper_api,
    "crossref": registries.crossref,
    "github_graphql": github.graphql,
    "datacite": registries.datacite,
    "openreview_login": openreview.login,
    "openreview_notes": openreview.notes,
    "s2_batch": registries.s2_batch,
    "wayback_index": archive.index,
    "wayback_available": archive.available,
    "cookie_gate": odd.cookie_gate,
    "growing": odd.growing,
}

# What a host of this name answers besides its own routes, once there are entries: {host: {prefix: handler}}.
STANDARD = {
    "export.arxiv.org": {"/api/query": "arxiv_api", "/abs/": "arxiv_abs", "/pdf/": "arxiv_pdf"},
    "arxiv.org": {"/abs/": "arxiv_abs", "/pdf/": "arxiv_pdf"},
    "huggingface.co": {"/papers/": "hf_paper", "/api/papers/": "hf_paper_api"},
    "api.datacite.org": {"/dois?query=": "datacite"},
    "api.semanticscholar.org": {"/graph/v1/paper/batch": "s2_batch"},
}
