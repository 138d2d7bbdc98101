import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';

interface Props {
  title: string;
  children: ReactNode;
  /** Escape was pressed. Without it the dialog can only be left by its own buttons. */
  onCancel?: (() => void) | undefined;
}

/** A modal dialog, open for as long as it is rendered. The focus goes back to where it came from. */
export function Dialog({ title, children, onCancel }: Props) {
  const titleId = useId();
  const ref = useRef<HTMLDialogElement>(null);

  useLayoutEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);

  return (
    <dialog
      ref={ref}
      aria-labelledby={titleId}
      closedby={onCancel ? 'closerequest' : 'none'}
      onCancel={(event) => {
        event.preventDefault();
        onCancel?.();
      }}
    >
      <h2 id={titleId}>{title}</h2>
      {children}
    </dialog>
  );
}
