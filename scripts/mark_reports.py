#!/usr/bin/env python3
"""Writes tests/reports/rNNN.txt and rNNN.json from the marked files there.

In tests/reports/marked_*.txt a line `%% r001` opens a report;
`[[A.pt|Name]]` in mathematical brackets marks an identifier with its letter and
kind, `[[~|OK]]` a piece that may stay or go, double angles a clinical string
that must stay. Offsets count code points. All people and places are made up.
"""
import json, pathlib, re, sys

LETTERS = dict(A="Names", B="Geographic/facility", C="Dates, ages>89", D="Telephone", E="Fax", F="Email", G="SSN", H="MRN",
               I="Health plan no.", J="Account no.", K="Certificate/license", L="Vehicle", M="Device", N="URL", O="IP",
               P="Biometric", Q="Photo", R="Other unique id")
MARK = re.compile("\u27e6([A-R~])(?:\\.(\\w+))?\\|([^\u27e7]*)\u27e7|(\u27ea)|(\u27eb)", re.S)


def read(marked):
    text, spans, preserve, neutral, opened, at = "", [], [], [], None, 0
    for mark in MARK.finditer(marked):
        text += marked[at:mark.start()]
        at = mark.end()
        letter, sub, inner = mark.group(1), mark.group(2), mark.group(3)
        if mark.group(4):
            assert opened is None, marked[at:at + 40]
            opened = len(text)
        elif mark.group(5):
            preserve.append(dict(start=opened, end=len(text), text=text[opened:]))
            opened = None
        else:
            row = dict(start=len(text), end=len(text) + len(inner), text=inner)
            text += inner
            if letter == "~":
                neutral.append(row)
            else:
                spans.append(dict(row, category=letter, name=LETTERS[letter], sub=sub, advisory=sub == "time"))
    text += marked[at:]
    assert opened is None and "\u27e6" not in text and "\u27ea" not in text, text[-80:]
    return text, dict(spans=spans, preserve=preserve, neutral=neutral)


def main():
    folder = pathlib.Path(__file__).resolve().parent.parent / "tests/reports"
    for source in sorted(folder.glob("marked_*.txt")):
        for block in re.split(r"(?m)^%% ", source.read_text(encoding="utf8"))[1:]:
            name, marked = block.split("\n", 1)
            text, gold = read(marked.rstrip("\n"))
            (folder / f"{name.strip()}.txt").write_text(text, encoding="utf8")
            (folder / f"{name.strip()}.json").write_text(json.dumps(dict(id=name.strip(), **gold), ensure_ascii=False, indent=1) + "\n", encoding="utf8")


main()
