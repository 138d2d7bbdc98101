import type { Key } from './key';

export function Status({ apiKey }: { apiKey: Key }) {
  const { revoked, expired, revocationReason } = apiKey;
  const status = revoked ? 'Revoked' : expired ? 'Expired' : 'Active';
  return (
    <>
      <span className={`badge ${status.toLowerCase()}`}>{status}</span>
      {revocationReason && <p className="description">{revocationReason}</p>}
    </>
  );
}
