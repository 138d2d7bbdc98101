const rows = [68, 44, 56, 36];

/** A placeholder for a list that is still loading. Hidden from assistive technology: a live region announces the loading. */
export function Skeleton() {
  return (
    <div className="list skeleton" aria-hidden="true">
      {rows.map((width) => (
        <div key={width}>
          <span style={{ inlineSize: `${width}%` }} />
          <span />
          <span />
          <span />
        </div>
      ))}
    </div>
  );
}
