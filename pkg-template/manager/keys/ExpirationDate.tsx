import { dayMs } from '../ui/format.js';
import { useLanguage } from '../ui/language.js';

/** A key that expires within this time is highlighted. */
const soon = 7 * dayMs;

interface Props {
  date: Date | null;
  now: number;
  /** A revoked key shows no time left. */
  revoked: boolean;
}

/** When a key expires, as a date and relative to now. */
export function ExpirationDate({ date, now, revoked }: Props) {
  const { labels, formats } = useLanguage();
  const text = labels.key;
  if (!date) return <span className="apikeys-muted">{text.never}</span>;
  const left = date.getTime() - now;
  const label = left > 0 ? text.expiresIn : text.expiredAgo;
  const isSoon = left > 0 && left < soon && !revoked;
  return (
    <time dateTime={date.toISOString()}>
      {formats.day(date)}{' '}
      {!revoked && (
        <span className={isSoon ? 'apikeys-soon' : 'apikeys-muted'}>
          {label(formats.relativeTime(date, now))}
        </span>
      )}
    </time>
  );
}
