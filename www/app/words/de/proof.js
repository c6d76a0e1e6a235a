/** How a person checks page and package without believing either. */

import { number } from './forms.js';

/** @type {typeof import('../en/proof.js').proof} */
export const proof = {
  open: 'Selbst prüfen',
  title: 'Selbst prüfen',
  lead: 'Sie müssen dieser Seite nicht glauben. Jede dieser Prüfungen dauert eine Minute.',
  close: 'Schließen',
  leaves: 'Nichts geht hinaus',
  requests: (n) => `Netzanfragen, seit diese Seite offen ist, ihre Hilfsprozesse eingeschlossen: ${number(n)}`,
  blocked: (n) => `Versuche, die die Regeln der Seite verhindert haben: ${number(n)}`,
  leavesText: [
    'Die Regeln stehen am Anfang der Datei als Content-Security-Policy: keine Verbindung, kein Formular, kein Rahmen, kein fremdes Programm. Der Browser setzt sie durch, nicht dieses Programm.',
    'Öffnen Sie die Netzwerkanzeige Ihres Browsers (F12, dann Netzwerk) und bereinigen Sie das Beispiel: die Liste bleibt leer.',
    'Besser: nehmen Sie diesen Rechner zuerst vom Netz, laden Sie dann die Dateien und starten Sie. Alles geht genauso.',
  ],
  online: 'Dieser Rechner ist jetzt verbunden.',
  offline: 'Dieser Rechner ist jetzt ohne Netz.',
  page: 'Es ist die veröffentlichte Seite',
  pageText: 'Vergleichen Sie diese SHA-256 mit der in SHA256SUMS der Veröffentlichung. Oder lassen Sie Ihren Rechner sie aus der Datei bilden:',
  version: (text) => `Version ${text}`,
  sum: (text) => `SHA-256 dieser Seite: ${text}`,
  noSum: 'Die Seite bildet ihre SHA-256 kurz nach dem Öffnen.',
  package: 'Das Paket ist, was das Zertifikat sagt',
  packageText: [
    'Öffnen Sie die Zip-Datei in verify.html, einer eigenen Seite: sie liest jeden Eintrag noch einmal und nennt jede Änderung. Auch sie braucht kein Netz.',
    'Ohne ein Programm von uns: entpacken Sie die Zip-Datei, öffnen Sie im Ordner ein Terminal und vergleichen Sie die Prüfsummen aller Einträge:',
    'Öffnen Sie dann einige Bilder in Ihrem eigenen Betrachter und lesen Sie den Befund von Anfang bis Ende. Kein Programm ersetzt diesen Blick.',
  ],
};
