//! Small types whose constructors accept a fixed shape only, so that no text of
//! an input fits into them.

use serde::{Serialize, Serializer};

/// A SHA-256 or HMAC-SHA256.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Digest(pub [u8; 32]);

/// A random 128-bit number, printed as a version 4 UUID (RFC 9562 5.4).
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct RandomId([u8; 16]);

/// A private creator of a rule that the person wrote (PS3.5 §7.8.1): 1 to 64
/// printable characters of ASCII. Not from an input; the door compares it with
/// the known values, and the check reads it on the certificate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CreatorName(String);

/// A private element in any block, `(gggg,xxee)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PrivateElement {
    group: u16,
    element: u8,
}

/// The day or month of issue in UTC.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct IssueDate {
    year: u16,
    month: u8,
    day: Option<u8>,
}

/// A code from the random tables: `SL-`, `AC` or `ST` and 6 to 10 of their letters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Token(String);

/// A Modality value (PS3.3 C.7.3.1.1.1): 2 to 8 capital letters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Modality(String);

/// Name of a detector of the text room: small letters and hyphens, at most 40.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct DetectorName(String);

/// Name of an entry of the zip: letters, digits, `.`, `-`, `_`, between `/`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct EntryName(String);

impl Digest {
    /// Small hexadecimal digits.
    #[must_use]
    pub fn hex(&self) -> String {
        self.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

impl Digest {
    /// Reads 64 hexadecimal digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (pairs, rest) = text.as_bytes().as_chunks::<2>();
        let mut bytes = [0; 32];
        if !rest.is_empty() || pairs.len() != bytes.len() {
            return None;
        }
        for (byte, pair) in bytes.iter_mut().zip(pairs) {
            let [high, low] = pair.map(|digit| char::from(digit).to_digit(16));
            *byte = u8::try_from(high? << 4 | low?).ok()?;
        }
        Some(Self(bytes))
    }
}

impl RandomId {
    /// Sets the version and variant bits of 16 random bytes.
    #[must_use]
    pub fn from_random(bytes: [u8; 16]) -> Self {
        let number = u128::from_be_bytes(bytes);
        let version = number & !(0xF << 76) | 0x4 << 76;
        let variant = version & !(0x3 << 62) | 0x2 << 62;
        Self(variant.to_be_bytes())
    }

    /// The bytes as they are printed.
    #[must_use]
    pub const fn bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl std::fmt::Display for RandomId {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (place, byte) in self.0.iter().enumerate() {
            if matches!(place, 4 | 6 | 8 | 10) {
                formatter.write_str("-")?;
            }
            write!(formatter, "{byte:02x}")?;
        }
        Ok(())
    }
}

impl IssueDate {
    /// Reads `YYYY-MM-DD` or `YYYY-MM`; anything else is `None`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let year = digits(parts.next()?, 4)?;
        let month = u8::try_from(digits(parts.next()?, 2)?).ok()?;
        let day = match parts.next() {
            Some(day) => Some(u8::try_from(digits(day, 2)?).ok()?),
            None => None,
        };
        let real = (1..=12).contains(&month) && day.is_none_or(|day| (1..=31).contains(&day));
        (real && year >= 2020 && parts.next().is_none()).then_some(Self { year, month, day })
    }

    /// The same date without its day: same-day processing hints at the day of
    /// the examination.
    #[must_use]
    pub const fn month_only(self) -> Self {
        Self { day: None, ..self }
    }

    /// The year.
    #[must_use]
    pub const fn year(self) -> u16 {
        self.year
    }
}

impl std::fmt::Display for IssueDate {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{:04}-{:02}", self.year, self.month)?;
        self.day
            .map_or(Ok(()), |day| write!(formatter, "-{day:02}"))
    }
}

