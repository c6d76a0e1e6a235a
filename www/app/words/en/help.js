/** Questions that people ask before they sign, each with a short answer. */

export const help = {
  open: 'Questions',
  title: 'Questions and answers',
  lead: 'Short answers to what is asked most. None of this is legal advice.',
  close: 'Close',
  topics: {
    'stays-here': {
      question: 'Is anything uploaded?',
      answer: [
        'No. The page works with the files in the memory of this browser. A rule in the page forbids it every connection, and the line at the bottom counts network requests since it opened.',
        'You can disconnect this computer from the network first and then run. Everything works the same.',
      ],
    },
    'header-enough': {
      question: 'Do cleaned headers satisfy Safe Harbor?',
      answer: [
        'Not by themselves. 45 CFR 164.514(b)(2) names 18 kinds of identifiers wherever they stand: in headers, in the picture, in the report, in file names.',
        'It also asks that you have no actual knowledge that what remains could identify the person. That part is yours; no program can answer it.',
      ],
    },
    uids: {
      question: 'Are UIDs removed or replaced?',
      answer: [
        'Replaced. Every Study, Series, SOP Instance and other instance UID gets a random new one from one table, at every place where it occurs, so that the study holds together and its references still work.',
        'UIDs that name a standard, such as SOP classes and transfer syntaxes, stay. The table is not in the package.',
      ],
    },
    'private-tags': {
      question: 'What becomes of vendors’ private elements?',
      answer: [
        'They are removed. A purpose can keep those that PS3.15 lists as safe, such as diffusion values; the certificate says so and counts them.',
        'Some workstations use private elements for their own measurements. These are then gone; the standard pictures and values are not touched.',
      ],
    },
    dates: {
      question: 'Which dates and ages stay?',
      answer: [
        'The year of an event may stay, nothing finer. Ages up to 89 stay; above, the record says 90 or older, and years that would show the age go too.',
        'Intervals such as “in six months” stay. For teaching, all dates go.',
      ],
    },
    'burned-in': {
      question: 'Why am I asked about text in the picture?',
      answer: [
        'A name that is part of the picture is in no header. Ultrasound, screenshots, scanned films and dose pages often carry one.',
        'Yes: pictures stay out unless you hide the text with boxes or mark the series as checked. No: only pictures whose header says otherwise stay out. Unsure: so do all of a kind that usually carries text, until you have looked at them.',
      ],
    },
    faces: {
      question: 'What about faces in head scans?',
      answer: [
        'From thin slices of a head the skin can be rendered, and the face may be recognised. Whether such a series is a “comparable image” in the sense of letter (Q) is not settled.',
        'The page finds such series by their headers and asks you. What you decide is in the certificate.',
      ],
    },
    report: {
      question: 'What happens to the words of the report?',
      answer: [
        'Identifiers are replaced by a word in brackets or by what you chose; findings, measurements and impressions stay word for word. The report is written as a new document, so nothing hidden in the old file comes along.',
        'No program finds every name. Read the report in the review before you sign.',
      ],
    },
    'rare-cases': {
      question: 'What about rare cases?',
      answer: [
        'A rare disease, a well-known accident, a very small group by age and place can identify a person with no name in the record. Safe Harbor does not ask a program to judge that; it asks what you know.',
        'If people could tell who it is, use Expert Determination, 45 CFR 164.514(b)(1), or do not give the case away.',
      ],
    },
    'public-library': {
      question: 'May the package go to a public teaching library?',
      answer: [
        'Choose the purpose for teaching: it removes all dates. Then leave out photographs of faces and head series, and ask yourself about rare cases.',
        'Your institution may ask for more than HIPAA does, and the library may have rules of its own. In California, a contract is needed where such data are sold or licensed, Cal. Civ. Code 1798.148.',
      ],
    },
    crosswalk: {
      question: 'Can I find the patient again later?',
      answer: [
        'Only with the crosswalk, a table of the old and new codes. You may save it apart, locked with a passphrase. Codes are drawn at random; nothing in them is made from the old ones.',
        'Keep it as you keep patient files. Never send it with the package.',
      ],
    },
    certificate: {
      question: 'What does the certificate say, and what does it not?',
      answer: [
        'It says which rules were applied, what was removed by category, what was withheld and why, and what was searched for in the finished bytes. It claims nothing that was not done.',
        'It does not say that a person looked where nobody did, and it is no legal opinion. Read its exceptions before you sign.',
      ],
    },
    check: {
      question: 'How can the recipient check the package?',
      answer: [
        'Drop the zip on this page, or on verify.html, which does nothing else. Every file is compared with its sum and the signed statement, and the finished bytes are looked through again.',
        'The sums are those of SHA256SUMS and can be checked with common tools as well.',
      ],
    },
  },
};
