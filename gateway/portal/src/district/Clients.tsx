import { Button, Form, Input, Modal, Tag } from 'antd';
import { useState } from 'react';
import { api } from '../shared/api';
import type { Registry } from '../shared/api';
import { DataTable, columnsOf } from '../shared/DataTable';
import { Name } from '../shared/format';
import { useText } from '../shared/i18n';
import { Confirm } from '../shared/Page';
import { ProblemView, useFieldProblems } from '../shared/ProblemView';
import { useAction, usePages } from '../shared/query';
import { useMay } from '../shared/session';
import { Panel } from './common';
import { SecretOnce } from './SecretOnce';

const client = columnsOf<Registry['ListClientsClientView']>();

/** Kinds whose systems may sign in. */
export const withSystems: readonly Registry['OrganisationKind'][] = ['Bank', 'Agent', 'Startup'];

/** An institution's sign-ins for systems; a new one's secret is shown once. */
export function Clients({ id }: { id: string }) {
  const t = useText('district');
  const may = useMay();
  const pages = usePages(['registry', 'clients', id], (cursor) =>
    api.GET('/api/registry/organisations/{id}/clients', { params: { path: { id }, query: { cursor, limit: 50 } } }),
  );
  const revoke = useAction(
    (clientId: string, header) => api.POST('/api/registry/clients/{clientId}/revoke', { params: { path: { clientId }, header } }),
    { refresh: [['registry', 'clients', id]] },
  );
  return (
    <Panel title={t('org.clients')} actions={may('Administrator') && <Issue id={id} />}>
      <ProblemView error={revoke.error} />
      <DataTable
        keyboard={false}
        pages={pages}
        rowKey={(row) => row.clientId}
        empty={t('org.noClients')}
        columns={[
          client.text(t('f.name'), (row) => row.name, 200),
          client.text(t('org.clientId'), (row) => <span className="number">{row.clientId}</span>),
          client.text(t('org.role'), (row) => <Name of="role" value={row.role} />),
          client.text(t('f.state'), (row) => (
            <Tag color={row.revokedAt ? 'default' : 'success'}>{t(row.revokedAt ? 'org.isRevoked' : 'org.isLive')}</Tag>
          )),
          client.instant(t('org.created'), (row) => row.createdAt),
          client.instant(t('org.revoked'), (row) => row.revokedAt),
          ...(may('Administrator')
            ? [
                client.text(t('f.actions'), (row) =>
                  row.revokedAt ? null : (
                    <Confirm size="small" danger title={t('org.revokeTitle')} onConfirm={() => revoke.mutate(row.clientId)}>
                      {t('org.revoke')}
                    </Confirm>
                  ),
                ),
              ]
            : []),
        ]}
      />
    </Panel>
  );
}

function Issue({ id }: { id: string }) {
  const t = useText('district');
  const [open, setOpen] = useState(false);
  const [form] = Form.useForm<{ name: string }>();
  const issue = useAction(
    ({ name }: { name: string }) =>
      api.POST('/api/registry/organisations/{id}/clients', { params: { path: { id } }, body: { name: name.trim() } }),
    {
      refresh: [['registry', 'clients', id]],
      onDone: () => {
        form.resetFields();
        setOpen(false);
      },
    },
  );
  const skip = useFieldProblems(form, issue.error);
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t('org.issue')}
      </Button>
      <Modal
        open={open}
        title={t('org.issue')}
        onCancel={() => setOpen(false)}
        onOk={() => form.submit()}
        confirmLoading={issue.isPending}
        forceRender
      >
        <Form form={form} layout="vertical" onFinish={(values) => issue.mutate(values)}>
          <Form.Item name="name" label={t('f.name')} extra={t('org.clientNameHelp')} rules={[{ required: true, message: t('f.required') }]}>
            <Input maxLength={100} autoComplete="off" />
          </Form.Item>
        </Form>
        <ProblemView error={issue.error} skip={skip} />
      </Modal>
      <SecretOnce
        title={t('org.newClient')}
        items={
          issue.data && [
            { label: t('org.clientId'), value: issue.data.clientId },
            { label: t('org.secret'), value: issue.data.clientSecret },
          ]
        }
        onClose={() => issue.reset()}
      />
    </>
  );
}
