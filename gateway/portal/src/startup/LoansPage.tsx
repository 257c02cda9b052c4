import { Tabs } from 'antd';
import { api } from '../shared/api';
import type { Loan, RiskPool } from '../shared/api';
import { DataTable, columnsOf, useFilters } from '../shared/DataTable';
import { State } from '../shared/format';
import { useText } from '../shared/i18n';
import { CsvLink, Page } from '../shared/Page';
import { usePages } from '../shared/query';
import { useProductName } from './parts';

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
        loan.text(t('loan.contractNumber'), (row) => row.contractNumber),
        loan.text(t('loan.bank'), (row) => row.bankName),
        loan.text(t('applications.product'), (row) => product(row.productCode)),
        loan.text(t('loan.state'), (row) => <State of="loan" value={row.state} />),
        loan.money(`${t('loan.contractYuan')} (${t('unit.wan')})`, (row) => row.contractYuan, 128),
        loan.money(`${t('loan.paidYuan')} (${t('unit.wan')})`, (row) => row.paidYuan, 128),
        loan.money(`${t('loan.coveredYuan')} (${t('unit.wan')})`, (row) => row.coveredYuan, 128),
        loan.rate(t('loan.rate'), (row) => row.rateBp),
        loan.day(t('loan.firstPaidOn'), (row) => row.firstPaidOn),
        loan.day(t('loan.maturesOn'), (row) => row.maturesOn),
        loan.text(t('loan.coverNumber'), (row) => row.coverNumber ?? '—'),
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
        cover.text(t('loan.coverNumber'), (row) => row.number ?? '—'),
        cover.text(t('loan.bank'), (row) => row.bankName),
        cover.text(t('applications.product'), (row) => product(row.productCode)),
        cover.text(t('loan.coverState'), (row) => <State of="cover" value={row.state} />),
        cover.money(`${t('loan.reservedYuan')} (${t('unit.wan')})`, (row) => row.reservedYuan, 128),
        cover.money(`${t('loan.coveredYuan')} (${t('unit.wan')})`, (row) => row.coveredYuan, 128),
        cover.day(t('loan.enrolledOn'), (row) => row.enrolledOn),
        cover.day(t('loan.reservedUntil'), (row) => (row.state === 'Reserved' ? row.reservedUntil : null)),
        cover.text(t('loans.pool'), (row) => row.pool),
      ]}
    />
  );
}
