import type { Page } from '@playwright/test';

/** Everything that the host page shows or stores where another script or the next user could read it. */
export async function exposedData(page: Page): Promise<string> {
  const cookies = await page.context().cookies();
  const data = await page.evaluate(async () => {
    const fields = document.querySelectorAll<HTMLInputElement>('input, textarea, select');
    return {
      html: document.documentElement.outerHTML,
      values: Array.from(fields, ({ value }) => value),
      title: document.title,
      address: location.href,
      state: history.state,
      local: { ...localStorage },
      session: { ...sessionStorage },
      databases: await Promise.all((await indexedDB.databases()).map(contents)),
    };

    async function contents({ name = '' }: IDBDatabaseInfo) {
      const database = await result(indexedDB.open(name));
      const stores = Array.from(database.objectStoreNames);
      const all = stores.map((store) =>
        result(database.transaction(store).objectStore(store).getAll()),
      );
      return Promise.all(all);
    }

    function result<T>(request: IDBRequest<T>): Promise<T> {
      return new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    }
  });
  return JSON.stringify({ ...data, cookies });
}
