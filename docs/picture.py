"""Makes docs/check.svg, the README's picture: what a terminal shows of `gloss check` on the bundled list, run for real
against the bundled fake internet. `python3 docs/picture.py build/gloss`."""
import html
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from internet import Internet  # noqa: E402

COLORS = {"31": "#ff7b72", "32": "#7ee787", "33": "#e3b341", "34": "#79c0ff", "35": "#d2a8ff", "36": "#76e3ea", "2": "#8b949e",
          "90": "#8b949e"}
COLUMNS, LINE, CELL = 104, 19, 8.4


def spans(line):
    """(css, text) pairs of a line with ANSI colours."""
    style = ""
    for part in re.split(r"(\x1b\[[0-9;]*m)", line):
        code = re.fullmatch(r"\x1b\[([0-9;]*)m", part)
        if not code:
            if part:
                yield style, part
            continue
        codes = code.group(1).split(";")
        style = "" if codes in ([""], ["0"]) else "".join(
            f"fill:{COLORS[c]};" if c in COLORS else "font-weight:bold;" if c == "1" else "" for c in codes)


def svg(lines):
    width, height = COLUMNS * CELL + 32, len(lines) * LINE + 32
    yield f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height}" font-size="14" ' \
          'font-family="ui-monospace,SFMono-Regular,Menlo,DejaVu Sans Mono,monospace">'
    yield f'<rect width="{width:.0f}" height="{height}" rx="8" fill="#0d1117"/>'
    for number, line in enumerate(lines):
        cells, text = 0, ""
        for style, part in spans(line):
            part = part[: COLUMNS - cells - 1] + "…" if cells + len(part) > COLUMNS else part
            cells += len(part)
            text += f'<tspan style="{style}">{html.escape(part)}</tspan>' if style else html.escape(part)
            if part.endswith("…"):
                break
        yield f'<text x="16" y="{number * LINE + 28}" fill="#e6edf3" xml:space="preserve">{text}</text>'
    yield "</svg>"


def main():
    with Internet(web=ROOT / "fixtures" / "web") as net, tempfile.TemporaryDirectory() as cache:
        done = subprocess.run([sys.argv[1], "check", "--color", "always", "--cache", cache, *net.args(), "reading-list.md"],
                              cwd=ROOT / "fixtures", capture_output=True, text=True)
    shown = ["\x1b[2m$\x1b[0m gloss check reading-list.md", *done.stdout.rstrip("\n").split("\n")]
    (ROOT / "docs" / "check.svg").write_text("\n".join(svg(shown)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
