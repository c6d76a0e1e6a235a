"""Made-up data for the benches: CT slices of 512 KiB, header-heavy files of 20 KB
whose sequences are four deep, and one instance of many frames.

A file is made once by pydicom; the others are copies with other numbers in the
same places, so that a hundred thousand take seconds.
"""

import io
import struct

import numpy
import pydicom
from pydicom.uid import CTImageStorage, EnhancedCTImageStorage, ExplicitVRLittleEndian

EDGE = 512
FRAME_BYTES = EDGE * EDGE * 2
# Stands in the place of a number in what pydicom made.
MARK = "1777777"
PIXELS = numpy.random.default_rng(7).integers(0, 4096, (EDGE, EDGE), dtype=numpy.uint16)


def header(root, sop_class):
    one = pydicom.Dataset()
    one.file_meta = pydicom.dataset.FileMetaDataset()
    one.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    one.file_meta.MediaStorageSOPClassUID = one.SOPClassUID = sop_class
    one.file_meta.MediaStorageSOPInstanceUID = one.SOPInstanceUID = f"{root}.1.{MARK}"
    one.StudyInstanceUID, one.SeriesInstanceUID = root, f"{root}.1"
    one.FrameOfReferenceUID = f"{root}.2"
    one.PatientName, one.PatientID = "Benchfield^Tabitha", "BENCH-4471"
    one.PatientBirthDate, one.PatientSex = "19610203", "F"
    one.StudyDate, one.StudyTime = "20230506", "101112"
    one.AccessionNumber, one.StudyID, one.Modality = "ACC-77123", "S1", "CT"
    one.ReferringPhysicianName, one.InstitutionName = "Roundtree^Ives", "Bench Hospital"
    one.InstanceNumber, one.SeriesNumber = MARK, 1
    return one


def described(one):
    """The picture's description, with two bytes for the pixels."""
    one.Rows = one.Columns = EDGE
    one.BitsAllocated, one.BitsStored, one.HighBit = 16, 12, 11
    one.SamplesPerPixel, one.PixelRepresentation = 1, 0
    one.PhotometricInterpretation = "MONOCHROME2"
    one.PixelData = b"\0\0"
    return one


def file_of(one):
    out = io.BytesIO()
    one.save_as(out, enforce_file_format=True)
    return out.getvalue()


def numbered(template, number):
    return template.replace(MARK.encode(), str(1_000_000 + number).encode())


def head(template, length):
    """All in front of the pixels, which will be so long."""
    assert template[-6:-2] == struct.pack("<I", 2)
    return template[:-6] + struct.pack("<I", length)


def slices(folder, count):
    template = head(file_of(described(header("2.999.5", CTImageStorage))), FRAME_BYTES)
    for number in range(count):
        pixels = numpy.roll(PIXELS, number).tobytes()
        (folder / f"{number:06}.dcm").write_bytes(numbered(template, number) + pixels)


def reference(depth, width):
    """One item with a code, text, an institution and three like it below."""
    item = pydicom.Dataset()
    item.ReferencedSOPClassUID = CTImageStorage
    item.ReferencedSOPInstanceUID = f"2.999.7.{MARK}.{depth}.{width}"
    item.InstitutionName, item.StudyDescription = "Bench Hospital", "CT CHEST W CONTRAST"
    code = pydicom.Dataset()
    code.CodeValue, code.CodingSchemeDesignator = "121322", "DCM"
    code.CodeMeaning = "Source image for image processing operation"
    item.PurposeOfReferenceCodeSequence = [code]
    if depth:
        item.ReferencedSeriesSequence = [reference(depth - 1, one) for one in range(3)]
    return item


def nested(folder, count):
    one = header("2.999.6", CTImageStorage)
    one.SeriesDescription = "AX CHEST 5.0 B30f"
    one.ReferencedStudySequence = [reference(3, width) for width in range(2)]
    template = file_of(one)
    for number in range(count):
        (folder / f"{number:06}.dcm").write_bytes(numbered(template, number))


def frames(folder, count):
    one = described(header("2.999.8", EnhancedCTImageStorage))
    one.NumberOfFrames = count
    with open(folder / "000000.dcm", "wb") as file:
        file.write(numbered(head(file_of(one), count * FRAME_BYTES), 0))
        for number in range(count):
            file.write(numpy.roll(PIXELS, number).tobytes())
