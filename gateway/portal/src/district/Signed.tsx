import type { RiskPool } from '../shared/api';
import { State, instantText } from '../shared/format';

/** Who signed, and when. */
export function Signed({ by }: { by: RiskPool['Signature'] | null }) {
  if (!by) return <span className="muted">—</span>;
  return (
    <div className="two-lines">
      <span>{by.name}</span>
      <span className="muted small number">{instantText(by.at)}</span>
    </div>
  );
}

/** Where a proposal stands, and why it was turned down. */
export function Decided({ state, because }: { state: RiskPool['DraftState']; because: string | null }) {
  return (
    <div className="two-lines">
      <span>
        <State of="draft" value={state} />
      </span>
      {because && <span className="small because">{because}</span>}
    </div>
  );
}

/** What was delivered with the product was signed by nobody. */
export const signature = (by: { accountId: string; name: string } | null, at: string | null): RiskPool['Signature'] | null =>
  by && at ? { ...by, at } : null;
