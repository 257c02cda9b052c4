import { App, Button, Flex, Form, Input, Modal, Select, Tag } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '../shared/api';
import type { Registry } from '../shared/api';
import { DataTable, columnsOf, useFilters } from '../shared/DataTable';
import { useLanguage, useText } from '../shared/i18n';
import { Page } from '../shared/Page';
import { ProblemView, useFieldProblems } from '../shared/ProblemView';
import { useAction, useData, usePages } from '../shared/query';
import { useMay, useSession } from '../shared/session';
import { stateName, stateOptions } from '../shared/states';
import { FilterBar, OrganisationName, Pick, WithReason, given } from './common';

type Account = Registry['AccountView'];
const column = columnsOf<Account>();

const useOrganisations = () =>
  (
    useData(['registry', 'organisations', 'names'], () => api.GET('/api/registry/organisations', { params: { query: { limit: 200 } } }))
      .data?.items ?? []
  ).map((one) => ({ value: one.id, label: one.name }));

/** People's accounts of every institution. */
export default function AccountsPage() {
  const t = useText('district');
  const language = useLanguage();
  const may = useMay();
  const organisations = useOrganisations();
  const [filters, set] = useFilters({ organisationId: '' });
  const pages = usePages(['registry', 'accounts', filters], (cursor) =>
    api.GET('/api/registry/accounts', { params: { query: { cursor, limit: 100, ...given(filters) } } }),
  );
  return (
    <Page title={t('accounts.title')} actions={may('Administrator') && <Create organisations={organisations} />}>
      <FilterBar filters={filters} set={set}>
        <Pick
          label={t('accounts.filter')}
          value={filters.organisationId}
          options={organisations}
          onChange={(organisationId) => set({ organisationId })}
          width={320}
        />
      </FilterBar>
      <DataTable
        pages={pages}
        rowKey={(row) => row.id}
        empty={t('accounts.empty')}
        columns={[
          column.text(t('accounts.userName'), (row) => row.userName, 180),
          column.text(t('accounts.displayName'), (row) => row.displayName, 200),
          column.text(
            t('accounts.organisation'),
            (row) => (
              <Link to={`/district/institutions/${row.organisationId}`}>
                <OrganisationName id={row.organisationId} />
              </Link>
            ),
            240,
          ),
          column.text(t('accounts.roles'), (row) => row.roles.map((role) => stateName('role', role, language)).join(' · '), 180),
          column.text(t('f.state'), (row) => (
            <Tag color={row.locked ? 'error' : 'success'}>{t(row.locked ? 'accounts.locked' : 'accounts.open')}</Tag>
          )),
          column.text(t('accounts.totp'), (row) => t(row.totpEnrolled ? 'accounts.bound' : 'accounts.unbound')),
          ...(may('Administrator') ? [{ ...column.text(t('f.actions'), (row) => <Manage account={row} />), fixed: 'end' as const }] : []),
        ]}
      />
    </Page>
  );
}

