import { Alert, Button, Checkbox, Empty, Flex, InputNumber, Select, Skeleton, Table, Tag, Tooltip } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '../shared/api';
import type { Loan } from '../shared/api';
import { useFilters } from '../shared/DataTable';
import { WanInput } from '../shared/fields';
import { moneyText, rateText } from '../shared/format';
import { useLanguage, useText } from '../shared/i18n';
import { Page } from '../shared/Page';
import { ProblemView, Reason } from '../shared/ProblemView';
import { useData } from '../shared/query';
import { stateName } from '../shared/states';
import { useProducts, useWord } from './parts';
import type { Product } from './parts';
import { useSettled } from './useSettled';

type Answer = Loan['CheckAllProductsAnswer'];

/** Where a reason is mended. */
export const fixes: Record<Loan['CheckAllProductsConcern'], string> = {
  Profile: '/startup/firm',
  Talent: '/startup/firm?part=talents',
  Qualification: '/startup/firm?part=qualifications',
  Pledge: '/startup/applications/new',
  Request: '/startup/products',
  Caps: '/startup/loans',
};

export const useEligibility = (ask: Loan['CheckAllProductsRequest']) =>
  useData(['loan', 'eligibility', 'all', ask], () => api.POST('/api/loan/eligibility/all', { body: ask }));

/** The shelf: what there is, what this firm can have, and what stands in the way of the rest. */
export default function ProductsPage() {
  const t = useText('startup');
  const word = useWord();
  const language = useLanguage();
  const products = useProducts();
  const [filters, setFilters] = useFilters({ amount: '', tenor: '', use: '', only: '', compare: '' });
  const [amount, tenor] = [Number(filters.amount) || null, Number(filters.tenor) || null];
  const ask = useSettled({
    ...(amount ? { amountYuan: amount } : {}),
    ...(tenor ? { tenorMonths: tenor } : {}),
    ...(filters.use ? { use: filters.use } : {}),
  });
  const answers = useEligibility(ask);
  const uses = [...new Set(products.data?.items.flatMap((product) => product.policy.uses ?? []))];
  const compared = filters.compare.split(',').filter(Boolean);
  const answerOf = (code: string) => answers.data?.items.find((answer) => answer.productCode === code);
  const shown = (products.data?.items ?? []).filter(
    ({ policy, code }) =>
      (!amount || (amount >= policy.amountYuanMin && amount <= policy.amountYuanMax)) &&
      (!tenor || (tenor >= policy.tenorMonthsMin && tenor <= policy.tenorMonthsMax)) &&
      (!filters.use || policy.uses?.includes(filters.use)) &&
      (!filters.only || answerOf(code)?.eligible),
  );
  const toggle = (code: string) =>
    setFilters({ compare: (compared.includes(code) ? compared.filter((kept) => kept !== code) : [...compared, code]).join(',') });
  return (
    <Page title={t('products.title')} sub={t('products.lead')}>
      <div className="sections">
        <Flex gap={8} wrap align="center" className="no-print">
          <WanInput
            aria-label={t('products.amount')}
            placeholder={t('products.amount')}
            style={{ width: 216 }}
            value={amount}
            onChange={(yuan) => setFilters({ amount: yuan ? String(yuan) : '' })}
          />
          <InputNumber
            aria-label={t('products.tenor')}
            placeholder={t('products.tenor')}
            min={1}
            max={600}
            precision={0}
            style={{ width: 120 }}
            value={tenor}
            onChange={(months) => setFilters({ tenor: months ? String(months) : '' })}
          />
          <Select
            aria-label={t('products.use')}
            placeholder={t('products.use')}
            allowClear
            style={{ width: 176 }}
            value={filters.use || null}
            options={uses.map((use) => ({ value: use, label: word('uses', use) }))}
            onChange={(use: string | null) => setFilters({ use: use ?? '' })}
          />
          <Checkbox checked={filters.only !== ''} onChange={(event) => setFilters({ only: event.target.checked ? '1' : '' })}>
            {t('products.onlyEligible')}
          </Checkbox>
        </Flex>
        <ProblemView error={products.error ?? answers.error} onRetry={() => void (products.error ? products : answers).refetch()} />
        {products.isLoading && <Skeleton active />}
        {products.data && shown.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('products.empty')} />}
        {compared.length > 0 && products.data && (
          <Comparison
            products={compared.flatMap((code) => products.data.items.find((product) => product.code === code) ?? [])}
            onClear={() => setFilters({ compare: '' })}
          />
        )}
        <div className="cards">
          {shown.map((product) => {
            const answer = answerOf(product.code);
            const isIn = compared.includes(product.code);
            return (
              <section key={product.code} className="panel" style={{ display: 'flex', flexDirection: 'column', gap: 12 }}>
                <Flex justify="space-between" align="center" gap={8}>
                  <h2 style={{ margin: 0 }}>{language === 'zh' ? product.policy.name : product.policy.nameEnglish}</h2>
                  {answer && (
                    <Tag color={answer.eligible ? 'success' : 'warning'} style={{ marginInlineEnd: 0 }}>
                      {answer.eligible ? t('products.eligible') : t('products.notEligible', { count: answer.result.refusals.length })}
                    </Tag>
                  )}
                </Flex>
                <Facts product={product} />
                {answer && !answer.eligible && <Why answer={answer} />}
                <Flex gap={8} style={{ marginTop: 'auto' }} wrap>
                  <Link to={`/startup/applications/new?product=${product.code}`}>
                    <Button type={answer?.eligible ? 'primary' : 'default'} tabIndex={-1}>
                      {t('products.apply')}
                    </Button>
                  </Link>
                  <Tooltip title={!isIn && compared.length >= 3 ? t('products.full') : ''}>
                    <Checkbox
                      checked={isIn}
                      disabled={!isIn && compared.length >= 3}
                      onChange={() => toggle(product.code)}
                      style={{ alignSelf: 'center' }}
                    >
                      {t('products.compare')}
                    </Checkbox>
                  </Tooltip>
                </Flex>
              </section>
            );
          })}
        </div>
      </div>
    </Page>
  );
}

