#!/usr/bin/env python3
"""Writes the tables of the DICOM room from the facts in standard/.

usage: make_tables.py STANDARD OUT      (make_tables.py standard src/dicom/facts_of_standard)

Each table is data in the order of the standard, one row a line, with its
source in the head. tests/standard.rs compares the tables with the facts again.
"""
import pathlib
import re
import sys

COLUMNS = 10
HEAD = "//! {what}\n//!\n{source}//!\n//! Written by `scripts/make_tables.py` from `standard/`; do not edit.\n\n"


def rows(path):
    """Cells of a table; the first line is the source, the second the names."""
    lines = path.read_text().splitlines()
    lines = lines if lines[0].startswith("#") else ["", *lines]
    names = lines[1].split("\t")
    return lines[0].lstrip("# "), [dict(zip(names, line.split("\t") + [""] * len(names))) for line in lines[2:] if line]


def code(tag):
    """(gggg,eeee) as 0xGGGG_EEEE."""
    return "0x{}_{}".format(*re.fullmatch(r"\(([0-9A-F]{4}),([0-9A-F]{4})\)", tag.upper()).groups())


def head(what, source):
    lines, line = [], "//! Source:"
    for word in source.split():
        if len(line) + len(word) > 76:
            lines.append(line)
            line = "//!"
        line += " " + word
    return HEAD.format(what=what, source="\n".join([*lines, line]) + "\n")


def text(value):
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def profile_table(standard):
    source, table = rows(standard / "ps315_e1_1.tsv")
    names = list(table[0])[3 : 3 + COLUMNS]
    codes = {"X": "X", "Z": "Z", "D": "D", "U": "U", "X/Z": "XZ", "X/D": "XD", "Z/D": "ZD", "X/Z/D": "XZD", "X/Z/U*": "XZU"}
    one, masked = [], []
    for row in table:
        options = "".join(row[name] or "." for name in names)
        cells = f'{text(row["keyword"])}, {codes[row["basic"]]}, "{options}"'
        tag = row["tag"]
        if tag.startswith("(gggg"):
            masked.append(f"    row(0x0001_0000, 0x0001_0000, {cells}),")
        elif tag == "(50xx,xxxx)":
            masked.append(f"    row(0x5000_0000, 0xFF00_0000, {cells}),")
        elif "xx" in tag:
            masked.append(f"    row({code(tag.replace('xx', '00'))}, 0xFF00_FFFF, {cells}),")
        else:
            one.append((code(tag), f"    row({code(tag)}, ONE, {cells}),"))
    one.sort()
    body = head("PS3.15 Table E.1-1, the confidentiality profile.", source)
    body += "use super::kinds::{Code, Method, Row, row};\n#[allow(clippy::enum_glob_use, reason = \"one letter a cell, as in the standard\")]\nuse Code::*;\n\n"
    body += "/// The whole tag has to match.\nconst ONE: u32 = 0xFFFF_FFFF;\n\n"
    body += f"/// The {len(one)} rows that name one tag, ascending.\n#[rustfmt::skip]\npub static ROWS: &[Row] = &[\n" + "\n".join(line for _, line in one) + "\n];\n\n"
    body += f"/// The {len(masked)} rows that name a group of tags.\n#[rustfmt::skip]\npub static GROUP_ROWS: &[Row] = &[\n" + "\n".join(masked) + "\n];\n"
    source, methods = rows(standard / "ps315_cid7050.tsv")
    body += f"\n/// CID 7050, De-identification Method. {source}\n#[rustfmt::skip]\npub static METHODS: &[Method] = &[\n"
    body += "".join(f'    Method {{ code: {text(row["code"])}, meaning: {text(row["meaning"])} }},\n' for row in methods) + "];\n"
    return body


