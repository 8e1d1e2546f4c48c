"""`make accuracy PAGES=DIR`: how right `gloss extract` is on a folder of saved pages with known metadata.

DIR holds `corpus.jsonl` (one {"id", "url", "content_type", "file", "kind", "gold": {...}} a line), the files it names,
and `score.py`, which compares predictions with the gold. `accuracy.py GLOSS DIR [score.py's options]`."""
import json
import pathlib
import subprocess
import sys
import tempfile


def flat(result):
    """A result of `gloss extract` as score.py reads it."""
    meta = result["meta"]
    return {**meta, "id": result.get("id"), "url": result.get("url"), "description": meta.get("abstract"),
            "authors": [author["name"] for author in meta.get("authors", [])]}


def main():
    gloss, pages, options = sys.argv[1], pathlib.Path(sys.argv[2]).resolve(), sys.argv[3:]
    rows = [json.loads(line) for line in (pages / "corpus.jsonl").read_text(encoding="utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as folder:
        manifest, predicted = pathlib.Path(folder, "manifest.jsonl"), pathlib.Path(folder, "predicted.jsonl")
        manifest.write_text("".join(json.dumps({**{k: row[k] for k in ("id", "url", "content_type") if row.get(k)},
                                                "file": str(pages / row["file"])}) + "\n" for row in rows))
        done = subprocess.run([gloss, "extract", "--batch", str(manifest)], check=True, capture_output=True, text=True)
        predicted.write_text("".join(json.dumps(flat(json.loads(line))) + "\n" for line in done.stdout.splitlines()))
        return subprocess.run([sys.executable, str(pages / "score.py"), str(pages / "corpus.jsonl"), str(predicted), *options]).returncode


if __name__ == "__main__":
    sys.exit(main())
