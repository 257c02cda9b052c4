import { api } from '../shared/api';
import type { RiskPool } from '../shared/api';
import { DataTable, columnsOf, useFilters } from '../shared/DataTable';
import { State } from '../shared/format';
import { useLanguage, useText } from '../shared/i18n';
import { CsvLink, LiveSign, Page } from '../shared/Page';
import { usePages } from '../shared/query';
import { stateOptions } from '../shared/states';
import { Also, Days, FilterBar, FirmName, Pick, Search, given, useNames } from './common';

const column = columnsOf<RiskPool['CoverView']>();

/** The pool's covers by the same filters as its position. */
export default function CoversPage() {
  const t = useText('district');
  const language = useLanguage();
  const names = useNames();
  const [filters, set] = useFilters({
    pool: '',
    pot: '',
    holds: '',
    state: '',
    contract: '',
    product: '',
    bank: '',
    chain: '',
    park: '',
    talentClass: '',
    firm: '',
    application: '',
    from: '',
    until: '',
  });
  const pages = usePages(['riskpool', 'covers', filters], (cursor) =>
    api.GET('/api/riskpool/covers', { params: { query: { cursor, limit: 100, ...given(filters) } } }),
  );
  return (
    <Page title={t('nav.covers')} sub={<LiveSign service="riskpool" />} actions={<CsvLink href="/api/riskpool/covers" query={filters} />}>
      <FilterBar filters={filters} set={set}>
        <Search label={t('f.contract')} value={filters.contract} onChange={(contract) => set({ contract })} width={200} />
        <Pick
          label={t('f.state')}
          value={filters.state}
          options={stateOptions('cover', language)}
          onChange={(state) => set({ state })}
          width={128}
        />
        <Pick label={t('f.product')} value={filters.product} options={names.productOptions} onChange={(product) => set({ product })} />
        <Pick label={t('f.bank')} value={filters.bank} options={names.bankOptions} onChange={(bank) => set({ bank })} />
        <Pick
          label={t('f.talentClass')}
          value={filters.talentClass}
          options={[...stateOptions('talentClass', language), { value: '-', label: t('f.none') }]}
          onChange={(talentClass) => set({ talentClass })}
          width={128}
        />
        <Search label={t('f.chain')} value={filters.chain} onChange={(chain) => set({ chain })} width={160} />
        <Search label={t('f.park')} value={filters.park} onChange={(park) => set({ park })} width={160} />
        <Days from={filters.from} until={filters.until} set={set} />
        <Pick
          label={t('list.holds')}
          value={filters.holds}
          options={(['Any', 'Reserved', 'Covered'] as const).map((value) => ({ value, label: t(`list.holds${value}`) }))}
          onChange={(holds) => set({ holds })}
        />
        <Also
          filters={filters}
          set={set}
          names={{
            pool: [t('f.pool'), filters.pool],
            pot: [t('f.pot'), filters.pot],
            application: [t('list.oneApplication')],
            firm: [t('f.firm'), <FirmName key="firm" id={filters.firm} />],
          }}
        />
      </FilterBar>
      <DataTable
        pages={pages}
        rowKey={(row) => row.id}
        to={(row) => `/district/covers/${row.id}`}
        empty={t('list.covers')}
        columns={[
          column.text(t('f.number'), (row) => <span className="number">{row.number ?? t('f.none')}</span>),
          column.text(t('f.firm'), (row) => row.firmName, 240),
          column.text(t('f.bank'), (row) => row.bankName, 140),
          column.text(t('f.state'), (row) => <State of="cover" value={row.state} />),
          column.text(t('f.product'), (row) => names.product(row.productCode), 140),
          column.money(t('f.reserved'), (row) => row.reservedYuan),
          column.money(t('f.covered'), (row) => row.coveredYuan),
          column.rate(t('f.share'), (row) => row.governmentBp),
          column.text(t('f.contract'), (row) => row.contractNumber ?? '—', 180),
          column.text(t('f.chain'), (row) => row.chain || t('f.none'), 120),
          column.text(t('f.park'), (row) => row.park || t('f.none'), 140),
          column.instant(t('f.at'), (row) => row.at),
        ]}
      />
    </Page>
  );
}
