//! What lies around the regions of an ultrasound picture: name, date and settings
//! stand there, PS3.3 C.8.5.5.

use dicom_core::Tag;

use crate::boxes::PixelArea;
use crate::dicom::data::{DataSet, DicomFile, Encoding, Value};
use crate::dicom::walk::tag_of;
use crate::finding::TagCode;
use crate::policy::pixel_decisions::Device;

const REGIONS: TagCode = TagCode(0x0018_6011);
/// Region Location Min X0, Min Y0, Max X1, Max Y1: pixels, the last two included.
const EDGES: [TagCode; 4] = [
    TagCode(0x0018_6018),
    TagCode(0x0018_601A),
    TagCode(0x0018_601C),
    TagCode(0x0018_601E),
];
/// No letters fit into less.
const LEAST_PX: u32 = 6;

/// First and last column, first and last row.
#[derive(Clone, Copy)]
struct Frame {
    left: u32,
    top: u32,
    right: u32,
    bottom: u32,
}

/// The strips above, below, left and right of all regions together; none where no
/// region lies in the picture.
pub(super) fn areas(file: &DicomFile, device: &Device) -> Vec<PixelArea> {
    let regions = file.data_set.get(tag_of(REGIONS));
    let Some(Value::Items(items)) = regions.map(|element| &element.value) else {
        return Vec::new();
    };
    let (Some(last_column), Some(last_row)) =
        (device.columns.checked_sub(1), device.rows.checked_sub(1))
    else {
        return Vec::new();
    };
    let inside = |region: &Frame| {
        region.left <= region.right.min(last_column) && region.top <= region.bottom.min(last_row)
    };
    let regions = items.iter().filter_map(|item| region(item, file.encoding));
    let all = regions.filter(inside).reduce(|all, region| Frame {
        left: all.left.min(region.left),
        top: all.top.min(region.top),
        right: all.right.max(region.right),
        bottom: all.bottom.max(region.bottom),
    });
    let Some(all) = all else {
        return Vec::new();
    };
    let (right, bottom) = (all.right.min(last_column), all.bottom.min(last_row));
    let height = bottom + 1 - all.top;
    let strip = |left, top, width, height| PixelArea {
        left,
        top,
        width,
        height,
    };
    let strips = [
        strip(0, 0, device.columns, all.top),
        strip(0, bottom + 1, device.columns, last_row - bottom),
        strip(0, all.top, all.left, height),
        strip(right + 1, all.top, last_column - right, height),
    ];
    let has_room = |area: &PixelArea| area.width >= LEAST_PX && area.height >= LEAST_PX;
    strips.into_iter().filter(has_room).collect()
}

fn region(item: &DataSet, encoding: Encoding) -> Option<Frame> {
    let [left, top, right, bottom] = EDGES.map(|tag| long(item, tag_of(tag), encoding));
    Some(Frame {
        left: left?,
        top: top?,
        right: right?,
        bottom: bottom?,
    })
}

/// A UL in the byte order of the file.
fn long(item: &DataSet, tag: Tag, encoding: Encoding) -> Option<u32> {
    match &item.get(tag)?.value {
        Value::Bytes(bytes) => {
            let bytes = <[u8; 4]>::try_from(bytes.as_slice()).ok()?;
            Some(match encoding {
                Encoding::ExplicitBig => u32::from_be_bytes(bytes),
                Encoding::ImplicitLittle | Encoding::ExplicitLittle => u32::from_le_bytes(bytes),
            })
        }
        Value::Items(_) | Value::Pixels(_) => None,
    }
}
