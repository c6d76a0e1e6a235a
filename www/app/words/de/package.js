/** Sentences about a finished package and what is kept apart from it, in German. */
import { problems, reasons } from './findings.js';
import { agreeing, number } from './forms.js';

/** @type {typeof import('../en/package.js').apart} */
export const apart = {
  legend: 'Getrennt vom Paket aufbewahren',
  help: 'Freiwillig. Was hier gespeichert wird, ist geheim: Bewahren Sie es bei den Originalen auf, nie beim Paket.',
  crosswalk: 'Zuordnungstabelle speichern',
  crosswalkMore: 'Eine Tabelle, welcher Code für welchen Patienten, welche Accession-Nummer und welche UID steht. Wer sie öffnet, kann sagen, wer wer ist.',
  commitment: 'Später nachweisen, welche Dateien hineingingen',
  commitmentMore: 'Das Zertifikat bekommt eine Zahl, die für die hinzugefügten Dateien steht. Sie behalten den Schlüssel dazu.',
  earlier: 'Mit einer früheren Zuordnungstabelle weitermachen',
  earlierHelp: 'Was schon einmal ersetzt wurde, bekommt wieder denselben Code.',
  earlierPassphrase: 'Passphrase der Tabelle',
  earlierOpen: 'Tabelle wählen',
  earlierDone: 'Tabelle geöffnet: Deren Codes werden wieder verwendet.',
  signer: 'Mit dem Schlüssel Ihrer Einrichtung signieren',
  signerHelp: 'Ein Ed25519-Schlüssel als PKCS#8 PEM. Ohne ihn wird für diesen Lauf ein Schlüssel gezogen: Er zeigt, dass nichts verändert wurde, nicht, wer signiert hat.',
  signerOpen: 'Schlüssel wählen',
  signerDone: 'Schlüssel geladen; er wird mit dieser Seite vergessen.',
  problems: {
    'crosswalk-locked': 'Das ist keine Zuordnungstabelle, oder sie öffnet sich mit dieser Passphrase nicht.',
    'no-signing-key': 'Das ist kein offener Ed25519-Schlüssel in PKCS#8 PEM.',
  },
  save: {
    title: 'Zuordnungstabelle speichern',
    warning: 'Diese Datei macht alle Personen im Paket wieder erkennbar. Senden Sie sie nicht mit dem Paket und bewahren Sie sie nicht daneben auf.',
    passphrase: 'Passphrase, mindestens 12 Zeichen',
    again: 'Passphrase noch einmal',
    differ: 'Die beiden Passphrasen sind nicht gleich.',
    short: 'Eine Passphrase mit weniger als 12 Zeichen lässt sich durchprobieren.',
    lock: 'Verschlüsseln',
    done: 'Tabelle speichern',
    doneMore: 'AES-256-Zip; 7-Zip öffnet sie',
    commitment: 'Schlüssel des Nachweises speichern',
    commitmentMore: 'Ohne ihn kann niemand zeigen, welche Dateien hineingingen.',
  },
};

/** @type {typeof import('../en/package.js').check} */
export const check = {
  button: 'Paket prüfen',
  title: {
    sound: 'Das Paket ist, wie es erstellt wurde',
    unsound: (n) => `Mit diesem Paket ${agreeing(n, 'stimmt', 'stimmen')} ${number(n)} ${agreeing(n, 'Sache', 'Dinge')} nicht`,
  },
  checking: 'Paket wird geprüft',
  status: 'Status auf dem Zertifikat',
  none: 'keine Angabe',
  exceptions: 'Ausnahmen',
  problems: 'Was gefunden wurde',
  problem: problems,
  reason: reasons,
  at: (sentence, tag) => `${sentence}, bei Element ${tag}`,
  facts: { certificate: 'Zertifikat', issued: 'Ausgestellt', entries: 'Einträge', instances: 'DICOM-Instanzen', key: 'Fingerabdruck des Schlüssels' },
  signed: {
    none: 'Keine Signatur ist gültig.',
    compared: 'Die Signatur ist gültig, und der Schlüssel ist der erwartete.',
    'this-run': 'Die Signatur ist gültig. Ihr Schlüssel wurde für jenen Lauf gezogen: Seither wurde nichts verändert; wer signiert hat, zeigt er nicht.',
    organisation: 'Die Signatur ist gültig. Der Schlüssel soll einer Einrichtung gehören: Vergleichen Sie seinen Fingerabdruck mit dem, den die Einrichtung Ihnen nennt.',
  },
  done: 'Hashes, Merkle-Wurzel, Signatur und Status wurden verglichen, und jeder Eintrag wurde auf das durchgesehen, was kein bereinigter Eintrag enthält. Ohne die Originale kann nach keinem bekannten Namen gesucht werden.',
  key: 'Erwarteter Schlüssel (freiwillig)',
  keyHelp: 'Sein Fingerabdruck oder der Text einer PEM-Datei (BEGIN PUBLIC KEY).',
  keyCheck: 'Vergleichen',
  keyWrong: 'Das ist weder ein Fingerabdruck noch ein öffentlicher Schlüssel.',
  another: 'Anderes Paket prüfen',
  back: 'Zurück zum Anfang',
  page: {
    title: 'Ein Safelight-Paket prüfen',
    lead: 'Hashes, Signatur, Status und Ausnahmen, auf diesem Computer. Nichts wird irgendwohin gesendet.',
    target: 'Paket hier ablegen',
    targetMore: 'Die Zip-Datei, wie Sie sie erhalten haben',
    noEngine: 'Das Programm startet in diesem Browser nicht. Es braucht WebAssembly und Worker.',
  },
};
