import type { ComponentProps } from 'react';

interface Props extends ComponentProps<'button'> {
  variant?: 'plain' | 'primary';
  /** Ignores clicks. Unlike a `disabled` button, it keeps the focus and stays visible to assistive technology. */
  inactive?: boolean;
}

export function Button({
  variant = 'plain',
  inactive = false,
  type = 'button',
  onClick,
  ...rest
}: Props) {
  return (
    <button
      {...rest}
      type={type}
      className={`button ${variant}`}
      aria-disabled={inactive || undefined}
      onClick={inactive ? (event) => event.preventDefault() : onClick}
    />
  );
}
