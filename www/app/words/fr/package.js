/** Sentences about a finished package and what is kept apart from it, in French. */
import { problems, reasons } from './findings.js';
import { counted } from './forms.js';

/** @type {typeof import('../en/package.js').apart} */
export const apart = {
  legend: 'Conservé à part du paquet',
  help: 'Facultatif. Ce qui est enregistré ici est secret : gardez-le là où sont les originaux, jamais avec le paquet.',
  crosswalk: 'Enregistrer une table de correspondance',
  crosswalkMore: 'Une table qui dit quel code vaut pour quel patient, quel numéro d’accession et quel UID. Qui l’ouvre peut dire qui est qui.',
  commitment: 'Prouver plus tard quels fichiers sont entrés',
  commitmentMore: 'Le certificat reçoit un nombre qui représente les fichiers ajoutés. Vous en gardez la clé.',
  earlier: 'Continuer avec une table antérieure',
  earlierHelp: 'Ce qui a déjà été remplacé reçoit de nouveau le même code.',
  earlierPassphrase: 'Sa phrase de passe',
  earlierOpen: 'Choisir une table',
  earlierDone: 'Table ouverte : ses codes servent de nouveau.',
  signer: 'Signer avec la clé de votre établissement',
  signerHelp: 'Une clé Ed25519 en PKCS#8 PEM. Sans elle, une clé est tirée pour ce traitement : elle montre que rien n’a changé, pas qui a signé.',
  signerOpen: 'Choisir une clé',
  signerDone: 'Clé chargée ; elle est oubliée avec cette page.',
  problems: {
    'crosswalk-locked': 'Ce n’est pas une table de correspondance, ou elle ne s’ouvre pas avec cette phrase de passe.',
    'no-signing-key': 'Ce n’est pas une clé Ed25519 ouverte en PKCS#8 PEM.',
  },
  save: {
    title: 'Enregistrer la table de correspondance',
    warning: 'Ce fichier ré-identifie toutes les personnes du paquet. Ne l’envoyez pas avec le paquet et ne le gardez pas à côté.',
    passphrase: 'Phrase de passe, 12 caractères ou plus',
    again: 'Phrase de passe, une seconde fois',
    differ: 'Les deux phrases de passe ne sont pas identiques.',
    short: 'Une phrase de passe de moins de 12 caractères peut être devinée par essais.',
    lock: 'Chiffrer',
    done: 'Enregistrer la table',
    doneMore: 'zip AES-256 ; 7-Zip l’ouvre',
    commitment: 'Enregistrer la clé de la preuve',
    commitmentMore: 'Sans elle, personne ne peut montrer quels fichiers sont entrés.',
  },
};

/** @type {typeof import('../en/package.js').check} */
export const check = {
  button: 'Vérifier un paquet',
  title: {
    sound: 'Le paquet est tel qu’il a été fait',
    unsound: (n) => `${counted(n, 'chose ne va pas', 'choses ne vont pas')} dans ce paquet`,
  },
  checking: 'Vérification du paquet',
  status: 'Statut sur le certificat',
  none: 'non indiqué',
  exceptions: 'Réserves',
  problems: 'Ce qui a été trouvé',
  problem: problems,
  reason: reasons,
  at: (sentence, tag) => `${sentence}, à l’élément ${tag}`,
  facts: { certificate: 'Certificat', issued: 'Émis', entries: 'Entrées', instances: 'Instances DICOM', key: 'Empreinte de la clé' },
  signed: {
    none: 'Aucune signature n’est valable.',
    compared: 'La signature est valable et la clé est celle que vous attendez.',
    'this-run': 'La signature est valable. Sa clé a été tirée pour ce traitement-là : rien n’a changé depuis ; elle ne montre pas qui a signé.',
    organisation: 'La signature est valable. La clé serait celle d’un établissement : comparez son empreinte à celle que l’établissement vous donne.',
  },
  done: 'Les empreintes, la racine de Merkle, la signature et le statut ont été comparés, et chaque entrée a été parcourue à la recherche de ce qu’aucune entrée nettoyée ne contient. Sans les originaux, aucun nom connu ne peut être recherché.',
  key: 'Clé attendue (facultatif)',
  keyHelp: 'Son empreinte, ou le texte d’un fichier PEM (BEGIN PUBLIC KEY).',
  keyCheck: 'Comparer',
  keyWrong: 'Ce n’est ni une empreinte ni une clé publique.',
  another: 'Vérifier un autre paquet',
  back: 'Retour au début',
  page: {
    title: 'Vérifier un paquet Safelight',
    lead: 'Empreintes, signature, statut et réserves, sur cet ordinateur. Rien n’est envoyé nulle part.',
    target: 'Déposez un paquet ici',
    targetMore: 'Le zip tel que vous l’avez reçu',
    noEngine: 'Le moteur ne démarre pas dans ce navigateur. Il lui faut WebAssembly et des « workers ».',
  },
};
