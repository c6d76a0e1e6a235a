/** The sentences of the app inside another page, and of the proof that nothing leaves, in English. */
export const embed = {
  handOver: (/** @type {string} */ taker) => `Give the package to ${taker}`,
  handed: (/** @type {string} */ taker) => `Given to ${taker}. You can also save it.`,
  ranOffline: 'This run took place offline: the browser reported no network from its beginning to its end.',
  waitingTitle: 'Waiting for the page around this one',
  waiting: 'This page works inside another one that it was set up for. It begins when that page makes itself known.',
  foreignTitle: 'Not set up for this site',
  foreign: (/** @type {string} */ origin) =>
    `The page around this one (${origin}) is not on the list that this page was set up with. It accepts nothing from it. Do not add files here.`,
  goOffline: 'Want to see that nothing leaves? Take this computer off the network, then run.',
  isOffline: 'This computer is offline. Everything here goes on as before.',
  pageSum: (/** @type {string} */ sum) => `SHA-256 of this page: ${sum}`,
  pageSumMore:
    'Worked out by the page itself from what it runs. To be independent of it, use sha256sum on the file and compare with SHA256SUMS of the release.',
};
