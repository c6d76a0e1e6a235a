/** The start: engine, visit and page are put together, once. */
import script from 'safelight:worker';
import './elements/progress-view.js';
import { SafelightApp } from './elements/safelight-app.js';
import { Engine } from './engine.js';
import { engineText } from './engine_text.js';
import { pageSheets } from './sheets.js';
import { wouldLose } from './state.js';
import { Visit } from './visit.js';
import { onLanguage, words } from './words.js';

document.adoptedStyleSheets = pageSheets;
onLanguage(() => {
  document.documentElement.lang = words.language;
  document.documentElement.dir = words.direction;
});

const app = new SafelightApp();
document.body.append(app);

const visit = new Visit(new Engine(script, engineText()), (state) => {
  app.state = state;
});
app.onWant = (intent) => void visit.want(intent);
void visit.start();

/** Requests that left this page or tried to; a Blob or a data address is not one. */
let requests = 0;
let blocked = 0;
const tellWatched = () => visit.tell({ kind: 'watched', requests, blocked });
new PerformanceObserver((list) => {
  const left = list.getEntries().filter((entry) => /^(https?|wss?|ftp):/.test(entry.name)).length;
  if (left === 0) return;
  requests += left;
  tellWatched();
}).observe({ type: 'resource', buffered: true });
document.addEventListener('securitypolicyviolation', () => {
  blocked += 1;
  tellWatched();
});

window.addEventListener('beforeunload', (event) => {
  if (wouldLose(visit.state)) event.preventDefault();
});
// A page that the browser keeps for the back button must not keep a case.
window.addEventListener('pagehide', (event) => {
  if (event.persisted) visit.clear();
});
