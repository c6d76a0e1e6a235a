//! Every string of a JSON text, keys too, with its escapes undone; no tree is built.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

/// Gives every key and string to `look` until it says true. Whether it did; `None` if
/// the bytes are no JSON, or text stands behind it.
pub fn any_string(bytes: &[u8], look: &mut dyn FnMut(&str) -> bool) -> Option<bool> {
    let mut found = false;
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    reader
        .deserialize_any(Strings {
            look,
            found: &mut found,
        })
        .and_then(|()| reader.end())
        .is_ok()
        .then_some(found)
}

struct Strings<'a> {
    look: &'a mut dyn FnMut(&str) -> bool,
    found: &'a mut bool,
}

impl Strings<'_> {
    fn again(&mut self) -> Strings<'_> {
        Strings {
            look: self.look,
            found: self.found,
        }
    }
}

impl<'de> DeserializeSeed<'de> for Strings<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strings<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("JSON")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        *self.found = *self.found || (self.look)(text);
        Ok(())
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<(), A::Error> {
        while items.next_element_seed(self.again())?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut fields: A) -> Result<(), A::Error> {
        while fields.next_key_seed(self.again())?.is_some() {
            fields.next_value_seed(self.again())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_and_string_is_seen_with_its_escapes_undone() {
        let text = br#" {"a":[1,-2,2.5,null,true,"b\u0043",{"d\n":{"e":"f"}}],"":"g"} "#;
        let mut seen = Vec::new();
        let found = any_string(text, &mut |text| {
            seen.push(text.to_owned());
            false
        });
        assert_eq!(found, Some(false));
        assert_eq!(seen, ["a", "bC", "d\n", "e", "f", "", "g"]);
        for wanted in ["a", "bC", "e", "g"] {
            assert_eq!(any_string(text, &mut |text| text == wanted), Some(true));
        }
    }

    #[test]
    fn what_is_no_json_is_told() {
        let deep = "[".repeat(100_000);
        for text in ["", "{", "[1,]", "{\"a\":1} 2", "\"a", deep.as_str()] {
            assert_eq!(any_string(text.as_bytes(), &mut |_| false), None);
        }
    }
}
