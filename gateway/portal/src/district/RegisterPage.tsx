import { Alert, App, Button, Checkbox, Flex, Form, Input, InputNumber, Radio, Select } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { api } from '../shared/api';
import type { Registry } from '../shared/api';
import { useDraft } from '../shared/draft';
import { DayInput, WanInput } from '../shared/fields';
import { useLanguage, useText } from '../shared/i18n';
import { Page } from '../shared/Page';
import { ProblemView, useFieldProblems } from '../shared/ProblemView';
import { useAction } from '../shared/query';
import { useSession } from '../shared/session';
import { stateOptions } from '../shared/states';
import { Panel } from './common';
import { DistrictInput } from './pickers';

type Values = Registry['RegisterOrganisationRequest'];

/** The administrator registers an institution or a firm; its people, systems and limits come on its own page. */
export default function RegisterPage() {
  const t = useText('district');
  const shared = useText('shared');
  const language = useLanguage();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const district = useSession()?.districtCode ?? '';
  const [form] = Form.useForm<Values>();
  const [typed, setTyped] = useState<Values>();
  const draft = useDraft('register-organisation', typed);
  const kind = (Form.useWatch('kind', form) as Values['kind'] | undefined) ?? draft.restored?.kind ?? 'Bank';
  const register = useAction((body: Values, header) => api.POST('/api/registry/organisations', { params: { header }, body }), {
    refresh: [['registry', 'organisations']],
    onDone: (made) => {
      draft.clear();
      void message.success(t('org.registered'));
      void navigate(`/district/institutions/${made.id}`);
    },
  });
  const skip = useFieldProblems(form, register.error);
  const required = { required: true, message: t('f.required') };
  const own = Form.useWatch(['profile', 'ownPremises'], form) === true;
  return (
    <Page title={t('org.register')} sub={t('org.registerHelp')}>
      {draft.restored && <Alert type="info" showIcon title={shared('draft.restored')} style={{ marginBottom: 16 }} />}
      <Form
        form={form}
        layout="vertical"
        scrollToFirstError={{ focus: true, block: 'center' }}
        initialValues={{ kind: 'Bank', districtCode: district, profile: { ownPremises: false, seriousBreach: false }, ...draft.restored }}
        onValuesChange={(_, values) => setTyped(values)}
        onFinish={({ kind, creditCode, name, districtCode, profile }) =>
          register.mutate({
            kind,
            creditCode: creditCode.trim().toUpperCase(),
            name: name.trim(),
            districtCode: districtCode.trim(),
            ...(kind === 'Startup' && profile
              ? {
                  profile: {
                    ...profile,
                    chain: profile.chain || '',
                    park: profile.park || '',
                    leaseMonths: profile.ownPremises ? 0 : profile.leaseMonths,
                  },
                }
              : {}),
          })
        }
      >
        <Panel title={t('org.basics')}>
          <div className="columns">
            <Form.Item name="kind" label={t('f.kind')} rules={[required]}>
              <Select options={stateOptions('organisation', language)} />
            </Form.Item>
            <Form.Item name="name" label={t('f.name')} extra={t('org.nameHelp')} rules={[required]}>
              <Input maxLength={200} autoComplete="off" />
            </Form.Item>
            <Form.Item name="creditCode" label={t('f.creditCode')} extra={t('org.creditCodeHelp')} rules={[required]}>
              <Input maxLength={18} autoComplete="off" />
            </Form.Item>
            <Form.Item name="districtCode" label={t('f.district')} extra={t('org.districtHelp')} rules={[required]}>
              <DistrictInput />
            </Form.Item>
          </div>
        </Panel>
        {kind === 'Startup' && (
          <Panel title={t('org.profile')}>
            <FirmFields own={own} />
          </Panel>
        )}
        <ProblemView error={register.error} skip={skip} />
        <Flex gap={8} style={{ marginTop: 16 }}>
          <Button type="primary" htmlType="submit" loading={register.isPending}>
            {t('org.registerNow')}
          </Button>
          <Button onClick={() => void navigate('/district/institutions')}>{shared('action.cancel')}</Button>
        </Flex>
      </Form>
    </Page>
  );
}

function FirmFields({ own }: { own: boolean }) {
  const t = useText('app');
  const required = { required: true, message: t('register.required') };
  return (
    <>
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
    </>
  );
}
