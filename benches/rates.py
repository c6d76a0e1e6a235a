"""Rates of whole commands on the same made-up data, side by side in one run.

usage: rates.py [SLICES [NESTED [FRAMES]]]
       (SAFELIGHT: the command; LIMIT: examples/limit.rs; ROUNDS: rounds of each, 3;
       GROWTH=no: without the growth table)

Three data sets: CT slices of 512 KiB, header-heavy files of 20 KB whose sequences
are four deep, and one instance of many frames. Every tool gets the same folder and
writes beside it, in turn, some rounds; the median counts, because others may work on
the machine too. What the tools do is not the same: see the notes of benches/results.py.
Ratios count, not the numbers of one machine. `limit` reads, takes CRC-32 and SHA-256
and writes the same bytes in the same place, and looks into nothing.

Keeps what it measured in build/bench/native.json, for benches/results.py.
"""

import datetime
import json
import os
import pathlib
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time

import made_data

ROUNDS = int(os.environ.get("ROUNDS", "3"))
OURS = "safelight"
KEPT = pathlib.Path(__file__).parent.parent / "build/bench/native.json"
# Slower ones are asked once: their row needs no second digit.
PATIENCE_SECONDS = 20
LIMIT_SECONDS = int(os.environ.get("LIMIT_SECONDS", "180"))


class Failed(Exception):
    pass


def follow(pid, peak):
    """The highest memory of a process while it runs, in MB. What wait4 says begins with the
    memory of this one, from which it was forked."""
    while True:
        try:
            with open(f"/proc/{pid}/status", encoding="utf-8") as lines:
                high = next((line for line in lines if line.startswith("VmHWM:")), None)
        except OSError:
            return
        if high is None:
            return
        peak[0] = max(peak[0], int(high.split()[1]) * 1024 / 1e6)
        time.sleep(0.005)


