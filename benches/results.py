"""Writes benches/RESULTS.md of what the benches measured last.

usage: results.py          (reads build/bench/native.json, browser.json, memory.json)

What was not measured here keeps no old figure: its table says so.
"""

import json
import pathlib
import statistics

ROOT = pathlib.Path(__file__).parent.parent
OUT = ROOT / "benches/RESULTS.md"
SET_TITLES = {
    "ct": "CT slices of 512 KiB",
    "small": "headers of 20 KB, four deep",
    "frames": "one instance of many frames",
}


def measured(name):
    path = ROOT / "build/bench" / name
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def table(head, rows):
    lines = [f"| {' | '.join(head)} |", f"|{'|'.join(['---'] + ['--:'] * (len(head) - 1))}|"]
    return "\n".join(lines + [f"| {' | '.join(str(cell) for cell in row)} |" for row in rows])


def median(row):
    return statistics.median(row["seconds"]) if row["seconds"] else None


def rates(one, limit_name):
    """One data set: a row for each tool."""
    tools = one["tools"]
    ours = median(tools["safelight"])
    limit = median(tools[limit_name]) if limit_name in tools else None
    rows = []
    for tool, row in tools.items():
        taken = median(row)
        if taken is None:
            rows.append([tool, row.get("failed", "not run"), "", "", "", "", ""])
            continue
        rows.append([
            tool,
            f"{taken:.2f}",
            f"{one['files'] / taken:,.0f}",
            f"{one['megabytes'] / taken:,.0f}",
            f"{row['memory_mb']:,.0f}",
            f"{limit / taken:.2f}" if limit else "",
            f"{taken / ours:.2f} x" if ours else "",
        ])  # fmt: skip
    head = ["tool", "s", "files/s", "MB/s", "memory MB", "share of the limit", "time beside safelight"]
    return table(head, rows)


def native(result):
    if result is None:
        return "## Commands\n\nNot measured: `make bench`.\n"
    versions = ", ".join(f"{name} {version.removeprefix(name).strip()}" for name, version in result["versions"].items())
    parts = [
        "## Commands",
        f"{result['machine']}. {result['day']}, {result['rounds']} rounds in turn, medians; "
        f"load of the machine before: {result['load_before']}.",
        f"{versions}.",
        "`limit` reads the same bytes, takes CRC-32 and SHA-256 and writes them into one file in the same "
        "place, on all cores, and looks into nothing (`examples/limit.rs`). safelight also parses, cleans, "
        "reads its result again and searches every byte for known values. gdcmanon -e applies its basic "
        "profile, dicom-anonymizer Table E.1-1, dicognito its own rules; they neither hash nor check nor zip. "
        "A tool that needs more than 20 s is run once. Files are in the page cache.",
    ]
    for one in result["sets"]:
        parts.append(f"### {one['title']}: {one['files']:,} files, {one['megabytes']:,} MB")
        parts.append(rates(one, "limit"))
    if result["growth"]:
        parts.append("### Growth of the cost")
        rows = []
        for one in result["growth"]:
            first = one["rows"][0]
            for row in one["rows"]:
                each = row["seconds"] / row["megabytes"] if row["megabytes"] else 0
                rows.append([
                    one["title"], f"{row['times']} x", f"{row['files']:,}", f"{row['megabytes']:,}",
                    f"{row['seconds']:.2f}", f"{1000 * each:.2f}", f"{row['seconds'] / first['seconds']:.1f}",
                    f"{row['memory_mb']:,.0f}",
                ])  # fmt: skip
        head = ["data", "", "files", "MB", "s", "ms per MB", "times the first", "memory MB"]
        parts.append(table(head, rows))
        parts.append("A run costs some time whatever it is given: the first row is mostly that.")
    return "\n\n".join(parts) + "\n"


def browser(result):
    if result is None:
        return "## The page in Chromium\n\nNot measured: `make page-bench`.\n"
    dcmjs = result["versions"].get("dcmjs")
    parts = [
        "## The page in Chromium",
        f"{result['versions']['browser']}. {result['day']}, {result['rounds']} rounds in turn, medians. Seconds of "
        "reading, cleaning and checking, and saving to the disk of the browser, without the clicks between; "
        "memory is the private memory of the tab with its workers.",
        "`limit` is a page that reads the same files in as many workers, takes CRC-32 in JavaScript and SHA-256 by "
        "the browser's own code, and writes the bytes to the same disk.",
    ]
    if dcmjs:
        parts.append(
            f"dcmjs {dcmjs} is the library with which dicom-curate reads and writes: here it does this alone, in as "
            "many workers, and replaces five values. It is a floor under the time of dicom-curate, which could not be "
            "measured: the package registry used here does not have it."
        )
    for one in result["sets"]:
        parts.append(f"### {SET_TITLES.get(one['name'], one['name'])}: {one['files']:,} files, {one['megabytes']:,} MB")
        parts.append(rates(one, "limit"))
        stages = one["tools"]["safelight"].get("stages")
        if stages:
            parts.append(
                f"Of the last round: reading {stages['readSeconds']:.1f} s, cleaning and checking "
                f"{stages['runSeconds']:.1f} s, saving {stages['saveSeconds']:.1f} s."
            )
    return "\n\n".join(parts) + "\n"


def memory(result):
    if result is None:
        return "## Memory of the page\n\nNot measured: `make memory-bench`.\n"
    rows = [
        [
            "slices of 512 KiB" if row["kind"] == "slices" else "one instance of many frames",
            f"{row['megabytes']:,}", f"{row['files']:,}", row["idle"], row["reading"], row["running"],
            row["saving"], max(row["reading"], row["running"], row["saving"]),
        ]
        for row in result["rows"]
    ]  # fmt: skip
    head = ["data", "MB", "files", "before", "reading", "cleaning", "saving", "highest"]
    return "\n\n".join([
        "## Memory of the page",
        f"{result['browser']}, {result['day']}. Highest private memory, in MB, of the tab with all its workers, "
        "looked at four times a second; everything is saved to the disk of the browser in the end.",
        table(head, rows),
    ]) + "\n"  # fmt: skip


def main():
    text = "\n".join([
        "# Results",
        "",
        "Written by `benches/results.py` after `make bench`, `make page-bench` and `make memory-bench`; do not edit. "
        "Ratios of one run count, not the numbers of one machine.",
        "",
        native(measured("native.json")),
        browser(measured("browser.json")),
        memory(measured("memory.json")),
    ])  # fmt: skip
    OUT.write_text(text.rstrip() + "\n", encoding="utf-8")
    print(f"{OUT.relative_to(ROOT)}: written")


if __name__ == "__main__":
    main()
