import { App, Button, Flex, Form, Input, Modal, Select, Tag } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '../shared/api';
import type { Registry } from '../shared/api';
import { DataTable, columnsOf } from '../shared/DataTable';
import { useLanguage, useText } from '../shared/i18n';
import { ProblemView, useFieldProblems } from '../shared/ProblemView';
import { useAction, usePages } from '../shared/query';
import { useMay, useSession } from '../shared/session';
import { stateName } from '../shared/states';
import { WithReason } from './common';
import { OrganisationPicker, rolesOf, useOrganisation } from './pickers';

type Account = Registry['AccountView'];
const column = columnsOf<Account>();

/** People's accounts: of one institution, or of all with their institutions. */
export function Accounts({ organisationId, keyboard = false }: { organisationId: string; keyboard?: boolean }) {
  const t = useText('district');
  const language = useLanguage();
  const may = useMay();
  const pages = usePages(['registry', 'accounts', organisationId], (cursor) =>
    api.GET('/api/registry/accounts', { params: { query: { cursor, limit: 100, ...(organisationId ? { organisationId } : {}) } } }),
  );
  return (
    <DataTable
      pages={pages}
      rowKey={(row) => row.id}
      empty={t('accounts.empty')}
      keyboard={keyboard}
      columns={[
        column.text(t('accounts.displayName'), (row) => (
          <div className="two-lines">
            <span>{row.displayName}</span>
            <span className="muted small">{row.userName}</span>
          </div>
        )),
        ...(organisationId
          ? []
          : [
              column.text(
                t('accounts.organisation'),
                (row) => <Link to={`/district/institutions/${row.organisationId}`}>{row.organisationName}</Link>,
                200,
              ),
            ]),
        column.text(t('accounts.roles'), (row) => row.roles.map((role) => stateName('role', role, language)).join(' · ')),
        column.text(t('f.state'), (row) => (
          <Tag color={row.locked ? 'error' : 'success'}>{t(row.locked ? 'accounts.locked' : 'accounts.open')}</Tag>
        )),
        column.text(t('accounts.totp'), (row) => t(row.totpEnrolled ? 'accounts.bound' : 'accounts.unbound')),
        ...(may('Administrator') ? [column.text(t('f.actions'), (row) => <Manage account={row} />)] : []),
      ]}
    />
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
  const edited = editing === 'roles' ? setRoles : setPassword;
  const skip = useFieldProblems(form, edited.error);
  if (account.id === me) return <span className="muted small">{t('accounts.own')}</span>;
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
          <WithReason key="unlock" {...of(unlock)} title={`${t('accounts.unlock')} · ${account.userName}`}>
            {t('accounts.unlock')}
          </WithReason>
        ) : (
          <WithReason key="lock" {...of(lock)} danger title={`${t('accounts.lock')} · ${account.userName}`}>
            {t('accounts.lock')}
          </WithReason>
        )}
      </Flex>
      <Modal
        open={editing !== ''}
        title={`${t(editing === 'password' ? 'accounts.password' : 'accounts.editRoles')} · ${account.userName}`}
        onCancel={() => setEditing('')}
        onOk={() => form.submit()}
        confirmLoading={edited.isPending}
        destroyOnHidden
      >
        <Form
          form={form}
          layout="vertical"
          preserve={false}
          initialValues={{ roles: account.roles }}
          onFinish={(values) => (editing === 'roles' ? setRoles.mutate(values.roles) : setPassword.mutate(values.password))}
        >
          {editing === 'roles' ? (
            <RolesItem kind={account.organisationKind} />
          ) : (
            <PasswordItem onMake={(password) => form.setFieldsValue({ password })} />
          )}
        </Form>
        <ProblemView error={edited.error} skip={skip} />
      </Modal>
    </>
  );

  function RolesItem({ kind }: { kind: Registry['OrganisationKind'] }) {
    return (
      <Form.Item
        name="roles"
        label={t('accounts.roles')}
        extra={t('accounts.rolesHelp')}
        rules={[{ required: true, message: t('f.required') }]}
      >
        <Select mode="multiple" options={rolesOf[kind].map((role) => ({ value: role, label: stateName('role', role, language) }))} />
      </Form.Item>
    );
  }
}

