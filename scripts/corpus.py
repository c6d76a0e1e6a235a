"""Public DICOM files through the command, judged by readers that are not ours.

    build/venv/bin/python scripts/corpus.py [--command target/release/safelight]
        [--folder DIR ...] [--keep DIR] [--list]

Takes every file of the pydicom wheel and of pydicom-data (or of the folders
given), runs `safelight deidentify` on each file alone and once on all of them,
and checks:

  * no run ends in a panic or in "could not run";
  * every file is in the zip or listed with its reason;
  * at least 95 % of what pydicom can read comes out;
  * pydicom reads every output, value by value;
  * the bytes of the pixel elements are those of the source;
  * no Study, Series or SOP Instance UID of the source is in the output;
  * dciodvfy (dicom3tools) has no error line that the source did not have, for
    at least 90 % of the files;
  * in the one run of all files, one UID becomes one and the same everywhere.

Prints a table and exits non-zero if a bar is missed. Installs nothing.
"""

import argparse
import collections
import concurrent.futures
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

import pydicom
from pydicom.errors import InvalidDicomError

warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)

SEED = "5a" * 32
PIXELS = (0x7FE00008, 0x7FE00009, 0x7FE00010)
OWN_UIDS = ("StudyInstanceUID", "SeriesInstanceUID", "SOPInstanceUID")
DIRECTORY = "1.2.840.10008.1.3.10"
DEFLATED = "1.2.840.10008.1.2.1.99"
# UIDs that the standard itself gives to instances (PS3.6 Table A-1), such as its
# color palettes, name nobody and stay.
REGISTRY = "1.2.840.10008."
LEAST_OUT = 0.95
LEAST_WITHOUT_NEW_ERRORS = 0.90


def bundled_folders():
    """Where pydicom and pydicom-data keep their files."""
    folders = [pathlib.Path(pydicom.__file__).parent / "data"]
    try:
        import data_store
    except ImportError:
        sys.exit("pydicom-data is not installed")
    folders.append(pathlib.Path(data_store.__file__).parent / "data")
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


class Source:
    """One file of the corpus, as pydicom sees it."""

    def __init__(self, path):
        self.path = path
        self.what = "no DICOM"
        self.pixels = {}
        self.uids = set()
        self.deflated = False
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


def run_command(command, inputs, folder, jobs):
    out, result, table = folder / "out.zip", folder / "result.json", folder / "map.json"
    arguments = [
        command, "deidentify", *map(str, inputs), "--out", out, "--json", result, "--map", table,
        "--burned-in", "no", "--at-risk", "include", "--seed", SEED, "--jobs", str(jobs),
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
    lines = [line for line in text.splitlines() if line.startswith("Error")]
    return {re.sub(r"= <.*>|0x[0-9a-f]+ dec", "", line).strip() for line in lines}


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
    if source.pixels and raw_pixels(data_set) != source.pixels:
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
                    outcome.new_errors = error_lines(path) - error_lines(readable(source, folder))
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
    return pathlib.Path(shown) == path or str(path).endswith(os.sep + shown.lstrip("./"))


def together(sources, command):
    """All files in one run."""
    faults, placed = [], collections.Counter()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        fault, told, out = run_command(command, [source.path for source in sources], folder, 2)
        if fault:
            return [fault], placed
        by_input = {source.path: Outcome(source) for source in sources}
        with zipfile.ZipFile(out) as zipped:
            for path, outcome in by_input.items():
                place_outcome(outcome, told)
                placed["out" if outcome.entry else outcome.reason or "lost"] += 1
                if outcome.entry and is_dicom(zipped, outcome.entry):
                    judge_entry(outcome, zipped, folder)
                    outcome.faults += wrong_uids(outcome, zipped, told["uids"])
                faults += [f"{path.name}: {fault}" for fault in outcome.faults]
    return faults, placed


def wrong_uids(outcome, zipped, table):
    """One UID becomes one and the same in every file."""
    before = pydicom.dcmread(outcome.source.path, force=True, stop_before_pixels=True)
    with zipped.open(outcome.entry) as entry:
        after = pydicom.dcmread(entry, stop_before_pixels=True)
    for name in OWN_UIDS:
        old, new = str(before.get(name) or ""), str(after.get(name) or "")
        if old and not old.startswith(REGISTRY) and table.get(old) != new:
            yield f"{name} is not the one of the table"


def share(part, whole):
    return part / whole if whole else 1.0


def report(sources, outcomes, faults_together, placed, has_dciodvfy, show_all):
    kinds = collections.Counter(source.what for source in sources)
    readable = [one for one in outcomes if one.source.what in ("instance", "no instance", "directory")]
    instances = [one for one in outcomes if one.source.what == "instance"]
    out = [one for one in readable if one.entry]
    instances_out = [one for one in instances if one.entry]
    checked = [one for one in out if one.new_errors is not None]
    without_new = [one for one in checked if not one.new_errors]
    faults = [f"{one.source.path.name}: {fault}" for one in outcomes for fault in one.faults]

    print("files in the corpus         ", len(sources), dict(kinds))
    print("pydicom reads               ", len(readable))
    print("  of these out              ", len(out), f"{share(len(out), len(readable)):.1%}")
    print("  instances out             ", len(instances_out), "of", len(instances),
          f"{share(len(instances_out), len(instances)):.1%}")  # fmt: skip
    print("pixel elements compared     ", sum(1 for one in out if one.source.pixels))
    print("without new dciodvfy errors ", len(without_new), "of", len(checked),
          f"{share(len(without_new), len(checked)):.1%}")  # fmt: skip
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
        f"at least {LEAST_WITHOUT_NEW_ERRORS:.0%} without a new dciodvfy error line":
            not has_dciodvfy or share(len(without_new), len(checked)) >= LEAST_WITHOUT_NEW_ERRORS,
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
    parser.add_argument("--list", action="store_true", help="all new dciodvfy lines")
    chosen = parser.parse_args()
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
