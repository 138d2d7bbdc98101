import { useLabels } from '../ui/language.js';
import { EmptyMessage } from './EmptyList.js';
import { Heading, type HeadingProps } from './Heading.js';

interface Props extends HeadingProps {
  reason: 'signedOut' | 'forbidden';
  isProject: boolean;
}

/** Stands in the place of a list that there is none of, or that the user may not see. */
export function NoKeys({ reason, isProject, title, headingLevel }: Props) {
  const text = useLabels().page;
  return (
    <>
      <Heading
        headingLevel={headingLevel}
        title={title ?? text.title[isProject ? 'project' : 'clerk']}
      />
      <EmptyMessage title={text[reason]} hint={text[`${reason}Hint`]} headingLevel={headingLevel} />
    </>
  );
}
