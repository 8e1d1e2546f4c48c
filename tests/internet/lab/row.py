"""A row of the lab's table: what the world is like, and what gloss must make of it."""

import dataclasses
import re
import urllib.parse

ANY = object()  # for expectations: whatever it is


@dataclasses.dataclass(frozen=True)
class Group:
    """Rows that share a list, a world and a run."""
    name: str
    options: tuple = ()
    setup: object = None  # setup(net) of the world besides the rows' own
    private: bool = False  # without --allow-private: loopback is as private as it is
    fillers: int = 12  # hosts that are alive, so that the run is not void
    proxy: bool = False  # through the fake internet's plain port, which answers for every host


MAIN = Group("main", ("--timeout", "20s", "--retries", "1"))
# Here time-outs are the subject: few rows, so that nobody waits for a processor.
SLOW = Group("slow", ("--timeout", "1500ms", "--retries", "1"))
NIGHTS = Group("nights", ("--timeout", "20s", "--retries", "0"))


@dataclasses.dataclass
class World:
    """A change of the world. Keys of `routes` are targets of the row's own host, or URLs of further ones."""
    routes: dict = dataclasses.field(default_factory=dict)
    dns: object = None  # of the row's own host, or {host: answer}; "good": as it should be
    certificate: object = None  # likewise
    default: dict | None = None  # the own host's answer for every target without a route
    setup: object = None  # setup(net, host), for what is not in the table's words

    def hosts(self, own):
        named = [urllib.parse.urlsplit(key).hostname for key in self.routes if key[0] != "/"]
        for answers in (self.dns, self.certificate):
            named += list(answers) if isinstance(answers, dict) else []
        return [own, *named]

    def apply(self, net, own):
        if self.default is not None:
            net.default(own, **self.default)
        for key, members in self.routes.items():
            members = {"status": members} if isinstance(members, int) else dict(members)
            net.route(key if key[0] != "/" else f"https://{own}{key}", **members)
        for answers, change in ((self.dns, net.dns), (self.certificate, net.certificate)):
            for host, answer in (answers if isinstance(answers, dict) else {own: answers}).items():
                if answer is not None:
                    change(host, None if answer == "good" else answer)
        if self.setup:
            self.setup(net, own)


@dataclasses.dataclass
class Night:
    """From `day` on (a fraction: a later hour) the world is so, and the verdict is that."""
    day: float
    verdict: str
    world: World | None = None
    since: object = ANY  # a day, or ANY
    suggestion: object = ANY


@dataclasses.dataclass
class Row:
    name: str
    verdict: str  # alternatives with "|", where more than one is right
    world: World
    links: list
    reason: str = ""  # words that the reason must have, each
    status: object = ANY
    final: object = ANY
    suggestion: object = ANY
    hops: object = ANY  # a number, or the statuses
    facts: object = ANY
    requests: object = ANY  # to all hosts of the row: a number, or (least, most)
    seconds: tuple = (0, 10)  # from the first to the last of them
    group: Group = MAIN
    nights: list = dataclasses.field(default_factory=list)
    check: object = None  # check(requests, links) says what is wrong, or nothing
    text: str = ""  # the link's, where it matters: else one that names nothing
    pending: str = ""  # why this does not hold yet

    @property
    def host(self):
        return f"{self.name}.example"

    def hosts(self):
        worlds = [self.world, *(n.world for n in self.nights if n.world)]
        named = [h for w in worlds for h in w.hosts(self.host)]
        linked = [urllib.parse.urlsplit(link).hostname for link in self.links if re.match("https?://[a-z]", link)]
        return sorted({h for h in [*named, *linked] if h and h.endswith(".example")})


WORLD = {field.name for field in dataclasses.fields(World)}


def row(name, verdict, routes=None, *, link=None, links=None, **more):
    """A row in the table's words. The link is the first route's unless it is named."""
    world = World(routes or {}, **{k: more.pop(k) for k in list(more) if k in WORLD})
    own = [key for key in world.routes if key[0] == "/"]
    chosen = links or [link or (own[0] if own else "/")]
    links = [f"https://{name}.example{x}" if x.startswith("/") else x for x in chosen]
    return Row(name, verdict, world, links, **more)


def nights(name, *steps, link="/page", **more):
    """A row over many nights; steps are (day, verdict, routes or World, expectations)."""
    made = []
    for day, verdict, change, *rest in steps:
        world = change if isinstance(change, World) or change is None else World(change)
        made.append(Night(day, verdict, world, **(rest[0] if rest else {})))
    own = f"https://{name}.example{link}" if link.startswith("/") else link
    return Row(name, made[0].verdict, made[0].world or World(), [own], nights=made, group=NIGHTS, **more)


def matches(count, wanted):
    """Whether a number is the one, or within the two, that were wanted."""
    if wanted is ANY:
        return True
    return wanted[0] <= count <= wanted[1] if isinstance(wanted, tuple) else count == wanted
