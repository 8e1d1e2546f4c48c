"""GitHub's GraphQL API, from the same repositories and owners as its REST API."""

import json
import re

from .registries import answer, read_folder

FIELD = re.compile(r"(\w+):\s*repository\(owner:\s*\$(\w+),\s*name:\s*\$(\w+)\)")
PACE = {"X-RateLimit-Limit": "5000", "X-RateLimit-Remaining": "4990", "X-RateLimit-Resource": "graphql"}


def as_graphql(repository, users):
    """A repository of the REST API in the shape of the other one."""
    owner, license_ = repository["owner"], repository.get("license")
    return {"nameWithOwner": repository["full_name"], "description": repository.get("description"),
            "createdAt": repository["created_at"], "pushedAt": repository["pushed_at"],
            "isArchived": repository.get("archived", False), "isDisabled": repository.get("disabled", False),
            "licenseInfo": {"spdxId": license_["spdx_id"]} if license_ else None,
            "repositoryTopics": {"nodes": [{"topic": {"name": name}} for name in repository.get("topics", [])]},
            "owner": {"__typename": owner["type"], "login": owner["login"], "name": users.get(owner["login"])}}


def not_found(alias, name):
    return {"type": "NOT_FOUND", "path": [alias], "locations": [{"line": 1, "column": 1}],
            "message": f"Could not resolve to a Repository with the name '{name}'."}


def graphql(net, request, params):
    """POST api.github.com/graphql: repositories under aliases, their names as variables. `params` may hold further
    files like those of the folder ("files") and new names of old repositories ("renamed")."""
    if not request.headers.get("authorization", "").startswith("Bearer "):
        return answer({"message": "This endpoint requires you to be authenticated.", "status": "401"}, status=401)
    try:
        asked = json.loads(request.body)
        query, variables = asked["query"], asked["variables"]
    except (ValueError, KeyError):
        return answer({"message": "Problems parsing JSON", "status": "400"}, status=400)
    files = [*read_folder(net, "api.github.com"), *params.get("files", [])]
    repositories = {file["full_name"].lower(): file for file in files if "full_name" in file}
    users = {file["login"]: file.get("name") for file in files if "login" in file}
    data, errors = {}, []
    for alias, owner, name in FIELD.findall(query):
        wanted = f"{variables[owner]}/{variables[name]}"
        found = repositories.get(params.get("renamed", {}).get(wanted, wanted).lower())
        data[alias] = as_graphql(found, users) if found else None
        if not found:
            errors.append(not_found(alias, wanted))
    return answer({"data": data, **({"errors": errors} if errors else {})}, headers=PACE)
