"""PDF by several producers and in several layouts."""

import io
import pathlib
import re
import subprocess
import tempfile

import fpdf
from reportlab.lib import pagesizes, styles
from reportlab.lib.colors import Color
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas
from reportlab.platypus import BaseDocTemplate, Frame, ListFlowable, PageTemplate, Paragraph, Spacer, Table

from .paper import Paper

FONTS = pathlib.Path(__file__).parents[2] / "src/typeset/fonts"
WIDTH, HEIGHT = pagesizes.letter


def wrapped(text, font, size, width):
    """Lines of a text, as wide as a column."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and pdfmetrics.stringWidth(longer, font, size) > width:
            yield line
            line = word
        else:
            line = longer
    yield line


def drawn(paper, font="Helvetica", bold="Helvetica-Bold", size=10, change=None, **options):
    """The whole report line by line on a reportlab canvas."""
    out = io.BytesIO()
    page = canvas.Canvas(out, pagesize=pagesizes.letter, invariant=1, **options)
    y = HEIGHT - 60
    for line in paper.lines():
        for part in wrapped(line, font, size, WIDTH - 140):
            page.setFont(bold if line.isupper() else font, size)
            page.drawString(70, y, part)
            y -= 1.35 * size
    if change:
        change(page)
    page.save()
    return out.getvalue()


def simple(name):
    paper = Paper(name)
    paper.bytes = drawn(paper)
    return paper


def plain():
    return simple("reportlab-plain")


def serif():
    paper = Paper("reportlab-times")
    paper.bytes = drawn(paper, "Times-Roman", "Times-Bold", 11)
    return paper


def true_type():
    """Subset fonts with their own encoding, and ligatures as single letters."""
    paper = Paper("reportlab-truetype-ligatures")
    for name, file in [("Own", "Regular"), ("OwnBold", "SemiBold")]:
        path = next(FONTS.glob(f"SourceSans3_*{file}.ttf"))
        pdfmetrics.registerFont(TTFont(name, str(path)))
    lines = paper.lines
    paper.lines = lambda: (line.replace("fi", "ﬁ") for line in lines())
    paper.bytes = drawn(paper, "Own", "OwnBold")
    return paper


def east_asian_font():
    """Latin text in a font of a Japanese character collection, not embedded."""
    paper = Paper("reportlab-cid-collection")
    pdfmetrics.registerFont(UnicodeCIDFont("HeiseiMin-W3"))
    paper.bytes = drawn(paper, "HeiseiMin-W3", "HeiseiMin-W3")
    return paper


def empty_password():
    paper = Paper("reportlab-empty-password")
    lock = StandardEncryption("", ownerPassword="made up", canPrint=0, canCopy=0, strength=128)
    paper.bytes = drawn(paper, encrypt=lock)
    return paper


def set_password():
    paper = Paper("reportlab-with-password")
    paper.bytes = drawn(paper, encrypt=StandardEncryption("made up", strength=128))
    paper.expected = "encrypted"
    return paper


def platypus(paper, story, frames):
    out = io.BytesIO()
    document = BaseDocTemplate(out, pagesize=pagesizes.letter, invariant=1)
    document.addPageTemplates(PageTemplate(frames=frames))
    document.build(story)
    paper.bytes = out.getvalue()
    return paper


def story_of(paper, head):
    """A table or lines on top, then sections."""
    sheet = styles.getSampleStyleSheet()
    text, title = sheet["BodyText"], sheet["Heading3"]
    if head == "table":
        yield Table([[Paragraph(label, text), Paragraph(value, text)] for label, value in paper.head()], [130, 300])
    else:
        yield from (Paragraph(f"<b>{label}</b> {value}", text) for label, value in paper.head())
    for heading, paragraphs in paper.sections():
        yield Paragraph(heading, title)
        if heading == "FINDINGS":
            yield ListFlowable([Paragraph(one, text) for one in paragraphs], bulletType="bullet")
        else:
            yield from (Paragraph(one, text) for one in paragraphs)
    yield Spacer(1, 12)
    yield Paragraph(paper.foot(), text)


def table_head():
    paper = Paper("reportlab-table-and-list")
    return platypus(paper, list(story_of(paper, "table")), [Frame(60, 60, WIDTH - 120, HEIGHT - 120)])


def two_columns():
    paper = Paper("reportlab-two-columns")
    frames = [Frame(50, 330, 250, 400), Frame(312, 330, 250, 400)]
    return platypus(paper, list(story_of(paper, "lines")), frames)


def measurements():
    """A ruled table of findings with a value in each cell."""
    paper = Paper("reportlab-measurements")
    rows = [["Lesion", "Site", "Prior", "Current"], ["T01", "Right upper lobe", "5 x 5 mm", "7 x 6 mm"], ["T02", "Left adrenal", "11 mm", "stable"]]
    paper.clinical += [cell for row in rows for cell in row]
    story = [*story_of(paper, "lines"), Spacer(1, 10), Table(rows, style=[("GRID", (0, 0), (-1, -1), 0.5, "black")])]
    return platypus(paper, story, [Frame(60, 60, WIDTH - 120, HEIGHT - 120)])


def fpdf_page(paper, font="Helvetica"):
    page = fpdf.FPDF(format="letter")
    page.add_page()
    page.set_font(font, size=10)
    return page


def fpdf_plain():
    paper = Paper("fpdf2-cells")
    page = fpdf_page(paper)
    for line in paper.lines():
        page.multi_cell(0, 5, line or " ", new_x="LMARGIN", new_y="NEXT")
    paper.bytes = bytes(page.output())
    return paper


def fpdf_justified_columns():
    paper = Paper("fpdf2-two-columns")
    page = fpdf_page(paper)
    with page.text_columns(text_align="J", ncols=2, gutter=8) as columns:
        columns.write(paper.text().replace("\n", "\n\n"))
    paper.bytes = bytes(page.output())
    return paper


def fpdf_table():
    paper = Paper("fpdf2-table-head")
    page = fpdf_page(paper)
    with page.table() as table:
        for label, value in paper.head():
            table.row([label, value])
    for title, paragraphs in paper.sections():
        page.set_font(style="B")
        page.multi_cell(0, 7, title, new_x="LMARGIN", new_y="NEXT")
        page.set_font(style="")
        page.multi_cell(0, 5, " ".join(paragraphs), new_x="LMARGIN", new_y="NEXT")
    page.multi_cell(0, 5, paper.foot())
    paper.bytes = bytes(page.output())
    return paper


def fpdf_bold_parts():
    """Bold letters inside words, and a line under them."""
    paper = Paper("fpdf2-bold-in-words")
    page = fpdf_page(paper)
    for line in paper.lines():
        page.multi_cell(0, 5, line.replace("solid", "**so**lid") or " ", markdown=True, new_x="LMARGIN", new_y="NEXT")
    paper.bytes = bytes(page.output())
    return paper


def by_cairo(paper):
    """Drawn again by cairo: other fonts, other operators."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = pathlib.Path(folder, "in.pdf"), pathlib.Path(folder, "out.pdf")
        source.write_bytes(paper.bytes)
        subprocess.run(["pdftocairo", "-pdf", source, target], check=True, capture_output=True)
        paper.bytes = target.read_bytes()
    return paper


