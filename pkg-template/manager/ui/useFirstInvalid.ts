import { useEffect, useRef } from 'react';

/** A ref for a form. When an error appears, moves the focus to the first invalid field. */
export function useFirstInvalid(error: unknown) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (error !== undefined) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [error]);
  return form;
}
