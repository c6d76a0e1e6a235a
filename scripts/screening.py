"""Text in made-up pictures found, boxed and hidden by the command, and judged.

    build/venv/bin/python scripts/screening.py [--command target/release/safelight]
        [--models build/ocr] [--people 10] [--pictures 23] [--reader PYTHON] [--list]

Makes 360 frames of made-up people (scripts/made_frames.py); for each person runs
`safelight boxes` and `safelight deidentify --boxes`, and checks:

  * of the planted lines that identify somebody, or of which nothing is known, 98 %
    are covered by boxes, each over 90 % of its ink;
  * of the planted words that may stay, 95 % stay: no box covers a tenth of their ink;
  * with --reader, a Python that has rapidocr: no planted value of the header is
    readable in the result. Without it the target says that it was not read again.

Prints a table and exits non-zero if a bar is missed. Installs nothing.
"""

import argparse
import collections
import json
import logging
import pathlib
import subprocess
import sys
import tempfile
import time
import warnings
import zipfile

import numpy
import pydicom

import made_frames

warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)

RECALL, KEPT, COVERED, TOUCHED = 0.98, 0.95, 0.9, 0.1
ROOT = pathlib.Path(__file__).resolve().parent.parent
SEED = "5c" * 32
READER = pathlib.Path(__file__).with_name("read_again.py")


class Row:
    """What was seen of one kind of pictures."""

    def __init__(self):
        self.planted = self.covered = self.allowed = self.kept = 0

    def add(self, mark, share):
        if mark.goes:
            self.planted += 1
            self.covered += share >= COVERED
        else:
            self.allowed += 1
            self.kept += share <= TOUCHED

    def shown(self):
        def part(some, of):
            return f"{some:5} of {of:5} {some / of:6.3f}" if of else f"{'':>21}"
        return f"{part(self.covered, self.planted)}   {part(self.kept, self.allowed)}"


def boxes_on(file, decisions, frame):
    """Boxes of the written file on one frame, from 1."""
    data_set = pydicom.dcmread(file.path, stop_before_pixels=True)
    series, instance = str(data_set.SeriesInstanceUID), str(data_set.SOPInstanceUID)
    for box in decisions["boxes"]:
        if box.get("series", series) != series or box.get("instance", instance) != instance:
            continue
        if not box.get("frames") or frame in box["frames"]:
            yield box["left"], box["top"], box["left"] + box["width"], box["top"] + box["height"]


def share_of(mark, boxes):
    """How much of the ink's rectangle is under boxes."""
    left, top, right, bottom = mark.box
    covered = numpy.zeros((bottom - top, right - left), dtype=bool)
    for box in boxes:
        rows = slice(max(box[1] - top, 0), max(box[3] - top, 0))
        columns = slice(max(box[0] - left, 0), max(box[2] - left, 0))
        covered[rows, columns] = True
    return covered.mean()


def run(command, *arguments):
    done = subprocess.run([command, *map(str, arguments)], capture_output=True, text=True, timeout=3600)
    if "panicked" in done.stderr or done.returncode not in (0, 1):
        sys.exit(f"exit code {done.returncode}: {done.stderr.strip()[-300:]}")
    return done.stdout


def hidden(command, folder, work):
    """The boxes, and the files of the package by the name of their source."""
    boxes, table = work / "boxes.json", work / "map.json"
    said = run(command, "deidentify", folder, "--out", work / "out.zip", "--boxes", boxes, "--map", table,
               "--at-risk", "include", "--seed", SEED)  # fmt: skip
    out = {}
    with zipfile.ZipFile(work / "out.zip") as package:
        for one in json.loads(table.read_text())["files"]:
            if one.get("entry"):
                path = work / f"out-{pathlib.Path(one['input']).name}"
                path.write_bytes(package.read(one["entry"]))
                out[pathlib.Path(one["input"]).name] = path
    return out, said