def cairo_plain():
    return by_cairo(simple("cairo-plain"))


def cairo_table():
    paper = Paper("cairo-table")
    frames = [Frame(60, 60, WIDTH - 120, HEIGHT - 120)]
    return by_cairo(platypus(paper, list(story_of(paper, "table")), frames))


def each_letter_alone():
    """Every letter placed by itself, lines from the bottom to the top."""
    paper = Paper("reportlab-letter-by-letter")
    out = io.BytesIO()
    page = canvas.Canvas(out, pagesize=pagesizes.letter, invariant=1)
    lines = [part for line in paper.lines() for part in wrapped(line, "Helvetica", 9, WIDTH - 140)]
    for row, line in reversed(list(enumerate(lines))):
        page.setFont("Helvetica", 9)
        x = 70.0
        for letter in line:
            if letter != " ":
                page.drawString(x, HEIGHT - 60 - 12 * row, letter)
            x += pdfmetrics.stringWidth(letter, "Helvetica", 9)
    page.save()
    paper.bytes = out.getvalue()
    return paper


def spaced_out():
    """The patient's name in spaced letters."""
    paper = Paper("reportlab-spaced-letters")

    def banner(page):
        text = page.beginText(70, HEIGHT - 40)
        text.setFont("Helvetica-Bold", 12)
        text.setCharSpace(4)
        text.textOut(paper.patient)
        page.drawText(text)

    paper.bytes = drawn(paper, change=banner)
    return paper


