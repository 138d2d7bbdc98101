/** The language of the page's texts. Dates and times of day are in the reader's own form. */
const language = 'en';

const numbers = new Intl.NumberFormat(language);
const days = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const times = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
const distances = new Intl.RelativeTimeFormat(language);

export const number = (value: number) => numbers.format(value);
export const day = (date: Date) => days.format(date);
export const time = (date: Date) => times.format(date);

const minute = 60_000;
const hour = 60 * minute;
export const dayLength = 24 * hour;

/** From which length on a distance is told in a unit, and how long one of it is. */
const units = [
  ['year', 360 * dayLength, 365 * dayLength],
  ['month', 59.5 * dayLength, 30 * dayLength],
  ['day', 23.5 * hour, dayLength],
  ['hour', 59.5 * minute, hour],
  ['minute', 0, minute],
] as const;

/** How far a moment is from now, as “in 3 days” or “2 hours ago”. */
export function distance(date: Date, now: number): string {
  const ahead = date.getTime() - now;
  const [unit, , length] = units.find(([, from]) => Math.abs(ahead) >= from) ?? units[4];
  return distances.format(Math.round(ahead / length), unit);
}

/** A calendar day as a date field has it: YYYY-MM-DD. */
export function isoDay(date: Date): string {
  const part = (value: number, length = 2) => String(value).padStart(length, '0');
  return [part(date.getFullYear(), 4), part(date.getMonth() + 1), part(date.getDate())].join('-');
}
