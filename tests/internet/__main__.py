"""python3 tests/internet --web DIR --log FILE --ready FILE: the fake internet on its own, until SIGTERM.

Prints the options that make gloss talk to it, as shell words, once it can be talked to.
"""

import argparse
import pathlib
import shlex
import signal
import sys
import threading

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from internet import Internet  # noqa: E402


def main():
    parser = argparse.ArgumentParser(prog="python3 tests/internet", description=__doc__.partition("\n")[0])
    parser.add_argument("--web", default="fixtures/web", help="folder of sites (default: %(default)s)")
    parser.add_argument("--log", help="write one JSON line a request to this file")
    parser.add_argument("--ready", help="write the options to this file too, once the ports are open")
    parser.add_argument("--lax", action="store_true", help="registries do not insist on their manners")
    options = parser.parse_args()
    ended = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.set())
    with Internet(options.web, strict=not options.lax, log=options.log) as net:
        words = shlex.join(net.args())
        print(words, flush=True)
        if options.ready:
            ready = pathlib.Path(options.ready)
            unfinished = ready.with_name(ready.name + ".tmp")
            unfinished.write_text(words + "\n")
            unfinished.rename(ready)
        ended.wait()


if __name__ == "__main__":
    main()
