/** Questions posées avant de signer, chacune avec une réponse brève. */

/** @type {typeof import('../en/help.js').help} */
export const help = {
  open: 'Questions',
  title: 'Questions et réponses',
  lead: 'Des réponses brèves à ce que l’on demande le plus. Rien de cela n’est un conseil juridique.',
  close: 'Fermer',
  topics: {
    'stays-here': {
      question: 'Quelque chose est-il envoyé ?',
      answer: [
        'Non. La page travaille avec les fichiers dans la mémoire de ce navigateur. Une règle de la page lui interdit toute connexion, et la ligne du bas compte les requêtes réseau depuis son ouverture.',
        'Vous pouvez d’abord déconnecter cet ordinateur du réseau, puis lancer. Tout fonctionne de la même façon.',
      ],
    },
    'header-enough': {
      question: 'Des en-têtes nettoyés suffisent-ils pour Safe Harbor ?',
      answer: [
        'Pas à eux seuls. 45 CFR 164.514(b)(2) nomme 18 sortes d’identifiants où qu’ils se trouvent : dans les en-têtes, dans l’image, dans le compte rendu, dans les noms de fichier.',
        'Il demande aussi que vous ne sachiez pas que ce qui reste pourrait identifier la personne. Cette part vous revient ; aucun programme ne peut y répondre.',
      ],
    },
    uids: {
      question: 'Les UID sont-ils retirés ou remplacés ?',
      answer: [
        'Remplacés. Chaque UID de Study, Series, SOP Instance et de toute autre instance en reçoit un nouveau tiré au hasard d’une seule table, partout où il figure, de sorte que l’étude tient ensemble et que ses références restent valables.',
        'Les UID qui nomment une norme, comme les classes SOP et les syntaxes de transfert, restent. La table n’est pas dans le paquet.',
      ],
    },
    'private-tags': {
      question: 'Que deviennent les éléments privés des fabricants ?',
      answer: [
        'Ils sont retirés. Une finalité peut garder ceux que PS3.15 tient pour sûrs, comme les valeurs de diffusion ; le certificat le dit et les compte.',
        'Certaines stations rangent leurs propres mesures dans des éléments privés. Celles-ci manquent alors ; les images et valeurs normalisées ne sont pas touchées.',
      ],
    },
    dates: {
      question: 'Quelles dates et quels âges restent ?',
      answer: [
        'L’année d’un événement peut rester, rien de plus précis. Les âges jusqu’à 89 restent ; au-delà il est écrit 90 ou plus, et les années qui montreraient l’âge partent aussi.',
        'Les intervalles comme « dans six mois » restent. Pour l’enseignement, toutes les dates partent.',
      ],
    },
    'burned-in': {
      question: 'Pourquoi cette question sur le texte dans l’image ?',
      answer: [
        'Un nom qui fait partie de l’image n’est dans aucun en-tête. L’échographie, les captures d’écran, les films numérisés et les pages de dose en portent souvent un.',
        'Oui : les images restent dehors tant que vous n’avez pas masqué le texte par des cadres ou marqué la série comme vérifiée. Non : seules restent dehors les images dont l’en-tête dit autre chose. Je ne sais pas : également toutes celles d’un type qui porte d’ordinaire du texte, jusqu’à ce que vous les ayez regardées.',
      ],
    },
    faces: {
      question: 'Et les visages dans les examens de la tête ?',
      answer: [
        'À partir de coupes fines d’une tête, la peau peut être reconstruite et le visage reconnu. Il n’est pas tranché si une telle série est une « image comparable » au sens de la lettre (Q).',
        'La page trouve ces séries d’après leurs en-têtes et vous interroge. Ce que vous décidez figure dans le certificat.',
      ],
    },
    report: {
      question: 'Que deviennent les mots du compte rendu ?',
      answer: [
        'Les identifiants sont remplacés par un mot entre crochets ou par ce que vous avez choisi ; observations, mesures et conclusions restent mot pour mot. Le compte rendu est écrit comme un nouveau document, de sorte que rien de caché dans l’ancien fichier ne passe.',
        'Aucun programme ne trouve tous les noms. Lisez le compte rendu lors de la relecture avant de signer.',
      ],
    },
    'rare-cases': {
      question: 'Et les cas rares ?',
      answer: [
        'Une maladie rare, un accident connu, un très petit groupe par âge et lieu peuvent identifier une personne sans qu’aucun nom figure au dossier. Safe Harbor ne demande pas à un programme d’en juger ; il demande ce que vous savez.',
        'Si l’on pouvait dire de qui il s’agit, passez par Expert Determination, 45 CFR 164.514(b)(1), ou ne transmettez pas le cas.',
      ],
    },
    'public-library': {
      question: 'Le paquet peut-il aller dans une collection publique d’enseignement ?',
      answer: [
        'Choisissez la finalité enseignement : elle retire toutes les dates. Laissez ensuite de côté les photographies de visages et les séries de tête, et pensez aux cas rares.',
        'Votre établissement peut demander plus que HIPAA, et la collection peut avoir ses propres règles. En Californie, un contrat est nécessaire quand de telles données sont vendues ou concédées, Cal. Civ. Code 1798.148.',
      ],
    },
    crosswalk: {
      question: 'Puis-je retrouver le patient plus tard ?',
      answer: [
        'Seulement avec la table de correspondance entre anciens et nouveaux codes. Vous pouvez l’enregistrer à part, fermée par une phrase de passe. Les codes sont tirés au hasard ; rien en eux n’est fait des anciens.',
        'Gardez-la comme vous gardez les dossiers. Ne l’envoyez jamais avec le paquet.',
      ],
    },
    certificate: {
      question: 'Que dit le certificat, et que ne dit-il pas ?',
      answer: [
        'Il dit quelles règles ont été appliquées, ce qui a été retiré par catégorie, ce qui a été retenu et pourquoi, et ce qui a été cherché dans les octets terminés. Il n’affirme rien qui n’ait été fait.',
        'Il ne dit pas que quelqu’un a regardé là où personne ne l’a fait, et ce n’est pas un avis juridique. Lisez ses exceptions avant de signer.',
      ],
    },
    check: {
      question: 'Comment le destinataire peut-il vérifier le paquet ?',
      answer: [
        'Déposez le zip sur cette page, ou sur verify.html, qui ne fait rien d’autre. Chaque fichier est comparé à sa somme et à la déclaration signée, et les octets terminés sont examinés à nouveau.',
        'Les sommes sont celles de SHA256SUMS et peuvent aussi être vérifiées avec des outils courants.',
      ],
    },
  },
};
