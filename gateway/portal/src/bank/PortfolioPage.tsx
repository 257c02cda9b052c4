import { Empty, Segmented, Skeleton } from 'antd';
import { useNavigate } from 'react-router';
import { api } from '../shared/api';
import type { Loan } from '../shared/api';
import { Chart } from '../shared/Chart';
import { useFilters } from '../shared/DataTable';
import { Money, beijing, moneyText, rateText } from '../shared/format';
import { useLanguage, useText } from '../shared/i18n';
import { CsvLink, LiveSign, Page } from '../shared/Page';
import { ProblemView } from '../shared/ProblemView';
import { useData } from '../shared/query';
import { stateName } from '../shared/states';
import { Figures } from './Facts';
import { useProducts } from './names';
import { PoolPanel } from './PoolPanel';

type Row = Loan['ShowPortfolioRow'];
type By = 'month' | 'product' | 'chain' | 'park' | 'talentClass';

/** What this bank was asked, what became of it, and the loans behind each bar. */
export default function PortfolioPage() {
  const t = useText('bank');
  const language = useLanguage();
  const products = useProducts();
  const navigate = useNavigate();
  const [filters, setFilters] = useFilters({ days: '365' });
  const days = Number(filters.days) || 365;
  const months = usePart('month', days);
  const byProduct = usePart('product', days);
  const byChain = usePart('chain', days);
  const byPark = usePart('park', days);
  const byClass = usePart('talentClass', days);
  const sum = (of: (row: Row) => number) => (months.data?.items ?? []).reduce((total, row) => total + of(row), 0);
  const [invited, offered, won] = [sum((row) => row.invited), sum((row) => row.offered), sum((row) => row.won)];
  const share = (part: number, whole: number) => (whole === 0 ? '—' : rateText(Math.round((part / whole) * 10_000)));
  // The window as the service counts it: days of China's calendar, today included.
  const since = beijing(new Date().toISOString())
    .subtract(days - 1, 'day')
    .format('YYYY-MM-DD');
  const asked = (more: Record<string, string> = {}) => `/bank?${new URLSearchParams({ scope: 'all', since, ...more })}`;
  const paid = `/bank/loans?${new URLSearchParams({ invited: since })}`;
  const orNone = (name: string) => name || t('portfolio.nobody');
  const lead = (name: string) => (row: Row) => void navigate(`/bank/loans?${new URLSearchParams({ [name]: row.key || '-' })}`);
  const parts: [title: string, data: typeof months, nameOf: (row: Row) => string, onPick: (row: Row) => void][] = [
    [t('portfolio.byProduct'), byProduct, (row) => products.nameOf(row.key), lead('product')],
    [t('portfolio.byChain'), byChain, (row) => orNone(row.key), lead('chain')],
    [t('portfolio.byPark'), byPark, (row) => orNone(row.key), lead('park')],
    [
      t('portfolio.byClass'),
      byClass,
      (row) => (row.key ? stateName('talentClass', row.key, language) : t('portfolio.nobody')),
      lead('talentClass'),
    ],
  ];
  return (
    <Page
      title={t('portfolio.title')}
      sub={<LiveSign service="loan" />}
      actions={
        <>
          <Segmented
            aria-label={t('portfolio.days')}
            value={filters.days}
            options={[
              { value: '30', label: t('portfolio.d30') },
              { value: '90', label: t('portfolio.d90') },
              { value: '365', label: t('portfolio.d365') },
            ]}
            onChange={(value) => setFilters({ days: value })}
          />
          <CsvLink href="/api/loan/portfolio" query={{ by: 'month', days }} />
        </>
      }
    >
      <ProblemView error={months.error} onRetry={() => void months.refetch()} />
      {months.isLoading && <Skeleton active paragraph={{ rows: 8 }} />}
      {months.data && (
        <div className="bank-panels">
          <section className="panel" aria-label={t('portfolio.title')}>
            <Figures
              items={[
                [t('portfolio.invited'), invited, asked()],
                [t('portfolio.offered'), offered, asked({ state: 'Offered' })],
                [t('portfolio.offerRate'), share(offered, invited), asked({ state: 'Offered' })],
                [t('portfolio.declined'), sum((row) => row.declined), asked({ state: 'Declined' })],
                [t('portfolio.lapsed'), sum((row) => row.lapsed), asked({ state: 'Lapsed' })],
                [t('portfolio.won'), won, asked({ won: '1' })],
                [t('portfolio.winRate'), share(won, offered), asked({ won: '1' })],
                [t('portfolio.paidOut'), sum((row) => row.paidOut), paid],
                [t('portfolio.paidYuan'), <Money key="p" yuan={sum((row) => row.paidYuan)} unit />, paid],
              ]}
            />
          </section>
          {invited === 0 ? (
            <section className="panel">
              <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('portfolio.empty')} />
            </section>
          ) : (
            <>
              <section className="panel">
                <Chart
                  title={t('portfolio.byMonth')}
                  option={{
                    xAxis: { type: 'category', data: months.data.items.map((row) => row.key) },
                    yAxis: { type: 'value', minInterval: 1 },
                    series: [
                      { name: t('portfolio.invited'), type: 'bar', barMaxWidth: 40, data: months.data.items.map((row) => row.invited) },
                      { name: t('portfolio.offered'), type: 'bar', barMaxWidth: 40, data: months.data.items.map((row) => row.offered) },
                      { name: t('portfolio.won'), type: 'bar', barMaxWidth: 40, data: months.data.items.map((row) => row.won) },
                      { name: t('portfolio.declined'), type: 'bar', barMaxWidth: 40, data: months.data.items.map((row) => row.declined) },
                    ],
                  }}
                  table={tableOf(months.data.items, (row) => row.key, t)}
                />
              </section>
              <div className="bank-two">
                {parts.map(([title, part, nameOf, onPick]) => {
                  const rows = (part.data?.items ?? []).slice(0, 12).reverse();
                  return (
                    <section className="panel" key={title}>
                      <ProblemView error={part.error} onRetry={() => void part.refetch()} />
                      {part.data && rows.every((row) => row.paidYuan === 0) ? (
                        <>
                          <strong>{title}</strong>
                          <p className="muted" style={{ margin: '8px 0 0' }}>
                            {t('portfolio.nothingPaid')}
                          </p>
                        </>
                      ) : (
                        <Chart
                          title={`${title} (${t('portfolio.wan')})`}
                          height={Math.max(140, rows.length * 32 + 48)}
                          onPick={(_, index) => {
                            const row = rows[index];
                            if (row) onPick(row);
                          }}
                          option={{
                            tooltip: { trigger: 'axis', valueFormatter: (yuan: unknown) => moneyText(Number(yuan)) },
                            legend: { show: false },
                            grid: { left: 8, right: 24, top: 8, bottom: 8, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
                            xAxis: { type: 'value', axisLabel: { formatter: (yuan: number) => moneyText(yuan) }, splitNumber: 4 },
                            yAxis: { type: 'category', data: rows.map(nameOf), axisLabel: { width: 130, overflow: 'truncate' } },
                            series: [
                              { name: t('portfolio.paidYuan'), type: 'bar', barMaxWidth: 20, data: rows.map((row) => row.paidYuan) },
                            ],
                          }}
                          table={tableOf(part.data?.items ?? [], nameOf, t)}
                        />
                      )}
                    </section>
                  );
                })}
              </div>
              <p className="muted small no-print">{t('portfolio.pick')}</p>
            </>
          )}
          <PoolPanel />
        </div>
      )}
    </Page>
  );
}

const usePart = (by: By, days: number) =>
  useData(['loan', 'portfolio', by, days], () => api.GET('/api/loan/portfolio', { params: { query: { by, days } } }));

function tableOf(rows: readonly Row[], nameOf: (row: Row) => string, t: ReturnType<typeof useText<'bank'>>) {
  return {
    head: [
      t('portfolio.key'),
      t('portfolio.invited'),
      t('portfolio.offered'),
      t('portfolio.declined'),
      t('portfolio.won'),
      t('portfolio.paidOut'),
      `${t('portfolio.paidYuan')} (${t('portfolio.wan')})`,
    ],
    rows: rows.map((row) => [nameOf(row), row.invited, row.offered, row.declined, row.won, row.paidOut, moneyText(row.paidYuan)]),
  };
}
