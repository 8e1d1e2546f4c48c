"""The architecture as a check: reads the #include lines of src/ and include/.

- base <- thread <- {list, net, page, judge, store, render} <- source <- run <- cli <- main: a room includes only
  the rooms below it, siblings never each other (source may use page and net). pdf, a program of its own, uses base.
- One library, one room.
- Every .c file with a header of its own includes it first, so that the header is proved to stand alone.
- No file grows past 600 lines.
"""
import pathlib
import re
import sys

SIBLINGS = ["list", "net", "page", "judge", "store", "render"]
MAY = {"base": {"base"}, "thread": {"thread", "base"}}
for room in SIBLINGS:
    MAY[room] = {room, "thread", "base"}
MAY["pdf"] = {"pdf", "base"}
MAY["source"] = {"source", "page", "net", "thread", "base"}
MAY["run"] = {"run", "source", *SIBLINGS, "thread", "base"}
MAY["cli"] = {"cli", *MAY["run"]}
MAY["main"] = MAY["cli"]

LIBRARIES = {  # header prefix -> the rooms that may include it
    "cmark-gfm": {"list"},
    "curl/": {"net"},
    "ares": {"net"},
    "libxml/": {"page"},
    "sqlite3": {"store"},
    "pthread": {"thread"},
    "ini.h": {"cli"},
    "poppler": {"pdf"},
    "glib": {"pdf"},
    "yaml": {"source"},
    "utf8proc": {"base"},
    "jansson": {"base", "pdf", "page", "source", "render", "store", "cli", "main"},
}
LONGEST = 600


def room_of(path):
    parts = path.parts
    if parts[0] == "src":
        return parts[1] if len(parts) > 2 else ("main" if parts[1] == "main.c" else "run")
    return parts[2] if len(parts) > 3 else "run" if parts[-1] == "run.h" else "base"


def check(path):
    room = room_of(path)
    includes = []
    lines = path.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        found = re.match(r'\s*#\s*include\s+[<"]([^>"]+)[>"]', line)
        if not found:
            continue
        name = found.group(1)
        includes.append(name)
        own = re.match(r"gloss/(?:(\w+)/)?(\w+)\.h", name)
        if own:
            target = own.group(1) or ("run" if own.group(2) == "run" else "base")
            if target not in MAY[room]:
                yield f"{path}:{number}: {room} may not include {target} ({name})"
        else:
            for prefix, rooms in LIBRARIES.items():
                if name.startswith(prefix) and room not in rooms:
                    yield f"{path}:{number}: <{name}> belongs to {', '.join(sorted(rooms))}, not to {room}"
    header = pathlib.Path("include/gloss", *path.parts[1:]).with_suffix(".h")
    if path.suffix == ".c" and header.exists():
        mine = str(header.relative_to("include"))
        if not includes or includes[0] != mine:
            yield f'{path}: its own header "{mine}" must be the first include'
    if len(lines) > LONGEST:
        yield f"{path}: {len(lines)} lines; over {LONGEST} there is a second noun in it: split it"


def main():
    files = sorted([*pathlib.Path("src").rglob("*.c"), *pathlib.Path("src").rglob("*.h"),
                    *pathlib.Path("include").rglob("*.h")])
    if not files:
        sys.exit("includes: no sources here; run from the repository's root")
    faults = [fault for path in files for fault in check(path)]
    print("\n".join(faults) if faults else f"includes: {len(files)} files keep to the architecture")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
