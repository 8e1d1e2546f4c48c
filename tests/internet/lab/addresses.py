"""Private addresses, in every spelling and behind every name and hop: never asked, and no connection made."""

from .pages import article
from .row import ANY, Group, row

PRIVATE = Group("private", ("--timeout", "20s", "--retries", "1"), private=True, fillers=0)
# Through a proxy the names are its own to resolve; what is private in the address itself is not asked all the same.
PROXY = Group("proxy", ("--timeout", "20s", "--retries", "1"), private=True, proxy=True, fillers=0)

LITERALS = {
    "loopback": "127.0.0.1", "loopback-other": "127.255.255.254", "loopback-short": "127.1", "loopback-decimal": "2130706433",
    "loopback-octal": "0177.0.0.1", "loopback-hex": "0x7f.0.0.1", "loopback-hex-whole": "0x7f000001",
    "loopback-v6": "[::1]", "loopback-mapped": "[::ffff:127.0.0.1]", "loopback-mapped-hex": "[::ffff:7f00:1]",
    "loopback-compatible": "[::127.0.0.1]", "loopback-dot": "127.0.0.1.", "loopback-escaped": "%31%32%37.0.0.1",
    "loopback-fullwidth": "１２７.０.０.１", "unspecified": "0.0.0.0", "unspecified-short": "0", "unspecified-v6": "[::]",
    "ten": "10.0.0.1", "seventeen-two": "172.16.0.1", "seventeen-two-end": "172.31.255.255", "one-nine-two": "192.168.1.1",
    "link-local": "169.254.169.254", "link-local-decimal": "2852039166", "link-local-v6": "[fe80::1]",
    "carrier": "100.64.0.1", "multicast": "224.0.0.1", "multicast-v6": "[ff02::1]", "broadcast": "255.255.255.255",
    "reserved": "240.0.0.1", "unique-local": "[fd00::1]", "nat64": "[64:ff9b::10.0.0.1]", "six-to-four": "[2002:0a00:0001::1]",
    "documentation": "192.0.2.1", "benchmark": "198.18.0.1", "azure": "168.63.129.16",
}
NAMES = {
    "loopback": ["127.0.0.1"], "ten": ["10.0.0.1"], "link-local": ["169.254.169.254"], "carrier": ["100.64.1.1"],
    "v6": ["::1"], "mapped": ["::ffff:10.0.0.1"], "unique-local": ["fd00::1"], "many": ["10.0.0.1", "192.168.0.1", "fe80::1"],
}


def hop(name, location, status=302):
    """A redirect through the proxy to where nobody may go."""
    return row(f"hop-{name}", "skipped", {f"http://hop-{name}.example/page": {"status": status, "location": location}},
               link=f"http://hop-{name}.example/page", requests=1, group=PROXY, check=only_the_first)


def only_the_first(requests, _links):
    strange = [e["host"] for e in requests if not e["host"].endswith(".example")]
    return f"asked for {strange}" if strange else None


ROWS = [
    *(row(f"literal-{name}", "skipped", link=f"http://{host}/", reason="private", requests=0, group=PRIVATE)
      for name, host in LITERALS.items()),
    *(row(f"name-{name}", "skipped", {"/page": 200}, dns=addresses, reason="private", requests=0, group=PRIVATE)
      for name, addresses in NAMES.items()),
    row("name-localhost", "skipped", link="http://localhost/", reason="private", requests=0, group=PRIVATE),
    row("name-under-localhost", "skipped", link="http://mill.localhost/", reason="private", requests=0, group=PRIVATE),
    hop("to-loopback", "http://127.0.0.1/admin"),
    hop("to-metadata", "http://169.254.169.254/latest/meta-data/"),
    hop("to-metadata-for-good", "http://169.254.169.254/latest/meta-data/", 301),
    hop("to-decimal", "http://2130706433/"),
    hop("to-mapped", "http://[::ffff:10.0.0.1]/"),
    hop("to-localhost", "http://localhost/"),
    row("hop-to-a-public-host", "alive", {
        "http://hop-to-a-public-host.example/page": {"status": 302, "location": "http://b.hop-to-a-public-host.example/"},
        "http://b.hop-to-a-public-host.example/": {"body": article("Out in the Open")}},
        link="http://hop-to-a-public-host.example/page", requests=(2, 3), group=PROXY, facts=ANY),
]
