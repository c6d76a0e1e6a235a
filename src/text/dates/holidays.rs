//! Feast days tell the day as a date does. Seasons and quarters tell the month.

use std::sync::OnceLock;

use crate::text::calendar;
use crate::text::keyed::{Key, Keyed};
use crate::text::lexicon::Flag;
use crate::text::token::{LineCase, Page};

/// How sure the words alone are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Need {
    /// The words are nothing else.
    Nothing,
    /// Also a verb, a noun or a name: a word of time must stand before.
    Cue,
}

use Need::{Cue, Nothing};

/// Feasts by their words, in the order of the alphabet. `mother day` is also
/// `Mother's Day` and `Mothers' Day`.
#[rustfmt::skip]
static FEASTS: &[(&str, Need)] = &[
    ("advent", Cue), ("all hallow eve", Nothing), ("all saint", Nothing), ("all soul", Nothing),
    ("anzac day", Nothing), ("april fool", Nothing), ("arbor day", Nothing), ("armistice day", Nothing),
    ("ascension day", Nothing), ("ascension thursday", Nothing), ("ash wednesday", Nothing),
    ("ashura", Nothing), ("assumption day", Nothing), ("australia day", Nothing),
    ("autumn equinox", Nothing), ("autumnal equinox", Nothing),
    ("baisakhi", Nothing), ("bastille day", Nothing), ("black friday", Nothing),
    ("bonfire night", Nothing), ("boxing day", Nothing), ("burns night", Nothing),
    ("canada day", Nothing), ("candlemas", Nothing), ("carnival", Cue), ("cesar chavez day", Nothing),
    ("chanukah", Nothing), ("children day", Nothing), ("chinese new year", Nothing), ("christmas", Nothing),
    ("christmastime", Nothing), ("chuseok", Nothing), ("cinco de mayo", Nothing), ("columbus day", Nothing),
    ("cyber monday", Nothing),
    ("day of the dead", Nothing), ("deepavali", Nothing), ("dia de los muertos", Nothing),
    ("dia de muertos", Nothing), ("divali", Nothing), ("diwali", Nothing), ("dragon boat festival", Nothing),
    ("dussehra", Nothing),
    ("earth day", Nothing), ("easter", Nothing), ("eid", Nothing), ("election day", Nothing),
    ("emancipation day", Nothing), ("epiphany", Nothing), ("evacuation day", Nothing),
    ("family day", Cue), ("fat tuesday", Nothing), ("father day", Nothing), ("flag day", Nothing),
    ("fourth of july", Nothing),
    ("ganesh chaturthi", Nothing), ("good friday", Nothing), ("grandparent day", Nothing),
    ("groundhog day", Nothing), ("guy fawkes", Nothing),
    ("halloween", Nothing), ("hannukah", Nothing), ("hanukkah", Nothing), ("hmong new year", Nothing),
    ("hogmanay", Nothing), ("holi", Cue), ("holy saturday", Nothing), ("holy thursday", Nothing),
    ("holy week", Nothing),
    ("inauguration day", Nothing), ("independence day", Nothing), ("indigenous people day", Nothing),
    ("janmashtami", Nothing), ("juneteenth", Nothing),
    ("kamehameha day", Nothing), ("king day", Cue), ("kwanzaa", Nothing),
    ("labor day", Nothing), ("labour day", Nothing), ("lag baomer", Nothing), ("lantern festival", Nothing),
    ("las posadas", Nothing), ("leap day", Nothing), ("lei day", Nothing), ("lent", Cue),
    ("losar", Nothing), ("lunar new year", Nothing), ("luther king day", Nothing),
    ("makar sankranti", Nothing), ("mardi gras", Nothing), ("martinmas", Nothing),
    ("maundy thursday", Nothing), ("may day", Cue), ("memorial day", Nothing), ("michaelmas", Nothing),
    ("mlk", Cue), ("mlk day", Nothing), ("mlk weekend", Nothing), ("moon festival", Nothing), ("mother day", Nothing),
    ("navaratri", Nothing), ("navidad", Nothing), ("navratri", Nothing), ("new year day", Nothing),
    ("new year eve", Nothing), ("new year weekend", Nothing), ("norooz", Nothing), ("norouz", Nothing),
    ("nowruz", Nothing),
    ("obon", Cue), ("onam", Nothing),
    ("palm sunday", Nothing), ("passover", Nothing), ("patriot day", Nothing), ("pentecost", Nothing),
    ("pesach", Nothing), ("pi day", Nothing), ("pioneer day", Nothing), ("pongal", Nothing),
    ("president day", Nothing), ("president weekend", Nothing), ("purim", Nothing),
    ("raksha bandhan", Nothing), ("ramadan", Nothing), ("ramadhan", Nothing),
    ("remembrance day", Nothing), ("rosh hashana", Nothing), ("rosh hashanah", Nothing),
    ("seollal", Nothing), ("shavuot", Nothing), ("shrove tuesday", Nothing), ("simchat torah", Nothing),
    ("songkran", Nothing), ("spring equinox", Nothing), ("spring festival", Nothing), ("statehood day", Nothing),
    ("sukkot", Nothing), ("sukkoth", Nothing), ("summer solstice", Nothing), ("super bowl", Nothing),
    ("tax day", Nothing), ("tet", Cue), ("thanksgiving", Nothing), ("three king day", Nothing),
    ("tisha b av", Nothing),
    ("ugadi", Nothing), ("vaisakhi", Nothing), ("valentine", Cue), ("valentine day", Nothing),
    ("ve day", Nothing), ("vernal equinox", Nothing), ("vesak", Nothing), ("veteran day", Nothing),
    ("victoria day", Nothing), ("vj day", Nothing),
    ("wesak", Nothing), ("whit monday", Nothing), ("whitsun", Nothing), ("winter solstice", Nothing),
    ("xmas", Nothing), ("yom kippur", Nothing), ("yule", Cue),
];

