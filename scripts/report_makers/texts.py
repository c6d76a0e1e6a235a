"""Plain text in several encodings, RTF, HL7 v2 and FHIR."""

import base64
import codecs
import json

from .paper import Paper


def encoded(name, encoding, mark=b""):
    def make():
        paper = Paper(f"text-{name}", "txt")
        sentence = "Größe 4 × 5 mm, Läsion unverändert." if encoding != "ascii" else "Size 4 x 5 mm."
        paper.clinical.append(sentence)
        paper.bytes = mark + (paper.text() + sentence + "\n").encode(encoding)
        return paper

    return make


def old_line_ends():
    paper = Paper("text-carriage-returns", "txt")
    paper.bytes = paper.text().replace("\n", "\r").encode()
    return paper


ENCODINGS = [
    encoded("ascii", "ascii"),
    encoded("utf-8", "utf-8"),
    encoded("utf-8-mark", "utf-8", codecs.BOM_UTF8),
    encoded("utf-16-le-mark", "utf-16-le", codecs.BOM_UTF16_LE),
    encoded("utf-16-be-mark", "utf-16-be", codecs.BOM_UTF16_BE),
    encoded("latin-1", "latin-1"),
    encoded("windows-1252", "cp1252"),
]


def rtf_text(text):
    out = ""
    for letter in text:
        if letter in "\\{}":
            out += "\\" + letter
        elif ord(letter) < 128:
            out += letter
        else:
            out += f"\\u{ord(letter)}?"
    return out


def rtf():
    """As Word writes it: properties, tables of styles, hidden and deleted text."""
    paper = Paper("rtf-word", "rtf")
    word = lambda place: paper.plant(place, paper.word())  # noqa: E731
    start = "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fswiss Arial;}}{\\colortbl;\\red0\\green0\\blue0;}"
    start += f"{{\\stylesheet{{\\s0 {word('style name')};}}}}"
    start += f"{{\\info{{\\title {word('title')}}}{{\\author {word('author')}}}{{\\operator {word('operator')}}}}}"
    start += f"{{\\*\\generator {word('generator')};}}{{\\*\\userprops{{\\propname Who}}\\proptype30{{\\staticval {word('own property')}}}}}"
    header = paper.person("header name")
    start += f"{{\\header\\pard Patient: {header}\\par}}\\pard\n"
    body = "".join(rtf_text(line) + "\\par\n" for line in paper.lines())
    body += f"{{\\v {word('hidden text')}}}Liver is {{\\b nor}}mal.\\par\n"
    body += f"{{\\deleted {word('deleted text')}}}Gr\\'f6\\'dfe of the spleen \\u8805?12 cm\\emdash stable.\\par\n"
    body += f"{{\\pict\\wmetafile8 {word('bytes of a picture').encode().hex()}}}"
    body += f"{{\\*\\annotation {word('comment')}}}{{\\field{{\\*\\fldinst HYPERLINK {word('field code')}}}{{\\fldrslt Result of a field.}}}}\\par\n"
    body += "{\\trowd\\cellx1000\\cellx2000 Site\\cell Size\\cell\\row}Node\\tab 9 mm\\par\n"
    paper.clinical += ["Liver is normal.", "Größe of the spleen ≥12 cm—stable.", "Result of a field.", "Node", "9 mm"]
    paper.bytes = (start + body + "}").encode("ascii")
    return paper


def rtf_cyrillic():
    """Bytes of a code page, and a font with a character set of its own."""
    paper = Paper("rtf-code-page", "rtf")
    sentence = "Лёгкие без изменений."
    escaped = "".join(f"\\'{byte:02x}" if byte > 127 else chr(byte) for byte in sentence.encode("cp1251"))
    body = "".join(rtf_text(line) + "\\par\n" for line in paper.lines())
    paper.clinical.append(sentence)
    paper.bytes = f"{{\\rtf1\\ansi\\ansicpg1252{{\\fonttbl{{\\f0\\fcharset0 A;}}{{\\f1\\fcharset204 B;}}}}{body}\\f1 {escaped}\\par}}".encode()
    return paper


