import { Alert, Empty, Flex, Segmented, Table, Tabs } from 'antd';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { Link, useNavigate } from 'react-router';
import { api } from '../shared/api';
import type { Loan, RiskPool } from '../shared/api';
import { Chart } from '../shared/Chart';
import { DataTable, columnsOf, useFilters } from '../shared/DataTable';
import { Money, Rate, State, beijing, instantText, moneyText, rateText } from '../shared/format';
import { useLanguage, useText } from '../shared/i18n';
import { LiveSign, Page, PrintButton } from '../shared/Page';
import { ProblemView } from '../shared/ProblemView';
import { useData } from '../shared/query';
import { useMay } from '../shared/session';
import { stateName } from '../shared/states';
import { Panel, pageOf, useNames } from './common';
import { Figure, Pools } from './Pools';

const windows = ['7', '30', '90', '365'];
const ages = ['0-2', '3-7', '8-14', '15-30', '31-90', '91+'] as const;
const dimensions = ['bank', 'product', 'chain', 'park', 'talentClass'] as const;
type Dimension = (typeof dimensions)[number];

/** The district's cockpit: the pool's position and what happens to applications, pushed as it changes; each figure leads to its rows. */
export default function CockpitPage() {
  const t = useText('district');
  const seesLoans = useMay()('PoolOfficer', 'PoolApprover', 'Auditor');
  const [filters, setFilters] = useFilters({ days: '90', by: 'bank' });
  const days = windows.includes(filters.days) ? Number(filters.days) : 90;
  const position = useData(['riskpool', 'position', 'all'], () => api.GET('/api/riskpool/position'));
  const asOf = position.data?.asOf;
  return (
    <Page
      title={t('cockpit.title')}
      sub={
        <Flex gap={16} wrap>
          <LiveSign service="riskpool" />
          {asOf && <span className="small">{t('cockpit.asOf', { at: instantText(asOf) })}</span>}
        </Flex>
      }
      actions={
        <>
          {seesLoans && (
            <Segmented
              aria-label={t('cockpit.window')}
              value={String(days)}
              onChange={(value) => setFilters({ days: value })}
              options={windows.map((value) => ({
                value,
                label: value === '365' ? t('cockpit.year') : t('cockpit.days', { count: Number(value) }),
              }))}
            />
          )}
          <PrintButton />
        </>
      }
    >
      <ProblemView error={position.error} onRetry={() => void position.refetch()} />
      <Pools pools={position.data?.pools ?? []} loading={position.isLoading} />
      {seesLoans ? (
        <>
          <Flow days={days} />
          <Ages />
          <div className="columns">
            <Waits wait="Decision" days={days} />
            <Waits wait="Money" days={days} />
          </div>
          <ByDay days={days} />
          <By
            days={days}
            by={dimensions.find((one) => one === filters.by) ?? 'bank'}
            onChange={(by) => setFilters({ by })}
            pools={position.data?.pools ?? []}
          />
        </>
      ) : (
        <Alert type="info" showIcon title={t('cockpit.adminNote')} />
      )}
    </Page>
  );
}

