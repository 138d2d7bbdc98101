import { type ReactNode, useId, useRef } from 'react';
import { useLayoutEffect } from './useLayoutEffect.js';

interface Props {
  title: string;
  children: ReactNode;
  /** The user pressed Escape. If absent, only the dialog's own buttons close it. */
  onCancel?: (() => void) | undefined;
}

/** A modal dialog that is open while it is rendered. On close, the focus returns to the previous element. */
export function Dialog({ title, children, onCancel }: Props) {
  const titleId = useId();
  const ref = useRef<HTMLDialogElement>(null);

  useLayoutEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);

  /** Browsers without `closedby` close a dialog at a second Escape, although `cancel` was prevented. */
  function onClose() {
    const dialog = ref.current;
    if (!dialog?.isConnected || dialog.open) return;
    if (onCancel) onCancel();
    else dialog.showModal();
  }

  return (
    <dialog
      ref={ref}
      aria-labelledby={titleId}
      closedby={onCancel ? 'closerequest' : 'none'}
      onCancel={(event) => {
        event.preventDefault();
        onCancel?.();
      }}
      onClose={onClose}
    >
      <h2 id={titleId}>{title}</h2>
      {children}
    </dialog>
  );
}