def hl7(framed):
    def make():
        paper = Paper("hl7-framed" if framed else "hl7", "hl7")
        word = lambda place: paper.plant(place, paper.word())  # noqa: E731
        family = paper.planted["patient"].upper()
        paper.planted["patient"] = family
        given = paper.patient.split()[0]
        month, day, year = paper.birth.split("/")
        paper.planted["birth date"] = f"{year}{month}{day}"
        doctor = paper.planted["referrer"]
        segments = [
            f"MSH|^~\\&|RIS|{word('sending facility')}|EHR|{word('receiving facility')}|20230314101500||ORU^R01|{paper.digits(8)}|P|2.5.1",
            f"PID|1||{paper.mrn}^^^HOSP^MR||{family}^{given}^Q||{year}{month}{day}|F|||{paper.digits(3)} {word('street')} Street^^{word('town')}^WA^{paper.number('postal code', 5)}||{paper.phone}|||||{paper.number('account', 9)}|{paper.number('social security', 9)}",
            f"PV1|1|O|RAD^^^{word('ward')}||||{paper.digits(6)}^{doctor}^Ruth^^^Dr",
            f"OBR|1||{paper.accession}|71250^CT chest without contrast^CPT|||20230314093000|||||||||{paper.digits(6)}^{doctor}^Ruth",
        ]
        number = 0
        for title, paragraphs in paper.sections():
            for text in [title, *paragraphs]:
                number += 1
                segments.append(f"OBX|{number}|TX|71250^CT chest^CPT||{text}||||||F")
        segments.append(f"OBX|{number + 1}|FT|71250^CT chest^CPT||Spleen is normal.\\.br\\Liver \\T\\ kidneys are normal.~Third repetition||||||F")
        segments.append(f"OBX|{number + 2}|TX|71250^CT chest^CPT||Electronically signed by {paper.signer}, MD||||||F")
        segments.append(f"NTE|1||Seen together with Dr. {paper.person('name in a note')}.")
        paper.clinical += ["Spleen is normal.", "Liver & kidneys are normal.", "Third repetition", "CT chest without contrast"]
        message = "\r".join(segments) + "\r"
        paper.bytes = (f"\x0b{message}\x1c\r" if framed else message).encode()
        return paper

    return make


def fhir():
    paper = Paper("fhir-diagnostic-report", "json")
    word = lambda place: paper.plant(place, paper.word())  # noqa: E731
    month, day, year = paper.birth.split("/")
    paper.planted["birth date"] = f"{year}-{month}-{day}"
    patient = {
        "resourceType": "Patient", "id": "p1",
        "identifier": [{"system": "urn:x", "value": paper.mrn}],
        "name": [{"family": paper.planted["patient"], "given": [paper.patient.split()[0]]}],
        "birthDate": paper.planted["birth date"],
        "telecom": [{"system": "phone", "value": paper.phone}],
        "address": [{"line": [f"12 {word('street')} Street"], "city": word("town"), "postalCode": paper.number("postal code", 5)}],
    }  # fmt: skip
    sections = "".join(f"<h3>{title}</h3>" + "".join(f"<p>{one}</p>" for one in paragraphs) for title, paragraphs in paper.sections())
    attached = f"Addendum: the spleen is normal.\nElectronically signed by {paper.signer}, MD\n"
    report = {
        "resourceType": "DiagnosticReport", "id": paper.planted["accession"].lower(), "status": "final",
        "contained": [patient, {"resourceType": "Observation", "id": "o1", "status": "final", "code": {"text": "Nodule diameter"}, "valueQuantity": {"value": 7, "unit": "mm"}}],
        "text": {"status": "generated", "div": f"<div xmlns='http://www.w3.org/1999/xhtml'><p>Patient Name: {paper.patient}</p>{sections}</div>"},
        "identifier": [{"type": {"text": "Accession"}, "value": paper.accession}],
        "code": {"text": "CT chest without contrast"},
        "subject": {"reference": "#p1", "display": paper.patient},
        "effectiveDateTime": "2023-03-14T09:30:00Z",
        "performer": [{"display": f"Dr. {paper.referrer}"}],
        "conclusion": "Follow-up CT in 6 to 12 months is recommended.",
        "presentedForm": [{"contentType": "text/plain", "title": word("title of an attachment"), "data": base64.b64encode(attached.encode()).decode()}],
    }  # fmt: skip
    paper.planted["accession in an id"] = paper.planted["accession"].lower()
    paper.clinical += ["Addendum: the spleen is normal.", "CT chest without contrast", "Follow-up CT in 6 to 12 months is recommended.", "Nodule diameter", "7 mm"]
    paper.bytes = json.dumps(report, indent=2).encode()
    return paper


def made():
    yield from [*ENCODINGS, old_line_ends, rtf, rtf_cyrillic, hl7(False), hl7(True), fhir]
