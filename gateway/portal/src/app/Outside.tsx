import type { ReactNode } from 'react';
import { useEffect } from 'react';
import { Link } from 'react-router';
import { useText } from '../shared/i18n';
import { Controls } from './Controls';

/** The frame of pages before the sign-in. */
export function Outside({ title, children }: { title: string; children: ReactNode }) {
  const shared = useText('shared');
  const t = useText('app');
  useEffect(() => {
    document.title = `${title} · ${shared('product')}`;
  }, [title, shared]);
  return (
    <div className="outside">
      <a className="skip" href="#main">
        {t('skip')}
      </a>
      <header className="frame-head" style={{ height: 48 }}>
        <Link to="/" className="brand">
          <img src="/icon.svg" alt="" />
          {shared('product')}
        </Link>
        <span className="who desk-only">{t('district')}</span>
        <span className="space" />
        <Controls />
      </header>
      <main id="main" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}
