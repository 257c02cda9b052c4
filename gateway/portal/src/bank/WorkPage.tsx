import { Alert, App, Button, Checkbox, Input, Modal, Segmented, Select, Tag } from 'antd';
import type { Key } from 'react';
import { useEffect, useMemo, useState } from 'react';
import { useLocation } from 'react-router';
import { api } from '../shared/api';
import type { Loan } from '../shared/api';
import { DataTable, columnsOf, useFilters } from '../shared/DataTable';
import { Remaining, State } from '../shared/format';
import { useLanguage, useText } from '../shared/i18n';
import { CsvLink, LiveSign, Page } from '../shared/Page';
import { ProblemView, Reason } from '../shared/ProblemView';
import { useAction, usePages } from '../shared/query';
import { stateOptions } from '../shared/states';
import { Months, Short, lastWork, useProducts, useTyped } from './names';

const column = columnsOf<Loan['InvitationView']>();
const takeMost = 100;
const closed = ['Offered', 'Declined', 'Lapsed', 'Cancelled'];

/** What waits for this bank, the most urgent first. */
export default function WorkPage() {
  const t = useText('bank');
  const language = useLanguage();
  const products = useProducts();
  const { message } = App.useApp();
  const { search } = useLocation();
  const [filters, setFilters] = useFilters({ scope: '', state: '', product: '', text: '', mine: '', late: '', won: '', since: '' });
  const [typed, setTyped] = useTyped(filters.text, (text) => setFilters({ text }));
  const [selected, setSelected] = useState<Key[]>([]);
  const [outcome, setOutcome] = useState<Loan['TakeInvitationsView']>();
  const state = (filters.state || undefined) as Loan['InvitationState'] | undefined;
  const isOpen = filters.scope !== 'all' && !closed.includes(state ?? '');
  const query = {
    ...(state ? { State: state } : {}),
    ...(filters.product ? { ProductCode: filters.product } : {}),
    ...(filters.text ? { Text: filters.text } : {}),
    ...(filters.mine ? { Mine: true } : {}),
    ...(filters.late ? { Escalated: true } : {}),
    ...(filters.won ? { Won: true } : {}),
    ...(filters.since ? { InvitedFrom: filters.since } : {}),
    ...(isOpen ? { Open: true, sort: 'due' } : {}),
  };
  const pages = usePages(
    ['loan', 'invitations', query],
    (cursor) => api.GET('/api/loan/invitations', { params: { query: { ...query, cursor, limit: 50 } } }),
    { place: 'page' },
  );
  const rows = useMemo(() => pages.data?.pages.flatMap((page) => page.items) ?? [], [pages.data]);
  useEffect(() => {
    lastWork.keep(
      rows.map((row) => row.id),
      search,
    );
  }, [rows, search]);
  const take = useAction((ids: string[], header) => api.POST('/api/loan/invitations/take', { params: { header }, body: { ids } }), {
    refresh: [['loan', 'invitations']],
    onDone: (answer) => {
      setSelected([]);
      if (answer.taken === answer.results.length)
        void message.success(t('work.resultsSub', { total: answer.results.length, taken: answer.taken }));
      else setOutcome(answer);
    },
  });
  const rowOf = (id: string) => rows.find((row) => row.id === id);
  const tooMany = selected.length > takeMost;

  return (
    <Page
      title={t('work.title')}
      sub={<LiveSign service="loan" />}
      actions={
        <>
          <Button
            type="primary"
            disabled={selected.length === 0 || tooMany}
            loading={take.isPending}
            onClick={() => take.mutate(selected.map(String))}
          >
            {t('work.take', { count: selected.length })}
          </Button>
          <CsvLink href="/api/loan/invitations" query={query} />
        </>
      }
    >
      <div className="bank-filters no-print">
        <Segmented
          aria-label={t('work.scope')}
          value={isOpen ? 'open' : 'all'}
          options={[
            { value: 'open', label: t('work.open') },
            { value: 'all', label: t('work.all') },
          ]}
          onChange={(value) =>
            setFilters({ scope: value === 'all' ? 'all' : '', ...(closed.includes(filters.state) ? { state: '' } : {}) })
          }
        />
        <Input.Search
          aria-label={t('work.search')}
          placeholder={t('work.search')}
          allowClear
          maxLength={100}
          style={{ width: 260 }}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onSearch={(text) => setFilters({ text: text.trim() })}
        />
        <Select
          aria-label={t('work.state')}
          allowClear
          placeholder={t('common.allStates')}
          style={{ width: 140 }}
          value={state ?? null}
          options={stateOptions('invitation', language)}
          onChange={(value) => setFilters({ state: value })}
        />
        <Select
          aria-label={t('work.product')}
          allowClear
          placeholder={t('common.allProducts')}
          style={{ width: 180 }}
          value={filters.product || null}
          options={products.options}
          onChange={(value) => setFilters({ product: value })}
        />
        <Checkbox checked={filters.mine === '1'} onChange={(event) => setFilters({ mine: event.target.checked ? '1' : '' })}>
          {t('work.mine')}
        </Checkbox>
        <Checkbox checked={filters.late === '1'} onChange={(event) => setFilters({ late: event.target.checked ? '1' : '' })}>
          {t('work.escalated')}
        </Checkbox>
        {filters.won && (
          <Tag closable onClose={() => setFilters({ won: '' })}>
            {t('portfolio.won')}
          </Tag>
        )}
        {filters.since && (
          <Tag closable onClose={() => setFilters({ since: '' })}>
            {t('loans.narrowed', { what: t('work.since'), value: filters.since })}
          </Tag>
        )}
      </div>
      {tooMany && <Alert type="warning" showIcon title={t('work.most')} style={{ marginBottom: 8 }} />}
      <ProblemView error={take.error} />
      <DataTable
        pages={pages}
        rowKey={(row) => row.id}
        to={(row) => `/bank/invitations/${row.id}`}
        empty={t('work.empty')}
        selection={{ keys: selected, onChange: setSelected, disabled: (row) => !row.allowedMoves.includes('Take') }}
        columns={[
          column.text(t('common.firm'), (row) => <Short text={row.firmName} width={168} />, 184),
          column.text(t('work.due'), (row) => <Remaining until={row.dueAt} />, language === 'zh' ? 148 : 168),
          column.money(`${t('common.amount')} (${t('common.wan')})`, (row) => row.amountYuan, 110),
          column.text(t('common.tenor'), (row) => <Months count={row.tenorMonths} />, 88),
          column.text(t('common.product'), (row) => <Short text={products.nameOf(row.productCode)} width={84} />, 100),
          column.text(t('work.state'), (row) => <State of="invitation" value={row.state} />, 96),
          column.text(
            t('work.taken'),
            (row) => (row.takenByName ? <Short text={row.takenByName} width={72} /> : <span className="muted">—</span>),
            88,
          ),
          column.text(t('common.number'), (row) => <span className="number small">{row.number}</span>, 148),
        ]}
      />
      <Modal title={t('work.results')} open={outcome !== undefined} onCancel={() => setOutcome(undefined)} footer={null} width={640}>
        {outcome && (
          <>
            <p>{t('work.resultsSub', { total: outcome.results.length, taken: outcome.taken })}</p>
            <ul className="plain-list" style={{ maxHeight: 420, overflow: 'auto' }}>
              {outcome.results.map((result) => (
                <li key={result.id}>
                  <div>
                    <div>{result.invitation?.firmName ?? rowOf(result.id)?.firmName ?? result.id}</div>
                    {result.refusals.map((refusal, i) => (
                      <Reason key={i} refusal={refusal} />
                    ))}
                  </div>
                  <span>
                    <Tag color={result.taken ? 'success' : 'error'}>{result.taken ? t('work.done') : t('work.notDone')}</Tag>
                  </span>
                </li>
              ))}
            </ul>
          </>
        )}
      </Modal>
    </Page>
  );
}
