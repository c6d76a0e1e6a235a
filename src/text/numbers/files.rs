//! Files by the ending of their name.

use crate::text::found::What;
use crate::text::token::Page;

use super::Hit;

/// `lhart_face.jpg`, `AC3318_0822.dcm`: letters, digits and signs up to a known
/// ending; a full stop behind it ends the sentence.
pub(super) fn file(page: &Page, at: usize) -> Hit {
    if !page.is_word(at) && !page.is_number(at) {
        return None;
    }
    let mut end = at + 1;
    for _ in 0..24 {
        let joins = page.is_glued(end)
            && (page.is_word(end)
                || page.is_number(end)
                || matches!(page.sign(end), '_' | '-' | '.'));
        if !joins {
            break;
        }
        end += 1;
    }
    while end > at + 1 && matches!(page.sign(end - 1), '.' | '-' | '_') {
        end -= 1;
    }
    let extension = page.low(end.wrapping_sub(1));
    let file = page.is_sign(end.wrapping_sub(2), '.') && end > at + 2;
    if file
        && matches!(
            extension,
            "jpg" | "jpeg" | "png" | "heic" | "bmp" | "gif" | "tif" | "tiff"
        )
    {
        return Some((end, What::Photo, "picture-file"));
    }
    if file
        && matches!(
            extension,
            "dcm"
                | "pdf"
                | "docx"
                | "doc"
                | "wav"
                | "mp"
                | "txt"
                | "zip"
                | "avi"
                | "mov"
                | "xlsx"
                | "nii"
                | "csv"
                | "xml"
                | "inv"
                | "stl"
                | "mpg"
                | "wmv"
                | "raw"
        )
    {
        return Some((end, What::Id, "file-name"));
    }
    None
}
