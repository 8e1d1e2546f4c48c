"""Writes the PDF files of fixtures/web/: real files in miniature, objects written by hand.

Usage: python3 tests/internet/make_pdfs.py fixtures/web

Each stands for one way in which papers reach the web, and what a reader can learn from it: an XMP packet and an Info
dictionary (a curated mirror), nothing but the text of the page (LaTeX), an Info dictionary in a compressed object
stream (PDF 1.5), a file name where the title belongs (slides), and only an image (a scan). Same bytes on every run.
"""

import pathlib
import random
import sys
import zlib

WIDTH, HEIGHT = 612, 792
PARAGRAPHS = (
    "This file stands in for the paper whose title it bears. It was made for tests and holds none of its text.",
    "A program that reads it should find what a reader of the real file would: where the title stands, in a large"
    " fount, who wrote it, and where it appeared, together with whatever the metadata of the file say of it.",
    "The lines that follow fill the pages, so that a page looks like a page and the file has a size like others.",
)


def text_string(text):
    """A PDF text string: a literal when it is ASCII, UTF-16BE in hexadecimal otherwise."""
    if text.isascii():
        return "(" + text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)") + ")"
    return "<" + (b"\xfe\xff" + text.encode("utf-16-be")).hex().upper() + ">"


def shown(text):
    """The operand of Tj in WinAnsiEncoding."""
    raw = text.encode("cp1252", "replace")
    body = "".join(chr(b) if 32 <= b < 127 and chr(b) not in "()\\" else f"\\{b:03o}" for b in raw)
    return f"({body})"


def wrapped(text, limit):
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + len(word) + 1 > limit:
            lines.append("")
        lines[-1] += (" " if lines[-1] else "") + word
    return lines


def text_page(blocks, top=720):
    """Content of a page: blocks of (size, leading, limit, text), one below the other."""
    out, y = ["BT"], top
    for size, leading, limit, text in blocks:
        for line in wrapped(text, limit):
            out.append(f"/F1 {size} Tf 1 0 0 1 64 {y} Tm {shown(line)} Tj")
            y -= leading
        y -= leading // 2
    return "\n".join(out + ["ET"]).encode("ascii")


def filler(seed, paragraphs):
    """Paragraphs of plausible length, different on every page."""
    rng = random.Random(seed)
    words = ("the matrix unit reads weights from memory and adds partial sums while the host sends a batch of requests"
             " over the link each tile holds its own share of data so that latency stays low under load measured"
             " bandwidth follows from width and clock as shown in the table of results for every size").split()
    for _ in range(paragraphs):
        yield " ".join(rng.choice(words) for _ in range(rng.randint(70, 130))).capitalize() + "."


