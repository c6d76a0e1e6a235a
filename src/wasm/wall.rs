//! Pictures for the person's own screen: which there are, one frame, and many
//! frames as one.

use js_sys::{Array, Object, Uint8Array};
use wasm_bindgen::prelude::*;

use super::page::{policy_of, set, surveyed_files};
use super::source::{JsSource, SourceLike};
use super::{to_js, wrong};
use crate::pixels::{self, PixelError, Projection, ProjectionKind, Shown, Taken};
use crate::wall;

/// The series with pictures, the riskiest first.
#[wasm_bindgen]
pub fn wall(surveyed: &Array, policy: JsValue) -> Result<JsValue, JsValue> {
    to_js(&wall::wall(&surveyed_files(surveyed)?, &policy_of(policy)?))
}

/// One frame, counted from 0. `center` and `width` are a window of the person's in
/// the units of the modality, or both `undefined`. Throws the code of a reason.
#[wasm_bindgen]
pub fn show_frame(
    source: &SourceLike,
    frame: u32,
    center: Option<f64>,
    width: Option<f64>,
) -> Result<Object, JsValue> {
    let chosen = match (center, width) {
        (None, None) => None,
        (Some(center), Some(width)) => Some((center, width)),
        (Some(_), None) | (None, Some(_)) => return Err(wrong()),
    };
    let source = JsSource(source);
    let (frames, (shown, window)) = pixels::with_picture(&source, |picture| {
        let frames = picture.image().frames;
        picture.show_in(frame, chosen).map(|shown| (frames, shown))
    })
    .and_then(|shown| shown)
    .map_err(code)?;
    let scale = pixels::scale_of(shown.width_px, shown.height_px);
    let picture = on_screen(&shown.reduced(scale), scale, frames)?;
    if let Some(window) = window {
        set(&picture, "center", &JsValue::from_f64(window.center))?;
        set(&picture, "window", &JsValue::from_f64(window.width))?;
    }
    Ok(picture)
}

/// Many frames as one picture.
#[wasm_bindgen]
#[derive(Default)]
pub struct Projector(Projection);

#[wasm_bindgen]
impl Projector {
    /// Of no frame yet.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes every frame of an instance and says how many fitted. A frame that
    /// cannot be decoded is left out. Throws the code of a reason if the file cannot
    /// be opened.
    pub fn add(&mut self, source: &SourceLike) -> Result<u32, JsValue> {
        let source = JsSource(source);
        pixels::with_picture(&source, |picture| {
            let mut taken = 0;
            for frame in 0..picture.image().frames {
                match picture.show(frame).map(|shown| self.0.add(shown)) {
                    Ok(Taken::Yes) => taken += 1,
                    Ok(Taken::LeftOut) => {}
                    Err(_) => self.0.leave_out(),
                }
            }
            taken
        })
        .map_err(code)
    }

    /// Frames that are not in the picture: of another size or kind than the first,
    /// or not decoded.
    #[wasm_bindgen(getter)]
    pub fn left_out(&self) -> u32 {
        self.0.left_out()
    }

    /// The darkest (`minimum`), `mean` or brightest (`maximum`) level of each place.
    /// Throws `protocol` while there is no frame.
    pub fn picture(&self, kind: &str) -> Result<Object, JsValue> {
        let kind = ProjectionKind::of(kind).ok_or_else(wrong)?;
        let shown = self.0.picture(kind).ok_or_else(wrong)?;
        on_screen(&shown, self.0.scale(), self.0.frames())
    }
}

pub(super) fn code(error: PixelError) -> JsValue {
    JsValue::from_str(error.reason().code())
}

#[allow(
    clippy::cast_precision_loss,
    reason = "edges of pictures are below 2^53"
)]
fn on_screen(shown: &Shown, scale: usize, frames: u32) -> Result<Object, JsValue> {
    let picture = Object::new();
    let number = |number: usize| JsValue::from_f64(number as f64);
    set(&picture, "width", &number(shown.width_px))?;
    set(&picture, "height", &number(shown.height_px))?;
    set(&picture, "scale", &number(scale))?;
    set(&picture, "frames", &JsValue::from(frames))?;
    set(&picture, "center", &JsValue::NULL)?;
    set(&picture, "window", &JsValue::NULL)?;
    let rgba = shown.rgba();
    set(&picture, "rgba", &Uint8Array::from(rgba.as_slice()))?;
    Ok(picture)
}
