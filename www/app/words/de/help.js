/** Fragen, die vor der Unterschrift gestellt werden, jede mit kurzer Antwort. */

/** @type {typeof import('../en/help.js').help} */
export const help = {
  open: 'Fragen',
  title: 'Fragen und Antworten',
  lead: 'Kurze Antworten auf das, was am häufigsten gefragt wird. Nichts davon ist eine Rechtsberatung.',
  close: 'Schließen',
  topics: {
    'stays-here': {
      question: 'Wird etwas hochgeladen?',
      answer: [
        'Nein. Die Seite arbeitet mit den Dateien im Speicher dieses Browsers. Eine Regel in der Seite verbietet ihr jede Verbindung, und die Zeile unten zählt die Netzwerkanfragen seit dem Öffnen.',
        'Sie können diesen Computer vorher vom Netz trennen und dann starten. Alles geht ebenso.',
      ],
    },
    'header-enough': {
      question: 'Genügen bereinigte Header für Safe Harbor?',
      answer: [
        'Für sich allein nicht. 45 CFR 164.514(b)(2) nennt 18 Arten von Merkmalen, wo immer sie stehen: im Header, im Bild, im Befund, in Dateinamen.',
        'Außerdem dürfen Sie nicht wissen, dass das Übrige die Person noch erkennbar macht. Das beantworten Sie selbst; kein Programm kann es.',
      ],
    },
    uids: {
      question: 'Werden UIDs entfernt oder ersetzt?',
      answer: [
        'Ersetzt. Jede Study, Series, SOP Instance und andere Instanz-UID bekommt eine zufällige neue aus einer einzigen Tabelle, an jeder Stelle, an der sie steht. So hält die Studie zusammen, und ihre Verweise gelten weiter.',
        'UIDs, die einen Standard benennen, etwa SOP-Klassen und Transfersyntaxen, bleiben. Die Tabelle liegt dem Paket nicht bei.',
      ],
    },
    'private-tags': {
      question: 'Was geschieht mit privaten Elementen der Hersteller?',
      answer: [
        'Sie werden entfernt. Ein Zweck kann jene behalten, die PS3.15 als unbedenklich aufführt, etwa Diffusionswerte; das Zertifikat sagt es und zählt sie.',
        'Manche Arbeitsplätze legen eigene Messungen in privaten Elementen ab. Diese fehlen dann; die genormten Bilder und Werte bleiben unberührt.',
      ],
    },
    dates: {
      question: 'Welche Datumsangaben und Altersangaben bleiben?',
      answer: [
        'Das Jahr eines Ereignisses darf bleiben, nichts Genaueres. Alter bis 89 bleibt; darüber steht 90 oder älter, und Jahre, die das Alter verraten würden, entfallen ebenfalls.',
        'Abstände wie „in sechs Monaten“ bleiben. Für die Lehre entfallen alle Datumsangaben.',
      ],
    },
    'burned-in': {
      question: 'Warum werde ich nach Text im Bild gefragt?',
      answer: [
        'Ein Name, der Teil des Bildes ist, steht in keinem Header. Ultraschall, Bildschirmfotos, gescannte Filme und Dosisseiten tragen oft einen.',
        'Ja: Die Bilder bleiben draußen, bis Sie den Text mit Rechtecken verdecken oder die Serie als geprüft markieren. Nein: Nur Bilder, deren Header etwas anderes sagt, bleiben draußen. Unsicher: Ebenso alle von einer Art, die gewöhnlich Text trägt, bis Sie sie angesehen haben.',
      ],
    },
    faces: {
      question: 'Was ist mit Gesichtern in Kopfaufnahmen?',
      answer: [
        'Aus dünnen Schichten eines Kopfes lässt sich die Haut darstellen, und das Gesicht kann erkannt werden. Ob eine solche Serie ein „vergleichbares Bild“ im Sinne von Buchstabe (Q) ist, ist nicht geklärt.',
        'Die Seite findet solche Serien an ihren Headern und fragt Sie. Was Sie entscheiden, steht im Zertifikat.',
      ],
    },
    report: {
      question: 'Was geschieht mit den Worten des Befundes?',
      answer: [
        'Identifizierende Angaben werden durch ein Wort in Klammern ersetzt oder durch das, was Sie gewählt haben; Befunde, Messwerte und Beurteilungen bleiben Wort für Wort. Der Befund wird als neues Dokument geschrieben, sodass nichts Verborgenes aus der alten Datei mitkommt.',
        'Kein Programm findet jeden Namen. Lesen Sie den Befund in der Durchsicht, bevor Sie unterschreiben.',
      ],
    },
    'rare-cases': {
      question: 'Was ist mit seltenen Fällen?',
      answer: [
        'Eine seltene Krankheit, ein bekannter Unfall, eine sehr kleine Gruppe nach Alter und Ort können eine Person erkennbar machen, ohne dass ein Name in der Akte steht. Safe Harbor verlangt nicht, dass ein Programm das beurteilt; es fragt, was Sie wissen.',
        'Wenn man sagen könnte, um wen es geht, nehmen Sie den Weg der Expert Determination, 45 CFR 164.514(b)(1), oder geben Sie den Fall nicht weiter.',
      ],
    },
    'public-library': {
      question: 'Darf das Paket in eine öffentliche Lehrsammlung?',
      answer: [
        'Wählen Sie den Zweck Lehre: Er entfernt alle Datumsangaben. Lassen Sie dann Fotografien von Gesichtern und Kopfserien weg, und denken Sie an seltene Fälle.',
        'Ihre Einrichtung kann mehr verlangen als HIPAA, und die Sammlung kann eigene Regeln haben. In Kalifornien ist ein Vertrag nötig, wo solche Daten verkauft oder lizenziert werden, Cal. Civ. Code 1798.148.',
      ],
    },
    crosswalk: {
      question: 'Kann ich den Patienten später wiederfinden?',
      answer: [
        'Nur mit der Zuordnungstabelle der alten und neuen Codes. Sie können sie getrennt speichern, verschlossen mit einer Passphrase. Codes werden zufällig gezogen; nichts an ihnen ist aus den alten gemacht.',
        'Bewahren Sie sie wie Patientenakten auf. Schicken Sie sie nie mit dem Paket.',
      ],
    },
    certificate: {
      question: 'Was sagt das Zertifikat, und was nicht?',
      answer: [
        'Es sagt, welche Regeln angewandt wurden, was nach Kategorien entfernt wurde, was aus welchem Grund zurückgehalten wurde und wonach die fertigen Bytes durchsucht wurden. Es behauptet nichts, was nicht getan wurde.',
        'Es sagt nicht, dass jemand hingesehen hat, wo es niemand tat, und es ist kein Rechtsgutachten. Lesen Sie seine Ausnahmen, bevor Sie unterschreiben.',
      ],
    },
    check: {
      question: 'Wie kann die Empfängerseite das Paket prüfen?',
      answer: [
        'Legen Sie das Zip auf dieser Seite ab oder auf verify.html, die nichts anderes tut. Jede Datei wird mit ihrer Summe und der signierten Aussage verglichen, und die fertigen Bytes werden noch einmal durchgesehen.',
        'Die Summen sind jene aus SHA256SUMS und lassen sich auch mit üblichen Werkzeugen prüfen.',
      ],
    },
  },
};
