/** How French writes numbers and counts. */
import { formsOf } from '../forms.js';

export const { number, counted, agreeing, size, duration, percent, day } = formsOf('fr', { bytes: ['o', 'ko', 'Mo', 'Go', 'To'] });