/// What may stand behind a feast and belongs to it.
const TAILS: [&str; 7] = [
    "eve",
    "day",
    "days",
    "sunday",
    "monday",
    "tuesday",
    "wednesday",
];

/// The end of a feast that begins at a token.
pub(super) fn feast(page: &Page, at: usize) -> Option<usize> {
    if !page.is_word(at) {
        return (page.low(at) == "4"
            && page.low(at + 1) == "th"
            && page.low(at + 2) == "of"
            && page.low(at + 3) == "july")
            .then_some(at + 4);
    }
    let end = listed(page, at)
        .or_else(|| saint(page, at))
        .or_else(|| new_year(page, at))
        .or_else(|| feast_of(page, at))?;
    Some(if TAILS.contains(&page.low(end)) {
        end + 1
    } else {
        end
    })
}

/// The longest feast of the table.
fn listed(page: &Page, at: usize) -> Option<usize> {
    let word = page.low(at);
    let single = word.strip_suffix('s').unwrap_or(word);
    let known = |key: Key| first_words().get(key).is_some();
    if !known(page.key(at)) && (single == word || !known(Key::of(single))) {
        return None;
    }
    let first = FEASTS.partition_point(|(feast, _)| first_word(feast) < single);
    FEASTS
        .iter()
        .skip(first)
        .take_while(|(feast, _)| {
            let first = first_word(feast);
            first.starts_with(single) && first.len() <= word.len()
        })
        .filter_map(|(feast, need)| {
            let end = phrase(page, at, feast)?;
            (*need == Nothing || is_asked(page, at)).then_some(end)
        })
        .filter(|&end| !is_other_thing(page, at, end))
        .max()
}

/// The first words of the feasts: most words of a text begin none.
fn first_words() -> &'static Keyed<()> {
    static WORDS: OnceLock<Keyed<()>> = OnceLock::new();
    WORDS.get_or_init(|| {
        let mut words = Keyed::default();
        for (feast, _) in FEASTS {
            words.add(Key::of(first_word(feast)), ());
        }
        words.finish(|(), ()| {});
        words
    })
}

fn first_word(feast: &str) -> &str {
    feast.split(' ').next().unwrap_or(feast)
}

/// The token behind the words, each perhaps with an s or an apostrophe.
fn phrase(page: &Page, at: usize, words: &str) -> Option<usize> {
    let mut place = at;
    for word in words.split(' ') {
        let here = page.low(place);
        if here != word && here.strip_suffix('s') != Some(word) || place > at && page.gap(place) > 2
        {
            return None;
        }
        place = possessive(page, place + 1);
    }
    Some(place)
}

/// `Mother's Day`: the apostrophe and the s are tokens.
fn possessive(page: &Page, at: usize) -> usize {
    let place = if page.is_sign(at, '\'') && page.is_glued(at) {
        at + 1
    } else {
        return at;
    };
    if page.low(place) == "s" && page.is_glued(place) {
        place + 1
    } else {
        place
    }
}

/// `Christmas tree`, `Easter Seals`: named after the feast.
fn is_other_thing(page: &Page, at: usize, end: usize) -> bool {
    matches!(
        page.low(end),
        "tree" | "disease" | "factor" | "seals" | "island" | "lily" | "carol" | "spell" | "spells"
    ) || page.low(at) == "carnival" && page.low(end) == "cruise"
}

