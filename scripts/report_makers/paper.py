"""A made-up report: its words, and what was planted in it."""

import random

FINDINGS = [
    "The lungs are clear apart from a 7 x 6 mm solid nodule in the right upper lobe.",
    "No pleural effusion or pneumothorax is seen.",
    "The ascending aorta measures 3.4 cm in diameter.",
    "Mild coronary artery calcification is present.",
    "There is no mediastinal or hilar lymphadenopathy.",
]
IMPRESSION = [
    "1. Solid nodule of the right upper lobe, follow-up CT in 6 to 12 months.",
    "2. No evidence of acute disease in the chest.",
]
HISTORY = "Chronic cough for three months, former smoker."
TECHNIQUE = "Helical CT of the chest without intravenous contrast, 120 kVp."

FIRST = ["bre", "dor", "fen", "gal", "hes", "jor", "kel", "lum", "mor", "nev", "pal", "quin", "ros", "sel", "tam", "vor", "wil", "zan"]
MIDDLE = ["ba", "da", "ge", "ki", "lo", "mu", "na", "pe", "ra", "so", "ti", "vu"]
LAST = ["dek", "fath", "gorn", "holt", "kwist", "lund", "mott", "nesk", "pryn", "rick", "stam", "tzel", "vand", "wurz"]


class Paper:
    """One document: `bytes` once it is made, `planted` and `clinical`."""

    def __init__(self, name, ending="pdf"):
        self.name, self.ending, self.bytes = name, ending, b""
        self.random = random.Random(name)
        self.planted = {}
        self.clinical = [*FINDINGS, *IMPRESSION, HISTORY, TECHNIQUE]
        # What becomes of it: "out", or the code with which it is refused or
        # its pages are withheld.
        self.expected = "out"
        self.patient = self.person("patient")
        self.referrer = self.person("referrer")
        self.signer = self.person("signer")
        self.mrn = self.number("record number", 8)
        self.accession = self.plant("accession", f"RC{self.digits(9)}")
        self.birth = self.plant("birth date", f"{self.random.randint(1, 12):02}/{self.random.randint(13, 28)}/19{self.random.randint(40, 79)}")
        self.phone = self.plant("telephone", f"{self.random.randint(201, 989)}-555-{self.random.randint(1000, 9999)}")

    def plant(self, place, value, shown=None):
        """Notes a value. `shown`: how it is written, if otherwise."""
        self.planted[place] = value
        return shown or value

    def word(self):
        letters = self.random.choice(FIRST) + self.random.choice(MIDDLE) + self.random.choice(MIDDLE) + self.random.choice(LAST)
        return letters.capitalize()

    def person(self, place):
        """A name of two words; the family name is what is searched."""
        family = self.plant(place, self.word())
        return f"{self.random.choice(['Anna', 'Peter', 'Maria', 'Thomas', 'Ruth', 'Paul'])} {family}"

    def digits(self, count):
        return "".join(self.random.choice("123456789") for _ in range(count))

    def number(self, place, count):
        return self.plant(place, self.digits(count))

    def head(self):
        """Labels and values as most reports begin."""
        return [
            ("Patient Name:", self.patient),
            ("MRN:", self.mrn),
            ("Date of Birth:", self.birth),
            ("Accession Number:", self.accession),
            ("Referring Physician:", f"Dr. {self.referrer}"),
            ("Exam:", "CT chest without contrast"),
        ]

    def sections(self):
        return [
            ("CLINICAL HISTORY", [HISTORY]),
            ("TECHNIQUE", [TECHNIQUE]),
            ("FINDINGS", FINDINGS),
            ("IMPRESSION", IMPRESSION),
        ]

    def foot(self):
        return f"Electronically signed by {self.signer}, MD. Questions: {self.phone}."

    def lines(self):
        """The whole as lines of plain text."""
        yield "CT CHEST"
        yield ""
        for label, value in self.head():
            yield f"{label} {value}"
        for title, paragraphs in self.sections():
            yield ""
            yield title
            yield from paragraphs
        yield ""
        yield self.foot()

    def text(self):
        return "\n".join(self.lines()) + "\n"
