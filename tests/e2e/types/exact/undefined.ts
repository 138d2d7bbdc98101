// Checks that each optional member of params and options accepts `undefined`, where TypeScript tells it from an absent one.

import type * as entry from 'apikeys-wasm';
import type { APIKeys, CreateOutcomeUnknownError, ProjectAPIKeys } from 'apikeys-wasm';

type Assert<T extends true> = T;

type OptionalKey<T> = {
  [K in keyof T]-?: Record<never, never> extends Pick<T, K> ? K : never;
}[keyof T];

/** Each optional member of `T` accepts `undefined`, and there is at least one. */
type AcceptsUndefined<T> = [OptionalKey<T>] extends [never]
  ? false
  : { [K in OptionalKey<T>]: undefined } extends Pick<T, OptionalKey<T>>
    ? true
    : false;

export type Params = [
  Assert<AcceptsUndefined<entry.APIKeysOptions>>,
  Assert<AcceptsUndefined<entry.CallOptions>>,
  Assert<AcceptsUndefined<entry.ClerkLike>>,
  Assert<AcceptsUndefined<entry.ClerkResourceReloadParams>>,
  Assert<AcceptsUndefined<entry.CreateAPIKeyParams>>,
  Assert<AcceptsUndefined<entry.CreateProjectAPIKeyParams>>,
  Assert<AcceptsUndefined<entry.FromClerkOptions>>,
  Assert<AcceptsUndefined<entry.GetAPIKeysParams>>,
  Assert<AcceptsUndefined<entry.GetProjectAPIKeysParams>>,
  Assert<AcceptsUndefined<entry.ProjectAPIKeysOptions>>,
  Assert<AcceptsUndefined<entry.ReloadAPIKeyParams>>,
  Assert<AcceptsUndefined<entry.ReloadProjectAPIKeyParams>>,
  Assert<AcceptsUndefined<entry.RevokeAPIKeyParams>>,
  Assert<AcceptsUndefined<entry.RotateAPIKeyParams>>,
];

/** These have no optional member. */
export type Complete = [
  Assert<[OptionalKey<entry.RevokeProjectAPIKeyParams>] extends [never] ? true : false>,
  Assert<[OptionalKey<entry.UpdateAPIKeyParams>] extends [never] ? true : false>,
];

// The parameter of `GetToken` is not one of them: Clerk's own `getToken` must stay assignable.
// @ts-expect-error
export type OfGetToken = Assert<AcceptsUndefined<NonNullable<Parameters<entry.GetToken>[0]>>>;

/** After `instanceof`, the key is of one of the two classes. It is not `any`. */
export async function afterInstanceof(error: unknown, Lost: typeof CreateOutcomeUnknownError) {
  if (!(error instanceof Lost)) return undefined;
  const key = await error.recreate();
  // @ts-expect-error The key is not `any`.
  key satisfies number;
  key satisfies entry.APIKeyResource | entry.ProjectAPIKeyResource;
  // @ts-expect-error A project's key has no description.
  key.description;
  const candidates = await error.candidates();
  return candidates.map(({ id, name }) => `${id} ${name}`);
}

/** Where the class of the object is known, so is that of the key. */
export async function ofAClass(
  error: Error | CreateOutcomeUnknownError<entry.ProjectAPIKeyResource>,
) {
  if (!('recreate' in error)) return undefined;
  return (await error.recreate()) satisfies Awaited<ReturnType<ProjectAPIKeys['create']>>;
}

declare const keys: APIKeys;
export const created = keys.create({ name: 'a', description: undefined }, { signal: undefined });
