'use client';

import { APIKeys } from 'apikeys-wasm';
import { useEffect, useState } from 'react';

export function Keys() {
  const [{ names, created, error }, setShown] = useState({ names: [] });

  useEffect(() => {
    const keys = new APIKeys({ frontendApi: `${location.origin}/__clerk`, getToken });
    const controller = new AbortController();
    const { signal } = controller;
    listAndCreate(keys, signal).then(setShown, ({ code, message }) => {
      if (!signal.aborted) setShown({ names: [], error: `${code}: ${message}` });
    });
    // In development React runs an effect twice.
    return () => controller.abort();
  }, []);

  return (
    <>
      <h1>API keys</h1>
      <ul id="keys">
        {names.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
      <output id="created">{created}</output>
      <p role="alert">{error}</p>
    </>
  );
}

async function listAndCreate(keys, signal) {
  const { data } = await keys.getAll({}, { signal });
  const created = await keys.create({ name: 'Made here' }, { signal });
  return { names: data.map((key) => key.name), created: `${created.name}: ${created.secret}` };
}

/** What `clerk.session.getToken()` does in an app. */
async function getToken() {
  const response = await fetch('/__clerk/v1/client');
  const { response: client } = await response.json();
  return client.sessions[0].last_active_token.jwt;
}
