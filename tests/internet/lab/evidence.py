"""What one look can meet: the DNS, the connection, TLS, the answer's form. Only the DNS can kill at the first night."""

from .pages import article
from .row import SLOW, row

PAGE = article("A Mill by the River")
LONG = article("A Long Account of the Mill", times=40)
HEAD = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def raw(text, **more):
    return {"/page": {"fault": "raw", "params": {"bytes": text, **more}}}


def faulty(fault, body=LONG, **params):
    return {"/page": {"fault": fault, "params": params, "body": body}}


DNS = [
    row("dns-nxdomain", "dead", {"/page": 200}, dns="NXDOMAIN", reason="NXDOMAIN", requests=0),
    row("dns-servfail", "transient", {"/page": 200}, dns="SERVFAIL", reason="DNS", requests=0),
    row("dns-refused", "transient", {"/page": 200}, dns="REFUSED", reason="DNS", requests=0),
    row("dns-no-address", "suspect", {"/page": 200}, dns=[], reason="no address", requests=0),
    row("dns-silent", "transient", {"/page": 200}, dns="DROP", reason="DNS", requests=0, group=SLOW),
    row("dns-two-addresses", "alive", {"/page": 200}, dns=["127.0.0.2", "127.0.0.1"], requests=1),
    row("dns-old-and-new-protocol", "alive", {"/page": 200}, dns=["::1", "127.0.0.1"], requests=1),
    row("dns-back-at-the-second-look", "alive", {"/page": 200}, dns=("NXDOMAIN", ["127.0.0.1"]), requests=1),
    row("dns-back-at-the-second-try", "alive", {"/page": 200}, dns=("SERVFAIL", ["127.0.0.1"]), requests=1),
    row("dns-then-no-address", "suspect", {"/page": 200}, dns=("NXDOMAIN", []), requests=0),
    row("dns-then-servfail", "suspect", {"/page": 200}, dns=("NXDOMAIN", "SERVFAIL"), requests=0),
    row("dns-onion", "transient", link="https://abcdefghij234567.onion/", requests=0),
]

CONNECTION = [
    row("connect-refused", "transient", {"/page": 200}, dns="REFUSING", reason="refused", requests=0),
    row("connect-silent", "transient", {"/page": 200}, dns="SILENT", reason="no connection", requests=0, group=SLOW),
    row("connect-reset", "transient", {"/page": {"fault": "reset"}}, reason="reset", requests=2),
    row("connect-closed", "transient", {"/page": {"fault": "close"}}, reason="without an answer", requests=2),
    # What is left in the reader's buffer when the RST comes is the kernel's choice.
    row("reset-in-body", "alive|transient", faulty("reset_body"), requests=2),
    row("closed-after-answer", "alive", faulty("close_after"), requests=1),
    row("plain-http-on-the-tls-port", "transient", link="http://plain-http-on-the-tls-port.example:443/", requests=0),
    row("tls-on-the-plain-port", "transient", link="https://tls-on-the-plain-port.example:80/", requests=0, group=SLOW),
]

TLS = [
    *(row(f"tls-{kind}", "suspect", {"/page": 200}, certificate=kind, reason="certificate", requests=0)
      for kind in ("expired", "wrong", "untrusted", "selfsigned", "incomplete")),
    row("tls-refused", "transient", {"/page": 200}, certificate="refuse", reason="TLS", requests=0),
    row("tls-refused-at-the-second-address", "transient", {"/page": 200}, certificate="refuse",
        dns=["127.0.0.2", "127.0.0.1"], reason="TLS", requests=0),
    row("tls-expired-behind-a-redirect", "suspect",
        {"/page": {"location": "https://b.tls-expired-behind-a-redirect.example/"}},
        certificate={"b.tls-expired-behind-a-redirect.example": "expired"}, reason="expired", requests=1),
]

