import { type ComponentProps, useRef } from 'react';
import { useLayoutEffect } from './useLayoutEffect.js';

interface Props extends Omit<ComponentProps<'input'>, 'type' | 'ref'> {
  /** Some, but not all, of the items that the checkbox stands for are selected. */
  mixed?: boolean;
}

export function Checkbox({ mixed = false, ...rest }: Props) {
  const ref = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    // HTML has no attribute for the indeterminate state.
    if (ref.current) ref.current.indeterminate = mixed;
  }, [mixed]);
  return <input {...rest} ref={ref} type="checkbox" />;
}
