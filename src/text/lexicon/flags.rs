//! The roles of words. `build.rs` reads this file too.

/// The bit of a town in the class byte.
pub const TOWN: u32 = 1 << 7;

macro_rules! flags {
    ($($(#[$doc:meta])* $name:ident = $section:literal,)*) => {
        /// A role that a word can play; sections of `roles.txt`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Flag { $($(#[$doc])* $name,)* }
        /// The sections by their heads.
        #[allow(dead_code, reason = "read when the crate is built, and by tests")]
        pub const SECTIONS: &[(&str, Flag)] = &[$(($section, Flag::$name),)*];
    };
}

flags! {
    /// Function words: never a name on their own.
    Stop = "stop",
    /// Before a name: Dr, Mrs.
    Title = "title",
    /// Behind a name: MD, RN.
    Credential = "credential",
    /// wife, son, guardian.
    Relative = "relative",
    /// nurse, technologist, coach.
    Staff = "staff",
    /// January, Jan.
    Month = "month",
    /// Monday, Mon.
    Weekday = "weekday",
    /// Street, Ave.
    Street = "street",
    /// Hospital, Clinic.
    Facility = "facility",
    /// Names of signs, diseases, devices.
    Eponym = "eponym",
    /// What stands behind an eponym: cyst, sign.
    HeadNoun = "head noun",
    /// van, de, al.
    Particle = "particle",
    /// one, twenty, third.
    NumberWord = "number word",
    /// cm, HU, mGy.
    Unit = "unit",
    /// Words before a calendar day.
    DateCue = "date cue",
    /// Postal code of a State.
    StateCode = "state code",
    /// Name of a State, one word.
    State = "state",
    /// Jr, III.
    Suffix = "suffix",
    /// Verbs that tell what a person did or was told.
    PersonVerb = "person verb",
    /// Words that stand at the end of company names.
    Company = "company",
    /// Parts of the body, modalities and other words of a procedure name.
    Study = "study",
    /// Manufacturers, product names.
    Product = "product",
    /// Words of place names: Lake, Springs.
    PlaceWord = "place word",
    /// Who: patient, mother of the reader's words.
    Patient = "patient",
}

impl Flag {
    /// Its bit in the entry of a word, behind the class byte.
    pub const fn bit(self) -> u32 {
        1 << (8 + self as u32)
    }
}

/// Several roles, asked for at once.
#[derive(Debug, Clone, Copy)]
pub struct Flags(u32);

impl Flags {
    /// These roles.
    #[must_use]
    pub const fn of(flags: &[Flag]) -> Self {
        let mut bits = 0;
        let mut rest = flags;
        while let Some((flag, behind)) = rest.split_first() {
            bits |= flag.bit();
            rest = behind;
        }
        Self(bits)
    }

    /// A bit each, as in the entry of a word.
    pub const fn bits(self) -> u32 {
        self.0
    }
}
