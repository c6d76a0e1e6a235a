//! Days as people write them inside sentences. What stands between the marks
//! goes, but for a year, a weekday and small words; the rest stays.

use super::{cleaned, finder};

#[test]
fn a_day_goes_and_the_sentence_around_it_stays() {
    let finder = finder();
    let all: Vec<&&str> = SENTENCES
        .iter()
        .chain(ROWS_AND_NOUNS)
        .chain(FEASTS)
        .chain(TIMED)
        .collect();
    let wrong: Vec<String> = all
        .iter()
        .map(|marked| (marked, cleaned(&finder, &marked.replace(['«', '»'], ""))))
        .filter(|(marked, result)| !is_cleaned(marked, result))
        .map(|(marked, result)| format!("{marked} -> {result}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(all.len() >= 200, "{} sentences", all.len());
}

/// The pieces outside the marks stand in the result in their order, and between
/// them what is gone.
fn is_cleaned(marked: &str, result: &str) -> bool {
    let kept: Vec<&str> = marked.split(['«', '»']).step_by(2).collect();
    let mut rest = result;
    for (number, piece) in kept.iter().enumerate() {
        let is_last = number + 1 == kept.len();
        let place = if is_last {
            rest.len()
                .checked_sub(piece.len())
                .filter(|_| rest.ends_with(piece))
        } else {
            rest.find(piece)
        };
        let Some((gone, behind)) = place.and_then(|place| rest.split_at_checked(place)) else {
            return false;
        };
        if !(number == 0 && gone.is_empty() || number > 0 && is_gone(gone)) {
            return false;
        }
        rest = behind.get(piece.len()..).unwrap_or_default();
    }
    rest.is_empty()
}

/// Something was replaced, and nothing is left but years, weekdays, small words.
fn is_gone(text: &str) -> bool {
    let outside: String = text
        .split('[')
        .map(|part| part.split_once(']').map_or(part, |(_, rest)| rest))
        .collect();
    let stays = |word: &str| {
        word.is_empty()
            || word.len() == 4 && (word.starts_with("19") || word.starts_with("20"))
            || [
                "the",
                "of",
                "and",
                "to",
                "on",
                "at",
                "from",
                "in",
                "monday",
                "tuesday",
                "wednesday",
                "thursday",
                "friday",
                "saturday",
                "sunday",
                "mon",
                "tue",
                "wed",
                "thu",
                "fri",
                "sat",
                "sun",
                "mid",
                "day",
                "or",
                "between",
            ]
            .contains(&word.to_lowercase().as_str())
    };
    text.contains('[')
        && outside
            .split(|letter: char| !letter.is_alphanumeric())
            .all(stays)
}

const SENTENCES: &[&str] = &[
    "Comparison «4/5/2023» is available.",
    "Comparison «04-05-23» is available.",
    "Comparison «4.5.23» is available.",
    "Comparison «2023/4/5» is available.",
    "Comparison «2023.04.05» is available.",
    "Comparison «2023-04-05» is available.",
    "Comparison «20230405» is available.",
    "Comparison «04052023» is available.",
    "Comparison «05APR2023» is available.",
    "Comparison «5APR23» is available.",
    "Comparison «APR052023» is available.",
    "Comparison «APR 05 2023» is available.",
    "Comparison «Apr-05-2023» is available.",
    "Comparison «Apr/05/2023» is available.",
    "Comparison «2023-Apr-05» is available.",
    "Comparison «2023 APR 05» is available.",
    "Comparison «2023APR05» is available.",
    "Comparison «2023 April 5» is available.",
    "Comparison «5-Apr» is available.",
    "Comparison «5Apr» is available.",
    "Comparison «Apr5» is available.",
    "Comparison «APR-5» is available.",
    "Comparison «April 5th» is available.",
    "Comparison «the 5th April» is available.",
    "Comparison «5th of April» is available.",
    "Comparison «April the 5th» is available.",
    "Comparison «April fifth» is available.",
    "Comparison «the fifth of April» is available.",
    "Comparison «fifth April 2023» is available.",
    "Comparison «April fifth twenty twenty three» is available.",
    "Comparison «April five two thousand twenty three» is available.",
    "Comparison «four five twenty twenty three» is available.",
    "Comparison «four slash five slash nineteen ninety» is available.",
    "Comparison «4 / 5 / 23» is available.",
    "Comparison «4 - 5 - 2023» is available.",
    "Comparison «4/ 5/2023» is available.",
    "Comparison «94/01/30» is available.",
    "Comparison «3/30-4/5/2023» is available.",
    "Comparison «3/30/2023-4/5/2023» is available.",
    "Comparison «03/30/23 - 04/05/23» is available.",
    "Comparison «April 3-5» is available.",
    "Comparison «April 3 to 5, 2023» is available.",
    "Comparison «3-5 April 2023» is available.",
    "Comparison «3rd to 5th April» is available.",
    "Comparison «April 3rd through the 5th» is available.",
    "Comparison «Feb 3rd into the 4th» is available.",
    "Comparison «the 3rd to the 5th of April» is available.",
    "Comparison «the 3rd and 5th of May» is available.",
    "Comparison «March 30-April 5, 2023» is available.",
    "Comparison «Mar/Apr 2023» is available.",
    "Comparison «March and April 2023» is available.",
    "Comparison «4/2023» is available.",
    "Comparison «04-2023» is available.",
    "Comparison «2023-04» is available.",
    "Comparison «Apr. 2023» is available.",
    "Comparison «Apr '23» is available.",
    "Comparison «Apr-23» is available.",
    "Comparison «Apr23» is available.",
    "Comparison «APR2023» is available.",
    "Comparison «mid-April» is available.",
    "Comparison «April/May» is available.",
    "Comparison «Wed 4/5» is available.",
    "Comparison «Wed. 4/5/23» is available.",
    "Comparison «Wednesday, April 5» is available.",
    "Comparison «Wed, 05 Apr 2023» is available.",
    "Comparison «5. April 2023» is available.",
    "Comparison «5 avril 2023» is available.",
    "Comparison «5 de abril de 2023» is available.",
    "Comparison «Febuary 5, 2023» is available.",
    "Comparison «Setpember 5 2023» is available.",
    "Comparison «Ocotber 2023» is available.",
    "Comparison «Janurary 3rd» is available.",
    "Comparison «2023-W14» is available.",
    "Comparison «Q2 2023» is available.",
    "Comparison «second quarter» of 2023 is available.",
    "Comparison «second Wednesday of October» is available.",
    "Comparison «last Friday in May 2019» is available.",
    "Comparison «Nov 2 & 3» is available.",
    "Comparison «Nov 2, 3 and 5, 2022» is available.",
    "Comparison «2 and 3 Nov» is available.",
    "Comparison «the second and third of November» is available.",
    "Comparison «5/Apr/23» is available.",
    "Comparison «12/31/99» is available.",
    "Comparison «31DEC» is available.",
    "Comparison «9-11-2001» is available.",
    "Comparison «5th day of April, 2023» is available.",
    "Seen on «4/5» for pain.",
    "Seen in clinic «02/26» at noonday.",
    "Tumor board «9/10».",
    "The patient consented «4/22».",
    "Bx «02/26» elsewhere.",
    "Addendum «12/8»: no change.",
    "Her son phoned «3/17» re cough.",
    "mrcp «12/18», ct «12/15», both outside.",
    "- «3/3» CT abdomen: no change.",
    "- «3/15» chest: improved.",
    "Follow-up on «2/13» and «3/27».",
    "The week of «4/3» is full.",
    "Admitted «6/29», discharged «7/4».",
    "Dates: from «3/2» to «3/9».",
    "Start «5/15».",
    "Next «10/15».",
    "call to the clinic «1/24» unanswered",
    "no imaging since «dec 1st»",
    "portable chest «oct 31», no tube",
    "compare «oct 30», stable",
    "PRIOR FILM «MAR 14».",
    "FLU SHOT «OCT 4TH»",
    "fell «jan 22» at home",
    "seen «sept 9» in clinic",
    "Last seen in «March».",
    "Prior: «July».",
    "since last «October»",
    "The pain began in early «June».",
    "The brace has been on since «November».",
    "They move in «August».",
    "She was well until «April».",
    "no work until «sept»",
    "Told on «the 15th» at the desk.",
    "The film of «the 28th» was not sent.",
    "The PET/CT of «the nineteenth» shows it.",
    "She took ibuprofen on «the 8th and the 9th».",
    "He is away from «the 5th to the 12th of January».",
    "between «the 3rd and 5th of May»",
    "It was fused on «the eighth».",
    "He phoned on the morning of «the 6th».",
    "Seen on «the twenty third» period",
    "They are covering until «the 19th».",
    "on «Saturday the 14th»",
    "on «Sunday, the 3rd»",
    "on «sunday the 8th», again",
    "DOB «070528»",
    "DOB: «7 28 1962»",
    "born «3 19 2024», term",
    "D:«021925» T:«022025»",
    "REDO. «3 25 24» SEEN.",
    "date «six ten twenty four», place",
    "dictated «april fifth twenty twenty two»",
    "exam of «october second two thousand and nineteen»",
    "the twins were born «the twenty third of june»",
    "OBX|«20240318»|x",
    "Study «20240318101215.123-0500» done.",
    "Study «2024-03-18T10:12:15Z» done.",
    "Study «2024-03-18 10:12:15» done.",
    "Study «18-Mar-2024» done.",
    "Study «18-MAR-24» done.",
    "Study «Mar 18, 2024» done.",
    "Study «Monday, 18 March 2024» done.",
    "Study «Mon Mar 18 2024» done.",
    "Study «18.3.2024» done.",
    "Study «18.03.24» done.",
    "Study «3-18-24» done.",
    "Study «March eighteenth, 2024» done.",
    "Study «the 18th of March, 2024» done.",
    "Study «the eighteenth of March» done.",
    "Study «18 de marzo de 2024» done.",
    "Study «18 septembre 2024» done.",
];

const ROWS_AND_NOUNS: &[&str] = &[
    "Prior exams: «1/5, 2/9, 3/30».",
    "Studies of «3/4» and «3/6» reviewed.",
    "Injury on or about «7/9».",
    "Pt seen «9/9», «9/12», and again «9/15» for follow up.",
    "MRI («10/3/22») vs («1/9»).",
    "Last mammogram: «Aug».",
    "this past «Feb»",
    "Surgery is planned for the «2nd week of May».",
    "her «10/12» film",
    "the «6/3» exam",
    "overnight «6/2-6/3»",
    "wk of «3/1»",
    "dob «march four fifty one»",
];

const FEASTS: &[&str] = &[
    "He fell on «Christmas Eve».",
    "He fell on «Christmas».",
    "He fell at «Thanksgiving».",
    "He fell on «Thanksgiving Day».",
    "He fell on «Halloween».",
    "He fell over «Labor Day» weekend.",
    "He fell on «Memorial Day».",
    "He fell on «Veterans Day».",
    "He fell on «Presidents' Day».",
    "He fell on «Mother's Day».",
    "He fell on «Fathers' Day».",
    "He fell on «Valentine's Day».",
    "He fell on «St. Patrick's Day».",
    "He fell on «St Stephen's Day».",
    "He fell on «All Saints' Day».",
    "He fell on «All Souls' Day».",
    "He fell on «New Year's Eve».",
    "He fell on «New Year's Day».",
    "He has been weak since «New Year's».",
    "He fell during «Hmong New Year».",
    "He fell on «Lunar New Year».",
    "He fell at «Chinese New Year».",
    "He fell on «Shrove Tuesday».",
    "He fell on «Fat Tuesday».",
    "He fell on «Ash Wednesday».",
    "He fell on «Maundy Thursday».",
    "He fell on «Good Friday».",
    "He fell on «Easter Sunday».",
    "He fell on «Palm Sunday».",
    "He fasted through «Lent».",
    "He fell in «Advent».",
    "He fell during «Ramadan».",
    "He fell on «Eid».",
    "He fell at «Diwali».",
    "He fell on «Holi».",
    "He fell during «Nowruz».",
    "He fell at «Tet».",
    "He fell on «Chuseok».",
    "He fell on «Yom Kippur».",
    "He fell at «Rosh Hashanah».",
    "He fell during «Passover».",
    "He fell at «Hanukkah».",
    "He fell on «Purim».",
    "He fell at «Sukkot».",
    "He fell on «Juneteenth».",
    "He fell on «the 4th of July».",
    "He fell on «the Fourth of July».",
    "He fell on «Cinco de Mayo».",
    "He fell on «Boxing Day».",
    "He fell on «Canada Day».",
    "He fell on «Groundhog Day».",
    "He fell on «Super Bowl Sunday».",
    "He fell on «Mardi Gras».",
    "He fell at the «winter solstice».",
    "He fell on «Candlemas».",
    "He fell on «the Feast of the Assumption».",
    "He fell on «Black Friday».",
    "He fell on «Martin Luther King Day».",
    "He fell on «Indigenous Peoples' Day».",
    "He fell on «Armistice Day».",
    "He fell on «Bastille Day».",
    "He fell on «Epiphany».",
];

const TIMED: &[&str] = &[
    "Called «4/5» «0900» by phone.",
    "Seen «4/5 at 3pm» by phone.",
    "addendum «12/8» «0740», no change",
    "Signed «9/12/24 11:06».",
    "Received «19 NOV 2022 0602».",
    "portable, «0455» «oct 31», no tube",
    "Verbal report to the nurse «1540».",
];
