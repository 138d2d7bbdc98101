import { useAPIKeys, useClerk } from '@clerk/react';
import { type SubmitEvent, useState } from 'react';

/** Follows Clerk's guide to a custom flow: Clerk's hook lists keys, `useClerk().apiKeys` creates and revokes. */
export function Manager() {
  const clerk = useClerk();
  const [query, setQuery] = useState('');
  const [secret, setSecret] = useState<string>();
  const keys = useAPIKeys({ pageSize: 2, query, keepPreviousData: true });

  async function create(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get('name'));
    const key = await clerk.apiKeys.create({ name, secondsUntilExpiration: 3600 });
    setSecret(key.secret);
    await keys.revalidate();
  }

  async function revoke(apiKeyID: string) {
    await clerk.apiKeys.revoke({ apiKeyID, revocationReason: 'Revoked by user' });
    await keys.revalidate();
  }

  return (
    <>
      <label>
        Search <input type="search" onChange={({ target }) => setQuery(target.value)} />
      </label>
      <form onSubmit={create}>
        <label>
          Name <input name="name" />
        </label>
        <button type="submit">Create</button>
      </form>
      {secret && <output>{secret}</output>}
      <ul>
        {keys.data.map(({ id, name }) => (
          <li key={id}>
            {name}{' '}
            <button type="button" onClick={() => revoke(id)}>
              Revoke
            </button>
          </li>
        ))}
      </ul>
      <p>
        {keys.isLoading ? 'Loading' : `Page ${keys.page} of ${keys.pageCount}, ${keys.count} keys`}
      </p>
      <button type="button" disabled={!keys.hasPreviousPage} onClick={keys.fetchPrevious}>
        Previous
      </button>
      <button type="button" disabled={!keys.hasNextPage} onClick={keys.fetchNext}>
        Next
      </button>
    </>
  );
}
