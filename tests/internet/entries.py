"""The papers of the fake arXiv: one list behind its API, its pages, its files and Hugging Face's paper pages."""

import json
import re

NEW_STYLE = re.compile(r"(\d{2})(0[1-9]|1[0-2])\.(\d{4,5})(?:v([1-9]\d*))?")
OLD_STYLE = re.compile(r"[a-z-]+(?:\.[A-Z]{2})?/\d{2}(?:0[1-9]|1[0-2])\d{3}(?:v([1-9]\d*))?")
_cache = {}  # path -> (stamp, entries by id)


def read_entries(path):
    """{id: entry} of entries.json; {} where there is none."""
    if not path.is_file():
        return {}
    stamp = (path.stat().st_mtime_ns, path.stat().st_size)
    if path not in _cache or _cache[path][0] != stamp:
        entries = json.loads(path.read_text(encoding="utf-8"))
        _cache[path] = (stamp, {entry["id"]: entry for entry in entries})
    return _cache[path][1]


def parse_id(text):
    """(id, version or None), or None where arXiv would call the format incorrect."""
    new = NEW_STYLE.fullmatch(text)
    if new:
        # Five digits since January 2015, four before.
        if len(new[3]) != (5 if int(new[1]) >= 15 else 4):
            return None
        return text.partition("v")[0], int(new[4]) if new[4] else None
    old = OLD_STYLE.fullmatch(text)
    if old:
        plain = re.sub(r"v\d+$", "", text)
        return plain, int(old[1]) if old[1] else None
    return None


def version_of(entry, version):
    """The entry as of a version: its title and date; None where that version never was."""
    newest = entry.get("version", 1)
    if version is None or version == newest:
        return {**entry, "version": newest}
    if version > newest:
        return None
    titles = entry.get("titles", {})
    updated = entry["published"] if version == 1 else entry.get("updated", entry["published"])
    return {**entry, "version": version, "updated": updated, "title": titles.get(str(version), entry["title"])}
