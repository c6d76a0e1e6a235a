//! Words in other scripts than the Latin one. No list of names speaks for or against
//! them, so that in a description those stay that are listed here as words of an
//! examination, and everything else goes.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::text::found::{Found, What};
use crate::text::normal::Normal;
use crate::text::token::Page;

/// Terms without blanks between them: a run is cut into the longest that are listed.
/// Chinese, simplified and traditional, Japanese, Korean.
const TERMS: [&str; 147] = [
    "胸",
    "胸部",
    "腹",
    "腹部",
    "頭",
    "頭部",
    "头",
    "头部",
    "頸",
    "頸部",
    "颈",
    "颈部",
    "頚部",
    "骨盆",
    "盆腔",
    "骨盤",
    "脊柱",
    "脊椎",
    "頸椎",
    "颈椎",
    "頚椎",
    "胸椎",
    "腰椎",
    "骶椎",
    "仙椎",
    "四肢",
    "上肢",
    "下肢",
    "膝",
    "膝关节",
    "膝關節",
    "膝関節",
    "肩",
    "肩关节",
    "肩関節",
    "髋关节",
    "股関節",
    "手",
    "手部",
    "足",
    "足部",
    "腕",
    "腕关节",
    "踝关节",
    "心",
    "心脏",
    "心臓",
    "心臟",
    "肺",
    "肝",
    "肝脏",
    "肝臓",
    "胆",
    "胆囊",
    "胰",
    "胰腺",
    "膵臓",
    "脾",
    "肾",
    "腎",
    "腎臓",
    "肾脏",
    "膀胱",
    "前列腺",
    "前立腺",
    "子宫",
    "子宮",
    "乳腺",
    "乳房",
    "甲状腺",
    "脑",
    "脳",
    "腦",
    "全身",
    "全脊柱",
    "副鼻腔",
    "鼻窦",
    "眼眶",
    "内耳",
    "大动脉",
    "大動脈",
    "主动脉",
    "冠动脉",
    "冠状动脉",
    "冠動脈",
    "血管",
    "平扫",
    "平掃",
    "单純",
    "単純",
    "增强",
    "增強",
    "造影",
    "造影剤",
    "造影剂",
    "薄层",
    "薄層",
    "重建",
    "再構成",
    "三维",
    "三次元",
    "轴位",
    "軸位",
    "横断",
    "横断面",
    "矢状",
    "矢状位",
    "矢状面",
    "矢状断",
    "冠状",
    "冠状位",
    "冠状面",
    "冠状断",
    "正面",
    "側面",
    "侧位",
    "正位",
    "斜位",
    "右",
    "左右",
    "両側",
    "双侧",
    "动脉期",
    "動脈相",
    "静脉期",
    "門脈相",
    "延迟期",
    "平衡相",
    "遅延相",
    "骨窗",
    "肺窗",
    "軟部",
    "肺野",
    "定位",
    "位置決め",
    "検査",
    "检查",
    "拡散",
    "弥散",
    "灌注",
    "撮影",
    "흉부",
    "복부",
    "두부",
    "경추",
    "요추",
    "골반",
];

/// Words between blanks: Russian, Ukrainian, Bulgarian, Greek.
const WORDS: [&str; 61] = [
    "грудь",
    "грудной",
    "грудная",
    "клетка",
    "клетки",
    "органы",
    "органов",
    "огк",
    "обп",
    "огп",
    "гол",
    "голова",
    "головы",
    "головной",
    "головного",
    "мозг",
    "мозга",
    "шея",
    "шеи",
    "брюшная",
    "брюшной",
    "полость",
    "полости",
    "таз",
    "таза",
    "позвоночник",
    "позвоночника",
    "шейный",
    "поясничный",
    "отдел",
    "легкие",
    "легких",
    "печень",
    "почки",
    "сердце",
    "коленный",
    "сустав",
    "сустава",
    "кт",
    "мрт",
    "рг",
    "узи",
    "с",
    "и",
    "без",
    "контраст",
    "контрастом",
    "контраста",
    "контрастирование",
    "нативная",
    "артериальная",
    "венозная",
    "фаза",
    "аксиальная",
    "корональная",
    "сагиттальная",
    "серия",
    "θωρακοσ",
    "κοιλιασ",
    "εγκεφαλου",
    "με",
];

