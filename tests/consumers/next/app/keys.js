'use client';

import { APIKeys } from 'apikeys-wasm';
import { useEffect, useState } from 'react';

export function Keys() {
  const [{ names, created, error }, setShown] = useState({ names: [] });

  useEffect(() => {
    const keys = new APIKeys({ frontendApi: `${location.origin}/__clerk`, getToken });
    listAndCreate(keys).then(setShown, ({ code, message }) =>
      setShown({ names: [], error: `${code}: ${message}` }),
    );
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

async function listAndCreate(keys) {
  const { data } = await keys.getAll();
  const created = await keys.create({ name: 'Made here' });
  return { names: data.map((key) => key.name), created: `${created.name}: ${created.secret}` };
}

/** What `clerk.session.getToken()` does in an app. */
async function getToken() {
  const response = await fetch('/__clerk/v1/client');
  const { response: client } = await response.json();
  return client.sessions[0].last_active_token.jwt;
}