def several_pages():
    """The name in a running head on every page, a sentence over a page's end."""
    paper = Paper("reportlab-three-pages")
    out = io.BytesIO()
    page = canvas.Canvas(out, pagesize=pagesizes.A4, invariant=1)
    lines = [part for line in paper.lines() for part in wrapped(line, "Courier", 10, 440)]
    size = -(-len(lines) // 3)
    for start in range(0, len(lines), size):
        page.setFont("Courier", 8)
        page.drawString(70, 810, f"{paper.patient}   MRN {paper.mrn}   DOB {paper.birth}")
        page.setFont("Courier", 10)
        for row, line in enumerate(lines[start : start + size]):
            page.drawString(70, 760 - 14 * row, line)
        page.showPage()
    page.save()
    paper.bytes = out.getvalue()
    # A sentence that a page ends is two pieces of text.
    cut = {line for start in range(size, len(lines), size) for line in lines[start - 1 : start + 1]}
    whole = re.sub(r"\s", "", "".join(cut))
    paper.clinical = [one for one in paper.clinical if re.sub(r"\s", "", one) not in whole]
    return paper


def banner():
    """White text on a coloured box with round corners, and on a gradient."""
    paper = Paper("reportlab-banner")
    shown = ["URGENT: pulmonary embolism was excluded.", "Second reading is complete."]
    paper.clinical += shown

    def boxes(page):
        page.setFillColorRGB(0, 0.2, 0.5)
        page.roundRect(60, HEIGHT - 40, 400, 24, 8, fill=1, stroke=0)
        page.saveState()
        clip = page.beginPath()
        clip.rect(60, 30, 400, 24)
        page.clipPath(clip, stroke=0)
        page.linearGradient(60, 30, 460, 30, (Color(0, 0.2, 0.5), Color(0.4, 0, 0.4)))
        page.restoreState()
        page.setFillColorRGB(1, 1, 1)
        page.setFont("Helvetica-Bold", 11)
        page.drawString(70, HEIGHT - 32, shown[0])
        page.drawString(70, 38, shown[1])
        page.drawString(300, 38, f"Dr. {paper.person('name on a gradient')}")

    paper.bytes = drawn(paper, change=boxes)
    return paper


def name_over_a_line_end():
    """A name that a line's end parts, with a hyphen and between its words."""
    paper = Paper("reportlab-name-over-line-end")
    first, second = paper.word(), paper.word().lower()
    paper.plant("first half of a name in pieces", first)
    paper.plant("second half of a name in pieces", second)
    over = paper.plant("family name in pieces", paper.word())
    lines = paper.lines
    paper.lines = lambda: [*lines(), "", f"Findings were discussed with Dr. Maria {first}-", f"{second} by telephone. Images were shown to Dr. Thomas", f"{over} in person."]
    paper.clinical += ["by telephone.", "in person."]
    paper.bytes = drawn(paper)
    return paper


def made():
    yield from [plain, serif, true_type, east_asian_font, empty_password, set_password, table_head, two_columns, measurements]
    yield from [fpdf_plain, fpdf_justified_columns, fpdf_table, fpdf_bold_parts, cairo_plain, cairo_table]
    yield from [each_letter_alone, spaced_out, several_pages]
    yield from [banner, name_over_a_line_end]
