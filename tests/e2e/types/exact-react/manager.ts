// Each member of these may be `undefined`, also under `exactOptionalPropertyTypes`.

import type {
  APIKeyManagerProps,
  PartialLabels,
  Permissions,
  RootProps,
  UseAllAPIKeysParams,
} from 'apikeys-wasm/manager';

/** The members of a type, all of them `undefined`. */
type Undefined<T> = Record<keyof T, undefined>;

declare const params: Undefined<UseAllAPIKeysParams>;
declare const props: Undefined<APIKeyManagerProps>;
declare const rootProps: Undefined<RootProps>;
declare const labels: Undefined<PartialLabels>;
declare const permissions: Undefined<Permissions>;

export const optional: [
  UseAllAPIKeysParams,
  APIKeyManagerProps,
  RootProps,
  PartialLabels,
  Permissions,
] = [params, props, rootProps, labels, permissions];
