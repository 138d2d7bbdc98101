import { useRef } from 'react';
import { texts } from '../texts';
import { ErrorBanner } from '../ui/ErrorBanner';
import { ProjectKeys } from './ProjectKeys';
import { ProjectSelect } from './ProjectSelect';
import { useProjects } from './useProjects';

/** The tab in which the user chooses a project and manages its keys. */
export function ProjectsPanel() {
  const { retry, ...state } = useProjects();
  const panel = useRef<HTMLDivElement>(null);

  function onRetry() {
    panel.current?.focus(); // The button disappears with the error.
    retry();
  }

  return (
    <div ref={panel} className="panel" tabIndex={-1}>
      <PanelContent {...state} onRetry={onRetry} />
    </div>
  );
}

interface Props extends Omit<ReturnType<typeof useProjects>, 'retry'> {
  onRetry: () => void;
}

function PanelContent({ projects, error, chosen, choose, onRetry }: Props) {
  if (projects && chosen) {
    return (
      <>
        <ProjectSelect projects={projects} chosen={chosen} onChoose={choose} />
        {/* The React key gives each project a new list: React discards the previous one. */}
        <ProjectKeys key={chosen.id} project={chosen} />
      </>
    );
  }
  return (
    <>
      <h1>{texts.page.projectKeys}</h1>
      {error !== undefined ? (
        <ErrorBanner error={error} onRetry={onRetry} />
      ) : (
        <p className="empty" role="status">
          {projects ? texts.projects.none : texts.projects.loading}
        </p>
      )}
    </>
  );
}
