/** The sheets of the page, made once and adopted where they are needed. */
import style from '../style.css';
import tokens from '../tokens.css';

/** @param {string} text */
function sheetOf(text) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return sheet;
}

export const tokenSheet = sheetOf(tokens);
export const sheets = [sheetOf(style)];
