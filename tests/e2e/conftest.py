"""What every end-to-end test has: the built program, a cache of its own, and the fake internet.

$GLOSS is the program (build/gloss otherwise); what $GLOSS_WRAP holds goes before it (valgrind).
"""

import contextlib
import dataclasses
import json
import os
import pathlib
import shlex
import sqlite3
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tests"))
from internet import Internet  # noqa: E402

WRAP = shlex.split(os.environ.get("GLOSS_WRAP", ""))
# A run that takes longer hangs. Sanitizers and valgrind are slow.
LIMIT_S = 300 if WRAP else 60
HISTORY = ("run", "page", "work", "checks")  # the tables of the cache


def program():
    return pathlib.Path(os.environ.get("GLOSS", ROOT / "build" / "gloss"))


@pytest.fixture(scope="session", autouse=True)
def built():
    if not os.access(program(), os.X_OK):
        pytest.exit(f"{program()} is not there to be tested: build it (make), or name it in $GLOSS", returncode=3)


@dataclasses.dataclass
class Result:
    status: int
    out: str
    err: str
    raw: bytes  # standard output as it came

    @property
    def report(self):
        """Standard output as the object of --json."""
        return json.loads(self.out)

    def verdicts(self):
        return [link["verdict"] for link in self.report["links"]]


@pytest.fixture(scope="session")
def _world():
    with Internet() as net:
        yield net


@pytest.fixture
def internet(_world):
    """An empty world, strict about manners."""
    _world.reset()
    _world.strict = True
    yield _world
    if not _world.is_on:
        _world.on()


class Gloss:
    """Runs the program: gloss("check", "list.md", ...). In `cwd`, with a cache of its own, in the C.UTF-8 locale."""

    asking = ("check", "enrich", "fix")  # verbs with a cache and a network
    telling = ("explain", "status")  # verbs with a cache only

    def __init__(self, cwd, net):
        self.cwd = cwd
        self.net = net
        self.cache = cwd / "cache"

    def command(self, *args, cache=None, online=True):
        args = [str(a) for a in args]
        command = [*WRAP, str(program()), *args]
        if not args or args[0] not in self.asking + self.telling or "--help" in args:
            return command
        command += ["--cache", str(cache or self.cache)]
        return command + (self.net.args() if online and args[0] in self.asking else [])

    def environment(self, extra=None):
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("GLOSS_", "XDG_")) and
                k.lower() not in ("http_proxy", "https_proxy", "all_proxy", "no_proxy", "no_color")}
        return {**kept, "LC_ALL": "C.UTF-8", "HOME": str(self.cwd), "TERM": "xterm", **(extra or {})}

    def __call__(self, *args, stdin=b"", env=None, cache=None, online=True, cwd=None):
        data = stdin.encode() if isinstance(stdin, str) else stdin
        done = subprocess.run(self.command(*args, cache=cache, online=online), input=data, capture_output=True,
                              cwd=cwd or self.cwd, env=self.environment(env), timeout=LIMIT_S)
        result = Result(done.returncode, done.stdout.decode("utf-8", "replace"),
                        done.stderr.decode("utf-8", "replace"), done.stdout)
        assert result.status >= 0, f"killed by signal {-result.status}: {result.err}"
        assert "Sanitizer" not in result.err and "runtime error" not in result.err, result.err
        return result

    def start(self, *args, env=None, **options):
        """The same, running in the background: a Popen with pipes."""
        return subprocess.Popen(self.command(*args), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, cwd=self.cwd, env=self.environment(env), **options)

    def write(self, name, content):
        """A file in the working folder; bytes or text."""
        path = self.cwd / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def list(self, *urls, name="list.md"):
        """A list of these URLs, one an item, in lines 3, 4, ..."""
        return self.write(name, "# Things to read\n\n" + "".join(f"- [Link {i}]({u})\n" for i, u in enumerate(urls, 1)))

    def history(self):
        """Every row of the cache."""
        database = self.cache / "gloss.db"
        if not database.exists():
            return {}
        with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as db:
            return {table: sorted(map(repr, db.execute(f"SELECT * FROM {table}"))) for table in HISTORY}


@pytest.fixture
def gloss(tmp_path, internet):
    return Gloss(tmp_path, internet)


@pytest.fixture(scope="session")
def reading_list():
    return ROOT / "fixtures" / "reading-list.md"
