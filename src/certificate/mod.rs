//! Counted facts → the certificate as PDF and JSON. Sees no original value.
