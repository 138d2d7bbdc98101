const rows = [1, 2, 3, 4];

/** A placeholder for a list that is still loading. Hidden from assistive technology: a live region announces the loading. */
export function Skeleton() {
  return (
    <div className="apikeys-list apikeys-skeleton" aria-hidden="true">
      {rows.map((row) => (
        <div key={row}>
          <span />
          <span />
          <span />
          <span />
        </div>
      ))}
    </div>
  );
}
