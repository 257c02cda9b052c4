import { Alert, Button, Form, Input, Space } from 'antd';
import { useState } from 'react';
import { api } from '../shared/api';
import { armExpiry } from '../shared/expiry';
import { useText } from '../shared/i18n';
import { Page } from '../shared/Page';
import { ProblemView, useFieldProblems } from '../shared/ProblemView';
import { queryClient, useAction } from '../shared/query';
import { Outside } from './Outside';

/** One's own password; every session ends with the old one. */
export default function Password() {
  const t = useText('app');
  const [form] = Form.useForm<{ currentPassword: string; newPassword: string; repeat: string }>();
  const [done, setDone] = useState(false);
  const change = useAction(
    (input: { currentPassword: string; newPassword: string }) => api.PUT('/api/registry/session/password', { body: input }),
    {
      onDone: () => {
        armExpiry(false);
        setDone(true);
      },
    },
  );
  const onField = useFieldProblems(form, change.error, { password: 'newPassword' });
  const required = { required: true, message: t('register.required') };
  return (
    <Outside title={t('password.title')}>
      <div className="narrow">
        <Page title={t('password.title')} sub={t('password.note')}>
          {done ? (
            <Alert
              type="success"
              title={t('password.done')}
              action={
                <Button
                  onClick={() => {
                    queryClient.clear();
                    location.assign('/sign-in');
                  }}
                >
                  {t('signIn.title')}
                </Button>
              }
            />
          ) : (
            <Form
              form={form}
              layout="vertical"
              requiredMark={false}
              onFinish={({ currentPassword, newPassword }) => change.mutate({ currentPassword, newPassword })}
            >
              <Form.Item name="currentPassword" label={t('password.current')} rules={[required]}>
                <Input.Password autoComplete="current-password" />
              </Form.Item>
              <Form.Item name="newPassword" label={t('password.next')} extra={t('register.passwordHelp')} rules={[required]}>
                <Input.Password autoComplete="new-password" />
              </Form.Item>
              <Form.Item
                name="repeat"
                label={t('register.repeat')}
                dependencies={['newPassword']}
                rules={[
                  required,
                  {
                    validator: (_, value) =>
                      value === form.getFieldValue('newPassword') ? Promise.resolve() : Promise.reject(new Error(t('register.mismatch'))),
                  },
                ]}
              >
                <Input.Password autoComplete="new-password" />
              </Form.Item>
              <Space orientation="vertical" style={{ width: '100%' }}>
                <ProblemView error={change.error} skip={onField} />
                <Button type="primary" htmlType="submit" loading={change.isPending}>
                  {t('password.submit')}
                </Button>
              </Space>
            </Form>
          )}
        </Page>
      </div>
    </Outside>
  );
}
