"""Small inputs for every target of fuzz/fuzz.rs: seeds.py FOLDER    (SAFELIGHT: the command)

All are made up: pictures of scripts/pixel_files.py, public test files of pydicom with
another name in them, reports of scripts/report_makers and of this file. The patient is
called Plumquartz in all of them: that name must be in no byte that comes out.
"""

import io
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import warnings
import zipfile

import pydicom
from pydicom.encaps import generate_fragments

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "scripts"))

import pixel_files  # noqa: E402

LARGEST_BYTES = 24_000
FAMILY, GIVEN = "Plumquartz", "Zelda"
REPORT = f"""CT CHEST WITHOUT CONTRAST
Patient Name: {FAMILY}, {GIVEN}
MRN: 4471-9923   DOB: 03/14/1961   Accession: ACC-77120
Exam date: 11/02/2023
Referring: Dr. Oda Ambersedge, 503-555-0142

HISTORY: Ms. {FAMILY} is a 62-year-old with cough since 10/2023.
FINDINGS: Nodule of 4.5 x 6 mm in segment 6, 35 HU. No effusion.
IMPRESSION: {FAMILY.upper()} should have a control in 6 months.
Electronically signed by Ives Roundtree, MD on 11/02/2023 14:07
"""
# What pixels::described of fuzz.rs knows, in its order.
SYNTAXES = ["", ".1", ".2", ".5", ".4.50", ".4.51", ".4.57", ".4.70", ".4.80", ".4.81",
            ".4.90", ".4.91", ".4.201", ".4.203", ".4.110", ".4.112"]  # fmt: skip
PHOTOMETRIC = ["MONOCHROME1", "MONOCHROME2", "RGB", "YBR_FULL", "YBR_FULL_422", "YBR_ICT", "YBR_RCT",
               "PALETTE COLOR"]  # fmt: skip


def named(dataset):
    """The data set with our name and as bytes; None where it is too large or not to be written."""
    dataset.PatientName = f"{FAMILY}^{GIVEN}"
    dataset.PatientComments = f"{GIVEN} {FAMILY}"
    buffer = io.BytesIO()
    try:
        dataset.save_as(buffer, enforce_file_format=True)
    except Exception:
        return None
    return buffer.getvalue() if len(buffer.getvalue()) <= LARGEST_BYTES else None


def dicom(pictures):
    # What lies in the package itself: nothing is fetched.
    public = pathlib.Path(pydicom.__file__).parent / "data/test_files"
    paths = [*sorted(public.glob("*.dcm")), *sorted(pictures.iterdir())[::9]]
    for number, path in enumerate(paths):
        if os.path.getsize(path) > 4 * LARGEST_BYTES:
            continue
        try:
            dataset = pydicom.dcmread(path, force=True)
        except Exception:
            continue
        made = named(dataset)
        if made is not None:
            yield f"{number:03}", made


def stream(path):
    """What describes the picture in eight bytes, then its stream."""
    dataset = pydicom.dcmread(path)
    syntax = dataset.file_meta.TransferSyntaxUID.removeprefix("1.2.840.10008.1.2")
    photometric = dataset.get("PhotometricInterpretation", "")
    if syntax not in SYNTAXES or photometric not in PHOTOMETRIC or max(dataset.Rows, dataset.Columns) > 256:
        return None
    allocated = {8: 0, 16: 1, 32: 2, 1: 3}.get(dataset.BitsAllocated)
    if allocated is None or "BitsStored" not in dataset or "PixelData" not in dataset:
        return None
    frames = min(int(dataset.get("NumberOfFrames", 1)), 4)
    flags = int(dataset.get("PlanarConfiguration", 0)) | frames - 1 << 1 | int(dataset.get("PixelRepresentation", 0)) << 3
    head = bytes([SYNTAXES.index(syntax), PHOTOMETRIC.index(photometric), allocated | dataset.BitsStored - 1 << 2,
                  flags, dataset.Rows - 1, dataset.Columns - 1, 0, 0])  # fmt: skip
    data = dataset.PixelData
    if syntax not in ("", ".1", ".2"):
        data = b"".join(list(generate_fragments(data))[1:2])
    return head + data[:LARGEST_BYTES]


def pixels(pictures):
    for path in sorted(pictures.iterdir()):
        if path.suffix == ".dcm" and (made := stream(path)) is not None:
            yield path.stem, made


def pdf():
    from fpdf import FPDF
    from reportlab.pdfgen import canvas

    for compress in (True, False):
        one = FPDF()
        one.set_compression(compress)
        one.add_page()
        one.set_font("helvetica", size=10)
        one.multi_cell(0, 5, REPORT)
        yield f"fpdf-{compress}", bytes(one.output())
        buffer = io.BytesIO()
        two = canvas.Canvas(buffer, pageCompression=int(compress))
        two.setAuthor(f"{GIVEN} {FAMILY}")
        for number, line in enumerate(REPORT.splitlines()):
            two.drawString(40, 800 - 14 * number, line)
        two.acroForm.textfield(name="patient", value=FAMILY, x=40, y=100)
        two.save()
        yield f"reportlab-{compress}", buffer.getvalue()


