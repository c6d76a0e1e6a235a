//! Names of people: what counts as a name at a place, given how much the
//! words around it promise one.

use super::found::{Found, What};
use super::lexicon::Flag;
use super::token::{Kind, LineCase, Page, Shape};

/// How much the place promises a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Promise {
    /// A cell behind `Patient:`. Nearly every word is one.
    Cell,
    /// Behind `Dr.` or `nurse`.
    Title,
    /// Behind `by`, `discussed with`, `son`.
    Word,
    /// Nothing but the shape and the lexicon.
    None,
}

/// One part of a name: a word with its hyphens and apostrophes, or an initial.
#[derive(Debug, Clone, Copy)]
pub struct Part {
    /// First token behind.
    pub end: usize,
    /// How much the part looks like a name; ordinary words are below zero.
    pub weight: i32,
    /// A single letter.
    pub initial: bool,
}

/// Reads one part of a name.
#[must_use]
pub fn part(page: &Page, at: usize) -> Option<Part> {
    if !page.is_word(at) || page.is_label(at) || is_label_word(page.low(at)) {
        return None;
    }
    let token = page.token(at);
    let letters = token.end - token.start;
    // `O Briain`, `O'Hare`, `D'Angelo`
    let irish = page.low(at) == "o"
        && token.shape == Shape::Initial
        && page.token(at + 1).shape == Shape::Title
        && page.gap(at + 1) == 1
        && page.token(at + 1).entry.word() == 0;
    if irish {
        return Some(Part {
            end: at + 2,
            weight: 12,
            initial: false,
        });
    }
    if letters == 1
        && !(page.is_sign(at + 1, '\'')
            && page.is_glued(at + 1)
            && page.is_word(at + 2)
            && page.is_glued(at + 2)
            && page.low(at + 2).len() > 2)
    {
        let capital = token.shape == Shape::Initial;
        let dotted = page.is_sign(at + 1, '.') && page.is_glued(at + 1);
        if !capital && page.case(at) != LineCase::Lower {
            return None;
        }
        return Some(Part {
            end: if dotted { at + 2 } else { at + 1 },
            weight: if dotted { 8 } else { 3 },
            initial: true,
        });
    }
    let mut weight = weight(page, at);
    let mut end = at + 1;
    for _ in 0..3 {
        let joins = matches!(page.sign(end), '-' | '\'')
            && page.is_glued(end)
            && page.is_glued(end + 1)
            && page.is_word(end + 1);
        // `Smith's`: the name ends before the apostrophe.
        if !joins || page.is_sign(end, '\'') && page.low(end + 1) == "s" {
            break;
        }
        let more = self::weight(page, end + 1);
        weight = if letters == 1 {
            more.max(6)
        } else {
            weight.max(more).max((weight + more) / 2)
        };
        end += 2;
    }
    Some(Part {
        end,
        weight,
        initial: false,
    })
}

/// Labels that need no sign behind them.
fn is_label_word(word: &str) -> bool {
    matches!(
        word,
        "dob"
            | "mrn"
            | "ssn"
            | "acct"
            | "npi"
            | "dea"
            | "csn"
            | "doi"
            | "dos"
            | "vin"
            | "udi"
            | "uid"
    )
}

/// How much a word looks like a name.
fn weight(page: &Page, at: usize) -> i32 {
    let token = page.token(at);
    let entry = token.entry;
    let case = page.case(at);
    let bonus = |level: u32| match level {
        0 => 0,
        1 => 8,
        2 => 15,
        _ => 22,
    };
    let mut weight = bonus(entry.given()).max(bonus(entry.family()));
    if weight == 0 && entry.word() == 0 && !entry.is_clinical() {
        weight = if case == LineCase::Mixed { 7 } else { 0 };
    }
    let ordinary = match entry.word() {
        0 => 0,
        1 => 3,
        2 => 10,
        _ => 20,
    };
    weight -= if entry.is_clinical() {
        ordinary.max(18)
    } else {
        ordinary
    };
    for (flag, loss) in [
        (Flag::Stop, 40),
        (Flag::Study, 25),
        (Flag::Facility, 15),
        (Flag::Unit, 10),
        (Flag::HeadNoun, 8),
        (Flag::Month, 8),
        (Flag::Weekday, 20),
        (Flag::Product, 12),
        (Flag::Credential, 12),
        (Flag::Staff, 20),
        (Flag::Relative, 20),
        (Flag::Patient, 25),
        (Flag::NumberWord, 15),
        (Flag::State, 12),
        (Flag::PersonVerb, 20),
        (Flag::Company, 6),
        (Flag::Eponym, 2),
    ] {
        if entry.has(flag) {
            weight -= loss;
        }
    }
    weight
}

/// True if a part may stand in a name at this promise.
fn fits(page: &Page, at: usize, part: &Part, promise: Promise, first: bool) -> bool {
    let token = page.token(at);
    let entry = token.entry;
    let stop = entry.has(Flag::Stop) && !part.initial;
    let written = match page.case(at) {
        LineCase::Mixed => page.is_capital(at),
        LineCase::Caps | LineCase::Lower => true,
    };
    let plain = page.case(at) != LineCase::Mixed;
    let is_role = entry.has(Flag::Staff)
        || entry.has(Flag::Relative)
        || entry.has(Flag::Patient)
        || entry.has(Flag::Title) && !first;
    match promise {
        Promise::Cell => {
            let placeholder = matches!(
                page.low(at),
                "unknown"
                    | "none"
                    | "self"
                    | "pending"
                    | "available"
                    | "applicable"
                    | "na"
                    | "tbd"
                    | "unassigned"
                    | "see"
                    | "phone"
                    | "fax"
                    | "date"
                    | "time"
                    | "yes"
                    | "final"
                    | "signed"
            );
            !stop
                && !placeholder
                && !is_role
                && !entry.has(Flag::Facility)
                && !(entry.has(Flag::Study)
                    && part.weight < 0
                    && !(page.is_sign(part.end, ',')
                        && page.token(part.end + 1).entry.given() >= 1))
                && (written || part.weight >= 5)
                && (first || part.weight > -30)
        }
        Promise::Title => {
            if stop
                || is_role
                || part.initial
                    && !page.is_sign(part.end - 1, '.')
                    && first
                    && !page.is_word(part.end)
            {
                return false;
            }
            if plain || !written {
                let bad =
                    entry.is_clinical() || entry.has(Flag::Study) || entry.has(Flag::PersonVerb);
                // A small letter where capitals tell something is no name by itself.
                let floor = if !first || !plain { 5 } else { -6 };
                return !bad && part.weight >= floor;
            }
            let closes = !page.is_word(part.end)
                || page.has(part.end, Flag::Stop)
                || page.has(part.end, Flag::PersonVerb)
                || is_credential(page, part.end).is_some();
            if first {
                true
            } else {
                part.weight > -10 || closes && token.shape == Shape::Title
            }
        }
        Promise::Word => {
            if stop || is_role || entry.has(Flag::Weekday) || entry.has(Flag::Facility) {
                return false;
            }
            if plain || !written {
                part.weight >= 12 || !first && part.weight >= 8
            } else {
                part.weight > if first { 2 } else { -6 }
            }
        }
        Promise::None => false,
    }
}

