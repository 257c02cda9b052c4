import { Alert, App as AntApp, Button, Checkbox, Descriptions, Flex, Form, Input, InputNumber, Radio, Skeleton, Tag } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { api } from '../shared/api';
import type { Registry } from '../shared/api';
import { useDraft } from '../shared/draft';
import { DayInput, WanInput } from '../shared/fields';
import { Money } from '../shared/format';
import { useLanguage, useText } from '../shared/i18n';
import { ProblemView, useFieldProblems } from '../shared/ProblemView';
import { useAction, useData } from '../shared/query';
import { useSession } from '../shared/session';
import { today } from './parts';
import { Why, useEligibility } from './ProductsPage';

type Values = Registry['FirmProfile'];

/** What is registered about the firm, and what is missing for which product. */
export function Profile() {
  const t = useText('startup');
  const id = useSession()?.organisationId ?? '';
  const [editing, setEditing] = useState(false);
  const found = useData(['registry', 'organisations', id], () => api.GET('/api/registry/organisations/{id}', { params: { path: { id } } }));
  const profile = found.data?.profile;
  const item = (label: string, children: ReactNode) => ({ key: label, label, children });
  return (
    <div className="beside">
      <section className="panel">
        <Flex justify="space-between" align="start">
          <h2 style={{ fontSize: 16 }}>{t('firm.profile')}</h2>
          {profile && !editing && <Button onClick={() => setEditing(true)}>{t('firm.edit')}</Button>}
        </Flex>
        <ProblemView error={found.error} onRetry={() => void found.refetch()} />
        {found.isLoading && <Skeleton active />}
        {profile && !editing && (
          <Descriptions
            column={{ xs: 1, sm: 2, md: 2 }}
            size="small"
            items={[
              item(t('firm.creditCode'), <span className="words">{found.data?.creditCode}</span>),
              item(t('firm.district'), found.data?.districtCode),
              item(t('firm.foundedOn'), profile.foundedOn),
              item(t('firm.industry'), profile.industryCode),
              item(t('firm.chain'), profile.chain || '—'),
              item(t('firm.park'), profile.park || '—'),
              item(t('firm.staff'), profile.staff),
              item(t('firm.premises'), profile.ownPremises ? t('firm.own') : t('firm.lease', { months: profile.leaseMonths })),
              item(t('firm.sales'), <Money yuan={profile.salesYuan} unit />),
              item(t('firm.assets'), <Money yuan={profile.assetsYuan} unit />),
              item(t('firm.breachLabel'), profile.seriousBreach ? <Tag color="error">{t('firm.breachSome')}</Tag> : t('firm.breachNone')),
            ]}
          />
        )}
        {profile && editing && (
          <Edit
            id={id}
            profile={{ ...profile, salesYuan: profile.salesYuan ?? 0, assetsYuan: profile.assetsYuan ?? 0 }}
            onDone={() => setEditing(false)}
          />
        )}
      </section>
      <aside>
        <Needs />
      </aside>
    </div>
  );
}

export function Needs() {
  const t = useText('startup');
  const language = useLanguage();
  const answers = useEligibility({});
  return (
    <section className="panel">
      <h2>{t('firm.needs')}</h2>
      <ProblemView error={answers.error} onRetry={() => void answers.refetch()} />
      {answers.isLoading && <Skeleton active />}
      <ul className="todo">
        {answers.data?.items.map((answer) => (
          <li key={answer.productCode} style={{ display: 'block' }}>
            <Flex justify="space-between" gap={8}>
              <strong>{language === 'zh' ? answer.name : answer.nameEnglish}</strong>
              <Tag color={answer.eligible ? 'success' : 'warning'} style={{ marginInlineEnd: 0 }}>
                {answer.eligible ? t('products.eligible') : t('products.notEligible', { count: answer.result.refusals.length })}
              </Tag>
            </Flex>
            {answer.eligible ? <span className="muted small">{t('firm.needsNone')}</span> : <Why answer={answer} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Edit({ id, profile, onDone }: { id: string; profile: Values; onDone: () => void }) {
  const t = useText('startup');
  const shared = useText('shared');
  const { message } = AntApp.useApp();
  const [form] = Form.useForm<Values>();
  const [typed, setTyped] = useState<Values>();
  const draft = useDraft(`profile:${id}`, typed);
  const own = (Form.useWatch('ownPremises', form) as boolean | undefined) ?? (draft.restored ?? profile).ownPremises;
  const save = useAction(
    (values: Values, header) =>
      api.PUT('/api/registry/organisations/{id}/profile', {
        params: { path: { id }, header },
        body: { ...values, chain: values.chain || '', park: values.park || '', leaseMonths: values.ownPremises ? 0 : values.leaseMonths },
      }),
    {
      refresh: [
        ['registry', 'organisations'],
        ['loan', 'eligibility'],
      ],
      onDone: () => {
        draft.clear();
        void message.success(t('firm.saved'));
        onDone();
      },
    },
  );
  const onField = useFieldProblems(form, save.error);
  const required = { required: true, message: t('firm.required') };
  return (
    <Form
      form={form}
      layout="vertical"
      scrollToFirstError={{ focus: true, block: 'center' }}
      initialValues={{ ...profile, ...draft.restored }}
      onValuesChange={(_, values) => setTyped(values)}
      onFinish={(values) => save.mutate(values)}
    >
      {draft.restored && <Alert type="info" showIcon title={shared('draft.restored')} style={{ marginBottom: 16 }} />}
      <div className="columns">
        <Form.Item name="foundedOn" label={t('firm.foundedOn')} rules={[required]}>
          <DayInput max={today()} />
        </Form.Item>
        <Form.Item name="industryCode" label={t('firm.industry')} extra={t('firm.industryHelp')} rules={[required]}>
          <Input maxLength={5} />
        </Form.Item>
        <Form.Item name="chain" label={t('firm.chain')} extra={t('firm.optional')}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="park" label={t('firm.park')} extra={t('firm.optional')}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="salesYuan" label={t('firm.sales')} rules={[required]}>
          <WanInput />
        </Form.Item>
        <Form.Item name="assetsYuan" label={t('firm.assets')} rules={[required]}>
          <WanInput />
        </Form.Item>
        <Form.Item name="staff" label={t('firm.staff')} rules={[required]}>
          <InputNumber min={0} max={1_000_000} precision={0} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="ownPremises" label={t('firm.premises')}>
          <Radio.Group
            options={[
              { value: false, label: t('firm.leased') },
              { value: true, label: t('firm.own') },
            ]}
          />
        </Form.Item>
        {!own && (
          <Form.Item name="leaseMonths" label={t('firm.leaseMonths')} rules={[required]}>
            <InputNumber min={0} max={600} precision={0} style={{ width: '100%' }} />
          </Form.Item>
        )}
      </div>
      <Form.Item name="seriousBreach" valuePropName="checked">
        <Checkbox>{t('firm.breach')}</Checkbox>
      </Form.Item>
      <ProblemView error={save.error} skip={onField} />
      <Flex gap={8}>
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('firm.save')}
        </Button>
        <Button
          onClick={() => {
            draft.clear();
            onDone();
          }}
        >
          {shared('action.cancel')}
        </Button>
      </Flex>
    </Form>
  );
}
