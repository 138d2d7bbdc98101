// Declares the variables that the snippets of the README and of the guides use.

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
        listener: (
          message: unknown,
          sender: unknown,
          sendResponse: (response: unknown) => void,
        ) => true,
      ): void;
    };
  };
};

/** Copied from the package's declarations. The package is not installed: it has a thousand dependencies. */
declare module '@clerk/chrome-extension/background' {
  export function createClerkClient(options: {
    publishableKey: string;
  }): Promise<import('@clerk/clerk-js').Clerk>;
}
