'use client';

import { APIKeys } from 'apikeys-wasm';
import { APIKeyManager } from 'apikeys-wasm/manager';
import 'apikeys-wasm/manager.css';
import { useMemo } from 'react';

export default function Page() {
  const apiKeys = useMemo(() => new APIKeys({ frontendApi: origin(), getToken }), []);
  return <APIKeyManager apiKeys={apiKeys} owner="ada" />;
}

/** A server renders the page without a request. */
const origin = () => `${globalThis.location?.origin ?? 'https://clerk.example.com'}/__clerk`;

/** What `clerk.session.getToken()` does in an app. */
async function getToken() {
  const response = await fetch('/__clerk/v1/client');
  const { response: client } = await response.json();
  return client.sessions[0].last_active_token.jwt;
}
