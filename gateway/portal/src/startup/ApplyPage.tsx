import { Alert, Button, Form, Input, InputNumber, Popconfirm, Radio, Select, Skeleton, App as AntApp } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { api } from '../shared/api';
import type { Loan } from '../shared/api';
import { useDraft } from '../shared/draft';
import { WanInput } from '../shared/fields';
import { instantText, moneyText, rateText } from '../shared/format';
import { useLanguage, useText } from '../shared/i18n';
import { Page } from '../shared/Page';
import { ProblemView, useFieldProblems } from '../shared/ProblemView';
import { useAction, useData } from '../shared/query';
import { Calculator } from './Calculator';
import { CanApply } from './CanApply';
import { useBanks, useProducts, useWord } from './parts';

type Request = Loan['CreateApplicationRequest'];
export interface Values {
  productCode?: string;
  amountYuan?: number;
  tenorMonths?: number;
  use?: string;
  purpose?: string;
  mode?: Loan['RoutingMode'];
  bankIds?: string[];
  pledge?: Partial<Loan['Pledge']>;
}

/** The one application form: a new one, or a draft that is written on. */
export default function ApplyPage() {
  const t = useText('startup');
  const { id } = useParams();
  const [params] = useSearchParams();
  const products = useProducts();
  const found = useData(
    ['loan', 'applications', 'one', id ?? ''],
    () => api.GET('/api/loan/applications/{id}', { params: { path: { id: id ?? '' } } }),
    { enabled: id !== undefined },
  );
  const error = products.error ?? found.error;
  const application = found.data?.application;
  const title = application ? t('apply.edit', { number: application.number }) : t('apply.new');
  if (error)
    return (
      <Page title={title}>
        <ProblemView error={error} onRetry={() => void (products.error ? products : found).refetch()} />
      </Page>
    );
  if (!products.data || (id && !application))
    return (
      <Page title={title}>
        <Skeleton active paragraph={{ rows: 8 }} />
      </Page>
    );
  if (application && application.state !== 'Draft')
    return (
      <Page title={title}>
        <Alert
          type="info"
          showIcon
          title={t('apply.notDraft')}
          action={<Link to={`/startup/applications/${application.id}`}>{t('apply.toApplication')}</Link>}
        />
      </Page>
    );
  const kept: Values = application
    ? {
        productCode: application.productCode,
        amountYuan: application.amountYuan,
        tenorMonths: application.tenorMonths,
        use: application.use,
        purpose: application.purpose,
        mode: application.mode,
        bankIds: application.bankIds ?? [],
        ...(application.pledge ? { pledge: application.pledge } : {}),
      }
    : { mode: 'Open', ...(params.get('product') ? { productCode: params.get('product') ?? '' } : {}) };
  return <ApplyForm key={id ?? 'new'} title={title} id={id} kept={kept} products={products.data.items} />;
}

