//! Glyphs → words.

use super::{Glued, Glyph, Word, median};

/// A gap wider than this share of the font size parts two words, if the
/// source set no blank there.
const WORD_GAP: f32 = 0.16;

/// A glyph that begins this much before the end of the last one does not
/// follow it (kerning and accents move less).
const BACK_GAP: f32 = -0.45;

/// How far a baseline may move inside a word, as a share of the font size.
const BASELINE_STEP: f32 = 0.12;

/// Wider than this, the gaps of a run are columns of a table, not spaced letters.
const MAX_SPACED_GAP: f32 = 0.7;

/// Glyphs of a run that are needed before its letters count as spaced.
const MIN_SPACED_GLYPHS: usize = 5;

/// Parts the glyphs, in the order they were drawn, into words.
pub(super) fn words(glyphs: &[Glyph]) -> Vec<Word> {
    let mut words = Vec::new();
    let mut rest = glyphs;
    while !rest.is_empty() {
        let length = run_length(rest);
        let (run, behind) = rest.split_at(length.max(1).min(rest.len()));
        push_words(run, &mut words);
        rest = behind;
    }
    for (order, word) in words.iter_mut().enumerate() {
        word.order = order;
    }
    words
}

/// How many glyphs stand on one baseline and move forward.
fn run_length(glyphs: &[Glyph]) -> usize {
    let follows = glyphs
        .windows(2)
        .take_while(|pair| match pair {
            [one, next] => same_line(one, next) && gap(one, next) > BACK_GAP,
            _ => false,
        })
        .count();
    follows + 1
}

fn same_line(one: &Glyph, next: &Glyph) -> bool {
    let size = one.size_pt.max(next.size_pt);
    (one.y - next.y).abs() <= BASELINE_STEP * size
}

/// The gap between two glyphs as a share of the font size.
fn gap(one: &Glyph, next: &Glyph) -> f32 {
    let size = one.size_pt.max(next.size_pt).max(0.1);
    (next.x - one.x - one.advance_pt) / size
}

/// The gap that parts words of this run: wider where letters are spaced out.
fn word_gap(run: &[Glyph]) -> f32 {
    let gaps: Vec<f32> = run
        .windows(2)
        .filter_map(|pair| match pair {
            [one, next] if !is_blank(one) && !is_blank(next) => Some(gap(one, next)),
            _ => None,
        })
        .collect();
    if gaps.len() < MIN_SPACED_GLYPHS {
        return WORD_GAP;
    }
    match median(gaps) {
        Some(usual) if usual > 0.06 && usual < MAX_SPACED_GAP => usual * 1.5 + WORD_GAP,
        _ => WORD_GAP,
    }
}

fn is_blank(glyph: &Glyph) -> bool {
    glyph.text.trim().is_empty()
}

fn push_words(run: &[Glyph], words: &mut Vec<Word>) {
    let limit = word_gap(run);
    let first_of_run = words.len();
    let mut open: Option<Word> = None;
    let mut last: Option<&Glyph> = None;
    for glyph in run {
        if is_blank(glyph) {
            words.extend(open.take());
            last = None;
            if words.len() > first_of_run
                && let Some(word) = words.last_mut()
            {
                word.blanks += glyph.text.chars().count();
            }
            continue;
        }
        let near = last.is_some_and(|last| gap(last, glyph) <= limit);
        last = Some(glyph);
        match open.as_mut() {
            Some(word) if near && word.weight == glyph.weight => extend(word, glyph),
            _ => {
                if let Some(mut word) = open.take() {
                    word.glued = if near { Glued::ToNext } else { Glued::Apart };
                    words.push(word);
                }
                open = Some(begin(glyph));
            }
        }
    }
    words.extend(open);
}

fn begin(glyph: &Glyph) -> Word {
    Word {
        text: glyph.text.clone(),
        left: glyph.x,
        right: glyph.x + glyph.advance_pt,
        baseline: glyph.y,
        size: glyph.size_pt,
        weight: glyph.weight,
        order: 0,
        blanks: 0,
        glued: Glued::Apart,
    }
}

fn extend(word: &mut Word, glyph: &Glyph) {
    word.text.push_str(&glyph.text);
    word.right = word.right.max(glyph.x + glyph.advance_pt);
    word.size = word.size.max(glyph.size_pt);
}
