"""Keeps the OPTIONS of docs/gloss.1 equal to the options table: `man.py GLOSS` checks, `man.py GLOSS --write` writes."""
import pathlib
import subprocess
import sys

PAGE = pathlib.Path("docs/gloss.1")
BEGIN, END = '.\\" options: begin', '.\\" options: end'


def main():
    table = subprocess.run([sys.argv[1], "--help-mdoc"], check=True, capture_output=True, text=True).stdout
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    begin = next(i for i, line in enumerate(lines) if line.startswith(BEGIN))
    end = next(i for i, line in enumerate(lines) if line.startswith(END))
    wanted = lines[: begin + 1] + table.splitlines() + lines[end:]
    if wanted == lines:
        print("man: OPTIONS are those of the table")
        return 0
    if "--write" in sys.argv:
        PAGE.write_text("\n".join(wanted) + "\n", encoding="utf-8")
        return 0
    print("man: OPTIONS of docs/gloss.1 differ from the table; run make man-options", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
