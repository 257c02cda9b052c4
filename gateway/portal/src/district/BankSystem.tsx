import { Alert, App, Button, Checkbox, Descriptions, Flex, Form, InputNumber, Modal, Select, Switch, Tag } from 'antd';
import { useState } from 'react';
import { api } from '../shared/api';
import type { Gateway, Registry } from '../shared/api';
import { DataTable, columnsOf } from '../shared/DataTable';
import { Name, State } from '../shared/format';
import { useText } from '../shared/i18n';
import { Confirm } from '../shared/Page';
import { Problem } from '../shared/problem';
import { ProblemView, useFieldProblems } from '../shared/ProblemView';
import { useAction, useData, usePages } from '../shared/query';
import { useMay } from '../shared/session';
import { Panel } from './common';
import { SecretOnce } from './SecretOnce';

type System = Registry['ConnectBankSystemSystemView'];
const delivery = columnsOf<Gateway['ListDeliveriesDeliveryView']>();
const isAbsent = (error: unknown) => error instanceof Problem && error.status === 404;

/** How a bank's own system is reached, whether it answers, and every message to it. */
export function BankSystem({ id }: { id: string }) {
  const t = useText('district');
  const may = useMay();
  const { message } = App.useApp();
  const seesSettings = may('Administrator', 'Auditor');
  const settings = useData(
    ['registry', 'banks', id, 'system'],
    () => api.GET('/api/registry/banks/{id}/system', { params: { path: { id } } }),
    { enabled: seesSettings },
  );
  const health = useData(['partners', id, 'health'], () => api.GET('/api/partners/{bankId}/health', { params: { path: { bankId: id } } }), {
    everySeconds: 30,
  });
  const deliveries = usePages(['partners', id, 'deliveries'], (cursor) =>
    api.GET('/api/partners/{bankId}/deliveries', { params: { path: { bankId: id }, query: { cursor, limit: 50 } } }),
  );
  const resend = useAction(
    (deliveryId: string, header) =>
      api.POST('/api/partners/{bankId}/deliveries/{deliveryId}/resend', { params: { path: { bankId: id, deliveryId }, header } }),
    { refresh: [['partners', id]], onDone: () => void message.success(t('org.resent')) },
  );
  const system = settings.data;
  const state = health.data;
  return (
    <Panel
      title={t('org.system')}
      // Always here: it holds the new key while the settings are read again.
      actions={may('Administrator') && <Connect id={id} system={system} known={settings.isFetched} />}
    >
      {!isAbsent(settings.error) && <ProblemView error={settings.error} onRetry={() => void settings.refetch()} />}
      {!isAbsent(health.error) && <ProblemView error={health.error} onRetry={() => void health.refetch()} />}
      {isAbsent(health.error) && <p className="muted">{t('org.noSystem')}</p>}
      {state && (
        <Flex gap={24} wrap style={{ marginBottom: 12 }}>
          <Tag color={!state.enabled ? 'default' : state.reachable ? 'success' : 'error'}>
            {t(!state.enabled ? 'org.disabled' : state.reachable ? 'org.reachable' : 'org.unreachable')}
          </Tag>
          <span>
            {t('org.waiting')} <span className="number">{state.waiting}</span>
          </span>
          <span>
            {t('org.parked')} <span className="number">{state.parked}</span>
          </span>
        </Flex>
      )}
      {system && (
        <Descriptions
          size="small"
          column={{ xs: 1, sm: 2, lg: 3 }}
          style={{ marginBottom: 12 }}
          items={[
            {
              key: 'addresses',
              label: t('org.addresses'),
              children: system.baseAddresses.length === 0 ? t('org.callsOnly') : system.baseAddresses.join(' · '),
            },
            { key: 'client', label: t('org.clientId'), children: <span className="number">{system.clientId}</span> },
            { key: 'timeout', label: t('org.timeout'), children: system.timeoutSeconds },
            { key: 'concurrency', label: t('org.concurrency'), children: system.concurrencyMax },
            { key: 'version', label: t('f.version'), children: system.version },
          ]}
        />
      )}
      <ProblemView error={resend.error} />
      <DataTable
        keyboard={false}
        pages={deliveries}
        rowKey={(row) => row.id}
        empty={t('org.noDeliveries')}
        columns={[
          delivery.text(t('org.message'), (row) => <Name of="message" value={row.kind} />),
          delivery.text(t('f.state'), (row) => <State of="delivery" value={row.state} />),
          delivery.number(t('org.attempts'), (row) => row.attempts),
          delivery.instant(t('org.queuedAt'), (row) => row.queuedAt),
          delivery.text(t('f.reason'), (row) => row.reason ?? '—', 260),
          ...(may('Administrator')
            ? [
                delivery.text(t('f.actions'), (row) =>
                  row.state === 'Parked' ? (
                    <Confirm size="small" title={t('org.resendTitle')} onConfirm={() => resend.mutate(row.id)}>
                      {t('org.resend')}
                    </Confirm>
                  ) : null,
                ),
              ]
            : []),
        ]}
      />
    </Panel>
  );
}

