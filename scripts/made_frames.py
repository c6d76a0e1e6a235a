"""Made-up pictures with text burned in, for scripts/screening.py.

Ten made-up people, each with pictures of many kinds: 8, 12 and 16 bits, MONOCHROME1
and 2, RGB, YBR, palette, multi-frame; native, RLE, JPEG, JPEG lossless, JPEG 2000;
text of 10 to 40 pixels in the fonts of the project and of the machine, bright and
dark, grey on grey, on noise, on texture like that of anatomy. Each picture holds
lines that identify somebody, words of which nothing is known, and words that may stay.
"""

import pathlib
import subprocess

import numpy
from PIL import Image, ImageDraw, ImageFont
from pydicom.dataset import FileDataset, FileMetaDataset
from pydicom.filewriter import dcmwrite
from pydicom.uid import UID, ExplicitVRLittleEndian

ROOT = "1.2.840.10008.1.2"
CLASSES = {"US": "6.1", "USM": "3.1", "OT": "7", "CR": "1", "CT": "2", "MR": "4", "XA": "12.1"}

# Family, given, number, day of birth, accession: nobody's.
PEOPLE = [
    ("QUILLFEATHER", "ODA", "48213377", "19520307", "A-20931-77"),
    ("WOMBLEDON", "TIBERIA", "7741902", "19611124", "ACC5520184"),
    ("Okonkwelu", "Ifeoma", "MR-339021", "19450915", "90417733"),
    ("LINDQVARN", "TORSTEN", "00617284", "19880229", "RX-77120"),
    ("Ashgrovely", "Hazel", "H2290415", "19700811", "5518.20.3"),
    ("TANAKURA", "YUI", "550318842", "19930603", "T-440912"),
    ("Delacroisset", "Maelle", "1193-5520", "19380421", "DX448190"),
    ("BRANNIGOLD", "SEAMUS", "PX903127", "19571230", "2210-9934"),
    ("Castellanti", "Bruno", "66120938", "20010517", "CT0093318"),
    ("NOVOTNIK", "ZDENKA", "412-88-0937", "19490126", "11880245"),
]
MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()
# Nobody's name either, and in no header.
OTHERS = ["Dr. Fennimore", "St. Brennanborough Hospital", "Tech: Marrowby", "Oakhurstly Imaging", "Ward Kestrelgate"]
ALLOWED = {
    "US": ["TIS 0.4", "MI 1.2", "FR 45 Hz", "Gn 62 %", "12.5 mm", "75 dB", "PSV 34.5 cm/s", "7.5 MHz"],
    "CT": ["kV 120", "mA 210", "W 400", "L 40", "SUPINE", "Im 45", "10 cm", "R", "HEAD"],
    "MR": ["T2 FLAIR", "TR 9000 ms", "SAG", "R", "FOV 240", "5.0 mm"],
    "CR": ["PORTABLE", "SUPINE", "ERECT", "AP", "LAT", "L", "70 kV"],
    "XA": ["LAO 30", "CRAN 15", "80 kV", "FRAME 12", "RAO"],
    "OT": ["SUPINE", "10 cm", "Zoom 2.0", "W 350", "AXIAL", "120 kV"],
}
SIZES_PX = [10, 12, 14, 16, 20, 24, 32, 40]
GROUNDS = ["black", "white", "grey", "noise", "anatomy", "anatomy dark"]
FORMS = ["mono2 8", "mono1 8", "mono2 12", "mono1 12", "mono2 16", "signed 16", "rgb", "ybr", "palette", "window 12"]
SYNTAXES = ["native", "rle", "jpeg", "jpeg lossless", "j2k", "j2k lossy"]


class Mark:
    """Something planted: what it says, where its ink is, what should become of it."""

    def __init__(self, text, goes, known, box, tags, frames=None):
        self.text, self.goes, self.known, self.box, self.tags, self.frames = text, goes, known, box, tags, frames


class Made:
    """One written file."""

    def __init__(self, path, marks, frames):
        self.path, self.marks, self.frames = path, marks, frames


def fonts(root):
    """Those of the project, then some of the machine's that are of another look."""
    own = sorted((root / "src/typeset/fonts").glob("*.ttf"))
    names = ["DejaVuSans", "DejaVuSansMono-Bold", "DejaVuSerif", "LiberationSans-Regular", "LiberationMono-Regular",
             "LiberationSerif-Bold", "LiberationSansNarrow-Regular", "NotoSansMono-Regular"]
    there = {path.stem: path for path in pathlib.Path("/usr/share/fonts").rglob("*.ttf")}
    return own + [there[name] for name in names if name in there]