/// Reads a whole name that begins at a token; answers the token behind it.
/// Titles at its beginning are not part of it.
#[must_use]
pub fn person(page: &Page, at: usize, limit: usize, promise: Promise) -> Option<usize> {
    let mut end = at;
    let mut words = 0;
    let mut initials = 0;
    for _ in 0..6 {
        if end >= limit || page.is_line_end(end) {
            break;
        }
        if words + initials > 0 && page.gap(end) > 2 && promise != Promise::Cell {
            break;
        }
        if let Some(behind) = particle(page, end, limit) {
            end = behind;
            continue;
        }
        let Some(part) = part(page, end) else { break };
        let abbreviation = words == 0
            && promise != Promise::Cell
            && page.token(end).shape == Shape::Upper
            && page.case(end) == LineCase::Mixed
            && page.low(end).len() <= 3
            && part.weight < 12;
        if abbreviation {
            break;
        }
        if words + initials > 0 && page.has(end, Flag::Suffix) && !part.initial {
            end = part.end;
            break;
        }
        if is_credential(page, end).is_some() && (words > 0 || promise != Promise::Cell) {
            break;
        }
        let fits = if part.initial {
            words + initials < 3
                && (promise != Promise::Word || page.is_sign(part.end - 1, '.') || words > 0)
        } else {
            fits(page, end, &part, promise, words == 0)
        };
        if !fits {
            break;
        }
        if part.initial {
            initials += 1;
        } else {
            words += 1;
        }
        end = part.end;
        // An initial at the end of a sentence keeps its point only as part of it.
        if page.is_sign(end, '^') && page.is_glued(end) {
            end += 1;
            continue;
        }
    }
    while end > at && page.is_sign(end - 1, '^') {
        end -= 1;
    }
    if words == 0 && !(initials >= 2 || initials == 1 && promise == Promise::Cell) {
        return None;
    }
    Some(with_given_names(page, end, limit, promise))
}

/// `van der`, `de la`, `St.`: only with a word behind that is a name.
fn particle(page: &Page, at: usize, limit: usize) -> Option<usize> {
    let mut end = at;
    for _ in 0..3 {
        if !page.has(end, Flag::Particle) || end >= limit {
            break;
        }
        end += 1;
        if matches!(page.sign(end), '.' | '\'' | '-') && page.is_glued(end) {
            end += 1;
        }
    }
    let small = page.case(at) == LineCase::Lower
        && page.token(end).entry.family() >= 1
        && page.token(end).entry.word() < 2;
    (end > at && page.is_word(end) && !page.has(end, Flag::Stop) && (page.is_capital(end) || small))
        .then_some(end)
}

/// `FAMILY, Given M.`: what stands behind the comma.
fn with_given_names(page: &Page, end: usize, limit: usize, promise: Promise) -> usize {
    if !page.is_sign(end, ',') || end + 1 >= limit {
        return end;
    }
    let mut place = end + 1;
    if page.has(place, Flag::Suffix) && page.is_capital(place) && page.is_sign(place + 1, ',') {
        place += 2;
    }
    let mut behind = end;
    for count in 0..3 {
        let Some(part) = part(page, place) else { break };
        if place >= limit || is_credential(page, place).is_some() || page.gap(place) > 2 {
            break;
        }
        let entry = page.token(place).entry;
        let good = if part.initial {
            page.is_sign(part.end - 1, '.')
                || page.is_line_end(part.end)
                || promise == Promise::Cell
                || count > 0
        } else {
            let capital = page.is_capital(place) || page.case(place) == LineCase::Lower;
            capital
                && match promise {
                    Promise::Cell => {
                        !entry.has(Flag::Stop)
                            && !entry.has(Flag::Facility)
                            && part.weight > -30
                            && !entry.has(Flag::Staff)
                    }
                    Promise::Title | Promise::Word | Promise::None => {
                        entry.given() >= 1 && part.weight >= 2
                    }
                }
        };
        if !good {
            break;
        }
        place = part.end;
        behind = place;
        if page.is_sign(place, ',') {
            break;
        }
    }
    behind
}

/// `MD`, `M.D.`, `PA-C`, `R.N.`: the token behind it.
#[must_use]
pub fn is_credential(page: &Page, at: usize) -> Option<usize> {
    if page.token(at).shape == Shape::Initial {
        // Letters with points: join up to four.
        let mut word = String::new();
        let mut end = at;
        for _ in 0..4 {
            if !(page.is_word(end) && page.is_sign(end + 1, '.') && page.is_glued(end + 1))
                || page.low(end).len() > 2
                || end > at && !page.is_glued(end)
            {
                break;
            }
            word.push_str(page.low(end));
            end += 2;
        }
        let known = matches!(
            word.as_str(),
            "md" | "do"
                | "rn"
                | "phd"
                | "np"
                | "pa"
                | "dpm"
                | "dds"
                | "rt"
                | "crna"
                | "facr"
                | "dc"
                | "od"
                | "jd"
                | "dmd"
                | "mph"
                | "pac"
        );
        return (known && word.len() > 1).then_some(end);
    }
    let upper = matches!(page.token(at).shape, Shape::Upper)
        || matches!(
            page.raw(at),
            "PhD" | "Ph" | "PharmD" | "MBChB" | "PsyD" | "Esq"
        )
        || page.case(at) == LineCase::Lower && matches!(page.low(at), "md" | "rn" | "phd");
    if !upper || !page.has(at, Flag::Credential) && page.low(at) != "ph" {
        return None;
    }
    let mut end = at + 1;
    if page.low(at) == "ph" {
        return (page.is_sign(end, '.') && page.low(end + 1) == "d").then_some(end + 2);
    }
    // `PA-C`, `RT(R)(CT)`, `RT (R)`
    if page.is_sign(end, '-')
        && page.is_glued(end)
        && page.is_word(end + 1)
        && page.low(end + 1).len() <= 4
    {
        end += 2;
    }
    for _ in 0..3 {
        if page.is_sign(end, '(') && page.low(end + 1).len() <= 3 && page.is_sign(end + 2, ')') {
            end += 3;
        }
    }
    Some(end)
}

