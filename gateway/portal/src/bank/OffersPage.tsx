import { Checkbox, Input, Select, Tag } from 'antd';
import { api } from '../shared/api';
import type { Loan } from '../shared/api';
import { DataTable, columnsOf, useFilters } from '../shared/DataTable';
import { Instant, Name, Rate, State, rateText } from '../shared/format';
import { useLanguage, useText } from '../shared/i18n';
import { CsvLink, LiveSign, Page } from '../shared/Page';
import { usePages } from '../shared/query';
import { stateOptions } from '../shared/states';
import { Months, Short, Two, useProducts, useTyped } from './names';

const column = columnsOf<Loan['OfferView']>();

/** What this bank offered, newest first. */
export default function OffersPage() {
  const t = useText('bank');
  const language = useLanguage();
  const products = useProducts();
  const [filters, setFilters] = useFilters({ state: '', text: '', mine: '' });
  const [typed, setTyped] = useTyped(filters.text, (text) => setFilters({ text }));
  const query = {
    ...(filters.state ? { State: filters.state as Loan['OfferState'] } : {}),
    ...(filters.text ? { Text: filters.text } : {}),
    ...(filters.mine ? { Mine: true } : {}),
  };
  const pages = usePages(
    ['loan', 'offers', query],
    (cursor) => api.GET('/api/loan/offers', { params: { query: { ...query, cursor, limit: 50 } } }),
    { place: 'page' },
  );
  return (
    <Page title={t('offers.title')} sub={<LiveSign service="loan" />} actions={<CsvLink href="/api/loan/offers" query={query} />}>
      <div className="bank-filters no-print">
        <Input.Search
          aria-label={t('offers.search')}
          placeholder={t('offers.search')}
          allowClear
          maxLength={100}
          style={{ width: 260 }}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onSearch={(text) => setFilters({ text: text.trim() })}
        />
        <Select
          aria-label={t('common.state')}
          allowClear
          placeholder={t('common.allStates')}
          style={{ width: 160 }}
          value={filters.state || null}
          options={stateOptions('offer', language)}
          onChange={(value) => setFilters({ state: value })}
        />
        <Checkbox checked={filters.mine === '1'} onChange={(event) => setFilters({ mine: event.target.checked ? '1' : '' })}>
          {t('offers.mine')}
        </Checkbox>
      </div>
      <DataTable
        pages={pages}
        rowKey={(row) => row.id}
        to={(row) => `/bank/invitations/${row.invitationId}`}
        empty={t('offers.empty')}
        columns={[
          column.text(
            t('common.firm'),
            (row) => <Two top={<Short text={row.firmName} width={174} />} under={<span className="number">{row.number}</span>} />,
            190,
          ),
          column.text(t('common.product'), (row) => <Short text={products.nameOf(row.productCode)} width={76} />, 92),
          column.money(`${t('common.amount')} (${t('common.wan')})`, (row) => row.amountYuan, 104),
          column.text(
            t('offers.cost'),
            (row) => <Two top={<Rate bp={row.rateBp} />} under={t('offers.effective', { rate: rateText(row.effectiveBp) })} />,
            108,
          ),
          column.text(
            t('common.tenor'),
            (row) => <Two top={<Months count={row.tenorMonths} />} under={<Name of="repayment" value={row.method} />} />,
            108,
          ),
          column.text(
            t('common.state'),
            (row) => (
              <>
                <State of="offer" value={row.state} />
                {row.aboveRateCap && <Tag color="warning">{t('offers.above')}</Tag>}
                {row.rejectReason && (
                  <div className="small">
                    <Short text={t('offers.rejected', { who: row.decidedByName ?? '', reason: row.rejectReason })} width={148} />
                  </div>
                )}
              </>
            ),
            164,
          ),
          column.text(
            t('offers.madeBy'),
            (row) => <Two top={<Short text={row.madeByName || '—'} width={108} />} under={<Instant at={row.madeAt} />} />,
            124,
          ),
          column.instant(t('offers.expires'), (row) => row.expiresAt, 128),
        ]}
      />
    </Page>
  );
}
