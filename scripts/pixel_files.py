"""Files of made-up pictures in every transfer syntax, for scripts/pixels.py.

The pictures are waves with noise, an edge and a flat patch; nobody's. Encoders that
are not ours write them: dcmtk (JPEG, JPEG-LS), pydicom's plugins (RLE, JPEG 2000) and
imagecodecs (HTJ2K, JPEG XL); native forms and deflated frames are written here.
"""

import subprocess
import zlib

import imagecodecs
import numpy
from pydicom.dataset import FileDataset, FileMetaDataset
from pydicom.encaps import encapsulate
from pydicom.filewriter import dcmwrite
from pydicom.uid import UID, ExplicitVRBigEndian, ExplicitVRLittleEndian, ImplicitVRLittleEndian

LEAST = 100
ROOT = "1.2.840.10008.1.2"
SECONDARY_CAPTURE = "1.2.840.10008.5.1.4.1.1.7"
SIZES = [(32, 40), (33, 47), (1, 1), (7, 3)]


def picture(rows, columns, channels=1, bits=8, signed=False, frames=1):
    """frames × rows × columns × channels."""
    random = numpy.random.default_rng(rows * 1000 + columns + bits)
    y, x = numpy.mgrid[0:rows, 0:columns]
    levels = (1 << bits) - 1
    waves = (numpy.sin(x / 5) + numpy.cos(y / 7) + 2) / 4 * levels
    values = numpy.stack([numpy.stack([numpy.roll(waves, 3 * frame + 5 * channel, 1)
                                       for channel in range(channels)], -1)
                          for frame in range(frames)])
    values += random.normal(0, levels / 200, values.shape)
    values[:, rows // 3: rows // 2, columns // 4: columns // 2] = levels // 3
    values = numpy.clip(values, 0, levels).astype(numpy.int64)
    if signed:
        values -= 1 << (bits - 1)
    kind = "i" if signed else "u"
    return values.astype(f"<{kind}{1 if bits <= 8 else 2 if bits <= 16 else 4}")


def data_set(values, bits, syntax=ExplicitVRLittleEndian, photometric=None):
    """A Secondary Capture without pixels yet."""
    meta = FileMetaDataset()
    meta.TransferSyntaxUID = UID(syntax)
    meta.MediaStorageSOPClassUID = SECONDARY_CAPTURE
    meta.MediaStorageSOPInstanceUID = "2.25.1"
    found = FileDataset(None, {}, file_meta=meta, preamble=bytes(128))
    found.SOPClassUID, found.SOPInstanceUID = SECONDARY_CAPTURE, "2.25.1"
    found.StudyInstanceUID, found.SeriesInstanceUID = "2.25.2", "2.25.3"
    frames, found.Rows, found.Columns, found.SamplesPerPixel = values.shape
    found.NumberOfFrames = frames
    found.PhotometricInterpretation = photometric or ("RGB" if values.shape[3] == 3 else "MONOCHROME2")
    if values.shape[3] == 3:
        found.PlanarConfiguration = 0
    found.BitsAllocated = values.dtype.itemsize * 8
    found.BitsStored, found.HighBit = bits, bits - 1
    found.PixelRepresentation = int(values.dtype.kind == "i")
    return found


def save(found, path):
    syntax = found.file_meta.TransferSyntaxUID
    little, implicit = syntax != ExplicitVRBigEndian, syntax == ImplicitVRLittleEndian
    # Forced: the library does not know the newest syntaxes.
    found.file_meta.ImplementationClassUID = "2.25.4"
    dcmwrite(path, found, little_endian=little, implicit_vr=implicit,
             force_encoding=True)
    return path


def native(folder):
    """Both byte orders, planes, packed bits, long and floating cells."""
    made = []
    shapes = [(1, 8, False), (1, 8, True), (3, 8, False), (1, 12, False), (1, 16, True),
              (3, 16, False), (1, 32, True), (1, 24, False)]
    syntaxes = (ImplicitVRLittleEndian, ExplicitVRLittleEndian, ExplicitVRBigEndian)
    for channels, bits, signed in shapes:
        for number, syntax in enumerate(syntaxes):
            values = picture(9, 7, channels, bits, signed, frames=2)
            found = data_set(values, bits, syntax)
            big = syntax == ExplicitVRBigEndian
            stored = values.astype(values.dtype.newbyteorder(">" if big else "<"))
            found.PixelData = padded(stored.tobytes())
            found["PixelData"].VR = "OB" if bits <= 8 else "OW"
            path = save(found, folder / f"native-{channels}-{bits}-{signed}-{number}.dcm")
            made.append((path, values))
    values = picture(9, 7, 3, 8, frames=2)
    found = data_set(values, 8)
    found.PlanarConfiguration = 1
    found.PixelData = padded(numpy.moveaxis(values, 3, 1).tobytes())
    made.append((save(found, folder / "planes.dcm"), values))
    bits = picture(9, 7, 1, 8, frames=3) & 1
    found = data_set(bits, 1)
    found.BitsAllocated = 1
    found.PixelData = padded(numpy.packbits(bits.reshape(-1), bitorder="little").tobytes())
    made.append((save(found, folder / "packed.dcm"), bits))
    for name, kind in (("FloatPixelData", "<f4"), ("DoubleFloatPixelData", "<f8")):
        values = picture(9, 7, 1, 16).astype(kind) / 3
        found = data_set(values, 16)
        for other in ("BitsStored", "HighBit", "PixelRepresentation"):
            delattr(found, other)
        setattr(found, name, values.tobytes())
        made.append((save(found, folder / f"{name}.dcm"), values))
    return made


def padded(data):
    return data + bytes(len(data) % 2)


def in_fragments(folder, name, values, bits, syntax, encode, photometric=None):
    """One file whose frames are what `encode` makes of them."""
    found = data_set(values, bits, ROOT + syntax, photometric)
    found.PixelData = encapsulate([padded(encode(frame)) for frame in values])
    found["PixelData"].VR = "OB"
    found["PixelData"].is_undefined_length = True
    return save(found, folder / f"{name}.dcm")


def squeezed(frame):
    return numpy.ascontiguousarray(frame if frame.shape[2] > 1 else frame[..., 0])


def deflated(frame):
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    return packer.compress(frame.tobytes()) + packer.flush()


def encapsulated(folder):
    """Syntaxes that imagecodecs or this script write."""
    made = []
    for number, (rows, columns) in enumerate(SIZES):
        for channels, bits in ((1, 8), (3, 8), (1, 12), (1, 16)):
            values = picture(rows, columns, channels, bits, frames=2)
            name = f"{number}-{channels}-{bits}"
            ways = [
                (".1.98", "uncompressed", lambda frame: frame.tobytes()),
                (".8.1", "deflated", deflated),
                (".4.201", "ht", lambda frame: imagecodecs.htj2k_encode(squeezed(frame))),
                (".4.110", "xl", lambda frame: imagecodecs.jpegxl_encode(
                    squeezed(frame), lossless=True, bitspersample=bits)),
            ]
            for syntax, label, encode in ways:
                photometric = "YBR_RCT" if label == "ht" and channels == 3 else None
                path = in_fragments(folder, f"{label}-{name}", values, bits, syntax, encode, photometric)
                made.append((path, values))
    signed = picture(33, 47, 1, 16, signed=True)
    path = in_fragments(folder, "ht-signed", signed, 16, ".4.201",
                        lambda frame: imagecodecs.htj2k_encode(squeezed(frame)))
    return [*made, (path, signed)]


def lossy(folder):
    """Lossy HTJ2K and JPEG XL: what the encoder's own library decodes is the measure."""
    made = []
    for channels, bits in ((1, 8), (3, 8), (1, 12)):
        values = picture(64, 80, channels, bits) // 2 + (1 << bits) // 4
        values = values.astype(picture(1, 1, 1, bits).dtype)
        coded = imagecodecs.htj2k_encode(squeezed(values[0]), reversible=False)
        path = in_fragments(folder, f"ht-lossy-{channels}-{bits}", values, bits, ".4.203",
                            lambda frame: coded, "YBR_ICT" if channels == 3 else None)
        made.append((path, imagecodecs.htj2k_decode(coded).reshape(values.shape)))
        if bits == 8:
            coded_xl = imagecodecs.jpegxl_encode(squeezed(values[0]), lossless=False, distance=1)
            path = in_fragments(folder, f"xl-lossy-{channels}", values, bits, ".4.112", lambda frame: coded_xl)
            made.append((path, imagecodecs.jpegxl_decode(coded_xl).reshape(values.shape)))
    return made


def by_pydicom(folder):
    """RLE and JPEG 2000 by pydicom's own plugins."""
    made = []
    for channels, bits, signed in ((1, 8, False), (3, 8, False), (1, 12, False), (1, 16, True), (3, 16, False)):
        values = picture(33, 47, channels, bits, signed, frames=2)
        for syntax, plugin in ((".5", "pydicom"), (".4.90", "pylibjpeg")):
            found = data_set(values, bits)
            found.PixelData = padded(values.tobytes())
            found["PixelData"].VR = "OW"
            found.compress(ROOT + syntax, encoding_plugin=plugin, generate_instance_uid=False)
            made.append((save(found, folder / f"py{syntax}-{channels}-{bits}-{signed}.dcm"), values))
    return made


# Options of dcmtk, whether what comes out is what went in, and the bits that it takes.
JPEG = [(["+el", "+sv", str(predictor)], True, (8, 12, 16)) for predictor in range(1, 8)]
JPEG += [(["+e1"], True, (8, 12, 16)), (["+el", "+pt", "2"], True, (8, 12)),
         (["+eb"], None, (8,)), (["+eb", "+cr"], None, (8,)), (["+eb", "+s4"], None, (8,)),
         (["+eb", "+n1"], None, (8,)), (["+ee"], None, (8, 12))]
JPEG_LS = [(["+el"], True, (8, 12, 16)), (["+el", "+is"], True, (8, 12, 16)), (["+el", "+in"], True, (8, 12, 16)),
           (["+en", "+md", "3"], None, (8, 12, 16)), (["+en", "+md", "2", "+is"], None, (8, 12)),
           (["+el", "+pc", "+t1", "5", "+t2", "9", "+t3", "30", "+rs", "32"], True, (8, 12))]


def by_dcmtk(folder):
    """JPEG and JPEG-LS; of lossy ones pydicom's plugins are the measure."""
    made = []
    for number, (rows, columns) in enumerate(SIZES):
        for channels, bits, signed in ((1, 8, False), (3, 8, False), (1, 12, False), (1, 16, True)):
            values = picture(rows, columns, channels, bits, signed, frames=2)
            found = data_set(values, bits)
            found.PixelData = padded(values.tobytes())
            found["PixelData"].VR = "OW"
            plain = save(found, folder / f"plain-{number}-{channels}-{bits}.dcm")
            for program, ways in (("dcmcjpeg", JPEG), ("dcmcjpls", JPEG_LS)):
                for options, lossless, depths in ways:
                    if bits not in depths or (signed and not lossless):
                        continue
                    # All ways for one size, the commonest for the others.
                    if number != 1 and options[0] in ("+el", "+en") and len(options) > 1:
                        continue
                    name = "".join(options).replace("+", "-")
                    path = folder / f"{program}{name}-{number}-{channels}-{bits}.dcm"
                    result = subprocess.run([program, *options, plain, path], capture_output=True)
                    if result.returncode:
                        continue
                    # A point transform takes the two lowest bits away.
                    wanted = values >> 2 << 2 if "+pt" in options else values
                    made.append((path, wanted if lossless else None))
    return made


def make(folder):
    """Path and picture of every file; None where the picture is not what comes out."""
    made = []
    for way in (native, encapsulated, lossy, by_pydicom, by_dcmtk):
        made += way(folder)
    return made
