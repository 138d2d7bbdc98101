import { day, time } from './format';

interface Props {
  date: Date | null;
  /** What to say where there is no date. */
  absent?: string;
}

/** A date and its time of day, in the reader's own form and time zone. */
export function Moment({ date, absent }: Props) {
  if (!date) return <span className="muted">{absent}</span>;
  return (
    <time dateTime={date.toISOString()}>
      {day(date)} <span className="muted">{time(date)}</span>
    </time>
  );
}
