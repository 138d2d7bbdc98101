import { texts } from '../texts';
import { day, dayMs, relativeTime } from '../ui/format';

const text = texts.key;

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
  if (!date) return <span className="muted">{text.never}</span>;
  const left = date.getTime() - now;
  const label = left > 0 ? text.expiresIn : text.expiredAgo;
  const isSoon = left > 0 && left < soon && !revoked;
  return (
    <time dateTime={date.toISOString()}>
      {day(date)}{' '}
      {!revoked && (
        <span className={isSoon ? 'soon' : 'muted'}>{label(relativeTime(date, now))}</span>
      )}
    </time>
  );
}
