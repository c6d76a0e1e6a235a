/** How a person checks page and package without believing either. */

import { number } from './forms.js';

export const proof = {
  open: 'Check it yourself',
  title: 'Check it yourself',
  lead: 'You need not believe this page. Each of these checks takes a minute.',
  close: 'Close',
  leaves: 'Nothing leaves',
  requests: (/** @type {number} */ n) => `Network requests since this page opened, its workers included: ${number(n)}`,
  blocked: (/** @type {number} */ n) => `Attempts that the rules of the page blocked: ${number(n)}`,
  leavesText: [
    'The rules stand at the beginning of the file as Content-Security-Policy: no connection, no form, no frame, no foreign script. The browser enforces them, not this program.',
    'Open the network tools of your browser (F12, then Network) and clean the sample: the list stays empty.',
    'Better: take this computer off the network first, then load the files and run. Everything works the same.',
  ],
  online: 'This computer is connected now.',
  offline: 'This computer is offline now.',
  page: 'It is the page that was published',
  pageText: 'Compare this SHA-256 with the one in SHA256SUMS of the release. Or let your computer work it out of the file:',
  version: (/** @type {string} */ text) => `Version ${text}`,
  sum: (/** @type {string} */ text) => `SHA-256 of this page: ${text}`,
  noSum: 'The page works out its SHA-256 shortly after it opens.',
  package: 'The package is what the certificate says',
  packageText: [
    'Open the zip in verify.html, a page of its own: it reads every entry again and names each change. It needs no network either.',
    'Without any program of ours: unpack the zip, open a terminal in the folder and compare the check sums of all entries:',
    'Then open some images in your own viewer and read the report from beginning to end. No program replaces that look.',
  ],
};
