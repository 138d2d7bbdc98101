import { texts } from '../texts';
import { day, dayLength, distance } from '../ui/format';

const words = texts.key;

/** Within it somebody should see to a new key. */
const soon = 7 * dayLength;

interface Props {
  date: Date | null;
  now: number;
  /** Nothing comes of its end any more. */
  revoked: boolean;
}

/** When a key expires, both as a date and as how far that is. */
export function Expires({ date, now, revoked }: Props) {
  if (!date) return <span className="muted">{words.never}</span>;
  const left = date.getTime() - now;
  const tell = left > 0 ? words.expiresIn : words.expiredAgo;
  const isSoon = left > 0 && left < soon && !revoked;
  return (
    <time dateTime={date.toISOString()}>
      {day(date)}{' '}
      {!revoked && <span className={isSoon ? 'soon' : 'muted'}>{tell(distance(date, now))}</span>}
    </time>
  );
}
