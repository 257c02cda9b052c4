import type { ReactNode } from 'react';
import { Link } from 'react-router';

/** A part of a page with its heading. */
export function Panel({ title, extra, wide, children }: { title: ReactNode; extra?: ReactNode; wide?: boolean; children: ReactNode }) {
  return (
    <section className={wide ? 'panel wide' : 'panel'}>
      <h2 style={{ display: 'flex', justifyContent: 'space-between', gap: 8 }}>
        <span>{title}</span>
        {extra}
      </h2>
      {children}
    </section>
  );
}

/** Names and values, one below the other; what is undefined is left out. */
export function Facts({ rows, right }: { rows: [name: string, value: ReactNode][]; right?: boolean }) {
  return (
    <dl className={right ? 'facts right' : 'facts'}>
      {rows
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

/** A few large figures in a row, each leading to what it counts where that is a list. */
export function Figures({ items }: { items: [name: string, value: ReactNode, to?: string][] }) {
  return (
    <div className="figure-row">
      {items.map(([name, value, to]) => (
        <div key={name}>
          <div className="muted small">{name}</div>
          <div className="big">{to ? <Link to={to}>{value}</Link> : value}</div>
        </div>
      ))}
    </div>
  );
}