def ground_of(name, rows, columns, random):
    """Levels from 0 to 1, and that of the ink."""
    y, x = numpy.mgrid[0:rows, 0:columns] / max(rows, columns)
    flat = numpy.zeros((rows, columns))
    if name == "black":
        return flat + 0.03 + random.normal(0, 0.006, flat.shape), 0.96
    if name == "white":
        return flat + 0.95 + random.normal(0, 0.006, flat.shape), 0.05
    if name == "grey":
        return flat + 0.43 + random.normal(0, 0.012, flat.shape), 0.61
    if name == "noise":
        return flat + 0.3 + random.normal(0, 0.1, flat.shape), 0.88
    # Shapes at a quarter of the size: they have no fine detail.
    part = (slice(None, None, 4), slice(None, None, 4))
    fine, (y, x) = (y, x), (y[part], x[part])
    shapes = numpy.zeros(x.shape) + 0.12
    for _ in range(14):
        middle, size = random.uniform(0.05, 0.95, 2), random.uniform(0.03, 0.25, 2)
        turn = random.uniform(0, 3)
        u = (x - middle[0]) * numpy.cos(turn) + (y - middle[1]) * numpy.sin(turn)
        v = (y - middle[1]) * numpy.cos(turn) - (x - middle[0]) * numpy.sin(turn)
        away = numpy.minimum(numpy.hypot(u / size[0], v / size[1]), 9)
        shapes += random.uniform(0.05, 0.3) / (1 + numpy.exp(30 * (away - 1)))
    y, x = fine
    levels = numpy.repeat(numpy.repeat(shapes, 4, 0), 4, 1)[:rows, :columns]
    levels = levels + 0.03 * numpy.sin(60 * x + 9 * numpy.sin(7 * y)) + random.normal(0, 0.02, flat.shape)
    return (numpy.clip(levels, 0, 0.62), 0.98) if name == "anatomy" else (numpy.clip(levels + 0.3, 0.3, 0.9), 0.0)


def written(person, kind, number):
    """What identifies a person, as devices write it; with the values to look for."""
    family, given, mrn, birth, accession = person
    year, month, day = birth[:4], birth[4:6], birth[6:]
    names = [f"{family}^{given}", f"{family}, {given}", f"{given} {family}", f"{family} {given}"]
    days = [f"{day}.{month}.{year}", f"{month}/{day}/{year}", f"{year}-{month}-{day}",
            f"{day}-{MONTHS[int(month) - 1]}-{year}", birth]
    ids = [f"ID {mrn}", f"MRN: {mrn}", mrn, f"ID:{mrn}"]
    numbers = [f"Acc {accession}", f"ACC# {accession}", accession]
    ways = {"name": (names, [family]), "id": (ids, [mrn]), "day": (days, None), "accession": (numbers, [accession])}
    spelled, known = ways[kind]
    text = spelled[number % len(spelled)]
    return text, known or [text]


class Canvas:
    """A ground on which lines are written; remembers their ink."""

    def __init__(self, rows, columns, ground, font, size, random, tags):
        self.random, self.tags, self.marks = random, tags, []
        self.levels, self.ink = ground_of(ground, rows, columns, random)
        self.alpha = numpy.zeros((rows, columns))
        self.font = ImageFont.truetype(str(font), size)
        self.size, self.taken = size, []

    def words(self, parts):
        """One line of (text, goes, known) side by side at a free place."""
        gap = int(self.size * 1.1)
        widths = [self.font.getbbox(text)[2] for text, _, _ in parts]
        width, height = sum(widths) + gap * (len(parts) - 1), int(self.size * 1.35)
        rows, columns = self.alpha.shape
        if width + 12 > columns:
            return
        for _ in range(60):
            left = int(self.random.integers(4, columns - width - 6))
            top = int(self.random.integers(4, rows - height - 4))
            area = (left - self.size * 2, top - self.size, left + width + self.size * 2, top + height + self.size)
            if all(area[2] < other[0] or area[0] > other[2] or area[3] < other[1] or area[1] > other[3]
                   for other in self.taken):
                break
        else:
            return
        self.taken.append((left, top, left + width, top + height))
        for (text, goes, known), wide in zip(parts, widths):
            # Only as large as the line: the picture may be large.
            layer = Image.new("L", (min(wide + 8, columns - left), min(height + 8, rows - top)))
            ImageDraw.Draw(layer).text((0, 0), text, fill=255, font=self.font)
            ink = layer.getbbox()
            part = self.alpha[top:top + layer.height, left:left + layer.width]
            numpy.maximum(part, numpy.asarray(layer) / 255, out=part)
            box = (ink[0] + left, ink[1] + top, ink[2] + left, ink[3] + top)
            self.marks.append(Mark(text, goes, known, box, self.tags))
            left += wide + gap

    def picture(self, levels=None):
        levels = self.levels if levels is None else levels
        return numpy.clip(levels * (1 - self.alpha) + self.ink * self.alpha, 0, 1)


