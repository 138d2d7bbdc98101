import { useId } from 'react';
import { texts } from '../texts';
import type { Entry } from './standIn';

const words = texts.faults.log;

const time = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 1,
});

/** The last requests of this browser, the last one first: `null` where nobody keeps them. */
export function RequestLog({ log }: { log: Entry[] | null }) {
  const titleId = useId();
  return (
    <section aria-labelledby={titleId}>
      <h3 id={titleId}>{words.title}</h3>
      {log?.length ? (
        <ol className="requests">
          {log.map((entry) => (
            <Request key={entry.number} {...entry} />
          ))}
        </ol>
      ) : (
        <p className="muted">{log ? words.empty : words.off}</p>
      )}
    </section>
  );
}

function Request({ at, method, path, status, fault }: Entry) {
  const date = new Date(at);
  return (
    <li>
      <time dateTime={date.toISOString()}>{time.format(date)}</time>
      <code>
        {method} {path}
      </code>
      <span className="outcome">
        <Answer status={status} fault={fault} />
        {fault && <span className="muted">{words.fault[fault]}</span>}
      </span>
    </li>
  );
}

function Answer({ status, fault }: Pick<Entry, 'status' | 'fault'>) {
  if (status !== null) {
    return <span className={`badge ${status < 400 ? 'active' : 'revoked'}`}>{status}</span>;
  }
  // What was cut off never has an answer; any other may have one later.
  return fault === 'offline' || fault === 'lost' ? (
    <span className="badge revoked">{words.noAnswer}</span>
  ) : (
    <span className="badge neutral">{words.noAnswerYet}</span>
  );
}
