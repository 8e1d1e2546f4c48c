"""The fake internet as a program of its own."""

import json
import pathlib
import shlex
import signal
import socket
import subprocess
import sys

PACKAGE = pathlib.Path(__file__).resolve().parent


def test_serves_until_it_is_ended(tmp_path):
    (tmp_path / "web" / "a.test").mkdir(parents=True)
    (tmp_path / "web" / "a.test" / "routes.json").write_text(
        json.dumps({"routes": {"/x": {"body": "hello"}}, "http": "serve"}))
    process = subprocess.Popen([sys.executable, PACKAGE, "--web", tmp_path / "web", "--log", tmp_path / "log",
                                "--ready", tmp_path / "ready"], stdout=subprocess.PIPE, text=True)
    words = process.stdout.readline()
    options = shlex.split(words)
    assert options[0] == "--dns-servers" and options[-1] == "--allow-private"
    port = int(next(o for o in options if o.startswith(":80::")).rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), timeout=5) as sock:
        sock.sendall(b"GET /x HTTP/1.1\r\nHost: a.test\r\nConnection: close\r\n\r\n")
        assert sock.makefile("rb").read().endswith(b"\r\n\r\nhello")
    entry = json.loads((tmp_path / "log").read_text())  # written at once, not at the end
    assert (entry["host"], entry["target"], entry["status"], entry["body_bytes"]) == ("a.test", "/x", 200, 5)
    process.send_signal(signal.SIGTERM)
    assert process.wait(10) == 0
    process.stdout.close()
    assert (tmp_path / "ready").read_text() == words


def test_a_folder_with_mistakes_is_refused_by_name(tmp_path):
    (tmp_path / "a.test").mkdir()
    (tmp_path / "a.test" / "routes.json").write_text(json.dumps({"routes": {"/x": {"fille": "x.html"}}}))
    done = subprocess.run([sys.executable, PACKAGE, "--web", tmp_path], capture_output=True, text=True, timeout=30)
    assert done.returncode != 0 and "routes.json: /x: unknown member fille" in done.stderr
