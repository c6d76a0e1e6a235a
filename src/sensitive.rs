//! A wrapper for every value that may identify someone.
//!
//! Its `Debug` prints three asterisks, it has no `Display`, and its memory is
//! reached only through [`Sensitive::expose`], which is easy to search for in
//! a review.

use serde::{Deserialize, Serialize};

/// A value that may identify a person. Never printed, logged or put in an error.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Sensitive<T>(T);

impl<T> Sensitive<T> {
    /// Wraps a value.
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// The value itself, for code that carries out a decision on it.
    pub const fn expose(&self) -> &T {
        &self.0
    }

    /// Gives the value up to its only consumer.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> std::fmt::Debug for Sensitive<T> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("***")
    }
}

impl From<&str> for Sensitive<String> {
    fn from(value: &str) -> Self {
        Self(value.to_owned())
    }
}

impl From<String> for Sensitive<String> {
    fn from(value: String) -> Self {
        Self(value)
    }
}

#[cfg(test)]
mod tests {
    use super::Sensitive;

    #[test]
    fn debug_text_shows_nothing_of_the_value() {
        let name = Sensitive::new(String::from("QUILLFEATHER^ODA"));
        assert_eq!(format!("{name:?} {:?}", Some(&name)), "*** Some(***)");
    }
}
