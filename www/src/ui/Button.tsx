import type { ComponentProps } from 'react';

interface Props extends ComponentProps<'button'> {
  look?: 'plain' | 'primary' | 'danger' | 'quiet' | 'quiet danger';
  /** Ignores clicks. Unlike a `disabled` button, it keeps the focus and stays visible to assistive technology. */
  inactive?: boolean;
}

export function Button({
  look = 'plain',
  inactive = false,
  type = 'button',
  onClick,
  ...rest
}: Props) {
  return (
    <button
      {...rest}
      type={type}
      className={`button ${look}`}
      aria-disabled={inactive || undefined}
      onClick={inactive ? (event) => event.preventDefault() : onClick}
    />
  );
}
