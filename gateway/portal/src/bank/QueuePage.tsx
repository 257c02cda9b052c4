import { api } from '../shared/api';
import type { Loan } from '../shared/api';
import { DataTable, columnsOf } from '../shared/DataTable';
import { useText } from '../shared/i18n';
import { LiveSign, Page } from '../shared/Page';
import { useData, usePages } from '../shared/query';
import { Decide } from './Decide';
import { Months, Short } from './names';

type Row = Loan['InvitationView'] & { offer?: Loan['OfferView'] };
const column = columnsOf<Row>();

/** Offers above an officer's limit, for the second person. */
export default function QueuePage() {
  const t = useText('bank');
  const offers = useData(['loan', 'offers', 'proposed'], () =>
    api.GET('/api/loan/offers', { params: { query: { state: 'Proposed', limit: 200 } } }),
  );
  const pages = usePages(['loan', 'invitations', 'proposed'], (cursor) =>
    api.GET('/api/loan/invitations', { params: { query: { State: 'Proposed', Open: true, sort: 'due', cursor, limit: 200 } } }),
  );
  const byInvitation = new Map((offers.data?.items ?? []).map((offer) => [offer.invitationId, offer]));
  const rows = (pages.data?.pages.flatMap((page) => page.items) ?? []).map((row): Row => {
    const offer = byInvitation.get(row.id);
    return offer ? { ...row, offer } : row;
  });
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
        rows={rows}
        loading={pages.isLoading}
        error={pages.error ?? offers.error}
        rowKey={(row) => row.id}
        to={(row) => `/bank/invitations/${row.id}`}
        empty={t('queue.empty')}
        columns={[
          column.text(t('common.firm'), (row) => <Short text={row.firmName} width={200} />, 216),
          column.money(t('queue.asked'), (row) => row.amountYuan, 110),
          column.money(`${t('common.amount')} (${t('common.wan')})`, (row) => row.offer?.amountYuan, 130),
          column.rate(t('common.rate'), (row) => row.offer?.rateBp),
          column.rate(t('common.effective'), (row) => row.offer?.effectiveBp, 120),
          column.text(t('common.tenor'), (row) => <Months count={row.offer?.tenorMonths ?? row.tenorMonths} />, 100),
          column.instant(t('queue.madeAt'), (row) => row.offer?.madeAt),
          column.text(t('common.state'), (row) => row.offer && <Decide offer={row.offer} />),
        ]}
      />
    </Page>
  );
}