FORM = [
    row("truncated", "alive", faulty("truncate"), requests=2),
    row("truncated-then-whole", "alive", {"/page": {"sequence": [{"fault": "truncate", "body": LONG}, {"body": LONG}]}},
        reason="200 OK", requests=2),
    row("no-http-at-all", "transient", {"/page": {"fault": "garbage"}}, reason="not valid HTTP", requests=2),
    row("http-0-9", "transient", raw(PAGE), requests=2),
    row("no-reason-phrase", "alive", raw(f"HTTP/1.1 200\r\nContent-Length: {len(PAGE)}\r\n\r\n{PAGE}"), requests=1),
    row("bare-line-feeds", "alive", raw(HEAD.replace("\r\n", "\n") + f"Content-Length: {len(PAGE)}\n\n{PAGE}"), requests=1),
    row("early-hints", "alive", raw(f"HTTP/1.1 103 Early Hints\r\nLink: </x.css>\r\n\r\n{HEAD}\r\n{PAGE}"), requests=1),
    row("thirty-interim-answers", "alive", raw("HTTP/1.1 102 Processing\r\n\r\n" * 30 + f"{HEAD}\r\n{PAGE}"), requests=1),
    row("status-of-two-digits", "transient", raw(f"HTTP/1.1 20 OK\r\n\r\n{PAGE}"), requests=2),
    row("head-breaks-off", "transient", raw("HTTP/1.1 200 OK\r\nContent-Ty"), requests=2),
    row("head-breaks-off-under-404", "transient", raw("HTTP/1.1 404 Not Fou"), requests=2),
    row("folded-header", "alive", raw(f"{HEAD}X-Long: one,\r\n two\r\n\r\n{PAGE}"), requests=1),
    row("header-without-colon", "alive|transient", raw(f"{HEAD}nonsense\r\n\r\n{PAGE}"), requests=(1, 2)),
    row("bad-gzip", "alive|transient", faulty("bad_gzip"), requests=(1, 2)),
    row("gzip-bomb", "alive", faulty("gzip_bomb", size=64 << 20), requests=1),
    row("endless-body", "alive", faulty("endless", size=16 << 20), requests=1),
    row("bad-chunk", "alive|transient", faulty("bad_chunk"), requests=(1, 2)),
    row("two-lengths", "alive|transient", faulty("two_lengths"), requests=(1, 2)),
    row("longer-than-announced", "alive", faulty("short_length"), requests=1),
    row("no-length", "alive", faulty("no_length"), requests=1),
    row("header-of-90-kb", "alive", faulty("huge_header", size=90 << 10), requests=1),
    row("header-of-1-mb", "transient", faulty("huge_header"), requests=(1, 2), reason="header field"),
    row("headers-of-1-mb", "alive|transient", faulty("huge_headers"), requests=(1, 2)),
    row("empty-page", "alive", {"/page": {"body": ""}}, requests=1),
    row("wrong-type", "alive", {"/page": {"body": "\x00\x01\x02", "headers": {"Content-Type": "text/html"}}}, requests=1),
    row("an-image", "alive", {"/page": {"body": b"\x89PNG\r\n\x1a\n", "headers": {"Content-Type": "image/png"}}}, requests=1),
]

TIME = [
    row("slow-first-byte", "alive", {"/page": {"delay_ms": 700}}, requests=1, group=SLOW),
    row("no-first-byte", "transient", {"/page": {"fault": "hang"}}, reason="time", requests=2, group=SLOW),
    row("head-that-stops", "transient", raw("HTTP/1.1 200 OK\r\nContent-Ty", hang=True), reason="time", requests=2,
        group=SLOW),
    row("head-that-stops-under-404", "suspect|transient", raw("HTTP/1.1 404 Not Found\r\nContent-Ty", hang=True), requests=2,
        group=SLOW),
    row("body-that-stops", "alive", faulty("hang_body"), reason="200 OK", requests=2, group=SLOW),
    row("body-in-drips", "alive", faulty("drip", rate=200), reason="200 OK", requests=2, group=SLOW),
    row("body-in-quick-drips", "alive", faulty("drip", body=PAGE[:600], rate=1500), reason="200 OK", requests=1,
        group=SLOW),
    row("hangs-then-answers", "alive", {"/page": {"sequence": [{"fault": "hang"}, {"body": PAGE}]}}, requests=2, group=SLOW),
    row("dead-then-hangs", "suspect", {"/page": {"sequence": [{"status": 404}, {"fault": "hang"}]}}, requests=(2, 3),
        group=SLOW),
]

ROWS = DNS + CONNECTION + TLS + FORM + TIME
