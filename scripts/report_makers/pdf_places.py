"""PDF with text in every place where a viewer shows none, or shows another."""

import io
import re

import pikepdf
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, String
from reportlab.lib.colors import Color, black, white
from reportlab.lib.utils import ImageReader
from PIL import Image

from .paper import Paper
from .pdf_layouts import FONTS, HEIGHT, WIDTH, drawn, simple


def changed(name, change, **saving):
    """A plain report, changed object by object."""
    paper = simple(name)
    with pikepdf.open(io.BytesIO(paper.bytes)) as file:
        change(paper, file)
        out = io.BytesIO()
        file.save(out, **saving)
    paper.bytes = out.getvalue()
    return paper


def nothing(_paper, _file):
    pass


def object_streams():
    return changed("qpdf-object-streams", nothing, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def linearized():
    return changed("qpdf-linearized", nothing, linearize=True)


def aes_empty_password():
    lock = pikepdf.Encryption(user="", owner="made up", R=6)
    return changed("qpdf-aes-256-empty-password", nothing, encryption=lock)


def turned(degrees):
    def change(_paper, file):
        file.pages[0].rotate(degrees, relative=True)

    return lambda: changed(f"turned-{degrees}", change)


def properties():
    def change(paper, file):
        for key in ["Title", "Author", "Subject", "Keywords", "Creator", "Producer", "Manager"]:
            file.docinfo["/" + key] = f"Report of {paper.plant(f'Info {key}', paper.word())}"

    return changed("place-info", change)


def xmp():
    def change(paper, file):
        with file.open_metadata(set_pikepdf_as_editor=False) as data:
            data["dc:creator"] = [paper.plant("XMP creator", paper.word())]
            data["dc:title"] = f"Chest of {paper.plant('XMP title', paper.word())}"
            data["pdf:Keywords"] = paper.number("XMP keywords", 9)
            data["xmpMM:DocumentID"] = f"uuid:{paper.plant('XMP document', paper.word())}"

    return changed("place-xmp", change)


def attachments():
    def change(paper, file):
        text = f"Patient: Ruth {paper.plant('attached text', paper.word())}\nSSN {paper.number('attached number', 9)}\n"
        name = f"{paper.plant('attached name', paper.word())}.txt"
        file.attachments[name] = pikepdf.AttachedFileSpec(file, text.encode(), filename=name, description=paper.plant("attached description", paper.word()))

    return changed("place-attachments", change)


def bookmarks():
    def change(paper, file):
        with file.open_outline() as outline:
            for place in ["one", "two"]:
                outline.root.append(pikepdf.OutlineItem(f"Chest of {paper.plant(f'bookmark {place}', paper.word())}", 0))

    return changed("place-bookmarks", change)


def names_and_labels():
    def change(paper, file):
        word = paper.plant("named destination", paper.word())
        file.Root.Names = Dictionary(Dests=Dictionary(Names=Array([String(word), Array([file.pages[0].obj, Name.Fit])])))
        label = paper.plant("page label", paper.word())
        file.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(P=String(label + " "), S=Name.D)]))
        file.Root.Threads = Array([file.make_indirect(Dictionary(I=Dictionary(Title=String(paper.plant("article", paper.word())))))])
        file.Root.URI = Dictionary(Base=String(f"https://{paper.plant('base address', paper.word().lower())}.example/"))

    return changed("place-destinations-labels", change)


def scripts():
    def change(paper, file):
        word = paper.plant("script on opening", paper.word())
        file.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{word}')"))
        script = paper.plant("script in names", paper.word())
        file.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("start"), Dictionary(S=Name.JavaScript, JS=file.make_stream(f"var who = '{script}'".encode()))])))
        file.pages[0].obj.AA = Dictionary(O=Dictionary(S=Name.URI, URI=String(f"https://x.example/?p={paper.plant('address of an action', paper.word())}")))

    return changed("place-scripts", change)


