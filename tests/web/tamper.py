"""Makes changed copies of a package: one for each way to tamper with it.

usage: tamper.py PACKAGE.zip OTHER.zip FOLDER

OTHER is a package of another run. Prints JSON: name of each copy, and a piece of
the message that tells this way from the others.
"""

import json
import pathlib
import sys
import zipfile


def read(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def flipped(data):
    place = len(data) // 2
    return data[:place] + bytes([data[place] ^ 4]) + data[place + 1 :]


def ways(entries, other):
    image = next(name for name in entries if name.startswith("DICOM/"))
    # Every paper, and one file of each kind.
    kinds = {name if "/" not in name else pathlib.Path(name).suffix: name for name in entries}
    one_of_each = dict(sorted(kinds.items()))
    for name in one_of_each.values():
        expected = f"{name}: the bytes are not those"
        if name == "SHA256SUMS":
            expected = "SHA256SUMS"
        if name == "attestation.dsse.json":
            expected = "attestation.dsse.json: the "
        yield f"flip-{name.replace('/', '_')}", {**entries, name: flipped(entries[name])}, expected
    yield "added", {**entries, "REPORT/more.txt": b"more"}, "REPORT/more.txt: the signature does not cover"
    yield "removed", {n: d for n, d in entries.items() if n != image}, "an entry that was signed is not there"
    renamed = {(n + "7" if n == image else n): d for n, d in entries.items()}
    yield "renamed", renamed, f"{image}7: the signature does not cover"
    for name in ("certificate.pdf", "certificate.json"):
        yield f"swapped-{name}", {**entries, name: other[name]}, f"{name} belongs to another run"
    status = entries["certificate.json"].replace(b'"title": "ISSUED', b'"title": "VERIFIED')
    assert status != entries["certificate.json"]
    yield "status", {**entries, "certificate.json": status}, "the status of the certificate is not the one"
    unsigned = {n: d for n, d in entries.items() if n != "attestation.dsse.json"}
    yield "unsigned", unsigned, "nothing is signed"


def main():
    package, other, folder = sys.argv[1:4]
    made = []
    for name, entries, expected in ways(read(package), read(other)):
        path = pathlib.Path(folder) / f"{name}.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for entry, data in entries.items():
                archive.writestr(entry, data)
        made.append({"path": str(path), "expected": expected})
    print(json.dumps(made))


if __name__ == "__main__":
    main()
