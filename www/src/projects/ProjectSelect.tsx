import { useId } from 'react';
import { texts } from '../texts';
import type { Project } from './useProjects';

interface Props {
  projects: Project[];
  chosen: Project;
  onChoose: (id: string) => void;
}

export function ProjectSelect({ projects, chosen, onChoose }: Props) {
  const id = useId();
  return (
    <div className="project">
      <label htmlFor={id}>{texts.projects.project}</label>
      <select id={id} value={chosen.id} onChange={(event) => onChoose(event.target.value)}>
        {projects.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}