def private_data():
    def change(paper, file):
        page = file.pages[0].obj
        page.PieceInfo = Dictionary(Own=Dictionary(LastModified=String("D:20230102030405Z"), Private=Dictionary(Who=String(paper.plant("PieceInfo", paper.word())))))
        page.Thumb = file.make_stream(paper.plant("thumbnail", paper.word()).encode() * 8, Width=16, Height=8, ColorSpace=Name.DeviceGray, BitsPerComponent=8)
        page.Tabs = Name("/" + paper.plant("a name of an object", paper.word()))
        file.Root.Lang = String(paper.plant("language", paper.word()))
        file.Root.Own = file.make_indirect(Dictionary(Note=String(paper.plant("own key", paper.word()))))

    paper = changed("place-private-data", change)
    unused = paper.plant("object that nothing uses", paper.word())
    paper.bytes += f"\n9999 0 obj\n({unused})\nendobj\n".encode()
    return paper


def form(file, text):
    """An appearance that draws a text."""
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    content = f"BT /F 9 Tf 2 5 Td ({text}) Tj ET".encode()
    return file.make_stream(content, Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 480, 16], Resources=Dictionary(Font=Dictionary(F=font)))


def annotation(file, page, subtype, rect, **more):
    page.Annots.append(file.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name("/" + subtype), Rect=Array(rect), **more)))


NOTES = ["Text", "Link", "Line", "Square", "Circle", "Polygon", "Highlight", "Underline", "StrikeOut", "Squiggly", "Caret", "Ink", "Popup", "FileAttachment", "Sound", "Redact"]


def comments():
    def change(paper, file):
        page = file.pages[0].obj
        page.Annots = Array()
        for row, kind in enumerate(NOTES):
            more = {
                "Contents": String(f"seen by Ruth {paper.plant(f'note {kind}', paper.word())}"),
                "T": String(paper.plant(f"author of note {kind}", paper.word())),
                "NM": String(paper.plant(f"name of note {kind}", paper.word())),
                "RC": String(f"<body><p>{paper.plant(f'rich text of note {kind}', paper.word())}</p></body>"),
            }
            annotation(file, page, kind, [20, 20 + row * 20, 40, 36 + row * 20], **more)

    return changed("place-comments", change)


def typed_notes():
    """Typed notes and stamps are seen, with and without a drawing."""

    def change(paper, file):
        page = file.pages[0].obj
        page.Annots = Array()
        paper.clinical += ["Addendum: nodule is new since 2019.", "Second addendum, no change of the bones."]
        drawing = Dictionary(N=form(file, "Addendum: nodule is new since 2019."))
        annotation(file, page, "FreeText", [70, 100, 550, 116], Contents=String("Addendum: nodule is new since 2019."), AP=drawing)
        annotation(file, page, "FreeText", [70, 80, 550, 96], Contents=String("Second addendum, no change of the bones."), DA=String("/F 9 Tf"))
        signer = paper.person("name in a stamp")
        annotation(file, page, "Stamp", [70, 60, 550, 76], AP=Dictionary(N=form(file, f"Electronically signed by {signer}, MD")))

    return changed("place-typed-notes", change)