class Writer:
    """Objects by number; the file is put together at the end."""

    def __init__(self, version="1.4"):
        self.version = version
        self.objects = []

    def add(self, body):
        self.objects.append(body if isinstance(body, bytes) else body.encode("latin-1"))
        return len(self.objects)

    def stream(self, data, entries="", squeeze=True):
        if squeeze:
            data, entries = zlib.compress(data, 9), entries + " /Filter /FlateDecode"
        return self.add(f"<< {entries} /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream")

    def reserve(self):
        return self.add(b"")

    def set(self, number, body):
        self.objects[number - 1] = body.encode("latin-1")

    def pages(self, contents, resources, catalog=""):
        """Page tree over content streams; returns the catalog's number."""
        tree = self.reserve()
        kids = [self.add(f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}]"
                         f" /Resources << {res} >> /Contents {number} 0 R >>")
                for number, res in zip(contents, resources)]
        self.set(tree, f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{k} 0 R' for k in kids)}] >>")
        return self.add(f"<< /Type /Catalog /Pages {tree} 0 R {catalog} >>")

    def head(self):
        return f"%PDF-{self.version}\n".encode() + b"%\xe2\xe3\xcf\xd3\n"

    def classic(self, root, info=None):
        """The file with a plain cross-reference table."""
        out, offsets = bytearray(self.head()), []
        for number, body in enumerate(self.objects, 1):
            offsets.append(len(out))
            out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
        start = len(out)
        out += f"xref\n0 {len(offsets) + 1}\n0000000000 65535 f \n".encode()
        out += b"".join(f"{offset:010} 00000 n \n".encode() for offset in offsets)
        extra = f" /Info {info} 0 R" if info else ""
        out += f"trailer\n<< /Size {len(offsets) + 1} /Root {root} 0 R{extra} >>\nstartxref\n{start}\n%%EOF\n".encode()
        return bytes(out)

    def compact(self, root, info):
        """The file as PDF 1.5 has it: everything but streams in one object stream, and a cross-reference stream."""
        plain = [n for n, body in enumerate(self.objects, 1) if not body.rstrip().endswith(b"endstream")]
        index, data = [], b""
        for number in plain:
            index.append(f"{number} {len(data)}")
            data += self.objects[number - 1] + b"\n"
        first = (" ".join(index) + "\n").encode()
        packed = self.stream(first + data, f"/Type /ObjStm /N {len(plain)} /First {len(first)}")
        out, rows = bytearray(self.head()), [(0, 0, 65535)]
        for number, body in enumerate(self.objects, 1):
            if number in plain:
                rows.append((2, packed, plain.index(number)))
                continue
            rows.append((1, len(out), 0))
            out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
        start, own = len(out), len(self.objects) + 1
        rows.append((1, start, 0))
        table = zlib.compress(b"".join(k.to_bytes(1, "big") + a.to_bytes(4, "big") + b.to_bytes(2, "big")
                                       for k, a, b in rows))
        out += (f"{own} 0 obj\n<< /Type /XRef /Size {own + 1} /W [1 4 2] /Root {root} 0 R /Info {info} 0 R"
                f" /Filter /FlateDecode /Length {len(table)} >>\nstream\n").encode()
        out += table + f"\nendstream\nendobj\nstartxref\n{start}\n%%EOF\n".encode()
        return bytes(out)

    def info(self, **fields):
        return self.add("<< " + " ".join(f"/{k} {text_string(v)}" for k, v in fields.items()) + " >>")


def xmp(title, authors, doi, date, creator):
    people = "".join(f"<rdf:li>{a}</rdf:li>" for a in authors)
    packet = f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="Image::ExifTool 12.40">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
 <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
  <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
  <dc:creator><rdf:Seq>{people}</rdf:Seq></dc:creator>
  <dc:identifier>doi:{doi}</dc:identifier>
 </rdf:Description>
 <rdf:Description rdf:about="" xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/"
  xmlns:xmp="http://ns.adobe.com/xap/1.0/">
  <prism:doi>{doi}</prism:doi>
  <xmp:CreateDate>{date}</xmp:CreateDate>
  <xmp:CreatorTool>{creator}</xmp:CreatorTool>
 </rdf:Description>
</rdf:RDF>
</x:xmpmeta>
"""
    return packet.encode() + b" " * 2048 + b'\n<?xpacket end="w"?>'


ABSTRACTS = {
    "tpu": "Abstract\u2014Several generations of one accelerator have taught their makers what matters and what does"
           " not. The lessons concern memory, compilers, numbers, cooling, and the cost of owning a machine rather than"
           " of buying it. This stand-in lists them in the order in which they hurt, and shows how they shaped a chip.",
    "tsp": "Abstract\u2014A processor for streams of tensors has no caches, no branches to guess and no arbiters, so"
           " that a compiler knows at each tick where every operand is. Functional units stand in slices that data pass"
           " on their way. This stand-in says what such order gains: the same latency each time, and little of it.",
    "ipu": "Abstract. Small programs that measure one thing each tell more of a machine than its brochure. This report"
           " takes an accelerator of many tiles apart that way: how large its memories are and how fast, what a message"
           " to a near or a far tile costs, and how close its arithmetic comes to the peak that is claimed for it.",
}


def paper(writer, title, byline, place, pages, seed):
    """A paper's pages: title page and text; the numbers of the contents and their resources."""
    font = writer.add("<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>")
    opening = (ABSTRACTS[seed], "1 Introduction", *PARAGRAPHS) if seed in ABSTRACTS else PARAGRAPHS
    first = [(20, 24, 46, title), (11, 14, 90, byline), (9, 12, 110, place)]
    first += [(10, 13, 98, p) for p in opening]
    contents = [writer.stream(text_page(first))]
    for page in range(1, pages):
        contents.append(writer.stream(text_page([(10, 13, 98, p) for p in filler(f"{seed}{page}", 5)])))
    return contents, [f"/Font << /F1 {font} 0 R >>"] * pages


JOUPPI = ("Norman P. Jouppi", "Doe Hyun Yoon", "Matthew Ashcraft", "Mark Gottscho", "Thomas B. Jablin", "George Kurian",
          "James Laudon", "Sheng Li", "Peter Ma", "Xiaoyu Ma", "Thomas Norrie", "Nishant Patil", "Sushma Prasad",
          "Cliff Young", "Zongwei Zhou", "David Patterson")

ABTS = ("Dennis Abts", "Jonathan Ross", "Jonathan Sparling", "Mark Wong-VanHaren", "Max Baker", "Tom Hawkins",
        "Andrew Bell", "John Thompson", "Temesghen Kahsai", "Garrin Kimmell", "Jennifer Hwang", "Rebekah Leslie-Hurd",
        "Michael Bye", "E. R. Creswick", "Matthew Boyd", "Mahitha Venigalla", "Evan Laforge", "Jon Purdy",
        "Purushotham Kamath", "Dinesh Maheshwari", "Michael Beidler", "Geert Rosseel", "Omar Ahmad", "Gleb Gagarin",
        "Richard Czekalski", "Ashay Rane", "Sahil Parmar", "Jeff Werner", "Jim Sproch", "Adrian Macias", "Brian Kurtz")


def curated_mirror():
    """A mirror whose keeper writes title, authors and DOI into each file."""
    w = Writer("1.6")
    title = "Ten Lessons From Three Generations Shaped Google\u2019s TPUv4i: Industrial Product"
    doi = "10.1109/ISCA52012.2021.00010"
    place = f"2021 ACM/IEEE 48th Annual International Symposium on Computer Architecture (ISCA) DOI {doi}"
    meta = w.stream(xmp(title, JOUPPI, doi, "2021-05-26T15:02:11-07:00", "Microsoft Word"),
                    "/Type /Metadata /Subtype /XML", squeeze=False)
    contents, resources = paper(w, title, ", ".join(JOUPPI), place, 30, "tpu")
    root = w.pages(contents, resources, f"/Metadata {meta} 0 R /Lang (en-US)")
    info = w.info(Title=title, Author=", ".join(JOUPPI), Producer="pdf-lib", CreationDate="D:20210526150211-07'00'",
                  ModDate="D:20211002171422Z")
    return w.classic(root, info)


def latex_paper():
    """What pdfTeX writes when nobody sets a title: only the page knows it."""
    w = Writer("1.5")
    title = "Think Fast: A Tensor Streaming Processor (TSP) for Accelerating Deep Learning Workloads"
    place = "2020 ACM/IEEE 47th Annual International Symposium on Computer Architecture (ISCA)" \
            " 978-1-7281-4661-4/20/$31.00 DOI 10.1109/ISCA45697.2020.00023"
    contents, resources = paper(w, title, ", ".join(ABTS), place, 26, "tsp")
    root = w.pages(contents, resources)
    info = w.info(Title="", Author="", Creator="LaTeX with hyperref", Producer="pdfTeX-1.40.20",
                  CreationDate="D:20200409194810-07'00'", ModDate="D:20200409194810-07'00'")
    return w.classic(root, info)


def vendor_report():
    """A report whose Info dictionary hides in a compressed object stream."""
    w = Writer("1.5")
    title = "Dissecting the Graphcore IPU Architecture via Microbenchmarking"
    byline = "Zhe Jia, Blake Tillman, Marco Maggioni, Daniele Paolo Scarpazza"
    contents, resources = paper(w, title, byline, "Technical Report, December 7, 2019, Citadel", 60, "ipu")
    root = w.pages(contents, resources)
    info = w.info(Title=title, Author=byline.replace(", ", "; "),
                  Subject="Technical Report \u2013 High Performance R&D", Creator="LaTeX with hyperref package",
                  Producer="xdvipdfmx (20190503)",
                  CreationDate="D:20191207223041-06'00'")
    return w.compact(root, info)


def slides():
    """Slides saved by a presentation program: the title of the file is its name."""
    w = Writer("1.3")
    font = w.add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    decks = [[(34, 42, 28, "21 compilers and 3 orders of magnitude in 60 minutes"),
              (16, 22, 60, "a wander through a weird landscape to the heart of compilation"),
              (14, 20, 60, "Graydon Hoare, spring 2019")]]
    for page in range(1, 64):
        lines = [(26, 34, 34, f"Specimen {page}"), *((14, 20, 66, t) for t in filler(f"slide{page}", 1))]
        decks.append(lines)
    contents = [w.stream(text_page(d, 640)) for d in decks]
    root = w.pages(contents, [f"/Font << /F1 {font} 0 R >>"] * len(decks))
    info = w.info(Title="CompilerTalk-2019", Producer="Mac OS X 10.14.4 Quartz PDFContext", Creator="Keynote",
                  CreationDate="D:20190319233911Z00'00'", ModDate="D:20190319233911Z00'00'")
    return w.classic(root, info)


def scanned_page(seed):
    """A page as a scanner sees it, one bit a pixel: blots where words would be, and dust."""
    rng = random.Random(seed)
    width, height = 1272, 1648
    rows = [bytearray(b"\xff" * (width // 8)) for _ in range(height)]

    def blot(x, y, w, h):
        for row in rows[y:y + h]:
            for column in range(x, x + w):
                row[column >> 3] &= ~(0x80 >> (column & 7)) & 0xFF

    for line in range(46):
        x, y = 150 + rng.randint(-2, 2), 160 + line * 30
        while x < width - 190:
            for _ in range(rng.randint(1, 9)):
                blot(x, y + rng.randint(0, 4), rng.randint(2, 8), rng.randint(8, 15))
                x += 11
            x += 12
    for _ in range(900):
        blot(rng.randrange(width - 4), rng.randrange(height - 4), rng.randint(1, 2), rng.randint(1, 2))
    return width, height, b"".join(bytes(r) for r in rows)


def scan():
    """A scanned chapter: images without text, and the dates of the scanner."""
    w = Writer("1.2")
    contents, resources = [], []
    for page in range(8):
        width, height, bits = scanned_page(f"scan{page}")
        image = w.stream(bits, f"/Type /XObject /Subtype /Image /Width {width} /Height {height}"
                               " /ColorSpace /DeviceGray /BitsPerComponent 1")
        contents.append(w.stream(f"q {WIDTH} 0 0 {HEIGHT} 0 0 cm /Im0 Do Q".encode()))
        resources.append(f"/XObject << /Im0 {image} 0 R >> /ProcSet [/PDF /ImageB]")
    root = w.pages(contents, resources)
    info = w.info(Creator="Acrobat Capture 2.0", Producer="Adobe Acrobat 4.0 Scan Plug-in",
                  CreationDate="D:20000831102214")
    return w.classic(root, info)


def white_paper():
    """A vendor's white paper as an archive kept it after it had gone."""
    w = Writer("1.4")
    title = "Accelerated Computing with a Reconfigurable Dataflow Architecture"
    contents, resources = paper(w, title, "SambaNova Systems", "Whitepaper", 10, "rda")
    root = w.pages(contents, resources)
    info = w.info(Title="SambaNova_RDA_Whitepaper_v7.indd", Creator="Adobe InDesign 16.1 (Macintosh)",
                  Producer="Adobe PDF Library 15.0", CreationDate="D:20210420091533-07'00'")
    return w.classic(root, info)


FILES = {
    "gwern.net/2021-jouppi.pdf": curated_mirror,
    "pkamath.com/tsp-isca20.pdf": latex_paper,
    "www.graphcore.ai/citadel-ipu.pdf": vendor_report,
    "www.clear.rice.edu/1971-allen-catalog.pdf": scan,
    "venge.net/CompilerTalk-2019.pdf": slides,
    "web.archive.org/sambanova-2021.pdf": white_paper,
}


def main(web):
    for name, make in FILES.items():
        path = pathlib.Path(web) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(make())
        print(f"{path.stat().st_size:8} {name}")


if __name__ == "__main__":
    main(*sys.argv[1:])
