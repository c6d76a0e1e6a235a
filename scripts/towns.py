#!/usr/bin/env python3
"""Writes src/text/lexicon/towns.txt: names of towns of the United States, one a line.

usage: towns.py DIR, where DIR holds the unpacked npm package zipcodes 8.0.0 (npm pack, tar xf)
One word: only towns that words.txt does not mark and that are no ordinary word. Several words:
all, but for names of firms that have a ZIP code of their own.
"""
import pathlib, re, sys, unicodedata

FIRM = re.compile(
    r"\b(bank|banks|systems?|express|cards?|telephone|phone|co|inc|corp|company|insurance|life|bureau|services?|business|"
    r"accounting|finance|ideas|mail|credit|fund|departments?|dept|office|returns?|univ|university|college|electric|power|"
    r"motors?|publishing|magazine|times|irs|security|hospital|shield|federal|education|science|sweepstakes|data|capital|"
    r"receipt|assn|assoc|association|institute|processing|products|international|government|tax|school|marketing|club|"
    r"society|state|records?|journal|book|books|video|media|gas|oil|cancer|lottery|brm|mortgage|trust|store|stores|group)\b"
)


def fold(word):
    flat = unicodedata.normalize("NFKD", word.lower())
    return "".join(c for c in flat if not unicodedata.combining(c))


def told(path):
    """Words that the lexicon marks as towns, or as ordinary or clinical words."""
    words, code, word = set(), 0, ""
    for line in path.read_text().splitlines():
        if line.startswith("="):
            code, word = int(line[1:], 16), ""
        elif line and not line.startswith("#"):
            word = word[: ord(line[0]) - 97] + line[1:]
            if code & 0xF0:
                words.add(word)
    return words


def main():
    source = pathlib.Path(sys.argv[1], "package/lib/codes.js").read_text()
    lexicon = pathlib.Path(__file__).resolve().parent.parent / "src/text/lexicon"
    names = {fold(name) for name in re.findall(r'"city":"([^"]*)","state":"[A-Z]{2}","country":"US"', source)}
    known = told(lexicon / "words.txt") | set((lexicon / "roles.txt").read_text().split())
    one = {name for name in names if re.fullmatch(r"[a-z]{4,24}", name) and name not in known}
    many = {name for name in names if re.fullmatch(r"[a-z]+( [a-z]+){1,3}", name) and not FIRM.search(name)}
    many = {"saint" + name[2:] if name.startswith("st ") else name for name in many}
    head = [
        "# Towns of the United States. Written by scripts/towns.py; do not edit.",
        "# From zipcodes 8.0.0 (BSD, Dav Glass), made of the public list of the US Postal Service.",
    ]
    (lexicon / "towns.txt").write_text("\n".join(head + sorted(one) + sorted(many)) + "\n")
    print(len(one), len(many))


main()