function Facts({ product: { policy, ...product } }: { product: Product }) {
  const t = useText('startup');
  const wants = useWants();
  return (
    <div className="sections" style={{ gap: 8 }}>
      <div>
        <span className="muted">{t('products.upTo')} </span>
        <strong style={{ fontSize: 20 }}>{moneyText(policy.amountYuanMax)}</strong> {useText('shared')('money.unit')}
        <span className="muted">
          {' · '}
          {policy.tenorMonthsMin}–{t('unit.months', { count: policy.tenorMonthsMax })}
          {product.rateBpMax !== null && ` · ${t('products.rateMax')} ${rateText(product.rateBpMax)}`}
        </span>
      </div>
      <ul style={{ margin: 0, paddingInlineStart: 16 }} className="small">
        {wants(policy).map((want) => (
          <li key={want}>{want}</li>
        ))}
      </ul>
    </div>
  );
}

/** What a product asks of a firm, in words made of its policy. */
function useWants() {
  const t = useText('startup');
  const language = useLanguage();
  const word = useWord();
  const kinds = useKinds();
  return (policy: Product['policy']): string[] => [
    ...(policy.talent
      ? [
          t('products.talentText', {
            classes: policy.talent.classes.map((of) => stateName('talentClass', of, language)).join(' / '),
            months: policy.talent.employedMonthsMin,
          }),
        ]
      : []),
    ...(policy.qualificationCodes && policy.qualificationCodes.length > 0
      ? [`${t('products.qualification')}: ${policy.qualificationCodes.map(kinds).join(' / ')}`]
      : []),
    ...(policy.pledge
      ? [
          t('products.pledgeText', {
            kinds: policy.pledge.kinds.map((kind) => word('pledges', kind)).join(' / '),
            rate: rateText(policy.pledge.loanToValueBpMax),
          }),
        ]
      : []),
    ...(policy.firm?.ageMonthsMin ? [t('products.ageText', { months: policy.firm.ageMonthsMin })] : []),
    ...(policy.firm?.premisesMonthsMin ? [t('products.premisesText', { months: policy.firm.premisesMonthsMin })] : []),
    ...(policy.firm?.salesYuanMax ? [t('products.salesText', { amount: moneyText(policy.firm.salesYuanMax) })] : []),
    ...(policy.firm?.refuseSeriousBreach ? [t('products.breachText')] : []),
  ];
}

/** A qualification's name; the register itself has Chinese names only, as the certificates do. */
export function useKinds(): (code: string) => string {
  const kinds = useData(['registry', 'qualification-kinds'], () => api.GET('/api/registry/qualification-kinds', {})).data;
  const language = useLanguage();
  return (code) =>
    (language === 'zh' ? kinds?.find((kind) => kind.code === code)?.name : undefined) ?? stateName('qualificationKind', code, language);
}

