import type { RiskPool } from '../shared/api';
import { instantText } from '../shared/format';

/** Who signed, and when. */
export function Signed({ by }: { by: RiskPool['Signature'] | null }) {
  if (!by) return <span className="muted">—</span>;
  return (
    <>
      {by.name} <span className="muted small number">{instantText(by.at)}</span>
    </>
  );
}

/** What was delivered with the product was signed by nobody. */
export const signature = (by: { accountId: string; name: string } | null, at: string | null): RiskPool['Signature'] | null =>
  by && at ? { ...by, at } : null;
