/** What the engine sees in the text of a report before anything is removed: src/text/rarity.rs. */

/** What the text of a report is, before anything is removed from it. */
export interface Nature {
  /** 'english', 'spanish', ...; 'unknown': another script, or no language that is known. */
  language: string;
  /** Names in running text are looked for in this language. */
  names_searched: boolean;
  /** What in it suggests a rare case; original words, for the person's own screen. */
  rare: RareWords[];
}

export interface RareWords {
  kind: 'diagnosis' | 'first-case' | 'only-place' | 'public-person' | 'known-event' | 'small-group';
  words: string;
  count: number;
}
