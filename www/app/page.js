/** What every page of ours has in common: engine, visit and app are put together, once. */
import template from 'safelight:template';
import script from 'safelight:worker';
import './elements/progress-view.js';
import { SafelightApp } from './elements/safelight-app.js';
import { codeOf, Engine } from './engine.js';
import { engineText, readerText } from './engine_text.js';
import { sumOfPage } from './page_sum.js';
import { pageSheets } from './sheets.js';
import { Shelf } from './shelf.js';
import { wouldLose } from './state.js';
import { Visit } from './visit.js';
import { onLanguage, words } from './words.js';

/** Known only while this script runs for the first time. */
const ownScript = document.currentScript?.textContent ?? '';

/**
 * @param {(state: import('./state.js').State) => void} [onState]
 * @param {Shelf | null} [shelf] null: what is made may be handed to another page, and must not lie on our disk
 * @returns {{ visit: Visit, app: SafelightApp }} the app stands nowhere yet
 */
export function makePage(onState = () => {}, shelf = new Shelf()) {
  document.adoptedStyleSheets = pageSheets;
  onLanguage(() => {
    document.documentElement.lang = words.language;
    document.documentElement.dir = words.direction;
  });
  customElements.define('safelight-app', SafelightApp);
  const app = new SafelightApp();
  const engine = engineText();
  const reader = readerText();
  const visit = new Visit(new Engine(codeOf(script, engine), reader), (state) => {
    app.state = state;
    onState(state);
  }, shelf);
  app.onWant = (intent) => void visit.want(intent);
  watch(visit);
  window.addEventListener('beforeunload', (event) => {
    if (wouldLose(visit.state)) event.preventDefault();
  });
  // A page that the browser keeps for the back button must not keep a case.
  window.addEventListener('pagehide', (event) => {
    if (event.persisted) visit.clear();
    else visit.run.forgetMade();
  });
  void visit.start()?.then(async () => {
    const sha256 = await sumOfPage(visit.engine, template, ownScript, await engine, await reader);
    if (sha256 !== null) visit.tell({ kind: 'page-summed', sha256 });
  });
  return { visit, app };
}

/**
 * Requests that left this page or tried to; a Blob or a data address is not one.
 * @param {Visit} visit
 */
function watch(visit) {
  let requests = 0;
  let blocked = 0;
  const tell = () => visit.tell({ kind: 'watched', requests, blocked });
  tell();
  new PerformanceObserver((list) => {
    const left = list.getEntries().filter((entry) => /^(https?|wss?|ftp):/.test(entry.name)).length;
    if (left === 0) return;
    requests += left;
    tell();
  }).observe({ type: 'resource', buffered: true });
  document.addEventListener('securitypolicyviolation', () => {
    blocked += 1;
    tell();
  });
  // A worker has counters of its own.
  visit.engine.code.onWatched = (watched) => {
    requests += watched.requests;
    blocked += watched.blocked;
    tell();
  };
  const network = () => visit.tell({ kind: 'network-changed', online: navigator.onLine });
  network();
  window.addEventListener('online', network);
  window.addEventListener('offline', network);
}
