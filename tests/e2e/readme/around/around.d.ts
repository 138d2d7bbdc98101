// What the README's snippets find on the page that they are part of.

type Created = import('apikeys-wasm').APIKeyResource;

declare const keys: import('apikeys-wasm').APIKeys;
declare const clerk: import('apikeys-wasm').ClerkLike;
declare const old: Created;
declare const vault: { store(secret: string | undefined): Promise<void> };

interface Window {
  Clerk: import('apikeys-wasm').ClerkLike;
}

declare const chrome: {
  runtime: {
    onMessage: {
      addListener(
        heard: (message: unknown, sender: unknown, answer: (reply: unknown) => void) => true,
      ): void;
    };
  };
};

/** As its own declarations have it: the package itself brings a thousand others. */
declare module '@clerk/chrome-extension/background' {
  export function createClerkClient(options: {
    publishableKey: string;
  }): Promise<import('@clerk/clerk-js').Clerk>;
}
