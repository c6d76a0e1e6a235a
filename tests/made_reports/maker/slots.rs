//! Fills the slots of a template: `{pt.full}` becomes a name with its mark,
//! `[this|that]` one of both.

use super::dates::{self, HOLIDAYS};
use super::gold::{Kind, Sheet};
use super::numbers;
use super::people::{Person, Sex, first};
use super::places;
use super::world::World;

use Kind::{Keep, Mark, Neutral, Plain};

/// Numbers with a form in [`numbers::FORMS`]: slot, form, letter and kind.
#[rustfmt::skip]
const NUMBERED: &[(&str, &str, &str, &str)] = &[
    ("mrn", "mrn", "H", "mrn"), ("acc", "acc", "R", "acc"), ("acc2", "acc", "R", "acc"), ("acc.path", "path", "R", "acc"),
    ("acct", "acct", "J", "acct"), ("ssn", "ssn", "G", "ssn"), ("ssn4", "ssn4", "G", "ssn"), ("ssnx", "ssnx", "G", "ssn"),
    ("plan", "plan", "I", "plan"), ("grp", "grp", "I", "plan"), ("lic", "lic", "K", "lic"), ("npi", "npi", "K", "npi"), ("dea", "dea", "K", "dea"),
    ("plate", "plate", "L", "plate"), ("serial", "serial", "M", "dev"), ("lot", "lot", "M", "dev"), ("udi", "udi", "M", "dev"),
    ("uid", "uid", "R", "uid"), ("ip", "ip", "O", "ip"), ("id.case", "case", "R", "id"), ("id.interp", "interp", "R", "id"),
    ("id.trial", "trial", "R", "id"), ("id.claim", "claim", "R", "id"), ("id.job", "job", "R", "id"), ("id.job2", "job", "R", "id"),
    ("id.ws", "ws", "R", "user"), ("id.disc", "disc", "R", "id"), ("id.file", "file", "R", "id"), ("id.msg", "msg", "R", "id"),
    ("order", "order", "R", "acc"), ("photo", "photo", "Q", "photo"), ("bio", "bio", "P", "bio"), ("pager", "pager", "D", "pager"),
    ("unit", "unit", "B", "unit"),
];

impl World {
    /// Fills a template. Its own words are of the kind `own`.
    pub fn fill(&mut self, template: &str, own: Kind) -> Sheet {
        let mut sheet = Sheet::default();
        self.fill_into(template, own, &mut sheet);
        sheet
    }

    fn fill_into(&mut self, template: &str, own: Kind, sheet: &mut Sheet) {
        let mut rest = template;
        while let Some(at) = rest.find(['{', '[']) {
            sheet.add(own, &rest[..at]);
            let opened = &rest[at..];
            let closing = if opened.starts_with('{') { '}' } else { ']' };
            let end = opened
                .find(closing)
                .unwrap_or_else(|| panic!("open slot in {template}"));
            let inner = &opened[1..end];
            if closing == ']' {
                let ways: Vec<&str> = inner.split('|').collect();
                let way = self.rng.pick(&ways);
                self.fill_into(way, own, sheet);
            } else {
                self.slot(inner, own, sheet);
            }
            rest = &opened[end + 1..];
        }
        sheet.add(own, rest);
    }

    fn slot(&mut self, slot: &str, own: Kind, sheet: &mut Sheet) {
        if let Some((name, form, letter, kind)) = NUMBERED.iter().find(|row| row.0 == slot) {
            let value = self.once(name, |rng| numbers::made(form, rng));
            sheet.add(Mark(letter, kind), &value);
        } else if let Some((low, high)) = range(slot, "n:") {
            let number = self.rng.between(low.round() as i64, high.round() as i64);
            sheet.add(own, &number.to_string());
        } else if let Some((low, high)) = range(slot, "f:") {
            let tenths = self
                .rng
                .between((low * 10.0).round() as i64, (high * 10.0).round() as i64);
            sheet.add(own, &format!("{}.{}", tenths / 10, tenths % 10));
        } else if let Some((part, form)) = slot.split_once('.')
            && let Some(person) = self.person(part)
        {
            self.name(part, form, &person, sheet);
        } else if !self.clinical(slot, own, sheet)
            && !self.day(slot, sheet)
            && !self.place(slot, sheet)
        {
            self.word(slot, own, sheet);
        }
    }

