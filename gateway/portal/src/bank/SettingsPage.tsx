import { PlusOutlined } from '@ant-design/icons';
import { Alert, App, Button, Form, Select, Skeleton } from 'antd';
import { api } from '../shared/api';
import type { Loan } from '../shared/api';
import { WanInput } from '../shared/fields';
import { Money } from '../shared/format';
import { useText } from '../shared/i18n';
import { Page } from '../shared/Page';
import { ProblemView } from '../shared/ProblemView';
import { Problem } from '../shared/problem';
import { useAction, useData } from '../shared/query';
import { useMay } from '../shared/session';
import { Facts, Panel } from './Facts';
import { useProducts } from './names';

type Settings = Pick<Loan['SetAppetiteBankSettings'], 'active' | 'appetites' | 'officerYuanMax' | 'systemYuanMax'>;

/** What this bank wants to be asked for, and up to which amount one person may offer. */
export default function SettingsPage() {
  const t = useText('bank');
  const query = useData(['loan', 'bank', 'mine'], () => api.GET('/api/loan/banks/mine'));
  // A bank that never set anything is not known there yet.
  const isNew = query.error instanceof Problem && query.error.status === 404;
  const settings: Settings | undefined = isNew ? { active: true, appetites: [], officerYuanMax: null, systemYuanMax: null } : query.data;
  return (
    <Page title={t('settings.title')}>
      {query.error && !isNew && <ProblemView error={query.error} onRetry={() => void query.refetch()} />}
      {!settings && !query.error && <Skeleton active paragraph={{ rows: 8 }} />}
      {settings && (
        <div className="bank-panels">
          {!settings.active && <Alert type="warning" showIcon title={t('settings.inactive')} />}
          <AppetiteForm key={JSON.stringify(settings.appetites)} settings={settings} />
          <Limits settings={settings} />
        </div>
      )}
    </Page>
  );
}

function AppetiteForm({ settings }: { settings: Settings }) {
  const t = useText('bank');
  const { message } = App.useApp();
  const products = useProducts();
  const [form] = Form.useForm<{ appetites: Loan['Appetite'][] }>();
  const save = useAction(
    (appetites: Loan['Appetite'][], header) => api.PUT('/api/loan/banks/appetite', { params: { header }, body: { appetites } }),
    { refresh: [['loan', 'bank']], onDone: () => void message.success(t('settings.saved')) },
  );
  return (
    <Panel title={t('settings.appetite')}>
      <p className="muted" style={{ marginTop: 0 }}>
        {t('settings.appetiteSub')}
      </p>
      <ProblemView error={save.error} />
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ appetites: settings.appetites }}
        onFinish={(values) => save.mutate(values.appetites.map((row) => ({ ...row, chains: row.chains ?? [], parks: row.parks ?? [] })))}
      >
        <Form.List name="appetites">
          {(rows, { add, remove }) => (
            <>
              {rows.length === 0 && <Alert type="info" showIcon title={t('settings.noAppetite')} style={{ marginBottom: 16 }} />}
              {rows.map((row) => (
                <div className="appetite" key={row.key}>
                  <Form.Item
                    name={[row.name, 'productCode']}
                    label={t('settings.product')}
                    rules={[
                      { required: true, message: t('settings.needed') },
                      ({ getFieldValue }) => ({
                        validator: (_, code: string) =>
                          (getFieldValue('appetites') as Partial<Loan['Appetite']>[]).filter((other) => other.productCode === code).length >
                          1
                            ? Promise.reject(new Error(t('settings.twice')))
                            : Promise.resolve(),
                      }),
                    ]}
                  >
                    <Select options={products.options} />
                  </Form.Item>
                  <Form.Item
                    name={[row.name, 'amountYuanMin']}
                    label={t('settings.min')}
                    rules={[{ required: true, message: t('settings.needed') }]}
                  >
                    <WanInput />
                  </Form.Item>
                  <Form.Item
                    name={[row.name, 'amountYuanMax']}
                    label={t('settings.max')}
                    dependencies={[['appetites', row.name, 'amountYuanMin']]}
                    rules={[
                      { required: true, message: t('settings.needed') },
                      ({ getFieldValue }) => ({
                        validator: (_, most: number) =>
                          most < Number(getFieldValue(['appetites', row.name, 'amountYuanMin']))
                            ? Promise.reject(new Error(t('settings.order')))
                            : Promise.resolve(),
                      }),
                    ]}
                  >
                    <WanInput />
                  </Form.Item>
                  <Form.Item name={[row.name, 'chains']} label={t('settings.chains')}>
                    <Select mode="tags" placeholder={t('settings.unlimited')} maxCount={50} />
                  </Form.Item>
                  <Form.Item name={[row.name, 'parks']} label={t('settings.parks')}>
                    <Select mode="tags" placeholder={t('settings.unlimited')} maxCount={50} />
                  </Form.Item>
                  <Button onClick={() => remove(row.name)}>{t('settings.remove')}</Button>
                </div>
              ))}
              <div style={{ display: 'flex', gap: 8 }}>
                <Button icon={<PlusOutlined />} onClick={() => add({ chains: [], parks: [] })} disabled={rows.length >= 50}>
                  {t('settings.add')}
                </Button>
                <Save pending={save.isPending} />
              </div>
            </>
          )}
        </Form.List>
      </Form>
    </Panel>
  );
}

function Limits({ settings }: { settings: Settings }) {
  const t = useText('bank');
  const may = useMay();
  const { message } = App.useApp();
  const save = useAction(
    (body: Loan['SetAppetiteLimitRequest'], header) => api.PUT('/api/loan/banks/limits', { params: { header }, body }),
    { refresh: [['loan', 'bank']], onDone: () => void message.success(t('settings.saved')) },
  );
  const shown = (yuan: number | null) =>
    yuan === null ? <span className="muted">{t('settings.asProduct')}</span> : <Money yuan={yuan} unit strong />;
  return (
    <Panel title={t('settings.limits')}>
      <p className="muted" style={{ marginTop: 0 }}>
        {t('settings.limitsSub')}
        {!may('BankApprover') && <> · {t('settings.onlyApprover')}</>}
      </p>
      <ProblemView error={save.error} />
      {may('BankApprover') ? (
        <Form<{ officerYuanMax?: number | null; systemYuanMax?: number | null }>
          layout="vertical"
          requiredMark={false}
          style={{ maxWidth: 640 }}
          initialValues={{ officerYuanMax: settings.officerYuanMax, systemYuanMax: settings.systemYuanMax }}
          onFinish={(values) => save.mutate({ officerYuanMax: values.officerYuanMax ?? null, systemYuanMax: values.systemYuanMax ?? null })}
        >
          <div className="columns">
            <Form.Item name="officerYuanMax" label={t('settings.officer')}>
              <WanInput placeholder={t('settings.asProduct')} />
            </Form.Item>
            <Form.Item name="systemYuanMax" label={t('settings.system')}>
              <WanInput placeholder={t('settings.asProduct')} />
            </Form.Item>
          </div>
          <Save pending={save.isPending} />
        </Form>
      ) : (
        <Facts
          rows={[
            [t('settings.officer'), shown(settings.officerYuanMax)],
            [t('settings.system'), shown(settings.systemYuanMax)],
          ]}
        />
      )}
    </Panel>
  );
}

function Save({ pending }: { pending: boolean }) {
  const t = useText('shared');
  return (
    <Button type="primary" htmlType="submit" loading={pending}>
      {t('action.save')}
    </Button>
  );
}
