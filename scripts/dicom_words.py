#!/usr/bin/env python3
"""Writes src/verify/dicom_words.rs: the single words of all DICOM attribute
keywords (PS3.6) and of all UID names, from the pinned crate dicom-dictionary-std.

usage: scripts/dicom_words.py   (after `cargo fetch`)
"""
import json
import pathlib
import re
import subprocess

TOP = pathlib.Path(__file__).resolve().parent.parent
metadata = json.loads(subprocess.check_output(
    ["cargo", "metadata", "--format-version", "1"], cwd=TOP))
crate = next(p for p in metadata["packages"] if p["name"] == "dicom-dictionary-std")
source = pathlib.Path(crate["manifest_path"]).parent / "src"

words = set()
for keyword in re.findall(r'alias: "([A-Za-z0-9]+)"', (source / "tags.rs").read_text()):
    # RTPlanLabel -> RT Plan Label; ROIName -> ROI Name
    words.update(re.findall(r"[A-Z]+(?![a-z])|[A-Z][a-z]+|[a-z]+", keyword))
for name in re.findall(r"^/// (.*)$", (source / "uids.rs").read_text(), re.M):
    words.update(re.findall(r"[A-Za-z]+", name))
words = sorted({word.lower() for word in words if 2 <= len(word) <= 24})

lines, line = [], "   "
for word in words:
    piece = f' "{word}",'
    if len(line) + len(piece) > 100:
        lines.append(line)
        line = "   "
    line += piece
lines.append(line)
(TOP / "src/verify/dicom_words.rs").write_text(
    "//! Words of DICOM attribute keywords and UID names, sorted.\n"
    f"//! Written by scripts/dicom_words.py from dicom-dictionary-std {crate['version']}\n"
    "//! (PS3.6); do not edit.\n\n"
    "/// Lower case, ascending.\n"
    "#[rustfmt::skip]\n"
    "pub static DICOM_WORDS: &[&str] = &[\n" + "\n".join(lines) + "\n];\n")
print(len(words), "words")
