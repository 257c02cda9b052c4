import { Alert, App, Button, Drawer, Empty, Flex, Switch } from 'antd';
import { useState } from 'react';
import { api } from '../shared/api';
import type { Gateway } from '../shared/api';
import { DataTable, columnsOf, useFilters } from '../shared/DataTable';
import { Instant } from '../shared/format';
import { Waiting } from '../shared/guard';
import { useText } from '../shared/i18n';
import { Confirm, Page } from '../shared/Page';
import { ProblemView } from '../shared/ProblemView';
import { useAction, useData } from '../shared/query';
import { useMay } from '../shared/session';
import { Panel } from './common';

const column = columnsOf<Gateway['ShowQueuesQueueView']>();

/** The services' queues; an administrator looks at failed messages and has them delivered again. */
export default function QueuesPage() {
  const t = useText('district');
  const may = useMay();
  const [filters, set] = useFilters({ only: '' });
  const [seen, setSeen] = useState('');
  const { data, error, isLoading, refetch } = useData(['operations', 'queues'], () => api.GET('/api/operations/queues'), {
    everySeconds: 15,
  });
  const failed = (data ?? []).reduce((sum, row) => sum + row.errors, 0);
  const rows = (data ?? [])
    .filter((row) => !filters.only || row.errors > 0 || row.waiting > 0 || row.readers === 0)
    .toSorted((a, b) => b.errors - a.errors || b.waiting - a.waiting);
  return (
    <Page
      title={t('queues.title')}
      actions={
        <label>
          <Switch checked={filters.only !== ''} onChange={(on) => set({ only: on ? 'true' : '' })} aria-label={t('queues.only')} />{' '}
          {t('queues.only')}
        </label>
      }
    >
      {data && (
        <Alert
          style={{ marginBottom: 16 }}
          type={failed > 0 ? 'warning' : 'success'}
          showIcon
          title={failed > 0 ? t('queues.stuck', { count: failed }) : t('queues.allGood')}
        />
      )}
      <DataTable
        rows={rows}
        rowKey={(row) => row.queue}
        loading={isLoading}
        error={error}
        empty={t('queues.empty')}
        columns={[
          column.text(t('queues.queue'), (row) => row.queue, 280),
          column.text(t('queues.service'), (row) => row.service),
          column.text(t('queues.event'), (row) => row.event, 240),
          column.number(t('queues.waiting'), (row) => row.waiting),
          column.number(t('queues.readers'), (row) => row.readers),
          {
            ...column.text(t('queues.errors'), (row) => (
              <span className="number" style={row.errors > 0 ? { color: 'var(--ant-color-error)', fontWeight: 600 } : undefined}>
                {row.errors}
              </span>
            )),
            align: 'right' as const,
          },
          column.text(t('f.actions'), (row) =>
            row.errors > 0 && may('Administrator') ? (
              <Button size="small" onClick={() => setSeen(row.queue)}>
                {t('queues.see')}
              </Button>
            ) : null,
          ),
        ]}
      />
      <Drawer open={seen !== ''} onClose={() => setSeen('')} title={seen} size={640}>
        {seen && <Failed queue={seen} count={data?.find((one) => one.queue === seen)?.errors ?? 0} onDone={() => void refetch()} />}
      </Drawer>
    </Page>
  );
}

function Failed({ queue, count, onDone }: { queue: string; count: number; onDone: () => void }) {
  const t = useText('district');
  const { message } = App.useApp();
  const { data, error, isLoading, refetch } = useData(['operations', 'errors', queue], () =>
    api.GET('/api/operations/errors/{queue}', { params: { path: { queue } } }),
  );
  const resend = useAction(
    (count: number, header) => api.POST('/api/operations/errors/{queue}/resend', { params: { path: { queue }, header }, body: { count } }),
    {
      refresh: [['operations']],
      onDone: (answer) => {
        void message.success(t('queues.resent', { count: answer.resent, left: answer.left }));
        onDone();
      },
    },
  );
  if (isLoading) return <Waiting />;
  return (
    <Flex vertical gap={12}>
      <ProblemView error={error ?? resend.error} onRetry={() => void refetch()} />
      {data?.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('queues.noErrors')} />}
      {(data?.length ?? 0) > 0 && (
        <Confirm
          type="primary"
          title={t('queues.resendTitle')}
          loading={resend.isPending} // No more than there are now: what fails again comes back, and would be sent again and again.
          onConfirm={() => resend.mutate(Math.min(1000, Math.max(count, data?.length ?? 0)))}
        >
          {t('queues.resend')}
        </Confirm>
      )}
      {data?.map((parked, i) => (
        <Panel key={parked.messageId ?? i} title={parked.event ?? t('queues.unreadable')}>
          <div className="muted small">
            {t('queues.parkedAt')} <Instant at={parked.parkedAt} />
          </div>
          <p style={{ overflowWrap: 'anywhere' }}>
            {t('queues.fault')}: {parked.fault ?? '—'}
          </p>
          <dl style={{ display: 'grid', gridTemplateColumns: 'max-content 1fr', gap: '4px 16px', margin: 0 }} className="small">
            {Object.entries(parked.facts).map(([name, value]) => (
              <div key={name} style={{ display: 'contents' }}>
                <dt className="muted">{name}</dt>
                <dd style={{ margin: 0, overflowWrap: 'anywhere' }}>{value}</dd>
              </div>
            ))}
          </dl>
        </Panel>
      ))}
    </Flex>
  );
}
