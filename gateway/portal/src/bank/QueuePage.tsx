import { api } from '../shared/api';
import type { Loan } from '../shared/api';
import { DataTable, columnsOf } from '../shared/DataTable';
import { Instant, Name, Rate, Remaining, rateText } from '../shared/format';
import { useLanguage, useText } from '../shared/i18n';
import { LiveSign, Page } from '../shared/Page';
import { usePages } from '../shared/query';
import { Decide } from './Decide';
import { Months, Short, Two, useProducts } from './names';

const column = columnsOf<Loan['OfferView']>();

/** Offers above an officer's limit, for the second person. */
export default function QueuePage() {
  const t = useText('bank');
  const language = useLanguage();
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
          column.text(
            t('common.firm'),
            (row) => <Two top={<Short text={row.firmName} width={148} />} under={<span className="number">{row.number}</span>} />,
            164,
          ),
          column.text(t('common.product'), (row) => <Short text={products.nameOf(row.productCode)} width={72} />, 88),
          column.money(`${t('common.amount')} (${t('common.wan')})`, (row) => row.amountYuan, 100),
          column.text(
            t('offers.cost'),
            (row) => <Two top={<Rate bp={row.rateBp} />} under={t('offers.effective', { rate: rateText(row.effectiveBp) })} />,
            104,
          ),
          column.text(
            t('common.tenor'),
            (row) => <Two top={<Months count={row.tenorMonths} />} under={<Name of="repayment" value={row.method} />} />,
            104,
          ),
          column.text(
            t('queue.madeBy'),
            (row) => <Two top={<Short text={row.madeByName || '—'} width={106} />} under={<Instant at={row.madeAt} />} />,
            122,
          ),
          column.text(t('queue.expires'), (row) => <Remaining until={row.expiresAt} />, language === 'zh' ? 140 : 160),
          // Wraps, so that a refusal of the service finds its room.
          { ...column.text(t('queue.decision'), (row) => <Decide offer={row} />, language === 'zh' ? 136 : 164), ellipsis: false },
        ]}
      />
    </Page>
  );
}
