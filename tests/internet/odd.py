"""Sites that look at who comes: handlers for routes (README.md)."""

from .routes import Route


def cookie_gate(_net, request, params):
    """A page for those who bring the cookie that it sends everybody else away with: `params` may name a `path` to send
    them to (the same again otherwise)."""
    if "gate=open" in request.headers.get("cookie", ""):
        return Route(body=b"<!DOCTYPE html><title>Behind the gate</title><p>Here is something to read at last.</p>")
    return Route(status=302, headers={"Location": params.get("path", request.target), "Set-Cookie": "gate=open; Path=/"})


def growing(_net, request, _params):
    """A redirect to an address that is longer each time."""
    return Route(status=302, headers={"Location": request.target + "/more"})
