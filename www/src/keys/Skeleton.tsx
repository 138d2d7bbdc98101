const rows = [68, 44, 56, 36];

/** The shape of a list that is not there yet. It says nothing: a live region does. */
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
