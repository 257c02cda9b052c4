import { api } from '../shared/api';
import type { Loan } from '../shared/api';
import { DataTable, columnsOf } from '../shared/DataTable';
import { Remaining, State } from '../shared/format';
import { useText } from '../shared/i18n';
import { LiveSign, Page } from '../shared/Page';
import { usePages } from '../shared/query';
import { Decide } from './Decide';
import { Months, Short, useProducts } from './names';

const column = columnsOf<Loan['OfferView']>();

/** Offers above an officer's limit, for the second person. */
export default function QueuePage() {
  const t = useText('bank');
  const products = useProducts();
  const pages = usePages(['loan', 'offers', 'proposed'], (cursor) =>
    api.GET('/api/loan/offers', { params: { query: { State: 'Proposed', cursor, limit: 100 } } }),
  );
  return (
    <Page
      title={t('queue.title')}
      sub={
        <>
          {t('queue.sub')} <LiveSign service="loan" />
        </>
      }
    >
      <DataTable
        pages={pages}
        rowKey={(row) => row.id}
        to={(row) => `/bank/invitations/${row.invitationId}`}
        empty={t('queue.empty')}
        columns={[
          column.text(t('common.firm'), (row) => <Short text={row.firmName} width={190} />, 206),
          column.text(t('common.product'), (row) => <Short text={products.nameOf(row.productCode)} width={100} />, 116),
          column.money(`${t('common.amount')} (${t('common.wan')})`, (row) => row.amountYuan, 130),
          column.rate(t('common.rate'), (row) => row.rateBp),
          column.rate(t('common.effective'), (row) => row.effectiveBp, 120),
          column.text(t('common.tenor'), (row) => <Months count={row.tenorMonths} />, 90),
          column.text(t('queue.madeBy'), (row) => <Short text={row.madeByName || '—'} width={100} />, 116),
          column.text(t('queue.expires'), (row) => <Remaining until={row.expiresAt} />, 150),
          column.text(
            t('common.state'),
            (row) => (row.state === 'Proposed' ? <Decide offer={row} /> : <State of="offer" value={row.state} />),
            170,
          ),
        ]}
      />
    </Page>
  );
}
