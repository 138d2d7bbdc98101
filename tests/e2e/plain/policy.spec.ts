import { expect, test } from '../fixtures.ts';
import { count, openPlain } from './open.ts';

test.use({ site: 'plain' });

test('the error names the policy that forbids WebAssembly', async ({ page, session }) => {
  await openPlain(page, "script-src 'self'");
  const error = await count(page, session.token);
  expect(error).toMatchObject({
    code: 'wasm_load_failed',
    message: expect.stringContaining("'wasm-unsafe-eval'"),
  });
});

test('calls work under a strict policy that allows WebAssembly', async ({ page, session }) => {
  await openPlain(
    page,
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; img-src data:; " +
      "require-trusted-types-for 'script'; trusted-types 'none'",
  );
  expect(await count(page, session.token)).toBe(0);
});
