// What the README's snippets find on the page that they are part of.

type Created = import('apikeys-wasm').APIKeyResource;

declare const keys: import('apikeys-wasm').APIKeys;
declare const clerk: import('apikeys-wasm').ClerkLike;
declare const old: Created;
declare const vault: { store(secret: string | undefined): Promise<void> };

interface Window {
  Clerk: import('apikeys-wasm').ClerkLike;
}
