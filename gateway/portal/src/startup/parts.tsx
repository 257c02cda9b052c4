import { Tag } from 'antd';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { api } from '../shared/api';
import type { Loan } from '../shared/api';
import { Chart } from '../shared/Chart';
import { moneyText } from '../shared/format';
import { useLanguage, useText } from '../shared/i18n';
import { useData } from '../shared/query';

export type Product = Loan['BrowseProductsProductView'];

export const useProducts = () => useData(['loan', 'products'], () => api.GET('/api/loan/products', {}));

/** A product's name in the reader's language; its code until the shelf is here. */
export function useProductName(): (code: string) => string {
  const products = useProducts().data?.items;
  const language = useLanguage();
  return (code) => {
    const policy = products?.find((product) => product.code === code)?.policy;
    return (language === 'zh' ? policy?.name : policy?.nameEnglish) ?? code;
  };
}

type Words = 'uses' | 'pledges' | 'stages' | 'payers';

/** Codes that are policy data, in words; a code that came later than this catalogue stays as it is. */
export function useWord() {
  const t = useText('startup');
  return (of: Words, code: string) => t(`${of}.${code}` as 'uses.RND', { defaultValue: code });
}

export const useBanks = () => useData(['loan', 'banks'], () => api.GET('/api/loan/banks', {}));

/** Principal and interest of each instalment, stacked. */
export function ScheduleChart({ title, schedule, height = 240 }: { title: string; schedule: Loan['Instalment'][]; height?: number }) {
  const t = useText('startup');
  const option = useMemo(() => {
    const wan = (yuan: number) => Math.round(yuan / 100) / 100;
    return {
      xAxis: { type: 'category', data: schedule.map((part) => part.dueOn) },
      yAxis: { type: 'value' },
      series: [
        { type: 'bar', stack: 'sum', name: t('offers.principal'), data: schedule.map((part) => wan(part.principalYuan)) },
        { type: 'bar', stack: 'sum', name: t('offers.interestPart'), data: schedule.map((part) => wan(part.interestYuan)) },
      ],
    };
  }, [schedule, t]);
  return (
    <Chart
      title={title}
      height={height}
      option={option}
      table={{
        head: [t('offers.due'), t('offers.principal'), t('offers.interestPart'), t('offers.total'), t('offers.balance')],
        rows: schedule.map((part) => [
          part.dueOn,
          moneyText(part.principalYuan),
          moneyText(part.interestYuan),
          moneyText(part.principalYuan + part.interestYuan),
          moneyText(part.balanceAfterYuan),
        ]),
      }}
    />
  );
}

/** A text in a table that may be long: it wraps, so that the columns after it stay in sight. */
export function Wrap({ children, width = 200 }: { children: ReactNode; width?: number }) {
  return (
    <div className="words" style={{ maxWidth: width, minWidth: 72 }}>
      {children}
    </div>
  );
}

/** Today in China, or so many days later. */
export const today = (days = 0) => new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);

/** A day of validity: said in colour and in words when it is over or near. */
export function Until({ on }: { on: string }) {
  const t = useText('startup');
  const days = (Date.parse(on) - Date.parse(today())) / 86_400_000;
  return (
    <span className="number">
      {on}{' '}
      {days < 0 ? <Tag color="error">{t('talents.ends')}</Tag> : days <= 60 ? <Tag color="warning">{t('talents.endsSoon')}</Tag> : null}
    </span>
  );
}
