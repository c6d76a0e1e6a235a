/** The sentences about text that was found in pictures, in German. */
import { counted, number } from './forms.js';

const places = (/** @type {number} */ n) => counted(n, 'Stelle', 'Stellen');
const series = (/** @type {number} */ n) => counted(n, 'Serie', 'Serien');

/** @type {typeof import('../en/texts.js').texts} */
export const texts = {
  title: 'Text in den Bildern',
  without: 'Diese Seite sucht nicht von selbst nach Text in Bildern. Die größere Seite, safelight-ocr.html, tut es.',
  stop: 'Textsuche anhalten',
  goOn: 'Nach Text suchen',
  work: {
    running: (done, of) => `In den Bildern wird nach Text gesucht: ${number(done)} von ${series(of)}`,
    stopped: (done, of) => `Die Textsuche wurde angehalten: ${number(done)} von ${series(of)} durchgesehen.`,
    failed: (done, of) => `Die Textsuche ist nicht gelungen: ${number(done)} von ${series(of)} durchgesehen.`,
    done: (done, of) => `In ${number(done)} von ${series(of)} wurde nach Text gesucht. Eine Maschine übersieht manches: Sehen Sie die Bilder auch selbst an.`,
  },
  named: (n) => `${places(n)} in den Bildern ${n === 1 ? 'zeigt' : 'zeigen'} einen bekannten Namen, eine Nummer oder ein Datum.`,
  unknown: (n) => `${places(n)} mit Text, der jemanden nennen kann.`,
  open: (n, of) => `Zu entscheiden: ${places(n)} in ${series(of)}. Verdecken Sie sie, oder sagen Sie, dass sie bleiben dürfen.`,
  acceptAll: (n) => `${places(n)} verdecken`,
  answeredNo: (n) => `Sie haben Nein gesagt, aber ${places(n)} in den Bildern dieser Studie ${n === 1 ? 'zeigt' : 'zeigen'} einen bekannten Namen, eine Nummer oder ein Datum.`,
  onCard: (open, all) => `Text an ${counted(all, 'Stelle', 'Stellen')}, ${number(open)} zu entscheiden`,
  list: 'Gefundener Text',
  notYet: 'In dieser Serie wurde nicht nach Text gesucht.',
  nothing: 'Es wurde kein Text gefunden. Eine Maschine übersieht manches.',
  machine: 'Von einer Maschine gefunden, die manches übersieht und manches falsch liest. Sie markiert keine Serie als geprüft.',
  unread: (n) => `${counted(n, 'Instanz ließ', 'Instanzen ließen')} sich nicht lesen. Sehen Sie ${n === 1 ? 'sie' : 'diese'} selbst an.`,
  unreadable: 'nicht lesbar',
  verdicts: { allowed: 'darf bleiben', unknown: 'darüber ist nichts bekannt', identifier: 'nennt oder nummeriert jemanden' },
  states: { stays: 'bleibt stehen', hidden: 'von einem Rechteck verdeckt', dismissed: 'bleibt, sagen Sie', open: 'zu entscheiden' },
  onSeries: 'ganze Serie',
  onInstances: (n) => counted(n, 'Bild', 'Bilder'),
  onFrame: (frame) => `Einzelbild ${number(frame)}`,
  onFrames: (n, first) => `${counted(n, 'Einzelbild', 'Einzelbilder')}, das erste ist ${number(first)}`,
  accept: 'Verdecken',
  acceptOne: (text) => `Verdecken: ${text}`,
  dismiss: 'Bleibt',
  dismissOne: (text) => `Bleibt: ${text}`,
  dismissAll: 'Alle diese bleiben',
};
