"""Rates of whole commands on the same made-up data, side by side in one run.

usage: rates.py [SLICES [NESTED]]        (SAFELIGHT: the command)

Two data sets: CT slices of 512 KiB, and header-heavy files of 20 KB whose
sequences are four deep. Every tool gets the same folder, three runs in turn,
the best counts. What the tools do is not the same: see the notes under the
tables. Ratios count, not the numbers of one machine. `physical` reads, takes
CRC-32 and SHA-256 and copies the same bytes with the standard library of
Python: the floor of what the job costs.
"""

import hashlib
import os
import pathlib
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import zlib

import numpy
import pydicom
from pydicom.uid import CTImageStorage, ExplicitVRLittleEndian

RUNS = 3
OURS = "safelight"


def header(number, root):
    one = pydicom.Dataset()
    one.file_meta = pydicom.dataset.FileMetaDataset()
    one.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    one.file_meta.MediaStorageSOPClassUID = one.SOPClassUID = CTImageStorage
    one.file_meta.MediaStorageSOPInstanceUID = one.SOPInstanceUID = f"{root}.1.{number + 1}"
    one.StudyInstanceUID, one.SeriesInstanceUID = root, f"{root}.1"
    one.FrameOfReferenceUID = f"{root}.2"
    one.PatientName, one.PatientID = "Benchfield^Tabitha", "BENCH-4471"
    one.PatientBirthDate, one.PatientSex = "19610203", "F"
    one.StudyDate, one.StudyTime = "20230506", "101112"
    one.AccessionNumber, one.StudyID, one.Modality = "ACC-77123", "S1", "CT"
    one.ReferringPhysicianName, one.InstitutionName = "Roundtree^Ives", "Bench Hospital"
    one.InstanceNumber, one.SeriesNumber = number + 1, 1
    return one


def slices(folder, count):
    random = numpy.random.default_rng(7)
    pixels = random.integers(0, 4096, (512, 512), dtype=numpy.uint16)
    for number in range(count):
        one = header(number, "2.999.5")
        one.Rows = one.Columns = 512
        one.BitsAllocated, one.BitsStored, one.HighBit = 16, 12, 11
        one.SamplesPerPixel, one.PixelRepresentation = 1, 0
        one.PhotometricInterpretation = "MONOCHROME2"
        one.PixelData = numpy.roll(pixels, number).tobytes()
        one.save_as(folder / f"{number:05}.dcm", enforce_file_format=True)


def reference(number, depth, width):
    """One item with a code, text, an institution and three like it below."""
    item = pydicom.Dataset()
    item.ReferencedSOPClassUID = CTImageStorage
    item.ReferencedSOPInstanceUID = f"2.999.7.{number}.{depth}.{width}"
    item.InstitutionName, item.StudyDescription = "Bench Hospital", "CT CHEST W CONTRAST"
    code = pydicom.Dataset()
    code.CodeValue, code.CodingSchemeDesignator = "121322", "DCM"
    code.CodeMeaning = "Source image for image processing operation"
    item.PurposeOfReferenceCodeSequence = [code]
    if depth:
        item.ReferencedSeriesSequence = [reference(number, depth - 1, one) for one in range(3)]
    return item


def nested(folder, count):
    for number in range(count):
        one = header(number, "2.999.6")
        one.SeriesDescription = "AX CHEST 5.0 B30f"
        one.ReferencedStudySequence = [reference(number, 3, one) for one in range(2)]
        one.save_as(folder / f"{number:05}.dcm", enforce_file_format=True)


def physical(folder, out):
    out.mkdir()
    for path in sorted(folder.iterdir()):
        data = path.read_bytes()
        zlib.crc32(data)
        hashlib.sha256(data)
        (out / path.name).write_bytes(data)


def command(*words):
    result = subprocess.run(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return result.returncode


def timed(job, out):
    shutil.rmtree(out, ignore_errors=True)
    out.unlink(missing_ok=True)
    started = time.perf_counter()
    job()
    return time.perf_counter() - started


def certificate(scratch):
    """gdcmanon encrypts what it removes for somebody: a key of this run."""
    made = scratch / "for_gdcmanon.pem"
    command("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj",
            "/CN=bench", "-keyout", scratch / "key.pem", "-out", made)  # fmt: skip
    return made


def tools(folder, scratch, slow):
    safelight = os.environ["SAFELIGHT"]
    beside = pathlib.Path(sys.executable).parent
    zipped, out = scratch / "out.zip", scratch / "out"
    clean = [safelight, "deidentify", folder, "--out", zipped, "--burned-in", "no"]
    yield "physical", out, lambda: physical(folder, out)
    yield OURS, zipped, lambda: command(*clean)
    yield f"{OURS} --jobs 1", zipped, lambda: command(*clean, "--jobs", "1")
    if shutil.which("gdcmanon"):
        made = certificate(scratch)
        yield "gdcmanon", out, lambda: command("gdcmanon", "-e", "-c", made, "-r", "-i", folder, "-o", out)

    def anonymizer():
        out.mkdir()
        return command(beside / "dicom-anonymizer", folder, out)

    if slow:
        yield "dicom-anonymizer", out, anonymizer


def measure(title, make, count, slow):
    with tempfile.TemporaryDirectory() as name:
        scratch = pathlib.Path(name)
        folder = scratch / "in"
        folder.mkdir()
        make(folder, count)
        megabytes = sum(path.stat().st_size for path in folder.iterdir()) / 1e6
        print(f"\n{title}: {count} files, {megabytes:.0f} MB")
        rows = list(tools(folder, scratch, slow))
        seconds = {tool: float("inf") for tool, _, _ in rows}
        for _ in range(RUNS):
            for tool, out, job in rows:
                seconds[tool] = min(seconds[tool], timed(job, out))
        ours = seconds[OURS]
        print(f"{'':20} {'s':>7} {'files/s':>9} {'MB/s':>8} {'safelight is faster by':>23}")
        for tool, taken in seconds.items():
            rate = f"{count / taken:9.0f} {megabytes / taken:8.0f}"
            print(f"{tool:20} {taken:7.2f} {rate} {taken / ours:22.2f}x")


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    headers = int(sys.argv[2]) if len(sys.argv) > 2 else 5 * count
    print(f"{platform.machine()}, {os.cpu_count()} cores")
    measure("CT slices of 512 KiB", slices, count, slow=True)
    measure("headers of 20 KB, four deep", nested, headers, slow=False)
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"\nhighest memory of any command: {memory:.0f} MB")
    print("safelight also hashes and searches every byte written, zips, and writes a certificate;")
    print("gdcmanon -e applies its basic profile; dicom-anonymizer applies Table E.1-1.")


if __name__ == "__main__":
    main()
