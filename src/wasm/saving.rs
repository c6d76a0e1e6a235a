//! The finished zip on its way to the disk: see [`crate::package::ZipStream`].

use wasm_bindgen::prelude::*;

use super::wrong;
use crate::package::{Packing, StreamError, ZipStream};

/// Takes the pieces of the zip in their order, gives the bytes to write.
#[wasm_bindgen]
pub struct PackageStream(Option<ZipStream>);

#[wasm_bindgen]
impl PackageStream {
    /// `packing` is `stored` or `deflated`.
    #[wasm_bindgen(constructor)]
    pub fn new(packing: &str) -> Result<PackageStream, JsValue> {
        let packing = match packing {
            "stored" => Packing::Stored,
            "deflated" => Packing::Deflated,
            _ => return Err(wrong()),
        };
        Ok(Self(Some(ZipStream::new(packing))))
    }

    /// Throws `changed` if an input is not what was checked. Nothing of the zip
    /// must be used then.
    pub fn push(&mut self, bytes: &[u8]) -> Result<Vec<u8>, JsValue> {
        let mut stream = self.0.take().ok_or_else(wrong)?;
        let mut out = Vec::with_capacity(bytes.len());
        stream.push(bytes, &mut out).map_err(code)?;
        self.0 = Some(stream);
        Ok(out)
    }

    /// What stands behind the last entry.
    pub fn finish(&mut self) -> Result<Vec<u8>, JsValue> {
        let mut out = Vec::new();
        let stream = self.0.take().ok_or_else(wrong)?;
        stream.finish(&mut out).map_err(code)?;
        Ok(out)
    }
}

fn code(error: StreamError) -> JsValue {
    JsValue::from_str(match error {
        StreamError::Changed => "changed",
        StreamError::NotAPackage | StreamError::Layout(_) => "package",
    })
}
