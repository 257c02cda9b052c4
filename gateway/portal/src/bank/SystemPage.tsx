import { Alert, App, Select, Skeleton, Tag } from 'antd';
import { api } from '../shared/api';
import type { Gateway } from '../shared/api';
import { DataTable, columnsOf, useFilters } from '../shared/DataTable';
import { Instant, Name, State } from '../shared/format';
import { useLanguage, useText } from '../shared/i18n';
import { Confirm, Page } from '../shared/Page';
import { Problem } from '../shared/problem';
import { ProblemView } from '../shared/ProblemView';
import { useAction, useData, usePages } from '../shared/query';
import { useSession } from '../shared/session';
import { stateOptions } from '../shared/states';
import { Facts, Figures, Panel } from './Facts';
import { Short } from './names';

const column = columnsOf<Gateway['ListDeliveriesDeliveryView']>();
const address = columnsOf<Gateway['ShowPartnerHealthDestinationView']>();

/** Whether the bank's own system gets what happens here, and every message to it. */
export default function SystemPage() {
  const t = useText('bank');
  const bankId = useSession()?.organisationId ?? '';
  const health = useData(['partners', 'health', bankId], () => api.GET('/api/partners/{bankId}/health', { params: { path: { bankId } } }), {
    everySeconds: 10,
  });
  const isAbsent = health.error instanceof Problem && health.error.status === 404;
  return (
    <Page title={t('system.title')}>
      {health.error && !isAbsent && <ProblemView error={health.error} onRetry={() => void health.refetch()} />}
      {health.isLoading && <Skeleton active paragraph={{ rows: 6 }} />}
      {isAbsent && <Alert type="info" showIcon title={t('system.noSystem')} />}
      {health.data && (
        <div className="bank-panels">
          <Health bankId={bankId} health={health.data} />
          <Log bankId={bankId} />
        </div>
      )}
    </Page>
  );
}

function Health({ bankId, health }: { bankId: string; health: Gateway['ShowPartnerHealthPartnerHealthView'] }) {
  const t = useText('bank');
  const settings = useData(['registry', 'banks', bankId, 'system'], () =>
    api.GET('/api/registry/banks/{id}/system', { params: { path: { id: bankId } } }),
  );
  const named = (value: string) =>
    value === 'Closed' || value === 'Open' || value === 'HalfOpen' || value === 'Healthy' || value === 'Unhealthy' || value === 'Unknown'
      ? t(`system.${value}`)
      : value;
  const check = (value: string) => (
    <Tag color={value === 'Healthy' ? 'success' : value === 'Unhealthy' ? 'error' : 'default'}>{named(value)}</Tag>
  );
  return (
    <Panel
      title={t('system.health')}
      extra={
        <span>
          <Tag color={health.enabled ? 'success' : 'default'}>{health.enabled ? t('system.enabled') : t('system.disabled')}</Tag>
          <Tag color={health.reachable ? 'success' : 'error'}>{health.reachable ? t('system.reachable') : t('system.unreachable')}</Tag>
        </span>
      }
    >
      <Figures
        items={[
          [t('system.circuit'), named(health.circuit)],
          [t('system.waiting'), health.waiting],
          [t('system.parked'), health.parked],
          [t('system.oldest'), health.oldestWaitingAt ? <Instant key="o" at={health.oldestWaitingAt} /> : '—'],
        ]}
      />
      <div style={{ marginTop: 16 }} className="bank-two">
        <DataTable
          keyboard={false}
          rows={health.destinations}
          rowKey={(row) => row.address}
          columns={[
            address.text(t('system.address'), (row) => row.address),
            address.text(t('system.active'), (row) => check(row.active)),
            address.text(t('system.passive'), (row) => check(row.passive)),
          ]}
        />
        <div>
          <ProblemView error={settings.error} />
          {settings.data && (
            <Facts
              rows={[
                [t('system.timeout'), t('system.seconds', { count: settings.data.timeoutSeconds })],
                [t('system.concurrency'), settings.data.concurrencyMax],
                [t('system.client'), settings.data.clientId],
              ]}
            />
          )}
        </div>
      </div>
    </Panel>
  );
}

function Log({ bankId }: { bankId: string }) {
  const t = useText('bank');
  const language = useLanguage();
  const { message } = App.useApp();
  const [filters, setFilters] = useFilters({ state: '', kind: '' });
  const query = {
    ...(filters.state ? { state: filters.state as Gateway['DeliveryState'] } : {}),
    ...(filters.kind ? { kind: filters.kind as Gateway['BankMessageKind'] } : {}),
  };
  const pages = usePages(['partners', 'deliveries', bankId, query], (cursor) =>
    api.GET('/api/partners/{bankId}/deliveries', { params: { path: { bankId }, query: { ...query, cursor, limit: 50 } } }),
  );
  const resend = useAction(
    (deliveryId: string, header) =>
      api.POST('/api/partners/{bankId}/deliveries/{deliveryId}/resend', { params: { path: { bankId, deliveryId }, header } }),
    { refresh: [['partners']], onDone: () => void message.success(t('system.resent')) },
  );
  return (
    <Panel title={t('system.log')}>
      <div className="bank-filters no-print">
        <Select
          aria-label={t('system.state')}
          allowClear
          placeholder={t('common.allStates')}
          style={{ width: 150 }}
          value={filters.state || null}
          options={stateOptions('delivery', language)}
          onChange={(value) => setFilters({ state: value })}
        />
        <Select
          aria-label={t('system.kind')}
          allowClear
          placeholder={t('system.allKinds')}
          style={{ width: 200 }}
          value={filters.kind || null}
          options={stateOptions('message', language)}
          onChange={(value) => setFilters({ kind: value })}
        />
      </div>
      <ProblemView error={resend.error} />
      <DataTable
        pages={pages}
        rowKey={(row) => row.id}
        empty={t('system.empty')}
        columns={[
          column.text(t('system.kind'), (row) => <Name of="message" value={row.kind} />, 150),
          column.text(t('system.state'), (row) => <State of="delivery" value={row.state} />, 100),
          column.number(t('system.attempts'), (row) => row.attempts, 80),
          column.instant(t('system.queued'), (row) => row.queuedAt, 132),
          column.text(
            t('system.delivered'),
            (row) =>
              row.deliveredAt || !row.nextAttemptAt ? (
                <Instant at={row.deliveredAt} />
              ) : (
                <span className="muted small">
                  {t('system.next')} <Instant at={row.nextAttemptAt} />
                </span>
              ),
            200,
          ),
          column.text(t('system.reason'), (row) => (row.reason ? <Short text={row.reason} width={150} /> : '—'), 166),
          column.text(
            '',
            (row) =>
              row.state !== 'Waiting' && (
                <Confirm
                  size="small"
                  title={t('system.resend')}
                  description={t('system.resendAsk')}
                  loading={resend.isPending && resend.variables === row.id}
                  onConfirm={() => resend.mutate(row.id)}
                >
                  {t('system.resend')}
                </Confirm>
              ),
            120,
          ),
        ]}
      />
    </Panel>
  );
}