function Manage({ account }: { account: Account }) {
  const t = useText('district');
  const language = useLanguage();
  const me = useSession()?.accountId;
  const { message } = App.useApp();
  const [editing, setEditing] = useState<'roles' | 'password' | ''>('');
  const [form] = Form.useForm<{ roles: Registry['Role'][]; password: string }>();
  const path = { id: account.id };
  const done = {
    refresh: [['registry', 'accounts']],
    onDone: () => {
      setEditing('');
      form.resetFields();
      void message.success(t('accounts.done'));
    },
  };
  const lock = useAction(
    (reason: string, header) => api.POST('/api/registry/accounts/{id}/lock', { params: { path, header }, body: { reason } }),
    done,
  );
  const unlock = useAction(
    (reason: string, header) => api.POST('/api/registry/accounts/{id}/unlock', { params: { path, header }, body: { reason } }),
    done,
  );
  const reset = useAction(
    (reason: string, header) => api.POST('/api/registry/accounts/{id}/authenticator/reset', { params: { path, header }, body: { reason } }),
    done,
  );
  const setRoles = useAction(
    (roles: Registry['Role'][], header) => api.PUT('/api/registry/accounts/{id}/roles', { params: { path, header }, body: { roles } }),
    done,
  );
  const setPassword = useAction(
    (password: string) => api.PUT('/api/registry/accounts/{id}/password', { params: { path }, body: { password } }),
    done,
  );
  const of = (action: typeof lock) => ({
    onSend: (reason: string) => action.mutate(reason),
    pending: action.isPending,
    error: action.error,
    done: action.isSuccess,
    size: 'small' as const,
  });
  if (account.id === me) return null;
  return (
    <>
      <Flex gap={4}>
        <Button size="small" onClick={() => setEditing('roles')}>
          {t('accounts.editRoles')}
        </Button>
        <Button size="small" onClick={() => setEditing('password')}>
          {t('accounts.password')}
        </Button>
        {account.totpEnrolled && (
          <WithReason {...of(reset)} title={`${t('accounts.reset')} · ${account.userName}`}>
            {t('accounts.reset')}
          </WithReason>
        )}
        {account.locked ? (
          <WithReason {...of(unlock)} title={`${t('accounts.unlock')} · ${account.userName}`}>
            {t('accounts.unlock')}
          </WithReason>
        ) : (
          <WithReason {...of(lock)} danger title={`${t('accounts.lock')} · ${account.userName}`}>
            {t('accounts.lock')}
          </WithReason>
        )}
      </Flex>
      <Modal
        open={editing !== ''}
        title={`${t(editing === 'password' ? 'accounts.password' : 'accounts.editRoles')} · ${account.userName}`}
        onCancel={() => setEditing('')}
        onOk={() => form.submit()}
        confirmLoading={setRoles.isPending || setPassword.isPending}
        destroyOnHidden
      >
        <Form
          form={form}
          layout="vertical"
          initialValues={{ roles: account.roles }}
          onFinish={(values) => (editing === 'roles' ? setRoles.mutate(values.roles) : setPassword.mutate(values.password))}
        >
          {editing === 'roles' ? (
            <Form.Item name="roles" label={t('accounts.roles')} rules={[{ required: true }]}>
              <Select mode="multiple" options={stateOptions('role', language)} />
            </Form.Item>
          ) : (
            <Form.Item name="password" label={t('accounts.newPassword')} rules={[{ required: true, min: 12 }]}>
              <Input.Password autoComplete="new-password" />
            </Form.Item>
          )}
        </Form>
        <ProblemView error={editing === 'roles' ? setRoles.error : setPassword.error} />
      </Modal>
    </>
  );
}

function Create({ organisations }: { organisations: { value: string; label: string }[] }) {
  const t = useText('district');
  const language = useLanguage();
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  const [form] = Form.useForm<Registry['CreateAccountRequest']>();
  const create = useAction((body: Registry['CreateAccountRequest']) => api.POST('/api/registry/accounts', { body }), {
    refresh: [['registry', 'accounts']],
    onDone: () => {
      void message.success(t('accounts.created'));
      form.resetFields();
      setOpen(false);
    },
  });
  const skip = useFieldProblems(form, create.error);
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t('accounts.create')}
      </Button>
      <Modal
        open={open}
        title={t('accounts.create')}
        onCancel={() => setOpen(false)}
        onOk={() => form.submit()}
        confirmLoading={create.isPending}
      >
        <Form form={form} layout="vertical" onFinish={(values) => create.mutate(values)}>
          <Form.Item name="organisationId" label={t('accounts.organisation')} rules={[{ required: true }]}>
            <Select showSearch={{ optionFilterProp: 'label' }} options={organisations} />
          </Form.Item>
          <Form.Item name="userName" label={t('accounts.userName')} rules={[{ required: true }]}>
            <Input maxLength={64} autoComplete="off" />
          </Form.Item>
          <Form.Item name="displayName" label={t('accounts.displayName')} rules={[{ required: true }]}>
            <Input maxLength={100} />
          </Form.Item>
          <Form.Item name="roles" label={t('accounts.roles')} rules={[{ required: true }]}>
            <Select mode="multiple" options={stateOptions('role', language)} />
          </Form.Item>
          <Form.Item name="password" label={t('accounts.newPassword')} rules={[{ required: true, min: 12 }]}>
            <Input.Password autoComplete="new-password" />
          </Form.Item>
        </Form>
        <ProblemView error={create.error} skip={skip} />
      </Modal>
    </>
  );
}