def fields(appearances):
    """Findings and a name that were typed into a form."""

    def change(paper, file):
        page = file.pages[0].obj
        page.Annots = Array()
        typed = ["Comparison: none available.", "Recommendation: biopsy is not indicated."]
        paper.clinical += typed
        name = paper.person("name in a field")
        values = [("Remark 1", typed[0]), ("Remark 2", typed[1]), ("Name", f"Patient Name: {name}")]
        for row, (title, value) in enumerate(values):
            more = {"FT": Name.Tx, "T": String(title), "TU": String(paper.plant(f"tip of field {row}", paper.word())), "V": String(value), "DV": String(paper.plant(f"default of field {row}", paper.word())), "DA": String("/F 9 Tf")}
            if appearances:
                more["AP"] = Dictionary(N=form(file, value))
            annotation(file, page, "Widget", [70, 110 - 20 * row, 550, 126 - 20 * row], **more)
        hidden = paper.plant("hidden field", paper.word())
        annotation(file, page, "Widget", [70, 40, 550, 56], FT=Name.Tx, T=String("hidden"), V=String(hidden), F=2)
        options = Array([Array([String(paper.plant("option", paper.word())), String("Modality: CT")])])
        annotation(file, page, "Widget", [70, 20, 550, 36], FT=Name.Ch, T=String("kind"), Opt=options, V=options[0][0], DA=String("/F 9 Tf"))
        paper.clinical.append("Modality: CT")
        xfa = file.make_stream(f"<xdp><p>{paper.plant('XFA', paper.word())}</p></xdp>".encode())
        file.Root.AcroForm = Dictionary(Fields=page.Annots, XFA=xfa, NeedAppearances=not appearances)

    return lambda: changed("place-fields-drawn" if appearances else "place-fields-not-drawn", change)


def signature():
    def change(paper, file):
        page = file.pages[0].obj
        page.Annots = Array()
        value = Dictionary(Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), Name=String(paper.plant("signature name", paper.word())), Reason=String(f"agreed by {paper.plant('signature reason', paper.word())}"), Location=String(paper.plant("signature place", paper.word())), ContactInfo=String(paper.number("signature contact", 10)), Contents=String(paper.plant("signature bytes", paper.word()).encode()))
        annotation(file, page, "Widget", [0, 0, 0, 0], FT=Name.Sig, T=String("signature"), V=value)
        file.Root.AcroForm = Dictionary(Fields=page.Annots, SigFlags=3)

    return changed("place-signature", change)


def structure():
    """Texts for reading aloud, and words that stand in for what is drawn."""

    def change(paper, file):
        page = file.pages[0]
        alt, actual, expansion = (paper.plant(place, paper.word()) for place in ["marked Alt", "marked ActualText", "marked E"])
        start = f"/Span <</Alt ({alt}) /ActualText ({actual}) /E ({expansion})>> BDC ".encode()
        page.contents_add(start, prepend=True)
        page.contents_add(b" EMC")
        element = file.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Figure, Alt=String(paper.plant("element Alt", paper.word())), T=String(paper.plant("element title", paper.word()))))
        file.Root.StructTreeRoot = file.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array([element])))
        file.Root.MarkInfo = Dictionary(Marked=True)

    return changed("place-structure", change)


def layers():
    """Text of a layer that is switched off."""

    def change(paper, file):
        off = file.make_indirect(Dictionary(Type=Name.OCG, Name=String(paper.plant("name of a layer", paper.word()))))
        file.Root.OCProperties = Dictionary(OCGs=Array([off]), D=Dictionary(OFF=Array([off]), Order=Array([off])))
        page = file.pages[0]
        page.obj.Resources.Properties = Dictionary(L=off)
        text = paper.plant("text of a layer", paper.word())
        page.contents_add(f" /OC /L BDC BT /F1 10 Tf 70 60 Td ({text}) Tj ET EMC".encode())

    return changed("place-layer-off", change)


def cropped():
    def change(paper, file):
        page = file.pages[0]
        text = paper.plant("outside the crop box", paper.word())
        page.contents_add(f" BT /F1 10 Tf 20 20 Td ({text}) Tj ET".encode())
        page.cropbox = [50, 50, WIDTH, HEIGHT]

    return changed("place-cropped", change)


def font_names():
    def change(paper, file):
        for number, font in enumerate(file.pages[0].obj.Resources.Font.as_dict().values()):
            font.Name = Name("/" + paper.plant(f"font name {number}", paper.word()))
            font.FontDescriptor = file.make_indirect(Dictionary(Type=Name.FontDescriptor, FontName=font.BaseFont, Flags=32, FontFamily=String(paper.plant(f"font family {number}", paper.word())), CharSet=String("/" + paper.plant(f"glyph name {number}", paper.word()))))

    return changed("place-font-names", change)