/** A first password: typed, or made at random and told to its owner. */
function PasswordItem({ onMake }: { onMake: (password: string) => void }) {
  const t = useText('district');
  const [shown, setShown] = useState(false);
  return (
    <Form.Item
      name="password"
      label={t('accounts.newPassword')}
      extra={
        <Flex justify="space-between" gap={8} wrap>
          <span>{t('accounts.passwordHelp')}</span>
          <Button
            type="link"
            size="small"
            style={{ padding: 0 }}
            onClick={() => {
              setShown(true);
              onMake(randomPassword());
            }}
          >
            {t('accounts.makePassword')}
          </Button>
        </Flex>
      }
      rules={[
        { required: true, message: t('f.required') },
        { min: 12, message: t('accounts.passwordHelp') },
      ]}
    >
      <Input.Password autoComplete="new-password" maxLength={128} visibilityToggle={{ visible: shown, onVisibleChange: setShown }} />
    </Form.Item>
  );
}

const letters = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789';
const randomPassword = () => [...crypto.getRandomValues(new Uint32Array(16))].map((at) => letters[at % letters.length]).join('');

/** A new person's account, of a given institution or of one to be chosen. */
export function CreateAccount({ organisationId, small = false }: { organisationId?: string; small?: boolean }) {
  const t = useText('district');
  const language = useLanguage();
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  const [form] = Form.useForm<Registry['CreateAccountRequest']>();
  const chosen = (Form.useWatch('organisationId', form) as string | undefined) ?? organisationId ?? '';
  const kind = useOrganisation(open ? chosen : '').data?.kind;
  const create = useAction(
    (body: Registry['CreateAccountRequest']) => api.POST('/api/registry/accounts', { body: { ...body, userName: body.userName.trim() } }),
    {
      refresh: [['registry', 'accounts']],
      onDone: () => {
        void message.success(t('accounts.created'));
        setOpen(false);
      },
    },
  );
  const skip = useFieldProblems(form, create.error);
  const required = { required: true, message: t('f.required') };
  return (
    <>
      <Button type={small ? 'default' : 'primary'} size={small ? 'small' : 'middle'} onClick={() => setOpen(true)}>
        {t('accounts.create')}
      </Button>
      <Modal
        open={open}
        title={t('accounts.create')}
        onCancel={() => setOpen(false)}
        onOk={() => form.submit()}
        confirmLoading={create.isPending}
        destroyOnHidden
      >
        <Form
          form={form}
          layout="vertical"
          preserve={false}
          initialValues={organisationId ? { organisationId } : {}}
          onFinish={(values) => create.mutate({ ...values, organisationId: organisationId ?? values.organisationId })}
        >
          {!organisationId && (
            <Form.Item name="organisationId" label={t('accounts.organisation')} rules={[required]}>
              <OrganisationPicker onChange={() => form.setFieldsValue({ roles: [] })} />
            </Form.Item>
          )}
          <Form.Item name="displayName" label={t('accounts.displayName')} rules={[required]}>
            <Input maxLength={100} autoComplete="off" />
          </Form.Item>
          <Form.Item name="userName" label={t('accounts.userName')} extra={t('accounts.userNameHelp')} rules={[required]}>
            <Input maxLength={100} autoComplete="off" />
          </Form.Item>
          <Form.Item name="roles" label={t('accounts.roles')} extra={t('accounts.rolesHelp')} rules={[required]}>
            <Select
              mode="multiple"
              disabled={!kind}
              options={(kind ? rolesOf[kind] : []).map((role) => ({ value: role, label: stateName('role', role, language) }))}
            />
          </Form.Item>
          <PasswordItem onMake={(password) => form.setFieldsValue({ password })} />
        </Form>
        <ProblemView error={create.error} skip={skip} />
      </Modal>
    </>
  );
}