/// A word of time before, and a capital where the line has any.
fn is_asked(page: &Page, at: usize) -> bool {
    let mut before = at.wrapping_sub(1);
    if matches!(
        page.low(before),
        "the" | "last" | "this" | "next" | "past" | "late" | "early" | "every" | "around" | "first"
    ) {
        before = before.wrapping_sub(1);
    }
    let asked = matches!(
        page.low(before),
        "on" | "at"
            | "by"
            | "since"
            | "before"
            | "after"
            | "during"
            | "through"
            | "until"
            | "till"
            | "from"
            | "for"
            | "of"
            | "around"
            | "over"
            | "near"
            | "past"
            | "throughout"
            | "in"
            | "celebrating"
            | "observing"
            | "and"
            | "between"
    );
    asked && (page.is_capital(at) || page.case(at) != LineCase::Mixed)
}

/// `St Stephen's Day`, `Saint Lucy's Eve`.
fn saint(page: &Page, at: usize) -> Option<usize> {
    if !matches!(page.low(at), "st" | "saint" | "san" | "santa") {
        return None;
    }
    let name = at + 1 + usize::from(page.is_sign(at + 1, '.'));
    let end = possessive(page, name + 1);
    (page.is_word(name)
        && matches!(page.low(end), "day" | "eve" | "weekend" | "feast")
        && page.gap(end) <= 2)
        .then_some(end)
}

/// `Hmong New Year`, `since New Year's`.
fn new_year(page: &Page, at: usize) -> Option<usize> {
    let is_year =
        |place: usize| page.low(place) == "new" && matches!(page.low(place + 1), "year" | "years");
    if page.low(at) != "new" && page.low(at + 1) != "new" {
        return None;
    }
    if is_year(at + 1) && page.is_capital(at) && page.is_capital(at + 1) {
        let plain = page.has(at, Flag::Stop) || page.has(at, Flag::DateCue);
        return (!plain).then(|| possessive(page, at + 3));
    }
    let end = possessive(page, at + 2);
    let named = end > at + 2 || page.low(at + 1) == "years";
    (is_year(at) && named && is_asked(page, at)).then_some(end)
}

/// `the Feast of the Assumption`.
fn feast_of(page: &Page, at: usize) -> Option<usize> {
    if page.low(at) != "feast" || page.low(at + 1) != "of" {
        return None;
    }
    let mut end = at + 2;
    while end < at + 8
        && (page.is_capital(end)
            || matches!(page.low(end), "the" | "of" | "our" | "and")
            || page.is_sign(end, '.') && page.is_capital(end + 1) && page.low(end - 1) == "st")
    {
        end += 1;
    }
    while end > at + 2 && page.has(end - 1, Flag::Stop) {
        end -= 1;
    }
    (end > at + 2).then_some(end)
}

/// `spring 2021`, `fall of 2019`, `Q3 2022`, `third quarter of 2021`,
/// `last winter`. The year behind it stays outside of the span.
pub(super) fn season(page: &Page, at: usize) -> Option<usize> {
    let word = page.low(at);
    let year_follows = |place: usize| {
        let place = if matches!(page.low(place), "of" | "in") || page.is_sign(place, ',') {
            place + 1
        } else {
            place
        };
        calendar::year4(page, place).is_some()
    };
    let before = page.low(at.wrapping_sub(1));
    match word {
        "midsummer" | "midwinter" | "midspring" => Some(at + 1),
        "ides" if page.low(at + 1) == "of" => calendar::month(page.low(at + 2)).map(|_| at + 3),
        "spring" | "summer" | "autumn" | "winter" | "springtime" | "summertime" | "wintertime" => {
            let asked = matches!(
                before,
                "last" | "this" | "next" | "late" | "early" | "since" | "mid" | "previous"
            ) || before == "the"
                && (!page.is_word(at + 1) || page.has(at + 1, Flag::Stop))
                && matches!(
                    page.low(at.wrapping_sub(2)),
                    "in" | "since" | "during" | "of" | "until"
                )
                || before == "in" && page.has(at + 1, Flag::Stop);
            (year_follows(at + 1) || asked).then_some(at + 1)
        }
        "fall" => (year_follows(at + 1) && before != "a" && !matches!(page.low(at + 1), "in"))
            .then_some(at + 1),
        "q" => (page.is_glued(at + 1)
            && matches!(page.low(at + 1), "1" | "2" | "3" | "4")
            && year_follows(at + 2))
        .then_some(at + 2),
        "first" | "second" | "third" | "fourth" | "last" => {
            (page.low(at + 1) == "quarter" && year_follows(at + 2)).then_some(at + 2)
        }
        // `2Q23`
        "1" | "2" | "3" | "4" => {
            let glued = page.is_glued(at + 1) && page.is_glued(at + 2);
            (glued && page.low(at + 1) == "q" && matches!(page.digits(at + 2), 2 | 4))
                .then_some(at + 2)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_feasts_stand_in_the_order_of_their_first_words() {
        assert!(FEASTS.is_sorted_by_key(|(feast, _)| first_word(feast)));
    }
}
