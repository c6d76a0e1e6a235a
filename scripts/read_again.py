"""Reads pictures with rapidocr: file names on standard input, texts of their frames as
JSON on standard output. Runs in a Python of its own (tests/reader_requirements.txt)."""

import json
import logging
import sys
import warnings

import numpy
import pydicom
from pydicom.pixels import apply_color_lut, apply_voi_lut, pixel_array
from rapidocr import RapidOCR

warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)


def shown(path):
    """Every frame as a viewer shows it, 8 bit RGB."""
    data_set = pydicom.dcmread(path, force=True)
    values = pixel_array(data_set)
    frames = values if int(data_set.get("NumberOfFrames", 1) or 1) > 1 else values[None]
    for frame in frames:
        photometric = data_set.PhotometricInterpretation
        if photometric == "PALETTE COLOR":
            frame = apply_color_lut(frame, data_set) >> 8
        elif frame.ndim == 2:
            frame = apply_voi_lut(frame, data_set).astype(float)
            low, high = frame.min(), frame.max()
            frame = (frame - low) / max(high - low, 1) * 255
            if photometric == "MONOCHROME1":
                frame = 255 - frame
            frame = numpy.repeat(frame[..., None], 3, -1)
        yield numpy.ascontiguousarray(frame.astype(numpy.uint8))


def main():
    engine = RapidOCR()
    texts = {}
    for path in sys.stdin.read().split("\n"):
        texts[path] = [" ".join(engine(frame).txts or ()) for frame in shown(path)]
    json.dump(texts, sys.stdout)


if __name__ == "__main__":
    main()
