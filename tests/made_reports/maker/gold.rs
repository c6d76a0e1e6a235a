//! Text in pieces, each of which knows what it is: the gold comes from here.

use super::rng::Rng;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Neither an identifier nor a clinical string.
    Plain,
    /// Must stay word for word.
    Keep,
    /// May stay or go.
    Neutral,
    /// An identifier: its letter of Safe Harbor and its kind.
    Mark(&'static str, &'static str),
}

#[derive(Debug, Clone)]
pub struct Piece {
    pub kind: Kind,
    pub text: String,
}

/// A text under construction.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    pub pieces: Vec<Piece>,
}

impl Sheet {
    /// Adds a piece; pieces of the same kind that are no marks grow together.
    pub fn add(&mut self, kind: Kind, text: &str) {
        if text.is_empty() {
            return;
        }
        match self.pieces.last_mut() {
            Some(last) if last.kind == kind && !matches!(kind, Kind::Mark(..)) => {
                last.text.push_str(text);
            }
            _ => self.pieces.push(Piece {
                kind,
                text: text.to_owned(),
            }),
        }
    }

    pub fn plain(&mut self, text: &str) {
        self.add(Kind::Plain, text);
    }

    pub fn append(&mut self, other: Sheet) {
        for piece in other.pieces {
            self.add(piece.kind, &piece.text);
        }
    }

    pub fn len(&self) -> usize {
        self.pieces
            .iter()
            .map(|piece| piece.text.chars().count())
            .sum()
    }

    pub fn change(&mut self, by: impl Fn(&str) -> String) {
        for piece in &mut self.pieces {
            piece.text = by(&piece.text);
        }
    }

    /// The first letter of a sentence is a capital one.
    pub fn capital(&mut self) {
        if let Some(first) = self.pieces.first_mut() {
            let mut letters = first.text.chars();
            if let Some(letter) = letters.next() {
                first.text = letter.to_uppercase().chain(letters).collect();
            }
        }
    }

    /// Breaks lines longer than `width` at a blank, in names and dates too.
    pub fn wrap(&mut self, width: usize, indent: &str) {
        let mut column = 0;
        let mut blank: Option<(usize, usize, usize)> = None;
        let mut breaks = Vec::new();
        for (number, piece) in self.pieces.iter().enumerate() {
            for (at, letter) in piece.text.char_indices() {
                match letter {
                    '\n' => (column, blank) = (0, None),
                    ' ' => {
                        blank = Some((number, at, column));
                        column += 1;
                    }
                    _ => column += 1,
                }
                if let Some((broken, place, stood)) = blank.filter(|_| column > width) {
                    breaks.push((broken, place));
                    column -= stood + 1;
                    blank = None;
                }
            }
        }
        for (number, place) in breaks.into_iter().rev() {
            self.pieces[number]
                .text
                .replace_range(place..=place, &format!("\n{indent}"));
        }
    }

    /// Slips of the keyboard in long clinical words.
    pub fn slip(&mut self, rng: &mut Rng) {
        for piece in &mut self.pieces {
            if piece.kind != Kind::Keep {
                continue;
            }
            let words: Vec<String> = piece
                .text
                .split(' ')
                .map(|word| {
                    let long =
                        word.len() >= 8 && word.bytes().all(|byte| byte.is_ascii_lowercase());
                    if long && rng.chance(4) {
                        slipped(word, rng)
                    } else {
                        word.to_owned()
                    }
                })
                .collect();
            piece.text = words.join(" ");
        }
    }
}

/// One letter doubled, left out or in the place of its neighbour.
fn slipped(word: &str, rng: &mut Rng) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = 2 + rng.below(letters.len() - 4);
    match rng.below(3) {
        0 => letters.swap(at, at + 1),
        1 => {
            letters.remove(at);
        }
        _ => letters.insert(at, letters[at]),
    }
    letters.into_iter().collect()
}