    fn name(&mut self, part: &str, form: &str, person: &Person, sheet: &mut Sheet) {
        let kind = match part {
            "pt" => "pt",
            "kin1" | "kin2" | "oth" => "rel",
            "tech" | "rn" | "typ" | "clk" => "staff",
            _ => "dr",
        };
        let mark = Mark("A", kind);
        let rng = &mut self.rng;
        match form {
            "full" => sheet.add(mark, &person.full(rng)),
            "given" if rng.chance(4) && part == "pt" => sheet.add(mark, &person.nick),
            "given" => sheet.add(mark, &person.given),
            "family" => sheet.add(mark, person.family()),
            "nick" => sheet.add(mark, &person.nick),
            "plural" => sheet.add(mark, &person.plural()),
            "caps" => sheet.add(mark, &person.full(rng).to_uppercase()),
            "init" => {
                let initials = person.initials(false);
                let small = rng.chance(30);
                sheet.add(
                    mark,
                    &if small {
                        initials.to_lowercase()
                    } else {
                        initials.to_uppercase()
                    },
                );
            }
            "initfam" => sheet.add(
                mark,
                &format!("{}. {}", first(&person.given), person.family()),
            ),
            "lf" => sheet.add(mark, &person.last_first(rng)),
            "va" => {
                let name = format!(
                    "{},{} {}",
                    person.family(),
                    person.given,
                    first(&person.middle)
                );
                sheet.add(mark, name.to_uppercase().trim_end());
            }
            "hl7" => {
                let name = format!("{}^{}^{}", person.family(), person.given, person.middle);
                sheet.add(mark, name.to_uppercase().trim_end_matches('^'));
            }
            "title" => {
                sheet.add(
                    Plain,
                    if person.sex == Sex::Woman {
                        "Ms. "
                    } else {
                        "Mr. "
                    },
                );
                sheet.add(mark, person.family());
            }
            "cred" => {
                sheet.add(mark, &person.full(rng));
                let degree = rng.pick(&[
                    ", MD",
                    ", MD",
                    ", DO",
                    " MD",
                    ", M.D.",
                    ", MD, PhD",
                    ", MBBS",
                ]);
                sheet.add(Neutral, degree);
            }
            _ => panic!("no form {form} of a name"),
        }
    }

    /// What no mark covers in findings.
    fn clinical(&mut self, slot: &str, own: Kind, sheet: &mut Sheet) -> bool {
        let rng = &mut self.rng;
        let (thoracic, lumbar, cervical) =
            (rng.between(1, 11), rng.between(1, 4), rng.between(3, 6));
        let side = rng.pick(&["right", "left"]);
        let text = match slot {
            "side" => side.to_owned(),
            "Side" => if side == "left" { "Left" } else { "Right" }.to_owned(),
            "lobe" => rng
                .pick(&[
                    "right upper lobe",
                    "left upper lobe",
                    "right middle lobe",
                    "lingula",
                    "RLL",
                    "LLL",
                    "RUL",
                ])
                .to_owned(),
            "lobe.brain" => rng
                .pick(&[
                    "frontal lobe",
                    "temporal lobe",
                    "cerebellar hemisphere",
                    "thalamus",
                    "insula",
                ])
                .to_owned(),
            "lvl:t" => format!("T{thoracic}-T{}", thoracic + 1),
            "lvl:l" => format!("L{lumbar}-{}", lumbar + 1),
            "lvl:c" => format!("C{cervical}-C{}", cervical + 1),
            "vert:t" => format!("T{}", thoracic + 1),
            "vert:l" => format!("L{lumbar}"),
            "clock" => {
                let hour = rng.between(1, 12);
                let form = rng.pick(&["H:00", "H:30", "H o'clock", "the H:00 position"]);
                form.replace('H', &hour.to_string())
            }
            "ser" => {
                let (series, image, of) = (
                    rng.between(2, 12),
                    rng.between(4, 180),
                    rng.between(181, 420),
                );
                let form = rng.pick(&[
                    "series S, image I",
                    "image I/N of series S",
                    "image I/N",
                    "series S image I",
                    "S/I",
                    "se S im I",
                    "axial image I",
                    "image S-I",
                ]);
                form.replace('S', &series.to_string())
                    .replace('I', &image.to_string())
                    .replace('N', &of.to_string())
            }
            _ => return false,
        };
        sheet.add(own, &text);
        true
    }

