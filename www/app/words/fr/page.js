/** Every sentence that the person reads, in French. */
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

const files = (/** @type {number} */ n) => counted(n, 'fichier', 'fichiers');
const images = (/** @type {number} */ n) => counted(n, 'instance', 'instances');

/** Kinds of identity, as the engine counts them, with their names. */
const kindNames = /** @type {const} */ ([
  ['name', 'nom'],
  ['patient_id', 'identifiant du patient'],
  ['birth_date', 'date de naissance'],
  ['accession', 'numéro d’accession'],
  ['exam_date', 'date de l’examen'],
]);

/** @type {import('../../words.js').Words} */
export const fr = {
  apart,
  check,
  language: 'fr',
  ownName: 'Français',
  direction: 'ltr',
  number,
  day,
  labelled: (name, text) => `${name} : ${text}`,
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
    language: 'Langue',
    purpose: 'Dé-identifie une étude et son compte rendu sur cet ordinateur',
    clear: 'Tout effacer',
    skip: 'Aller à la zone de travail',
    engineVersion: (version) => `Version ${version}`,
    requests: (n) => `${counted(n, 'requête réseau', 'requêtes réseau')} depuis l’ouverture de cette page`,
    blocked: (n) => `${counted(n, 'tentative bloquée', 'tentatives bloquées')} par les règles de la page`,
    stays: 'Vos fichiers restent sur cet ordinateur',
  },

  clear: {
    title: 'Tout effacer ?',
    text: 'Les fichiers, les listes, les réponses et le paquet terminé sont oubliés. Ce que vous avez enregistré reste où vous l’avez enregistré. Vos fichiers d’origine ne sont pas touchés.',
    yes: 'Effacer',
    no: 'Conserver',
  },

  drop: {
    title: 'Retirer les identifiants d’une étude et de son compte rendu',
    lead: 'Ajoutez les images et le compte rendu. Vous obtenez un zip avec l’étude dé-identifiée, le compte rendu dé-identifié et un certificat qui énumère ce qui a été fait.',
    target: 'Déposez ici un dossier, des fichiers ou un zip',
    targetMore: 'Fichiers DICOM de tout type, comptes rendus en PDF, Word ou texte, dossiers de CD',
    folder: 'Choisir un dossier',
    files: 'Choisir des fichiers ou un zip',
    sample: 'Essayer l’étude d’exemple',
    uploadNote:
      'Quand vous choisissez un dossier, votre navigateur demandera peut-être s’il faut « envoyer » ses fichiers. C’est ainsi qu’il nomme le fait de laisser cette page les lire. Rien n’est envoyé nulle part.',
    more: 'Ajouter des fichiers',
    moreFolder: 'Ajouter un dossier',
    facts: [
      {
        title: 'Ce qui est fait',
        text: 'Noms, numéros, dates, lieux et éléments privés sont retirés ou remplacés dans tous les en-têtes, à toute profondeur. Les pixels restent identiques. Les comptes rendus sont recomposés comme de nouveaux documents à partir du texte nettoyé.',
      },
      {
        title: 'Ce qui est vérifié',
        text: 'Chaque fichier terminé est relu, et toute valeur identifiante donnée par les en-têtes et les comptes rendus y est recherchée. Un fichier où il en reste une est retenu et listé.',
      },
      {
        title: 'Ce qui vous revient',
        text: 'Le texte incrusté dans les images, les visages que des coupes fines permettent de reconstruire, les cas rares : vous regardez, vous décidez. Le certificat dit ce qui n’a pas été évalué.',
      },
      {
        title: 'Vérifiez vous-même',
        text: 'Coupez cet ordinateur du réseau et lancez : rien ne change. Le bas de cette page compte les requêtes réseau, et ses propres règles bloquent connexions, formulaires et cadres.',
      },
    ],
  },

  notice: {
    cancelled: 'Arrêté. Rien n’a été écrit ; vos fichiers et vos réponses sont encore là.',
    'nothing-found': 'Aucun fichier n’a été trouvé dans ce que vous avez ajouté.',
    'drop-failed': 'Votre navigateur n’a pas remis ce que vous avez déposé. Utilisez « Choisir un dossier » ou « Choisir des fichiers ou un zip ».',
    'nothing-to-review': 'D’après vos réponses, chaque compte rendu est retenu : il n’y a rien à relire.',
    'review-failed': 'Ce que vous aviez décidé pour les comptes rendus ne correspond plus à ces fichiers et a été abandonné. Ouvrez de nouveau la relecture.',
    'list-too-large': 'Ce fichier est trop grand pour une liste de numéros d’accession.',
    'file-failed': 'Ce fichier n’a pas pu être lu.',
    'save-changed': 'Un fichier ajouté a changé ou disparu depuis sa vérification. Rien n’a été enregistré. Effacez tout et recommencez avec les fichiers tels qu’ils sont maintenant.',
    'save-failed': 'Le paquet n’a pas pu être écrit : le disque est peut-être plein, retiré ou verrouillé. Rien d’inachevé n’a été gardé. Choisissez un autre endroit et réessayez.',
    dismiss: 'Fermer',
  },

  failure: {
    title: 'Arrêté',
    'no-engine':
      'Le moteur ne démarre pas dans ce navigateur. Il lui faut WebAssembly et des « workers » ; les versions actuelles de Firefox, Chrome, Edge et Safari ont les deux.',
    'engine-ended': 'Le moteur s’est interrompu en traitant l’ensemble de ces fichiers. Rien n’a été écrit.',
    again: 'Recommencer',
  },

  inventory: {
    title: 'Ce que vous avez ajouté',
    totals: (n) => [
      counted(n.patients, 'patient', 'patients'),
      counted(n.studies, 'étude', 'études'),
      counted(n.series, 'série', 'séries'),
      images(n.instances),
      counted(n.reports, 'compte rendu', 'comptes rendus'),
    ],
    noPatientName: 'Aucun nom dans l’en-tête',
    patientId: 'N°',
    studyDate: 'Date de l’étude',
    accession: 'Numéro d’accession',
    none: 'non indiqué',
    noDescription: 'Étude sans description',
    showSeries: (n) => `Afficher toutes les séries (${number(n)})`,
    columns: { modality: 'Modalité', series: 'Série', instances: 'Instances', frames: 'Images' },
    noSeriesDescription: 'Série sans description',
    onScreenOnly: 'Les noms ne s’affichent que sur cet écran, pour que vous voyiez que c’est le bon cas.',
    reports: 'Comptes rendus',
    reportKinds: { pdf: 'PDF', docx: 'Word', text: 'Texte', rtf: 'RTF', hl7: 'HL7 v2', fhir: 'FHIR' },
    pages: (n) => counted(n, 'page', 'pages'),
    compared: {
      'no-study': '',
      'says-nothing': 'ne donne aucune identité comparable à celle de l’étude',
      agrees: 'concorde avec l’étude',
      'agrees-with-doubt': 'concorde avec l’étude, à une petite différence près',
      'other-examination': 'd’un autre examen ; diffère',
      'other-patient': 'diffère de l’étude',
    },
    kinds: {
      name: 'nom',
      'patient-id': 'identifiant du patient',
      'birth-date': 'date de naissance',
      accession: 'numéro d’accession',
      'exam-date': 'date de l’examen',
    },
    documentInside: 'document à l’intérieur d’un fichier d’image',
    noReport: 'Aucun compte rendu parmi ces fichiers. Vous pouvez en ajouter un.',
    noStudy: 'Aucun fichier DICOM parmi ceux-ci. Vous pouvez en ajouter.',
    empty: 'Aucun de ces fichiers n’est utilisable. La liste ci-dessous dit pourquoi.',
  },

  narrative: {
    limit: 'Que les noms soient trouvés dans le texte courant n’est éprouvé que pour les comptes rendus en anglais.',
    notEnglish:
      'Les noms dans le texte courant sont recherchés par des règles éprouvées pour l’anglais seulement. D’un compte rendu dans une autre langue, les valeurs connues et les motifs sont retirés, et le certificat ne déclare rien sur son texte : lisez le nouveau compte rendu du début à la fin et marquez ce qui reste.',
    rare: 'Ces mots évoquent un cas rare. Ils restent dans le compte rendu : aucun n’est un identifiant de la liste. Si quelqu’un pouvait reconnaître la personne grâce à eux, Safe Harbor ne suffit pas : pensez à une détermination par un expert.',
    rareKinds: { diagnosis: 'Diagnostic rare', 'first-case': 'Premier ou seul cas', 'only-place': 'Seul lieu', 'public-person': 'Personne publique', 'known-event': 'Événement connu', 'small-group': 'Petit groupe par âge ou naissance' },
    rareMore: (n) => `et ${counted(n, 'autre expression', 'autres expressions')} dans ce compte rendu`,
  },

  questions: {
    open: 'Pas encore de réponse : le traitement attend. Si c’est une erreur, recommencez avec les bons fichiers.',
    answered: 'Vous pouvez changer la réponse jusqu’au traitement.',
    same: (n) => `${files(n)} ${agreeing(n, 'a', 'ont')} le même contenu qu’un fichier précédent.`,
    'split-study': {
      legend: (n) => `${counted(n, 'étude figure', 'études figurent')} sous plus d’un patient`,
      help: 'La même étude porte des identifiants ou des noms de patient différents. Est-ce une seule personne ?',
    },
    'mixed-patients': {
      legend: (n) => `Ces fichiers appartiennent à ${counted(n, 'patient', 'patients différents')}`,
      help: 'Un paquet est destiné à un seul. Vont-ils ensemble ?',
    },
    'shared-accession': {
      legend: (n) => `${counted(n, 'numéro d’accession vaut', 'numéros d’accession valent')} pour plus d’une étude`,
      help: 'Plusieurs études sous un même numéro peuvent être un examen en plusieurs parties, ou une erreur.',
    },
    'repeated-instance': {
      legend: (n) => `${files(n)} ${agreeing(n, 'répète', 'répètent')} un objet déjà présent`,
      help: 'Ils portent le même identifiant (SOP Instance UID) qu’un fichier précédent.',
    },
    'other-patient': {
      legend: (n) => `${counted(n, 'compte rendu nomme', 'comptes rendus nomment')} un autre patient que l’étude, ou une autre date de naissance`,
      help: 'Le compte rendu de quelqu’un d’autre ne doit pas partir avec cette étude. La liste des comptes rendus ci-dessous dit lequel ; regardez-le avant de répondre.',
    },
    'other-examination': {
      legend: (n) => `${counted(n, 'compte rendu est', 'comptes rendus sont')} d’un autre examen que l’étude`,
      help: 'Le numéro d’accession ou la date de l’examen n’est pas celui de l’étude. Un compte rendu antérieur du même patient peut être joint à dessein.',
    },
    'face-photographs': {
      legend: (n) => `${counted(n, 'photographie peut', 'photographies peuvent')} montrer un visage`,
      help: 'Une photographie du visage entier est à elle seule un identifiant. Regardez-les toutes avant de les laisser partir.',
    },
    'head-volumes': {
      legend: (n) => `${counted(n, 'série', 'séries')} de la tête ou du cou`,
      help: 'À partir de coupes fines, on peut représenter la peau et reconnaître un visage. Les images ne sont modifiées que si vous faites couper le visage. Pour un confrère elles sont le plus souvent nécessaires ; pour le public elles devraient rester dehors.',
    },
    faceLook: {
      show: 'Montrer le visage avant et après',
      waits: 'Les coupes sont examinées.',
      shown: (/** @type {number} */ n) => `${counted(n, 'série montrée', 'séries montrées')}. Les images d’avant la découpe montrent la personne ; elles restent dans cette page et ne sont pas écrites.`,
      title: (/** @type {number} */ at, /** @type {number} */ of, /** @type {number} */ slices) => `Série ${number(at)} sur ${number(of)}, ${counted(slices, 'coupe', 'coupes')} : la peau telle qu’elle peut être rendue, par pas de 4 mm. Regardez si le nez, les yeux, les lèvres et le menton ont disparu.`,
      none: (/** @type {number} */ at, /** @type {number} */ of) => `Série ${number(at)} sur ${number(of)} : le visage ne peut pas être découpé, elle reste donc hors du paquet.`,
      front: 'De face',
      side: 'Du côté gauche',
      before: 'avant',
      after: 'après',
      alt: (/** @type {string} */ view, /** @type {string} */ when) => `${view}, ${when}`,
    },
    differs: (n) => kindNames.filter(([kind]) => n[kind] > 0).map(([kind, name]) => `${name} : ${number(n[kind])}`).join(', '),
    differsLabel: 'Ce qui diffère :',
    answers: {
      'one-person': { name: 'Une seule personne', text: 'Tous reçoivent le même code.' },
      'two-persons': { name: 'Personnes différentes', text: 'Chacune reçoit son propre code.' },
      separate: { name: 'Continuer, chaque patient à part', text: 'Chacun reçoit son propre code ; le certificat dit combien de patients il y a.' },
      'is-right': { name: 'C’est exact', text: 'Toutes les études reçoivent le même code comme numéro d’accession.' },
      'keep-first': { name: 'Garder le premier', text: 'Les autres restent hors du paquet et sont listés.' },
      'keep-all': { name: 'Tout garder', text: 'Chacun est écrit sous son propre nom.' },
      withhold: { name: 'Retenir', text: 'Ils restent hors du paquet et sont listés.' },
      belongs: { name: 'Ils appartiennent à l’étude', text: 'Ils sont écrits ; le certificat dit qu’une personne en a décidé ainsi.' },
      keep: { name: 'Garder', text: 'Ils sont écrits tels quels ; le certificat les compte.' },
      deface: { name: 'Couper le visage', text: 'Tout ce qui se trouve devant une courbe derrière le front devient de l’air, par géométrie ; le nez, les lèvres et le menton disparaissent, le cerveau reste. Regardez le résultat : les oreilles, la mâchoire et le crâne restent aussi. Pour le scanner ; l’IRM et une série où cela ne se peut pas restent dehors.' },
      'no-face': { name: 'Personne n’est reconnaissable', text: 'Je les ai toutes regardées. Elles sont écrites ; le certificat dit qu’une personne en a décidé ainsi.' },
    },
  },

  burnedIn: {
    legend: 'Du texte est-il incrusté dans les images de cette étude ?',
    help: 'Cherchez des noms, des dates ou des numéros qui font partie de l’image elle-même, comme en échographie, dans les captures d’écran et les films numérisés.',
    answers: { yes: 'Oui', no: 'Non', unsure: 'Je ne sais pas' },
    declared: (n) => `${images(n)} le ${agreeing(n, 'dit', 'disent')} dans l’en-tête.`,
    class: (n) => `${images(n)} ${agreeing(n, 'est', 'sont')} d’un type qui porte d’ordinaire du texte.`,
    atRisk: {
      withhold: (n) => `D’après votre réponse, ${images(n)} ${agreeing(n, 'sera retenue', 'seront retenues')}.`,
      include: (n) => `D’après votre réponse, ${images(n)} ${agreeing(n, 'sera incluse', 'seront incluses')} sans vérification des pixels.`,
    },
    noRisk: 'D’après votre réponse, rien n’est retenu à cause de ses pixels.',
  },

  atRisk: {
    legend: 'Images qui peuvent montrer du texte',
    help: 'Images sans cadre, dans une série que vous n’avez pas marquée comme vérifiée. C’est dans « Regarder les images » que l’on dessine les cadres.',
    withhold: 'Les retenir',
    withholdMore: 'Elles restent hors du paquet et sont listées.',
    include: 'Les inclure',
    includeMore: 'Le statut du certificat dira que les pixels n’ont pas été vérifiés.',
  },

  purpose: {
    legend: 'Finalité',
    presets: {
      'second-opinion': {
        name: 'Second avis',
        text: 'Des dates il reste l’année, les intervalles sont conservés. Sexe, âge, taille et poids restent.',
      },
      teaching: {
        name: 'Enseignement',
        text: 'Toutes les dates sont retirées. Du patient ne restent que le sexe et l’âge.',
      },
      medicolegal: {
        name: 'Médico-légal',
        text: 'Les règles du second avis, pour un dossier que d’autres examineront.',
      },
      research: {
        name: 'Recherche',
        text: 'Les dates sont décalées d’un nombre de jours tiré au hasard. Safe Harbor n’est pas revendiqué.',
      },
    },
  },

  packing: {
    legend: 'Taille du zip',
    ways: {
      stored: { name: 'Plus rapide', text: 'Les données de pixels entrent telles quelles dans le zip.' },
      deflated: { name: 'Fichier plus petit', text: 'Ce qui peut être comprimé l’est. Cela prend plus de temps.' },
    },
  },

  reportStyle: {
    legend: 'Texte du compte rendu',
    help: 'Ce qui figure dans un compte rendu à la place de ce qui est retiré. Le nouveau PDF le montre sur fond teinté.',
    styles: {
      tags: { name: 'Mots anglais entre crochets', text: '[PATIENT], [DATE 2023], [PHONE].' },
      pseudonyms: {
        name: 'Noms inventés',
        text: 'Chaque personne reçoit un nom inventé dans tous les comptes rendus, comme « Corenosk Balenquor » ; les dates deviennent des années là où la finalité les conserve. Tout le reste : mots entre crochets.',
      },
      years: { name: 'Années seules', text: 'Les dates deviennent des années là où la finalité les conserve. Tout le reste : mots entre crochets.' },
    },
  },

  accessions: {
    legend: 'Liste de numéros d’accession',
    help: 'Facultatif. Collez des numéros ou chargez un fichier .txt ou .csv ; le certificat dira alors lesquels ont été trouvés.',
    label: 'Numéros d’accession',
    placeholder: 'Un par ligne, ou séparés par des virgules',
    load: 'Charger une liste',
    read: (n, repeated) =>
      repeated === 0
        ? counted(n, 'numéro', 'numéros')
        : `${counted(n, 'numéro', 'numéros')}, ${counted(repeated, 'répétition omise', 'répétitions omises')}`,
    states: {
      found: 'trouvé',
      partial: 'trouvé en partie',
      missing: 'manquant',
      'not-on-list': 'absent de votre liste',
    },
    counts: (series, instances) => `${counted(series, 'série', 'séries')}, ${images(instances)}`,
    notInDrop: (n) => `les en-têtes en annoncent ${number(n)} de plus`,
    tally: (n) =>
      [
        counted(n.found, 'trouvé', 'trouvés'),
        n.partial > 0 ? `${number(n.partial)} en partie` : '',
        n.missing > 0 ? counted(n.missing, 'manquant', 'manquants') : '',
        n.extra > 0 ? `${number(n.extra)} hors de votre liste` : '',
      ]
        .filter((part) => part !== '')
        .join(', '),
  },

  refused: {
    title: (n) => `${files(n)} ${agreeing(n, 'inutilisable', 'inutilisables')}`,
    titleDone: (n) => `${files(n)} hors du paquet`,
    more: (n) => `En afficher ${number(n)} de plus`,
    at: (tag) => `à l’élément ${tag}`,
    unknownInput: 'Fichier',
    reasons: {
      'unknown-kind': 'Ni fichier DICOM, ni compte rendu, ni zip',
      'empty-file': 'Le fichier est vide',
      unreadable: 'Le fichier n’a pas pu être lu, ou l’archive est endommagée',
      truncated: 'Le fichier s’arrête au milieu ; il n’a peut-être pas été copié en entier',
      malformed: 'Un élément ne suit pas la norme DICOM',
      'over-limit': 'Plus grand, ou plus profondément imbriqué, que les limites de ce programme',
      'transfer-syntax': 'La syntaxe de transfert n’est pas connue',
      'missing-uid': 'Un UID obligatoire manque ou n’est pas valide',
      'media-directory': 'L’index d’un CD (DICOMDIR) ; un nouveau est écrit à sa place',
      voice: 'Une voix enregistrée ; une voix identifie la personne qui parle',
      'private-sop-class': 'Un type d’objet privé d’un fabricant ; on ne sait rien de son contenu',
      'encapsulated-document': 'Un document dans un fichier DICOM, d’un type qui n’est pas lu',
      'burned-in': 'Du texte peut être incrusté dans l’image, et rien n’a été masqué',
      'no-text': 'Aucun texte lisible ; cette version ne lit pas les pages numérisées',
      encrypted: 'Le document est chiffré',
      'pixels-not-hidden': 'Les cadres sont en dehors de l’image, ou l’image ne peut pas être décodée',
      'text-readable': 'Un nom, un numéro ou une date se lit encore dans l’image',
      'other-patient': 'Le compte rendu nomme un autre patient que l’étude, ou une autre date de naissance',
      'other-examination': 'Le compte rendu est d’un autre examen que l’étude, et vous l’avez retenu',
      'face-likeness': 'Un visage se voit dans l’image ou peut être reconstruit à partir de la série',
      'face-not-removed': 'Le visage n’a pas pu être coupé : il faut une pile régulière de coupes de scanner avec le crâne entier',
      repeated: 'Le même objet figure dans un fichier précédent, gardé d’après votre réponse',
      'review-mismatch': 'Les décisions de la relecture ne peuvent pas être appliquées à ce compte rendu',
      'text-changed': 'Le texte en dehors des passages retirés ne resterait pas comme il était',
      'leak-found': 'La vérification a trouvé une valeur identifiante dans le résultat',
      'not-verified': 'Le résultat n’a pas pu être relu',
      'worker-lost': 'Le moteur s’est interrompu sur ce fichier ; les autres ont continué',
      'time-limit': 'Le moteur n’a pas terminé ce fichier dans le temps qu’un fichier peut prendre ; les autres ont continué',
    },
    advice,
    otherReason: 'Retenu',
  },

  run: {
    button: 'Dé-identifier',
    anew: 'Recommencer',
    resume: (/** @type {number} */ n) => `Continuer avec ce qui reste : ${files(n)}`,
    paused: (/** @type {number} */ done, /** @type {number} */ all) => `${number(done)} sur ${files(all)} ${done === 1 ? 'est prêt et conservé' : 'sont prêts et conservés'}.`,
    memory: (/** @type {number} */ bytes) => `Ce navigateur assemble le paquet en mémoire : il peut lui falloir jusqu’à ${size(bytes)}.`,
    summary: (n, bytes) => `${files(n)}, ${size(bytes)}`,
    willWithhold: (n) => `${files(n)} ${agreeing(n, 'restera', 'resteront')} dehors`,
    allIn: 'tous sont utilisables',
    thinking: 'Nouveau décompte …',
    obstacle: {
      'nothing-to-write': 'Aucun fichier ne peut être dé-identifié.',
      'open-question': 'Répondez d’abord à la question sur ces fichiers.',
      'text-search': 'Du texte est encore cherché dans les images. Attendez, ou arrêtez la recherche.',
      'text-found': 'Des noms, des numéros ou des dates ont été trouvés dans les images. Masquez-les, ou dites qu’ils peuvent rester.',
    },
  },

  progress: {
    title: { reading: 'Lecture des en-têtes', running: 'Dé-identification en cours' },
    stages: {
      listing: 'Inventaire des fichiers',
      headers: 'En-têtes en cours de lecture',
      planning: 'Préparation du plan',
      cleaning: 'Nettoyage et vérification de chaque fichier',
      packing: 'Écriture du certificat et du paquet',
    },
    files: (done, all) => `${number(done)} sur ${files(all)}`,
    bytes: (done, all) => `${size(done)} sur ${size(all)}`,
    found: (n) => counted(n, 'fichier trouvé', 'fichiers trouvés'),
    rate: (perSecond) => `${size(perSecond)}/s`,
    left: (seconds) => `encore ${duration(seconds)} environ`,
    labels: { files: 'Fichiers', bytes: 'Données', rate: 'Débit', left: 'Temps restant' },
    estimating: 'estimation en cours',
    cancel: 'Annuler',
    spoken: (stage, done) => `${stage} : ${percent(done)}`,
  },

  result: {
    titleAll: 'Le paquet est prêt',
    titlePartial: (n) => `Le paquet est prêt ; ${files(n)} ${agreeing(n, 'est resté', 'sont restés')} dehors`,
    titleNone: 'Rien n’est sorti',
    noneText: 'Tous les fichiers ont été retenus. La liste dit pourquoi ; vous pouvez changer vos réponses et relancer.',
    save: 'Enregistrer le paquet',
    saveMore: (bytes) => `fichier zip, ${size(bytes)}`,
    saved: 'Remis à votre navigateur pour enregistrement. Regardez dans ses téléchargements.',
    saveAs: 'Choisir où enregistrer',
    saveAsMore: 'écrit directement sur le disque',
    writing: 'Écriture du paquet',
    written: 'Écrit en entier à l’endroit choisi ; chaque entrée a été comparée à ce qui a été vérifié.',
    again: 'Changer les réponses',
    status: 'Statut sur le certificat',
    english: 'Le paquet est en anglais : le certificat avec son statut, un document de droit américain (45 CFR 164.514), et les mots entre crochets du compte rendu. Ce qui figure ici est une traduction qui ne le remplace pas.',
    why: 'Motifs sur le certificat',
    statuses: {
      'ISSUED - ACTUAL KNOWLEDGE NOT YET ATTESTED':
        'Les actions et vérifications listées ont été effectuées. Il vous reste à regarder le résultat et à déclarer que vous n’y connaissez rien qui puisse identifier le patient.',
      'ISSUED WITH EXCEPTIONS':
        'Les actions et vérifications listées ont été effectuées, avec des exceptions que le certificat nomme. Il vous reste à regarder le résultat.',
      'SAFE HARBOR NOT CLAIMED':
        'Les actions listées ont été effectuées. Il n’est pas affirmé que le résultat suit la méthode Safe Harbor ; le certificat dit pourquoi.',
    },
    numbers: {
      in: 'Fichiers en entrée',
      instances: 'Instances en sortie',
      reports: 'Comptes rendus en sortie',
      withheld: 'Retenus',
      values: 'Valeurs retirées ou remplacées',
      atRisk: 'Incluses, pixels non vérifiés',
    },
    nextTitle: 'Avant de le transmettre',
    next: [
      'Décompressez le zip et lisez le certificat.',
      'Cherchez dans les images du texte qui en fait partie.',
      'Lisez le nouveau compte rendu du début à la fin.',
      'Pensez à ce qu’aucun programme ne trouve : un cas rare, un fait divers, un visage que montrent des coupes fines.',
    ],
    accessions: 'Liste de numéros d’accession',
  },
};
