import { Link } from 'react-router';
import { api } from '../shared/api';
import type { Loan } from '../shared/api';
import { DataTable, columnsOf } from '../shared/DataTable';
import { State } from '../shared/format';
import { useText } from '../shared/i18n';
import { CsvLink, LiveSign, Page } from '../shared/Page';
import { usePages } from '../shared/query';
import { useNames } from './common';

const column = columnsOf<Loan['ListEscalationsRow']>();

/** Banks that let a deadline pass, the longest wait first. */
export default function EscalationsPage() {
  const t = useText('district');
  const names = useNames();
  const pages = usePages(['loan', 'escalations'], (cursor) =>
    api.GET('/api/loan/escalations', { params: { query: { cursor, limit: 100 } } }),
  );
  return (
    <Page title={t('escalations.title')} sub={<LiveSign service="loan" />} actions={<CsvLink href="/api/loan/escalations" />}>
      <DataTable
        pages={pages}
        rowKey={(row) => row.invitation.id}
        to={(row) => `/district/applications/${row.invitation.applicationId}`}
        empty={t('escalations.empty')}
        columns={[
          column.text(t('f.number'), (row) => <span className="number">{row.invitation.number}</span>),
          column.text(
            t('f.bank'),
            (row) => <Link to={`/district/institutions/${row.invitation.bankId}`}>{row.invitation.bankName}</Link>,
            180,
          ),
          column.text(t('f.firm'), (row) => row.invitation.firmName, 240),
          column.text(t('f.state'), (row) => <State of="invitation" value={row.invitation.state} />),
          column.text(t('f.product'), (row) => names.product(row.invitation.productCode), 140),
          column.money(t('f.amount'), (row) => row.invitation.amountYuan),
          column.text(t('escalations.age'), (row) => (
            <strong className="number">{t('escalations.hoursOf', { count: Math.round(row.ageHours) })}</strong>
          )),
          column.instant(t('escalations.respondBy'), (row) => row.invitation.respondBy),
          column.instant(t('escalations.decideBy'), (row) => row.invitation.decideBy),
          column.instant(t('escalations.since'), (row) => row.invitation.escalatedAt),
        ]}
      />
    </Page>
  );
}
