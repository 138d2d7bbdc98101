import type { APIKeys, ProjectAPIKeys } from 'apikeys-wasm';
import {
  APIKeyManager,
  type APIKeyManagerProps,
  englishLabels,
  type PartialLabels,
  useAllAPIKeys,
  useClerkPermissions,
} from 'apikeys-wasm/manager';
import 'apikeys-wasm/manager.css';
import { createElement } from 'react';

const labels: PartialLabels = {
  list: { create: 'New key', selected: (count) => `${count} chosen` },
  key: { named: (action, name) => `${action}: ${name}` },
};

export function Page({ apiKeys }: { apiKeys: APIKeys | ProjectAPIKeys }) {
  const can = useClerkPermissions({ session: null, organization: null });
  const props: APIKeyManagerProps = { apiKeys, can, labels, columns: ['status'], actions: [] };
  return createElement(APIKeyManager, props);
}

export function useNames(): string[] {
  const project = useAllAPIKeys<ProjectAPIKeys>();
  const prefixes: string[] = project.data.map(({ keyPrefix }) => keyPrefix);
  return [...prefixes, englishLabels(String).list.create];
}
