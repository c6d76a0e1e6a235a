/** Every sentence that the person reads, in German. */
import { advice } from './advice.js';
import { embed } from './embed.js';
import { agreeing, counted, day, duration, number, percent, size } from './forms.js';
import { help } from './help.js';
import { proof } from './proof.js';
import { apart, check } from './package.js';
import { pictures } from './pictures.js';
import { headers } from './headers.js';
import { review } from './review.js';
import { texts } from './texts.js';

const files = (/** @type {number} */ n) => counted(n, 'Datei', 'Dateien');
const images = (/** @type {number} */ n) => counted(n, 'Instanz', 'Instanzen');

/** Kinds of identity, as the engine counts them, with their names. */
const kindNames = /** @type {const} */ ([
  ['name', 'Name'],
  ['patient_id', 'Patienten-ID'],
  ['birth_date', 'Geburtsdatum'],
  ['accession', 'Accession-Nummer'],
  ['exam_date', 'Untersuchungsdatum'],
]);

/** @type {import('../../words.js').Words} */
export const de = {
  apart,
  check,
  language: 'de',
  ownName: 'Deutsch',
  direction: 'ltr',
  number,
  day,
  labelled: (name, text) => `${name}: ${text}`,
  files,
  size,
  embed,
  help,
  proof,
  pictures,
  headers,
  review,
  texts,

  app: {
    name: 'Safelight',
    language: 'Sprache',
    purpose: 'De-identifiziert eine Studie und ihren Befund auf diesem Computer',
    clear: 'Alles löschen',
    skip: 'Zum Arbeitsbereich springen',
    engineVersion: (version) => `Version ${version}`,
    requests: (n) => `${counted(n, 'Netzwerkanfrage', 'Netzwerkanfragen')}, seit diese Seite offen ist`,
    blocked: (n) => `${counted(n, 'Versuch', 'Versuche')} von den Regeln der Seite blockiert`,
    stays: 'Ihre Dateien bleiben auf diesem Computer',
  },

  clear: {
    title: 'Alles löschen?',
    text: 'Dateien, Listen, Antworten und das fertige Paket werden vergessen. Was Sie gespeichert haben, bleibt, wo Sie es gespeichert haben. Ihre Originaldateien werden nicht angetastet.',
    yes: 'Löschen',
    no: 'Behalten',
  },

  drop: {
    title: 'Identifizierende Angaben aus einer Studie und ihrem Befund entfernen',
    lead: 'Fügen Sie die Bilder und den Befund hinzu. Sie erhalten eine Zip-Datei mit der de-identifizierten Studie, dem de-identifizierten Befund und einem Zertifikat, das auflistet, was getan wurde.',
    target: 'Ordner, Dateien oder Zip hier ablegen',
    targetMore: 'DICOM-Dateien jeder Art, Befunde als PDF, Word oder Text, CD-Ordner',
    folder: 'Ordner wählen',
    files: 'Dateien oder Zip wählen',
    sample: 'Beispielstudie ausprobieren',
    uploadNote:
      'Wenn Sie einen Ordner wählen, fragt Ihr Browser vielleicht, ob dessen Dateien „hochgeladen“ werden sollen. So nennt der Browser es, wenn diese Seite sie lesen darf. Nichts wird irgendwohin gesendet.',
    more: 'Weitere Dateien',
    moreFolder: 'Weiterer Ordner',
    facts: [
      {
        title: 'Was getan wird',
        text: 'Namen, Nummern, Datumsangaben, Orte und private Elemente werden in jedem Header und in jeder Tiefe entfernt oder ersetzt. Pixeldaten bleiben identisch. Befunde werden aus dem bereinigten Text als neue Dokumente gesetzt.',
      },
      {
        title: 'Was geprüft wird',
        text: 'Jede fertige Datei wird noch einmal gelesen und nach jedem identifizierenden Wert durchsucht, den Header und Befunde nannten. Eine Datei mit einem Treffer wird zurückgehalten und aufgelistet.',
      },
      {
        title: 'Was bei Ihnen bleibt',
        text: 'In Bilder eingebrannter Text, Gesichter, die sich aus dünnen Schichten rekonstruieren lassen, seltene Fälle: Sie sehen nach, Sie entscheiden. Das Zertifikat sagt, was nicht beurteilt wurde.',
      },
      {
        title: 'Prüfen Sie es selbst',
        text: 'Trennen Sie diesen Computer vom Netz und starten Sie: Nichts ändert sich. Am Fuß der Seite werden Netzwerkanfragen gezählt, und ihre eigenen Regeln sperren Verbindungen, Formulare und Frames.',
      },
    ],
  },

  notice: {
    cancelled: 'Abgebrochen. Nichts wurde geschrieben; Ihre Dateien und Antworten sind noch da.',
    'nothing-found': 'In dem, was Sie hinzugefügt haben, wurden keine Dateien gefunden.',
    'drop-failed': 'Ihr Browser hat nicht herausgegeben, was Sie abgelegt haben. Nehmen Sie „Ordner wählen“ oder „Dateien oder Zip wählen“.',
    'nothing-to-review': 'Nach Ihren Antworten wird jeder Befund zurückgehalten: Es gibt nichts durchzusehen.',
    'review-failed': 'Ihre Entscheidungen zu den Befunden passen nicht mehr zu diesen Dateien und wurden verworfen. Öffnen Sie die Durchsicht noch einmal.',
    'list-too-large': 'Diese Datei ist zu groß für eine Liste von Accession-Nummern.',
    'file-failed': 'Diese Datei konnte nicht gelesen werden.',
    'save-changed': 'Eine hinzugefügte Datei hat sich seit der Prüfung geändert oder ist nicht mehr da. Nichts wurde gespeichert. Alles löschen und mit den Dateien, wie sie jetzt sind, neu beginnen.',
    'save-failed': 'Das Paket konnte nicht geschrieben werden: Der Datenträger ist vielleicht voll, entfernt oder gesperrt. Nichts Halbes blieb zurück. Einen anderen Ort wählen und noch einmal versuchen.',
    dismiss: 'Schließen',
  },

  failure: {
    title: 'Angehalten',
    'no-engine':
      'Das Programm startet in diesem Browser nicht. Es braucht WebAssembly und Worker; Firefox, Chrome, Edge und Safari in aktueller Version haben beides.',
    'engine-ended': 'Das Programm ist bei der Arbeit an diesen Dateien abgebrochen. Nichts wurde geschrieben.',
    again: 'Von vorn beginnen',
  },

  inventory: {
    title: 'Was Sie hinzugefügt haben',
    totals: (n) => [
      counted(n.patients, 'Patient', 'Patienten'),
      counted(n.studies, 'Studie', 'Studien'),
      counted(n.series, 'Serie', 'Serien'),
      images(n.instances),
      counted(n.reports, 'Befund', 'Befunde'),
    ],
    noPatientName: 'Kein Name im Header',
    patientId: 'ID',
    studyDate: 'Datum',
    accession: 'Accession-Nummer',
    none: 'keine Angabe',
    noDescription: 'Studie ohne Beschreibung',
    showSeries: (n) => `Alle Serien zeigen (${number(n)})`,
    columns: { modality: 'Modalität', series: 'Serie', instances: 'Instanzen', frames: 'Einzelbilder' },
    noSeriesDescription: 'Serie ohne Beschreibung',
    onScreenOnly: 'Namen stehen nur auf diesem Bildschirm, damit Sie sehen, dass es der richtige Fall ist.',
    reports: 'Befunde',
    reportKinds: { pdf: 'PDF', docx: 'Word', text: 'Text', rtf: 'RTF', hl7: 'HL7 v2', fhir: 'FHIR' },
    pages: (n) => counted(n, 'Seite', 'Seiten'),
    compared: {
      'no-study': '',
      'says-nothing': 'nennt keine Identität, die sich mit der Studie vergleichen lässt',
      agrees: 'stimmt mit der Studie überein',
      'agrees-with-doubt': 'stimmt mit der Studie überein, mit einer kleinen Abweichung',
      'other-examination': 'von einer anderen Untersuchung; abweichend',
      'other-patient': 'weicht von der Studie ab',
    },
    kinds: {
      name: 'Name',
      'patient-id': 'Patienten-ID',
      'birth-date': 'Geburtsdatum',
      accession: 'Accession-Nummer',
      'exam-date': 'Untersuchungsdatum',
    },
    documentInside: 'Dokument in einer Bilddatei',
    noReport: 'Unter diesen Dateien ist kein Befund. Sie können einen hinzufügen.',
    noStudy: 'Unter diesen Dateien ist keine DICOM-Datei. Sie können welche hinzufügen.',
    empty: 'Keine dieser Dateien kann verwendet werden. Die Liste unten sagt, warum.',
  },

  narrative: {
    limit: 'Dass Namen im Fließtext gefunden werden, ist nur für Befunde auf Englisch nachgewiesen.',
    notEnglish:
      'Namen im Fließtext werden mit Regeln gesucht, die nur für Englisch nachgewiesen sind. Aus einem Befund in einer anderen Sprache werden bekannte Werte und Muster entfernt, und das Zertifikat sagt nichts über seinen Text aus: Lesen Sie den neuen Befund von Anfang bis Ende und markieren Sie, was übrig ist.',
    rare: 'Diese Wörter sprechen für einen seltenen Fall. Sie bleiben im Befund: keines ist ein Merkmal der Liste. Könnte jemand an ihnen erkennen, um wen es geht, reicht Safe Harbor nicht: denken Sie an ein Sachverständigengutachten (Expert Determination).',
    rareKinds: { diagnosis: 'Seltene Diagnose', 'first-case': 'Erster oder einziger Fall', 'only-place': 'Einziger Ort', 'public-person': 'Person des öffentlichen Lebens', 'known-event': 'Bekanntes Ereignis', 'small-group': 'Kleine Gruppe nach Alter oder Geburt' },
    rareMore: (n) => `und ${counted(n, 'weiterer Ausdruck', 'weitere Ausdrücke')} in diesem Befund`,
  },

  questions: {
    open: 'Noch keine Antwort: Der Lauf wartet. Wenn es ein Versehen ist, beginnen Sie mit den richtigen Dateien von vorn.',
    answered: 'Sie können die Antwort bis zum Lauf ändern.',
    same: (n) => `${files(n)} ${agreeing(n, 'hat', 'haben')} denselben Inhalt wie eine frühere.`,
    'split-study': {
      legend: (n) => `${counted(n, 'Studie steht', 'Studien stehen')} unter mehr als einem Patienten`,
      help: 'Dieselbe Studie trägt verschiedene Patienten-IDs oder Namen. Ist das eine Person?',
    },
    'mixed-patients': {
      legend: (n) => `Diese Dateien gehören zu ${counted(n, 'Patienten', 'verschiedenen Patienten')}`,
      help: 'Ein Paket ist für einen gedacht. Gehören sie zusammen?',
    },
    'shared-accession': {
      legend: (n) => `${counted(n, 'Accession-Nummer steht', 'Accession-Nummern stehen')} für mehr als eine Studie`,
      help: 'Mehrere Studien unter einer Nummer können eine Untersuchung in Teilen sein oder ein Versehen.',
    },
    'repeated-instance': {
      legend: (n) => `${files(n)} ${agreeing(n, 'wiederholt', 'wiederholen')} ein Objekt, das schon da ist`,
      help: 'Sie tragen dieselbe Kennung (SOP Instance UID) wie eine frühere Datei.',
    },
    'other-patient': {
      legend: (n) => `${counted(n, 'Befund nennt', 'Befunde nennen')} einen anderen Patienten als die Studie oder ein anderes Geburtsdatum`,
      help: 'Der Befund eines anderen Menschen darf nicht mit dieser Studie gehen. Die Liste der Befunde unten sagt, welcher es ist; sehen Sie ihn an, bevor Sie antworten.',
    },
    'other-examination': {
      legend: (n) => `${counted(n, 'Befund gehört', 'Befunde gehören')} zu einer anderen Untersuchung als die Studie`,
      help: 'Die Accession-Nummer oder das Untersuchungsdatum ist nicht das der Studie. Ein früherer Befund desselben Patienten kann mit Absicht dabei sein.',
    },
    'face-photographs': {
      legend: (n) => `${counted(n, 'Fotografie kann', 'Fotografien können')} ein Gesicht zeigen`,
      help: 'Eine Fotografie des ganzen Gesichts identifiziert für sich allein. Sehen Sie jede an, bevor Sie sie freigeben.',
    },
    'head-volumes': {
      legend: (n) => `${counted(n, 'Serie', 'Serien')} von Kopf oder Hals`,
      help: 'Aus dünnen Schichten lässt sich die Haut darstellen und ein Gesicht erkennen. Die Bilder werden nur verändert, wenn Sie das Gesicht ausschneiden lassen. Für eine Kollegin oder einen Kollegen werden sie meist gebraucht; für die Öffentlichkeit sollten sie draußen bleiben.',
    },
    faceLook: {
      show: 'Das Gesicht vorher und nachher zeigen',
      waits: 'Die Schichten werden angesehen.',
      shown: (/** @type {number} */ n) => `${counted(n, 'Serie', 'Serien')} gezeigt. Die Bilder vor dem Schnitt zeigen die Person; sie bleiben in dieser Seite und werden nicht geschrieben.`,
      title: (/** @type {number} */ at, /** @type {number} */ of, /** @type {number} */ slices) => `Serie ${number(at)} von ${number(of)}, ${counted(slices, 'Schicht', 'Schichten')}: die Haut, wie sie sich darstellen lässt, in Schritten von 4 mm. Prüfen Sie, ob Nase, Augen, Lippen und Kinn fehlen.`,
      none: (/** @type {number} */ at, /** @type {number} */ of) => `Serie ${number(at)} von ${number(of)}: Das Gesicht lässt sich nicht herausschneiden, deshalb bleibt sie draußen.`,
      front: 'Von vorn',
      side: 'Von der linken Seite',
      before: 'vorher',
      after: 'nachher',
      alt: (/** @type {string} */ view, /** @type {string} */ when) => `${view}, ${when}`,
    },
    differs: (n) => kindNames.filter(([kind]) => n[kind] > 0).map(([kind, name]) => `${name}: ${number(n[kind])}`).join(', '),
    differsLabel: 'Was abweicht:',
    answers: {
      'one-person': { name: 'Eine Person', text: 'Alle bekommen denselben Code.' },
      'two-persons': { name: 'Verschiedene Personen', text: 'Jede bekommt einen eigenen Code.' },
      separate: { name: 'Fortfahren, jeder Patient für sich', text: 'Jeder bekommt einen eigenen Code; das Zertifikat sagt, wie viele Patienten es sind.' },
      'is-right': { name: 'Das ist richtig', text: 'Alle Studien bekommen denselben Code als Accession-Nummer.' },
      'keep-first': { name: 'Die erste behalten', text: 'Die anderen kommen nicht ins Paket und werden aufgelistet.' },
      'keep-all': { name: 'Alle behalten', text: 'Jede wird unter einem eigenen Namen geschrieben.' },
      withhold: { name: 'Zurückhalten', text: 'Sie kommen nicht ins Paket und werden aufgelistet.' },
      belongs: { name: 'Sie gehören zur Studie', text: 'Sie werden geschrieben; das Zertifikat sagt, dass ein Mensch so entschieden hat.' },
      keep: { name: 'Behalten', text: 'Sie werden geschrieben, wie sie sind; das Zertifikat zählt sie.' },
      deface: { name: 'Gesicht ausschneiden', text: 'Alles vor einer Kurve hinter der Stirn wird zu Luft, nach Geometrie; Nase, Lippen und Kinn fallen weg, das Gehirn bleibt. Sehen Sie das Ergebnis an: Ohren, Kiefer und Schädel bleiben ebenfalls. Für CT; MR und eine Serie, bei der das nicht geht, bleiben draußen.' },
      'no-face': { name: 'Niemand ist zu erkennen', text: 'Ich habe jede angesehen. Sie werden geschrieben; das Zertifikat sagt, dass ein Mensch so entschieden hat.' },
    },
  },

  burnedIn: {
    legend: 'Ist in die Bilder dieser Studie Text eingebrannt?',
    help: 'Achten Sie auf Namen, Daten oder Nummern, die Teil des Bildes selbst sind, wie bei Ultraschall, Bildschirmfotos und gescannten Filmen.',
    answers: { yes: 'Ja', no: 'Nein', unsure: 'Unsicher' },
    declared: (n) => `${images(n)} ${agreeing(n, 'sagt', 'sagen')} das im Header.`,
    class: (n) => `${images(n)} ${agreeing(n, 'ist', 'sind')} von einer Art, die gewöhnlich Text trägt.`,
    atRisk: {
      withhold: (n) => `Nach Ihrer Antwort ${agreeing(n, 'wird', 'werden')} ${images(n)} zurückgehalten.`,
      include: (n) => `Nach Ihrer Antwort ${agreeing(n, 'geht', 'gehen')} ${images(n)} mit ungeprüften Pixeln ins Paket.`,
    },
    noRisk: 'Nach Ihrer Antwort wird nichts wegen seiner Pixel zurückgehalten.',
  },

  atRisk: {
    legend: 'Bilder, die Text zeigen können',
    help: 'Bilder ohne Rechteck, in einer Serie, die Sie nicht als geprüft markiert haben. Unter „Bilder ansehen“ zeichnen Sie Rechtecke.',
    withhold: 'Zurückhalten',
    withholdMore: 'Sie kommen nicht ins Paket und werden aufgelistet.',
    include: 'Aufnehmen',
    includeMore: 'Der Status des Zertifikats sagt dann, dass Pixel nicht geprüft wurden.',
  },

  purpose: {
    legend: 'Zweck',
    presets: {
      'second-opinion': {
        name: 'Zweitmeinung',
        text: 'Von Datumsangaben bleibt das Jahr, Abstände bleiben. Geschlecht, Alter, Größe und Gewicht bleiben.',
      },
      teaching: {
        name: 'Lehre',
        text: 'Alle Datumsangaben entfernt. Vom Patienten bleiben nur Geschlecht und Alter.',
      },
      medicolegal: {
        name: 'Gutachten',
        text: 'Die Regeln der Zweitmeinung, für eine Akte, die andere prüfen werden.',
      },
      research: {
        name: 'Forschung',
        text: 'Datumsangaben um eine zufällige Zahl von Tagen verschoben. Safe Harbor wird nicht beansprucht.',
      },
    },
  },

  packing: {
    legend: 'Größe der Zip-Datei',
    ways: {
      stored: { name: 'Schneller', text: 'Bilddaten kommen in die Zip-Datei, wie sie sind.' },
      deflated: { name: 'Kleinere Datei', text: 'Was sich enger packen lässt, wird enger gepackt. Das dauert länger.' },
    },
  },

  reportStyle: {
    legend: 'Text des Befunds',
    help: 'Was in einem Befund an der Stelle dessen steht, was entfernt wird. Die neue PDF-Datei zeigt es auf getöntem Grund.',
    styles: {
      tags: { name: 'Englische Wörter in Klammern', text: '[PATIENT], [DATE 2023], [PHONE].' },
      pseudonyms: {
        name: 'Erfundene Namen',
        text: 'Jede Person bekommt in allen Befunden einen erfundenen Namen, etwa „Corenosk Balenquor“; aus Datumsangaben werden Jahre, wo der Zweck sie behält. Alles andere: Wörter in Klammern.',
      },
      years: { name: 'Bloße Jahre', text: 'Aus Datumsangaben werden Jahre, wo der Zweck sie behält. Alles andere: Wörter in Klammern.' },
    },
  },

  accessions: {
    legend: 'Liste von Accession-Nummern',
    help: 'Freiwillig. Fügen Sie Nummern ein oder laden Sie eine .txt- oder .csv-Datei; das Zertifikat sagt dann, welche gefunden wurden.',
    label: 'Accession-Nummern',
    placeholder: 'Eine je Zeile oder durch Kommas getrennt',
    load: 'Liste laden',
    read: (n, repeated) =>
      repeated === 0
        ? counted(n, 'Nummer', 'Nummern')
        : `${counted(n, 'Nummer', 'Nummern')}, ${counted(repeated, 'Wiederholung', 'Wiederholungen')} weggelassen`,
    states: {
      found: 'gefunden',
      partial: 'teilweise gefunden',
      missing: 'fehlt',
      'not-on-list': 'nicht auf Ihrer Liste',
    },
    counts: (series, instances) => `${counted(series, 'Serie', 'Serien')}, ${images(instances)}`,
    notInDrop: (n) => `die Header kündigen ${number(n)} mehr an`,
    tally: (n) =>
      [
        `${number(n.found)} gefunden`,
        n.partial > 0 ? `${number(n.partial)} teilweise gefunden` : '',
        n.missing > 0 ? `${counted(n.missing, 'fehlt', 'fehlen')}` : '',
        n.extra > 0 ? `${number(n.extra)} nicht auf Ihrer Liste` : '',
      ]
        .filter((part) => part !== '')
        .join(', '),
  },

  refused: {
    title: (n) => `${files(n)} ${agreeing(n, 'kann', 'können')} nicht verwendet werden`,
    titleDone: (n) => `${files(n)} nicht im Paket`,
    more: (n) => `${number(n)} weitere zeigen`,
    at: (tag) => `bei Element ${tag}`,
    unknownInput: 'Datei',
    reasons: {
      'unknown-kind': 'Weder DICOM-Datei noch Befund noch Zip',
      'empty-file': 'Die Datei ist leer',
      unreadable: 'Die Datei konnte nicht gelesen werden, oder das Archiv ist beschädigt',
      truncated: 'Die Datei endet in der Mitte; vielleicht wurde sie nicht ganz kopiert',
      malformed: 'Ein Element entspricht nicht dem DICOM-Standard',
      'over-limit': 'Größer oder tiefer verschachtelt, als dieses Programm erlaubt',
      'transfer-syntax': 'Die Transfersyntax ist nicht bekannt',
      'missing-uid': 'Eine vorgeschriebene UID fehlt oder ist ungültig',
      'media-directory': 'Das Inhaltsverzeichnis einer CD (DICOMDIR); statt seiner wird ein neues geschrieben',
      voice: 'Eine Stimmaufnahme; eine Stimme identifiziert, wer spricht',
      'private-sop-class': 'Eine private Objektart eines Herstellers; über ihren Inhalt ist nichts bekannt',
      'encapsulated-document': 'Ein Dokument in einer DICOM-Datei, von einer Art, die nicht gelesen wird',
      'burned-in': 'In das Bild kann Text eingebrannt sein, und nichts wurde verdeckt',
      'no-text': 'Kein lesbarer Text; gescannte Seiten liest diese Version nicht',
      encrypted: 'Das Dokument ist verschlüsselt',
      'pixels-not-hidden': 'Die Rechtecke liegen außerhalb des Bildes, oder das Bild lässt sich nicht dekodieren',
      'text-readable': 'In dem Bild ist noch ein Name, eine Nummer oder ein Datum lesbar',
      'other-patient': 'Der Befund nennt einen anderen Patienten als die Studie oder ein anderes Geburtsdatum',
      'other-examination': 'Der Befund gehört zu einer anderen Untersuchung als die Studie, und Sie haben ihn zurückgehalten',
      'face-likeness': 'Im Bild ist ein Gesicht zu sehen, oder es lässt sich aus der Serie darstellen',
      'face-not-removed': 'Das Gesicht ließ sich nicht ausschneiden: Nötig ist ein regelmäßiger Stapel von CT-Schichten mit dem ganzen Schädel',
      repeated: 'Dasselbe Objekt steht in einer früheren Datei, die nach Ihrer Antwort bleibt',
      'review-mismatch': 'Die Entscheidungen der Durchsicht lassen sich an diesem Befund nicht ausführen',
      'text-changed': 'Text außerhalb der entfernten Stellen bliebe nicht, wie er war',
      'leak-found': 'Die Prüfung fand im Ergebnis einen identifizierenden Wert',
      'not-verified': 'Das Ergebnis konnte nicht wieder gelesen werden',
      'worker-lost': 'Das Programm ist an dieser Datei abgebrochen; mit den anderen ging es weiter',
      'time-limit': 'Das Programm wurde mit dieser Datei in der Zeit, die eine Datei dauern darf, nicht fertig; mit den anderen ging es weiter',
    },
    advice,
    otherReason: 'Zurückgehalten',
  },

  run: {
    button: 'De-identifizieren',
    anew: 'Neu beginnen',
    resume: (/** @type {number} */ n) => `Mit dem Rest weitermachen: ${files(n)}`,
    paused: (/** @type {number} */ done, /** @type {number} */ all) => done === 1 ? `1 von ${files(all)} ist fertig und bleibt erhalten.` : `${number(done)} von ${files(all)} sind fertig und bleiben erhalten.`,
    memory: (/** @type {number} */ bytes) => `Dieser Browser setzt das Paket im Arbeitsspeicher zusammen: bis zu ${size(bytes)} können nötig sein.`,
    summary: (n, bytes) => `${files(n)}, ${size(bytes)}`,
    willWithhold: (n) => `${files(n)} ${agreeing(n, 'bleibt', 'bleiben')} draußen`,
    allIn: 'alle können verwendet werden',
    thinking: 'Wird neu gezählt …',
    obstacle: {
      'nothing-to-write': 'Es gibt keine Datei, die de-identifiziert werden kann.',
      'open-question': 'Beantworten Sie zuerst die Frage zu diesen Dateien.',
      'text-search': 'Nach Text in den Bildern wird noch gesucht. Warten Sie, oder halten Sie die Suche an.',
      'text-found': 'In den Bildern wurden Namen, Nummern oder Daten gefunden. Verdecken Sie sie, oder sagen Sie, dass sie bleiben dürfen.',
    },
  },

  progress: {
    title: { reading: 'Header werden gelesen', running: 'De-Identifizierung läuft' },
    stages: {
      listing: 'Dateien auflisten',
      headers: 'Header lesen',
      planning: 'Plan aufstellen',
      cleaning: 'Jede Datei bereinigen und prüfen',
      packing: 'Zertifikat und Paket schreiben',
    },
    files: (done, all) => `${number(done)} von ${files(all)}`,
    bytes: (done, all) => `${size(done)} von ${size(all)}`,
    found: (n) => `${files(n)} gefunden`,
    rate: (perSecond) => `${size(perSecond)}/s`,
    left: (seconds) => `noch etwa ${duration(seconds)}`,
    labels: { files: 'Dateien', bytes: 'Daten', rate: 'Durchsatz', left: 'Restzeit' },
    estimating: 'wird geschätzt',
    cancel: 'Abbrechen',
    spoken: (stage, done) => `${stage}: ${percent(done)}`,
  },

  result: {
    titleAll: 'Das Paket ist fertig',
    titlePartial: (n) => `Das Paket ist fertig; ${files(n)} ${agreeing(n, 'blieb', 'blieben')} draußen`,
    titleNone: 'Es ist nichts entstanden',
    noneText: 'Jede Datei wurde zurückgehalten. Die Liste sagt, warum; Sie können Ihre Antworten ändern und es noch einmal laufen lassen.',
    save: 'Paket speichern',
    saveMore: (bytes) => `Zip, ${size(bytes)}`,
    saved: 'An Ihren Browser zum Speichern übergeben. Sehen Sie bei seinen Downloads nach.',
    saveAs: 'Speicherort wählen',
    saveAsMore: 'direkt auf den Datenträger geschrieben',
    writing: 'Das Paket wird geschrieben',
    written: 'Vollständig an den gewählten Ort geschrieben; jeder Eintrag wurde mit dem Geprüften verglichen.',
    again: 'Antworten ändern',
    status: 'Status auf dem Zertifikat',
    english: 'Das Paket ist auf Englisch: das Zertifikat mit seinem Status, ein Dokument nach US-Recht (45 CFR 164.514), und die Wörter in Klammern im Befund. Was hier steht, ist eine Übersetzung und ersetzt es nicht.',
    why: 'Gründe auf dem Zertifikat',
    statuses: {
      'ISSUED - ACTUAL KNOWLEDGE NOT YET ATTESTED':
        'Die aufgeführten Maßnahmen und Prüfungen wurden durchgeführt. Sie müssen das Ergebnis noch ansehen und erklären, dass Ihnen nichts darin bekannt ist, was den Patienten identifizieren könnte.',
      'ISSUED WITH EXCEPTIONS':
        'Die aufgeführten Maßnahmen und Prüfungen wurden durchgeführt, mit Ausnahmen, die das Zertifikat nennt. Sie müssen das Ergebnis noch ansehen.',
      'SAFE HARBOR NOT CLAIMED':
        'Die aufgeführten Maßnahmen wurden durchgeführt. Es wird nicht behauptet, dass das Ergebnis der Methode Safe Harbor folgt; das Zertifikat sagt, warum.',
    },
    numbers: {
      in: 'Dateien hinein',
      instances: 'Instanzen heraus',
      reports: 'Befunde heraus',
      withheld: 'Zurückgehalten',
      values: 'Werte entfernt oder ersetzt',
      atRisk: 'Aufgenommen, Pixel nicht geprüft',
    },
    nextTitle: 'Bevor Sie es weitergeben',
    next: [
      'Entpacken Sie die Zip-Datei und lesen Sie das Zertifikat.',
      'Sehen Sie die Bilder auf Text durch, der Teil des Bildes ist.',
      'Lesen Sie den neuen Befund von Anfang bis Ende.',
      'Denken Sie an das, was kein Programm findet: einen seltenen Fall, einen Bericht in den Nachrichten, ein Gesicht, das dünne Schichten zeigen.',
    ],
    accessions: 'Liste von Accession-Nummern',
  },
};
