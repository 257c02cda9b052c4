import { api } from '../shared/api';
import type { Loan } from '../shared/api';
import { DataTable, columnsOf, useFilters } from '../shared/DataTable';
import { Name, State } from '../shared/format';
import { useLanguage, useText } from '../shared/i18n';
import { CsvLink, LiveSign, Page } from '../shared/Page';
import { usePages } from '../shared/query';
import { stateOptions } from '../shared/states';
import { Also, Days, FilterBar, FirmName, Pick, Search, given, useNames } from './common';

const column = columnsOf<Loan['ApplicationView']>();

/** Applications by the same filters as the cockpit's figures, in the address. */
export default function ApplicationsPage() {
  const t = useText('district');
  const language = useLanguage();
  const names = useNames();
  const [filters, set] = useFilters({
    state: '',
    text: '',
    open: '',
    offered: '',
    paidOut: '',
    firstLoan: '',
    productCode: '',
    bankId: '',
    chain: '',
    park: '',
    talentClass: '',
    firmId: '',
    submittedFrom: '',
    submittedUntil: '',
    decided: '',
    decisionDays: '',
    moneyDays: '',
  });
  const pages = usePages(['loan', 'applications', filters], (cursor) =>
    api.GET('/api/loan/applications', { params: { query: { cursor, limit: 100, ...given(filters) } } }),
  );
  const yes = [
    { value: 'true', label: t('list.yes') },
    { value: 'false', label: t('list.no') },
  ];
  const flag = (name: 'open' | 'offered' | 'paidOut' | 'firstLoan' | 'decided', label: string) => (
    <Pick
      label={label}
      value={filters[name]}
      options={yes.map((one) => ({ ...one, label: t('f.other', { name: label, value: one.label }) }))}
      onChange={(value) => set({ [name]: value })}
      width={128}
    />
  );
  return (
    <Page
      title={t('nav.applications')}
      sub={<LiveSign service="loan" />}
      actions={<CsvLink href="/api/loan/applications" query={filters} />}
    >
      <FilterBar filters={filters} set={set}>
        <Search label={t('f.text')} value={filters.text} onChange={(text) => set({ text })} />
        <Pick
          label={t('f.state')}
          value={filters.state}
          options={stateOptions('application', language)}
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
        <Days from={filters.submittedFrom} until={filters.submittedUntil} set={set} names={['submittedFrom', 'submittedUntil']} />
        {flag('open', t('list.openOnly'))}
        {flag('offered', t('list.offered'))}
        {flag('paidOut', t('list.paidOut'))}
        {flag('firstLoan', t('list.firstLoan'))}
        {flag('decided', t('list.decided'))}
        <Also
          filters={filters}
          set={set}
          names={{
            decisionDays: [t('cockpit.waitDecision'), filters.decisionDays],
            moneyDays: [t('cockpit.waitMoney'), filters.moneyDays],
            firmId: [t('f.firm'), <FirmName key="firm" id={filters.firmId} />],
          }}
        />
      </FilterBar>
      <DataTable
        pages={pages}
        rowKey={(row) => row.id}
        to={(row) => `/district/applications/${row.id}`}
        empty={t('list.applications')}
        columns={[
          column.text(t('f.number'), (row) => <span className="number">{row.number}</span>),
          column.text(t('f.firm'), (row) => row.firmName, 240),
          column.text(t('f.state'), (row) => <State of="application" value={row.state} />),
          column.text(t('f.product'), (row) => names.product(row.productCode), 140),
          column.money(t('f.amount'), (row) => row.amountYuan),
          column.number(t('f.tenor'), (row) => row.tenorMonths, 80),
          column.text(t('f.chain'), (row) => row.chain || t('f.none'), 120),
          column.text(t('f.park'), (row) => row.park || t('f.none'), 140),
          column.text(
            t('f.talentClass'),
            (row) => (row.talentClass ? <Name of="talentClass" value={row.talentClass} /> : t('f.none')),
            100,
          ),
          column.instant(t('f.submitted'), (row) => row.submittedAt),
        ]}
      />
    </Page>
  );
}