def font_program():
    """An embedded font that carries names in its own tables."""

    def change(paper, file):
        font = TTFont(next(FONTS.glob("SourceSans3_*Regular.ttf")))
        for number in [1, 4, 6, 7]:
            font["name"].setName(paper.plant(f"name {number} of a font program", paper.word()), number, 3, 1, 0x409)
        glyph = paper.plant("glyph name of a font program", paper.word())
        post = font["post"]
        post.formatType, post.extraNames, post.mapping = 2.0, [], {}
        order = list(font.getGlyphOrder())
        order[-1] = glyph
        font.setGlyphOrder(order)
        out = io.BytesIO()
        font.save(out)
        units, names, widths = font["head"].unitsPerEm, font.getBestCmap(), font["hmtx"].metrics
        program = file.make_stream(out.getvalue(), Length1=len(out.getvalue()))
        base = Name("/ABCDEF+" + paper.plant("name of a font", paper.word()))
        for own in file.pages[0].obj.Resources.Font.as_dict().values():
            own.Subtype, own.BaseFont, own.FirstChar, own.LastChar = Name.TrueType, base, 32, 126
            own.Encoding = Name.WinAnsiEncoding
            own.Widths = Array([round(widths[names[code]][0] * 1000 / units) for code in range(32, 127)])
            own.FontDescriptor = file.make_indirect(Dictionary(Type=Name.FontDescriptor, FontName=base, Flags=32, FontFile2=program))

    return changed("place-font-program", change)


def file_identifier():
    """/ID, in the trailer of a file that is read as it stands."""
    paper = simple("place-file-identifier")
    first, second = (paper.plant(f"{place} identifier", paper.word()) for place in ["permanent", "changing"])
    paper.bytes = re.sub(rb"/ID\s*\[.*?\]", f"/ID [({first}) ({second})]".encode(), paper.bytes, flags=re.S)
    return paper


def metadata_of_parts():
    """XMP of a page and of a picture, an article's thread, an output intent."""

    def change(paper, file):
        def xmp(place):
            text = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'><dc:creator>{paper.plant(place, paper.word())}</dc:creator></x:xmpmeta>"
            return file.make_stream(text.encode(), Type=Name.Metadata, Subtype=Name.XML)

        page = file.pages[0]
        page.obj.Metadata = xmp("XMP of a page")
        picture = file.make_stream(b"\x80" * 100, Type=Name.XObject, Subtype=Name.Image, Width=10, Height=10, ColorSpace=Name.DeviceGray, BitsPerComponent=8, Metadata=xmp("XMP of a picture"))
        page.obj.Resources.XObject = Dictionary(P=picture)
        page.contents_add(b" q 20 0 0 20 450 740 cm /P Do Q")
        file.Root.OutputIntents = Array([Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFA1, OutputConditionIdentifier=String(paper.plant("output intent", paper.word())), Info=String(paper.plant("text of an output intent", paper.word())))])
        file.Root.Collection = Dictionary(Schema=Dictionary(F=Dictionary(Subtype=Name.S, N=String(paper.plant("field of a collection", paper.word())))))

    return changed("place-metadata-of-parts", change)


