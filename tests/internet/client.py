"""A client for the fake internet's own tests: one connection to one host, by whatever name it goes."""

import http.client
import socket
import ssl


class Client:
    """One connection to one host."""

    def __init__(self, net, host, scheme="https"):
        port = net.tls_port if scheme == "https" else net.http_port
        self.sock = socket.create_connection(("127.0.0.1", port), timeout=5)
        if scheme == "https":
            self.sock = ssl.create_default_context(cafile=net.cacert).wrap_socket(self.sock, server_hostname=host)
        self.http = http.client.HTTPConnection(host)
        self.http.sock = self.sock

    def get(self, target, method="GET", **headers):
        self.http.request(method, target, headers={k.replace("_", "-"): v for k, v in headers.items()})
        answer = self.http.getresponse()
        return answer, answer.read()


def get(net, url, **headers):
    scheme, _, rest = url.partition("://")
    host, slash, target = rest.partition("/")
    return Client(net, host, scheme).get(slash + target, **headers)
