/** How a person checks page and package without believing either. */

import { number } from './forms.js';

/** @type {typeof import('../en/proof.js').proof} */
export const proof = {
  open: 'Compruébelo usted',
  title: 'Compruébelo usted',
  lead: 'No tiene que creer a esta página. Cada comprobación lleva un minuto.',
  close: 'Cerrar',
  leaves: 'Nada sale',
  requests: (n) => `Peticiones de red desde que se abrió esta página, incluidos sus procesos: ${number(n)}`,
  blocked: (n) => `Intentos que bloquearon las reglas de la página: ${number(n)}`,
  leavesText: [
    'Las reglas están al principio del archivo como Content-Security-Policy: ninguna conexión, ningún formulario, ningún marco, ningún programa ajeno. Las hace cumplir el navegador, no este programa.',
    'Abra las herramientas de red de su navegador (F12, luego Red) y limpie la muestra: la lista queda vacía.',
    'Mejor: desconecte antes este equipo de la red, cargue los archivos y ejecute. Todo funciona igual.',
  ],
  online: 'Este equipo está conectado ahora.',
  offline: 'Este equipo está sin red ahora.',
  page: 'Es la página que se publicó',
  pageText: 'Compare este SHA-256 con el de SHA256SUMS de la publicación. O deje que su equipo lo calcule del archivo:',
  version: (text) => `Versión ${text}`,
  sum: (text) => `SHA-256 de esta página: ${text}`,
  noSum: 'La página calcula su SHA-256 poco después de abrirse.',
  package: 'El paquete es lo que dice el certificado',
  packageText: [
    'Abra el zip en verify.html, una página aparte: vuelve a leer cada entrada y nombra cada cambio. Tampoco necesita red.',
    'Sin ningún programa nuestro: descomprima el zip, abra un terminal en la carpeta y compare las sumas de todas las entradas:',
    'Después abra algunas imágenes en su propio visor y lea el informe de principio a fin. Ningún programa sustituye esa mirada.',
  ],
};
