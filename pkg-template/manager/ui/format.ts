/** Writes dates, times and numbers, and compares names. */
export type Formats = ReturnType<typeof formatsOf>;

/** The language of the labels that the manager brings. */
const ownLanguage = 'en';

/**
 * The formats of a locale. Without one, dates and times are in the user's locale, and what stands within a text is in the language
 * of the manager's own texts.
 */
export function formatsOf(locale: string | undefined) {
  const numbers = new Intl.NumberFormat(locale ?? ownLanguage);
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
  const times = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
  const daysAndTimes = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const relativeTimes = new Intl.RelativeTimeFormat(locale ?? ownLanguage);
  const { compare } = new Intl.Collator(locale, { numeric: true });

  return {
    number: (value: number) => numbers.format(value),
    day: (date: Date) => days.format(date),
    time: (date: Date) => times.format(date),
    dayAndTime: (date: Date) => daysAndTimes.format(date),
    /** A date relative to now, such as “in 3 days” or “2 hours ago”. */
    relativeTime(date: Date, now: number): string {
      const difference = date.getTime() - now;
      const [unit, , length] = units.find(([, from]) => Math.abs(difference) >= from) ?? units[4];
      return relativeTimes.format(Math.round(difference / length), unit);
    },
    compare,
  };
}

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

/** A calendar day in the format of a date input: YYYY-MM-DD. */
export function isoDay(date: Date): string {
  const pad = (value: number, length = 2) => String(value).padStart(length, '0');
  return [pad(date.getFullYear(), 4), pad(date.getMonth() + 1), pad(date.getDate())].join('-');
}
