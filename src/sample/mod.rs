//! The bundled made-up study and report, written by code.
