"""Reads the sample's package with readers that are not ours.

usage: readers.py SAMPLE_FOLDER PACKAGE.zip    (SAFELIGHT: the command)

pydicom, pdftotext, qpdf, unzip, sha256sum, securesystemslib and jsonschema look
at what came out; every planted value is searched in every byte, PDF streams
inflated. Values are made up, but even so only the place of a hit is printed.
"""

import base64
import collections
import csv
import hashlib
import io
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
import zlib

import jsonschema
import pydicom
import pydicom.fileset
from cryptography.hazmat.primitives.serialization import load_der_public_key
from securesystemslib import dsse
from securesystemslib.exceptions import VerificationError
from securesystemslib.signer import SSlibKey

FINDINGS = ["7 x 6 mm", "right upper lobe", "Fleischner", "2.6 cm", "3.4 cm", "412.7", "120 kVp"]


def run(*command, text=True):
    return subprocess.run(command, capture_output=True, text=text, check=False)


def spellings(value):
    """The value in the encodings in which bytes can carry it."""
    plain = value.encode()
    yield plain
    yield value.encode("utf-16-le")
    yield value.encode("utf-16-be")
    if len(plain) >= 8:
        for shift in range(3):
            coded = base64.b64encode(b"\0" * shift + plain)
            # The letters that the value alone decides.
            yield coded[-(-8 * shift // 6) : 8 * (shift + len(plain)) // 6]


def inflated(data):
    """The bytes, and every PDF stream of them unpacked."""
    yield data
    if data.startswith(b"%PDF"):
        for match in re.finditer(rb"stream\r?\n", data):
            try:
                yield zlib.decompressobj().decompress(data[match.end() :])
            except zlib.error:
                pass


class Reading:
    def __init__(self, folder, package):
        self.folder = pathlib.Path(folder)
        self.package = pathlib.Path(package)
        self.safelight = os.environ.get("SAFELIGHT", "target/release/safelight")
        self.values = json.loads(run(self.safelight, "sample", "--values").stdout)
        with zipfile.ZipFile(self.package) as archive:
            self.entries = {name: archive.read(name) for name in archive.namelist()}
        self.instances = self.datasets(
            (name, data)
            for name, data in self.entries.items()
            if data[128:132] == b"DICM" and name != "DICOMDIR"
        )
        self.sources = self.datasets(
            (str(path), path.read_bytes()) for path in sorted(self.folder.rglob("*.dcm"))
        )
        self.pdfs = {name: data for name, data in self.entries.items() if name.endswith(".pdf")}

    @staticmethod
    def datasets(files):
        return {name: pydicom.dcmread(io.BytesIO(data)) for name, data in files}

    def check_unzip_finds_no_error(self):
        assert run("unzip", "-tqq", str(self.package)).returncode == 0

    def check_the_ct_and_the_dose_report_came_out(self):
        classes = collections.Counter(one.SOPClassUID.name for one in self.instances.values())
        assert classes["CT Image Storage"] >= 30, classes
        assert classes["X-Ray Radiation Dose SR Storage"] == 1, classes

    def check_the_frame_with_a_name_burned_in_is_withheld(self):
        assert all(one.Modality != "US" for one in self.instances.values())

    def check_pixels_are_the_bytes_of_the_source(self):
        def prints(files):
            return {hashlib.sha256(one.PixelData).hexdigest() for one in files if "PixelData" in one}

        out = prints(self.instances.values())
        assert len(out) >= 30 and out <= prints(self.sources.values())

    def check_every_instance_says_what_was_done(self):
        for one in self.instances.values():
            assert one.PatientIdentityRemoved == "YES"
            assert one.DeidentificationMethodCodeSequence[0].CodingSchemeDesignator == "DCM"

    def check_references_inside_the_study_still_resolve(self):
        own = {one.SOPInstanceUID for one in self.instances.values()}
        old = {str(one.SOPInstanceUID) for one in self.sources.values()}
        checked = 0
        for one in self.instances.values():
            for element in one.iterall():
                if element.keyword == "ReferencedSOPInstanceUID" and element.value:
                    assert element.value not in old
                    checked += element.value in own
        assert checked >= 40, checked
        assert len({one.StudyInstanceUID for one in self.instances.values()}) == 1
        ct = [one for one in self.instances.values() if one.Modality == "CT"]
        assert len({one.FrameOfReferenceUID for one in ct}) == 1
        assert len({one.SeriesInstanceUID for one in ct}) == 3

    def check_dciodvfy_finds_nothing_new(self):
        if not shutil.which("dciodvfy"):
            raise AssertionError("dciodvfy is not installed (Debian: dicom3tools)")

        def complaints(datasets):
            found = set()
            with tempfile.TemporaryDirectory() as folder:
                for number, one in enumerate(datasets):
                    path = f"{folder}/{number}.dcm"
                    one.save_as(path)
                    lines = run("dciodvfy", "-new", path).stderr.splitlines()
                    found |= {re.sub(r"<[^>]*>", "<>", line) for line in lines if "Error" in line}
            return found

        new = complaints(self.instances.values()) - complaints(self.sources.values())
        assert not new, "\n".join(sorted(new)[:10])

    def check_the_directory_lists_every_instance(self):
        with tempfile.TemporaryDirectory() as folder:
            with zipfile.ZipFile(self.package) as archive:
                archive.extractall(folder)
            directory = f"{folder}/DICOMDIR"
            files = pydicom.fileset.FileSet(directory)
            assert len(files) == len(self.instances), len(files)
            for one in files:
                assert one.load().SOPInstanceUID == one.SOPInstanceUID
            dump = run("dcmdump", directory)
            assert dump.returncode == 0 and not dump.stderr.strip(), dump.stderr
            assert dump.stdout.count("refFileID=") == len(self.instances)
            lines = run("dciodvfy", "-new", directory).stderr.splitlines()
            errors = [line for line in lines if "Error" in line]
            assert not errors, errors[:10]

    def check_the_crosswalk_opens_in_7_zip_with_its_passphrase_alone(self):
        with tempfile.TemporaryDirectory() as folder:
            path, out = f"{folder}/crosswalk.zip", f"{folder}/out.zip"
            words = "three made-up lamps of brass"
            made = subprocess.run(
                [self.safelight, "deidentify", str(self.folder), "--out", out, "--burned-in", "no",
                 "--crosswalk", path],
                capture_output=True, check=False, env={**os.environ, "SAFELIGHT_PASSPHRASE": words},
            )  # fmt: skip
            assert made.returncode in (0, 1), made.stderr
            assert run("7z", "t", f"-p{words}", path).returncode == 0
            assert run("7z", "t", "-panother", path).returncode != 0
            def opened(name):
                return run("7z", "x", "-so", f"-p{words}", path, name, text=False).stdout.decode()

            sheet = json.loads(opened("crosswalk.json"))
            table = list(csv.DictReader(io.StringIO(opened("crosswalk.csv"), newline="")))
            rows = {(row["original"], row["replacement"]) for row in table if row["kind"] == "uid"}
            assert rows == {(row["original"], row["replacement"]) for row in sheet["uids"]}
            cells = [cell for row in table for cell in row.values()]
            assert not [cell for cell in cells if re.match(r"\s*[=+@|%]|-\D|[\t\r\n]", cell)]
            uids = {row["original"]: row["replacement"] for row in sheet["uids"]}
            with zipfile.ZipFile(out) as archive:
                names = archive.namelist()
            assert sheet["version"] == 1 and len(uids) > 40
            assert not [name for name in names if "crosswalk" in name]
            assert all(str(one.SOPInstanceUID) in uids for one in self.sources.values())

    def check_qpdf_accepts_every_pdf(self):
        assert len(self.pdfs) >= 2, "report and certificate"
        for name, data in self.pdfs.items():
            with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
                file.write(data)
                file.flush()
                result = run("qpdf", "--check", file.name)
                assert result.returncode == 0, (name, result.stdout)

    def pdf_text(self, data):
        with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
            file.write(data)
            file.flush()
            return run("pdftotext", "-layout", file.name, "-").stdout

    def check_pdftotext_finds_no_planted_value(self):
        for name, data in self.pdfs.items():
            text = self.pdf_text(data)
            assert len(text) > 200, f"{name} has no text"
            folded = " ".join(text.split()).casefold()
            hits = [one["place"] for one in self.values if one["value"].casefold() in folded]
            assert not hits, (name, hits)

    def check_the_findings_of_the_report_are_still_there(self):
        reports = [data for name, data in self.pdfs.items() if "certificate" not in name]
        text = " ".join(" ".join(self.pdf_text(data).split()) for data in reports)
        lost = [finding for finding in FINDINGS if finding not in text]
        assert not lost, lost

    def check_no_byte_of_the_package_holds_a_planted_value(self):
        whole = {"the zip itself": self.package.read_bytes(), **self.entries}
        hits = []
        for name, data in whole.items():
            for block in inflated(data):
                for one in self.values:
                    if any(spelling in block for spelling in spellings(one["value"])):
                        hits.append((name, one["place"]))
        assert not hits, hits[:20]

    def check_the_search_finds_what_is_planted(self):
        blocks = [path.read_bytes() for path in self.folder.rglob("*") if path.is_file()]
        missed = [
            one["place"]
            for one in self.values
            if not any(one["value"].encode() in block for block in blocks)
        ]
        assert not missed, missed

    def check_the_checksums_are_right(self):
        lines = self.entries["SHA256SUMS"].decode().splitlines()
        assert len(lines) == len(self.entries) - 1
        for line in lines:
            digest, name = line.split("  ", 1)
            assert hashlib.sha256(self.entries[name]).hexdigest() == digest, name

    def check_sha256sum_takes_the_list_by_the_recipe(self):
        with tempfile.TemporaryDirectory() as folder:
            with zipfile.ZipFile(self.package) as archive:
                archive.extractall(folder)
            command = ["sha256sum", "--strict", "--quiet", "-c", "SHA256SUMS"]
            assert subprocess.run(command, cwd=folder, check=False).returncode == 0
            (pathlib.Path(folder) / "certificate.pdf").write_bytes(b"other")
            changed = subprocess.run(command, cwd=folder, capture_output=True, check=False)
            assert changed.returncode != 0

    def envelope(self):
        return json.loads(self.entries["attestation.dsse.json"])

    def statement(self):
        return json.loads(base64.b64decode(self.envelope()["payload"], validate=True))

    def check_the_envelope_verifies_with_another_implementation(self):
        public = self.statement()["predicate"]["signingKey"]["publicKey"]
        key = SSlibKey.from_crypto(load_der_public_key(bytes.fromhex(public)))
        envelope = dsse.Envelope.from_dict(self.envelope())
        assert envelope.payload_type == "application/vnd.in-toto+json"
        # The number of the key is its fingerprint; the library numbers keys its own way.
        keyid = hashlib.sha256(bytes.fromhex(public)).hexdigest()
        assert list(envelope.signatures) == [keyid]
        key.keyid = keyid
        assert list(envelope.verify([key], 1)) == [keyid]
        envelope.payload += b" "
        try:
            envelope.verify([key], 1)
        except VerificationError:
            return
        raise AssertionError("a changed statement verifies")

    def check_the_statement_covers_every_entry(self):
        subjects = {one["name"]: one["digest"]["sha256"] for one in self.statement()["subject"]}
        outside = {"attestation.dsse.json", "SHA256SUMS"}
        assert set(subjects) == set(self.entries) - outside
        for name, digest in subjects.items():
            assert hashlib.sha256(self.entries[name]).hexdigest() == digest, name

    def check_the_merkle_root_is_that_of_rfc_6962(self):
        def root(leaves):
            if len(leaves) < 2:
                return hashlib.sha256(b"\0" + leaves[0]).digest()
            split = 1 << (len(leaves) - 1).bit_length() - 1
            return hashlib.sha256(b"\1" + root(leaves[:split]) + root(leaves[split:])).digest()

        papers = {"attestation.dsse.json", "SHA256SUMS", "certificate.json", "certificate.pdf"}
        lines = [
            f"{hashlib.sha256(data).hexdigest()}  {name}".encode()
            for name, data in sorted(self.entries.items())
            if name not in papers
        ]
        certificate = json.loads(self.entries["certificate.json"])
        assert root(lines).hex() == certificate["merkle_root"]
        assert root(lines).hex() == self.statement()["predicate"]["merkleRoot"]

    def check_the_papers_have_the_form_of_their_schemas(self):
        folder = pathlib.Path(__file__).parent.parent / "schema"
        for name, value in [
            ("certificate-1", json.loads(self.entries["certificate.json"])),
            ("statement-1", self.statement()),
        ]:
            schema = json.loads((folder / f"{name}.schema.json").read_text())
            validator = jsonschema.Draft202012Validator(schema)
            validator.check_schema(schema)
            found = [error.json_path for error in validator.iter_errors(value)]
            assert not found, (name, found)
            assert not validator.is_valid({**value, "more": 1})


def main():
    reading = Reading(*sys.argv[1:3])
    passed = failed = 0
    for name in [name for name in dir(Reading) if name.startswith("check_")]:
        try:
            getattr(reading, name)()
            passed += 1
            print(f"ok      {name[6:].replace('_', ' ')}")
        except Exception as error:  # a reader that gives up is a finding too
            failed += 1
            print(f"FAILED  {name[6:].replace('_', ' ')}: {error!r}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
