const monthNames = `jan january januar januari janvier janv enero ene gennaio gen janeiro jänner feb february februar februari
  février févr fév febrero febbraio fevereiro fev mar march märz mär maart mrt mars marzo março apr april avril avr abril abr
  aprile may mai mei mayo maggio mag maio jun june juni juin junio giugno giu junho jul july juli juillet juil julio luglio
  lug julho aug august augustus août agosto ago sep sept september septembre septiembre settembre set setembro oct october
  oktober okt octobre octubre ottobre ott outubro out nov november novembre noviembre novembro dec december dezember dez
  décembre déc diciembre dic dicembre dezembro`;
const MONTH = `(?:${monthNames.trim().split(/\s+/).join('|')})\\.?`;
const WEEKDAY = '(?:\\p{L}{2,9}\\.?,? )?';
const YEAR = '(?:1[0-9]|20|21)\\d\\d';
const MONTH_NUMBER = '(?:0?[1-9]|1[0-2])';
const DAY = '(?:0?[1-9]|[12]\\d|3[01])';
const TIME =
  '(?:[01]?\\d|2[0-4])(?::[0-5]\\d(?::[0-6]\\d(?:[.,]\\d+)?)?)?(?: ?[ap]\\.?m\\.?)?(?: ?(?:z|utc|gmt|[a-z]{3,4}|[+-]\\d\\d:?(?:\\d\\d)?))?';

const dates = [
  `${YEAR}([-/.])${MONTH_NUMBER}\\1${DAY}`,
  `${YEAR}年${MONTH_NUMBER}月(?:${DAY}日)?`,
  `${DAY}[/-]${MONTH_NUMBER}[/-](?:\\d\\d|${YEAR})`,
  `${MONTH_NUMBER}[/-]${DAY}[/-](?:\\d\\d|${YEAR})`,
  `${DAY}\\. ?${MONTH_NUMBER}\\. ?${YEAR}`,
  `${MONTH_NUMBER}\\.${DAY}\\.${YEAR}`,
  '[0-3]\\d\\.[01]\\d\\.\\d\\d', // 02.01.24, and not the version 2.1.24
  `${YEAR}[-/](?:0[1-9]|1[0-2])`,
  `(?:0?[1-9]|1[0-2])/${YEAR}`,
  `${YEAR}[- ]?[QT][1-4]`,
  `[QT][1-4][-/ ]?'?${YEAR}`,
  `${YEAR}-?W[0-5]\\d(?:-?[1-7])?`,
  `${WEEKDAY}${DAY}(?:st|nd|rd|th|er)?[-/. ]{0,2}(?:of |de )?${MONTH}(?:[-/, ]{0,2}(?:de )?'?(?:\\d\\d|${YEAR}))?`,
  `${WEEKDAY}${MONTH}[-/ ]${DAY}(?:st|nd|rd|th)?(?:[-/, ]{1,2}'?(?:\\d\\d|${YEAR}))?`,
  `${MONTH}[-/, ]{0,2}'?(?:\\d\\d|${YEAR})`,
  `${YEAR}[-/ ]?${MONTH}(?:[-/ ]?${DAY})?`,
];
const datePattern = new RegExp(
  `^(?:${dates
    // Each may have its own backward reference: it becomes a named one.
    .map((date, i) => date.replace('([-/.])', `(?<mark${i}>[-/.])`).replace('\\1', `\\k<mark${i}>`))
    .join('|')})(?:(?:[t, ]|, | at )${TIME})?$`,
  'iu',
);
/** 10:30, 1:05:30.5, 10 pm, 10h30, 20240102T101112Z, Mon Jan 5 10:00:00 2024 */
const otherPatterns = [
  /^-?(?:\d+ ?(?:d|days?),? ?)?\d{1,3}:[0-5]\d(?::[0-5]\d)?(?:[.,]\d+)?(?: ?(?:[ap]\.?m\.?|uhr|h))?(?: ?(?:z|[+-]\d\d:?\d\d))?$/i,
  /^(?:0?\d|1[0-2]) ?[ap]\.?m\.?$/i,
  /^(?:[01]?\d|2[0-4]) ?(?:h|Uhr) ?(?:[0-5]\d)?(?: ?Uhr)?$/i,
  /^(?:1\d|20|21)\d\d[01]\d[0-3]\d[t ]\d{4}(?:\d\d(?:\.\d+)?)?z?$/i,
  new RegExp(`^\\p{L}{2,4} ${MONTH} {1,2}${DAY} ${TIME}(?: [a-z]{3,4})? ${YEAR}$`, 'iu'),
];

/** Whether a text is a date or a time of the day, in one of the shapes that tables have; a year or a weekday alone is none. */
export function isDateLike(text: string): boolean {
  return (
    /\d/.test(text) &&
    !isSeason(text) &&
    (datePattern.test(text) || otherPatterns.some((pattern) => pattern.test(text)))
  );
}

/** 2000-01 is as good a season as a month, and a column of months has others that are none. */
function isSeason(text: string): boolean {
  const [, year, next] = /^\d\d(\d\d)[-/](\d\d)$/.exec(text) ?? [];
  return year !== undefined && (Number(year) + 1) % 100 === Number(next);
}
