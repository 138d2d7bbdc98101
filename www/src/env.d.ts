interface ViteTypeOptions {
  strictImportMetaEnv: unknown;
}

interface ImportMetaEnv {
  /** The publishable key of a real Clerk instance. Without it the demo page uses the local stand-in. */
  readonly VITE_CLERK_PUBLISHABLE_KEY?: string;
}
