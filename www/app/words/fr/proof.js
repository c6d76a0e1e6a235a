/** How a person checks page and package without believing either. */

import { number } from './forms.js';

/** @type {typeof import('../en/proof.js').proof} */
export const proof = {
  open: 'Vérifiez vous-même',
  title: 'Vérifiez vous-même',
  lead: 'Vous n’avez pas à croire cette page. Chacun de ces contrôles prend une minute.',
  close: 'Fermer',
  leaves: 'Rien ne sort',
  requests: (n) => `Requêtes réseau depuis l’ouverture de cette page, ses processus compris : ${number(n)}`,
  blocked: (n) => `Tentatives bloquées par les règles de la page : ${number(n)}`,
  leavesText: [
    'Les règles se trouvent au début du fichier sous le nom Content-Security-Policy : aucune connexion, aucun formulaire, aucun cadre, aucun programme étranger. C’est le navigateur qui les applique, pas ce programme.',
    'Ouvrez les outils réseau de votre navigateur (F12, puis Réseau) et nettoyez l’exemple : la liste reste vide.',
    'Mieux : débranchez d’abord cet ordinateur du réseau, puis chargez les fichiers et lancez. Tout fonctionne de la même façon.',
  ],
  online: 'Cet ordinateur est connecté en ce moment.',
  offline: 'Cet ordinateur est hors ligne en ce moment.',
  page: 'C’est bien la page publiée',
  pageText: 'Comparez ce SHA-256 avec celui de SHA256SUMS de la publication. Ou laissez votre ordinateur le calculer à partir du fichier :',
  version: (text) => `Version ${text}`,
  sum: (text) => `SHA-256 de cette page : ${text}`,
  noSum: 'La page calcule son SHA-256 peu après son ouverture.',
  package: 'Le paquet est ce que dit le certificat',
  packageText: [
    'Ouvrez le zip dans verify.html, une page à part : elle relit chaque entrée et nomme chaque changement. Elle n’a pas besoin de réseau non plus.',
    'Sans aucun programme à nous : décompressez le zip, ouvrez un terminal dans le dossier et comparez les sommes de toutes les entrées :',
    'Ouvrez ensuite quelques images dans votre propre visionneuse et lisez le compte rendu du début à la fin. Aucun programme ne remplace ce regard.',
  ],
};