def docx():
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    lines = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in REPORT.splitlines())
    table = f"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Patient</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>{FAMILY}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    kinds = ('<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
             '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
             '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
             'wordprocessingml.document.main+xml"/></Types>')
    links = ('<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
             '<Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
             'officeDocument" Target="word/document.xml"/></Relationships>')
    for way in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", way) as made:
            made.writestr("[Content_Types].xml", kinds)
            made.writestr("_rels/.rels", links)
            made.writestr("word/document.xml", f'<?xml version="1.0"?><w:document {space}><w:body>{lines}{table}</w:body></w:document>')
        yield f"docx-{way}", buffer.getvalue()


def rtf():
    body = REPORT.replace("\n", "\\par\n")
    yield "plain", f"{{\\rtf1\\ansi\\deff0{{\\fonttbl{{\\f0 Arial;}}}}{{\\info{{\\author {FAMILY}}}}}\\f0 {body}}}".encode()


def hl7():
    text = REPORT.splitlines()
    rows = [r"MSH|^~\&|RIS|HOSP|||20231102140700||ORU^R01|M1|P|2.5",
            f"PID|1||44719923^^^HOSP^MR||{FAMILY}^{GIVEN}||19610314|F|||12 Elm Road^^Salem^OR^97301",
            "OBR|1||ACC-77120|71250^CT CHEST|||20231102|||||||||^Ambersedge^Oda"]  # fmt: skip
    rows += [f"OBX|{number + 1}|TX|71250||{line}||||||F" for number, line in enumerate(text)]
    yield "oru", "\r".join(rows).encode()


def fhir():
    bundle = {"resourceType": "Bundle", "type": "document", "entry": [
        {"resource": {"resourceType": "Patient", "id": "p1", "name": [{"family": FAMILY, "given": [GIVEN]}], "birthDate": "1961-03-14"}},
        {"resource": {"resourceType": "DiagnosticReport", "status": "final", "code": {"text": "CT CHEST"},
                      "subject": {"reference": "Patient/p1"}, "effectiveDateTime": "2023-11-02", "conclusion": REPORT}}]}  # fmt: skip
    yield "bundle", json.dumps(bundle).encode()


def txt():
    yield "report", REPORT.encode()
    yield "utf16", REPORT.encode("utf-16")
    for path in sorted((HERE.parent / "tests/reports").glob("*.txt")):
        pieces = path.read_text(errors="replace").split("\n%% ")
        for number, piece in enumerate(pieces[::7]):
            yield f"{path.stem}-{number}", piece[:4000].encode()


def zips(dicoms):
    for way in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", way) as made:
            for name, data in dicoms[:2]:
                made.writestr(f"study/{name}.dcm", data[:3000])
            made.writestr("report.txt", REPORT)
        yield f"zip-{way}", buffer.getvalue()


def packages(dicoms):
    """Whole packages of the command; their signature and hashes end a changed one early or late."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "in").mkdir()
        (folder / "in/report.txt").write_text(REPORT)
        smallest = min(dicoms, key=lambda one: len(one[1]))
        (folder / "in/one.dcm").write_bytes(smallest[1])
        subprocess.run([os.environ["SAFELIGHT"], "deidentify", folder / "in", "--out", folder / "out.zip", "--burned-in", "no"],
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)  # fmt: skip
        yield "whole", (folder / "out.zip").read_bytes()


def decisions():
    boxes = {"format": "safelight-boxes", "version": 1, "boxes": [
        {"series": "1.2.3", "left": 0, "top": 0, "width": 30, "height": 40},
        {"instance": "1.2.3.4", "frames": [1, 3], "left": 8, "top": 8, "width": 9, "height": 20},
        {"device": {"manufacturer": "ACME", "model": "E", "rows": 48, "columns": 64}, "left": 0, "top": 0, "width": 6, "height": 3}],
        "seen": [{"series": "1.2.3", "frames": 3}]}  # fmt: skip
    rules = {"format": "safelight-private-rules", "version": 1, "rules": [
        {"creator": "ACME_CT_01", "element": "(0019,xx0C)", "vr": "DS", "action": "keep"}]}  # fmt: skip
    review = {"version": 1, "reports": [{"report": "ab" * 32, "is_reviewed": True, "decisions": [
        {"span": "210-215", "act": {"reject": {"reason": "clinical-term"}}, "same_text": "Baker"}]}]}  # fmt: skip
    for kind, text in enumerate([json.dumps(boxes), json.dumps(rules), json.dumps(review), "ACC-1, ACC-2\nACC-3;\"ACC 4\"\n"]):
        yield f"kind-{kind}", bytes([kind]) + text.encode()


def main():
    warnings.simplefilter("ignore")
    folder = pathlib.Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as name:
        pictures = pathlib.Path(name)
        pixel_files.make(pictures)
        dicoms = list(dicom(pictures))
        texts = list(txt())
        targets = {"dicom": dicoms, "pixels": list(pixels(pictures)), "pdf": list(pdf()), "docx": list(docx()),
                   "rtf": list(rtf()), "hl7": list(hl7()), "fhir": list(fhir()), "txt": texts, "text": texts,
                   "zip": list(zips(dicoms)), "package": list(packages(dicoms)), "decisions": list(decisions())}  # fmt: skip
    for target, seeds in targets.items():
        assert seeds, f"no seeds for {target}"
        own = folder / target
        own.mkdir(parents=True, exist_ok=True)
        for name, data in seeds:
            (own / name).write_bytes(data)
    print("seeds:", ", ".join(f"{target} {len(seeds)}" for target, seeds in targets.items()))


if __name__ == "__main__":
    main()