def unseen():
    """White, tiny, outside, covered, clipped, transparent and not painted."""
    paper = Paper("place-unseen-text")

    def hide(page):
        words = {place: paper.plant(f"{place} text", paper.word()) for place in ["white", "tiny", "outside", "covered", "clipped", "transparent", "unpainted", "white on black"]}
        page.setFont("Helvetica", 10)
        page.setFillColor(white)
        page.drawString(70, 130, words["white"])
        page.setFillColor(black)
        page.drawString(-300, 130, words["outside"])
        page.drawString(70, 110, words["covered"])
        page.rect(60, 105, 200, 20, fill=1)
        page.drawString(300, 112, words["white on black"])
        page.setFillColor(white)
        page.rect(290, 105, 200, 20, fill=1, stroke=0)
        page.setFillColor(black)
        page.setFont("Helvetica", 0.5)
        page.drawString(70, 90, words["tiny"])
        page.setFont("Helvetica", 10)
        page.saveState()
        clip = page.beginPath()
        clip.rect(0, 0, 10, 10)
        page.clipPath(clip, stroke=0)
        page.drawString(70, 80, words["clipped"])
        page.restoreState()
        page.setFillColor(Color(0, 0, 0, alpha=0))
        page.drawString(70, 70, words["transparent"])
        page.setFillColor(black)
        text = page.beginText(70, 60)
        text.setTextRenderMode(3)
        text.textOut(words["unpainted"])
        page.drawText(text)

    paper.bytes = drawn(paper, change=hide)
    return paper


def earlier_revision():
    """An older state of the file, in which another name stood."""
    earlier = Paper("revision-earlier")
    old = drawn(earlier, pageCompression=0)
    paper = Paper("place-earlier-revision")
    with pikepdf.open(io.BytesIO(drawn(paper, pageCompression=0))) as file:
        content = file.pages[0].Contents.read_bytes()
    with pikepdf.open(io.BytesIO(old)) as file:
        number = file.pages[0].Contents.objgen[0]
        root, size = file.trailer.Root.objgen[0], int(file.trailer.Size)
    new = old + b"\n"
    place = len(new)
    new += f"{number} 0 obj\n<</Length {len(content)}>>\nstream\n".encode() + content + b"\nendstream\nendobj\n"
    table = len(new)
    before = int(re.findall(rb"startxref\s+(\d+)", old)[-1])
    new += f"xref\n{number} 1\n{place:010} 00000 n \ntrailer\n<</Size {size}/Root {root} 0 R/Prev {before}>>\nstartxref\n{table}\n%%EOF\n".encode()
    paper.bytes = new
    paper.planted |= {f"earlier {place}": value for place, value in earlier.planted.items()}
    return paper


def broken_table():
    paper = Paper("broken-xref")
    paper.bytes = re.sub(rb"startxref\s+\d+", b"startxref\n7", drawn(paper))
    return paper


def cut_off():
    paper = Paper("broken-trailer-missing")
    whole = drawn(paper, pageCompression=0)
    paper.bytes = whole[: whole.rindex(b"xref\n0")]
    return paper


def junk_in_front():
    paper = Paper("broken-junk-in-front")
    paper.bytes = f"{paper.plant('before the file', paper.word())}\r\n".encode() + drawn(paper)
    return paper


def raw(name, font, show, more=""):
    """A file from its objects. `show` writes a line as an operand of Tj."""
    paper = Paper(name)
    content = "BT /F1 10 Tf 13 TL 60 740 Td\n" + "".join(f"{show(line)} Tj T*\n" for line in paper.lines()) + "ET"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(content)}>>stream\n{content}\nendstream",
        font,
        more or "null",
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/Own/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 500>>",
    ]
    body = b"%PDF-1.7\n" + b"".join(f"{place + 1} 0 obj\n{one}\nendobj\n".encode() for place, one in enumerate(objects))
    paper.bytes = body + b"trailer\n<</Root 1 0 R/Size 8>>\n"
    return paper


def to_unicode(pairs):
    rows = "\n".join(f"<{code}> <{text.encode('utf-16-be').hex()}>" for code, text in pairs)
    content = f"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def 1 begincodespacerange <{'0' * len(pairs[0][0])}> <{'f' * len(pairs[0][0])}> endcodespacerange {len(pairs)} beginbfchar\n{rows}\nendbfchar endcmap end end"
    return f"<</Length {len(content)}>>stream\n{content}\nendstream"


COMPOSITE = "<</Type/Font/Subtype/Type0/BaseFont/Own/Encoding/Identity-H/DescendantFonts[7 0 R]"