    fn day(&mut self, slot: &str, sheet: &mut Sheet) -> bool {
        let (head, birth) = (self.habits.head_date, self.habits.birth_date);
        let date = |sheet: &mut Sheet, text: &str| sheet.add(Mark("C", "date"), text);
        match slot {
            "dh" if self.habits.dictated => date(sheet, &self.exam.dictated(&mut self.rng)),
            "dh" => date(sheet, &self.exam.head(head)),
            "dh2" => date(sheet, &self.priors[0].head(head)),
            "dh3" => date(sheet, &self.priors[1].head(head)),
            "dl" => date(sheet, &self.exam.head(10)),
            "dfax" => date(sheet, &self.exam.head(4)),
            "dstamp" => date(
                sheet,
                &format!("{}{}", self.exam.stamp(), self.rng.form("09\\4933")),
            ),
            "diso" => date(
                sheet,
                &format!("{}T{}", self.exam.head(6), self.rng.form("0\\8:33:15Z")),
            ),
            "dmail" => {
                let exam = self.exam;
                let text = format!(
                    "{}, {} {} {}",
                    &exam.weekday()[..3],
                    exam.day,
                    &exam.month_name()[..3],
                    exam.year
                );
                date(sheet, &text);
            }
            "dt" | "dt2" => {
                let day = if self.rng.chance(40) {
                    self.priors[usize::from(slot == "dt2")]
                } else {
                    self.some_day()
                };
                let text = if self.habits.dictated {
                    day.dictated(&mut self.rng)
                } else {
                    day.told(&mut self.rng)
                };
                date(sheet, &text);
            }
            "md" => {
                let text = self.some_day().partial(&mut self.rng);
                sheet.add(Mark("C", "partial"), &text);
            }
            "my" => {
                let text = self.some_day().month_and_year(&mut self.rng);
                sheet.add(Mark("C", "partial"), &text);
            }
            "month" => {
                let text = self.some_day().month_name();
                sheet.add(Mark("C", "partial"), text);
            }
            "hol" => sheet.add(Mark("C", "hol"), self.rng.pick(HOLIDAYS)),
            "time" => {
                let time = self.clock();
                sheet.add(Mark("C", "time"), &time);
            }
            "dob" | "dob.stamp" | "dob.iso" => {
                let text = match slot {
                    "dob" if self.habits.dictated => self.born.dictated(&mut self.rng),
                    "dob" => self.born.head(birth),
                    "dob.stamp" => self.born.stamp(),
                    _ => self.born.head(6),
                };
                sheet.add(
                    Mark("C", if self.age >= 90 { "dob90" } else { "dob" }),
                    &text,
                );
            }
            "y90" => sheet.add(Mark("C", "dob90"), &self.born.year.to_string()),
            "y90b" => {
                let year = self.born.year + self.rng.between(18, 24);
                sheet.add(Mark("C", "dob90"), &year.to_string());
            }
            "age90" => self.old(self.age, sheet),
            "age90next" => self.old(self.age + 1, sheet),
            "agenum" if self.age >= 90 => self.old_digits(self.age, sheet),
            "agenum" => sheet.add(Plain, &self.age.to_string()),
            "age" => self.aged(sheet),
            "wd" => sheet.add(Plain, self.rng.pick(&dates::WEEKDAYS)),
            "year" => {
                let year = self.exam.year - self.rng.between(2, 15);
                sheet.add(Plain, &year.to_string());
            }
            "ago" => {
                let number = self.rng.between(2, 9);
                let unit = self.rng.pick(&["days", "weeks", "months", "hours"]);
                sheet.add(Plain, &format!("{number} {unit} ago"));
            }
            _ => return false,
        }
        true
    }