function Flow({ days }: { days: number }) {
  const t = useText('district');
  const unit = useText('shared')('money.unit');
  const { data, error, refetch } = useData(['loan', 'cockpit', 'figures', days], () =>
    api.GET('/api/loan/cockpit', { params: { query: { days } } }),
  );
  const count = (value: number | undefined) => <span className="number">{value?.toLocaleString('zh-CN') ?? '—'}</span>;
  const waited = (value: number | null | undefined) => (value === null || value === undefined ? '—' : t('cockpit.day', { days: value }));
  const mean = (value: number | null | undefined) =>
    value === null || value === undefined ? undefined : t('cockpit.mean', { days: value.toFixed(1) });
  const to = (name: string) => pageOf(data?.links[name]);
  return (
    <Panel title={`${t('cockpit.flow')}${data ? ` · ${data.from} – ${data.until}` : ''}`} csv={`/api/loan/cockpit?days=${days}`}>
      <ProblemView error={error} onRetry={() => void refetch()} />
      <div className="figures" style={{ gridTemplateColumns: 'repeat(auto-fit, minmax(148px, 1fr))' }}>
        <Figure
          label={t('cockpit.submitted')}
          to={to('submitted')}
          sub={
            <>
              {t('cockpit.asked')} <Money yuan={data?.askedYuan} />
            </>
          }
        >
          {count(data?.submitted)}
        </Figure>
        <Figure label={t('cockpit.open')} to={to('open')}>
          {count(data?.open)}
        </Figure>
        <Figure label={t('cockpit.offered')} to={to('offered')} sub={`${t('cockpit.hitRate')} ${rateText(data?.hitRateBp)}`}>
          {count(data?.offered)}
        </Figure>
        <Figure label={t('cockpit.paidOut')} to={to('paidOut')} sub={`${t('cockpit.paidRate')} ${rateText(data?.paidRateBp)}`}>
          {count(data?.paidOut)}
        </Figure>
        <Figure label={`${t('cockpit.paidYuan')} (${unit})`} to={to('loans')}>
          <Money yuan={data?.paidYuan} />
        </Figure>
        <Figure label={t('cockpit.hitRate')} to={to('offered')}>
          <Rate bp={data?.hitRateBp} />
        </Figure>
        <Figure label={t('cockpit.firstLoanShare')} to={to('firstLoans')} sub={`${t('cockpit.firstLoans')} ${data?.firstLoans ?? '—'}`}>
          <Rate bp={data?.firstLoanBp} />
        </Figure>
        <Figure label={t('cockpit.decisionDays')} to={to('decided')} sub={mean(data?.decisionDaysMean)}>
          <span className="number">{waited(data?.decisionDaysMedian)}</span>
        </Figure>
        <Figure label={t('cockpit.moneyDays')} to={to('paidOut')} sub={mean(data?.moneyDaysMean)}>
          <span className="number">{waited(data?.moneyDaysMedian)}</span>
        </Figure>
        <Figure label={t('cockpit.refused')} to={to('refused')}>
          {count(data?.refused)}
        </Figure>
        <Figure label={t('cockpit.expired')} to={to('expired')}>
          {count(data?.expired)}
        </Figure>
        <Figure label={t('cockpit.withdrawn')} to={to('withdrawn')}>
          {count(data?.withdrawn)}
        </Figure>
      </div>
    </Panel>
  );
}

function Ages() {
  const t = useText('district');
  const { data, error, isLoading, refetch } = useData(['loan', 'cockpit', 'ages'], () => api.GET('/api/loan/cockpit/ages'));
  const rows = useMemo(() => {
    const states = [...new Set((data?.items ?? []).map((row) => row.state))];
    return states.map((state) => ({ state, cells: (data?.items ?? []).filter((row) => row.state === state) }));
  }, [data]);
  // What was withdrawn before it was ever submitted has no age and is not counted.
  const all = (state: string) => `/district/applications?state=${state}&submittedUntil=${beijing(new Date()).format('YYYY-MM-DD')}`;
  return (
    <Panel title={t('cockpit.ages')} csv="/api/loan/cockpit/ages">
      <ProblemView error={error} onRetry={() => void refetch()} />
      <Table
        size="small"
        pagination={false}
        loading={isLoading}
        rowKey="state"
        dataSource={rows}
        scroll={{ x: 'max-content' }}
        locale={{ emptyText: t('cockpit.empty') }}
        columns={[
          { title: t('f.state'), render: (_, row) => <State of="application" value={row.state} /> },
          ...ages.map((age) => ({
            title: t('cockpit.age', { age }),
            align: 'right' as const,
            render: (_: unknown, row: { cells: Loan['ShowCockpitAgeRow'][] }) => {
              const cell = row.cells.find((one) => one.age === age);
              return cell ? (
                <Link to={pageOf(cell.link)} className="number">
                  {cell.applications.toLocaleString('zh-CN')}
                </Link>
              ) : (
                <span className="muted">0</span>
              );
            },
          })),
          {
            title: t('cockpit.sum'),
            align: 'right',
            render: (_, row) => (
              <Link to={all(row.state)} className="number">
                {row.cells.reduce((sum, cell) => sum + cell.applications, 0).toLocaleString('zh-CN')}
              </Link>
            ),
          },
          {
            title: t('cockpit.asked'),
            align: 'right',
            render: (_, row) => (
              <Link to={all(row.state)}>
                <Money yuan={row.cells.reduce((sum, cell) => sum + cell.askedYuan, 0)} />
              </Link>
            ),
          },
        ]}
      />
    </Panel>
  );
}

