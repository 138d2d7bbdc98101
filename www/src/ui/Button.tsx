import type { ComponentProps } from 'react';

interface Props extends ComponentProps<'button'> {
  look?: 'plain' | 'primary' | 'danger' | 'quiet' | 'quiet danger';
  /** Does nothing for now. Unlike `disabled` it keeps the focus, and assistive technology still finds it. */
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
