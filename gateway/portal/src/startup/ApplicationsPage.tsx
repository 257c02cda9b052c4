import { api } from '../shared/api';
import type { Loan } from '../shared/api';
import { DataTable, columnsOf } from '../shared/DataTable';
import { State } from '../shared/format';
import { useText } from '../shared/i18n';
import { CsvLink, Page } from '../shared/Page';
import { usePages } from '../shared/query';

const column = columnsOf<Loan['ApplicationView']>();

/** The firm's applications, newest first. */
export default function ApplicationsPage() {
  const t = useText('startup');
  const pages = usePages(['loan', 'applications'], (cursor) =>
    api.GET('/api/loan/applications', { params: { query: { cursor, limit: 50 } } }),
  );
  return (
    <Page title={t('applications.title')} actions={<CsvLink href="/api/loan/applications" />}>
      <DataTable
        pages={pages}
        rowKey={(row) => row.id}
        empty={t('applications.empty')}
        columns={[
          column.text(t('applications.product'), (row) => row.productCode),
          column.money(t('applications.amount'), (row) => row.amountYuan),
          column.number(t('applications.tenor'), (row) => row.tenorMonths),
          column.text(t('applications.state'), (row) => <State of="application" value={row.state} />),
        ]}
      />
    </Page>
  );
}
