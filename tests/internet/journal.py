"""The request log: in memory for tests, and one JSON line a request in a file for everybody else.

An entry is complete before the client can have seen the end of its answer, so a test that looks at the log after its
client has ended misses nothing. A request that is never answered is written when the fault begins.
"""

import datetime
import json
import threading
import time


class Journal:
    def __init__(self, path=None):
        self._file = open(path, "w", encoding="utf-8", buffering=1) if path else None
        self._entries = []
        self._changed = threading.Condition()

    def add(self, entry):
        with self._changed:
            self._entries.append(entry)
            if self._file:
                self._file.write(json.dumps(entry, ensure_ascii=False) + "\n")
            self._changed.notify_all()

    def entries(self, host=None):
        with self._changed:
            return [dict(e) for e in self._entries if host is None or e["host"] == host]

    def clear(self):
        with self._changed:
            self._entries.clear()

    def wait(self, condition, timeout):
        """Waits until condition(entries) holds; whether it did in time."""
        with self._changed:
            return self._changed.wait_for(lambda: condition(self._entries), timeout)

    def close(self):
        with self._changed:
            if self._file:
                self._file.close()
                self._file = None


def now():
    """The time of day as the log writes it."""
    at = datetime.datetime.fromtimestamp(time.time(), datetime.timezone.utc)
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