function Waits({ wait, days }: { wait: Loan['Wait']; days: number }) {
  const t = useText('district');
  const { data, error, refetch } = useData(['loan', 'cockpit', 'waits', wait, days], () =>
    api.GET('/api/loan/cockpit/waits', { params: { query: { wait, days } } }),
  );
  const navigate = useNavigate();
  const title = t(wait === 'Decision' ? 'cockpit.waitDecision' : 'cockpit.waitMoney');
  const rows = useMemo(() => {
    // Days without applications stay visible as gaps, up to two months; what took longer follows as it comes.
    const items = data?.items ?? [];
    const last = Math.min(60, Math.max(0, ...items.map((row) => row.days)));
    const dense = Array.from({ length: last + 1 }, (_, day) => ({
      days: day,
      applications: items.find((row) => row.days === day)?.applications ?? 0,
      link: items.find((row) => row.days === day)?.link ?? '',
    }));
    return items.length === 0 ? [] : [...dense, ...items.filter((row) => row.days > last)];
  }, [data]);
  const option = useMemo(
    () => ({
      xAxis: { type: 'category', name: t('cockpit.waitDays'), data: rows.map((row) => String(row.days)) },
      yAxis: { type: 'value', minInterval: 1 },
      grid: { left: 8, right: 40, top: 16, bottom: 8 },
      legend: { show: false },
      series: [{ type: 'bar', name: t('cockpit.count'), barMaxWidth: 32, data: rows.map((row) => row.applications) }],
    }),
    [rows, t],
  );
  return (
    <Panel title={title} csv={`/api/loan/cockpit/waits?wait=${wait}&days=${days}`}>
      <ProblemView error={error} onRetry={() => void refetch()} />
      {rows.length === 0 ? (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('cockpit.empty')} />
      ) : (
        <Chart
          title={t('cockpit.count')}
          height={180}
          option={option}
          table={{ head: [t('cockpit.waitDays'), t('cockpit.count')], rows: rows.map((row) => [row.days, row.applications]) }}
          onPick={(_, index) => void navigate(pageOf(rows[index]?.link))}
        />
      )}
    </Panel>
  );
}

function ByDay({ days }: { days: number }) {
  const t = useText('district');
  const navigate = useNavigate();
  const { data, error, refetch } = useData(['loan', 'cockpit', 'days', days], () =>
    api.GET('/api/loan/cockpit/days', { params: { query: { days } } }),
  );
  const rows = useMemo(() => data?.items ?? [], [data]);
  const option = useMemo(
    () => ({
      xAxis: { type: 'category', data: rows.map((row) => row.day) },
      yAxis: { type: 'value', minInterval: 1 },
      series: (['submitted', 'offered', 'paidOut'] as const).map((name) => ({
        type: 'bar',
        name: t(`cockpit.${name}`),
        barMaxWidth: 32,
        data: rows.map((row) => row[name]),
      })),
    }),
    [rows, t],
  );
  return (
    <Panel title={t('cockpit.byDay')} csv={`/api/loan/cockpit/days?days=${days}`}>
      <ProblemView error={error} onRetry={() => void refetch()} />
      {rows.length === 0 ? (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('cockpit.empty')} />
      ) : (
        <Chart
          title={t('cockpit.count')}
          height={200}
          option={option}
          onPick={(_, index, series) => void navigate(pageOf(rows[index]?.link) + (['', '&offered=true', '&paidOut=true'][series] ?? ''))}
          table={{
            head: [t('f.at'), t('cockpit.submitted'), t('cockpit.offered'), t('cockpit.paidOut'), t('cockpit.paidBy')],
            rows: rows.map((row) => [row.day, row.submitted, row.offered, row.paidOut, moneyText(row.paidYuan)]),
          }}
        />
      )}
    </Panel>
  );
}

/** One line of a breakdown: the applications' side and the pool's side of the same key. */
interface Line {
  key: string;
  name: string;
  to: string;
  loansTo: string;
  coversTo: string;
  loan?: Loan['ShowCockpitByRow'];
  bank?: Loan['ShowCockpitByBankRow'];
  reservedYuan: number;
  coveredYuan: number;
  liveCovers: number;
  paidYuan: number;
}

const column = columnsOf<Line>();

