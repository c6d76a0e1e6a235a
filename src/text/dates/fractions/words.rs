//! Words around `4/5` that tell what it is.

/// Words of scales, parts and counted things before a fraction.
#[rustfmt::skip]
pub const NOT_BEFORE: &[&str] = &[
    "week", "weeks", "day", "days", "month", "months", "hour", "hours", "grade", "graded", "strength",
    "motor", "power", "score", "scored", "stage", "gleason", "type", "level", "levels", "image", "images",
    "series", "ratio", "apgar", "apgars", "birads", "rads", "category", "class", "murmur", "pulses", "pulse",
    "reflex", "reflexes", "dtr", "dtrs", "pain", "vision", "phase", "part", "page", "sheet", "view", "rib",
    "ribs", "bed", "nodes", "t", "l", "c", "modic", "mmse", "moca", "slums", "gcs", "node", "cores", "core",
    "specimens", "slice", "slices", "frame", "se", "im", "ser", "seq", "ln", "mackay", "borg", "vas", "nrs",
    "phq", "gad", "nihss", "acuity", "va", "case", "step", "dose", "cycle", "visit", "item", "items",
    "number", "no", "about", "almost", "over", "nearly", "roughly", "approximately", "only", "under", "bp",
];

/// Words of scales, parts and counted things behind a fraction.
#[rustfmt::skip]
pub const NOT_BEHIND: &[&str] = &[
    "strength", "motor", "power", "muscle", "positive", "negative", "nodes", "node", "score", "murmur",
    "points", "pulses", "reflexes", "cores", "biopsies", "systolic", "diastolic", "of", "way", "pain", "in",
    "bilaterally", "throughout", "left", "right", "upper", "lower", "distal", "proximal", "criteria", "lymph",
    "inch", "dose", "tab", "slices", "images", "specimens", "involved", "full", "down", "height", "thickness",
    "width", "length", "radius", "disc", "disk", "sentinel", "axillary", "questions", "items", "fibroids",
    "vessels", "segments", "levels",
];

/// What happens on a day.
#[rustfmt::skip]
pub const EVENTS: &[&str] = &[
    "bx", "board", "visit", "appt", "rounds", "conference", "addendum", "addend", "fu", "preop", "postop",
    "procedure", "clinic", "consult", "labs", "note", "prelim", "echo", "mrcp", "mra", "cta", "cxr", "kub",
    "pet", "ercp", "eeg", "duplex", "doppler", "dexa", "film", "films", "xray", "xr", "mammo", "mammogram",
    "radiograph", "sonogram", "portable", "ir", "egd", "eus", "tte", "tee", "cath", "colonoscopy", "shot",
    "vaccine", "dob", "lmp", "edd", "dos", "doi", "dod", "tomorrow", "again", "vs", "versus", "ate", "lasix", "noc", "overnight", "dated", "today", "yesterday", "start", "starts",
    "next", "until", "til", "till", "meeting", "calls", "call", "slot", "tonight",
];

/// Verbs of the past that are said of a grade or a part, not of a day.
#[rustfmt::skip]
pub const GRADING: &[&str] = &[
    "graded", "scored", "rated", "reduced", "decreased", "diminished", "weakened", "estimated", "limited",
    "measured", "impaired", "preserved", "retained", "involved", "affected", "ranged", "calculated",
    "averaged", "increased", "improved", "assessed", "positioned", "visualized", "filled", "covered",
    "occupied", "removed", "need", "speed", "bed", "embed",
];

/// Things that are named after the day they were made: `the 6/3 exam`.
#[rustfmt::skip]
pub const NAMED_AFTER: &[&str] = &[
    "exam", "exams", "study", "studies", "film", "films", "scan", "scans", "ct", "cta", "mri", "mra", "mrcp",
    "pet", "us", "ultrasound", "echo", "cxr", "kub", "xray", "radiograph", "radiographs", "visit", "report",
    "mammogram", "mammo", "biopsy", "bx", "note", "labs", "procedure", "appointment", "appt", "admission",
    "surgery", "sonogram", "duplex", "dexa", "tracing", "fall", "injury", "accident", "addendum", "prelim",
];