def fill(canvas, person, modality, number):
    """The lines of one picture."""
    random = canvas.random
    kinds = ["name", "id", "day", "accession"]
    for place in range(3):
        text, known = written(person, kinds[(number + place) % 4], int(random.integers(0, 60)))
        canvas.words([(text, True, known)])
    canvas.words([(OTHERS[number % len(OTHERS)], True, [])])
    allowed = ALLOWED[modality]
    for place in range(2):
        canvas.words([(allowed[(number + 3 * place) % len(allowed)], False, [])])
    text, known = written(person, "name", number)
    canvas.words([(text, True, known), (allowed[(number + 1) % len(allowed)], False, [])])


def data_set(person, modality, uid, series, rows, columns, frames):
    family, given, mrn, birth, accession = person
    meta = FileMetaDataset()
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    meta.MediaStorageSOPClassUID = f"{ROOT[:-2]}.5.1.4.1.1.{CLASSES[modality]}"
    meta.MediaStorageSOPInstanceUID = uid
    meta.ImplementationClassUID = "2.25.4"
    found = FileDataset(None, {}, file_meta=meta, preamble=bytes(128))
    found.SOPClassUID, found.SOPInstanceUID = meta.MediaStorageSOPClassUID, uid
    found.StudyInstanceUID, found.SeriesInstanceUID = uid.rsplit(".", 2)[0], series
    found.Modality = modality[:2]
    found.PatientName, found.PatientID = f"{family}^{given}", mrn
    found.PatientBirthDate, found.AccessionNumber = birth, accession
    found.Rows, found.Columns = rows, columns
    if frames > 1:
        found.NumberOfFrames = frames
    return found


def colors(level):
    """Bright ink a little yellow, the ground a little blue."""
    return numpy.stack([level, level, numpy.clip(level * 0.9 + 0.03, 0, 1)], -1)


def store(found, pictures, form):
    """Levels from 0 to 1 as stored values of a form."""
    level = numpy.stack(pictures)
    name, bits = (form.split() + ["8"])[:2]
    bits = int(bits)
    greatest = (1 << bits) - 1
    found.SamplesPerPixel, found.PixelRepresentation = 1, 0
    if name in ("rgb", "ybr"):
        values = numpy.round(colors(level) * 255)
        if name == "ybr":
            red, green, blue = (values[..., channel] for channel in range(3))
            values = numpy.stack([0.299 * red + 0.587 * green + 0.114 * blue,
                                  -0.1687 * red - 0.3313 * green + 0.5 * blue + 128,
                                  0.5 * red - 0.4187 * green - 0.0813 * blue + 128], -1).round().clip(0, 255)
        found.SamplesPerPixel, found.PlanarConfiguration = 3, 0
        found.PhotometricInterpretation = "RGB" if name == "rgb" else "YBR_FULL"
    else:
        values = numpy.round(level * greatest)
        found.PhotometricInterpretation = {"mono1": "MONOCHROME1", "palette": "PALETTE COLOR"}.get(name, "MONOCHROME2")
        if name == "mono1":
            values = greatest - values
        if name == "signed":
            values, found.PixelRepresentation = values - 32768, 1
        if name == "window":
            # Values of the picture lie in the window, the text above it.
            values = numpy.where(level > 0.7, greatest, values * 0.5)
            found.WindowCenter, found.WindowWidth = greatest * 0.25, greatest * 0.5
        if name == "palette":
            ramp = numpy.arange(256, dtype="<u2") * 257
            for channel, scale in (("Red", 1.0), ("Green", 0.95), ("Blue", 0.8)):
                setattr(found, f"{channel}PaletteColorLookupTableDescriptor", [256, 0, 16])
                setattr(found, f"{channel}PaletteColorLookupTableData", (ramp * scale).astype("<u2").tobytes())
    found.BitsAllocated = 8 if bits == 8 else 16
    found.BitsStored, found.HighBit = bits, bits - 1
    kind = "<i2" if name == "signed" else "<u2" if bits > 8 else "u1"
    data = values.astype(kind).tobytes()
    found.PixelData = data + bytes(len(data) % 2)
    found["PixelData"].VR = "OB" if bits == 8 else "OW"