def cid_with_unicode():
    """Two-byte codes that only ToUnicode explains, with a ligature."""
    pairs = [(f"{code + 700:04x}", chr(code)) for code in range(32, 127)] + [("0001", "fi")]
    show = lambda line: "<" + "".join("0001" if part == "fi" else "".join(f"{ord(letter) + 700:04x}" for letter in part) for part in re.split("(fi)", line)) + ">"  # noqa: E731
    return raw("raw-cid-to-unicode", COMPOSITE + "/ToUnicode 6 0 R>>", show, to_unicode(pairs))


def cid_without_unicode():
    paper = raw("raw-cid-without-meaning", COMPOSITE + ">>", lambda line: "<" + "".join(f"{ord(letter) + 700:04x}" for letter in line) + ">")
    paper.expected = "no-text"
    return paper


def type_3():
    """A font of drawings whose codes ToUnicode explains."""
    codes = range(33, 127)
    names = " ".join(f"/g{code}" for code in codes)
    shapes = " ".join(f"/g{code} 8 0 R" for code in codes)
    font = f"<</Type/Font/Subtype/Type3/FontBBox[0 0 10 10]/FontMatrix[.1 0 0 .1 0 0]/FirstChar 32/LastChar 126/Widths[{'5 ' * 95}]/CharProcs<<{shapes}>>/Encoding<</Type/Encoding/Differences[33 {names}]>>/Resources<<>>/ToUnicode 6 0 R>>"
    show = lambda line: "<" + line.encode("ascii").hex() + ">"  # noqa: E731
    paper = raw("raw-type-3", font, show, to_unicode([(f"{code:02x}", chr(code)) for code in range(32, 127)]))
    shape = "5 0 0 0 4 7 d1 0 0 4 7 re f"
    paper.bytes = paper.bytes.replace(b"trailer", f"8 0 obj\n<</Length {len(shape)}>>stream\n{shape}\nendstream\nendobj\ntrailer".encode())
    return paper


def scanned(layer):
    """A picture of a page, with or without text behind it."""

    def make():
        paper = Paper("scan-with-text-layer" if layer else "scan")
        paper.expected = "no-text"
        picture = io.BytesIO()
        Image.new("L", (340, 440), 230).save(picture, "PNG")

        def cover(page):
            if not layer:
                page.showPage()
            page.drawImage(ImageReader(picture), 0, 0, WIDTH, HEIGHT)

        if layer:
            paper.bytes = drawn(paper, change=cover)
        else:
            with pikepdf.open(io.BytesIO(drawn(paper, change=cover))) as file:
                del file.pages[0]
                out = io.BytesIO()
                file.save(out)
                paper.bytes = out.getvalue()
        return paper

    return make


def logo():
    """A letterhead with a name in its picture data is not carried over."""

    def change(paper, file):
        held = io.BytesIO()
        Image.new("L", (120, 30), 200).save(held, "JPEG", comment=paper.plant("comment of a picture", paper.word()).encode())
        page = file.pages[0]
        page.obj.Resources.XObject = Dictionary(P=file.make_stream(held.getvalue(), Type=Name.XObject, Subtype=Name.Image, Width=120, Height=30, ColorSpace=Name.DeviceGray, BitsPerComponent=8, Filter=Name.DCTDecode))
        page.contents_add(b" q 90 0 0 20 450 740 cm /P Do Q")

    return changed("picture-small", change)


def made():
    yield from [object_streams, linearized, aes_empty_password, turned(90), turned(180), turned(270)]
    yield from [properties, xmp, attachments, bookmarks, names_and_labels, scripts, private_data]
    yield from [comments, typed_notes, fields(True), fields(False), signature, structure, layers, cropped, font_names]
    yield from [font_program, file_identifier, metadata_of_parts]
    yield from [unseen, earlier_revision, broken_table, cut_off, junk_in_front]
    yield from [cid_with_unicode, cid_without_unicode, type_3, scanned(False), scanned(True), logo]