fn push(
    page: &Page,
    first: usize,
    end: usize,
    what: What,
    detector: &'static str,
    confidence: u8,
    found: &mut Vec<Found>,
) {
    let (start, stop) = (
        page.token(first).start,
        page.token(end.saturating_sub(1)).end,
    );
    if start < stop {
        found.push(Found {
            start,
            end: stop,
            what,
            detector,
            confidence,
        });
    }
}

/// Finds names by the words around them and by their own look.
pub fn find(page: &Page, found: &mut Vec<Found>) {
    let mut at = 0;
    while at < page.len() {
        if page.token(at).kind != Kind::Word {
            at += 1;
            continue;
        }
        let end = title(page, at, found)
            .or_else(|| role(page, at, found))
            .or_else(|| cue(page, at, found))
            .or_else(|| credential(page, at, found))
            .or_else(|| pn(page, at, found))
            .or_else(|| inverted(page, at, found))
            .or_else(|| bare(page, at, found))
            .or_else(|| lone(page, at, found))
            .or_else(|| initials(page, at, found));
        at = end.filter(|end| *end > at).unwrap_or(at + 1);
    }
}

fn skip_point(page: &Page, at: usize) -> usize {
    if page.is_sign(at, '.') && page.is_glued(at) {
        at + 1
    } else {
        at
    }
}

/// `Dr. Lockwood`, `Mrs. Penny Worth`, `doctor ames`, `Drs. Lee and Park`.
fn title(page: &Page, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    if !page.has(at, Flag::Title) || page.has(at, Flag::Stop) {
        return None;
    }
    let word = page.low(at);
    let ambiguous = matches!(
        word,
        "mr" | "ms"
            | "general"
            | "major"
            | "sister"
            | "father"
            | "agent"
            | "col"
            | "fr"
            | "judge"
            | "lord"
            | "lady"
            | "miss"
            | "hon"
            | "frau"
            | "don"
            | "dame"
            | "gen"
            | "maj"
            | "deputy"
            | "coach"
            | "sr"
            | "dra"
            | "master"
            | "pastor"
            | "private"
            | "officer"
            | "reverend"
            | "captain"
            | "sir"
            | "madam"
            | "dr"
            | "det"
            | "sen"
            | "senator"
            | "rev"
            | "lt"
    );
    if page.token(at).shape == Shape::Lower
        && page.case(at) == LineCase::Mixed
        && ambiguous
        && !matches!(word, "dr" | "mr" | "ms" | "coach" | "pastor" | "officer")
    {
        return None;
    }
    let mut place = skip_point(page, at + 1);
    place = page.over_line_end(place);
    // `Dr. Prof. Huber`, `Rev. Dr. King`
    if page.has(place, Flag::Title) && !page.has(place, Flag::Stop) {
        place = skip_point(page, place + 1);
    }
    if page.gap(place) > 3 && page.gap(place) != usize::MAX {
        return None;
    }
    let upper = page.token(at).shape == Shape::Upper;
    if upper
        && matches!(
            word,
            "mr" | "ms" | "dr" | "col" | "gen" | "sr" | "lt" | "sen" | "det" | "hon"
        )
        && !page.is_sign(at + 1, '.')
    {
        // MR and DR are modalities, MS a disease.
        let next = page.token(place).entry;
        let technical = next.has(Flag::Study)
            || next.is_clinical()
            || next.has(Flag::Stop)
            || next.has(Flag::HeadNoun);
        let weak = next.family() == 0 && next.given() == 0 && !next.is_unknown()
            || word != "dr" && next.word() >= 2;
        if technical || weak || word == "lt" {
            return None;
        }
    }
    // `An 8 Fr sheath`
    if word == "fr" && page.is_number(at.wrapping_sub(1)) {
        return None;
    }
    // Drive and street names: `1200 Miller Dr. Springfield` is read by the places.
    if word == "dr" && at > 0 && page.is_capital(at - 1) && page.is_number(at.wrapping_sub(2)) {
        return None;
    }
    // `Major Narrowing`, `General Appearance`: words before they are ranks.
    let word_first = matches!(
        word,
        "general"
            | "major"
            | "sister"
            | "father"
            | "judge"
            | "lord"
            | "lady"
            | "master"
            | "miss"
            | "private"
            | "agent"
            | "don"
            | "hon"
            | "sir"
            | "dame"
            | "deputy"
    );
    if word_first && part(page, place).is_none_or(|part| part.weight < 5) {
        return None;
    }
    let what = match word {
        "dr" | "drs" | "doctor" | "doctors" | "prof" | "professor" | "dra" => What::Clinician,
        "coach" | "pastor" | "rev" | "reverend" | "officer" | "judge" | "rabbi" | "imam"
        | "det" | "detective" | "deputy" | "sergeant" | "sgt" | "agent" => What::Relative,
        _ => What::Name,
    };
    let end = person(page, place, page.len(), Promise::Title)?;
    push(page, place, end, what, "title", 90, found);
    Some(and_more(page, end, what, Promise::Title, found))
}

/// `Drs. Lee, Park and Gold`: names that follow the first.
fn and_more(
    page: &Page,
    end: usize,
    what: What,
    promise: Promise,
    found: &mut Vec<Found>,
) -> usize {
    let mut end = end;
    for _ in 0..6 {
        let mut place = end;
        if let Some(behind) = is_credential(page, place) {
            place = behind;
        }
        if matches!(page.sign(place), ',' | '/' | '&') {
            place += 1;
        }
        if matches!(page.low(place), "and" | "or") {
            place += 1;
        }
        if place == end || !page.is_word(place) {
            break;
        }
        let Some(part) = part(page, place) else { break };
        let short = page.token(place).shape == Shape::Upper && page.low(place).len() < 4;
        let capital = page.is_capital(place) && page.case(place) == LineCase::Mixed && !short;
        let strong = part.weight >= if capital { 4 } else { 14 };
        if !strong
            || is_credential(page, place).is_some()
            || page.has(place, Flag::State)
            || page.has(place, Flag::Title)
        {
            break;
        }
        let Some(behind) = person(page, place, page.len(), promise) else {
            break;
        };
        push(page, place, behind, what, "name-list", 75, found);
        end = behind;
    }
    end
}

