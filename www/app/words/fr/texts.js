/** The sentences about text that was found in pictures, in French. */
import { counted, number } from './forms.js';

const places = (/** @type {number} */ n) => counted(n, 'endroit', 'endroits');
const series = (/** @type {number} */ n) => counted(n, 'série', 'séries');

/** @type {typeof import('../en/texts.js').texts} */
export const texts = {
  title: 'Texte dans les images',
  without: 'Cette page ne cherche pas d’elle-même du texte dans les images. La page plus grande, safelight-ocr.html, le fait.',
  stop: 'Arrêter la recherche de texte',
  goOn: 'Chercher du texte',
  work: {
    running: (done, of) => `Recherche de texte dans les images : ${number(done)} sur ${series(of)}`,
    stopped: (done, of) => `La recherche de texte a été arrêtée : ${number(done)} sur ${series(of)} parcourues.`,
    failed: (done, of) => `La recherche de texte n’a pas fonctionné : ${number(done)} sur ${series(of)} parcourues.`,
    done: (done, of) => `Du texte a été cherché dans ${number(done)} sur ${series(of)}. Une machine en manque parfois : regardez aussi les images.`,
  },
  named: (n) => `${places(n)} des images ${n === 1 ? 'montre' : 'montrent'} un nom, un numéro ou une date connus.`,
  unknown: (n) => `${places(n)} avec du texte qui peut nommer quelqu’un.`,
  open: (n, of) => `À décider : ${places(n)} dans ${series(of)}. Masquez-les, ou dites qu’ils peuvent rester.`,
  acceptAll: (n) => `Masquer ${places(n)}`,
  answeredNo: (n) => `Vous avez répondu non, mais ${places(n)} des images de cet examen ${n === 1 ? 'montre' : 'montrent'} un nom, un numéro ou une date connus.`,
  onCard: (open, all) => `Texte à ${places(all)}, ${number(open)} à décider`,
  list: 'Texte trouvé',
  notYet: 'Aucun texte n’a été cherché dans cette série.',
  nothing: 'Aucun texte n’a été trouvé. Une machine en manque parfois.',
  machine: 'Trouvé par une machine, qui manque certains textes et en lit mal d’autres. Elle ne marque aucune série comme vérifiée.',
  unread: (n) => `${counted(n, 'instance n’a pas pu être lue', 'instances n’ont pas pu être lues')}. Regardez-${n === 1 ? 'la' : 'les'} vous-même.`,
  unreadable: 'illisible',
  verdicts: { allowed: 'peut rester', unknown: 'rien n’en est connu', identifier: 'nomme ou numérote quelqu’un' },
  states: { stays: 'reste', hidden: 'masqué par un cadre', dismissed: 'reste, dites-vous', open: 'à décider' },
  onSeries: 'toute la série',
  onInstances: (n) => counted(n, 'cliché', 'clichés'),
  onFrame: (frame) => `image ${number(frame)}`,
  onFrames: (n, first) => `${counted(n, 'image', 'images')}, la première est ${number(first)}`,
  accept: 'Masquer',
  acceptOne: (text) => `Masquer : ${text}`,
  dismiss: 'Reste',
  dismissOne: (text) => `Reste : ${text}`,
  dismissAll: 'Tous restent',
};
