"""Pictures for the eye, compared with what pydicom makes of the same values."""

import numpy
from pydicom.pixels import pixel_array
from pydicom.pixels.processing import apply_color_lut, apply_modality_lut, apply_voi_lut, convert_color_space

LEVELS = 2


def wanted(data_set):
    """8 bit grey or RGB of the first frame, or None where there is no measure."""
    try:
        values = pixel_array(data_set, index=0, raw=True)
    except Exception:
        return None
    photometric = data_set.PhotometricInterpretation
    if photometric == "PALETTE COLOR":
        colors = apply_color_lut(values, data_set)
        bits = data_set.RedPaletteColorLookupTableDescriptor[2]
        return (colors >> 8 if colors.max() > 255 and bits > 8 else colors).astype(numpy.float64)
    if data_set.get("SamplesPerPixel", 1) == 3:
        if data_set.BitsAllocated != 8 or data_set.file_meta.TransferSyntaxUID.is_compressed:
            return None
        if photometric.startswith("YBR"):
            values = convert_color_space(values, "YBR_FULL", "RGB")
        return values.astype(numpy.float64)
    return grey(data_set, values, photometric)


def grey(data_set, values, photometric):
    if "SharedFunctionalGroupsSequence" in data_set or values.dtype.kind == "f":
        return None
    if data_set.get("PixelPaddingValue") is not None or "PresentationLUTShape" in data_set:
        return None
    values = apply_modality_lut(values, data_set).astype(numpy.float64)
    least, greatest = values.min(), values.max()
    if "VOILUTSequence" in data_set:
        lut = data_set.VOILUTSequence[0]
        whole = values.astype(numpy.int64)
        values = apply_voi_lut(whole, data_set, prefer_lut=True).astype(numpy.float64)
        least, greatest = 0, (1 << lut.LUTDescriptor[2]) - 1
    elif "WindowCenter" in data_set and "WindowWidth" in data_set:
        windowed = window(data_set, values)
        if windowed is None:
            return None
        values, least, greatest = windowed, 0, 1
    if greatest == least:
        return None
    values = (values - least) / (greatest - least) * 255
    return 255 - values if photometric == "MONOCHROME1" else values


def window(data_set, values):
    """The formula of PS3.3 C.11.2.1.2.1."""
    first = lambda element: float(element[0] if hasattr(element, "__len__") and not isinstance(element, str) else element)
    center, width = first(data_set.WindowCenter), first(data_set.WindowWidth)
    if width <= 1 or data_set.get("VOILUTFunction", "LINEAR") != "LINEAR":
        return None
    return numpy.clip((values - (center - 0.5)) / (width - 1) + 0.5, 0, 1)


def compare(command, found, run, values_of):
    """How many files have a measure, and which of them are too far from it."""
    folder, said = run(command, [path for path, _ in found], "--show")
    shown, faults = 0, []
    for number, ((path, data_set), one) in enumerate(zip(found, said)):
        frames = one.get("frames") or [{"error": ""}]
        right = wanted(data_set)
        if right is None or "error" in frames[0]:
            continue
        shown += 1
        values = values_of(folder, number, 0, frames[0])
        away = numpy.abs(values.astype(numpy.float64) - right.reshape(values.shape)).max()
        if away > LEVELS:
            faults.append(f"{path.name}: shown {away:g} levels away")
    return shown, faults