def save(found, path, syntax):
    """In a transfer syntax; native where the encoder does not take the form."""
    plain = path.with_suffix(".plain")
    lossy = found.BitsAllocated == 8 and found.PhotometricInterpretation in ("MONOCHROME1", "MONOCHROME2", "RGB")
    dcmwrite(plain, found, little_endian=True, implicit_vr=False, force_encoding=True)
    if syntax in ("jpeg", "jpeg lossless"):
        options = ["+eb", "+q", "85"] if syntax == "jpeg" and lossy else ["+e1"]
        done = subprocess.run(["dcmcjpeg", *options, plain, path], capture_output=True)
        if done.returncode == 0:
            plain.unlink()
            return
    try:
        if syntax == "rle":
            found.compress(UID(f"{ROOT}.5"), encoding_plugin="pydicom", generate_instance_uid=False)
        elif syntax == "j2k" or (syntax == "j2k lossy" and not lossy):
            found.compress(UID(f"{ROOT}.4.90"), encoding_plugin="pylibjpeg", generate_instance_uid=False)
        elif syntax == "j2k lossy":
            found.compress(UID(f"{ROOT}.4.91"), encoding_plugin="pylibjpeg", j2k_cr=[12], generate_instance_uid=False)
        dcmwrite(path, found, little_endian=True, implicit_vr=False, force_encoding=True)
        plain.unlink()
    except (RuntimeError, ValueError, NotImplementedError):
        plain.rename(path)


def single(person, place, number, folder, faces):
    """One picture of one frame."""
    random = numpy.random.default_rng(place * 1000 + number)
    step = number + place
    ground, form = GROUNDS[step % len(GROUNDS)], FORMS[(number * 3 + place) % len(FORMS)]
    syntax, size = SYNTAXES[(number + 2 * place) % len(SYNTAXES)], SIZES_PX[(number * 5 + place) % len(SIZES_PX)]
    modality = ["US", "OT", "CR", "XA", "CT", "MR"][number % 6]
    rows, columns = {"US": (480, 640), "OT": (768, 1024), "CR": (1100, 900)}.get(modality, (512, 512))
    if form == "window 12" and ground not in ("black", "anatomy"):
        ground = "anatomy"
    tags = {"ground": ground, "size": size, "form": form, "syntax": syntax, "way": "single"}
    canvas = Canvas(rows, columns, ground, faces[(number * 7 + place) % len(faces)], size, random, tags)
    fill(canvas, person, modality, step)
    uid = f"2.25.{place + 1}.{number + 1}.1"
    found = data_set(person, modality, uid, f"2.25.{place + 1}.{number + 1}", rows, columns, 1)
    store(found, [canvas.picture()], form)
    path = folder / f"single-{number}.dcm"
    save(found, path, syntax)
    return Made(path, canvas.marks, 1)


def cine(person, place, folder, faces):
    """Four frames of ultrasound with one overlay."""
    random = numpy.random.default_rng(place * 1000 + 500)
    tags = {"ground": "anatomy", "size": 16, "form": "rgb", "syntax": "rle", "way": "multi-frame"}
    canvas = Canvas(480, 640, "anatomy", faces[place % len(faces)], 16, random, tags)
    fill(canvas, person, "US", place)
    pictures = [canvas.picture(numpy.roll(canvas.levels, 9 * frame, 1)) for frame in range(4)]
    found = data_set(person, "USM", f"2.25.{place + 1}.90.1", f"2.25.{place + 1}.90", 480, 640, 4)
    store(found, pictures, "rgb")
    save(found, folder / "cine.dcm", "rle" if place % 2 else "jpeg")
    return [Made(folder / "cine.dcm", canvas.marks, 4)]


def slices(person, place, folder, faces, modality, count, only):
    """A series that draws no text by its class: text in every slice, or in one."""
    random = numpy.random.default_rng(place * 1000 + 700 + count)
    tags = {"ground": "anatomy", "size": 14, "form": "mono2 12", "syntax": "native",
            "way": "series, one slice" if only else "series"}
    canvas = Canvas(512, 512, "anatomy", faces[(place + 3) % len(faces)], 14, random, tags)
    if only:
        # What stands in one slice alone is seen beside the body.
        canvas.levels[:90], canvas.taken = 0.02, [(0, 95, 512, 512)]
    fill(canvas, person, modality, place)
    series = 91 if only else 92
    made = []
    for number in range(count):
        levels = numpy.roll(canvas.levels, 0 if only else 17 * number, 0)
        shown = canvas.picture(levels) if not only or number == 1 else levels
        uid = f"2.25.{place + 1}.{series}.{number + 1}"
        found = data_set(person, modality, uid, uid.rsplit(".", 1)[0], 512, 512, 1)
        found.InstanceNumber = number + 1
        store(found, [shown], "mono2 12")
        path = folder / f"series-{series}-{number}.dcm"
        save(found, path, "native")
        made.append(Made(path, canvas.marks if not only or number == 1 else [], 1))
    return made


def make(folder, root, people=10, pictures=23):
    """The files of each person, by their folder."""
    faces = fonts(root)
    made = {}
    for place, person in enumerate(PEOPLE[:people]):
        own = folder / f"person-{place}"
        own.mkdir(parents=True)
        files = [single(person, place, number, own, faces) for number in range(pictures)]
        files += cine(person, place, own, faces)
        files += slices(person, place, own, faces, "CT", 5, False)
        files += slices(person, place, own, faces, "MR", 4, True)
        made[own] = files
    return made
