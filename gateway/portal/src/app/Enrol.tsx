import { Alert, Button, Form, Input, Space, Typography } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '../shared/api';
import { useText } from '../shared/i18n';
import { Page } from '../shared/Page';
import { ProblemView } from '../shared/ProblemView';
import { useAction } from '../shared/query';
import { keptUserName } from '../shared/session';
import { Outside } from './Outside';

/** An officer binds an authenticator app: a key, then a code that proves it. */
export default function Enrol() {
  const t = useText('app');
  const shared = useText('shared');
  const [who, setWho] = useState<{ userName: string; password: string } | null>(null);
  const start = useAction((input: { userName: string; password: string }) => api.POST('/api/registry/authenticator', { body: input }), {
    onDone: (_, input) => setWho(input),
  });
  const confirm = useAction((input: { userName: string; password: string; code: string }) =>
    api.POST('/api/registry/authenticator/confirm', { body: input }),
  );
  const required = { required: true, message: t('register.required') };
  return (
    <Outside title={t('enrol.title')}>
      <div className="narrow">
        <Page title={t('enrol.title')} sub={t('enrol.lead')}>
          {confirm.isSuccess ? (
            <Alert type="success" title={t('enrol.done')} action={<Link to="/sign-in">{t('signIn.title')}</Link>} />
          ) : start.data && who ? (
            <Form layout="vertical" requiredMark={false} onFinish={({ code }: { code: string }) => confirm.mutate({ ...who, code })}>
              <Form.Item label={t('enrol.key')}>
                <Typography.Text code copyable>
                  {start.data.sharedKey}
                </Typography.Text>
              </Form.Item>
              <Form.Item name="code" label={t('enrol.code')} rules={[required]}>
                <Input inputMode="numeric" maxLength={6} autoComplete="one-time-code" autoFocus />
              </Form.Item>
              <Space orientation="vertical" style={{ width: '100%' }}>
                <ProblemView error={confirm.error} />
                <Button type="primary" htmlType="submit" loading={confirm.isPending}>
                  {t('enrol.confirm')}
                </Button>
              </Space>
            </Form>
          ) : (
            <Form
              layout="vertical"
              requiredMark={false}
              initialValues={{ userName: keptUserName.get() }}
              onFinish={(values: { userName: string; password: string }) => start.mutate(values)}
            >
              <Form.Item name="userName" label={shared('session.userName')} rules={[required]}>
                <Input autoComplete="username" />
              </Form.Item>
              <Form.Item name="password" label={shared('session.password')} rules={[required]}>
                <Input.Password autoComplete="current-password" />
              </Form.Item>
              <Space orientation="vertical" style={{ width: '100%' }}>
                <ProblemView error={start.error} />
                <Button type="primary" htmlType="submit" loading={start.isPending}>
                  {t('enrol.start')}
                </Button>
              </Space>
            </Form>
          )}
        </Page>
      </div>
    </Outside>
  );
}
