/** How numbers, counts, sizes, times and days are written in one language. */

const DAY = /^(\d{4})-(\d\d)-(\d\d)$/;
const MONTH = /^(\d{4})-(\d\d)$/;

/**
 * @typedef {object} Forms
 * @property {(n: number) => string} number
 * @property {(n: number, one: string, other: string) => string} counted the number and the noun that fits it
 * @property {(n: number, one: string, other: string) => string} agreeing the word that fits the number, without it
 * @property {(bytes: number) => string} size
 * @property {(seconds: number) => string} duration
 * @property {(percent: number) => string} percent from 0 to 100
 * @property {(date: string) => string} day of `YYYY-MM-DD` or `YYYY-MM`; anything else stays as it is
 */

/**
 * @param {string} language
 * @param {{ bytes: readonly string[] }} names of 1, 1,000, 1,000,000 bytes and so on
 * @returns {Forms}
 */
export function formsOf(language, { bytes: units }) {
  const numbers = new Intl.NumberFormat(language);
  const percents = new Intl.NumberFormat(language, { style: 'percent' });
  const plural = new Intl.PluralRules(language);
  const days = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' });
  const months = new Intl.DateTimeFormat(language, { year: 'numeric', month: 'long', timeZone: 'UTC' });
  const number = (/** @type {number} */ n) => numbers.format(n);
  /** @type {Forms['agreeing']} */
  const agreeing = (n, one, other) => (plural.select(n) === 'one' ? one : other);
  return {
    number,
    agreeing,
    counted: (n, one, other) => `${number(n)} ${agreeing(n, one, other)}`,
    size: (bytes) => {
      const power = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
      const value = bytes / 1000 ** power;
      return `${value.toLocaleString(language, { maximumFractionDigits: power > 0 && value < 10 ? 1 : 0 })} ${units[power]}`;
    },
    duration: (seconds) => {
      if (seconds < 60) return `${number(Math.max(1, Math.round(seconds)))} s`;
      if (seconds < 3600) return `${number(Math.floor(seconds / 60))} min ${number(Math.round(seconds % 60))} s`;
      return `${number(Math.floor(seconds / 3600))} h ${number(Math.round((seconds % 3600) / 60))} min`;
    },
    percent: (percent) => percents.format(percent / 100),
    day: (date) => {
      const [, year = '', month = '', day = '01'] = DAY.exec(date) ?? MONTH.exec(date) ?? [];
      if (year === '') return date;
      const time = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
      // What is no day is shown as it stands, not as another day.
      if (time.getUTCMonth() !== Number(month) - 1) return date;
      return (DAY.test(date) ? days : months).format(time);
    },
  };
}