def attribute_table(standard):
    source, table = rows(standard / "ps36_attributes.tsv")
    lines = []
    for row in sorted(table, key=lambda row: row["tag"]):
        vrs = row["vr"].split("/")
        second = f"Some({vrs[1]})" if len(vrs) > 1 else "None"
        low, _, high = row["vm"].partition("-")
        # "1-n or 1" and "2-2n" count as "n"
        high = high or low
        number = lambda cell: int(cell) if cell.isdigit() else 0
        lines.append(f'    attribute({code(row["tag"])}, {vrs[0]}, {second}, {number(low) or 1}, {number(high)}, {text(row["keyword"])}, {"Industry" if row["scope"] == "industry" else "Medical"}),')
    body = head("PS3.6, the data dictionary.", source)
    body += "#[allow(clippy::enum_glob_use, reason = \"two letters a cell, as in the standard\")]\nuse dicom_core::VR::*;\n\nuse super::kinds::Scope::{Industry, Medical};\nuse super::kinds::{Attribute, attribute};\n\n"
    body += f"/// The {len(lines)} attributes, ascending. A largest multiplicity of 0 is `n`.\n#[rustfmt::skip]\npub static ATTRIBUTES: &[Attribute] = &[\n" + "\n".join(lines) + "\n];\n"
    return body


def keep_table(standard):
    source, table = rows(standard / "keep.tsv")
    tags = {row["keyword"]: row["tag"] for row in rows(standard / "ps36_attributes.tsv")[1]}
    ways = {"label": "Label", "text": "Text", "technical": "Technical", "value": "CodeValue", "technical-descriptor": "TechnicalDescriptor", "code": "CodeText", "descriptor": "Descriptor", "narrative": "Narrative", "comment": "Comment", "characteristic": "Characteristic", "bulk": "Bulk", "profile": "ColorProfile"}
    lines = sorted(f'    keep({code(tags[row["keyword"]])}, {ways[row["how"]]}, {text(row["why"])}),' for row in table)
    body = head("Attributes with text or opaque bytes that stay, and why.", source)
    body += "#[allow(clippy::enum_glob_use, reason = \"one word a cell\")]\nuse super::kinds::How::*;\nuse super::kinds::{Keep, keep};\n\n"
    body += f"/// The {len(lines)} rows, ascending.\n#[rustfmt::skip]\npub static KEEP: &[Keep] = &[\n" + "\n".join(lines) + "\n];\n"
    return body


def removed_table(standard):
    tags = {row["keyword"]: row["tag"] for row in rows(standard / "ps36_attributes.tsv")[1]}
    _, table = rows(standard / "removed.tsv")
    lines = sorted(f'    ({code(tags[row["keyword"]])}, {text(row["why"])}),' for row in table)
    body = head("Attributes with text or opaque bytes that go, though Table E.1-1 has no row for them, and why.", "`standard/removed.tsv`, written for this product.")
    return body + f"/// The {len(lines)} rows, ascending: tag and reason.\n#[rustfmt::skip]\npub static REMOVED: &[(u32, &str)] = &[\n" + "\n".join(lines) + "\n];\n"


def letter_table(standard):
    _, table = rows(standard / "safe_harbor_map.tsv")
    seen = {}
    for row in table:
        if row["kind"] == "dicom" and re.fullmatch(r"\([0-9A-F]{4},[0-9A-F]{4}\)", row["selector"]):
            seen.setdefault(row["selector"], row)
    ways = {"P": "Pseudonym", "X": "Remove", "Z": "Empty", "K": "Keep", "C": "Clean", "U": "Uid", "A90": "CapAge", "Y": "Year", "Y or X": "Year", "Z or X": "Rebase", "REBASE or X": "Rebase", "P or Z": "Pseudonym", "K/set": "Keep"}
    lines = [f'    letter({code(tag)}, {row["letter"]}, {ways[row["action"]]}),' for tag, row in sorted(seen.items())]
    body = head("Which letter of 45 CFR 164.514(b)(2)(i) an attribute belongs to, and what Safe Harbor asks.", "`standard/safe_harbor_map.tsv`, written for this product; the rule itself is law and in the public domain.")
    body += "use super::kinds::{MapRow, letter};\n#[allow(clippy::enum_glob_use, reason = \"one word a cell\")]\nuse super::kinds::MapAction::*;\n#[allow(clippy::enum_glob_use, reason = \"one letter a cell\")]\nuse crate::safe_harbor::Letter::*;\n\n"
    body += f"/// The {len(lines)} rows, ascending.\n#[rustfmt::skip]\npub static LETTERS: &[MapRow] = &[\n" + "\n".join(lines) + "\n];\n"
    return body