def command(*words):
    """Seconds and the highest memory of one command, in MB."""
    started = time.perf_counter()
    child = subprocess.Popen(
        [str(word) for word in words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    late = threading.Timer(LIMIT_SECONDS, child.kill)
    late.start()
    peak = [0.0]
    watch = threading.Thread(target=follow, args=(child.pid, peak))
    watch.start()
    _, status, usage = os.wait4(child.pid, 0)
    taken = time.perf_counter() - started
    late.cancel()
    watch.join()
    child.returncode = os.waitstatus_to_exitcode(status)
    if taken >= LIMIT_SECONDS:
        raise Failed(f"not done after {LIMIT_SECONDS} s")
    if child.returncode != 0:
        raise Failed(f"ended with {child.returncode}")
    unit = 1 if platform.system() == "Darwin" else 1024
    return taken, peak[0] or usage.ru_maxrss * unit / 1e6


def certificate(scratch):
    """gdcmanon encrypts what it removes for somebody: a key of this run."""
    made = scratch / "for_gdcmanon.pem"
    command("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj",
            "/CN=bench", "-keyout", scratch / "key.pem", "-out", made)  # fmt: skip
    return made


def ours(folder, zipped, *more):
    return [os.environ["SAFELIGHT"], "deidentify", folder, "--out", zipped, "--burned-in", "no", *more]


def tools(folder, scratch):
    """Names and commands; each writes into `out` or `out.zip`."""
    beside = pathlib.Path(sys.executable).parent
    zipped, out = scratch / "out.zip", scratch / "out"
    files = sorted(folder.iterdir())
    yield OURS, ours(folder, zipped)
    yield f"{OURS} --jobs 1", ours(folder, zipped, "--jobs", "1")
    if limit := os.environ.get("LIMIT"):
        yield "limit", [limit, os.cpu_count(), zipped, *files]
        yield "limit, one thread", [limit, 1, zipped, *files]
    if shutil.which("gdcmanon"):
        made = certificate(scratch)
        yield "gdcmanon", ["gdcmanon", "-e", "-c", made, "-r", "-i", folder, "-o", out]
    yield "dicom-anonymizer", [beside / "dicom-anonymizer", folder, out]
    yield "dicognito", [sys.executable, "-m", "dicognito", "-q", "-o", out, folder]


def measure(title, make, count):
    with tempfile.TemporaryDirectory() as name:
        scratch = pathlib.Path(name)
        folder = scratch / "in"
        folder.mkdir()
        make(folder, count)
        paths = list(folder.iterdir())
        megabytes = sum(path.stat().st_size for path in paths) / 1e6
        seen = {tool: {"seconds": [], "memory_mb": 0.0} for tool, _ in tools(folder, scratch)}
        for _ in range(ROUNDS):
            for tool, words in tools(folder, scratch):
                row = seen[tool]
                if "failed" in row or (row["seconds"] and row["seconds"][0] > PATIENCE_SECONDS):
                    continue
                out = scratch / "out"
                shutil.rmtree(out, ignore_errors=True)
                if tool == "dicom-anonymizer":
                    out.mkdir()
                (scratch / "out.zip").unlink(missing_ok=True)
                os.sync()
                try:
                    taken, memory = command(*words)
                except Failed as failed:
                    row["failed"] = str(failed)
                    continue
                row["seconds"].append(round(taken, 3))
                row["memory_mb"] = max(row["memory_mb"], round(memory, 1))
        for tool, row in seen.items():
            print(f"{title}: {tool}: {row}", flush=True)
        return {"title": title, "files": len(paths), "megabytes": round(megabytes), "tools": seen}


def growth(make, count):
    """Our command over 1, 10 and 100 times as much."""
    rows = []
    for times in (1, 10, 100):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name) / "in"
            folder.mkdir()
            make(folder, count * times)
            zipped = pathlib.Path(name) / "out.zip"
            megabytes = sum(path.stat().st_size for path in folder.iterdir()) / 1e6
            runs = []
            for _ in range(ROUNDS):
                zipped.unlink(missing_ok=True)
                os.sync()
                runs.append(command(*ours(folder, zipped)))
            rows.append({
                "times": times,
                "files": len(list(folder.iterdir())),
                "megabytes": round(megabytes),
                "seconds": round(statistics.median(taken for taken, _ in runs), 3),
                "memory_mb": round(max(memory for _, memory in runs), 1),
            })  # fmt: skip
            print(f"growth: {rows[-1]}", flush=True)
    return rows


def said(*words):
    """The first line that a command says of itself."""
    try:
        told = subprocess.run(words, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    lines = (told.stdout + told.stderr).strip().splitlines()
    return lines[0] if lines else ""


def machine():
    model = platform.processor() or platform.machine()
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as lines:
            model = next(line.split(":")[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        pass
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return f"{model}, {os.cpu_count()} cores, {memory:.0f} GB, {platform.system()} {platform.release()}"


def versions():
    from importlib.metadata import version

    names = ("dicom-anonymizer", "dicognito", "pydicom")
    gdcm = said("gdcmanon", "--version").replace("$Date$", "").replace("gdcmanon:", "").strip()
    return {
        OURS: said(os.environ["SAFELIGHT"], "--version"),
        "gdcmanon": gdcm or "not here",
        **{name: version(name) for name in names},
        "Python": platform.python_version(),
    }


def main():
    asked = [int(word) for word in sys.argv[1:]]
    count, small, frames = (asked + [1000, 5000, 2048][len(asked):])[:3]
    result = {
        "machine": machine(),
        "day": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "versions": versions(),
        "rounds": ROUNDS,
        "load_before": round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None,
        "sets": [
            measure("CT slices of 512 KiB", made_data.slices, count),
            measure("headers of 20 KB, four deep", made_data.nested, small),
            measure("one instance of many frames", made_data.frames, frames),
        ],
        "growth": [],
    }
    if os.environ.get("GROWTH") != "no":
        result["growth"] = [
            {"title": "CT slices of 512 KiB", "rows": growth(made_data.slices, max(1, count // 10))},
            {"title": "headers of 20 KB", "rows": growth(made_data.nested, max(1, small // 10))},
            {"title": "one instance of many frames", "rows": growth(made_data.frames, max(1, frames // 100))},
        ]
    KEPT.parent.mkdir(parents=True, exist_ok=True)
    KEPT.write_text(json.dumps(result, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
