/** The sentences of the app inside another page, and of the proof that nothing leaves, in French. */

/** @type {typeof import('../en/embed.js').embed} */
export const embed = {
  handOver: (taker) => `Remettre le paquet à ${taker}`,
  handed: (taker) => `Remis à ${taker}. Vous pouvez aussi l’enregistrer.`,
  ranOffline: 'Ce traitement s’est déroulé hors ligne : du début à la fin, le navigateur n’a signalé aucun réseau.',
  waitingTitle: 'En attente de la page qui entoure celle-ci',
  waiting: 'Cette page fonctionne à l’intérieur d’une autre, pour laquelle elle a été configurée. Elle commence quand cette page se fait connaître.',
  foreignTitle: 'Pas configurée pour ce site',
  foreign: (origin) =>
    `La page qui entoure celle-ci (${origin}) n’est pas sur la liste avec laquelle cette page a été configurée. Elle n’en accepte rien. N’ajoutez pas de fichiers ici.`,
  goOffline: 'Voulez-vous voir que rien ne sort ? Coupez cet ordinateur du réseau, puis lancez.',
  isOffline: 'Cet ordinateur est hors ligne. Tout continue ici comme avant.',
  pageSum: (sum) => `SHA-256 de cette page : ${sum}`,
  pageSumMore:
    'Calculé par la page elle-même à partir de ce qu’elle exécute. Pour ne pas dépendre d’elle, appliquez sha256sum au fichier et comparez avec SHA256SUMS de la version publiée.',
};
