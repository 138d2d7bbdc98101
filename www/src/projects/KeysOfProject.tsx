import { Keys } from '../keys/Keys';
import { CreateProjectKey } from './CreateProjectKey';
import { ProjectKeyDetails } from './ProjectKeyDetails';
import { useProjectAPIKeys } from './useProjectAPIKeys';
import type { Project } from './useProjects';

export function KeysOfProject({ project }: { project: Project }) {
  const apiKeys = useProjectAPIKeys(project.id);

  return (
    <Keys
      title="Project keys"
      owner={project.name}
      source={apiKeys}
      details={(key) => <ProjectKeyDetails apiKey={key} />}
      creation={(creating) => <CreateProjectKey apiKeys={apiKeys} {...creating} />}
    />
  );
}
