import { Input, Select, Tag } from 'antd';
import { api } from '../shared/api';
import type { Loan } from '../shared/api';
import { DataTable, columnsOf, useFilters } from '../shared/DataTable';
import { Rate, State, beijing } from '../shared/format';
import { DayInput } from '../shared/fields';
import { useLanguage, useText } from '../shared/i18n';
import { CsvLink, LiveSign, Page } from '../shared/Page';
import { usePages } from '../shared/query';
import { stateName, stateOptions } from '../shared/states';
import { Months, Short, Two, useProducts, useTyped } from './names';

const column = columnsOf<Loan['LoanView']>();

/** This bank's loans; charts lead here with their part filled in. */
export default function LoansPage() {
  const t = useText('bank');
  const language = useLanguage();
  const products = useProducts();
  const [filters, setFilters] = useFilters({
    state: '',
    product: '',
    chain: '',
    park: '',
    talentClass: '',
    from: '',
    until: '',
    text: '',
    invited: '',
  });
  const [typed, setTyped] = useTyped(filters.text, (text) => setFilters({ text }));
  const query = {
    ...(filters.state ? { State: filters.state as Loan['LoanState'] } : {}),
    ...(filters.product ? { ProductCode: filters.product } : {}),
    ...(filters.chain ? { Chain: filters.chain } : {}),
    ...(filters.park ? { Park: filters.park } : {}),
    ...(filters.talentClass ? { TalentClass: filters.talentClass } : {}),
    ...(filters.from ? { PaidFrom: filters.from } : {}),
    ...(filters.until ? { PaidUntil: filters.until } : {}),
    ...(filters.text ? { Text: filters.text } : {}),
    ...(filters.invited ? { InvitedFrom: filters.invited, Paid: true } : {}),
  };
  const pages = usePages(
    ['loan', 'loans', query],
    (cursor) => api.GET('/api/loan/loans', { params: { query: { ...query, cursor, limit: 50 } } }),
    { place: 'page' },
  );
  const narrowed = [
    ['chain', t('common.chain'), filters.chain],
    ['park', t('common.park'), filters.park],
    ['invited', t('work.since'), filters.invited],
    ['talentClass', t('common.talentClass'), filters.talentClass && stateName('talentClass', filters.talentClass, language)],
  ] as const;
  return (
    <Page title={t('loans.title')} sub={<LiveSign service="loan" />} actions={<CsvLink href="/api/loan/loans" query={query} />}>
      <div className="bank-filters no-print">
        <Input.Search
          aria-label={t('loans.search')}
          placeholder={t('loans.search')}
          allowClear
          maxLength={100}
          style={{ width: 240 }}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onSearch={(text) => setFilters({ text: text.trim() })}
        />
        <Select
          aria-label={t('common.state')}
          allowClear
          placeholder={t('common.allStates')}
          style={{ width: 140 }}
          value={filters.state || null}
          options={stateOptions('loan', language)}
          onChange={(value) => setFilters({ state: value })}
        />
        <Select
          aria-label={t('common.product')}
          allowClear
          placeholder={t('common.allProducts')}
          style={{ width: 170 }}
          value={filters.product || null}
          options={products.options}
          onChange={(value) => setFilters({ product: value })}
        />
        <span className="muted">{t('loans.from')}</span>
        <span style={{ width: 140 }} aria-label={t('loans.from')} role="group">
          <DayInput value={filters.from || null} max={filters.until || today()} onChange={(day) => setFilters({ from: day ?? '' })} />
        </span>
        <span className="muted">{t('loans.until')}</span>
        <span style={{ width: 140 }} aria-label={t('loans.until')} role="group">
          <DayInput
            value={filters.until || null}
            {...(filters.from ? { min: filters.from } : {})}
            max={today()}
            onChange={(day) => setFilters({ until: day ?? '' })}
          />
        </span>
        {narrowed.map(
          ([name, what, value]) =>
            value && (
              <Tag key={name} closable onClose={() => setFilters({ [name]: '' })}>
                {t('loans.narrowed', { what, value: value === '-' ? t('common.none') : value })}
              </Tag>
            ),
        )}
      </div>
      <DataTable
        pages={pages}
        rowKey={(row) => row.id}
        to={(row) => `/bank/loans/${row.id}`}
        empty={t('loans.empty')}
        columns={[
          column.text(
            t('common.firm'),
            (row) => <Two top={<Short text={row.firmName} width={180} />} under={<Short text={row.contractNumber} width={180} />} />,
            196,
          ),
          column.text(t('common.state'), (row) => <State of="loan" value={row.state} />, 96),
          column.text(t('common.product'), (row) => <Short text={products.nameOf(row.productCode)} width={96} />, 112),
          column.money(`${t('common.amount')} (${t('common.wan')})`, (row) => row.contractYuan, 110),
          column.money(t('loans.paid'), (row) => row.paidYuan, 104),
          column.money(t('loans.covered'), (row) => row.coveredYuan, 104),
          column.text(t('common.rate'), (row) => <Two top={<Rate bp={row.rateBp} />} under={<Months count={row.tenorMonths} />} />, 96),
          column.day(t('loans.firstPaid'), (row) => row.firstPaidOn, 104),
          column.day(t('loans.matures'), (row) => row.maturesOn, 104),
        ]}
      />
    </Page>
  );
}

const today = () => beijing(new Date()).format('YYYY-MM-DD');