function Connect({ id, system, known }: { id: string; system: System | undefined; known: boolean }) {
  const t = useText('district');
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  const [form] = Form.useForm<Registry['ConnectBankSystemRequest']>();
  const clients = useData(
    ['registry', 'clients', id, 'live'],
    () => api.GET('/api/registry/organisations/{id}/clients', { params: { path: { id }, query: { limit: 200 } } }),
    { enabled: open },
  );
  const live = (clients.data?.items ?? []).filter((one) => !one.revokedAt);
  const connect = useAction(
    (body: Registry['ConnectBankSystemRequest']) => api.PUT('/api/registry/banks/{id}/system', { params: { path: { id } }, body }),
    {
      refresh: [
        ['registry', 'banks', id],
        ['partners', id],
      ],
      onDone: () => {
        setOpen(false);
        void message.success(t('org.connected'));
      },
    },
  );
  const skip = useFieldProblems(form, connect.error);
  const required = { required: true, message: t('f.required') };
  return (
    <>
      <Button size="small" disabled={!known} onClick={() => setOpen(true)}>
        {t(system ? 'org.changeSystem' : 'org.connect')}
      </Button>
      <Modal
        open={open}
        title={t(system ? 'org.changeSystem' : 'org.connect')}
        onCancel={() => setOpen(false)}
        onOk={() => form.submit()}
        okButtonProps={{ disabled: live.length === 0 }}
        confirmLoading={connect.isPending}
        destroyOnHidden
      >
        {clients.data && live.length === 0 && <Alert type="info" showIcon title={t('org.clientFirst')} style={{ marginBottom: 16 }} />}
        <ProblemView error={clients.error} onRetry={() => void clients.refetch()} />
        <Form
          form={form}
          layout="vertical"
          preserve={false}
          initialValues={{
            baseAddresses: system?.baseAddresses ?? [],
            enabled: system?.enabled ?? true,
            clientId: system?.clientId,
            timeoutSeconds: system?.timeoutSeconds ?? 10,
            concurrencyMax: system?.concurrencyMax ?? 16,
            newKey: false,
          }}
          onFinish={(values) => connect.mutate({ ...values, newKey: values.newKey ?? false })}
        >
          <Form.Item name="baseAddresses" label={t('org.addresses')} extra={t('org.addressesHelp')}>
            <Select mode="tags" open={false} suffix={null} tokenSeparators={[' ', ',', '，']} maxCount={4} placeholder="https://" />
          </Form.Item>
          <Form.Item name="clientId" label={t('org.clients')} extra={t('org.clientHelp')} rules={[required]}>
            <Select
              loading={clients.isLoading}
              options={live.map((one) => ({ value: one.clientId, label: `${one.name} · ${one.clientId.slice(0, 8)}` }))}
            />
          </Form.Item>
          <div className="columns">
            <Form.Item name="timeoutSeconds" label={t('org.timeout')} rules={[required]}>
              <InputNumber min={1} max={120} precision={0} style={{ width: '100%' }} />
            </Form.Item>
            <Form.Item name="concurrencyMax" label={t('org.concurrency')} rules={[required]}>
              <InputNumber min={1} max={256} precision={0} style={{ width: '100%' }} />
            </Form.Item>
          </div>
          <Form.Item name="enabled" label={t('org.enabled')} valuePropName="checked" extra={t('org.enabledHelp')}>
            <Switch />
          </Form.Item>
          {system ? (
            <Form.Item name="newKey" valuePropName="checked" extra={t('org.newKeyHelp')}>
              <Checkbox>{t('org.newKey')}</Checkbox>
            </Form.Item>
          ) : (
            <p className="muted small">{t('org.keyOnce')}</p>
          )}
        </Form>
        <ProblemView error={connect.error} skip={skip} />
      </Modal>
      <SecretOnce
        title={t('org.signingKey')}
        items={connect.data?.signingKey ? [{ label: t('org.signingKey'), value: connect.data.signingKey }] : undefined}
        onClose={() => connect.reset()}
      />
    </>
  );
}