function ApplyForm({
  title,
  id,
  kept,
  products,
}: {
  title: string;
  id: string | undefined;
  kept: Values;
  products: Loan['BrowseProductsProductView'][];
}) {
  const t = useText('startup');
  const shared = useText('shared');
  const language = useLanguage();
  const word = useWord();
  const navigate = useNavigate();
  const { message } = AntApp.useApp();
  const [form] = Form.useForm<Values>();
  const [typed, setTyped] = useState<Values>();
  const draft = useDraft<Values>(`application:${id ?? 'new'}`, typed);
  // What the address asks for comes before what was typed for another product.
  const [start] = useState<Values>(() =>
    id ? (draft.restored ?? kept) : { ...kept, ...draft.restored, ...(kept.productCode ? { productCode: kept.productCode } : {}) },
  );
  const values = typed ?? start;
  const [discarded, setDiscarded] = useState(false);
  const banks = useBanks();
  const policy = products.find((product) => product.code === values.productCode)?.policy;
  // Wishes are for the open market: a bank that has stated none can be asked all the same.
  const fitting =
    banks.data?.items.filter(
      ({ productCodes }) => !values.productCode || productCodes.length === 0 || productCodes.includes(values.productCode),
    ) ?? [];

  const body = (entered: Values, submit: boolean): Request => ({
    productCode: entered.productCode ?? '',
    amountYuan: entered.amountYuan ?? 0,
    tenorMonths: entered.tenorMonths ?? 0,
    use: entered.use ?? '',
    purpose: entered.purpose ?? '',
    mode: entered.mode ?? 'Open',
    bankIds: entered.mode === 'Targeted' ? (entered.bankIds ?? []) : [],
    pledge: policy?.pledge && isWhole(entered.pledge) ? entered.pledge : null,
    submit,
  });
  const create = useAction(
    ({ entered, submit }: { entered: Values; submit: boolean }, header) =>
      api.POST('/api/loan/applications', { params: { header }, body: body(entered, submit) }),
    {
      refresh: [['loan']],
      onDone: (made) => {
        draft.clear();
        void navigate(`/startup/applications/${made.id}${made.state === 'Draft' ? '/edit' : ''}`, { replace: true });
        if (made.state === 'Draft') void message.success(t('apply.saved'));
      },
    },
  );
  const [savedOn, setSavedOn] = useState<Date>();
  const save = useAction(
    ({ entered, submit }: { entered: Values; submit: boolean }, header) =>
      api.PUT('/api/loan/applications/{id}', { params: { path: { id: id ?? '' }, header }, body: body(entered, submit) }),
    {
      refresh: [['loan', 'applications', 'list']],
      onDone: (saved) => {
        draft.clear();
        setSavedOn(new Date());
        if (saved.state !== 'Draft') void navigate(`/startup/applications/${saved.id}`, { replace: true });
      },
    },
  );
  const write = id ? save : create;
  const problem = create.error ?? save.error;
  const onField = useFieldProblems(form, problem);

  // A draft that the service knows is saved there as it is typed, as soon as it makes sense.
  const saving = useRef(save.mutate);
  useEffect(() => {
    saving.current = save.mutate;
  });
  useEffect(() => {
    if (!id || !typed || !isAsk(typed)) return;
    const timer = setTimeout(() => saving.current({ entered: typed, submit: false }), 1500);
    return () => clearTimeout(timer);
  }, [id, typed]);

  const required = { required: true, message: t('apply.required') };
  const range = (min: number, max: number, show: (n: number) => string) => ({
    validator: (_: unknown, value: number | null | undefined) =>
      value === null || value === undefined || (value >= min && value <= max)
        ? Promise.resolve()
        : Promise.reject(new Error(t('apply.range', { min: show(min), max: show(max) }))),
  });
  const send = (submit: boolean) =>
    void form
      .validateFields()
      .then((entered) => write.mutate({ entered, submit }))
      .catch((fault: unknown) => {
        const first = (fault as { errorFields?: { name: (string | number)[] }[] }).errorFields?.[0];
        if (first) form.scrollToField(first.name, { block: 'center', focus: true });
      });

  return (
    <Page
      title={title}
      sub={
        <span role="status">
          {savedOn && !save.isPending
            ? `${t('apply.saved')} ${instantText(savedOn.toISOString()).slice(11)}`
            : draft.savedAt
              ? t('apply.savedHere', { at: instantText(draft.savedAt.toISOString()).slice(11) })
              : ''}
        </span>
      }
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={start}
        onValuesChange={(_, all) => setTyped(all)}
        validateTrigger={['onBlur', 'onChange']}
      >
        <div className="sections">
          {draft.restored && !discarded && (
            <Alert
              type="info"
              showIcon
              title={t('apply.restored')}
              action={
                <Button
                  size="small"
                  onClick={() => {
                    draft.clear();
                    form.setFieldsValue({
                      productCode: undefined,
                      amountYuan: undefined,
                      tenorMonths: undefined,
                      use: undefined,
                      purpose: undefined,
                      bankIds: undefined,
                      pledge: undefined,
                      ...kept,
                    });
                    setTyped(kept);
                    setDiscarded(true);
                  }}
                >
                  {t('apply.discard')}
                </Button>
              }
            />
          )}
          <div className="beside">
            <div className="sections">
              <section className="panel">
                <h2>{t('apply.what')}</h2>
                <Form.Item name="productCode" label={t('apply.product')} rules={[{ required: true, message: t('apply.productWanted') }]}>
                  <Select
                    placeholder={t('apply.productWanted')}
                    options={products.map(({ code, policy: of }) => ({ value: code, label: language === 'zh' ? of.name : of.nameEnglish }))}
                  />
                </Form.Item>
                <div className="columns">
                  <Form.Item
                    name="amountYuan"
                    label={t('apply.amount')}
                    {...(policy
                      ? { extra: t('apply.amountRange', { min: moneyText(policy.amountYuanMin), max: moneyText(policy.amountYuanMax) }) }
                      : {})}
                    rules={[
                      required,
                      ...(policy
                        ? [range(policy.amountYuanMin, policy.amountYuanMax, (n) => `${moneyText(n)} ${shared('money.unit')}`)]
                        : []),
                    ]}
                  >
                    <WanInput />
                  </Form.Item>
                  <Form.Item
                    name="tenorMonths"
                    label={t('apply.tenor')}
                    {...(policy ? { extra: t('apply.tenorRange', { min: policy.tenorMonthsMin, max: policy.tenorMonthsMax }) } : {})}
                    rules={[required, ...(policy ? [range(policy.tenorMonthsMin, policy.tenorMonthsMax, String)] : [])]}
                  >
                    <InputNumber min={1} max={600} precision={0} style={{ width: '100%' }} />
                  </Form.Item>
                </div>
                <Form.Item name="use" label={t('apply.use')} rules={[required]}>
                  <Select
                    options={(
                      policy?.uses ??
                      products.flatMap((product) => product.policy.uses ?? []).filter((use, i, all) => all.indexOf(use) === i)
                    ).map((use) => ({ value: use, label: word('uses', use) }))}
                  />
                </Form.Item>
                <Form.Item name="purpose" label={t('apply.purpose')} extra={t('apply.purposeHelp')}>
                  <Input.TextArea maxLength={1000} autoSize={{ minRows: 3, maxRows: 10 }} />
                </Form.Item>
              </section>
              {policy?.pledge && (
                <section className="panel">
                  <h2>{t('apply.pledge')}</h2>
                  <div className="columns">
                    <Form.Item name={['pledge', 'kind']} label={t('apply.pledgeKind')} rules={[required]}>
                      <Select options={policy.pledge.kinds.map((kind) => ({ value: kind, label: word('pledges', kind) }))} />
                    </Form.Item>
                    <Form.Item name={['pledge', 'certificateNumber']} label={t('apply.pledgeNumber')} rules={[required]}>
                      <Input maxLength={60} />
                    </Form.Item>
                    <Form.Item
                      name={['pledge', 'appraisedYuan']}
                      label={t('apply.pledgeValue')}
                      extra={t('apply.pledgeHelp', { rate: rateText(policy.pledge.loanToValueBpMax) })}
                      rules={[required]}
                    >
                      <WanInput />
                    </Form.Item>
                  </div>
                </section>
              )}
              <section className="panel">
                <h2>{t('apply.who')}</h2>
                <Form.Item name="mode" label={t('applications.mode')}>
                  <Radio.Group
                    vertical
                    options={[
                      { value: 'Open', label: t('apply.modeOpen') },
                      { value: 'Targeted', label: t('apply.modeTargeted') },
                    ]}
                  />
                </Form.Item>
                {values.mode === 'Targeted' && (
                  <Form.Item
                    name="bankIds"
                    label={t('apply.banks')}
                    {...(policy ? { extra: t('apply.banksHelp', { count: policy.banksMax }) } : {})}
                    rules={[{ required: true, type: 'array', min: 1, message: t('apply.banksWanted') }]}
                  >
                    <Select
                      mode="multiple"
                      maxCount={policy?.banksMax ?? 50}
                      showSearch={{ optionFilterProp: 'label' }}
                      loading={banks.isLoading}
                      placeholder={t('apply.banksWanted')}
                      options={fitting.map((bank) => ({ value: bank.id, label: bank.name }))}
                    />
                  </Form.Item>
                )}
              </section>
              <ProblemView error={problem} skip={onField} />
              <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap' }}>
                <Popconfirm
                  title={t('apply.submit')}
                  description={<div style={{ maxWidth: 320 }}>{t('apply.submitAsk')}</div>}
                  okText={shared('action.confirm')}
                  cancelText={shared('action.cancel')}
                  onConfirm={() => send(true)}
                >
                  <Button type="primary" size="large" loading={write.isPending && write.variables.submit}>
                    {t('apply.submit')}
                  </Button>
                </Popconfirm>
                <Button size="large" loading={write.isPending && !write.variables.submit} onClick={() => send(false)}>
                  {t('apply.save')}
                </Button>
              </div>
            </div>
            <aside>
              <CanApply values={values} wantsPledge={Boolean(policy?.pledge)} />
              <Calculator
                key={values.productCode ?? ''}
                amountYuan={values.amountYuan}
                tenorMonths={values.tenorMonths}
                product={products.find((product) => product.code === values.productCode)}
              />
            </aside>
          </div>
        </div>
      </Form>
    </Page>
  );
}

export const isWhole = (pledge: Values['pledge']): pledge is Loan['Pledge'] =>
  Boolean(pledge?.kind && pledge.certificateNumber?.trim() && pledge.appraisedYuan);

/** Enough to be asked about: the service refuses a draft without these. */
export const isAsk = (values: Omit<Values, 'pledge'>) =>
  Boolean(values.productCode && values.amountYuan && values.tenorMonths && values.use);
