/** The sentences of the app inside another page, and of the proof that nothing leaves, in German. */

/** @type {typeof import('../en/embed.js').embed} */
export const embed = {
  handOver: (taker) => `Paket an ${taker} übergeben`,
  handed: (taker) => `An ${taker} übergeben. Sie können es auch speichern.`,
  ranOffline: 'Dieser Lauf fand ohne Netz statt: Der Browser meldete von Anfang bis Ende kein Netzwerk.',
  waitingTitle: 'Wartet auf die Seite um diese herum',
  waiting: 'Diese Seite arbeitet in einer anderen, für die sie eingerichtet wurde. Sie beginnt, wenn jene Seite sich zu erkennen gibt.',
  foreignTitle: 'Für diese Website nicht eingerichtet',
  foreign: (origin) =>
    `Die Seite um diese herum (${origin}) steht nicht auf der Liste, mit der diese Seite eingerichtet wurde. Sie nimmt nichts von ihr an. Fügen Sie hier keine Dateien hinzu.`,
  goOffline: 'Wollen Sie sehen, dass nichts hinausgeht? Trennen Sie diesen Computer vom Netz und starten Sie dann.',
  isOffline: 'Dieser Computer ist ohne Netz. Hier geht alles weiter wie zuvor.',
  pageSum: (sum) => `SHA-256 dieser Seite: ${sum}`,
  pageSumMore:
    'Von der Seite selbst aus dem errechnet, was sie ausführt. Um nicht von ihr abzuhängen, wenden Sie sha256sum auf die Datei an und vergleichen mit SHA256SUMS der Veröffentlichung.',
};
