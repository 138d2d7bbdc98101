interface ViteTypeOptions {
  strictImportMetaEnv: unknown;
}

interface ImportMetaEnv {
  /** The publishable key of a real Clerk instance. Without it the demo page uses the local stand-in. */
  readonly VITE_CLERK_PUBLISHABLE_KEY?: string;
  /** The address of the local stand-in where it is another origin. Without it, it is a path of the page's own. */
  readonly VITE_CLERK_PROXY_URL?: string;
}
