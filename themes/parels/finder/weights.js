// How the answers of the finder are weighed.

/** What counts for how much; tuned on the graded needs in `tests/search`, a fold at a time. */
export const WEIGHTS = {
  /** Carrying a facet value, beside the weights of the index, which are 1 to 15. */
  facet: 4,
  /** The same when one word is asked: an entry with that term comes before one whose text has the word, however often. */
  facetAlone: 9,
  synonym: 0.85,
  phraseSynonym: 1,
  split: 0.9,
  ownSplit: 0.4,
  splitHead: 0.4,
  splitFirst: 0.6,
  others: 0.22,
  lesser: 0.15,
  filler: 0.3,
  title: 3,
  name: 2.4,
  sameWords: 1.5,
  sameName: 1,
  inside: 0.6,
  insideName: 0.18,
  fillerMass: 0.15,
  asked: 2,
  unnamed: 0.8,
  /** How much of the score depends on how many of the words an entry has. */
  coverage: 0.5,
  /** How many of the best answers tell what a query is about, and what that lifts. */
  subjects: 6,
  subjectPage: 0.35,
  subjectEntry: 0.1,
  kinds: /** @type {Record<string, number>} */ ({
    parels: 1,
    gemeenten: 0.75,
    verhalen: 0.9,
    themas: 1,
    succesfactoren: 0.95,
    doelgroepen: 0.9,
    begrippen: 0.9,
    organisaties: 0.85,
    bijeenkomsten: 0.7,
    publicaties: 0.6,
    paginas: 0.5,
  }),
};
