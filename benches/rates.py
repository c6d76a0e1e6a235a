"""Rates of whole commands on the same made-up CT slices of 512 KiB.

usage: rates.py FILES        (SAFELIGHT: the command)

Every tool gets the same folder, three runs, the best counts. What they do is
not the same: see the notes under the table. Ratios count, not the numbers of
one machine. `physical` reads, takes CRC-32 and SHA-256 and copies the same
bytes with the standard library of Python: the floor of what the job costs.
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


def slices(folder, count):
    random = numpy.random.default_rng(7)
    pixels = random.integers(0, 4096, (512, 512), dtype=numpy.uint16)
    for number in range(count):
        one = pydicom.Dataset()
        one.file_meta = pydicom.dataset.FileMetaDataset()
        one.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
        one.file_meta.MediaStorageSOPClassUID = one.SOPClassUID = CTImageStorage
        one.file_meta.MediaStorageSOPInstanceUID = one.SOPInstanceUID = f"2.999.5.1.{number + 1}"
        one.StudyInstanceUID, one.SeriesInstanceUID = "2.999.5", "2.999.5.1"
        one.FrameOfReferenceUID = "2.999.5.2"
        one.PatientName, one.PatientID = "Benchfield^Tabitha", "BENCH-4471"
        one.PatientBirthDate, one.PatientSex = "19610203", "F"
        one.StudyDate, one.StudyTime = "20230506", "101112"
        one.AccessionNumber, one.StudyID, one.Modality = "ACC-77123", "S1", "CT"
        one.ReferringPhysicianName, one.InstitutionName = "Roundtree^Ives", "Bench Hospital"
        one.InstanceNumber, one.SeriesNumber = number + 1, 1
        one.Rows = one.Columns = 512
        one.BitsAllocated, one.BitsStored, one.HighBit = 16, 12, 11
        one.SamplesPerPixel, one.PixelRepresentation = 1, 0
        one.PhotometricInterpretation = "MONOCHROME2"
        one.PixelData = numpy.roll(pixels, number).tobytes()
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


def best(job, out):
    times = []
    for _ in range(RUNS):
        shutil.rmtree(out, ignore_errors=True)
        out.unlink(missing_ok=True)
        started = time.perf_counter()
        job()
        times.append(time.perf_counter() - started)
    return min(times)


def tools(folder, scratch):
    safelight = os.environ["SAFELIGHT"]
    beside = pathlib.Path(sys.executable).parent
    zipped, out = scratch / "out.zip", scratch / "out"
    yield "physical", out, lambda: physical(folder, out)
    yield (
        "safelight",
        zipped,
        lambda: command(safelight, "deidentify", folder, "--out", zipped, "--burned-in", "no"),
    )
    yield (
        "safelight --jobs 1",
        zipped,
        lambda: command(
            safelight, "deidentify", folder, "--out", zipped, "--burned-in", "no", "--jobs", "1"
        ),
    )
    if shutil.which("gdcmanon"):
        removed = ["10,10", "10,20", "10,30", "8,20", "8,30", "8,50", "8,80", "8,90", "20,10"]
        flags = [word for tag in removed for word in ("--empty", tag)]
        yield (
            "gdcmanon --dumb",
            out,
            lambda: command("gdcmanon", "--dumb", *flags, "-r", "-i", folder, "-o", out),
        )

    def anonymizer():
        out.mkdir()
        return command(beside / "dicom-anonymizer", folder, out)

    yield "dicom-anonymizer", out, anonymizer


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    with tempfile.TemporaryDirectory() as name:
        scratch = pathlib.Path(name)
        folder = scratch / "in"
        folder.mkdir()
        slices(folder, count)
        megabytes = sum(path.stat().st_size for path in folder.iterdir()) / 1e6
        print(f"{count} files, {megabytes:.0f} MB, {platform.machine()}, {os.cpu_count()} cores")
        print(f"{'':20} {'s':>7} {'files/s':>9} {'MB/s':>8} {'x physical':>11}")
        floor = None
        for tool, out, job in tools(folder, scratch):
            seconds = best(job, out)
            floor = floor or seconds
            print(
                f"{tool:20} {seconds:7.2f} {count / seconds:9.0f} {megabytes / seconds:8.0f}"
                f" {seconds / floor:11.2f}"
            )
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"\nhighest memory of any command: {memory:.0f} MB")
        print("safelight also verifies every byte written, zips, and writes a certificate;")
        print("gdcmanon --dumb empties nine attributes; dicom-anonymizer applies Table E.1-1.")


if __name__ == "__main__":
    main()
