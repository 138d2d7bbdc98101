import { day, time } from './format';

interface Props {
  date: Date | null;
  /** The text to show if there is no date. */
  absent?: string;
}

/** A date and time, in the user's locale and time zone. */
export function DateTime({ date, absent }: Props) {
  if (!date) return <span className="muted">{absent}</span>;
  return (
    <time dateTime={date.toISOString()}>
      {day(date)} <span className="muted">{time(date)}</span>
    </time>
  );
}