def type_tables(standard):
    source, modules = rows(standard / "ps33_modules.tsv")
    _, classes = rows(standard / "ps33_classes.tsv")
    _, nested = rows(standard / "ps33_nested.tsv")
    kinds = {"1": "One", "1C": "OneC", "2": "Two", "2C": "TwoC"}
    by_module = {}
    for row in modules:
        by_module.setdefault(row["module"], []).append((code(row["tag"]), kinds[row["type"]]))
    order = {module: place for place, module in enumerate(sorted(by_module))}
    body = head("Types of attributes in the information objects of PS3.3.", source)
    body += "use super::kinds::Type::{self, One, OneC, Two, TwoC};\n\n"
    body += f"/// The {len(order)} modules that have such attributes at the top level, by name: tag and type.\n#[rustfmt::skip]\npub static MODULES: &[&[(u32, Type)]] = &[\n"
    for module in sorted(by_module):
        cells = ", ".join(f"({tag}, {kind})" for tag, kind in sorted(by_module[module]))
        body += f"    /* {module} */ &[{cells}],\n"
    body += f"];\n\n/// The {len(classes)} SOP classes, ascending as text: places in [`MODULES`].\n#[rustfmt::skip]\npub static CLASSES: &[(&str, &[u16])] = &[\n"
    for row in sorted(classes, key=lambda row: row["sop_class"]):
        places = sorted(order[module] for module in row["modules"].split() if module in order)
        body += f'    ({text(row["sop_class"])}, &{places}),\n'
    body += f"];\n\n/// The {len(nested)} attributes of sequence items: sequence, tag, strictest type.\n#[rustfmt::skip]\npub static NESTED: &[(u32, u32, Type)] = &[\n"
    for parent, tag, kind in sorted((code(row["parent"]), code(row["tag"]), kinds[row["type"]]) for row in nested):
        body += f"    ({parent}, {tag}, {kind}),\n"
    return body + "];\n"


def vocabulary(standard):
    source, table = rows(standard / "ps33_terms.tsv")
    lines = (standard / "terms_by_hand.txt").read_text().splitlines()
    hand = {word for line in lines if not line.startswith("#") for word in line.split()}
    terms = {row["term"] for row in table} | hand
    words = set(hand)
    for term in terms:
        words |= set(re.findall("[A-Z]{2,}", term))
    for row in rows(standard / "ps36_attributes.tsv")[1]:
        words |= {word.upper() for word in re.findall("[A-Z][a-z]+|[A-Z]{2,}(?![a-z])", row["keyword"]) if len(word) > 1}
    body = head("Words and terms that a code string may hold.", f"{source} Words of attribute keywords, PS3.6. Terms written by hand: `standard/terms_by_hand.txt`.")
    for name, what, values in (("TERMS", "whole values", terms), ("WORDS", "words of values", words)):
        body += f"/// {len(values)} {what}, ascending.\n#[rustfmt::skip]\npub static {name}: &[&str] = &[\n" + wrapped([text(v) for v in sorted(values)]) + "];\n\n"
    return body.rstrip("\n") + "\n"


def wrapped(cells):
    out, line = "", "   "
    for cell in cells:
        if len(line) + len(cell) > 110:
            out, line = out + line + "\n", "   "
        line += f" {cell},"
    return out + line + "\n"


def registry(standard):
    source, table = rows(standard / "ps36_uids.tsv")
    body = head("UIDs of the registry, PS3.6 Annex A: these are no identifiers and stay.", source)
    kinds = {"SopClass": "SopClass", "MetaSopClass": "SopClass", "TransferSyntax": "TransferSyntax"}
    body += "use super::kinds::UidKind::{self, Other, SopClass, TransferSyntax};\n\n"
    body += f"/// The {len(table)} UIDs, ascending as text.\n#[rustfmt::skip]\npub static UIDS: &[(&str, UidKind)] = &[\n"
    seen = {row["uid"]: kinds.get(row["kind"], "Other") for row in table}
    return body + "".join(f"    ({text(uid)}, {kind}),\n" for uid, kind in sorted(seen.items())) + "];\n"