/// `nurse Gina`, `RN Sol`, `son Gareth`, `mother (Renee Simms)`, `patient Harriet Poole`.
fn role(page: &Page, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    let entry = page.token(at).entry;
    let what = if entry.has(Flag::Relative) {
        What::Relative
    } else if entry.has(Flag::Patient) {
        What::Patient
    } else if entry.has(Flag::Staff) {
        What::Clinician
    } else if entry.has(Flag::Credential)
        && matches!(
            page.low(at),
            "rn" | "rt" | "np" | "pa" | "lpn" | "crna" | "cnm"
        )
        && page.token(at).shape == Shape::Upper
    {
        What::Clinician
    } else {
        return None;
    };
    let mut place = at + 1;
    // `Child-Pugh`, `patient-controlled`: one word with what follows.
    if page.is_glued(place) && matches!(page.sign(place), '-' | '/') && page.is_glued(place + 1) {
        return None;
    }
    // `Baby Boy Castellanos`
    if matches!(page.low(place), "boy" | "girl" | "twin")
        && matches!(page.low(at), "baby" | "infant" | "newborn")
    {
        place += 1;
        if page.token(place).shape == Shape::Initial && !page.is_sign(place + 1, '.') {
            place += 1;
        }
    }
    // `mother's`, `wife, Ann`, `son: Tim`, `wife (Ann)`, `technologist is Ann`
    if page.is_sign(place, '\'') {
        return None;
    }
    let loose = page.is_word(place) && page.gap(place) <= 2;
    if matches!(page.sign(place), ',' | ':' | '(' | '-' | '=') {
        place += 1;
    }
    if matches!(page.low(place), "is" | "was" | "named" | "called" | "name") {
        place += 1;
        if page.low(place) == "is" {
            place += 1;
        }
    }
    if page.has(place, Flag::Title) && !page.has(place, Flag::Stop) {
        return None; // the title finds it
    }
    if page.low(at) == "child" && page.low(at + 1) == "pugh"
        || page.low(at) == "twin" && page.token(place).shape == Shape::Initial
    {
        return None;
    }
    let promise = if loose && page.is_capital(place) && page.case(at) == LineCase::Mixed {
        Promise::Title
    } else {
        Promise::Word
    };
    let promise = if what == What::Relative
        || what == What::Clinician && loose && page.token(at).shape != Shape::Upper
    {
        promise
    } else {
        Promise::Word
    };
    let first = part(page, place)?;
    // `Tech KC.`: initials of staff.
    let entry = page.token(place).entry;
    let closes = !page.is_word(place + 1) && !matches!(page.sign(place + 1), '-' | '/' | ':');
    let short = page.token(place).shape == Shape::Upper
        && page.low(place).len() <= 3
        && entry.word() == 0
        && !entry.is_clinical()
        && !entry.has(Flag::Study)
        && !entry.has(Flag::Credential)
        && !matches!(
            page.low(place),
            "ed" | "er" | "or" | "icu" | "ir" | "pacs" | "ris" | "id" | "iii" | "ii"
        );
    if what == What::Clinician && short && closes && loose {
        push(page, place, place + 1, what, "role", 80, found);
        return Some(place + 1);
    }
    // A single ordinary word behind a role is more often a clause than a name.
    let floor = if page.case(place) == LineCase::Mixed {
        -12
    } else {
        0
    };
    if !first.initial && first.weight < floor
        || page.token(place).entry.is_clinical() && first.weight < 2 && page.is_word(first.end)
    {
        return None;
    }
    let end = person(page, place, page.len(), promise)?;
    push(page, place, end, what, "role", 80, found);
    Some(if what == What::Clinician {
        and_more(page, end, what, Promise::Word, found)
    } else {
        and_more(page, end, what, Promise::Word, found)
    })
}

/// `dictated by`, `discussed with`, `called to`, `on behalf of`.
fn cue(page: &Page, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    let word = page.low(at);
    let before = page.low(at.wrapping_sub(1));
    let (what, promise) = match word {
        "by" => (What::Clinician, Promise::Word),
        "with"
            if matches!(
                before,
                "discussed"
                    | "reviewed"
                    | "spoke"
                    | "conferred"
                    | "spoken"
                    | "consulted"
                    | "shared"
                    | "discussion"
                    | "conversation"
                    | "conference"
                    | "communicated"
                    | "scanned"
                    | "talked"
                    | "agree"
                    | "agreed"
                    | "case"
            ) =>
        {
            (What::Clinician, Promise::Word)
        }
        "to" if matches!(
            before,
            "communicated"
                | "called"
                | "reported"
                | "conveyed"
                | "sent"
                | "faxed"
                | "relayed"
                | "phoned"
                | "given"
                | "mailed"
                | "texted"
                | "paged"
                | "emailed"
                | "results"
                | "report"
                | "copy"
                | "told"
                | "forwarded"
                | "telephoned"
                | "verbally"
                | "spoke"
                | "addressed"
                | "handed"
                | "released"
                | "returned"
                | "refer"
                | "referred"
                | "back"
        ) =>
        {
            (What::Clinician, Promise::Word)
        }
        "per" | "cc" | "notified" | "informed" | "paged" | "told" | "called" | "contacted"
        | "telephoned" | "alerted" | "asked" | "texted" | "phoned" | "advised" | "via" => {
            (What::Clinician, Promise::Word)
        }
        "signed" | "attested" | "cosigned" | "transcribed" | "dictated" | "approved"
        | "verified" | "reviewed" | "authenticated" | "sincerely" | "regards" | "respectfully"
        | "yours" | "truly" | "thanks" | "cordially" => (What::Clinician, Promise::Word),
        "named" | "dear" | "hello" | "hi" => (What::Name, Promise::Word),
        "is" if matches!(before, "this" | "name") => (What::Name, Promise::Word),
        "of" | "for" | "on" | "re" | "from" | "about" => (What::Name, Promise::None),
        _ => return None,
    };
    let mut place = at + 1;
    if matches!(page.sign(place), ':' | ',' | '/' | '-') {
        place += 1;
    }
    place = page.over_line_end(place);
    place = page.over_line_end(place);
    if promise == Promise::None {
        // Only a whole name in small letters needs the preposition; the rest is found bare.
        return small_letters(page, place, found);
    }
    if page.has(place, Flag::Title) && !page.has(place, Flag::Stop) {
        return None;
    }
    let first = part(page, place)?;
    // `by CT`, `called MRI`: a cue word is no promise for capitals that are technical.
    if !first.initial
        && (page.token(place).shape == Shape::Upper
            && page.case(place) == LineCase::Mixed
            && page.low(place).len() <= 3
            && first.weight < 15)
    {
        return None;
    }
    let end = person(page, place, page.len(), promise).or_else(|| signed_by(page, at, place))?;
    if page.has(end, Flag::HeadNoun) && (place..end).any(|part| page.has(part, Flag::Eponym)) {
        return None;
    }
    push(page, place, end, what, "cue", 75, found);
    Some(and_more(page, end, what, Promise::Word, found))
}

