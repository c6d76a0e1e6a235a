"""The elements of written instances as the check, pydicom and dcmtk read them.

usage: two_readers.py [--command safelight] PACKAGE.zip...
       two_readers.py [--command safelight] --inputs FOLDER

Every instance of the packages is read by `safelight elements` (the check's own
parser), by pydicom and by dcm2xml: level, tag, VR and length of each element in
front of the pixels must be the same in the same order. With --inputs the files of
the folder are cleaned first, so that hostile ones (those of a fuzzing run) are
compared by what came of them. Prints counts; ends with 1 on any difference.
"""

import argparse
import collections
import logging
import pathlib
import subprocess
import sys
import tempfile
import warnings
import xml.etree.ElementTree
import zipfile

import pydicom

warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)

PIXELS = range(0x7FE00008, 0x7FE00011)
GROUP = 400
IMPLICIT = "1.2.840.10008.1.2"


def by_check(command, paths):
    """Path to lines, or to the refusal."""
    told = {}
    for start in range(0, len(paths), GROUP):
        some = [str(path) for path in paths[start : start + GROUP]]
        done = subprocess.run([command, "elements", *some], capture_output=True, text=True, check=False)
        if done.returncode not in (0, 1):
            sys.exit(f"two_readers: {done.stderr.strip()}")
        for line in done.stdout.splitlines():
            if line.startswith("# "):
                lines = told[line[2:]] = []
            else:
                lines.append(line)
    return told


def line_of(depth, tag, vr, length):
    return f"{depth} ({tag >> 16:04X},{tag & 0xFFFF:04X}) {vr} {length}"


def raw(data_set, depth=0):
    """The elements as pydicom found them, before it makes values of them."""
    for tag in list(data_set._dict):
        if depth == 0 and int(tag) in PIXELS:
            return
        found = data_set._dict[tag]
        length = getattr(found, "length", None)
        vr = found.VR
        element = data_set[tag] if vr in ("SQ", None, "UN") or length is None else None
        if element is not None and element.VR == "SQ":
            yield line_of(depth, int(tag), "SQ", 0)
            for item in element.value:
                yield from raw(item, depth + 1)
        else:
            yield line_of(depth, int(tag), vr or element.VR, length)


def by_pydicom(path):
    data_set = pydicom.dcmread(path)
    head = [line for line in raw(data_set.file_meta) if not line.startswith("0 (0002,0000)")]
    return head + list(raw(data_set))


def from_xml(node, depth):
    for element in node:
        tag = int(element.get("tag", "0,0").replace(",", ""), 16)
        if element.tag == "sequence":
            if tag in PIXELS:
                return
            yield line_of(depth, tag, "SQ", 0)
            for item in element:
                yield from from_xml(item, depth + 1)
        elif element.tag == "element":
            if depth == 0 and tag in PIXELS:
                return
            yield line_of(depth, tag, element.get("vr"), int(element.get("len")))


def by_dcmtk(path):
    done = subprocess.run(["dcm2xml", "--charset-assume", "latin-1", str(path)], capture_output=True, check=False)
    if done.returncode != 0:
        # One more try without a look at letters: what is compared is not text.
        done = subprocess.run(["dcm2xml", "--no-charset", str(path)], capture_output=True, check=False)
    text = done.stdout.decode("latin-1")
    root = xml.etree.ElementTree.fromstring(text.split("?>", 1)[1])
    lines = []
    for part in root:
        if part.tag == "meta-header":
            lines += [line for line in from_xml(part, 0) if not line.startswith("0 (0002,0000)")]
        elif part.tag == "data-set":
            lines += from_xml(part, 0)
    return lines


def without_vr(line):
    depth, tag, _vr, length = line.split()
    return f"{depth} {tag} {length}"


def first_difference(ours, theirs, with_vr):
    shape = str if with_vr else without_vr
    for one, other in zip(ours, theirs, strict=False):
        # pydicom keeps no length of what it has read already.
        unsaid = other.endswith(" None")
        same = shape(one).rsplit(" ", 1)[0] == shape(other).rsplit(" ", 1)[0] if unsaid else shape(one) == shape(other)
        if not same:
            return f"{one} is {other}"
    return None if len(ours) == len(theirs) else f"{len(ours)} elements are {len(theirs)}"


def compare(command, paths):
    counts, faults = collections.Counter(), []
    told = by_check(command, paths)
    for path in paths:
        ours = told[str(path)]
        if any(line.startswith("refused") for line in ours):
            faults.append(f"{path.name}: the check {ours[-1]}")
            continue
        ours = [line for line in ours if not line.startswith("0 (0002,0000)")]
        counts["instances"] += 1
        counts["elements"] += len(ours)
        syntax = str(pydicom.dcmread(path, stop_before_pixels=True).file_meta.TransferSyntaxUID)
        for name, reader in (("pydicom", by_pydicom), ("dcmtk", by_dcmtk)):
            try:
                theirs = reader(path)
            except Exception as error:
                faults.append(f"{path.name}: {name} does not read it: {type(error).__name__}")
                continue
            # In implicit VR the letters come from the dictionary of each.
            difference = first_difference(ours, theirs, syntax != IMPLICIT)
            if difference:
                faults.append(f"{path.name}: {name}: {difference}")
            else:
                counts[name] += 1
    return counts, faults


def cleaned(command, inputs, folder):
    """Packages of the files, each file by itself a run would be slow: by hundreds."""
    paths = sorted(path for path in pathlib.Path(inputs).rglob("*") if path.is_file())
    for number, start in enumerate(range(0, len(paths), GROUP)):
        out = folder / f"{number}.zip"
        done = subprocess.run(
            [command, "deidentify", *map(str, paths[start : start + GROUP]), "--out", str(out), "--burned-in", "no", "--at-risk", "include"],
            capture_output=True, text=True, check=False,
        )
        if done.returncode not in (0, 1):
            print(f"group {number}: {done.stderr.strip().splitlines()[-1:]}")
        if out.exists():
            yield out


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--command", default="target/release/safelight")
    parser.add_argument("--inputs", default=None)
    parser.add_argument("packages", nargs="*")
    options = parser.parse_args()
    command = str(pathlib.Path(options.command).resolve())
    total, faults = collections.Counter(), []
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        packages = cleaned(command, options.inputs, folder) if options.inputs else options.packages
        for number, package in enumerate(packages):
            here = folder / f"unpacked-{number}"
            with zipfile.ZipFile(package) as zipped:
                entries = [entry for entry in zipped.namelist() if entry.startswith("DICOM/")]
                zipped.extractall(here, entries)
            counts, found = compare(command, [here / entry for entry in entries])
            total += counts
            faults += found
    for fault in faults[:40]:
        print("  ", fault)
    print(
        f"two readers: {total['instances']} instances, {total['elements']} elements; "
        f"pydicom agrees on {total['pydicom']}, dcmtk on {total['dcmtk']}; {len(faults)} differences"
    )
    return 1 if faults or total["instances"] == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
