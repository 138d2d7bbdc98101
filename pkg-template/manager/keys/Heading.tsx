import type { ReactNode, Ref } from 'react';

export interface HeadingProps {
  title: string | undefined;
  headingLevel: 1 | 2 | 3 | 4 | 5;
}

interface Props extends HeadingProps {
  /** The heading itself, which takes the focus when the focused element disappears. */
  element?: Ref<HTMLHeadingElement>;
}

/** The title of the manager. */
export function Heading({ title, headingLevel, element }: Props): ReactNode {
  const Tag = `h${headingLevel}` as const;
  return (
    <Tag ref={element} className="apikeys-heading" tabIndex={-1}>
      {title}
    </Tag>
  );
}
