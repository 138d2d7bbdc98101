import { useId } from 'react';
import { texts } from '../texts';
import type { RequestEntry } from './standIn';

const text = texts.faults.log;

const time = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 1,
});

/** The last requests of this browser, newest first. `log` is `null` if the stand-in keeps no journal. */
export function RequestLog({ log }: { log: RequestEntry[] | null }) {
  const titleId = useId();
  return (
    <section aria-labelledby={titleId}>
      <h3 id={titleId}>{text.title}</h3>
      {log?.length ? (
        <ol className="requests">
          {log.map((entry) => (
            <Request key={entry.number} {...entry} />
          ))}
        </ol>
      ) : (
        <p className="muted">{log ? text.empty : text.off}</p>
      )}
    </section>
  );
}

function Request({ at, method, path, status, fault }: RequestEntry) {
  const date = new Date(at);
  return (
    <li>
      <time dateTime={date.toISOString()}>{time.format(date)}</time>
      <code>
        {method} {path}
      </code>
      <span className="outcome">
        <ResponseStatus status={status} fault={fault} />
        {fault && <span className="muted">{text.fault[fault]}</span>}
      </span>
    </li>
  );
}

function ResponseStatus({ status, fault }: Pick<RequestEntry, 'status' | 'fault'>) {
  if (status !== null) {
    return <span className={`badge ${status < 400 ? 'active' : 'revoked'}`}>{status}</span>;
  }
  // A request that was cut off never gets a response. Any other request may still get one.
  return fault === 'offline' || fault === 'lost' ? (
    <span className="badge revoked">{text.noResponse}</span>
  ) : (
    <span className="badge neutral">{text.noResponseYet}</span>
  );
}