/// Longest term in letters, those of a Korean syllable for themselves.
const LONGEST_TERM: usize = 12;

/// Both lists in the plain form in which a page is read.
struct Listed {
    terms: HashSet<String>,
    words: HashSet<String>,
}

static LISTED: LazyLock<Listed> = LazyLock::new(|| {
    let plain = |all: &[&str]| {
        all.iter()
            .map(|one| Normal::of(one).lower.clone())
            .collect()
    };
    Listed {
        terms: plain(&TERMS),
        words: plain(&WORDS),
    }
});

/// Adds every word that is not listed; neighbours with a blank between them are one.
pub fn find(page: &Page, found: &mut Vec<Found>) {
    let text = page.slice(0, page.normal.text.len());
    if text.is_ascii() {
        return;
    }
    let mut first = None;
    let mut end = 0;
    for (start, word) in words(text) {
        let joins = text
            .get(end..start)
            .is_some_and(|gap| gap.trim().is_empty());
        match first {
            Some(begun) if !joins => {
                found.push(named(begun, end));
                first = None;
            }
            Some(_) | None => {}
        }
        if is_listed(word) {
            if let Some(begun) = first.take() {
                found.push(named(begun, end));
            }
        } else if first.is_none() {
            first = Some(start);
        }
        end = start + word.len();
    }
    if let Some(begun) = first {
        found.push(named(begun, end));
    }
}

const fn named(start: usize, end: usize) -> Found {
    Found {
        start,
        end,
        what: What::Name,
        detector: "other-script",
        confidence: 40,
    }
}

/// The runs of letters of other scripts, with where they begin.
fn words(text: &str) -> Vec<(usize, &str)> {
    let mut words = Vec::new();
    let mut begun = None;
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        match (begun, is_other(letter)) {
            (None, true) => begun = Some(at),
            (Some(start), false) => {
                words.extend(text.get(start..at).map(|word| (start, word)));
                begun = None;
            }
            (None, false) | (Some(_), true) => {}
        }
    }
    words
}

/// A letter, or a mark on one, of a script that is not the Latin one.
const fn is_other(letter: char) -> bool {
    let code = letter as u32;
    let is_latin = code < 0x0370 || (code >= 0x1E00 && code < 0x1F00);
    // Punctuation, arrows, signs of mathematics; 々 and 〆 are written in names.
    let is_sign = (code >= 0x2000 && code < 0x2E80)
        || (code >= 0x3000 && code < 0x3040 && code != 0x3005 && code != 0x3006)
        || (code >= 0xA640 && code < 0xA800)
        || (code >= 0xFE10 && code < 0xFE70)
        || (code >= 0xFF00 && code < 0xFF66)
        || (code >= 0xE000 && code < 0xF900);
    !is_latin && !is_sign
}

/// A single Greek letter (`T2 µ`, `β-`), or words of an examination only.
fn is_listed(word: &str) -> bool {
    let mut letters = word.chars();
    let one = letters.next().filter(|_| letters.next().is_none());
    if one.is_some_and(|letter| ('\u{370}'..'\u{400}').contains(&letter)) {
        return true;
    }
    let low: String = word
        .to_lowercase()
        .chars()
        .map(|letter| if letter == 'ς' { 'σ' } else { letter })
        .collect();
    LISTED.words.contains(&low) || is_of_terms(&low)
}

/// Whether the word can be cut into terms, the longest first.
fn is_of_terms(word: &str) -> bool {
    let mut rest = word;
    while !rest.is_empty() {
        let longest = rest
            .char_indices()
            .map(|(at, letter)| at + letter.len_utf8())
            .take(LONGEST_TERM)
            .filter(|&end| {
                rest.get(..end)
                    .is_some_and(|term| LISTED.terms.contains(term))
            })
            .last();
        match longest.and_then(|end| rest.get(end..)) {
            Some(behind) => rest = behind,
            None => return false,
        }
    }
    true
}
