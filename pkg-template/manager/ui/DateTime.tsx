import { useFormats } from './language.js';

interface Props {
  date: Date | null;
  /** The text to show if there is no date. */
  absent?: string;
}

/** A date and time, in the user's locale and time zone. */
export function DateTime({ date, absent }: Props) {
  const { day, time } = useFormats();
  if (!date) return <span className="apikeys-muted">{absent}</span>;
  return (
    <time dateTime={date.toISOString()}>
      {day(date)} <span className="apikeys-muted">{time(date)}</span>
    </time>
  );
}
