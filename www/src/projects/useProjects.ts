import { useClerk } from '@clerk/react';
import { useEffect, useState } from 'react';
import { texts } from '../texts';

export interface Project {
  id: string;
  name: string;
}

interface Answer {
  projects?: Project[];
  error?: unknown;
}

/** The projects of whoever is signed in, one of them chosen: at first the first. */
export function useProjects() {
  const clerk = useClerk();
  const [answer, setAnswer] = useState<Answer>({});
  const [chosenId, choose] = useState<string>();
  const [attempt, setAttempt] = useState(1);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks the same again.
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const settle = (answer: Answer) => signal.aborted || setAnswer(answer);
    listProjects(async () => clerk.session?.getToken() ?? null, signal).then(
      (projects) => settle({ projects }),
      (error: unknown) => settle({ error }),
    );
    return () => controller.abort();
  }, [clerk, attempt]);

  const { projects, error } = answer;
  return {
    projects,
    error,
    chosen: projects?.find(({ id }) => id === chosenId) ?? projects?.[0],
    choose,
    retry: () => {
      setAnswer({});
      setAttempt((now) => now + 1);
    },
  };
}

/** The stand-in's own route: the API of the keys has none. */
async function listProjects(
  getToken: () => Promise<string | null>,
  signal: AbortSignal,
): Promise<Project[]> {
  const headers = { Authorization: `Bearer ${await getToken()}` };
  const response = await fetch('/__standin/projects', { headers, signal }).catch((cause) => {
    throw new Error(texts.page.standInIsSilent, { cause });
  });
  if (!response.ok) throw new Error(texts.projects.answered(response.status));
  return response.json();
}
