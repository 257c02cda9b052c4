import { Select, Tag } from 'antd';
import { api } from '../shared/api';
import type { Loan } from '../shared/api';
import { DataTable, columnsOf, useFilters } from '../shared/DataTable';
import { Name, State } from '../shared/format';
import { useLanguage, useText } from '../shared/i18n';
import { LiveSign, Page } from '../shared/Page';
import { useData, usePages } from '../shared/query';
import { stateOptions } from '../shared/states';
import { Months, Short } from './names';

const column = columnsOf<Loan['OfferView']>();

/** What this bank offered, newest first. */
export default function OffersPage() {
  const t = useText('bank');
  const language = useLanguage();
  const [filters, setFilters] = useFilters({ state: '' });
  const state = (filters.state || undefined) as Loan['OfferState'] | undefined;
  const pages = usePages(['loan', 'offers', filters], (cursor) =>
    api.GET('/api/loan/offers', { params: { query: { ...(state ? { state } : {}), cursor, limit: 100 } } }),
  );
  // An offer does not name its firm; the newest invitations do.
  const invitations = useData(['loan', 'invitations', 'names'], () =>
    api.GET('/api/loan/invitations', { params: { query: { limit: 200 } } }),
  );
  const byId = new Map((invitations.data?.items ?? []).map((row) => [row.id, row]));
  return (
    <Page
      title={t('offers.title')}
      sub={<LiveSign service="loan" />}
      actions={
        <Select
          aria-label={t('common.state')}
          allowClear
          placeholder={t('common.allStates')}
          style={{ width: 160 }}
          value={state ?? null}
          options={stateOptions('offer', language)}
          onChange={(value) => setFilters({ state: value })}
        />
      }
    >
      <DataTable
        pages={pages}
        rowKey={(row) => row.id}
        to={(row) => `/bank/invitations/${row.invitationId}`}
        empty={t('offers.empty')}
        columns={[
          column.text(
            t('common.firm'),
            (row) => <Short text={byId.get(row.invitationId)?.firmName ?? t('offers.open')} width={190} />,
            206,
          ),
          column.money(`${t('common.amount')} (${t('common.wan')})`, (row) => row.amountYuan, 130),
          column.rate(t('common.rate'), (row) => row.rateBp, 80),
          column.rate(t('common.effective'), (row) => row.effectiveBp, 130),
          column.text(t('common.tenor'), (row) => <Months count={row.tenorMonths} />, 90),
          column.text(t('common.method'), (row) => <Name of="repayment" value={row.method} />, 110),
          column.text(
            t('common.state'),
            (row) => (
              <>
                <State of="offer" value={row.state} /> {row.aboveRateCap && <Tag color="warning">{t('offers.above')}</Tag>}
              </>
            ),
            160,
          ),
          column.instant(t('offers.madeAt'), (row) => row.madeAt),
          column.instant(t('offers.expires'), (row) => row.expiresAt),
        ]}
      />
    </Page>
  );
}