/// `final by PARK 21jan2024`: an ordinary word, but a usual family name in the
/// place of a signature.
fn signed_by(page: &Page, at: usize, place: usize) -> Option<usize> {
    let signs = matches!(
        page.low(at.wrapping_sub(1)),
        "final"
            | "preliminary"
            | "prelim"
            | "read"
            | "signed"
            | "dictated"
            | "interpreted"
            | "finalized"
            | "approved"
            | "verified"
            | "reviewed"
            | "reported"
            | "performed"
            | "transcribed"
            | "addendum"
            | "electronically"
            | "overread"
            | "authenticated"
            | "injected"
            | "scanned"
    );
    let closes = !page.is_word(place + 1) || super::calendar::read(page, place + 1).is_some();
    (page.low(at) == "by"
        && signs
        && closes
        && page.is_capital(place)
        && page.token(place).entry.family() >= 2
        && !page.has(place, Flag::Study)
        && !page.has(place, Flag::Facility))
    .then_some(place + 1)
}

/// `on victor o'hare`: given and family name in a dictation without capitals.
fn small_letters(page: &Page, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    if page.case(at) != LineCase::Lower {
        return None;
    }
    let first = part(page, at)?;
    let mut place = first.end;
    let mut second = part(page, place)?;
    if second.initial {
        place = second.end;
        second = part(page, place)?;
    }
    let given = page.token(at).entry;
    let good = given.given() >= 2
        && first.weight >= 8
        && second.weight >= 0
        && !page.has(place, Flag::Stop);
    if !good {
        return None;
    }
    push(
        page,
        at,
        second.end,
        What::Name,
        "lower-case-name",
        70,
        found,
    );
    Some(second.end)
}

/// The name before `MD`, `RN`, `PhD`.
fn credential(page: &Page, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    let behind = is_credential(page, at)?;
    let word = page.low(at);
    let mut place = at.checked_sub(1)?;
    let comma = page.is_sign(place, ',');
    if comma {
        place = place.checked_sub(1)?;
    }
    // `Baltimore, MD 21201`, `MS plaques`, `PA and lateral`, `US`, `CT`.
    let weak = matches!(
        word,
        "ms" | "pa"
            | "do"
            | "od"
            | "pt"
            | "ma"
            | "ot"
            | "dc"
            | "cc"
            | "rt"
            | "cns"
            | "mba"
            | "np"
            | "jd"
            | "pgy"
            | "slp"
            | "cmd"
            | "rph"
    ) && !page.is_sign(at + 1, '.');
    if page.digits(behind) == 5 || page.is_sign(behind, ',') && page.digits(behind + 1) == 5 {
        return None;
    }
    if weak
        && (!comma
            && !page.is_line_end(behind)
            && !matches!(page.sign(behind), '.' | ',' | ';' | ')'))
    {
        return None;
    }
    let mut first = None;
    let mut words = 0;
    let mut weight = 0;
    let mut family_place = usize::MAX;
    for _ in 0..8 {
        // One step back over a word, an initial with its point, a hyphen.
        if page.is_line_end(place) {
            break;
        }
        if page.is_sign(place, '.') && page.token(place.wrapping_sub(1)).shape == Shape::Initial {
            place = place.wrapping_sub(1);
        }
        let entry = page.token(place).entry;
        let lower_line = page.case(place) == LineCase::Lower;
        let particle = page.has(place, Flag::Particle) && words > 0;
        if !page.is_word(place) || !(page.is_capital(place) || lower_line || particle) {
            break;
        }
        let own = self::weight(page, place);
        let initial = page.token(place).shape == Shape::Initial;
        let role = entry.has(Flag::Staff)
            || entry.has(Flag::Title)
            || entry.has(Flag::Patient)
            || entry.has(Flag::Relative)
            || entry.has(Flag::PersonVerb)
            || entry.has(Flag::Study)
            || entry.has(Flag::Facility);
        let stop = entry.has(Flag::Stop) && !initial && !particle;
        let ordinary = own < -8 && words > 0 && page.case(place) == LineCase::Mixed
            || (lower_line || page.case(place) == LineCase::Caps)
                && own < 0
                && !initial
                && words > 0;
        if place != family_place
            && (stop
                || role && !(initial || words == 0 && own > 0)
                || ordinary && !initial
                || is_credential(page, place).is_some() && !initial && own <= 0)
        {
            break;
        }
        if !initial {
            words += 1;
            weight += own;
        }
        first = Some(place);
        if words >= 5 {
            break;
        }
        let Some(before) = place.checked_sub(1) else {
            break;
        };
        if page.gap(place) > 2 {
            break;
        }
        place = if matches!(page.sign(before), '-' | '\'') && page.is_glued(place) {
            before.wrapping_sub(1)
        } else {
            before
        };
        // `Graft, Otto MD`
        if page.is_sign(before, ',') {
            let family = before.wrapping_sub(1);
            let one_word = words == 1;
            let opens = page.is_line_end(family.wrapping_sub(1))
                || page.is_sign(family.wrapping_sub(1), '.');
            let fits = page.is_word(family)
                && page.is_capital(family)
                && page.token(first.unwrap_or(at)).entry.given() >= 1
                && (opens || self::weight(page, family) > -14)
                && !page.has(family, Flag::Staff)
                && !page.has(family, Flag::Title);
            if one_word && fits {
                place = family;
                family_place = family;
                continue;
            }
            break;
        }
    }
    let first = first?;
    if words == 0
        || weak && weight < if word == "ms" { 18 } else { 10 }
        || page.case(at) != LineCase::Mixed && weight < 5 && !comma
    {
        return None;
    }
    let last = if comma { at.checked_sub(1)? } else { at };
    push(page, first, last, What::Clinician, "credential", 85, found);
    Some(behind)
}

