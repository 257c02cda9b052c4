import { api } from '../shared/api';
import type { Loan } from '../shared/api';
import { DataTable, columnsOf, useFilters } from '../shared/DataTable';
import { Remaining, State } from '../shared/format';
import { useLanguage, useText } from '../shared/i18n';
import { CsvLink, LiveSign, Page } from '../shared/Page';
import { usePages } from '../shared/query';
import { stateOptions } from '../shared/states';
import { Also, Days, FilterBar, Pick, Search, given, useNames } from './common';

const column = columnsOf<Loan['InvitationView']>();

/** What banks were asked and what they did. */
export default function InvitationsPage() {
  const t = useText('district');
  const language = useLanguage();
  const names = useNames();
  const [filters, set] = useFilters({
    text: '',
    state: '',
    open: '',
    escalated: '',
    productCode: '',
    bankId: '',
    applicationId: '',
    invitedFrom: '',
    invitedUntil: '',
    dueUntil: '',
    taken: '',
    won: '',
  });
  const pages = usePages(['loan', 'invitations', filters], (cursor) =>
    api.GET('/api/loan/invitations', { params: { query: { cursor, limit: 100, ...given(filters) } } }),
  );
  const only = (label: string) => [{ value: 'true', label }];
  return (
    <Page title={t('nav.invitations')} sub={<LiveSign service="loan" />} actions={<CsvLink href="/api/loan/invitations" query={filters} />}>
      <FilterBar filters={filters} set={set}>
        <Search label={t('f.text')} value={filters.text} onChange={(text) => set({ text })} />
        <Pick
          label={t('f.state')}
          value={filters.state}
          options={stateOptions('invitation', language)}
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
          label={t('list.openOnly')}
          value={filters.open}
          options={only(t('list.openOnly'))}
          onChange={(open) => set({ open })}
          width={128}
        />
        <Pick
          label={t('list.escalated')}
          value={filters.escalated}
          options={only(t('list.escalated'))}
          onChange={(escalated) => set({ escalated })}
          width={128}
        />
        <Pick
          label={t('list.taken')}
          value={filters.taken}
          options={only(t('list.taken'))}
          onChange={(taken) => set({ taken })}
          width={128}
        />
        <Pick label={t('list.won')} value={filters.won} options={only(t('list.won'))} onChange={(won) => set({ won })} width={128} />
        <Also filters={filters} set={set} names={{ applicationId: [t('list.oneApplication')], dueUntil: [t('list.dueUntil')] }} />
        <Days from={filters.invitedFrom} until={filters.invitedUntil} set={set} names={['invitedFrom', 'invitedUntil']} />
      </FilterBar>
      <DataTable
        pages={pages}
        rowKey={(row) => row.id}
        to={(row) => `/district/applications/${row.applicationId}`}
        empty={t('list.invitations')}
        columns={[
          column.text(t('f.number'), (row) => <span className="number">{row.number}</span>),
          column.text(t('f.bank'), (row) => row.bankName, 160),
          column.text(t('f.firm'), (row) => row.firmName, 240),
          column.text(t('f.state'), (row) => <State of="invitation" value={row.state} />),
          column.text(t('f.product'), (row) => names.product(row.productCode), 140),
          column.money(t('f.amount'), (row) => row.amountYuan),
          column.text(t('f.deadline'), (row) => <Remaining until={row.dueAt} />),
          column.instant(t('f.at'), (row) => row.invitedAt),
        ]}
      />
    </Page>
  );
}
