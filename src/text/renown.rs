//! What tells who somebody is without a name, 45 CFR 164.514(b)(2)(i)(R): the
//! first or last of a kind, `the last living player of the 1948 Giants`; and
//! the ships that people sail on.

use super::found::{Found, What};
use super::lexicon::Flag;
use super::token::{LineCase, Page, Shape};

/// Finds such phrases.
pub fn find(page: &Page, found: &mut Vec<Found>) {
    let mut at = 0;
    while at < page.len() {
        let hit = only_one(page, at)
            .map(|end| (at, end, What::Id, "only-one"))
            .or_else(|| ship(page, at).map(|(first, end)| (first, end, What::Institution, "ship")));
        match hit {
            Some((first, end, what, detector)) if end > first => {
                found.push(Found {
                    start: page.token(first).start,
                    end: page.token(end - 1).end,
                    what,
                    detector,
                    confidence: 70,
                });
                at = end;
            }
            _ => at += 1,
        }
    }
}

/// `the first woman elected sheriff of the parish`: a rank, an office or a
/// person set apart within five words, and where.
fn only_one(page: &Page, at: usize) -> Option<usize> {
    let ranked = matches!(
        page.low(at),
        "first" | "last" | "only" | "oldest" | "youngest" | "sole"
    );
    if !ranked || page.low(at.wrapping_sub(1)) != "the" {
        return None;
    }
    let of = (at + 2..at + 7).find(|&place| matches!(page.low(place), "of" | "from"))?;
    let words = at + 1..of;
    if !words.clone().all(|place| page.is_word(place)) {
        return None;
    }
    let office = words.clone().any(|place| is_office(page.low(place)));
    let person = words.clone().any(|place| is_person(page.low(place)));
    let apart = words.clone().any(|place| {
        matches!(
            page.low(place),
            "living"
                | "surviving"
                | "female"
                | "woman"
                | "black"
                | "elected"
                | "native"
                | "ever"
                | "hispanic"
                | "asian"
                | "gay"
                | "openly"
                | "remaining"
        )
    });
    let mut end = of + 1;
    while end < of + 7
        && (matches!(page.low(end), "the" | "of" | "and")
            || page.is_capital(end)
            || page.is_number(end))
    {
        end += 1;
    }
    // `of the parish`: one word in small letters.
    if end == of + 2 && page.low(of + 1) == "the" && page.is_word(end) {
        end += 1;
    }
    while end > of && page.has(end - 1, Flag::Stop) {
        end -= 1;
    }
    ((office || person && apart) && end > of + 1).then_some(end)
}

/// Offices that few people hold.
fn is_office(word: &str) -> bool {
    matches!(
        word,
        "mayor"
            | "sheriff"
            | "governor"
            | "senator"
            | "congressman"
            | "congresswoman"
            | "alderman"
            | "alderwoman"
            | "councilman"
            | "councilwoman"
            | "commissioner"
            | "judge"
            | "justice"
            | "bishop"
            | "archbishop"
            | "rabbi"
            | "imam"
            | "superintendent"
            | "astronaut"
            | "ambassador"
            | "president"
            | "principal"
            | "postmaster"
            | "postmistress"
            | "chairman"
            | "chairwoman"
            | "treasurer"
            | "marshal"
            | "chieftain"
            | "selectman"
            | "selectwoman"
    )
}

fn is_person(word: &str) -> bool {
    matches!(
        word,
        "woman"
            | "man"
            | "player"
            | "member"
            | "survivor"
            | "speaker"
            | "veteran"
            | "pilot"
            | "winner"
            | "champion"
            | "captain"
            | "resident"
            | "founder"
            | "owner"
            | "child"
            | "son"
            | "daughter"
            | "person"
            | "student"
            | "graduate"
            | "miner"
            | "officer"
            | "soldier"
            | "nun"
            | "sister"
            | "brother"
            | "medalist"
            | "singer"
            | "keeper"
    )
}

/// `the trawler Miss Charlene`, `VESSEL: "MISS BEHAVIN"`, `F/V Hope`.
fn ship(page: &Page, at: usize) -> Option<(usize, usize)> {
    let kind = matches!(
        page.low(at),
        "trawler"
            | "shrimper"
            | "schooner"
            | "tugboat"
            | "yacht"
            | "sailboat"
            | "houseboat"
            | "vessel"
            | "freighter"
            | "tanker"
            | "frigate"
            | "destroyer"
            | "submarine"
            | "ferry"
            | "barge"
            | "longliner"
            | "crabber"
            | "sloop"
            | "ketch"
            | "steamer"
            | "towboat"
    );
    let slashed = page.token(at).shape == Shape::Initial
        && page.is_sign(at + 1, '/')
        && page.raw(at + 2) == "V"
        && matches!(page.low(at), "f" | "m" | "s" | "r");
    let mut first = match (kind, slashed) {
        (true, _) => at + 1,
        (_, true) => at + 3,
        _ => return None,
    };
    let mut quoted = false;
    while kind && matches!(page.sign(first), ':' | '"') {
        quoted |= page.is_sign(first, '"');
        first += 1;
    }
    let mut end = first;
    while end < first + 4
        && page.is_word(end)
        && page.gap(end) <= 1
        && page.is_capital(end)
        && (quoted || page.case(end) != LineCase::Caps)
        && !page.has(end, Flag::Study)
    {
        end += 1;
    }
    let named = end > first && (page.token(first).entry.word() < 3 || end > first + 1);
    named.then_some((first, end))
}
