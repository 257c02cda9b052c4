import { SafetyOutlined } from '@ant-design/icons';
import { Alert, Button, Flex, Select, Table } from 'antd';
import { Link } from 'react-router';
import { api } from '../shared/api';
import type { RiskPool } from '../shared/api';
import { DataTable, Pager, columnsOf, useFilters } from '../shared/DataTable';
import { Money, Name } from '../shared/format';
import { useLanguage, useText } from '../shared/i18n';
import { Page } from '../shared/Page';
import { ProblemView } from '../shared/ProblemView';
import { useData, usePages } from '../shared/query';
import { stateOptions } from '../shared/states';
import { FilterBar, Panel, Pick, given } from './common';
import { Entries } from './Entries';

const account = columnsOf<RiskPool['ListEntriesAccountView']>();

/** The pool's double-entry ledger: balances, entries, and the proof that nobody changed them. */
export default function LedgerPage() {
  const t = useText('district');
  const language = useLanguage();
  const [filters, set] = useFilters({ pool: '', pot: '', account: '' });
  const pools = useData(['riskpool', 'position', 'all'], () => api.GET('/api/riskpool/position'));
  const pool = filters.pool || pools.data?.pools[0]?.pool || '';
  const narrow = { pot: filters.pot, account: filters.account };
  const on = { enabled: pool !== '' };
  const accounts = useData(
    ['riskpool', 'position', 'accounts', pool],
    () => api.GET('/api/riskpool/ledger/accounts', { params: { query: { pool } } }),
    on,
  );
  const entries = usePages(
    ['riskpool', 'position', 'entries', pool, narrow],
    (cursor) =>
      api.GET('/api/riskpool/ledger/entries', {
        params: { query: { pool, limit: 50, ...given(narrow), ...(cursor ? { before: Number(cursor) } : {}) } },
      }),
    on,
  );
  const verify = useData(['riskpool-verify', pool], () => api.GET('/api/riskpool/ledger/verify', { params: { query: { pool } } }), {
    enabled: false,
  });
  const found = verify.data;
  return (
    <Page
      title={t('ledger.title')}
      actions={
        <>
          <Select
            aria-label={t('f.pool')}
            value={pool || null}
            options={(pools.data?.pools ?? []).map((one) => ({ value: one.pool, label: `${one.pool} · ${one.name}` }))}
            onChange={(next) => set({ pool: next })}
            popupMatchSelectWidth={false}
            style={{ minWidth: 240 }}
          />
          <Button
            type="primary"
            icon={<SafetyOutlined />}
            disabled={!pool}
            loading={verify.isFetching}
            onClick={() => void verify.refetch()}
          >
            {t('ledger.verify')}
          </Button>
          <Button href={`/api/riskpool/ledger/export?pool=${encodeURIComponent(pool)}`} download disabled={!pool}>
            {t('ledger.export')}
          </Button>
        </>
      }
    >
      <ProblemView error={verify.error ?? accounts.error ?? entries.error} />
      {found && (
        <Alert
          role="status"
          type={found.sound ? 'success' : 'error'}
          showIcon
          style={{ marginBottom: 16 }}
          title={
            found.sound
              ? t('ledger.sound', { entries: found.entries.toLocaleString('zh-CN'), postings: found.postings.toLocaleString('zh-CN') })
              : t('ledger.broken', { entry: found.firstBrokenEntry ?? '—' })
          }
          description={
            <>
              <Flex gap={24} wrap>
                <span>
                  {t('ledger.debits')} <Money yuan={found.debitsYuan} unit />
                </span>
                <span>
                  {t('ledger.credits')} <Money yuan={found.creditsYuan} unit />
                </span>
                <span className="small" style={{ overflowWrap: 'anywhere' }}>
                  {t('ledger.hash')} {found.lastHash}
                </span>
              </Flex>
              {found.faults.length > 0 && (
                <Table
                  size="small"
                  pagination={false}
                  rowKey={(fault) => fault.where + fault.what}
                  dataSource={found.faults}
                  columns={[
                    { title: t('ledger.where'), dataIndex: 'where' },
                    { title: t('ledger.what'), dataIndex: 'what' },
                    { title: t('ledger.expected'), dataIndex: 'expected' },
                    { title: t('ledger.found'), dataIndex: 'found' },
                  ]}
                />
              )}
            </>
          }
        />
      )}
      <Panel title={t('ledger.accounts')}>
        <DataTable
          keyboard={false}
          rows={accounts.data}
          loading={accounts.isLoading}
          rowKey={(row) => row.pot + row.account}
          columns={[
            account.text(t('f.pot'), (row) => row.pot, 160),
            account.text(t('ledger.account'), (row) => <Name of="ledgerAccount" value={row.account} />, 220),
            account.text(t('ledger.kind'), (row) => t(`kind.${row.kind}`), 120),
            {
              ...account.money(t('f.balance'), (row) => row.balanceYuan, 160),
              render: (_, row) => (
                <Link to={`/district/ledger?pool=${encodeURIComponent(pool)}&pot=${encodeURIComponent(row.pot)}&account=${row.account}`}>
                  <Money yuan={row.balanceYuan} />
                </Link>
              ),
            },
          ]}
        />
      </Panel>
      <Panel title={t('ledger.entries')}>
        <FilterBar filters={narrow} set={set}>
          <Pick
            label={t('f.pot')}
            value={filters.pot}
            options={[...new Set((accounts.data ?? []).map((one) => one.pot))].map((pot) => ({ value: pot, label: pot }))}
            onChange={(pot) => set({ pot })}
          />
          <Pick
            label={t('ledger.account')}
            value={filters.account}
            options={stateOptions('ledgerAccount', language)}
            onChange={(name) => set({ account: name })}
            width={180}
          />
        </FilterBar>
        <Entries rows={entries.data?.pages.flatMap((page) => page.items) ?? []} loading={entries.isLoading} />
        {(entries.next ?? entries.previous) && <Pager pages={entries} />}
      </Panel>
    </Page>
  );
}
