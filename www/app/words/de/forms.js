/** How German writes numbers and counts. */
import { formsOf } from '../forms.js';

export const { number, counted, agreeing, size, duration, percent, day } = formsOf('de', { bytes: ['B', 'kB', 'MB', 'GB', 'TB'] });