impl Token {
    /// Takes a code of the random tables.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let random = ["SL-", "AC", "ST"]
            .into_iter()
            .find_map(|prefix| text.strip_prefix(prefix))?;
        let shape = |c: char| matches!(c, 'A'..='H' | 'J'..='N' | 'P'..='Z' | '2'..='9');
        ((6..=10).contains(&random.len()) && random.chars().all(shape))
            .then(|| Self(text.to_owned()))
    }

    /// As printed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Modality {
    /// Takes a Modality value; what has another shape becomes `OT`.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let fits = (2..=8).contains(&text.len()) && text.chars().all(|c| c.is_ascii_uppercase());
        Self(if fits { text } else { "OT" }.to_owned())
    }

    /// As printed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl CreatorName {
    /// Takes the creator of a rule.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let shape = |byte: u8| matches!(byte, b' '..=b'~');
        ((1..=64).contains(&text.len()) && text.bytes().all(shape)).then(|| Self(text.to_owned()))
    }

    /// As printed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl PrivateElement {
    /// Takes group and low byte of a rule.
    #[must_use]
    pub const fn of((group, element): (u16, u8)) -> Self {
        Self { group, element }
    }
}

impl std::fmt::Display for PrivateElement {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "({:04X},xx{:02X})", self.group, self.element)
    }
}

impl Serialize for PrivateElement {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl DetectorName {
    /// Takes the name of a detector; what has another shape becomes `other`.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let shape = |c: char| c.is_ascii_lowercase() || c == '-';
        let fits = (1..=40).contains(&text.len()) && text.chars().all(shape);
        Self(if fits { text } else { "other" }.to_owned())
    }

    /// As printed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl EntryName {
    /// Takes the name of a zip entry.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let shape = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '/');
        let parts = text
            .split('/')
            .all(|part| !part.is_empty() && part != ".." && part != ".");
        (text.len() <= 200 && parts && text.chars().all(shape)).then(|| Self(text.to_owned()))
    }

    /// As printed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Serialize for Digest {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.hex())
    }
}

impl std::fmt::Debug for Digest {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.hex())
    }
}

impl Serialize for RandomId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl std::fmt::Debug for RandomId {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{self}")
    }
}

impl Serialize for IssueDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

fn digits(text: &str, length: usize) -> Option<u16> {
    let all = text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    all.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn random_id_prints_as_a_version_4_uuid() {
        let id = RandomId::from_random([0xFF; 16]).to_string();
        assert_eq!(id, "ffffffff-ffff-4fff-bfff-ffffffffffff");
        let id = RandomId::from_random([0; 16]).to_string();
        assert_eq!(id, "00000000-0000-4000-8000-000000000000");
    }

    #[test]
    fn issue_date_takes_a_day_or_a_month_and_nothing_else() {
        let date = IssueDate::parse("2026-11-22").expect("a day");
        assert_eq!(date.to_string(), "2026-11-22");
        assert_eq!(date.month_only().to_string(), "2026-11");
        assert_eq!(
            IssueDate::parse("2026-11")
                .map(|date| date.to_string())
                .as_deref(),
            Some("2026-11")
        );
        for wrong in [
            "",
            "2026",
            "2026-13-01",
            "2026-1-01",
            "2026-11-22T10:00",
            "22.11.2026",
            "Quill",
        ] {
            assert_eq!(IssueDate::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn words_of_an_input_do_not_fit() {
        for word in [
            "Quillfeather",
            "QUILLFEATHER^ODA",
            "O'DA QUILL",
            "",
            "ODA",
            "AC1002003004",
        ] {
            assert_eq!(Token::parse(word), None, "{word}");
        }
        for name in ["a b.dcm", "../x", "a//b", "/a", "Müller.pdf", "a\\b"] {
            assert_eq!(EntryName::parse(name), None, "{name}");
        }
        assert_eq!(Modality::of("CT (Dr. Quill)").as_str(), "OT");
        assert!(Token::parse("SL-7KQ2M9XA").is_some());
        assert!(EntryName::parse("studies/ST7KQ2M9XA/se1/00001.dcm").is_some());
    }
}