/// `DOE^JANE^M`: DICOM and HL7 form.
fn pn(page: &Page, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    let first = part(page, at)?;
    let caret = page.is_sign(first.end, '^')
        && page.is_glued(first.end)
        && page.is_word(first.end + 1)
        && page.is_glued(first.end + 1);
    let short = page.low(at).len() < 2 || page.low(first.end + 1).is_empty();
    if !caret
        || short
        || page.has(at, Flag::StateCode) && page.low(at).len() == 2
        || page.has(first.end + 1, Flag::StateCode) && page.low(first.end + 1).len() == 2
        || page.is_number(first.end + 2) && page.is_glued(first.end + 2)
    {
        return None;
    }
    let mut end = first.end;
    for _ in 0..8 {
        let more = matches!(page.sign(end), '^' | '\'' | '-') && page.is_glued(end);
        let word = page.is_word(end)
            && (page.is_glued(end) || page.gap(end) == 1 && page.is_sign(end + 1, '^'));
        if !(more || word) {
            break;
        }
        end += 1;
    }
    while end > at && page.is_sign(end - 1, '^') {
        end -= 1;
    }
    push(page, at, end, What::Name, "name-with-carets", 90, found);
    Some(end)
}

/// `Volker, S.`, `SMITH, JOHN A`.
fn inverted(page: &Page, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    if at > 0 && page.is_glued(at) && page.is_sign(at - 1, '-') {
        return None;
    }
    // `DOE, FALCON TWENTY-TWO`: a name given to somebody unknown.
    if page.low(at) == "doe" && page.is_sign(at + 1, ',') && page.is_capital(at + 2) {
        let mut end = at + 3;
        while end < at + 8
            && (page.is_word(end) && page.is_capital(end)
                || page.is_sign(end, '-') && page.is_glued(end))
            && page.gap(end) <= 1
        {
            end += 1;
        }
        push(page, at, end, What::Name, "inverted-name", 85, found);
        return Some(end);
    }
    let family = part(page, at)?;
    let capital = page.is_capital(at) && page.case(at) != LineCase::Lower;
    if family.initial || !capital || !page.is_sign(family.end, ',') || page.gap(family.end + 1) > 1
    {
        return None;
    }
    let given = part(page, family.end + 1)?;
    let entry = page.token(family.end + 1).entry;
    if given.initial {
        let dotted = page.is_sign(given.end - 1, '.') || page.is_line_end(given.end);
        let sentence = page.is_line_end(family.end + 2) || dotted;
        if family.weight < 5 || !sentence || page.has(at, Flag::Eponym) && !dotted {
            return None;
        }
    } else if page.has(family.end + 1, Flag::Eponym) && entry.given() < 2
        || page.token(at).shape == Shape::Upper
            && page.case(at) == LineCase::Mixed
            && page.low(at).len() <= 4
            && page.token(at).entry.family() < 2
        || !(entry.given() >= 1
            && page.is_capital(family.end + 1)
            && given.weight >= 5
            && family.weight >= 0
            && family.weight + given.weight
                >= if page.case(at) == LineCase::Caps {
                    24
                } else {
                    18
                })
        || is_credential(page, family.end + 1).is_some()
        || page.has(family.end + 1, Flag::State)
    {
        return None;
    }
    let mut end = given.end;
    if let Some(middle) = part(page, end).filter(|middle| middle.initial && page.gap(end) <= 1) {
        end = middle.end;
    }
    push(page, at, end, What::Name, "inverted-name", 75, found);
    Some(end)
}

/// Two to four capitalised parts that the lexicon holds for a name.
fn bare(page: &Page, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    // `3V. Jayden`, `98F Gladys`
    if at > 0 && page.is_glued(at) && page.is_number(at - 1) {
        return None;
    }
    if at > 0
        && page.is_glued(at)
        && matches!(page.sign(at - 1), '-' | '/' | '.' | '_' | '@' | '\'')
    {
        return None;
    }
    let case = page.case(at);
    if case == LineCase::Lower || !page.is_capital(at) {
        return None;
    }
    let mut end = at;
    let (mut words, mut initials, mut weight, mut last_start) = (0, 0, 0, at);
    for _ in 0..5 {
        if end > at && (page.gap(end) > 1 || page.is_line_end(end)) {
            break;
        }
        if words + initials > 0 {
            if let Some(behind) = particle(page, end, page.len()) {
                weight += 3;
                end = behind;
                continue;
            }
            if page.has(end, Flag::Suffix) && page.is_capital(end) {
                end += 1;
                weight += 6;
                break;
            }
        }
        if words > 0 {
            if let Some(behind) = nickname(page, end) {
                end = behind;
                weight += 8;
                continue;
            }
        }
        let Some(mut part) = part(page, end) else {
            break;
        };
        // `April May`: the month and verb is a family name behind a given name.
        let may = page.low(end) == "may" && words > 0 && page.token(at).entry.given() >= 2;
        if may {
            part.weight = 6;
        }
        if !page.is_capital(end)
            || is_credential(page, end).is_some() && words > 0
            || page.has(end, Flag::Stop) && !part.initial && !may
        {
            break;
        }
        if words > 0 && !part.initial && part.weight < -9 {
            break;
        }
        if part.initial {
            initials += 1;
        } else {
            words += 1;
            last_start = end;
        }
        weight += part.weight;
        let dotted_word = !part.initial && page.is_sign(part.end, '.');
        end = part.end;
        if dotted_word {
            break;
        }
    }
    if (at..end).any(|place| page.low(place) == "hu") {
        return None;
    }
    if words == 0 || words + initials < 2 || page.token(at).entry.has(Flag::Stop) && words < 2 {
        return None;
    }
    // A trailing single letter is a middle initial only before a family name.
    if is_eponym_phrase(page, at, last_start, end) {
        return None;
    }
    let threshold = match case {
        LineCase::Mixed => 15,
        LineCase::Caps | LineCase::Lower => 24,
    };
    weight += context(page, at, end);
    if words == 1 {
        // `B. Foley`, `J. Finnegan`: an initial and a family name.
        let leading = page.token(at).shape == Shape::Initial && page.is_sign(at + 1, '.');
        let entry = page.token(last_start).entry;
        let signs_off = (page.is_line_end(end)
            || page.is_sign(end, '.') && page.is_line_end(end + 1))
            && (page.line_of(at).first == at || page.is_sign(at.wrapping_sub(1), '.'));
        let person = entry.family() >= 1 || entry.is_unknown();
        let eponym =
            entry.has(Flag::Eponym) && (is_grade(page, end) || page.has(end, Flag::HeadNoun));
        if !leading
            || !person
            || eponym
            || entry.has(Flag::Study)
            || entry.is_clinical() && !(signs_off && entry.family() >= 2)
        {
            return None;
        }
        if signs_off {
            weight += 14;
        }
    }
    if weight < threshold {
        return None;
    }
    push(page, at, end, What::Name, "bare-name", 65, found);
    Some(end)
}