    fn clock(&mut self) -> String {
        let rng = &mut self.rng;
        let (hour, minute) = (rng.between(1, 12), rng.between(0, 59));
        let late = rng.between(0, 23);
        match rng.below(8) {
            0 => format!("{hour}:{minute:02} AM"),
            1 => format!("{hour}:{minute:02} pm"),
            2 => format!("{late:02}:{minute:02}"),
            3 => format!("{late:02}:{minute:02}:{:02}", rng.between(0, 59)),
            4 => format!("{late:02}{minute:02}"),
            5 => format!("{hour}:{minute:02} p.m."),
            6 => format!("{late:02}{minute:02} hrs"),
            _ => format!("{hour}:{minute:02}PM"),
        }
    }

    fn old_digits(&mut self, age: i64, sheet: &mut Sheet) {
        sheet.add(Mark("C", "age90"), &age.to_string());
    }

    fn old(&mut self, age: i64, sheet: &mut Sheet) {
        let words = self.rng.chance(40);
        let text = if words {
            dates::spoken(age).replace(' ', "-")
        } else {
            age.to_string()
        };
        sheet.add(Mark("C", "age90"), &text);
    }

    fn aged(&mut self, sheet: &mut Sheet) {
        if self.age < 2 {
            let months = self.rng.between(1, 23);
            return sheet.add(Plain, &format!("{months}-month-old"));
        }
        let form = self.rng.pick(&[
            "-year-old",
            "-year-old",
            "-year-old",
            " year old",
            " y/o",
            " yo",
            "-yr-old",
            " y.o.",
            "yo",
        ]);
        if self.age >= 90 {
            self.old_digits(self.age, sheet);
            sheet.add(Plain, form);
        } else {
            sheet.add(Plain, &format!("{}{form}", self.age));
        }
    }

    fn place(&mut self, slot: &str, sheet: &mut Sheet) -> bool {
        let [home, away] = self.towns.clone();
        let mark = |kind| Mark("B", kind);
        match slot {
            "fac" => sheet.add(mark("fac"), &self.facilities[0]),
            "facup" => sheet.add(mark("fac"), &self.facilities[0].to_uppercase()),
            "fac2" => sheet.add(mark("fac"), &self.facilities[1]),
            "town" => sheet.add(mark("city"), &home.name),
            "townup" => sheet.add(mark("city"), &home.name.to_uppercase()),
            "town2" => sheet.add(mark("city"), &away.name),
            "st" => sheet.add(Plain, &home.state),
            "st2" => sheet.add(Plain, &away.state),
            "state" => sheet.add(Plain, &home.state_name),
            "zip" => sheet.add(mark("zip"), &home.zip),
            "street" => sheet.add(mark("street"), &self.street),
            "streetup" => sheet.add(mark("street"), &self.street.to_uppercase()),
            "county" => {
                let name = self.once("county", |rng| places::part("county", rng));
                sheet.add(mark("county"), &name);
            }
            "geo" => {
                let name = self.once("geo", |rng| places::part("park", rng));
                sheet.add(mark("geo"), &name);
            }
            "emp" => sheet.add(Mark("A", "emp"), &self.firm),
            "sch" => sheet.add(Mark("A", "sch"), &self.school),
            "org" => sheet.add(Mark("A", "org"), &self.club),
            _ => return false,
        }
        true
    }

