"""Reads a package with other people's readers and searches every byte of it.

usage: read_package.py PACKAGE.zip [FOLDER] < planted.json

planted.json: a list of values. FOLDER: the source files, to compare pixels with.
Prints JSON: entries, instances that pydicom read, what qpdf says, hits.
"""
import hashlib
import io
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile
import zlib

import pydicom


def spellings(value):
    """The same value as different programs would write it."""
    for encoding in ("utf-8", "latin-1", "utf-16-le", "utf-16-be"):
        try:
            yield value.encode(encoding)
        except UnicodeEncodeError:
            continue


def inflated_streams(data):
    """Every deflate stream that stands in the bytes (PDF, nested zip, PNG)."""
    for match in re.finditer(rb"stream\r?\n", data):
        try:
            yield zlib.decompressobj().decompress(data[match.end():])
        except zlib.error:
            continue


def pdf_text(data):
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(data)
        file.flush()
        checked = subprocess.run(["qpdf", "--check", file.name], capture_output=True, text=True, check=False)
        text = subprocess.run(["pdftotext", "-layout", file.name, "-"], capture_output=True, check=False)
        info = subprocess.run(["pdfinfo", file.name], capture_output=True, check=False)
    return checked.returncode, text.stdout, info.stdout


def pixels_of(dataset):
    return hashlib.sha256(dataset.PixelData).hexdigest() if "PixelData" in dataset else None


def main():
    planted = json.load(sys.stdin)
    raw = pathlib.Path(sys.argv[1]).read_bytes()
    found = {"entries": [], "instances": 0, "not_marked": 0, "pdfs": 0, "qpdf": [], "texts": 0, "hits": [], "foreign_pixels": 0}
    haystacks = [("zip", raw)]
    pixels = []
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        for entry in package.infolist():
            data = package.read(entry)
            found["entries"].append(entry.filename)
            haystacks.append((entry.filename, data))
            haystacks += [(f"{entry.filename} stream", stream) for stream in inflated_streams(data)]
            if entry.filename == "DICOMDIR":
                continue
            if data[128:132] == b"DICM":
                dataset = pydicom.dcmread(io.BytesIO(data))
                for _ in dataset.iterall():
                    pass
                found["instances"] += 1
                found["not_marked"] += dataset.get("PatientIdentityRemoved") != "YES"
                pixels.append(pixels_of(dataset))
            elif data[:5] == b"%PDF-":
                code, text, info = pdf_text(data)
                found["pdfs"] += 1
                found["qpdf"].append(code)
                found["texts"] += len(text.strip()) > 0
                haystacks += [(f"{entry.filename} text", text), (f"{entry.filename} info", info)]
    for place, data in haystacks:
        for number, value in enumerate(planted):
            if any(spelling in data for spelling in spellings(value)):
                found["hits"].append([place, number])
    if len(sys.argv) > 2 and sys.argv[2]:
        known = {None}
        for path in pathlib.Path(sys.argv[2]).rglob("*"):
            if path.is_file():
                try:
                    known.add(pixels_of(pydicom.dcmread(path)))
                except pydicom.errors.InvalidDicomError:
                    continue
        found["foreign_pixels"] = sum(one not in known for one in pixels)
    json.dump(found, sys.stdout)


main()
