const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const time = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });

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
      {day.format(date)} <span className="muted">{time.format(date)}</span>
    </time>
  );
}
