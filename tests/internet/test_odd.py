"""Sites that look at who comes."""

import pytest

from internet import Internet
from internet.client import get


@pytest.fixture(scope="module")
def net():
    with Internet() as net:
        yield net


def test_a_gate_that_wants_a_cookie(net):
    net.route("https://gate.test/page", handler="cookie_gate", params={"path": "/gate"})
    answer, _ = get(net, "https://gate.test/page")
    assert (answer.status, answer.getheader("Location")) == (302, "/gate")
    cookie = answer.getheader("Set-Cookie").partition(";")[0]
    assert get(net, "https://gate.test/page", cookie=cookie)[0].status == 200
    net.route("https://gate.test/page", handler="cookie_gate")
    assert get(net, "https://gate.test/page")[0].getheader("Location") == "/page"


def test_addresses_that_grow(net):
    net.route("https://gate.test/a", prefix=True, handler="growing")
    assert get(net, "https://gate.test/a")[0].getheader("Location") == "/a/more"
    assert get(net, "https://gate.test/a/more")[0].getheader("Location") == "/a/more/more"