    fn word(&mut self, slot: &str, own: Kind, sheet: &mut Sheet) {
        let patient = self.patient();
        let woman = patient.sex == Sex::Woman;
        let of = |woman_word: &'static str, man_word: &'static str| {
            if woman { woman_word } else { man_word }
        };
        match slot {
            "pt" => {
                let form = self.rng.pick(&["title", "title", "full", "given"]);
                self.name("pt", form, &patient, sheet);
            }
            "phone" | "fax" | "fax2" | "phone2" => {
                let value = self.once(slot, numbers::phone);
                let letter = if slot.starts_with("fax") {
                    ("E", "fax")
                } else {
                    ("D", "phone")
                };
                sheet.add(Mark(letter.0, letter.1), &value);
            }
            "vin" => {
                let value = self.once(slot, numbers::vin);
                sheet.add(Mark("L", "vin"), &value);
            }
            "email" | "email2" | "email3" => self.mail(slot, sheet),
            "url" => {
                let form = self.rng.pick(&[
                    "https://pacs.riverbend.example.com/view/8999",
                    "pacs.lakemont.example.org/s/89999",
                    "http://img.example.net/?acc=899999",
                ]);
                let value = self.once(slot, |rng| rng.form(form));
                sheet.add(Mark("N", "url"), &value);
            }
            "user" => {
                let rad = self.person("rad").map_or_else(String::new, |one| {
                    format!("{}{}", first(&one.given), one.family())
                });
                let plain: String = rad.chars().filter(char::is_ascii_alphabetic).collect();
                sheet.add(Mark("R", "user"), &plain.to_lowercase());
            }
            "path" => {
                let family: String = patient
                    .family()
                    .chars()
                    .filter(char::is_ascii_alphabetic)
                    .collect();
                let form = self.rng.pick(&[
                    "C:\\Reports\\2023\\NAME_9999.rtf",
                    "/export/ris/out/NAME-99999.txt",
                    "\\\\ris01\\spool\\NAME_99.doc",
                ]);
                let value = self.once(slot, |rng| {
                    let digits = rng.form("89999");
                    form.replace("NAME", &family)
                        .replace("99999", &digits)
                        .replace("9999", &digits[1..])
                        .replace("99", &digits[3..])
                });
                sheet.add(Mark("R", "path"), &value);
            }
            "he" => sheet.add(own, of("she", "he")),
            "He" => sheet.add(own, of("She", "He")),
            "his" => sheet.add(own, of("her", "his")),
            "His" => sheet.add(own, of("Her", "His")),
            "him" => sheet.add(own, of("her", "him")),
            "sex" => {
                let word = self.rng.pick(&["woman|man", "female|male", "F|M"]);
                let (women, men) = word.split_once('|').unwrap_or_default();
                sheet.add(own, if woman { women } else { men });
            }
            "sexletter" => sheet.add(own, of("F", "M")),
            "kin1" => sheet.add(own, self.kin[0]),
            "kin2" => sheet.add(own, self.kin[1]),
            "cond" => {
                let lines: Vec<&str> = include_str!("lists/reasons.txt").lines().collect();
                sheet.add(Keep, self.rng.pick(&lines));
            }
            _ => panic!("no slot {slot}"),
        }
    }

    fn mail(&mut self, slot: &str, sheet: &mut Sheet) {
        let person = self.person(match slot {
            "email" => "pt",
            "email2" => "rad",
            _ => "ref",
        });
        let person = person.unwrap_or_else(|| self.patient());
        let value = self.once(slot, |rng| {
            let word = |text: &str| -> String {
                text.chars()
                    .filter(char::is_ascii_alphabetic)
                    .collect::<String>()
                    .to_lowercase()
            };
            let (given, family) = (word(&person.given), word(person.family()));
            let name = match rng.below(4) {
                0 => format!("{given}.{family}"),
                1 => format!("{}{family}{}", first(&given), rng.form("89")),
                2 => format!("{family}_{given}"),
                _ => format!("{given}{}", rng.form("1\\98\\9")),
            };
            let house = rng.pick(&[
                "inbox.example.com",
                "mailbox.example.org",
                "homefarm.example.net",
                "clinic.example.org",
            ]);
            format!("{name}@{house}")
        });
        sheet.add(Mark("F", "email"), &value);
    }
}

/// The bounds of `n:3-14`.
fn range(slot: &str, prefix: &str) -> Option<(f64, f64)> {
    let (low, high) = slot.strip_prefix(prefix)?.split_once('-')?;
    Some((low.parse().ok()?, high.parse().ok()?))
}
