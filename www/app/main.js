/** The start of the page. */
import { makePage } from './page.js';

document.body.append(makePage().app);
