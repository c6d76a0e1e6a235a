"""DOCX as Word writes it, part by part."""

import base64
import io
import zipfile

from .paper import Paper

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office"'
)


def run(text, look=""):
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(content, look=""):
    inside = content if content.startswith("<") else run(content)
    return f"<w:p><w:pPr>{look}</w:pPr>{inside}</w:p>"


def table(rows):
    cell = lambda text: f"<w:tc><w:tcPr/>{paragraph(text)}</w:tc>"  # noqa: E731
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in rows) + "</w:tbl>"


class Word:
    """A package that grows by parts."""

    def __init__(self, name):
        self.paper = Paper(name, "docx")
        self.head = "".join(paragraph(f"{label} {value}") for label, value in self.paper.head())
        self.before = self.after = ""
        self.parts, self.links = {}, []

    def word(self, place):
        return self.paper.plant(place, self.paper.word())

    def says(self, text):
        """A clinical sentence."""
        self.paper.clinical.append(text)
        return text

    def part(self, kind, name, content, root=None):
        """Adds a part and the relationship that leads to it; gives its id."""
        if root:
            content = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{root} {SPACES}>{content}</w:{root}>'
        self.parts[f"word/{name}"] = content
        self.links.append(f'<Relationship Id="r{len(self.links)}" Type="{KIND}{kind}" Target="{name}"/>')
        return f"r{len(self.links) - 1}"

    def body(self):
        yield self.before
        yield paragraph(run("CT CHEST", "<w:b/>"))
        yield self.head
        for title, paragraphs in self.paper.sections():
            yield paragraph(run(title, "<w:b/>"))
            yield from map(paragraph, paragraphs)
        yield paragraph(self.paper.foot())
        yield self.after

    def done(self):
        document = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document {SPACES}><w:body>{"".join(self.body())}<w:sectPr/></w:body></w:document>'
        types = (
            '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
        )
        start = '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        files = {
            "[Content_Types].xml": types,
            "_rels/.rels": f'{start}<Relationship Id="d" Type="{KIND}officeDocument" Target="word/document.xml"/></Relationships>',
            "word/document.xml": document,
            "word/_rels/document.xml.rels": f"{start}{''.join(self.links)}</Relationships>",
        } | self.parts
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in files.items():
                archive.writestr(name, content)
        self.paper.bytes = out.getvalue()
        return self.paper


def body():
    return Word("docx-body").done()


def tables():
    word = Word("docx-tables")
    word.head = table(word.paper.head())
    rows = [["Lesion", "Site", "Size"], ["T01", word.says("Right middle lobe"), word.says("8 x 7 mm")]]
    word.after = table(rows)
    return word.done()


def headers_and_footers():
    word = Word("docx-headers-footers")
    for place in ["header", "footer"]:
        name = word.paper.person(f"{place} name")
        word.part(place, f"{place}1.xml", paragraph(f"Patient: {name}  MRN: {word.paper.number(f'{place} number', 8)}"), "hdr" if place == "header" else "ftr")
    return word.done()


