/** Preguntas que se hacen antes de firmar, cada una con una respuesta breve. */

/** @type {typeof import('../en/help.js').help} */
export const help = {
  open: 'Preguntas',
  title: 'Preguntas y respuestas',
  lead: 'Respuestas breves a lo que más se pregunta. Nada de esto es asesoramiento jurídico.',
  close: 'Cerrar',
  topics: {
    'stays-here': {
      question: '¿Se sube algo a la red?',
      answer: [
        'No. La página trabaja con los archivos en la memoria de este navegador. Una regla de la página le prohíbe toda conexión, y la línea inferior cuenta las solicitudes de red desde que se abrió.',
        'Puede desconectar antes este equipo de la red y ejecutar después. Todo funciona igual.',
      ],
    },
    'header-enough': {
      question: '¿Bastan unas cabeceras limpias para Safe Harbor?',
      answer: [
        'Por sí solas, no. 45 CFR 164.514(b)(2) nombra 18 clases de identificadores dondequiera que estén: en las cabeceras, en la imagen, en el informe, en los nombres de archivo.',
        'Además pide que usted no sepa que lo que queda podría identificar a la persona. Esa parte le corresponde a usted; ningún programa puede responderla.',
      ],
    },
    uids: {
      question: '¿Los UID se quitan o se reemplazan?',
      answer: [
        'Se reemplazan. Cada UID de Study, Series, SOP Instance y de cualquier otra instancia recibe uno nuevo al azar de una sola tabla, en todos los lugares donde aparece, de modo que el estudio sigue unido y sus referencias siguen valiendo.',
        'Los UID que nombran un estándar, como las clases SOP y las sintaxis de transferencia, quedan. La tabla no va en el paquete.',
      ],
    },
    'private-tags': {
      question: '¿Qué pasa con los elementos privados de los fabricantes?',
      answer: [
        'Se quitan. Una finalidad puede conservar los que PS3.15 da por seguros, como los valores de difusión; el certificado lo dice y los cuenta.',
        'Algunas estaciones de trabajo guardan sus propias mediciones en elementos privados. Esas faltan después; las imágenes y los valores estándar no se tocan.',
      ],
    },
    dates: {
      question: '¿Qué fechas y edades quedan?',
      answer: [
        'El año de un hecho puede quedar, nada más preciso. Las edades hasta 89 quedan; por encima consta 90 o más, y se quitan también los años que mostrarían la edad.',
        'Los intervalos como «dentro de seis meses» quedan. Para docencia se quitan todas las fechas.',
      ],
    },
    'burned-in': {
      question: '¿Por qué se pregunta por texto en la imagen?',
      answer: [
        'Un nombre que forma parte de la imagen no está en ninguna cabecera. Las ecografías, las capturas de pantalla, las placas escaneadas y las páginas de dosis suelen llevar uno.',
        'Sí: las imágenes quedan fuera hasta que usted oculte el texto con recuadros o marque la serie como revisada. No: solo quedan fuera las imágenes cuya cabecera dice otra cosa. No lo sé: también todas las de un tipo que suele llevar texto, hasta que usted las haya mirado.',
      ],
    },
    faces: {
      question: '¿Y las caras en los estudios de cabeza?',
      answer: [
        'A partir de cortes finos de una cabeza se puede representar la piel, y la cara puede reconocerse. No está resuelto si una serie así es una «imagen comparable» en el sentido de la letra (Q).',
        'La página encuentra esas series por sus cabeceras y le pregunta. Lo que usted decida consta en el certificado.',
      ],
    },
    report: {
      question: '¿Qué pasa con las palabras del informe?',
      answer: [
        'Los identificadores se reemplazan por una palabra entre corchetes o por lo que usted eligió; hallazgos, medidas e impresiones quedan palabra por palabra. El informe se escribe como documento nuevo, de modo que nada oculto en el archivo anterior pasa al nuevo.',
        'Ningún programa encuentra todos los nombres. Lea el informe en la revisión antes de firmar.',
      ],
    },
    'rare-cases': {
      question: '¿Y los casos raros?',
      answer: [
        'Una enfermedad rara, un accidente conocido, un grupo muy pequeño por edad y lugar pueden identificar a una persona sin que haya un nombre en el expediente. Safe Harbor no pide que un programa lo juzgue; pregunta qué sabe usted.',
        'Si se podría decir de quién se trata, use Expert Determination, 45 CFR 164.514(b)(1), o no entregue el caso.',
      ],
    },
    'public-library': {
      question: '¿Puede ir el paquete a una colección docente pública?',
      answer: [
        'Elija la finalidad docencia: quita todas las fechas. Después deje fuera las fotografías de caras y las series de cabeza, y piense en los casos raros.',
        'Su institución puede pedir más que HIPAA, y la colección puede tener reglas propias. En California hace falta un contrato cuando esos datos se venden o se licencian, Cal. Civ. Code 1798.148.',
      ],
    },
    crosswalk: {
      question: '¿Puedo volver a encontrar al paciente más tarde?',
      answer: [
        'Solo con la tabla de correspondencias entre códigos antiguos y nuevos. Puede guardarla aparte, cerrada con una frase de contraseña. Los códigos se sacan al azar; nada en ellos está hecho de los antiguos.',
        'Guárdela como guarda los expedientes. No la envíe nunca con el paquete.',
      ],
    },
    certificate: {
      question: '¿Qué dice el certificado y qué no dice?',
      answer: [
        'Dice qué reglas se aplicaron, qué se quitó por categoría, qué se retuvo y por qué, y qué se buscó en los bytes terminados. No afirma nada que no se haya hecho.',
        'No dice que alguien mirara donde nadie miró, y no es un dictamen jurídico. Lea sus excepciones antes de firmar.',
      ],
    },
    check: {
      question: '¿Cómo puede comprobar el paquete quien lo recibe?',
      answer: [
        'Suelte el zip en esta página, o en verify.html, que no hace otra cosa. Cada archivo se compara con su suma y con la declaración firmada, y los bytes terminados se examinan otra vez.',
        'Las sumas son las de SHA256SUMS y pueden comprobarse también con herramientas comunes.',
      ],
    },
  },
};
