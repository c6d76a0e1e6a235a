/** Sentences about a finished package and what is kept apart from it, in Spanish. */
import { problems, reasons } from './findings.js';
import { counted } from './forms.js';

/** @type {typeof import('../en/package.js').apart} */
export const apart = {
  legend: 'Guardado aparte del paquete',
  help: 'Opcional. Lo que se guarda aquí es secreto: consérvelo donde están los originales, nunca con el paquete.',
  crosswalk: 'Guardar una tabla de correspondencias',
  crosswalkMore: 'Una tabla de qué código corresponde a qué paciente, número de acceso y UID. Quien la abra puede decir quién es quién.',
  commitment: 'Demostrar más tarde qué archivos entraron',
  commitmentMore: 'El certificado recibe un número que representa los archivos que añadió. Usted guarda la clave.',
  earlier: 'Continuar con una tabla anterior',
  earlierHelp: 'Lo que ya se sustituyó recibe otra vez el mismo código.',
  earlierPassphrase: 'Su frase de contraseña',
  earlierOpen: 'Elegir tabla',
  earlierDone: 'Tabla abierta: se usan otra vez sus códigos.',
  signer: 'Firmar con la clave de su institución',
  signerHelp: 'Una clave Ed25519 en PKCS#8 PEM. Sin ella se genera una clave para esta ejecución: muestra que nada cambió, no quién firmó.',
  signerOpen: 'Elegir clave',
  signerDone: 'Clave cargada; se olvida con esta página.',
  problems: {
    'crosswalk-locked': 'No es una tabla de correspondencias, o no se abre con esta frase de contraseña.',
    'no-signing-key': 'No es una clave Ed25519 abierta en PKCS#8 PEM.',
  },
  save: {
    title: 'Guardar la tabla de correspondencias',
    warning: 'Este archivo vuelve a identificar a todas las personas del paquete. No lo envíe con el paquete ni lo guarde junto a él.',
    passphrase: 'Frase de contraseña, 12 caracteres o más',
    again: 'Repita la frase de contraseña',
    differ: 'Las dos frases de contraseña no son iguales.',
    short: 'Una frase de menos de 12 caracteres se puede adivinar probando.',
    lock: 'Cifrar',
    done: 'Guardar la tabla',
    doneMore: 'zip AES-256; 7-Zip lo abre',
    commitment: 'Guardar la clave de la demostración',
    commitmentMore: 'Sin ella nadie puede mostrar qué archivos entraron.',
  },
};

/** @type {typeof import('../en/package.js').check} */
export const check = {
  button: 'Comprobar un paquete',
  title: {
    sound: 'El paquete está como se hizo',
    unsound: (n) => `${counted(n, 'cosa no está bien', 'cosas no están bien')} en este paquete`,
  },
  checking: 'Comprobando el paquete',
  status: 'Estado en el certificado',
  none: 'ninguno',
  exceptions: 'Excepciones',
  problems: 'Qué se encontró',
  problem: problems,
  reason: reasons,
  at: (sentence, tag) => `${sentence}, en el elemento ${tag}`,
  facts: { certificate: 'Certificado', issued: 'Emitido', entries: 'Entradas', instances: 'Instancias DICOM', key: 'Huella de la clave' },
  signed: {
    none: 'Ninguna firma es válida.',
    compared: 'La firma es válida y la clave es la que usted espera.',
    'this-run': 'La firma es válida. Su clave se generó para aquella ejecución: nada cambió desde entonces; no muestra quién firmó.',
    organisation: 'La firma es válida. Se dice que la clave es de una institución: compare su huella con la que la institución le dé.',
  },
  done: 'Se compararon los hashes, la raíz de Merkle, la firma y el estado, y en cada entrada se buscó lo que ninguna entrada limpia contiene. Sin los originales no se puede buscar ningún nombre conocido.',
  key: 'Clave esperada (opcional)',
  keyHelp: 'Su huella o el texto de un archivo PEM (BEGIN PUBLIC KEY).',
  keyCheck: 'Comparar',
  keyWrong: 'Eso no es ni una huella ni una clave pública.',
  another: 'Comprobar otro paquete',
  back: 'Volver al inicio',
  page: {
    title: 'Comprobar un paquete de Safelight',
    lead: 'Hashes, firma, estado y excepciones, en este equipo. Nada se envía a ninguna parte.',
    target: 'Suelte aquí un paquete',
    targetMore: 'El zip tal como lo recibió',
    noEngine: 'El motor no arranca en este navegador. Necesita WebAssembly y «workers».',
  },
};
