import { Alert, Button, Form, Input, Modal, Space, Typography } from 'antd';
import { useState, useSyncExternalStore } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { api, ask } from '../shared/api';
import { answerExpiry, armExpiry, expiry } from '../shared/expiry';
import { useText } from '../shared/i18n';
import { asProblem } from '../shared/problem';
import type { Problem } from '../shared/problem';
import { ProblemView, useFieldProblems } from '../shared/ProblemView';
import { queryClient } from '../shared/query';
import { keptUserName, sessionKey, useSession, workspacesOf } from '../shared/session';
import type { Session } from '../shared/session';
import { signOut } from './Frame';
import { Outside } from './Outside';

type Typed = { userName: string; password: string; totp?: string; newPassword?: string; repeat?: string };

/** User name, password, and the authenticator's code where the account has one; who was given the password replaces it first. */
export function SignInForm({ onDone, fixedUserName }: { onDone: (session: Session) => void; fixedUserName?: string }) {
  const t = useText('shared');
  const app = useText('app');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [withTotp, setWithTotp] = useState(false);
  const [replacing, setReplacing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [form] = Form.useForm<Typed>();
  const onField = useFieldProblems(form, problem, replacing ? { password: 'newPassword' } : {});

  const send = async ({ userName, password: typed, totp, newPassword }: Typed) => {
    setBusy(true);
    setProblem(null);
    let password = typed;
    try {
      if (newPassword) {
        await ask(api.POST('/api/registry/session/password', { body: { userName: userName.trim(), password, newPassword } }));
        password = newPassword;
        setReplacing(false);
        form.setFieldsValue({ password, newPassword: undefined, repeat: undefined });
      }
      const session = await ask(
        api.POST('/api/registry/session', { body: { userName: userName.trim(), password, ...(totp ? { totp } : {}) } }),
      );
      keptUserName.set(userName.trim());
      armExpiry(true);
      onDone(session);
    } catch (failure) {
      const refused = asProblem(failure);
      if (refused.code === 'totp-required' && !withTotp) setWithTotp(true);
      else if (refused.code === 'password-replacement-required') setReplacing(true);
      else setProblem(refused);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Form
      form={form}
      layout="vertical"
      onFinish={(values) => void send(values)}
      initialValues={{ userName: fixedUserName ?? keptUserName.get() }}
      requiredMark={false}
    >
      <Form.Item name="userName" label={t('session.userName')} rules={[{ required: true, message: app('register.required') }]}>
        <Input
          autoComplete="username"
          size="large"
          readOnly={fixedUserName !== undefined}
          autoFocus={!(fixedUserName ?? keptUserName.get())}
        />
      </Form.Item>
      <Form.Item name="password" label={t('session.password')} rules={[{ required: true, message: app('register.required') }]}>
        <Input.Password autoComplete="current-password" size="large" autoFocus={Boolean(fixedUserName ?? keptUserName.get())} />
      </Form.Item>
      {replacing && (
        <>
          <Alert type="info" title={app('signIn.given')} style={{ marginBottom: 16 }} />
          <Form.Item
            name="newPassword"
            label={app('password.next')}
            extra={app('register.passwordHelp')}
            rules={[{ required: true, message: app('register.required') }]}
          >
            <Input.Password autoComplete="new-password" size="large" autoFocus />
          </Form.Item>
          <Form.Item
            name="repeat"
            label={app('register.repeat')}
            dependencies={['newPassword']}
            rules={[
              { required: true, message: app('register.required') },
              {
                validator: (_, value) =>
                  value === form.getFieldValue('newPassword') ? Promise.resolve() : Promise.reject(new Error(app('register.mismatch'))),
              },
            ]}
          >
            <Input.Password autoComplete="new-password" size="large" />
          </Form.Item>
        </>
      )}
      {withTotp && (
        <Form.Item
          name="totp"
          label={t('session.totp')}
          extra={t('session.totpHelp')}
          rules={[{ required: true, message: app('register.required') }]}
        >
          <Input autoComplete="one-time-code" inputMode="numeric" maxLength={6} size="large" autoFocus />
        </Form.Item>
      )}
      <Space orientation="vertical" size={16} style={{ width: '100%' }}>
        {problem && <ProblemView error={problem} skip={onField} />}
        {problem?.code === 'sign-in-failed' && <Typography.Text type="secondary">{t('session.lockout')}</Typography.Text>}
        {problem?.code === 'totp-enrolment-required' && <Link to="/enrol">{app('signIn.enrol')}</Link>}
        <Button type="primary" htmlType="submit" block size="large" loading={busy}>
          {replacing ? app('signIn.replace') : t('session.signIn')}
        </Button>
      </Space>
    </Form>
  );
}

/** Where a new session goes: back to where it was asked for, else to its own workspace. */
export function useEnter() {
  const navigate = useNavigate();
  const [params] = useSearchParams();
  return (session: Session) => {
    queryClient.clear();
    queryClient.setQueryData(sessionKey, session);
    const to = params.get('to');
    const home = workspacesOf(session)[0];
    void navigate(to?.startsWith('/') && !to.startsWith('//') ? to : home ? `/${home}` : '/', { replace: true });
  };
}

export default function SignInPage() {
  const app = useText('app');
  const enter = useEnter();
  return (
    <Outside title={app('signIn.title')}>
      <div className="narrow panel">
        <h1 style={{ fontSize: 20, margin: '0 0 16px' }}>{app('signIn.title')}</h1>
        <SignInForm onDone={enter} />
        <p style={{ margin: '16px 0 0' }}>
          {app('signIn.none')} <Link to="/register">{app('landing.register')}</Link>
        </p>
      </div>
    </Outside>
  );
}

/** Over the page when the session has expired: the page stays as it is, and what failed is sent again. */
export function ExpiryDialog() {
  const t = useText('shared');
  const asked = useSyncExternalStore(expiry.subscribe, expiry.isAsked);
  const session = useSession();
  const done = (again: Session) => {
    // Somebody else must not send what the first one typed.
    if (session && again.accountId !== session.accountId) location.assign('/');
    else answerExpiry(true);
  };
  return (
    <Modal
      open={asked}
      title={t('session.expired')}
      footer={null}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      width={400}
      destroyOnHidden
    >
      <Alert type="info" title={t('session.again')} style={{ marginBottom: 16 }} />
      <SignInForm onDone={done} fixedUserName={keptUserName.get()} />
      <Button
        type="link"
        block
        style={{ marginTop: 8 }}
        onClick={() => {
          answerExpiry(false);
          void signOut();
        }}
      >
        {t('session.leave')}
      </Button>
    </Modal>
  );
}
