import { useClerk } from '@clerk/react';
import { useEffect, useState } from 'react';
import { texts } from '../texts';

export interface Project {
  id: string;
  name: string;
}

interface Result {
  projects?: Project[];
  error?: unknown;
}

/** The projects of the signed-in user, and the chosen one. The first project is the default. */
export function useProjects() {
  const clerk = useClerk();
  const [result, setResult] = useState<Result>({});
  const [chosenId, choose] = useState<string>();
  const [attempt, setAttempt] = useState(1);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt sends the same request again.
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const settle = (result: Result) => signal.aborted || setResult(result);
    listProjects(async () => clerk.session?.getToken() ?? null, signal).then(
      (projects) => settle({ projects }),
      (error: unknown) => settle({ error }),
    );
    return () => controller.abort();
  }, [clerk, attempt]);

  const { projects, error } = result;
  return {
    projects,
    error,
    chosen: projects?.find(({ id }) => id === chosenId) ?? projects?.[0],
    choose,
    retry: () => {
      setResult({});
      setAttempt((last) => last + 1);
    },
  };
}

/** Lists the projects with a route of the stand-in. The API of the project keys has no such route. */
async function listProjects(
  getToken: () => Promise<string | null>,
  signal: AbortSignal,
): Promise<Project[]> {
  const headers = { Authorization: `Bearer ${await getToken()}` };
  const response = await fetch('/__standin/projects', { headers, signal }).catch((cause) => {
    throw new Error(texts.page.standInUnreachable, { cause });
  });
  if (!response.ok) throw new Error(texts.projects.errorStatus(response.status));
  return response.json();
}
