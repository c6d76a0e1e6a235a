"""PDF made from web pages, by a browser and by weasyprint."""

import base64
import io
import os
import pathlib
import shutil
import subprocess
import tempfile

from PIL import Image

from .paper import Paper

try:
    import weasyprint
except OSError:
    weasyprint = None


def html_of(paper, columns=1, more=""):
    head = "".join(f"<tr><th>{label}<td>{value}" for label, value in paper.head())
    body = "".join(
        f"<h2>{title}</h2><ul>" + "".join(f"<li>{one}" for one in paragraphs) + "</ul>" if title == "FINDINGS"
        else f"<h2>{title}</h2>" + "".join(f"<p>{one}</p>" for one in paragraphs)
        for title, paragraphs in paper.sections()
    )  # fmt: skip
    person = paper.plant("author of the page", paper.word())
    return (
        f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{person}</title><meta name=author content='{person}'>"
        f"<style>body{{font-family:sans-serif;font-size:11px}}main{{column-count:{columns}}}h2{{font-size:12px}}th{{text-align:left}}</style>"
        f"</head><body><h1>CT CHEST</h1><table>{head}</table><main>{body}</main>{more}<p>{paper.foot()}</p></body></html>"
    )


def browser():
    if os.environ.get("CHROMIUM"):
        return os.environ["CHROMIUM"]
    names = ["chromium", "chromium-browser", "google-chrome"]
    return next((path for name in names if (path := shutil.which(name))), None)


def printed(name, columns, head):
    """Printed from a web page, as many systems make their reports. `head`:
    with the title, the address and the time that the browser adds."""
    paper = Paper(name)
    html = html_of(paper, columns)
    folder_name = paper.plant("folder of the page", paper.word()) if head else "page"
    with tempfile.TemporaryDirectory() as top:
        folder = pathlib.Path(top, folder_name)
        folder.mkdir()
        source, target = folder / "page.html", folder / "page.pdf"
        source.write_text(html)
        command = [browser(), "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={top}/profile",
                   f"--print-to-pdf={target}", source.as_uri()]  # fmt: skip
        if not head:
            command.insert(1, "--no-pdf-header-footer")
        subprocess.run(command, capture_output=True, timeout=120, check=True)
        paper.bytes = target.read_bytes()
    return paper


def printed_page():
    return printed("browser-page", 1, head=False)


def printed_columns():
    return printed("browser-two-columns", 2, head=False)


def printed_with_head():
    return printed("browser-page-with-head", 1, head=True)


def woven(name, columns=1, more="", **options):
    """Set from a web page by weasyprint."""
    paper = Paper(name)
    html = html_of(paper, columns, more(paper) if more else "")
    paper.bytes = weasyprint.HTML(string=html).write_pdf(**options)
    return paper


def woven_page():
    return woven("weasyprint-page")


def woven_columns():
    return woven("weasyprint-two-columns", 2)


def woven_archive():
    """PDF/A-3 with structure: XMP and alternative texts."""
    def more(paper):
        held = io.BytesIO()
        Image.new("L", (8, 8), 200).save(held, "PNG")
        picture = base64.b64encode(held.getvalue()).decode()
        return f"<p><img width=8 src='data:image/png;base64,{picture}' alt='{paper.plant('text for a picture', paper.word())}'></p>"

    return woven("weasyprint-archive", more=more, pdf_variant="pdf/a-3u", pdf_tags=True)


def woven_form():
    """Fields with values, an attachment, a link, a bookmark with another text."""
    def more(paper):
        word = lambda place: paper.plant(place, paper.word())  # noqa: E731
        paper.clinical.append("Comparison: none available.")
        attached = base64.b64encode(f"Patient: {word('attached text')}".encode()).decode()
        return (
            f"<form><input name='{word('name of a field')}' value='Comparison: none available.' style='width:40em'>"
            f"<input name=who value='Patient Name: {paper.person('name in a field')}' style='width:40em'></form>"
            f"<a href='https://x.example/{word('address of a link')}'>Images</a>"
            f"<a rel=attachment href='data:text/plain;base64,{attached}'>text</a>"
            f"<p style='bookmark-level: 1; bookmark-label: \"{word('label of a bookmark')}\"'>Bones are normal.</p>"
        )

    return woven("weasyprint-form", more=more, pdf_forms=True)


def made():
    if browser():
        yield from [printed_page, printed_columns, printed_with_head]
    else:
        print("no Chromium here: the reports that it prints are left out")
    if weasyprint:
        yield from [woven_page, woven_columns, woven_archive, woven_form]
    else:
        print("no Pango here: the reports that weasyprint makes are left out")
