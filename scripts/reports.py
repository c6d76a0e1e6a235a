"""Made-up report documents through the command, judged by readers that are not ours.

usage: reports.py [--keep FOLDER] [NAME...]    (SAFELIGHT: the command)

Every document (scripts/report_makers) goes through `safelight deidentify` by
itself. Then no planted value may stand in any byte of the zip, streams
inflated; every clinical sentence is found by pdftotext in the clean PDF and in
the clean text; qpdf finds no fault; the PDF is tagged.
"""

import argparse
import base64
import concurrent.futures
import io
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata
import zipfile
import zlib

import pikepdf
from report_makers import docx, pdf_layouts, pdf_places, texts, web_pages

SECONDS = 60


def spellings(value):
    """The value in the encodings in which bytes can carry it, lower case."""
    for text in {value, re.sub(r"\D", "", value) if len(re.sub(r"\D", "", value)) >= 8 else value}:
        low = text.lower()
        yield low.encode()
        yield low.encode("utf-16-le")
        yield low.encode("utf-16-be")
        yield low.encode().hex().encode()
        yield text.encode().hex().encode()


def base64_spellings(value):
    """Inside longer base64: the signs that the value alone decides. A short one stands
    anywhere by chance, as six figures of a SHA-256 do."""
    plain = value.encode()
    for shift in range(3):
        coded = base64.b64encode(b"\0" * shift + plain)
        inner = coded[-(-8 * shift // 6) : 8 * (shift + len(plain)) // 6]
        if len(plain) >= 7:
            yield inner


def holds(block, value):
    low = block.lower()
    return any(one in low for one in spellings(value)) or any(one in block for one in base64_spellings(value))


def blocks(data, depth=0):
    """The bytes, what is packed in them, and what pdftotext reads of them."""
    yield data
    if b'"payloadType"' in data[:200]:
        yield base64.b64decode(json.loads(data)["payload"])
    if data.startswith(b"PK") and depth < 3:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                yield from blocks(archive.read(name), depth + 1)
    if b"%PDF-" in data[:1024]:
        for match in re.finditer(rb"stream\r?\n", data):
            try:
                yield zlib.decompressobj().decompress(data[match.end() :])
            except zlib.error:
                pass
        yield pdf_text(data, "-raw").encode()
        try:
            with pikepdf.open(io.BytesIO(data)) as file:
                out = io.BytesIO()
                file.save(out, static_id=True, encryption=False, qdf=True, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.all)
            yield out.getvalue()
        except (pikepdf.PdfError, pikepdf.PasswordError):
            pass


def on_file(data, *command):
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(data)
        file.flush()
        command = [file.name if part == "FILE" else part for part in command]
        return subprocess.run(command, capture_output=True, check=False, timeout=SECONDS)


def pdf_text(data, mode):
    return on_file(data, "pdftotext", "-q", "-enc", "UTF-8", mode, "FILE", "-").stdout.decode()


def plain(text):
    return " ".join(unicodedata.normalize("NFKC", text).split())


class Judged:
    """One document: what came out of it, and what is wrong with that."""

    def __init__(self, paper, command, keep):
        self.paper, self.faults, self.entries = paper, [], {}
        source = list(blocks(paper.bytes))
        if paper.expected == "out" and not paper.name.startswith(("raw-", "reportlab-letter")):
            self.missed = [place for place, value in paper.planted.items() if "in pieces" not in place and not any(holds(block, value) for block in source)]
        else:
            self.missed = []
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            document = folder / f"report.{paper.ending}"
            document.write_bytes(paper.bytes)
            out, table = folder / "out.zip", folder / "map.json"
            done = subprocess.run(
                [command, "deidentify", document, "--out", out, "--map", table, "--seed", "07" * 32, "--jobs", "1"],
                capture_output=True, text=True, check=False, timeout=SECONDS,
            )  # fmt: skip
            if done.returncode not in (0, 1) or "panicked" in done.stderr:
                self.faults.append(f"exit code {done.returncode}: {done.stderr.strip()[:200]}")
            rows = json.loads(table.read_text())["files"] if table.exists() else []
            self.reasons = {row["reason"] for row in rows if row.get("reason")}
            if out.exists():
                self.zip = out.read_bytes()
                with zipfile.ZipFile(out) as archive:
                    self.entries = {one: archive.read(one) for one in archive.namelist()}
            if keep:
                (keep / f"{paper.name}.{paper.ending}").write_bytes(paper.bytes)
                for one, data in self.reports().items():
                    (keep / f"{paper.name}.out.{one.rsplit('.', 1)[-1]}").write_bytes(data)
        self.judge()

    def reports(self):
        return {name: data for name, data in self.entries.items() if re.search(r"report[^/]*\.(pdf|txt)$|^REPORTS?/.*\.(pdf|txt)$", name, re.I)}

    def judge(self):
        self.faults += [f"the plant did not take: {place}" for place in self.missed]
        reports = self.reports()
        if self.paper.expected != "out":
            if self.paper.expected not in self.reasons:
                self.faults.append(f"not withheld as {self.paper.expected}, but {self.reasons or 'written'}")
        elif self.reasons or not reports:
            self.faults.append(f"withheld: {self.reasons}")
        for name, data in {"the zip": getattr(self, "zip", b""), **self.entries}.items():
            for block in blocks(data) if name != "the zip" else [data]:
                hits = [place for place, value in self.paper.planted.items() if holds(block, value)]
                self.faults += sorted({f"planted value in {name}: {place}" for place in hits} - set(self.faults))
        for name, data in reports.items():
            if name.endswith(".pdf"):
                self.judge_pdf(name, data)
        if self.paper.expected == "out":
            self.judge_words(reports)

    def judge_pdf(self, name, data):
        check = on_file(data, "qpdf", "--check", "FILE")
        if check.returncode != 0:
            self.faults.append(f"qpdf on {name}: {check.stdout.decode()[:200]}")
        with pikepdf.open(io.BytesIO(data)) as file:
            tagged = "/StructTreeRoot" in file.Root and bool(file.Root.get("/MarkInfo", {}).get("/Marked", False))
        if not tagged:
            self.faults.append(f"{name} is not tagged")

    def judge_words(self, reports):
        for name, data in reports.items():
            texts_of = [plain(pdf_text(data, mode)) for mode in ["-raw", "-layout", "-nopgbrk"]] if name.endswith(".pdf") else [plain(data.decode())]
            for sentence in self.paper.clinical:
                if not any(plain(sentence) in text for text in texts_of):
                    self.faults.append(f"lost in .{name.rsplit('.', 1)[-1]}: {sentence}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", help="only documents whose name begins so")
    parser.add_argument("--keep", type=pathlib.Path, help="keep sources and outputs here")
    chosen = parser.parse_args()
    command = os.environ.get("SAFELIGHT", "target/release/safelight")
    if chosen.keep:
        chosen.keep.mkdir(parents=True, exist_ok=True)
    papers = [make() for module in [pdf_layouts, web_pages, pdf_places, docx, texts] for make in module.made()]
    if chosen.names:
        papers = [paper for paper in papers if paper.name.startswith(tuple(chosen.names))]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        judged = list(pool.map(lambda paper: Judged(paper, command, chosen.keep), papers))
    failed = 0
    for one in judged:
        failed += bool(one.faults)
        print(f"{'FAILED' if one.faults else 'ok    '}  {one.paper.name}")
        for fault in one.faults:
            print(f"          {fault}")
    values = sum(len(one.paper.planted) for one in judged)
    sentences = sum(len(one.paper.clinical) for one in judged)
    print(f"{len(judged)} documents, {values} planted values, {sentences} clinical sentences")
    print(f"reports: {len(judged) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