/// `"Iggy"`, `(Iggy)`, `'Iggy'` inside a name.
fn nickname(page: &Page, at: usize) -> Option<usize> {
    let close = match page.sign(at) {
        '"' => '"',
        '\'' => '\'',
        '(' => ')',
        _ => return None,
    };
    let inside = page.is_capital(at + 1)
        && page.is_word(at + 1)
        && page.is_sign(at + 2, close)
        && page.is_glued(at + 1);
    let capital = page.is_capital(at + 3) && page.token(at + 3).shape != Shape::Initial;
    (inside
        && capital
        && page.token(at + 1).entry.word() < 3
        && !page.has(at + 1, Flag::Study)
        && page.token(at + 1).shape == Shape::Title)
        .then_some(at + 3)
}

/// `Arnold Chiari malformation`, `Ann Arbor stage`: eponyms, not people.
fn is_eponym_phrase(page: &Page, at: usize, last: usize, end: usize) -> bool {
    let next = if page.is_sign(end, '\'') {
        end + 2
    } else {
        end
    };
    let head = page.has(next, Flag::HeadNoun) || is_grade(page, next);
    let system = matches!(
        page.low(next),
        "criteria"
            | "classification"
            | "score"
            | "grade"
            | "stage"
            | "staging"
            | "sign"
            | "disease"
            | "syndrome"
            | "index"
            | "method"
            | "fracture"
            | "lesion"
            | "maneuver"
            | "view"
            | "views"
            | "guidelines"
            | "protocol"
            | "malformation"
            | "anomaly"
            | "deformity"
            | "procedure"
            | "ratio"
            | "angle"
            | "line"
            | "scale"
            | "phenomenon"
            | "tumor"
            | "cyst"
            | "lymphoma"
    );
    if system && !page.has(at, Flag::Title) {
        return true;
    }
    let all = page.has(at, Flag::Eponym) && page.has(last, Flag::Eponym);
    page.has(last, Flag::Eponym) && head || all
}

/// `B2`, `IIB`, `4`, `type`: a grade behind an eponym.
fn is_grade(page: &Page, at: usize) -> bool {
    page.is_number(at)
        && page.digits(at) <= 2
        && super::calendar::read(page, at).is_none()
        && page.gap(at) <= 1
        || page.token(at).shape == Shape::Initial && !page.is_sign(at + 1, '.')
        || page.is_word(at)
            && page.token(at).shape == Shape::Upper
            && page
                .low(at)
                .bytes()
                .all(|byte| matches!(byte, b'i' | b'v' | b'a' | b'b' | b'c'))
}

/// One capitalised word that is a usual name and nothing else, inside a
/// sentence: `handed to Marguerite`, or a name of two parts, `VASQUEZ-OYAMA T`.
fn lone(page: &Page, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    if at > 0 && page.is_glued(at) && !matches!(page.sign(at - 1), '(' | '"' | '>' | '|' | '\'')
        || page.case(at) == LineCase::Lower
        || !page.is_capital(at)
    {
        return None;
    }
    let one = part(page, at)?;
    let double = (at..one.end).any(|place| page.is_sign(place, '-'));
    let clean = (at..one.end)
        .filter(|&place| page.is_word(place))
        .all(|place| {
            let entry = page.token(place).entry;
            entry.word() == 0
                && !entry.is_clinical()
                && ![
                    Flag::Eponym,
                    Flag::Product,
                    Flag::Study,
                    Flag::Month,
                    Flag::Weekday,
                    Flag::State,
                    Flag::Title,
                    Flag::Credential,
                    Flag::Unit,
                    Flag::HeadNoun,
                    Flag::Facility,
                    Flag::StateCode,
                ]
                .into_iter()
                .any(|flag| entry.has(flag))
        });
    let mut next = one.end;
    if page.is_sign(next, '\'') {
        next += 2;
    }
    let entry = page.token(next).entry;
    let eponymous = entry.has(Flag::HeadNoun)
        || is_grade(page, next)
        || page.is_word(next)
            && (entry.is_clinical() || entry.has(Flag::Study))
            && page.token(next).shape == Shape::Lower
        || page.is_sign(next, '-') && page.is_glued(next);
    let eponymous = eponymous && !(double && page.token(next).shape == Shape::Initial);
    if one.initial || !clean || eponymous {
        return None;
    }
    let mut end = one.end;
    if page.token(end).shape == Shape::Initial && page.gap(end) <= 1 {
        end = if page.is_sign(end + 1, '.') {
            end + 2
        } else {
            end + 1
        };
    }
    let first = page.token(at).entry;
    let usual = first.given() >= 2 || first.family() >= 2;
    if double && page.token(at).shape != Shape::Mixed {
        let known = (at..one.end)
            .filter(|&place| page.is_word(place))
            .filter(|&place| {
                page.token(place).entry.family() + page.token(place).entry.given() >= 1
            })
            .count();
        let long = (at..one.end)
            .filter(|&place| page.is_word(place))
            .all(|place| page.low(place).len() >= 2);
        if known >= 1 && long && (known >= 2 || usual) {
            push(page, at, end, What::Name, "double-name", 60, found);
            return Some(end);
        }
        return None;
    }
    let before = at.wrapping_sub(1);
    let inside = page.is_word(before)
        && page.token(before).shape == Shape::Lower
        && page.gap(at) <= 1
        || page.is_sign(before, ',') && page.token(before.wrapping_sub(1)).shape == Shape::Lower
        || page.is_sign(before, '(');
    let subject = page.has(end, Flag::PersonVerb) && first.given() >= 2;
    let trailing = end > one.end && first.given() >= 2 && page.is_sign(end - 1, '.');
    if page.case(at) != LineCase::Mixed
        || page.token(at).shape != Shape::Title
        || !usual
        || page.low(at).len() < 3
        || !(inside || subject || trailing)
    {
        return None;
    }
    push(page, at, end, What::Name, "lone-name", 55, found);
    Some(end)
}

