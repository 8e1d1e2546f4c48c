"""OpenReview's two APIs as they are since 2026: a challenge for whoever shows no token, and the login that gives one."""

import json
import urllib.parse

from .registries import answer, parameters


def login(net, request, params):
    """POST api2.openreview.net/login. `params` {"id", "password", "token"} is the one account there is."""
    try:
        given = json.loads(request.body)
    except ValueError:
        given = None
    if request.method != "POST" or not isinstance(given, dict):
        return answer({"name": "ValidationError", "message": "must be an object"}, status=400)
    if (given.get("id"), given.get("password")) != (params["id"], params["password"]):
        return answer({"name": "Error", "message": "Invalid username or password", "status": 400}, status=400)
    return answer({"token": params["token"], "user": {"profile": {"id": "~Ada_Miller1"}}})


def notes(net, request, params):
    """/notes?id=ID and POST /notes/search. `params` {"token", "notes": [...]}: what who has the token may see."""
    if request.headers.get("authorization") != f"Bearer {params['token']}":
        return answer({"name": "ChallengeRequiredError", "message": "A challenge is required", "status": 403}, status=403)
    wanted = json.loads(request.body)["ids"] if request.method == "POST" else [
        urllib.parse.unquote(parameters(request).get("id", ""))]
    found = [note for note in params.get("notes", []) if note["id"] in wanted]
    if request.method == "GET" and not found:
        return answer({"name": "NotFoundError", "message": "The Note was not found", "status": 404}, status=404)
    return answer({"notes": found, "count": len(found)})
