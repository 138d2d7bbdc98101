import { type ComponentProps, useLayoutEffect, useRef } from 'react';

interface Props extends Omit<ComponentProps<'input'>, 'type' | 'ref'> {
  /** Neither on nor off: some of what it stands for is on. */
  mixed?: boolean;
}

export function Checkbox({ mixed = false, ...rest }: Props) {
  const ref = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    // HTML has no attribute for it.
    if (ref.current) ref.current.indeterminate = mixed;
  }, [mixed]);
  return <input {...rest} ref={ref} type="checkbox" />;
}
