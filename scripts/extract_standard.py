#!/usr/bin/env python3
"""Writes the facts of foreign packages as small tables into standard/.

usage: extract_standard.py DICTIONARY_SRC HIGHDICOM_STANDARD TERMS OUT

DICTIONARY_SRC      src/ of the crate dicom-dictionary-std (tags.rs, uids.rs)
HIGHDICOM_STANDARD  highdicom/_standard of the Python package highdicom
TERMS               text file, one word or term a line: the printable strings
                    of the .rodata section of dicom3tools' dciodvfy (objcopy, then `strings -n 2`)
OUT                 folder for the tables

Run by hand when an edition changes. The tables are checked in; make_tables.py
turns them into Rust.
"""
import json
import pathlib
import re
import sys


def attributes(tags_rs, out):
    """PS3.6: tag, VR, VM, keyword, retired."""
    docs = {}
    for keyword, group, element, vm, kind in re.findall(
        r"/// (\w+) \(([0-9A-Fa-fx]{4}),([0-9A-Fa-fx]{4})\) .*? (\S+) ((?:DICOM|DICONDE|DICOS|DIC)\S*)\n", tags_rs
    ):
        docs[keyword] = (f"({group.upper()},{element.upper()})".replace("X", "x"), vm, kind)
    vrs = dict(re.findall(r'alias: "(\w+)", vr: (?:Exact\()?(\w+)\)? \}', tags_rs))
    names = {"Xs": "US/SS", "Ox": "OB/OW", "Px": "OB/OW", "Lt": "US/OW", "Up": "UL"}
    rows = []
    for keyword, (tag, vm, kind) in docs.items():
        if keyword not in vrs:
            continue
        vr = names.get(vrs[keyword], vrs[keyword])
        scope = "industry" if "DICONDE" in kind or "DICOS" in kind else "medical"
        rows.append((tag, vr, vm, keyword, "retired" if "retired" in kind else "", scope))
    rows.sort()
    head = "# DICOM PS3.6 data elements, from the crate dicom-dictionary-std 0.10.1 (MIT OR Apache-2.0). Facts only.\n"
    write(out / "ps36_attributes.tsv", head + "tag\tvr\tvm\tkeyword\tretired\tscope\n", rows)
    return {row[3]: row[0] for row in rows}


def uids(uids_rs, out):
    """PS3.6 Annex A: UID, kind, name."""
    rows = sorted(set(re.findall(r'E::new\("([0-9.]+)", "([^"]*)", "[^"]*", (\w+),', uids_rs)))
    rows = [(uid, kind, name) for uid, name, kind in rows]
    head = "# DICOM PS3.6 Annex A registry UIDs, from the crate dicom-dictionary-std 0.10.1 (MIT OR Apache-2.0). Facts only.\n"
    write(out / "ps36_uids.tsv", head + "uid\tkind\tname\n", rows)


def types(standard, tags, out):
    """PS3.3: types of attributes by module, modules by SOP class, and nested."""
    modules = json.loads((standard / "module_attribute_map.json").read_text())
    iods = json.loads((standard / "iod_module_map.json").read_text())
    classes = json.loads((standard / "sop_class_iod_map.json").read_text())
    head = "# DICOM PS3.3 attribute types (1, 1C, 2, 2C; all others are 3), from highdicom 0.28.2 _standard (MIT), itself from innolitics/dicom-standard. Facts only.\n"
    top, nested = [], {}
    for module, rows in modules.items():
        for row in rows:
            tag, kind = tags.get(row["keyword"]), row["type"].strip()
            if tag is None or "x" in tag:
                continue
            if not row["path"]:
                if kind[:1] in "12":
                    top.append((module, tag, kind))
                continue
            parent = tags.get(row["path"][-1])
            if parent is None or "x" in parent:
                continue
            rank = {"1": 0, "1C": 1, "2": 2, "2C": 3}.get(kind, 4)
            key = (parent, tag)
            nested[key] = min(nested.get(key, 4), rank)
    write(out / "ps33_modules.tsv", head + "module\ttag\ttype\n", sorted(set(top)))
    names = ["1", "1C", "2", "2C"]
    rows = sorted((parent, tag, names[rank]) for (parent, tag), rank in nested.items() if rank < 4)
    write(out / "ps33_nested.tsv", head + "parent\ttag\ttype\n", rows)
    rows = sorted(
        (uid, " ".join(sorted({m["key"] for m in iods[iod]}))) for uid, iod in classes.items() if iod in iods
    )
    write(out / "ps33_classes.tsv", head + "sop_class\tmodules\n", rows)


def terms(lines, standard, out):
    """Defined terms of PS3.3: values of CS attributes."""
    found = {line for line in lines if re.fullmatch(r"[A-Z0-9][A-Z0-9_ ]{0,14}[A-Z0-9]", line)}
    found |= set(json.loads((standard / "anatomic_regions.json").read_text()))
    found = {term.strip() for term in found if re.search("[A-Z]{2}", term)}
    head = "# Defined terms and enumerated values of PS3.3 code strings, from the strings of dicom3tools' dciodvfy (BSD-style licence, edition of Debian's package) and highdicom 0.28.2 anatomic regions. Words only.\n"
    write(out / "ps33_terms.tsv", head + "term\n", sorted((term,) for term in found))


def write(path, head, rows):
    path.write_text(head + "".join("\t".join(row) + "\n" for row in rows))
    print(path.name, len(rows))


def main():
    source, standard, lines, out = (pathlib.Path(argument) for argument in sys.argv[1:5])
    tags = attributes((source / "tags.rs").read_text(), out)
    uids((source / "uids.rs").read_text(), out)
    types(standard, tags, out)
    terms(lines.read_text(errors="replace").splitlines(), standard, out)


main()