def content(standard):
    source, table = rows(standard / "ps315_e3_4_1_content_items.tsv")
    codes = {"X": "X", "D": "D", "X/D": "XD"}
    lines = []
    for row in table:
        options = "".join(row[name] or "." for name in ("retain_uids", "retain_device_identity", "retain_institution_identity", "retain_patient_characteristics", "retain_longitudinal_full_dates", "retain_longitudinal_modified_dates", "clean_descriptors"))
        lines.append(f'    item({text(row["scheme"])}, {text(row["code"])}, {text(row["value_type"])}, {codes[row["basic"]]}, "{options}"),')
    body = head("PS3.15 Table E.3.4-1, content items of structured reports.", source)
    body += "use super::kinds::Code::{D, X, XD};\nuse super::kinds::{ContentRow, item};\n\n"
    return body + f"/// The {len(lines)} rows, ascending as text: scheme, code, value type.\n#[rustfmt::skip]\npub static ITEMS: &[ContentRow] = &[\n" + "\n".join(sorted(lines)) + "\n];\n"


def pairs(standard):
    source, table = rows(standard / "ps36_attributes.tsv")
    dates = {row["keyword"]: row["tag"] for row in table if row["vr"] == "DA"}
    lines = []
    for row in table:
        stem = row["keyword"].replace("TimeOf", "DateOf") if "TimeOf" in row["keyword"] else row["keyword"].removesuffix("Time") + "Date"
        if row["vr"] == "TM" and stem in dates:
            lines.append(f'    ({code(row["tag"])}, {code(dates[stem])}), // {row["keyword"]}')
    body = head("Times and the dates that belong to them, by their keywords.", source)
    return body + f"/// {len(lines)} pairs of time and date, ascending.\n#[rustfmt::skip]\npub static PAIRS: &[(u32, u32)] = &[\n" + "\n".join(sorted(lines)) + "\n];\n"


# Rows of the knowledge base that are not taken over: what names a site, an
# owner or one device, free remarks, and text that holds a date; creators that
# themselves name a site.
NAMES_SOMEBODY = re.compile(r"\b(site|institution|owner|station|serial|remarks|project name|trial name)\b|identification label|comment|unif date", re.I)
SITES = ("CTP", "UCSF")
CLEANABLE = "AS AT CS DA DS DT FD FL IS LO LT SH SL SQ SS ST SV TM UC UI UL US UT UV".split()


def private_table(standard):
    _, listed = rows(standard / "ps315_safe_private.tsv")
    _, more = rows(standard / "tcia_private_kb.tsv")
    found = {}
    for row in listed:
        if row["VR"]:
            place = (row["group"].upper(), row["private_creator"], row["element"][2:].upper())
            found[place] = (row["VR"].split("/"), "Standard", "Value")
    for row in more:
        place = (row["group"].upper(), row["private_creator"], row["element"][2:].upper())
        if place in found or row["VR"] not in CLEANABLE or row["private_creator"].startswith(SITES) or NAMES_SOMEBODY.search(row["meaning"]):
            continue
        is_uid = row["action"] == "uid" and row["VR"] in ("UI", "LO")
        found[place] = ([row["VR"]], "KnowledgeBase", "Uid" if is_uid else "Value")
    lines = []
    for (group, creator, element), (vrs, origin, holds) in sorted(found.items()):
        second = f"Some(VR::{vrs[1]})" if len(vrs) > 1 else "None"
        lines.append(f"    safe(0x{group}, {text(creator)}, 0x{element}, VR::{vrs[0]}, {second}, {origin}, {holds}),")
    body = head("Private attributes that are safe to keep: PS3.15 Table E.3.10-1, and the rows of a public knowledge base that can be cleaned.", "PS3.15 2026c Table E.3.10-1 (`standard/ps315_safe_private.tsv`) and the TCIA Private Tag Knowledge Base (`standard/tcia_private_kb.tsv`); their heads name the copies.")
    body += "use dicom_core::VR;\n\nuse super::kinds::Holds::{Uid, Value};\nuse super::kinds::Origin::{KnowledgeBase, Standard};\nuse super::kinds::{SafePrivate, safe};\n\n"
    return body + f"/// The {len(lines)} rows, ascending: group, creator, low byte of the element.\n#[rustfmt::skip]\npub static SAFE: &[SafePrivate] = &[\n" + "\n".join(lines) + "\n];\n"


def main():
    standard, out = (pathlib.Path(argument) for argument in sys.argv[1:3])
    tables = {"table": profile_table, "attributes": attribute_table, "keep": keep_table, "removed": removed_table, "letters": letter_table, "iod": type_tables, "vocabulary": vocabulary, "registry": registry, "content": content, "pairs": pairs, "private": private_table}
    for name, make in tables.items():
        (out / f"{name}.rs").write_text(make(standard))


main()
