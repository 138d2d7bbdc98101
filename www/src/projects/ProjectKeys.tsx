import { useRef } from 'react';
import { texts } from '../texts';
import { ErrorBanner } from '../ui/ErrorBanner';
import { KeysOfProject } from './KeysOfProject';
import { ProjectSelect } from './ProjectSelect';
import { useProjects } from './useProjects';

/** The keys of one of the user's projects. */
export function ProjectKeys() {
  const { retry, ...found } = useProjects();
  const all = useRef<HTMLDivElement>(null);

  function onRetry() {
    all.current?.focus(); // The button leaves with the error.
    retry();
  }

  return (
    <div ref={all} className="panel" tabIndex={-1}>
      <Found {...found} onRetry={onRetry} />
    </div>
  );
}

interface Props extends Omit<ReturnType<typeof useProjects>, 'retry'> {
  onRetry: () => void;
}

function Found({ projects, error, chosen, choose, onRetry }: Props) {
  if (projects && chosen) {
    return (
      <>
        <ProjectSelect projects={projects} chosen={chosen} onChoose={choose} />
        {/* Another project means another list: nothing of the previous one stays. */}
        <KeysOfProject key={chosen.id} project={chosen} />
      </>
    );
  }
  return (
    <>
      <h1>{texts.page.projectKeys}</h1>
      {error !== undefined ? (
        <ErrorBanner error={error} onRetry={onRetry} />
      ) : (
        <p className="blank" role="status">
          {projects ? texts.projects.none : texts.projects.loading}
        </p>
      )}
    </>
  );
}