def judge(files, decisions, rows, faults):
    for file in files:
        for frame in range(1, file.frames + 1):
            boxes = list(boxes_on(file, decisions, frame))
            for mark in file.marks:
                share = share_of(mark, boxes)
                for kind, value in [("all", "")] + sorted(mark.tags.items()):
                    rows[kind, value].add(mark, share)
                if mark.goes and share < COVERED or not mark.goes and share > TOUCHED:
                    tags = ", ".join(f"{value}" for value in mark.tags.values())
                    word = "open" if mark.goes else "lost"
                    faults.append(f"{word} {share:4.2f} {mark.text!r} {file.path.parent.name}/{file.path.name} "
                                  f"frame {frame}: {tags}")


def folded(text):
    return "".join(letter for letter in text.lower() if letter.isalnum())


def read_again(reader, out, files):
    """Planted values of the header that another reader sees in the result."""
    paths = [str(path) for path in out.values()]
    done = subprocess.run([reader, str(READER)], input="\n".join(paths), capture_output=True, text=True, timeout=7200)
    if done.returncode:
        sys.exit(f"the other reader: {done.stderr.strip()[-300:]}")
    texts = json.loads(done.stdout)
    seen = []
    for file in files:
        path = out.get(file.path.name)
        for frame, text in enumerate(texts.get(str(path), [])):
            for known in {value for mark in file.marks for value in mark.known}:
                if folded(known) in folded(text):
                    seen.append(f"readable: {known!r} in {file.path.parent.name}/{file.path.name}, frame {frame + 1}")
    return seen, sum(len(text) for text in texts.values())


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--command", default="target/release/safelight")
    parser.add_argument("--models", default="build/ocr")
    parser.add_argument("--people", type=int, default=10)
    parser.add_argument("--pictures", type=int, default=23, help="single pictures of each person")
    parser.add_argument("--reader", help="a Python that has rapidocr, pydicom and its plugins")
    parser.add_argument("--list", action="store_true", help="every fault, not the first twenty")
    options = parser.parse_args()

    rows, faults, readable = collections.defaultdict(Row), [], []
    frames = seconds = read = withheld = 0
    with tempfile.TemporaryDirectory(prefix="screening-") as name:
        made = made_frames.make(pathlib.Path(name) / "in", ROOT, options.people, options.pictures)
        for folder, files in made.items():
            work = pathlib.Path(name) / f"work-{folder.name}"
            work.mkdir()
            started = time.monotonic()
            said = run(options.command, "boxes", folder, "--ocr", options.models, "--out", work / "boxes.json")
            seconds += time.monotonic() - started
            frames += sum(file.frames for file in files)
            if "not looked at" in said:
                faults.append(said)
            decisions = json.loads((work / "boxes.json").read_text())
            judge(files, decisions, rows, faults)
            out, _ = hidden(options.command, folder, work)
            withheld += len(files) - len(out)
            if options.reader:
                seen, count = read_again(options.reader, out, files)
                readable += seen
                read += count

    print(f"{'':<30}{'identifying or unknown':>24}   {'may stay':>20}")
    for (kind, value), row in sorted(rows.items(), key=lambda one: (one[0][0], str(one[0][1]).zfill(4))):
        print(f"{kind + ' ' + str(value):<30} {row.shown()}")
    for fault in faults + readable if options.list else (faults + readable)[:20]:
        print(f"  {fault}")
    every = rows["all", ""]
    again = f"{len(readable)} values readable in {read} frames read again" if options.reader else "not read again"
    print(f"{frames} frames, {1000 * seconds / max(frames, 1):.0f} ms a frame; {withheld} files withheld; {again}")
    failed = int(every.covered < RECALL * every.planted or every.kept < KEPT * every.allowed or bool(readable)
                 or withheld > 0 or every.planted == 0 or every.allowed == 0)
    print(f"screening: {1 - failed} passed, {failed} failed")
    sys.exit(failed)


if __name__ == "__main__":
    main()
