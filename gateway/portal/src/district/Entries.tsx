import { Table } from 'antd';
import { Link } from 'react-router';
import type { RiskPool } from '../shared/api';
import { Day, Instant, Money, Name, State } from '../shared/format';
import { useText } from '../shared/i18n';

/** Ledger entries, each opening to its postings. */
export function Entries({ rows, loading = false }: { rows: RiskPool['EntryView'][]; loading?: boolean }) {
  const t = useText('district');
  return (
    <Table
      size="small"
      pagination={false}
      loading={loading}
      rowKey="number"
      dataSource={rows}
      scroll={{ x: 'max-content' }}
      locale={{ emptyText: t('ledger.empty') }}
      expandable={{
        expandedRowRender: (entry) => (
          <Table
            size="small"
            pagination={false}
            rowKey={(posting) => posting.pot + posting.account}
            dataSource={entry.postings}
            columns={[
              { title: t('f.pot'), dataIndex: 'pot' },
              { title: t('ledger.account'), render: (_, posting) => <Name of="ledgerAccount" value={posting.account} /> },
              { title: t('f.amount'), align: 'right', render: (_, posting) => <Money yuan={posting.amountYuan} /> },
              { title: t('f.balance'), align: 'right', render: (_, posting) => <Money yuan={posting.balanceAfterYuan} /> },
            ]}
          />
        ),
      }}
      columns={[
        { title: t('f.entry'), align: 'right', width: 90, render: (_, entry) => <span className="number">{entry.number}</span> },
        { title: t('f.kind'), render: (_, entry) => <State of="entry" value={entry.kind} /> },
        { title: t('f.valueOn'), render: (_, entry) => <Day on={entry.valueOn} /> },
        { title: t('f.at'), render: (_, entry) => <Instant at={entry.at} /> },
        {
          title: t('ledger.cause'),
          render: (_, entry) =>
            entry.kind === 'Fund' || entry.causeType.startsWith('Funding') ? (
              <Link to="/district/funding">{t('ledger.causeFunding')}</Link>
            ) : (
              <Link to={`/district/covers/${entry.subjectId}`}>{t('ledger.subject')}</Link>
            ),
        },
        {
          title: t('ledger.hash'),
          render: (_, entry) => (
            <span className="muted small" title={entry.hash}>
              {entry.hash.slice(0, 12)}
              {entry.reverses !== null && ` · ${t('ledger.reverses', { number: entry.reverses })}`}
            </span>
          ),
        },
      ]}
    />
  );
}