export function Why({ answer }: { answer: Answer }) {
  const t = useText('startup');
  const [open, setOpen] = useState(false);
  const about = [...new Set(answer.missing.map((missing) => missing.about))].filter((of) => of !== 'Request');
  return (
    <div>
      <Button size="small" type="link" style={{ paddingInline: 0 }} aria-expanded={open} onClick={() => setOpen(!open)}>
        {t('products.why')}
      </Button>
      {open && (
        <Alert
          type="warning"
          description={
            <ul className="reasons">
              {answer.result.refusals.map((refusal, i) => (
                <li key={i}>
                  <Reason refusal={refusal} />
                </li>
              ))}
            </ul>
          }
        />
      )}
      <Flex gap={12} wrap>
        {about.map((of) => (
          <Link key={of} to={of === 'Pledge' ? `/startup/applications/new?product=${answer.productCode}` : fixes[of]}>
            {t(`products.fix.${of}`)}
          </Link>
        ))}
      </Flex>
    </div>
  );
}

function Comparison({ products, onClear }: { products: Product[]; onClear: () => void }) {
  const t = useText('startup');
  const language = useLanguage();
  const word = useWord();
  const wants = useWants();
  const list = (items: string[]) =>
    items.length === 0 ? (
      <span className="muted">{t('products.none')}</span>
    ) : (
      <ul style={{ margin: 0, paddingInlineStart: 16 }}>
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    );
  const rows: { key: string; label: string; of: (product: Product) => ReactNode }[] = [
    {
      key: 'amount',
      label: t('products.amountRange'),
      of: ({ policy }) => `${moneyText(policy.amountYuanMin)} – ${moneyText(policy.amountYuanMax)}`,
    },
    {
      key: 'tenor',
      label: t('products.tenorRange'),
      of: ({ policy }) => `${policy.tenorMonthsMin} – ${t('unit.months', { count: policy.tenorMonthsMax })}`,
    },
    {
      key: 'rate',
      label: t('products.rateMax'),
      of: (product) => (
        <>
          {rateText(product.rateBpMax)}
          <div className="muted small">{t('products.lpr', { rate: rateText(product.lprOneYearBp), on: product.lprOn })}</div>
        </>
      ),
    },
    { key: 'wants', label: t('products.firm'), of: ({ policy }) => list(wants(policy)) },
    {
      key: 'bands',
      label: t('products.bands'),
      of: ({ policy }) =>
        list(
          (policy.salesBands ?? []).map((band) =>
            t('products.bandText', { stage: word('stages', band.stage), amount: moneyText(band.amountYuanMax) }),
          ),
        ),
    },
    {
      key: 'methods',
      label: t('products.methods'),
      of: ({ policy }) => policy.methods.map((of) => stateName('repayment', of, language)).join(' / '),
    },
    { key: 'uses', label: t('products.uses'), of: ({ policy }) => (policy.uses ?? []).map((use) => word('uses', use)).join(' / ') },
    {
      key: 'banned',
      label: t('products.banned'),
      of: ({ policy }) => (policy.bannedUses ?? []).map((use) => word('uses', use)).join(' / '),
    },
    {
      key: 'sla',
      label: t('products.response'),
      of: ({ policy }) => t('products.responseText', { hours: policy.sla.firstResponseHours, days: policy.sla.decisionWorkingDays }),
    },
  ];
  return (
    <section className="panel">
      <Flex justify="space-between" align="center" gap={8}>
        <h2 style={{ fontSize: 16 }}>{t('products.compareTitle', { count: products.length })}</h2>
        <Button size="small" onClick={onClear}>
          {t('products.clear')}
        </Button>
      </Flex>
      <Table
        size="small"
        pagination={false}
        rowKey="key"
        dataSource={rows}
        scroll={{ x: 120 + products.length * 220 }}
        columns={[
          { title: t('offers.item'), width: 120, fixed: 'start', render: (_: unknown, row) => row.label },
          ...products.map((product) => ({
            title: language === 'zh' ? product.policy.name : product.policy.nameEnglish,
            key: product.code,
            width: 220,
            render: (_: unknown, row: (typeof rows)[number]) => row.of(product),
          })),
        ]}
      />
    </section>
  );
}