function By({
  days,
  by,
  onChange,
  pools,
}: {
  days: number;
  by: Dimension;
  onChange: (by: string) => void;
  pools: RiskPool['ShowPositionPoolPosition'][];
}) {
  const t = useText('district');
  const language = useLanguage();
  const names = useNames();
  const navigate = useNavigate();
  const isBank = by === 'bank';
  const loans = useData(
    ['loan', 'cockpit', 'by', by, days],
    () => api.GET('/api/loan/cockpit/by/{dimension}', { params: { path: { dimension: by }, query: { days } } }),
    { enabled: !isBank },
  );
  const banks = useData(['loan', 'cockpit', 'banks', days], () => api.GET('/api/loan/cockpit/banks', { params: { query: { days } } }), {
    enabled: isBank,
  });
  const pool = useData(['riskpool', 'position', 'by', by], () =>
    api.GET('/api/riskpool/position/by/{dimension}', { params: { path: { dimension: by }, query: { limit: 200 } } }),
  );
  const label: Record<Dimension, string> = {
    bank: t('cockpit.byBank'),
    product: t('cockpit.byProduct'),
    chain: t('cockpit.byChain'),
    park: t('cockpit.byPark'),
    talentClass: t('cockpit.byTalentClass'),
  };
  const nameOf = (key: string) =>
    key === '' ? t('f.none') : by === 'product' ? names.product(key) : by === 'talentClass' ? stateName('talentClass', key, language) : key;
  const coversTo = (key: string) => `/district/covers?${by}=${encodeURIComponent(key || '-')}`;
  const lines = new Map<string, Line>();
  const line = (key: string, name: string): Line => {
    const found = lines.get(key);
    if (found) return found;
    const made = {
      key,
      name,
      to: '',
      loansTo: isBank
        ? `/district/loans?bankId=${key}`
        : `/district/loans?${by === 'product' ? 'productCode' : by}=${encodeURIComponent(key || '-')}`,
      coversTo: coversTo(key),
      reservedYuan: 0,
      coveredYuan: 0,
      liveCovers: 0,
      paidYuan: 0,
    };
    lines.set(key, made);
    return made;
  };
  if (isBank)
    for (const row of banks.data?.items ?? [])
      Object.assign(line(row.bankId, row.bankName), {
        bank: row,
        to: pageOf(row.link),
        loansTo: pageOf(row.loansLink),
        paidYuan: row.paidYuan,
      });
  else
    for (const row of loans.data?.items ?? [])
      Object.assign(line(row.key, nameOf(row.key)), {
        loan: row,
        to: pageOf(row.link),
        loansTo: pageOf(row.loansLink),
        paidYuan: row.paidYuan,
      });
  for (const row of pool.data?.items ?? []) {
    const held = line(row.key, isBank ? row.name : nameOf(row.key));
    held.reservedYuan += row.reservedYuan;
    held.coveredYuan += row.coveredYuan;
    held.liveCovers += row.liveCovers;
  }
  const rows = [...lines.values()].sort((a, b) => b.paidYuan - a.paidYuan || b.coveredYuan - a.coveredYuan);
  const top = rows.filter((row) => row.paidYuan > 0).slice(0, 12);
  const counted = (to: string, value: number | undefined) =>
    value === undefined ? (
      <span className="muted">—</span>
    ) : to && value > 0 ? (
      <Link to={to} className="number">
        {value.toLocaleString('zh-CN')}
      </Link>
    ) : (
      <span className="number">{value.toLocaleString('zh-CN')}</span>
    );
  const right = (title: string, of: (row: Line) => ReactNode) => ({ ...column.text(title, of), align: 'right' as const });
  const more = (to: string, filter: string) => (to ? `${to}${to.includes('?') ? '&' : '?'}${filter}` : '');
  const linked = (to: string, value: ReactNode) => (to ? <Link to={to}>{value}</Link> : value);
  const coverColumns = [
    right(t('cockpit.paidBy'), (row) => (
      <Link to={row.loansTo}>
        <Money yuan={row.paidYuan} />
      </Link>
    )),
    right(t('cockpit.reserved'), (row) => (
      <Link to={`${row.coversTo}&holds=Reserved`}>
        <Money yuan={row.reservedYuan} />
      </Link>
    )),
    right(t('cockpit.covered'), (row) => (
      <Link to={`${row.coversTo}&holds=Covered`}>
        <Money yuan={row.coveredYuan} />
      </Link>
    )),
    right(t('cockpit.live'), (row) => counted(`${row.coversTo}&holds=Any`, row.liveCovers)),
  ];
  const hours = (value: number | null | undefined) =>
    value === null || value === undefined ? '—' : value.toLocaleString('zh-CN', { maximumFractionDigits: 1 });
  const columns = isBank
    ? [
        { ...column.text(t('f.bank'), (row) => (row.to ? <Link to={row.to}>{row.name}</Link> : row.name)), fixed: 'start' as const },
        right(t('cockpit.invited'), (row) => counted(row.to, row.bank?.invited)),
        right(t('cockpit.taken'), (row) => counted(more(row.to, 'taken=true'), row.bank?.taken)),
        right(t('cockpit.offered'), (row) => counted(more(row.to, 'state=Offered'), row.bank?.offered)),
        right(t('cockpit.declined'), (row) => counted(more(row.to, 'state=Declined'), row.bank?.declined)),
        right(t('cockpit.lapsed'), (row) => counted(more(row.to, 'state=Lapsed'), row.bank?.lapsed)),
        right(t('cockpit.offerRate'), (row) => linked(more(row.to, 'state=Offered'), <Rate bp={row.bank?.offerRateBp} />)),
        right(t('cockpit.won'), (row) => counted(more(row.to, 'won=true'), row.bank?.won)),
        right(t('cockpit.winRate'), (row) => linked(more(row.to, 'won=true'), <Rate bp={row.bank?.winRateBp} />)),
        right(t('cockpit.paidOut'), (row) => counted(row.loansTo, row.bank?.paidOut)),
        right(t('cockpit.response'), (row) =>
          linked(more(row.to, 'taken=true'), <span className="number">{hours(row.bank?.responseHoursMean)}</span>),
        ),
        right(t('cockpit.decision'), (row) => <span className="number">{hours(row.bank?.decisionHoursMean)}</span>),
        ...coverColumns,
      ]
    : [
        { ...column.text(label[by], (row) => (row.to ? <Link to={row.to}>{row.name}</Link> : row.name)), fixed: 'start' as const },
        right(t('cockpit.submitted'), (row) => counted(row.to, row.loan?.submitted)),
        right(t('cockpit.open'), (row) => counted(more(row.to, 'open=true'), row.loan?.open)),
        right(t('cockpit.offered'), (row) => counted(more(row.to, 'offered=true'), row.loan?.offered)),
        right(t('cockpit.hitRate'), (row) => linked(more(row.to, 'offered=true'), <Rate bp={row.loan?.hitRateBp} />)),
        right(t('cockpit.paidOut'), (row) => counted(more(row.to, 'paidOut=true'), row.loan?.paidOut)),
        right(t('cockpit.firstLoanShare'), (row) => linked(more(row.to, 'firstLoan=true'), <Rate bp={row.loan?.firstLoanBp} />)),
        right(t('cockpit.decisionMean'), (row) =>
          linked(more(row.to, 'decided=true'), <span className="number">{hours(row.loan?.decisionDaysMean)}</span>),
        ),
        right(t('cockpit.moneyMean'), (row) =>
          linked(more(row.to, 'paidOut=true'), <span className="number">{hours(row.loan?.moneyDaysMean)}</span>),
        ),
        ...coverColumns,
      ];
  const csv = isBank ? `/api/loan/cockpit/banks?days=${days}` : `/api/loan/cockpit/by/${by}?days=${days}`;
  const query = isBank ? banks : loans;
  return (
    <Panel
      title={t('cockpit.by')}
      csv={csv}
      actions={
        pools.length > 0 && (
          <a className="small" href={`/api/riskpool/position/by/${by}?limit=200&format=csv`} download>
            {t('cockpit.poolCsv')} CSV
          </a>
        )
      }
    >
      <Tabs size="small" activeKey={by} onChange={onChange} items={dimensions.map((key) => ({ key, label: label[key] }))} />
      {top.length > 0 && (
        <Chart
          title={t('cockpit.paidBy')}
          height={Math.max(140, top.length * 28 + 40)}
          option={{
            grid: { left: 8, right: 72, top: 8, bottom: 8 },
            legend: { show: false },
            xAxis: { type: 'value' },
            yAxis: { type: 'category', inverse: true, data: top.map((row) => row.name), axisLabel: { width: 180, overflow: 'truncate' } },
            series: [
              {
                type: 'bar',
                name: t('cockpit.paidBy'),
                barMaxWidth: 18,
                data: top.map((row) => Math.round(row.paidYuan / 100) / 100),
                label: { show: true, position: 'right', formatter: ({ value }: { value: number }) => value.toLocaleString('zh-CN') },
              },
            ],
          }}
          table={{ head: [label[by], t('cockpit.paidBy')], rows: top.map((row) => [row.name, moneyText(row.paidYuan)]) }}
          onPick={(_, index) => void navigate(top[index]?.loansTo ?? '')}
        />
      )}
      <div style={{ height: 12 }} />
      <DataTable
        keyboard={false}
        rows={rows}
        rowKey={(row) => row.key || '-'}
        loading={query.isLoading}
        error={query.error ?? pool.error}
        columns={columns}
        empty={t('cockpit.empty')}
      />
    </Panel>
  );
}