def text_boxes():
    word = Word("docx-text-boxes")
    name = word.paper.person("text box name")
    inside = paragraph(f"Patient: {name}") + paragraph(word.says("No bone lesion in the text box."))
    drawing = f'<w:drawing><wp:anchor><wp:docPr id="1" name="{word.word("shape name")}" descr="{word.word("alternative text")}" title="{word.word("shape title")}"/><a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>'
    older = f'<w:pict><v:shape alt="{word.word("older alternative text")}"><v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox></v:shape></w:pict>'
    word.after = paragraph(f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{drawing}</mc:Choice><mc:Fallback>{older}</mc:Fallback></mc:AlternateContent></w:r>')
    return word.done()


def notes():
    word = Word("docx-notes")
    for kind, plural in [("footnote", "footnotes"), ("endnote", "endnotes")]:
        name = word.paper.person(f"{kind} name")
        text = f"Discussed with Dr. {name}. " + word.says(f"Size by the {kind} is unchanged.")
        separator = f'<w:{kind} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{kind}>'
        unused = f'<w:{kind} w:id="3">{paragraph(word.word(f"unused {kind}"))}</w:{kind}>'
        word.part(plural, f"{plural}.xml", f'{separator}<w:{kind} w:id="2">{paragraph(text)}</w:{kind}>{unused}', plural)
        word.after += paragraph(run(word.says(f"Text with a {kind}")) + f'<w:r><w:{kind}Reference w:id="2"/></w:r>')
    return word.done()


def comments():
    word = Word("docx-comments")
    text = f'<w:comment w:id="0" w:author="{word.word("comment author")}" w:initials="{word.word("comment initials")}" w:date="2023-02-03T04:05:06Z">{paragraph(word.word("comment"))}</w:comment>'
    word.part("comments", "comments.xml", text, "comments")
    people = f'<w:person w:author="{word.word("person")}"/>'
    word.part("people", "people.xml", people, "people")
    word.after = paragraph('<w:commentRangeStart w:id="0"/>' + run(word.says("Text with a comment.")) + '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>')
    return word.done()


def fields():
    word = Word("docx-fields")
    mark = lambda kind: f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'  # noqa: E731
    code = f'<w:r><w:instrText>HYPERLINK "https://x.example/{word.word("field code")}"</w:instrText></w:r>'
    word.after = paragraph(mark("begin") + code + mark("separate") + run(word.says("Shown result of a field.")) + mark("end"))
    word.after += paragraph(f'<w:fldSimple w:instr="AUTHOR {word.word("simple field code")}">{run(word.says("Shown result of a simple field."))}</w:fldSimple>')
    control = f'<w:sdtPr><w:alias w:val="{word.word("control name")}"/><w:tag w:val="{word.word("control tag")}"/></w:sdtPr>'
    word.after += f"<w:sdt>{control}<w:sdtContent>{paragraph(word.says('Shown text of a control.'))}</w:sdtContent></w:sdt>"
    word.after += paragraph(f'<w:hyperlink w:tooltip="{word.word("tip of a link")}" r:id="none">{run(word.says("Shown text of a link."))}</w:hyperlink>')
    word.after += paragraph(f'<w:bookmarkStart w:id="9" w:name="{word.word("bookmark")}"/>' + run(word.says("Text at a bookmark.")) + '<w:bookmarkEnd w:id="9"/>')
    return word.done()


def tracked_changes():
    word = Word("docx-tracked-changes")
    by = f'w:id="1" w:author="{word.word("author of a change")}" w:date="2023-02-03T04:05:06Z"'
    removed = word.word("deleted text")
    word.says("Nodule is stable since 2019.")
    word.after = paragraph(run("Nodule is ") + f"<w:del {by}><w:r><w:delText>{removed}</w:delText></w:r></w:del><w:ins {by}>{run('stable')}</w:ins>" + run(" since 2019."))
    word.after += f"<w:moveFrom {by}>{paragraph(word.word('moved from'))}</w:moveFrom><w:moveTo {by}>{paragraph(word.says('Moved here: spleen is normal.'))}</w:moveTo>"
    row = f"<w:tr><w:trPr><w:del {by}/></w:trPr><w:tc>{paragraph(word.word('deleted row'))}</w:tc></w:tr>"
    word.after += f"<w:tbl>{row}<w:tr><w:tc>{paragraph(word.says('Row that stays.'))}</w:tc></w:tr></w:tbl>"
    before = f'<w:rPrChange {by}><w:rPr/></w:rPrChange>'
    word.after += paragraph(run(word.says("Formatting was changed here."), before))
    return word.done()


def hidden_text():
    word = Word("docx-hidden-text")
    styles = '<w:style w:type="character" w:styleId="Gone"><w:name w:val="Gone"/><w:rPr><w:vanish/></w:rPr></w:style>'
    word.part("styles", "styles.xml", styles, "styles")
    word.after = paragraph(run("Liver ") + run(word.word("hidden text"), "<w:vanish/>") + run("is normal."))
    word.says("Liver is normal.")
    word.after += paragraph(run(word.word("hidden by style"), '<w:rStyle w:val="Gone"/>') + run(word.says("Kidneys are normal.")))
    word.after += paragraph(run(word.word("white text"), '<w:color w:val="FFFFFF"/>') + run(word.says("Bones are normal.")))
    return word.done()


def properties():
    word = Word("docx-properties")
    core = "".join(f"<{key}>{word.word(f'core {key}')}</{key}>" for key in ["creator", "lastModifiedBy", "title", "subject", "keywords", "description", "category"])
    word.parts["docProps/core.xml"] = f"<coreProperties>{core}</coreProperties>"
    app = "".join(f"<{key}>{word.word(f'app {key}')}</{key}>" for key in ["Company", "Manager", "Template", "HyperlinkBase"])
    word.parts["docProps/app.xml"] = f"<Properties>{app}</Properties>"
    word.parts["docProps/custom.xml"] = f'<Properties><property name="{word.word("custom name")}"><lpwstr>{word.word("custom value")}</lpwstr></property></Properties>'
    word.parts["customXml/item1.xml"] = f'<patient id="{word.paper.number("custom XML number", 9)}"><name>{word.word("custom XML name")}</name></patient>'
    word.part("settings", "settings.xml", f'<w:docVars><w:docVar w:name="{word.word("variable name")}" w:val="{word.word("variable")}"/></w:docVars><w:mailMerge><w:query w:val="{word.word("mail merge")}"/></w:mailMerge>', "settings")
    word.part("glossaryDocument", "glossary/document.xml", f"<w:docParts><w:docPart><w:docPartBody>{paragraph(word.word('glossary'))}</w:docPartBody></w:docPart></w:docParts>", "glossaryDocument")
    return word.done()


def embedded():
    word = Word("docx-embedded")
    picture = b"\xff\xd8\xff\xfe\x00\x20" + word.word("comment of a picture").encode() + b"\xff\xd9"
    word.part("image", "media/image1.jpeg", picture)
    inside = word.paper.plant("embedded object", word.paper.word())
    word.part("oleObject", "embeddings/oleObject1.bin", b"\xd0\xcf\x11\xe0" + base64.b64encode(inside.encode()) + inside.encode())
    chunk = word.part("aFChunk", "chunk.htm", f"<html><body>Patient: {word.word('alternative chunk')}</body></html>")
    word.after = f'<w:altChunk r:id="{chunk}"/>' + paragraph(word.says("Text after a chunk."))
    word.after += paragraph(f'<w:r><w:object><v:shape alt="{word.word("alternative text of an object")}"/><o:OLEObject ProgID="{word.word("program of an object")}"/></w:object></w:r>' + run(word.says("Text after an object.")))
    return word.done()


def revisions():
    """Numbers of editing sessions, in the body and in the settings."""
    word = Word("docx-revision-numbers")
    numbers = [word.paper.plant(f"revision number {place}", f"00{word.paper.digits(6)}") for place in range(3)]
    word.part("settings", "settings.xml", f'<w:rsids><w:rsidRoot w:val="{numbers[0]}"/><w:rsid w:val="{numbers[1]}"/></w:rsids>', "settings")
    word.after = f'<w:p w:rsidR="{numbers[2]}" w:rsidRDefault="{numbers[1]}">{run(word.says("Written in another session."))}</w:p>'
    return word.done()


def outside():
    """Addresses outside the file: a link, a template, a picture."""
    word = Word("docx-outside")
    for kind in ["hyperlink", "attachedTemplate", "image"]:
        address = f"file:///C:/Users/{word.word(f'address of {kind}')}/x"
        word.links.append(f'<Relationship Id="o{kind}" Type="{KIND}{kind}" Target="{address}" TargetMode="External"/>')
    word.after = paragraph(f'<w:hyperlink r:id="ohyperlink">{run(word.says("Shown text of an address."))}</w:hyperlink>')
    return word.done()


def pages_of_their_own():
    """Headers and footers of the first page and of even pages, a running title."""
    word = Word("docx-first-and-even-pages")
    for number, place in enumerate(["first header", "even header", "first footer", "even footer"]):
        kind = place.split()[1]
        name = word.paper.person(place)
        root = "hdr" if kind == "header" else "ftr"
        word.part(kind, f"{kind}{number}.xml", table([["Patient", f"{name}, {word.paper.number(f'{place} number', 8)}"]]), root)
    return word.done()


def charts():
    """A chart, a diagram and an embedded workbook: drawn things, not read."""
    word = Word("docx-charts")
    word.part("chart", "charts/chart1.xml", f"<c:chart><c:title><a:t>{word.word('title of a chart')}</a:t></c:title></c:chart>")
    word.part("diagramData", "diagrams/data1.xml", f"<dgm:dataModel><a:t>{word.word('text of a diagram')}</a:t></dgm:dataModel>")
    sheet = io.BytesIO()
    with zipfile.ZipFile(sheet, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", f"<sst><si><t>{word.word('cell of a workbook')}</t></si></sst>")
    word.part("package", "embeddings/book1.xlsx", sheet.getvalue())
    word.after = paragraph(word.says("Text beside a chart."))
    return word.done()


def entities():
    """A part with a document type: nothing of it is resolved."""
    word = Word("docx-entities")
    paper = word.done()
    inside = f'<!DOCTYPE w:document [<!ENTITY who "{paper.plant("entity", paper.word())}">]>'
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(paper.bytes)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                content = content.replace(b"<w:document", inside.encode() + b"<w:document", 1).replace(b"Patient Name:", b"Patient Name: &who;")
            new.writestr(name, content)
    paper.bytes, paper.expected = out.getvalue(), "malformed"
    return paper


def split_runs():
    """A name in several runs, as Word's spelling check leaves it."""
    word = Word("docx-split-runs")
    family = word.paper.plant("name in pieces", word.paper.word())
    word.after = paragraph(run("Dictated by: Dr. ") + run(family[:3]) + '<w:proofErr w:type="spellStart"/>' + run(family[3:6]) + run(family[6:], "<w:b/>"))
    word.after += paragraph(run(word.says("Pancreas is nor")) + run("mal."))
    word.paper.clinical[-1] = "Pancreas is normal."
    return word.done()


def made():
    yield from [body, tables, headers_and_footers, text_boxes, notes, comments, fields, tracked_changes]
    yield from [hidden_text, properties, embedded, split_runs]
    yield from [revisions, outside, pages_of_their_own, charts, entities]
