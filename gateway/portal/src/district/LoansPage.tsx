import { api } from '../shared/api';
import type { Loan } from '../shared/api';
import { DataTable, columnsOf, useFilters } from '../shared/DataTable';
import { State } from '../shared/format';
import { useLanguage, useText } from '../shared/i18n';
import { CsvLink, LiveSign, Page } from '../shared/Page';
import { usePages } from '../shared/query';
import { stateOptions } from '../shared/states';
import { Also, Days, FilterBar, FirmName, Pick, Search, given, useNames } from './common';

const column = columnsOf<Loan['LoanView']>();

/** Loans by bank, product, chain, park, class and payout day. */
export default function LoansPage() {
  const t = useText('district');
  const language = useLanguage();
  const names = useNames();
  const [filters, set] = useFilters({
    state: '',
    text: '',
    contractNumber: '',
    productCode: '',
    bankId: '',
    chain: '',
    park: '',
    talentClass: '',
    firmId: '',
    applicationId: '',
    paidFrom: '',
    paidUntil: '',
    paid: '',
    submittedFrom: '',
    submittedUntil: '',
    invitedFrom: '',
    invitedUntil: '',
  });
  const pages = usePages(['loan', 'loans', filters], (cursor) =>
    api.GET('/api/loan/loans', { params: { query: { cursor, limit: 100, ...given(filters) } } }),
  );
  return (
    <Page title={t('nav.loans')} sub={<LiveSign service="loan" />} actions={<CsvLink href="/api/loan/loans" query={filters} />}>
      <FilterBar filters={filters} set={set}>
        <Search label={t('f.text')} value={filters.text} onChange={(text) => set({ text })} />
        <Pick
          label={t('f.state')}
          value={filters.state}
          options={stateOptions('loan', language)}
          onChange={(state) => set({ state })}
          width={128}
        />
        <Pick
          label={t('f.product')}
          value={filters.productCode}
          options={names.productOptions}
          onChange={(productCode) => set({ productCode })}
        />
        <Pick label={t('f.bank')} value={filters.bankId} options={names.bankOptions} onChange={(bankId) => set({ bankId })} />
        <Pick
          label={t('f.talentClass')}
          value={filters.talentClass}
          options={[...stateOptions('talentClass', language), { value: '-', label: t('f.none') }]}
          onChange={(talentClass) => set({ talentClass })}
          width={128}
        />
        <Search label={t('f.chain')} value={filters.chain} onChange={(chain) => set({ chain })} width={160} />
        <Search label={t('f.park')} value={filters.park} onChange={(park) => set({ park })} width={160} />
        <Days from={filters.paidFrom} until={filters.paidUntil} set={set} names={['paidFrom', 'paidUntil']} />
        <Also
          filters={filters}
          set={set}
          names={{
            paid: [t('list.paid')],
            submittedFrom: [t('list.submittedFrom'), filters.submittedFrom],
            submittedUntil: [t('list.submittedUntil'), filters.submittedUntil],
            invitedFrom: [t('list.invitedFrom'), filters.invitedFrom],
            invitedUntil: [t('list.invitedUntil'), filters.invitedUntil],
            applicationId: [t('list.oneApplication')],
            firmId: [t('f.firm'), <FirmName key="firm" id={filters.firmId} />],
          }}
        />
      </FilterBar>
      <DataTable
        pages={pages}
        rowKey={(row) => row.id}
        to={(row) => `/district/loans/${row.id}`}
        empty={t('list.loans')}
        columns={[
          column.text(t('f.contract'), (row) => <span className="number">{row.contractNumber}</span>),
          column.text(t('f.firm'), (row) => row.firmName, 240),
          column.text(t('f.bank'), (row) => row.bankName, 140),
          column.text(t('f.state'), (row) => <State of="loan" value={row.state} />),
          column.text(t('f.product'), (row) => names.product(row.productCode), 140),
          column.money(t('f.amount'), (row) => row.contractYuan),
          column.money(t('f.paid'), (row) => row.paidYuan),
          column.money(t('f.covered'), (row) => row.coveredYuan),
          column.rate(t('f.rate'), (row) => row.rateBp),
          column.number(t('f.tenor'), (row) => row.tenorMonths, 80),
          column.day(t('f.firstPaidOn'), (row) => row.firstPaidOn),
          column.text(t('f.chain'), (row) => row.chain || t('f.none'), 120),
        ]}
      />
    </Page>
  );
}
