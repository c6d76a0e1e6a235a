/** The sentences about text that was found in pictures, in Spanish. */
import { counted, number } from './forms.js';

const places = (/** @type {number} */ n) => counted(n, 'lugar', 'lugares');
const series = (/** @type {number} */ n) => counted(n, 'serie', 'series');

/** @type {typeof import('../en/texts.js').texts} */
export const texts = {
  title: 'Texto en las imágenes',
  without: 'Esta página no busca por sí misma texto en las imágenes. La página más grande, safelight-ocr.html, sí lo hace.',
  stop: 'Dejar de buscar texto',
  goOn: 'Buscar texto',
  work: {
    running: (done, of) => `Se busca texto en las imágenes: ${number(done)} de ${series(of)}`,
    stopped: (done, of) => `La búsqueda de texto se detuvo: ${number(done)} de ${series(of)} revisadas.`,
    failed: (done, of) => `La búsqueda de texto no funcionó: ${number(done)} de ${series(of)} revisadas.`,
    done: (done, of) => `Se buscó texto en ${number(done)} de ${series(of)}. Una máquina pasa por alto algunos: mire también las imágenes.`,
  },
  named: (n) => `${places(n)} de las imágenes ${n === 1 ? 'muestra' : 'muestran'} un nombre, un número o una fecha conocidos.`,
  unknown: (n) => `${places(n)} con texto que puede nombrar a alguien.`,
  open: (n, of) => `Por decidir: ${places(n)} en ${series(of)}. Tápelos o diga que pueden quedarse.`,
  acceptAll: (n) => `Tapar ${places(n)}`,
  answeredNo: (n) => `Usted respondió que no, pero ${places(n)} de las imágenes de este estudio ${n === 1 ? 'muestra' : 'muestran'} un nombre, un número o una fecha conocidos.`,
  onCard: (open, all) => `Texto en ${places(all)}, ${number(open)} por decidir`,
  list: 'Texto encontrado',
  notYet: 'En esta serie no se buscó texto.',
  nothing: 'No se encontró texto. Una máquina pasa por alto algunos.',
  machine: 'Lo encontró una máquina, que pasa por alto algunos textos y lee mal otros. No marca ninguna serie como revisada.',
  unread: (n) => `${counted(n, 'instancia no se pudo', 'instancias no se pudieron')} leer. ${n === 1 ? 'Mírela' : 'Mírelas'} usted.`,
  unreadable: 'no legible',
  verdicts: { allowed: 'puede quedarse', unknown: 'no se sabe nada de él', identifier: 'nombra o numera a alguien' },
  states: { stays: 'se queda', hidden: 'tapado por un recuadro', dismissed: 'usted dijo que se queda', open: 'por decidir' },
  onSeries: 'toda la serie',
  onInstances: (n) => counted(n, 'imagen', 'imágenes'),
  onFrame: (frame) => `fotograma ${number(frame)}`,
  onFrames: (n, first) => `${counted(n, 'fotograma', 'fotogramas')}, el primero es el ${number(first)}`,
  accept: 'Tapar',
  acceptOne: (text) => `Tapar: ${text}`,
  dismiss: 'Se queda',
  dismissOne: (text) => `Se queda: ${text}`,
  dismissAll: 'Todos estos se quedan',
};
