import { Tabs } from 'antd';
import { api } from '../shared/api';
import type { Loan, RiskPool } from '../shared/api';
import { DataTable, columnsOf, useFilters } from '../shared/DataTable';
import { State } from '../shared/format';
import { useText } from '../shared/i18n';
import { CsvLink, Page } from '../shared/Page';
import { usePages } from '../shared/query';
import { Wrap, useProductName } from './parts';

const loan = columnsOf<Loan['LoanView']>();
const cover = columnsOf<RiskPool['CoverView']>();

/** What the firm has borrowed, and the pool's cover of it. */
export default function LoansPage() {
  const t = useText('startup');
  const [filters, setFilters] = useFilters({ part: 'loans' });
  return (
    <Page title={t('loans.title')} actions={<CsvLink href={filters.part === 'loans' ? '/api/loan/loans' : '/api/riskpool/covers'} />}>
      <Tabs
        activeKey={filters.part}
        onChange={(part) => setFilters({ part })}
        destroyOnHidden
        items={[
          { key: 'loans', label: t('loans.loans'), children: <Loans /> },
          { key: 'covers', label: t('loans.covers'), children: <Covers /> },
        ]}
      />
    </Page>
  );
}

function Loans() {
  const t = useText('startup');
  const product = useProductName();
  const pages = usePages(['loan', 'loans'], (cursor) => api.GET('/api/loan/loans', { params: { query: { cursor, limit: 50 } } }));
  return (
    <DataTable
      pages={pages}
      rowKey={(row) => row.id}
      to={(row) => `/startup/applications/${row.applicationId}`}
      empty={t('loans.empty')}
      columns={[
        loan.text(t('loan.contractNumber'), (row) => <Wrap width={120}>{row.contractNumber}</Wrap>),
        loan.text(t('loan.bank'), (row) => <Wrap width={120}>{row.bankName}</Wrap>),
        loan.text(t('applications.product'), (row) => product(row.productCode)),
        loan.text(t('loan.state'), (row) => <State of="loan" value={row.state} />),
        loan.money(`${t('loan.contractYuan')} (${t('unit.wan')})`, (row) => row.contractYuan, 104),
        loan.money(`${t('loan.paidYuan')} (${t('unit.wan')})`, (row) => row.paidYuan, 104),
        loan.money(`${t('loan.coveredYuan')} (${t('unit.wan')})`, (row) => row.coveredYuan, 104),
        loan.rate(t('loan.rate'), (row) => row.rateBp, 72),
        loan.day(t('loan.maturesOn'), (row) => row.maturesOn),
        loan.text(t('loan.coverNumber'), (row) => <Wrap width={90}>{row.coverNumber ?? '—'}</Wrap>),
      ]}
    />
  );
}

function Covers() {
  const t = useText('startup');
  const product = useProductName();
  const pages = usePages(['riskpool', 'covers', 'list'], (cursor) =>
    api.GET('/api/riskpool/covers', { params: { query: { cursor, limit: 50 } } }),
  );
  return (
    <DataTable
      pages={pages}
      rowKey={(row) => row.id}
      to={(row) => `/startup/applications/${row.applicationId}`}
      empty={t('loans.emptyCovers')}
      columns={[
        cover.text(t('loan.coverNumber'), (row) => <Wrap width={110}>{row.number ?? '—'}</Wrap>),
        cover.text(t('loan.bank'), (row) => <Wrap width={160}>{row.bankName}</Wrap>),
        cover.text(t('applications.product'), (row) => product(row.productCode)),
        cover.text(t('loan.coverState'), (row) => <State of="cover" value={row.state} />),
        cover.money(`${t('loan.reservedYuan')} (${t('unit.wan')})`, (row) => row.reservedYuan, 104),
        cover.money(`${t('loan.coveredYuan')} (${t('unit.wan')})`, (row) => row.coveredYuan, 104),
        cover.day(t('loan.enrolledOn'), (row) => row.enrolledOn),
        cover.day(t('loan.reservedUntil'), (row) => (row.state === 'Reserved' ? row.reservedUntil : null)),
        cover.text(t('loans.pool'), (row) => row.pool),
      ]}
    />
  );
}
