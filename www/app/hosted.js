/** The start of the hosted page: as main.js, and its own files are kept for the time without a network. */
import './main.js';
import { trustedUrl } from './trusted.js';

// Absent without https; the page works all the same.
navigator.serviceWorker?.register(trustedUrl('sw.js')).catch(() => {});
