/** The sheets of the page, made once and adopted where they are needed. */
import embed from '../embed.css';
import page from '../page.css';
import pictures from '../pictures.css';
import review from '../review.css';
import style from '../style.css';
import tokens from '../tokens.css';

/** @param {string} text */
function sheetOf(text) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return sheet;
}

/** For the document: tokens are inherited into every shadow root. */
export const pageSheets = [sheetOf(tokens), sheetOf(page)];
/** For the shadow root of the app. */
export const sheets = [sheetOf(style), sheetOf(review), sheetOf(pictures)];
/** For the shadow root of the app in a page that has no tokens of ours. */
export const embeddedSheets = [sheetOf(embed), sheetOf(tokens.replaceAll(':root', ':host')), ...sheets];
