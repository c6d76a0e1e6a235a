//! The bytes of an RTF as groups, words and letters (RTF 1.9.1).

/// Letters of a control word; longer ones do not exist.
const MAX_WORD: usize = 32;

/// One piece of an RTF.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'r> {
    Open,
    Close,
    /// A control word and its number.
    Word(&'r str, Option<i32>),
    /// The group that begins here may be skipped by who does not know it.
    MaySkip,
    /// A letter or a part of one, in the code page of its font.
    Byte(u8),
    Tab,
    Paragraph,
    Blank,
    Hyphen,
}

/// Reads tokens one after the other.
pub(super) struct Tokens<'r> {
    bytes: &'r [u8],
    at: usize,
}

impl<'r> Tokens<'r> {
    pub(super) fn new(bytes: &'r [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// Leaves out bytes that follow `\bin`.
    pub(super) fn pass_over(&mut self, count: usize) {
        self.at = self.at.saturating_add(count);
    }

    fn take(&mut self) -> Option<u8> {
        let byte = self.bytes.get(self.at).copied();
        self.at = self.at.saturating_add(1);
        byte
    }

    /// What follows a backslash; `None` for what means nothing.
    fn control(&mut self) -> Option<Token<'r>> {
        let byte = self.take()?;
        match byte {
            b'\'' => {
                let digits = self.bytes.get(self.at..self.at.checked_add(2)?)?;
                let value = std::str::from_utf8(digits).ok()?;
                let value = u8::from_str_radix(value, 16).ok()?;
                self.at += 2;
                Some(Token::Byte(value))
            }
            b'*' => Some(Token::MaySkip),
            b'~' => Some(Token::Blank),
            b'_' => Some(Token::Hyphen),
            b'\t' => Some(Token::Tab),
            b'\r' | b'\n' => Some(Token::Paragraph),
            b'\\' | b'{' | b'}' => Some(Token::Byte(byte)),
            letter if letter.is_ascii_alphabetic() => {
                self.at -= 1;
                self.word()
            }
            _ => None,
        }
    }

    fn word(&mut self) -> Option<Token<'r>> {
        let start = self.at;
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_alphabetic)
            && self.at - start < MAX_WORD
        {
            self.at += 1;
        }
        let word = std::str::from_utf8(self.bytes.get(start..self.at)?).ok()?;
        let from = self.at;
        let signed = usize::from(self.bytes.get(self.at) == Some(&b'-'));
        let mut end = self.at + signed;
        while self.bytes.get(end).is_some_and(u8::is_ascii_digit) && end - from < 11 {
            end += 1;
        }
        let number = std::str::from_utf8(self.bytes.get(from..end)?)
            .ok()
            .and_then(|digits| digits.parse().ok());
        if end > from + signed {
            self.at = end;
        }
        // One blank ends a word and belongs to it.
        if self.bytes.get(self.at) == Some(&b' ') {
            self.at += 1;
        }
        Some(Token::Word(word, number))
    }
}

impl<'r> Iterator for Tokens<'r> {
    type Item = Token<'r>;

    fn next(&mut self) -> Option<Token<'r>> {
        while self.at < self.bytes.len() {
            let token = match self.take()? {
                b'{' => Some(Token::Open),
                b'}' => Some(Token::Close),
                b'\\' => self.control(),
                b'\t' => Some(Token::Tab),
                b'\r' | b'\n' | 0 => None,
                byte => Some(Token::Byte(byte)),
            };
            if token.is_some() {
                return token;
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_take_their_number_and_one_blank() {
        let tokens: Vec<Token<'_>> = Tokens::new(b"{\\*\\b0\\u-10 ?\\'e4\\par\r\n  x\\").collect();
        assert_eq!(
            tokens,
            [
                Token::Open,
                Token::MaySkip,
                Token::Word("b", Some(0)),
                Token::Word("u", Some(-10)),
                Token::Byte(b'?'),
                Token::Byte(0xE4),
                Token::Word("par", None),
                Token::Byte(b' '),
                Token::Byte(b' '),
                Token::Byte(b'x'),
            ]
        );
    }
}
