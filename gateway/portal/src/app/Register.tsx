import { Button, Checkbox, Form, Input, InputNumber, Radio, Result, Space } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '../shared/api';
import { useDraft } from '../shared/draft';
import { DayInput, WanInput } from '../shared/fields';
import { useText } from '../shared/i18n';
import { Page } from '../shared/Page';
import { ProblemView, useFieldProblems } from '../shared/ProblemView';
import { useAction } from '../shared/query';
import { keptUserName } from '../shared/session';
import { Outside } from './Outside';
import type { Registry } from '../shared/api';

interface Values {
  name: string;
  creditCode: string;
  districtCode: string;
  profile: Registry['FirmProfile'];
  account: { userName: string; displayName: string; password: string; repeat: string };
}

/** A startup registers itself with its first account (domain.md §8 ①). */
export default function Register() {
  const t = useText('app');
  const [form] = Form.useForm<Values>();
  const [typed, setTyped] = useState<Partial<Values>>();
  // Passwords are not written to the disk.
  const draft = useDraft('register', typed && { ...typed, account: { ...typed.account, password: undefined, repeat: undefined } });
  const register = useAction(
    ({ name, creditCode, districtCode, profile, account }: Values) =>
      api.POST('/api/registry/startups', {
        body: {
          name: name.trim(),
          creditCode: creditCode.trim().toUpperCase(),
          districtCode: districtCode.trim(),
          profile: {
            ...profile,
            chain: profile.chain || '',
            park: profile.park || '',
            leaseMonths: profile.ownPremises ? 0 : profile.leaseMonths,
          },
          account: { userName: account.userName.trim(), displayName: account.displayName, password: account.password },
        },
      }),
    {
      onDone: (_, { account }) => {
        keptUserName.set(account.userName.trim());
        draft.clear();
      },
    },
  );
  const onField = useFieldProblems(form, register.error, { userName: ['account', 'userName'], password: ['account', 'password'] });
  const own = Form.useWatch(['profile', 'ownPremises'], form);
  const required = { required: true, message: t('register.required') };

  if (register.isSuccess)
    return (
      <Outside title={t('register.done')}>
        <Result
          status="success"
          title={t('register.done')}
          subTitle={t('register.doneText')}
          extra={
            <Link to="/sign-in?to=/startup">
              <Button type="primary" tabIndex={-1}>
                {t('signIn.title')}
              </Button>
            </Link>
          }
        />
      </Outside>
    );
  return (
    <Outside title={t('register.title')}>
      <Page title={t('register.title')} sub={t('register.lead')}>
        <Form
          form={form}
          layout="vertical"
          scrollToFirstError={{ focus: true, block: 'center' }}
          initialValues={{ profile: { ownPremises: false, seriousBreach: false }, ...draft.restored }}
          onValuesChange={(_, values) => setTyped(values)}
          onFinish={(values) => register.mutate(values)}
        >
          <h2 className="group">{t('register.firm')}</h2>
          <div className="columns">
            <Form.Item name="name" label={t('register.name')} extra={t('register.nameHelp')} rules={[required]}>
              <Input maxLength={200} autoComplete="organization" />
            </Form.Item>
            <Form.Item name="creditCode" label={t('register.creditCode')} extra={t('register.creditCodeHelp')} rules={[required]}>
              <Input maxLength={18} />
            </Form.Item>
            <Form.Item name="districtCode" label={t('register.districtCode')} extra={t('register.districtCodeHelp')} rules={[required]}>
              <Input maxLength={6} inputMode="numeric" />
            </Form.Item>
          </div>
          <h2 className="group">{t('register.profile')}</h2>
          <div className="columns">
            <Form.Item name={['profile', 'foundedOn']} label={t('register.foundedOn')} rules={[required]}>
              <DayInput max={new Date().toISOString().slice(0, 10)} />
            </Form.Item>
            <Form.Item
              name={['profile', 'industryCode']}
              label={t('register.industryCode')}
              extra={t('register.industryHelp')}
              rules={[required]}
            >
              <Input maxLength={5} />
            </Form.Item>
            <Form.Item name={['profile', 'chain']} label={t('register.chain')} extra={t('register.optional')}>
              <Input maxLength={60} />
            </Form.Item>
            <Form.Item name={['profile', 'park']} label={t('register.park')} extra={t('register.optional')}>
              <Input maxLength={100} />
            </Form.Item>
            <Form.Item name={['profile', 'salesYuan']} label={t('register.sales')} rules={[required]}>
              <WanInput />
            </Form.Item>
            <Form.Item name={['profile', 'assetsYuan']} label={t('register.assets')} rules={[required]}>
              <WanInput />
            </Form.Item>
            <Form.Item name={['profile', 'staff']} label={t('register.staff')} rules={[required]}>
              <InputNumber min={0} max={1_000_000} precision={0} style={{ width: '100%' }} />
            </Form.Item>
            <Form.Item name={['profile', 'ownPremises']} label={t('register.premises')}>
              <Radio.Group
                options={[
                  { value: false, label: t('register.lease') },
                  { value: true, label: t('register.own') },
                ]}
              />
            </Form.Item>
            {!own && (
              <Form.Item name={['profile', 'leaseMonths']} label={t('register.leaseMonths')} rules={[required]}>
                <InputNumber min={0} max={600} precision={0} style={{ width: '100%' }} />
              </Form.Item>
            )}
          </div>
          <Form.Item name={['profile', 'seriousBreach']} valuePropName="checked">
            <Checkbox>{t('register.breach')}</Checkbox>
          </Form.Item>
          <h2 className="group">{t('register.account')}</h2>
          <div className="columns">
            <Form.Item name={['account', 'displayName']} label={t('register.displayName')} rules={[required]}>
              <Input maxLength={100} autoComplete="name" />
            </Form.Item>
            <Form.Item name={['account', 'userName']} label={t('register.userName')} rules={[required]}>
              <Input maxLength={100} autoComplete="username" />
            </Form.Item>
            <Form.Item
              name={['account', 'password']}
              label={t('register.password')}
              extra={t('register.passwordHelp')}
              rules={[required, { min: 12, message: t('register.passwordHelp') }]}
            >
              <Input.Password maxLength={128} autoComplete="new-password" />
            </Form.Item>
            <Form.Item
              name={['account', 'repeat']}
              label={t('register.repeat')}
              dependencies={[['account', 'password']]}
              rules={[
                required,
                {
                  validator: (_, value) =>
                    !value || value === form.getFieldValue(['account', 'password'])
                      ? Promise.resolve()
                      : Promise.reject(new Error(t('register.mismatch'))),
                },
              ]}
            >
              <Input.Password maxLength={128} autoComplete="new-password" />
            </Form.Item>
          </div>
          <Space orientation="vertical" size={16} style={{ width: '100%' }}>
            <ProblemView error={register.error} skip={onField} />
            <Button type="primary" htmlType="submit" size="large" loading={register.isPending}>
              {t('register.submit')}
            </Button>
          </Space>
        </Form>
      </Page>
    </Outside>
  );
}
