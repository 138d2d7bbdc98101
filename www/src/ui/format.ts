/** The language of the texts. Dates and times use the user's locale instead. */
const language = 'en';

const numbers = new Intl.NumberFormat(language);
const days = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const times = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
const relativeTimes = new Intl.RelativeTimeFormat(language);

export const number = (value: number) => numbers.format(value);
export const day = (date: Date) => days.format(date);
export const time = (date: Date) => times.format(date);

const minute = 60_000;
const hour = 60 * minute;
export const dayMs = 24 * hour;

/** Each unit with the shortest time that is shown in it, and its length. */
const units = [
  ['year', 360 * dayMs, 365 * dayMs],
  ['month', 59.5 * dayMs, 30 * dayMs],
  ['day', 23.5 * hour, dayMs],
  ['hour', 59.5 * minute, hour],
  ['minute', 0, minute],
] as const;

/** A date relative to now, such as “in 3 days” or “2 hours ago”. */
export function relativeTime(date: Date, now: number): string {
  const difference = date.getTime() - now;
  const [unit, , length] = units.find(([, from]) => Math.abs(difference) >= from) ?? units[4];
  return relativeTimes.format(Math.round(difference / length), unit);
}

/** A calendar day in the format of a date input: YYYY-MM-DD. */
export function isoDay(date: Date): string {
  const pad = (value: number, length = 2) => String(value).padStart(length, '0');
  return [pad(date.getFullYear(), 4), pad(date.getMonth() + 1), pad(date.getDate())].join('-');
}
