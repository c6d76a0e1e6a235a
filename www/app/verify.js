/** The start of verify.html: engine and page are put together, once. */
import script from 'safelight:worker';
import { CheckApp } from './elements/check-app.js';
import { codeOf, Engine } from './engine.js';
import { engineText } from './engine_text.js';
import { pageSheets } from './sheets.js';
import { onLanguage, words } from './words.js';

document.adoptedStyleSheets = pageSheets;
onLanguage(() => {
  document.documentElement.lang = words.language;
  document.documentElement.dir = words.direction;
});

const app = new CheckApp();
document.body.append(app);
const engine = new Engine(codeOf(script, engineText()));
/** @type {Blob | null} */
let shown = null;
/** Counts up with every check: an older answer is dropped. */
let turn = 0;

app.onCheck = async (file, key) => {
  const blob = file ?? shown;
  if (blob === null) return;
  turn += 1;
  const mine = turn;
  app.busy = true;
  try {
    const answer = await engine.bench.ask({ kind: 'check', blob, expected: key });
    if (mine !== turn) return;
    app.keyText = key;
    app.keyWrong = answer.kind === 'refused';
    if (answer.kind === 'checked') {
      shown = blob;
      app.report = answer.report;
    }
    app.failed = answer.kind === 'lost';
  } catch {
    app.failed = true;
  }
  app.busy = false;
};
