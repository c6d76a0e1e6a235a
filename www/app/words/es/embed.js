/** The sentences of the app inside another page, and of the proof that nothing leaves, in Spanish. */

/** @type {typeof import('../en/embed.js').embed} */
export const embed = {
  handOver: (taker) => `Entregar el paquete a ${taker}`,
  handed: (taker) => `Entregado a ${taker}. También puede guardarlo.`,
  ranOffline: 'Esta ejecución tuvo lugar sin conexión: el navegador no comunicó ninguna red de principio a fin.',
  waitingTitle: 'A la espera de la página que rodea a esta',
  waiting: 'Esta página funciona dentro de otra para la que fue configurada. Empieza cuando esa página se da a conocer.',
  foreignTitle: 'No configurada para este sitio',
  foreign: (origin) =>
    `La página que rodea a esta (${origin}) no está en la lista con la que esta página fue configurada. No acepta nada de ella. No añada archivos aquí.`,
  goOffline: '¿Quiere ver que nada sale? Desconecte este equipo de la red y ejecútelo después.',
  isOffline: 'Este equipo está sin conexión. Aquí todo sigue como antes.',
  pageSum: (sum) => `SHA-256 de esta página: ${sum}`,
  pageSumMore:
    'La calcula la propia página a partir de lo que ejecuta. Para no depender de ella, use sha256sum con el archivo y compare con SHA256SUMS de la versión publicada.',
};
