"""`make bench`: what a link costs, against a bare libcurl loop and the link checkers that are installed, in one run.

Every program asks the same pages of the same fake internet over TLS. CPU and peak memory are the program's own (wait4),
so the server's share does not count; wall time is the server's as much as the program's and is left out. Each figure is
the median of ROUNDS runs; machines are noisy, so read the ratios. `bench.py GLOSS BARE`."""
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from internet import Internet  # noqa: E402

HOSTS, PAGES, ROUNDS = 50, 20, 3
PAGE = (ROOT / "fixtures" / "web" / "flashinfer.ai").glob("*.html")


# A process's peak counts what its parent held when it was forked, so a small one stands between.
SMALL = """import os, subprocess, sys
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
_, status, usage = os.wait4(process.pid, 0)
print(os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
"""


def measure(command, cwd):
    """CPU seconds and peak MB of one run."""
    done = subprocess.run([sys.executable, "-S", "-c", SMALL, *command], cwd=cwd, capture_output=True, text=True, check=True)
    status, cpu, peak = done.stdout.split()
    if int(status) not in (0, 1):
        sys.exit(f"bench: {' '.join(command[:3])}... ended with status {status}")
    return float(cpu), float(peak)


def main():
    gloss, bare = (str(pathlib.Path(p).resolve()) for p in sys.argv[1:3])
    body = max(PAGE, key=lambda path: path.stat().st_size).read_text(encoding="utf-8")
    urls = [f"https://h{n % HOSTS}.example/{n}" for n in range(HOSTS * PAGES)]
    with Internet(web=None) as net, tempfile.TemporaryDirectory() as folder:
        for url in urls:
            net.route(url, body=body, headers={"Content-Type": "text/html; charset=utf-8"})
        folder = pathlib.Path(folder)
        (folder / "urls").write_text("\n".join(urls) + "\n")
        (folder / "list.md").write_text("".join(f"- <{url}>\n" for url in urls))
        (folder / "config").write_text("[gloss]\n" + "".join(f'[host "h{n}.example"]\nslots = 2\ngap = 0\n' for n in range(HOSTS)))
        args = net.args()
        cacert, tls = args[args.index("--cacert") + 1], args[args.index("--connect-to") + 1].rsplit(":", 1)[1]
        check = [gloss, "check", "--config", "config", *args]
        programs = {
            "bare libcurl loop": [bare, "urls", cacert, tls],
            "gloss check, first run": [*check, "--fresh", "--cache", "fresh", "list.md"],
            "gloss check, second run": [*check, "--cache", "fresh", "list.md"],
        }
        if shutil.which("linkchecker"):  # it has no --connect-to, so it cannot see this internet
            print("linkchecker is installed, but cannot be pointed at a fake internet: left out")
        print(f"{len(urls)} links on {HOSTS} hosts, pages of {len(body) // 1024} KB, medians of {ROUNDS} runs\n")
        print(f"{'':26}{'CPU ms a link':>14}{'ratio':>8}{'requests a link':>17}{'peak MB':>9}")
        base = None
        for name, command in programs.items():
            net.clear()
            runs = [measure(command, folder) for _ in range(ROUNDS)]
            cpu = statistics.median(cpu for cpu, _ in runs) / len(urls) * 1000
            base = base or cpu
            requests = len(net.requests()) / ROUNDS / len(urls)
            print(f"{name:26}{cpu:14.3f}{cpu / base:8.2f}{requests:17.2f}{statistics.median(mb for _, mb in runs):9.0f}")


if __name__ == "__main__":
    main()
