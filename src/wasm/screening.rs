//! Text in pictures: which pixels are read, and what of it a person is told. The
//! reading itself is done by an engine of its own, which learns no name.

use js_sys::{Array, Function, Uint8Array};
use wasm_bindgen::prelude::*;

use super::page::{pack, surveyed_files, unpack};
use super::source::{JsSource, SourceLike};
use super::to_js;
use super::wall::code;
use crate::known::Known;
use crate::ocr::{Bounds, OcrError, Picture, Reader, Seen};
use crate::pixels;
use crate::plan::Surveyed;
use crate::screening::{self, AllowList, Layers, ScreeningError, Sheet};

#[wasm_bindgen]
extern "C" {
    /// The engine that reads, as JavaScript holds it.
    pub type ReaderLike;

    #[wasm_bindgen(method, catch)]
    fn read(
        this: &ReaderLike,
        samples: &[u8],
        width: usize,
        height: usize,
        parts: &[u32],
    ) -> Result<Uint8Array, JsValue>;
}

struct JsReader(ReaderLike);

impl Reader for JsReader {
    fn read(&self, picture: &Picture, parts: &[Bounds]) -> Result<Seen, OcrError> {
        let parts = parts
            .iter()
            .flat_map(|part| [part.left_px, part.top_px, part.width_px, part.height_px]);
        let parts: Vec<u32> = parts.collect();
        let (width, height) = (picture.width(), picture.height());
        let seen = self.0.read(picture.samples(), width, height, &parts);
        let seen = seen.map_err(|_| OcrError::Run)?;
        unpack(&seen.to_vec()).map_err(|_| OcrError::Run)
    }
}

/// The known values of a drop, for `Screener`.
#[wasm_bindgen]
pub fn known_values(surveyed: &Array) -> Result<Vec<u8>, JsValue> {
    let surveyed = surveyed_files(surveyed)?;
    let values = surveyed.iter().flat_map(Surveyed::known).cloned();
    pack(&Known::from_values(values))
}

/// Finds text in the pictures of one series after the other.
#[wasm_bindgen]
pub struct Screener {
    screener: screening::Screener<JsReader>,
    layers: Layers,
}

#[wasm_bindgen]
impl Screener {
    /// Prepares the known values.
    #[wasm_bindgen(constructor)]
    pub fn new(known: &[u8], reader: ReaderLike) -> Result<Screener, JsValue> {
        let known: Known = unpack(known)?;
        Ok(Self {
            screener: screening::Screener::new(JsReader(reader), &known),
            layers: Layers::default(),
        })
    }

    /// Reads some frames of an instance, each by itself; gives a sheet. `instance` is
    /// its place in the series; `told` hears of each frame. Throws the code of a
    /// reason, or `not-read`.
    pub fn frames(
        &self,
        source: &SourceLike,
        instance: u32,
        modality: &str,
        from: u32,
        to: u32,
        told: &Function,
    ) -> Result<Vec<u8>, JsValue> {
        let allowed = AllowList::of(modality);
        let sheet = pixels::with_picture(&JsSource(source), |picture| {
            let image = picture.image();
            let edge = |pixels: usize| u32::try_from(pixels).unwrap_or(u32::MAX);
            let size = (edge(image.columns), edge(image.rows));
            let range = from..to.min(image.frames);
            let mut told = |frame: u32| {
                // What the page does with it is no reason to stop.
                let _ = told.call1(&JsValue::NULL, &JsValue::from(frame - from + 1));
            };
            let frames = self.screener.frames(picture, &allowed, range, &mut told)?;
            Ok(Sheet {
                size,
                instances: vec![(instance, image.frames)],
                frames,
                is_layered: false,
            })
        });
        match sheet.map_err(code)? {
            Ok(sheet) => pack(&sheet),
            Err(ScreeningError::Pixels(error)) => Err(code(error)),
            Err(ScreeningError::Ocr(_)) => Err(JsValue::from_str("not-read")),
        }
    }

    /// Lays the frames of one more instance over those of the series so far. Throws
    /// the code of a reason if it cannot be decoded whole.
    pub fn add(&mut self, source: &SourceLike, instance: u32) -> Result<(), JsValue> {
        let layers = &mut self.layers;
        pixels::with_picture(&JsSource(source), |picture| {
            for frame in 0..picture.image().frames {
                layers.add(instance, picture.show(frame)?);
            }
            Ok(())
        })
        .and_then(|taken| taken)
        .map_err(code)
    }

    /// Reads what was laid over each other; gives a sheet for each size of picture,
    /// and begins anew. Throws `not-read`.
    pub fn layers(&mut self, modality: &str) -> Result<Array, JsValue> {
        let layers = std::mem::take(&mut self.layers);
        let allowed = AllowList::of(modality);
        let sheets = Array::new();
        for layer in layers.layers() {
            let sheet = layer.sheet(&self.screener, &allowed);
            let sheet = sheet.map_err(|_| JsValue::from_str("not-read"))?;
            sheets.push(&Uint8Array::from(pack(&sheet)?.as_slice()));
        }
        Ok(sheets)
    }
}

/// The places of text in a series, from all its sheets; `unread` of its instances have
/// none.
#[wasm_bindgen]
pub fn found_places(sheets: &Array, unread: usize) -> Result<JsValue, JsValue> {
    let sheets: Result<Vec<Sheet>, JsValue> = sheets
        .iter()
        .map(|bytes| unpack(&Uint8Array::new(&bytes).to_vec()))
        .collect();
    to_js(&screening::places(&sheets?, unread))
}
