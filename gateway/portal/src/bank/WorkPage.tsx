import { Select } from 'antd';
import { api } from '../shared/api';
import type { Loan } from '../shared/api';
import { DataTable, columnsOf, useFilters } from '../shared/DataTable';
import { Remaining, State } from '../shared/format';
import { useLanguage, useText } from '../shared/i18n';
import { LiveSign, Page } from '../shared/Page';
import { usePages } from '../shared/query';
import { stateOptions } from '../shared/states';

const column = columnsOf<Loan['InvitationView']>();

/** What waits for this bank. */
export default function WorkPage() {
  const t = useText('bank');
  const language = useLanguage();
  const [filters, setFilters] = useFilters({ state: '' });
  const state = (filters.state || undefined) as Loan['InvitationState'] | undefined;
  const pages = usePages(['loan', 'invitations', filters], (cursor) =>
    api.GET('/api/loan/invitations', { params: { query: { cursor, limit: 100, state } } }),
  );
  return (
    <Page
      title={t('work.title')}
      sub={<LiveSign service="loan" />}
      actions={
        <Select
          aria-label={t('work.state')}
          allowClear
          placeholder={t('work.state')}
          style={{ width: 160 }}
          value={state ?? null}
          options={stateOptions('invitation', language)}
          onChange={(value) => setFilters({ state: value })}
        />
      }
    >
      <DataTable
        pages={pages}
        rowKey={(row) => row.id}
        empty={t('work.empty')}
        columns={[
          column.text(t('work.state'), (row) => <State of="invitation" value={row.state} />),
          column.instant(t('work.invited'), (row) => row.invitedAt),
          column.text(t('work.due'), (row) => <Remaining until={row.decideBy} />),
        ]}
      />
    </Page>
  );
}
