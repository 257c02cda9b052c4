import { useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { api } from '../shared/api';
import type { Loan } from '../shared/api';
import { useLanguage, useText } from '../shared/i18n';
import { useData } from '../shared/query';
import { en, zh } from './text';

/** The products in force, by code; one read for the whole workspace. */
export function useProducts() {
  const language = useLanguage();
  const query = useData(['loan', 'products', 'shelf'], () => api.GET('/api/loan/products'));
  return useMemo(() => {
    const byCode = new Map<string, Loan['BrowseProductsProductView']>((query.data?.items ?? []).map((row) => [row.code, row]));
    const nameOf = (code: string) => {
      const policy = byCode.get(code)?.policy;
      return policy ? (language === 'zh' ? policy.name : policy.nameEnglish) : code;
    };
    return { byCode, nameOf, options: [...byCode.keys()].map((code) => ({ value: code, label: nameOf(code) })) };
  }, [query.data, language]);
}

export function ProductName({ code }: { code: string }) {
  return <>{useProducts().nameOf(code)}</>;
}

/** A name out of one of the catalogue's lists of codes; a code that came later is shown as it is. */
export function useCodeName(list: 'use' | 'pledge') {
  const language = useLanguage();
  return (code: string) => ((language === 'zh' ? zh : en)[list] as Record<string, string>)[code] ?? code;
}

export function Months({ count }: { count: number }) {
  const t = useText('bank');
  return <span className="number">{t('common.months', { count })}</span>;
}

/** A text that may be long: one line, whole on hover. */
export function Short({ text, width = 220 }: { text: string; width?: number }) {
  return (
    <span className="short" style={{ maxWidth: width }} title={text}>
      {text}
    </span>
  );
}

/** Two lines of a cell: what it is, and what belongs to it. */
export function Two({ top, under }: { top: ReactNode; under: ReactNode }) {
  return (
    <>
      <div className="line">{top}</div>
      <div className="line small muted">{under}</div>
    </>
  );
}

/** What is typed into a search box: told once it has stood still, so that the service is not asked at every letter. */
export function useTyped(text: string, tell: (text: string) => void): [string, (text: string) => void] {
  const [typed, setTyped] = useState(text);
  useEffect(() => {
    if (typed.trim() === text) return;
    const timer = setTimeout(() => tell(typed.trim()), 300);
    return () => clearTimeout(timer);
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [typed]);
  return [typed, setTyped];
}

const KEPT = 'bank.work';

/** The work list as it was last seen: the decision page walks through it. */
export const lastWork = {
  keep: (ids: string[], search: string) => sessionStorage.setItem(KEPT, JSON.stringify({ ids: ids.slice(0, 2000), search })),
  read: (): { ids: string[]; search: string } => {
    const kept = sessionStorage.getItem(KEPT);
    return kept ? (JSON.parse(kept) as { ids: string[]; search: string }) : { ids: [], search: '' };
  },
};