/// What stands around a bare name for or against it.
fn context(page: &Page, at: usize, end: usize) -> i32 {
    let mut weight = 0;
    let mut next = end;
    if matches!(page.sign(next), ',' | ';' | '|' | '(' | '-') {
        next += 1;
    }
    let age = page.is_number(next)
        && page.digits(next) <= 3
        && (matches!(
            page.low(next + 1),
            "f" | "m" | "y" | "yo" | "year" | "years" | "yrs"
        ) || page.is_sign(next + 1, '-') && page.low(next + 2) == "year")
        || page.low(next) == "age"
        || matches!(page.low(next), "a" | "an") && page.is_number(next + 1);
    let dated = super::calendar::read(page, next)
        .is_some_and(|reading| reading.form == super::calendar::Form::Full);
    let labelled = matches!(
        page.low(next),
        "mrn"
            | "dob"
            | "ssn"
            | "acct"
            | "born"
            | "npi"
            | "ext"
            | "pager"
            | "phone"
            | "id"
            | "signed"
    );
    let technical = (at..end).any(|place| {
        page.has(place, Flag::Study)
            || page.has(place, Flag::Facility)
            || page.is_word(place) && self::weight(page, place) <= -15
    });
    if age || dated || labelled {
        weight += if technical { 8 } else { 22 };
    }
    if is_credential(page, next).is_some() {
        weight += 14;
    }
    if page.has(end, Flag::PersonVerb) {
        weight += 7;
    }
    let line = page.line_of(at);
    let alone = at == line.first
        && (end >= line.end || is_credential(page, next).is_some_and(|behind| behind >= line.end));
    if alone {
        weight += 6;
    }
    if at > 0
        && matches!(
            page.low(at - 1),
            "for" | "of" | "on" | "from" | "with" | "to" | "and" | "by" | "patient" | "is"
        )
    {
        weight += 3;
    }
    if page.has(end, Flag::HeadNoun)
        || page.has(end, Flag::Facility)
        || page.has(end, Flag::Street) && page.is_number(at.wrapping_sub(1))
    {
        weight -= 8;
    }
    weight
}

/// `transcribed ... by KLM`, `T: 04/22/2021 0731 RJB`, `/JAL` alone on a line.
fn typist(page: &Page, at: usize) -> Option<usize> {
    let token = page.token(at);
    let letters = token.end - token.start;
    if !(2..=4).contains(&letters)
        || token.entry.word() > 0
        || token.entry.is_clinical()
        || token.entry.has(Flag::Study)
        || token.entry.has(Flag::Credential)
        || token.entry.has(Flag::Unit)
    {
        return None;
    }
    let line = page.line_of(at);
    let last = at + 1 >= line.end
        || page.is_sign(at + 1, '.') && at + 2 >= line.end
        || page.is_sign(at + 1, ';');
    let before = page.low(at.wrapping_sub(1));
    let slash = page.is_sign(at.wrapping_sub(1), '/') && line.first + 1 == at && last;
    let stamped = page.is_number(at.wrapping_sub(1))
        && page.is_sign(line.first + 1, ':')
        && matches!(
            page.low(line.first),
            "d" | "t" | "dictated" | "transcribed" | "dd" | "dt" | "job" | "dictation"
        );
    let typed = before == "by"
        && (line.first..at).rev().take(14).any(|place| {
            matches!(
                page.low(place),
                "transcribed"
                    | "typed"
                    | "dictated"
                    | "edited"
                    | "signed"
                    | "trans"
                    | "entered"
                    | "scanned"
                    | "verified"
                    | "read"
                    | "performed"
                    | "completed"
            )
        });
    (slash
        || (stamped || typed) && last
        || typed && token.shape != Shape::Title && !token.entry.has(Flag::Stop))
    .then_some(at + 1)
}

/// `M.K., 62F`: dotted initials before an age or a date of birth.
fn dotted(page: &Page, at: usize) -> Option<usize> {
    let mut end = at;
    while end < at + 6
        && page.token(end).shape == Shape::Initial
        && page.is_sign(end + 1, '.')
        && page.is_glued(end + 1)
        && page.gap(end).min(9) <= if end == at { 9 } else { 1 }
    {
        end += 2;
    }
    let count = (end - at) / 2;
    let next = if matches!(page.sign(end), ',' | ';' | '(') {
        end + 1
    } else {
        end
    };
    let aged = page.is_number(next)
        && (matches!(
            page.low(next + 1),
            "f" | "m" | "y" | "yo" | "year" | "years"
        ) || page.is_sign(next + 1, '-') && page.low(next + 2) == "year"
            || page.is_sign(next + 1, '/'))
        || matches!(page.low(next), "dob" | "mrn" | "aged" | "age");
    ((2..=3).contains(&count) && aged && next > end).then_some(end)
}

/// `JS/mt`, `PC:wvd` alone on a line; `initials Q.Z.`.
fn initials(page: &Page, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    if matches!(page.low(at), "initials" | "initialed") {
        let mut place = at + 1;
        for _ in 0..3 {
            if matches!(page.sign(place), ':' | '(' | '=')
                || matches!(page.low(place), "are" | "is" | "of")
            {
                place += 1;
            }
        }
        let mut end = place;
        while page.is_word(end)
            && page.low(end).len() <= 4
            && page.is_capital(end)
            && end < place + 8
        {
            end = skip_point(page, end + 1);
            if !page.is_glued(end) {
                break;
            }
        }
        if end > place {
            push(page, place, end, What::Name, "initials", 85, found);
            return Some(end);
        }
    }
    if let Some(end) = dotted(page, at) {
        push(page, at, end, What::Name, "initials", 80, found);
        return Some(end);
    }
    if let Some(end) = typist(page, at) {
        push(page, at, end, What::Clinician, "initials", 80, found);
        return Some(end);
    }
    let line = page.line_of(at);
    let pair = matches!(page.sign(at + 1), '/' | ':')
        && page.is_glued(at + 1)
        && page.is_glued(at + 2)
        && page.is_word(at + 2)
        && (2..=4).contains(&page.low(at).len())
        && (2..=4).contains(&page.low(at + 2).len());
    let alone = line.first == at && line.end == at + 3;
    let shapes = page.token(at).shape == Shape::Upper && page.token(at + 2).shape == Shape::Lower
        || alone
            && page.token(at).shape == page.token(at + 2).shape
            && !page.has(at, Flag::Study)
            && page.token(at).entry.word() == 0;
    if pair && alone && shapes {
        push(page, at, at + 3, What::Clinician, "initials", 80, found);
        return Some(at + 3);
    }
    None
}
