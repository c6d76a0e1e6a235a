/** Every sentence that the person reads, in Spanish. */
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

const files = (/** @type {number} */ n) => counted(n, 'archivo', 'archivos');
const images = (/** @type {number} */ n) => counted(n, 'instancia', 'instancias');

/** Kinds of identity, as the engine counts them, with their names. */
const kindNames = /** @type {const} */ ([
  ['name', 'nombre'],
  ['patient_id', 'ID del paciente'],
  ['birth_date', 'fecha de nacimiento'],
  ['accession', 'número de acceso'],
  ['exam_date', 'fecha del examen'],
]);

/** @type {import('../../words.js').Words} */
export const es = {
  apart,
  check,
  language: 'es',
  ownName: 'Español',
  direction: 'ltr',
  number,
  day,
  labelled: (name, text) => `${name}: ${text}`,
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
    language: 'Idioma',
    purpose: 'Desidentifica un estudio y su informe en este equipo',
    clear: 'Borrar todo',
    skip: 'Ir al área de trabajo',
    engineVersion: (version) => `Versión ${version}`,
    requests: (n) => `${counted(n, 'solicitud', 'solicitudes')} de red desde que se abrió esta página`,
    blocked: (n) => `${counted(n, 'intento bloqueado', 'intentos bloqueados')} por las reglas de la propia página`,
    stays: 'Sus archivos permanecen en este equipo',
  },

  clear: {
    title: '¿Borrar todo?',
    text: 'Se olvidan los archivos, las listas, las respuestas y el paquete terminado. Lo que usted guardó queda donde lo guardó. Sus archivos originales no se tocan.',
    yes: 'Borrar',
    no: 'Conservar',
  },

  drop: {
    title: 'Quitar los identificadores de un estudio y de su informe',
    lead: 'Añada las imágenes y el informe. Recibirá un zip con el estudio desidentificado, el informe desidentificado y un certificado que enumera lo que se hizo.',
    target: 'Suelte aquí una carpeta, archivos o un zip',
    targetMore: 'Archivos DICOM de cualquier tipo, informes en PDF, Word o texto, carpetas de CD',
    folder: 'Elegir carpeta',
    files: 'Elegir archivos o zip',
    sample: 'Probar el estudio de ejemplo',
    uploadNote:
      'Al elegir una carpeta, es posible que su navegador pregunte si quiere «subir» sus archivos. Así llama el navegador a dejar que esta página los lea. Nada se envía a ninguna parte.',
    more: 'Añadir más archivos',
    moreFolder: 'Añadir una carpeta',
    facts: [
      {
        title: 'Qué se hace',
        text: 'Los nombres, números, fechas, lugares y elementos privados se quitan o se sustituyen en todas las cabeceras, a cualquier profundidad. Los píxeles quedan idénticos. Los informes se componen de nuevo como documentos a partir del texto limpio.',
      },
      {
        title: 'Qué se comprueba',
        text: 'Cada archivo terminado se lee otra vez y se busca en él todo valor identificador que dieron las cabeceras y los informes. Un archivo con una coincidencia se retiene y se enumera.',
      },
      {
        title: 'Qué le queda a usted',
        text: 'El texto incrustado en las imágenes, las caras que pueden reconstruirse a partir de cortes finos, los casos raros: usted mira y usted decide. El certificado dice qué no se evaluó.',
      },
      {
        title: 'Compruébelo usted',
        text: 'Desconecte este equipo de la red y ejecútelo: nada cambia. El pie de esta página cuenta las solicitudes de red, y su propia política bloquea conexiones, formularios y marcos.',
      },
    ],
  },

  notice: {
    cancelled: 'Detenido. No se escribió nada; sus archivos y respuestas siguen aquí.',
    'nothing-found': 'No se encontró ningún archivo en lo que añadió.',
    'drop-failed': 'Su navegador no entregó lo que soltó. Use «Elegir carpeta» o «Elegir archivos o zip».',
    'nothing-to-review': 'Según sus respuestas, se retienen todos los informes: no hay nada que revisar.',
    'review-failed': 'Lo que decidió sobre los informes ya no corresponde a estos archivos y se descartó. Abra otra vez la revisión.',
    'list-too-large': 'Ese archivo es demasiado grande para ser una lista de números de acceso.',
    'file-failed': 'Ese archivo no se pudo leer.',
    'save-changed': 'Un archivo que añadió ha cambiado o ya no está desde que se comprobó. No se guardó nada. Borre todo y empiece de nuevo con los archivos como están ahora.',
    'save-failed': 'No se pudo escribir el paquete: el disco puede estar lleno, desconectado o bloqueado. No se conservó nada a medio escribir. Elija otro lugar e inténtelo de nuevo.',
    dismiss: 'Cerrar',
  },

  failure: {
    title: 'Detenido',
    'no-engine':
      'El motor no arranca en este navegador. Necesita WebAssembly y «workers»; las versiones actuales de Firefox, Chrome, Edge y Safari tienen ambos.',
    'engine-ended': 'El motor se interrumpió al trabajar con estos archivos en conjunto. No se escribió nada.',
    again: 'Empezar de nuevo',
  },

  inventory: {
    title: 'Lo que añadió',
    totals: (n) => [
      counted(n.patients, 'paciente', 'pacientes'),
      counted(n.studies, 'estudio', 'estudios'),
      counted(n.series, 'serie', 'series'),
      images(n.instances),
      counted(n.reports, 'informe', 'informes'),
    ],
    noPatientName: 'Sin nombre en la cabecera',
    patientId: 'N.º',
    studyDate: 'Fecha',
    accession: 'Número de acceso',
    none: 'ninguno',
    noDescription: 'Estudio sin descripción',
    showSeries: (n) => `Mostrar todas las series (${number(n)})`,
    columns: { modality: 'Modalidad', series: 'Serie', instances: 'Instancias', frames: 'Fotogramas' },
    noSeriesDescription: 'Serie sin descripción',
    onScreenOnly: 'Los nombres se muestran solo en esta pantalla, para que usted vea que es el caso correcto.',
    reports: 'Informes',
    reportKinds: { pdf: 'PDF', docx: 'Word', text: 'Texto', rtf: 'RTF', hl7: 'HL7 v2', fhir: 'FHIR' },
    pages: (n) => counted(n, 'página', 'páginas'),
    compared: {
      'no-study': '',
      'says-nothing': 'no declara ninguna identidad que pueda compararse con el estudio',
      agrees: 'concuerda con el estudio',
      'agrees-with-doubt': 'concuerda con el estudio, con una pequeña diferencia',
      'other-examination': 'de otro examen; difiere',
      'other-patient': 'difiere del estudio',
    },
    kinds: {
      name: 'nombre',
      'patient-id': 'ID del paciente',
      'birth-date': 'fecha de nacimiento',
      accession: 'número de acceso',
      'exam-date': 'fecha del examen',
    },
    documentInside: 'documento dentro de un archivo de imagen',
    noReport: 'No hay ningún informe entre estos archivos. Puede añadir uno.',
    noStudy: 'No hay archivos DICOM entre estos. Puede añadirlos.',
    empty: 'Ninguno de estos archivos puede usarse. La lista de abajo dice por qué.',
  },

  narrative: {
    limit: 'Que se encuentren los nombres en el texto corrido está probado solo para informes en inglés.',
    notEnglish:
      'Los nombres en el texto corrido se buscan con reglas probadas solo para el inglés. De un informe en otro idioma se quitan los valores conocidos y los patrones, y el certificado no declara nada sobre su texto: lea el informe nuevo de principio a fin y marque lo que quede.',
    rare: 'Estas palabras sugieren un caso poco frecuente. Se quedan en el informe: ninguna es un identificador de la lista. Si alguien pudiera reconocer por ellas a la persona, Safe Harbor no basta: piense en la determinación de un experto.',
    rareKinds: { diagnosis: 'Diagnóstico poco frecuente', 'first-case': 'Primer o único caso', 'only-place': 'Único lugar', 'public-person': 'Persona pública', 'known-event': 'Suceso conocido', 'small-group': 'Grupo pequeño por edad o nacimiento' },
    rareMore: (n) => `y ${counted(n, 'expresión más', 'expresiones más')} en este informe`,
  },

  questions: {
    open: 'Aún sin respuesta: la ejecución espera. Si es un error, empiece de nuevo con los archivos correctos.',
    answered: 'Puede cambiar la respuesta hasta la ejecución.',
    same: (n) => `${files(n)} ${agreeing(n, 'tiene', 'tienen')} el mismo contenido que uno anterior.`,
    'split-study': {
      legend: (n) => `${counted(n, 'estudio figura', 'estudios figuran')} con más de un paciente`,
      help: 'El mismo estudio lleva identificadores o nombres de paciente distintos. ¿Es una sola persona?',
    },
    'mixed-patients': {
      legend: (n) => `Estos archivos pertenecen a ${counted(n, 'paciente', 'pacientes distintos')}`,
      help: 'Un paquete es para uno solo. ¿Van juntos?',
    },
    'shared-accession': {
      legend: (n) => `${counted(n, 'número de acceso corresponde', 'números de acceso corresponden')} a más de un estudio`,
      help: 'Varios estudios con un mismo número pueden ser un examen en partes o un error.',
    },
    'repeated-instance': {
      legend: (n) => `${files(n)} ${agreeing(n, 'repite', 'repiten')} un objeto que ya está`,
      help: 'Llevan el mismo identificador (SOP Instance UID) que un archivo anterior.',
    },
    'other-patient': {
      legend: (n) => `${counted(n, 'informe nombra', 'informes nombran')} a otro paciente que el estudio, u otra fecha de nacimiento`,
      help: 'El informe de otra persona no debe ir con este estudio. La lista de informes de abajo dice cuál es; mírelo antes de responder.',
    },
    'other-examination': {
      legend: (n) => `${counted(n, 'informe es', 'informes son')} de otro examen que el estudio`,
      help: 'El número de acceso o la fecha del examen no es el del estudio. Un informe anterior del mismo paciente puede ir con él a propósito.',
    },
    'face-photographs': {
      legend: (n) => `${counted(n, 'fotografía puede', 'fotografías pueden')} mostrar una cara`,
      help: 'Una fotografía de la cara entera es por sí misma un identificador. Mire cada una antes de dejarla salir.',
    },
    'head-volumes': {
      legend: (n) => `${counted(n, 'serie', 'series')} de cabeza o cuello`,
      help: 'A partir de cortes finos se puede representar la piel y reconocer una cara. Las imágenes solo se modifican si usted hace recortar la cara. Para un colega casi siempre hacen falta; para el público deberían quedar fuera.',
    },
    faceLook: {
      show: 'Mostrar la cara antes y después',
      waits: 'Se están examinando los cortes.',
      shown: (/** @type {number} */ n) => `${counted(n, 'serie mostrada', 'series mostradas')}. Las imágenes anteriores al recorte muestran a la persona; se quedan en esta página y no se escriben.`,
      title: (/** @type {number} */ at, /** @type {number} */ of, /** @type {number} */ slices) => `Serie ${number(at)} de ${number(of)}, ${counted(slices, 'corte', 'cortes')}: la piel tal como se puede reconstruir, en pasos de 4 mm. Mire si faltan la nariz, los ojos, los labios y el mentón.`,
      none: (/** @type {number} */ at, /** @type {number} */ of) => `Serie ${number(at)} de ${number(of)}: la cara no se puede recortar, por eso queda fuera del paquete.`,
      front: 'De frente',
      side: 'Desde el lado izquierdo',
      before: 'antes',
      after: 'después',
      alt: (/** @type {string} */ view, /** @type {string} */ when) => `${view}, ${when}`,
    },
    differs: (n) => kindNames.filter(([kind]) => n[kind] > 0).map(([kind, name]) => `${name}: ${number(n[kind])}`).join(', '),
    differsLabel: 'Qué difiere:',
    answers: {
      'one-person': { name: 'Una sola persona', text: 'Todos reciben el mismo código.' },
      'two-persons': { name: 'Personas distintas', text: 'Cada una recibe su propio código.' },
      separate: { name: 'Continuar, cada paciente por separado', text: 'Cada uno recibe su propio código; el certificado dice cuántos pacientes son.' },
      'is-right': { name: 'Es correcto', text: 'Todos los estudios reciben el mismo código como número de acceso.' },
      'keep-first': { name: 'Conservar el primero', text: 'Los demás quedan fuera del paquete y se enumeran.' },
      'keep-all': { name: 'Conservar todos', text: 'Cada uno se escribe con su propio nombre.' },
      withhold: { name: 'Retener', text: 'Quedan fuera del paquete y se enumeran.' },
      belongs: { name: 'Pertenecen al estudio', text: 'Se escriben; el certificado dice que así lo decidió una persona.' },
      keep: { name: 'Conservar', text: 'Se escriben tal como están; el certificado los cuenta.' },
      deface: { name: 'Recortar la cara', text: 'Todo lo que está delante de una curva detrás de la frente pasa a ser aire, por geometría; nariz, labios y mentón desaparecen, el cerebro queda. Mire el resultado: orejas, mandíbula y cráneo también quedan. Para TC; la RM y una serie en la que no se puede hacer quedan fuera.' },
      'no-face': { name: 'No se reconoce a nadie', text: 'He mirado cada una. Se escriben; el certificado dice que así lo decidió una persona.' },
    },
  },

  burnedIn: {
    legend: '¿Hay texto incrustado en las imágenes de este estudio?',
    help: 'Busque nombres, fechas o números que formen parte de la propia imagen, como en ecografías, capturas de pantalla y placas escaneadas.',
    answers: { yes: 'Sí', no: 'No', unsure: 'No lo sé' },
    declared: (n) => `${images(n)} lo ${agreeing(n, 'dice', 'dicen')} en la cabecera.`,
    class: (n) => `${images(n)} ${agreeing(n, 'es', 'son')} de un tipo que suele llevar texto.`,
    atRisk: {
      withhold: (n) => `Según su respuesta, se ${agreeing(n, 'retendrá', 'retendrán')} ${images(n)}.`,
      include: (n) => `Según su respuesta, se ${agreeing(n, 'incluirá', 'incluirán')} ${images(n)} sin comprobar los píxeles.`,
    },
    noRisk: 'Según su respuesta, no se retiene nada a causa de sus píxeles.',
  },

  atRisk: {
    legend: 'Imágenes que pueden mostrar texto',
    help: 'Imágenes sin recuadro, en una serie que usted no ha revisado. En «Ver las imágenes» se dibujan los recuadros.',
    withhold: 'Retenerlas',
    withholdMore: 'Quedan fuera del paquete y se enumeran.',
    include: 'Incluirlas',
    includeMore: 'El estado del certificado dirá que los píxeles no se comprobaron.',
  },

  purpose: {
    legend: 'Finalidad',
    presets: {
      'second-opinion': {
        name: 'Segunda opinión',
        text: 'De las fechas queda el año; los intervalos se conservan. Quedan sexo, edad, talla y peso.',
      },
      teaching: {
        name: 'Docencia',
        text: 'Se quitan todas las fechas. Del paciente solo quedan el sexo y la edad.',
      },
      medicolegal: {
        name: 'Medicolegal',
        text: 'Las reglas de la segunda opinión, para un expediente que otros examinarán.',
      },
      research: {
        name: 'Investigación',
        text: 'Las fechas se desplazan un número de días al azar. No se declara Safe Harbor.',
      },
    },
  },

  packing: {
    legend: 'Tamaño del zip',
    ways: {
      stored: { name: 'Más rápido', text: 'Los datos de píxeles entran en el zip tal como están.' },
      deflated: { name: 'Archivo más pequeño', text: 'Lo que se puede comprimir se comprime. Tarda más.' },
    },
  },

  reportStyle: {
    legend: 'Texto del informe',
    help: 'Qué figura en un informe en el lugar de lo que se quita. El PDF nuevo lo muestra sobre fondo teñido.',
    styles: {
      tags: { name: 'Palabras inglesas entre corchetes', text: '[PATIENT], [DATE 2023], [PHONE].' },
      pseudonyms: {
        name: 'Nombres inventados',
        text: 'Cada persona recibe un nombre inventado en todos los informes, como «Corenosk Balenquor»; las fechas pasan a años donde la finalidad los conserva. Todo lo demás: palabras entre corchetes.',
      },
      years: { name: 'Solo años', text: 'Las fechas pasan a años donde la finalidad los conserva. Todo lo demás: palabras entre corchetes.' },
    },
  },

  accessions: {
    legend: 'Lista de números de acceso',
    help: 'Opcional. Pegue números o cargue un archivo .txt o .csv; el certificado dirá entonces cuáles se encontraron.',
    label: 'Números de acceso',
    placeholder: 'Uno por línea o separados por comas',
    load: 'Cargar lista',
    read: (n, repeated) =>
      repeated === 0
        ? counted(n, 'número', 'números')
        : `${counted(n, 'número', 'números')}, ${counted(repeated, 'repetición omitida', 'repeticiones omitidas')}`,
    states: {
      found: 'encontrado',
      partial: 'encontrado en parte',
      missing: 'falta',
      'not-on-list': 'no está en su lista',
    },
    counts: (series, instances) => `${counted(series, 'serie', 'series')}, ${images(instances)}`,
    notInDrop: (n) => `las cabeceras anuncian ${number(n)} más`,
    tally: (n) =>
      [
        counted(n.found, 'encontrado', 'encontrados'),
        n.partial > 0 ? `${number(n.partial)} en parte` : '',
        n.missing > 0 ? counted(n.missing, 'falta', 'faltan') : '',
        n.extra > 0 ? `${number(n.extra)} fuera de su lista` : '',
      ]
        .filter((part) => part !== '')
        .join(', '),
  },

  refused: {
    title: (n) => `${files(n)} no ${agreeing(n, 'puede', 'pueden')} usarse`,
    titleDone: (n) => `${files(n)} fuera del paquete`,
    more: (n) => `Mostrar ${number(n)} más`,
    at: (tag) => `en el elemento ${tag}`,
    unknownInput: 'Archivo',
    reasons: {
      'unknown-kind': 'No es un archivo DICOM, un informe ni un zip',
      'empty-file': 'El archivo está vacío',
      unreadable: 'El archivo no se pudo leer, o el archivo comprimido está dañado',
      truncated: 'El archivo termina a la mitad; quizá no se copió completo',
      malformed: 'Un elemento no sigue la norma DICOM',
      'over-limit': 'Más grande, o con más niveles, que los límites de este programa',
      'transfer-syntax': 'La sintaxis de transferencia no se conoce',
      'missing-uid': 'Un UID obligatorio falta o no es válido',
      'media-directory': 'El índice de un CD (DICOMDIR); en su lugar se escribe uno nuevo',
      voice: 'Una voz grabada; una voz identifica a quien habla',
      'private-sop-class': 'Un tipo de objeto privado de un fabricante; no se sabe nada de su contenido',
      'encapsulated-document': 'Un documento dentro de un archivo DICOM, de un tipo que no se lee',
      'burned-in': 'Puede haber texto incrustado en la imagen, y no se ocultó nada',
      'no-text': 'Sin texto legible; esta versión no lee páginas escaneadas',
      encrypted: 'El documento está cifrado',
      'pixels-not-hidden': 'Los recuadros quedan fuera de la imagen, o la imagen no se puede decodificar',
      'text-readable': 'En la imagen aún se puede leer un nombre, un número o una fecha',
      'other-patient': 'El informe nombra a otro paciente que el estudio, u otra fecha de nacimiento',
      'other-examination': 'El informe es de otro examen que el estudio, y usted lo retuvo',
      'face-likeness': 'En la imagen se ve una cara, o se puede representar a partir de la serie',
      'face-not-removed': 'No se pudo recortar la cara: hace falta una pila regular de cortes de TC con el cráneo entero',
      repeated: 'El mismo objeto está en un archivo anterior, que se conserva según su respuesta',
      'review-mismatch': 'Las decisiones de la revisión no se pueden aplicar a este informe',
      'text-changed': 'El texto fuera de los lugares quitados no quedaría como estaba',
      'leak-found': 'La comprobación encontró un valor identificador en el resultado',
      'not-verified': 'El resultado no se pudo volver a leer',
      'worker-lost': 'El motor se interrumpió en este archivo; los demás siguieron',
      'time-limit': 'El motor no terminó este archivo en el tiempo que puede tomar un archivo; los demás siguieron',
    },
    advice,
    otherReason: 'Retenido',
  },

  run: {
    button: 'Desidentificar',
    anew: 'Empezar de nuevo',
    resume: (/** @type {number} */ n) => `Continuar con lo que falta: ${files(n)}`,
    paused: (/** @type {number} */ done, /** @type {number} */ all) => `${number(done)} de ${files(all)} ${done === 1 ? 'está listo y se conserva' : 'están listos y se conservan'}.`,
    memory: (/** @type {number} */ bytes) => `Este navegador compone el paquete en la memoria: puede necesitar hasta ${size(bytes)}.`,
    summary: (n, bytes) => `${files(n)}, ${size(bytes)}`,
    willWithhold: (n) => `${files(n)} ${agreeing(n, 'quedará', 'quedarán')} fuera`,
    allIn: 'todos pueden usarse',
    thinking: 'Contando otra vez …',
    obstacle: {
      'nothing-to-write': 'No hay ningún archivo que se pueda desidentificar.',
      'open-question': 'Responda primero a la pregunta sobre estos archivos.',
      'text-search': 'Todavía se busca texto en las imágenes. Espere o detenga la búsqueda.',
      'text-found': 'Se encontraron nombres, números o fechas en las imágenes. Tápelos o diga que pueden quedarse.',
    },
  },

  progress: {
    title: { reading: 'Leyendo cabeceras', running: 'Desidentificando' },
    stages: {
      listing: 'Enumerando archivos',
      headers: 'Lectura de cabeceras',
      planning: 'Preparando el plan',
      cleaning: 'Limpiando y comprobando cada archivo',
      packing: 'Escribiendo el certificado y el paquete',
    },
    files: (done, all) => `${number(done)} de ${files(all)}`,
    bytes: (done, all) => `${size(done)} de ${size(all)}`,
    found: (n) => counted(n, 'archivo encontrado', 'archivos encontrados'),
    rate: (perSecond) => `${size(perSecond)}/s`,
    left: (seconds) => `quedan unos ${duration(seconds)}`,
    labels: { files: 'Archivos', bytes: 'Datos', rate: 'Velocidad', left: 'Tiempo restante' },
    estimating: 'calculando',
    cancel: 'Cancelar',
    spoken: (stage, done) => `${stage}: ${percent(done)}`,
  },

  result: {
    titleAll: 'El paquete está listo',
    titlePartial: (n) => `El paquete está listo; ${files(n)} ${agreeing(n, 'quedó', 'quedaron')} fuera`,
    titleNone: 'No salió nada',
    noneText: 'Se retuvieron todos los archivos. La lista dice por qué; puede cambiar sus respuestas y ejecutarlo otra vez.',
    save: 'Guardar el paquete',
    saveMore: (bytes) => `archivo zip, ${size(bytes)}`,
    saved: 'Entregado a su navegador para guardarlo. Mire en sus descargas.',
    saveAs: 'Elegir dónde guardar',
    saveAsMore: 'se escribe directamente en el disco',
    writing: 'Escribiendo el paquete',
    written: 'Escrito entero en el lugar que eligió; cada entrada se comparó con lo comprobado.',
    again: 'Cambiar respuestas',
    status: 'Estado en el certificado',
    english: 'El paquete está en inglés: el certificado con su estado, un documento según la ley de EE. UU. (45 CFR 164.514), y las palabras entre corchetes del informe. Lo que figura aquí es una traducción que no lo sustituye.',
    why: 'Motivos en el certificado',
    statuses: {
      'ISSUED - ACTUAL KNOWLEDGE NOT YET ATTESTED':
        'Se llevaron a cabo las acciones y comprobaciones enumeradas. Aún debe mirar el resultado y declarar que no sabe de nada en él que pueda identificar al paciente.',
      'ISSUED WITH EXCEPTIONS':
        'Se llevaron a cabo las acciones y comprobaciones enumeradas, con excepciones que el certificado nombra. Aún debe mirar el resultado.',
      'SAFE HARBOR NOT CLAIMED':
        'Se llevaron a cabo las acciones enumeradas. No se afirma que el resultado siga el método Safe Harbor; el certificado dice por qué.',
    },
    numbers: {
      in: 'Archivos de entrada',
      instances: 'Instancias de salida',
      reports: 'Informes de salida',
      withheld: 'Retenidos',
      values: 'Valores quitados o sustituidos',
      atRisk: 'Incluidas, píxeles sin comprobar',
    },
    nextTitle: 'Antes de entregarlo',
    next: [
      'Descomprima el zip y lea el certificado.',
      'Mire si las imágenes tienen texto que forme parte de ellas.',
      'Lea el informe nuevo de principio a fin.',
      'Piense en lo que ningún programa puede encontrar: un caso raro, una noticia, una cara que muestran los cortes finos.',
    ],
    accessions: 'Lista de números de acceso',
  },
};
