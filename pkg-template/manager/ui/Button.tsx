import type { ComponentProps } from 'react';

interface Props extends ComponentProps<'button'> {
  variant?: 'primary' | 'danger' | 'quiet' | 'quiet danger' | undefined;
  /** Ignores clicks. Unlike a `disabled` button, it keeps the focus and stays visible to assistive technology. */
  inactive?: boolean;
}

export function Button({ variant, inactive = false, type = 'button', onClick, ...rest }: Props) {
  return (
    <button
      {...rest}
      type={type}
      className="apikeys-button"
      data-variant={variant}
      aria-disabled={inactive || undefined}
      onClick={inactive ? (event) => event.preventDefault() : onClick}
    />
  );
}
