import { CloseOutlined, DownloadOutlined } from '@ant-design/icons';
import { Alert, Button, Flex, Form, Input, Modal, Select, Tag } from 'antd';
import type { ButtonProps } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { api } from '../shared/api';
import { DayInput } from '../shared/fields';
import { useLanguage, useText } from '../shared/i18n';
import { ProblemView } from '../shared/ProblemView';
import { useData } from '../shared/query';
import { stateName } from '../shared/states';

const pages: [string, string][] = [
  ['/api/loan/applications', '/district/applications'],
  ['/api/loan/invitations', '/district/invitations'],
  ['/api/loan/loans', '/district/loans'],
  ['/api/riskpool/covers', '/district/covers'],
  ['/api/riskpool/ledger/entries', '/district/ledger'],
];

/** The page that shows the rows behind a figure: the services give the address of the list, the page has the same filters. */
export function pageOf(link: string | undefined): string {
  const found = pages.find(([address]) => link?.startsWith(address));
  return found && link ? link.replace(found[0], found[1]) : '';
}

/** Empty filters are not sent. */
export const given = <T extends Record<string, string>>(filters: T): { [K in keyof T]?: never } =>
  Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== '')) as never;

/** Names of products and banks by their keys, for lists that hold only the keys. */
export function useNames() {
  const language = useLanguage();
  const t = useText('district');
  const products = useData(['loan', 'products', 'shelf'], () => api.GET('/api/loan/products')).data ?? [];
  const banks = useData(['loan', 'banks'], () => api.GET('/api/loan/banks')).data?.items ?? [];
  const product = (code: string) => {
    if (code === '*') return t('limits.allProducts');
    const policy = (Array.isArray(products) ? products : products.items).find((one) => one.code === code)?.policy;
    return policy ? (language === 'zh' ? policy.name : policy.nameEnglish) : code;
  };
  return {
    product,
    bank: (id: string) => banks.find((bank) => bank.id === id)?.name ?? id.slice(0, 8),
    talentClass: (value: string | null | undefined) => (value && value !== '-' ? stateName('talentClass', value, language) : t('f.none')),
    productOptions: (Array.isArray(products) ? products : products.items).map((one) => ({ value: one.code, label: product(one.code) })),
    bankOptions: banks.map((bank) => ({ value: bank.id, label: bank.name })),
  };
}

/** Why a draft was turned down, for whoever drafted it. */
export function Rejected({ because, by }: { because: string | null | undefined; by: string | undefined }) {
  const t = useText('district');
  if (!because) return null;
  return (
    <Alert
      type="error"
      showIcon
      title={by ? t('policy.rejectedBy', { name: by }) : t('policy.rejected')}
      description={because}
      style={{ marginBottom: 16 }}
    />
  );
}

/** A part of a page with its heading and its CSV at the right. */
export function Panel({ title, actions, csv, children }: { title: string; actions?: ReactNode; csv?: string; children: ReactNode }) {
  const t = useText('shared');
  return (
    <section className="panel" style={{ padding: 16, marginBottom: 16, minWidth: 0 }} aria-label={title}>
      <Flex justify="space-between" align="center" gap={8} wrap style={{ marginBottom: 12 }}>
        <h2 style={{ margin: 0, fontSize: 16 }}>{title}</h2>
        <Flex gap={8} wrap align="center" className="no-print">
          {actions}
          {csv && (
            <Button
              size="small"
              icon={<DownloadOutlined />}
              href={`${csv}${csv.includes('?') ? '&' : '?'}format=csv`}
              download
              aria-label={`${t('action.csv')}: ${title}`}
            >
              CSV
            </Button>
          )}
        </Flex>
      </Flex>
      {children}
    </section>
  );
}

type Set = (change: Record<string, string>) => void;

/** Filters over a list, kept in the address by `useFilters`. */
export function FilterBar({ children, filters, set }: { children: ReactNode; filters: Record<string, string>; set: Set }) {
  const t = useText('shared');
  const any = Object.values(filters).some((value) => value !== '');
  return (
    <Flex gap={8} wrap align="center" className="no-print" style={{ marginBottom: 12 }} role="search">
      {children}
      {any && (
        <Button type="link" onClick={() => set(Object.fromEntries(Object.keys(filters).map((name) => [name, ''])))}>
          {t('action.clear')}
        </Button>
      )}
    </Flex>
  );
}

/** Filters that came with a link and have no field of their own: seen, and taken off with a click. */
export function Also({
  filters,
  set,
  names,
}: {
  filters: Record<string, string>;
  set: Set;
  names: Record<string, [label: string, value?: ReactNode]>;
}) {
  const t = useText('district');
  return Object.entries(names)
    .filter(([name]) => filters[name])
    .map(([name, [label, value]]) => (
      <Tag
        key={name}
        closable
        onClose={() => set({ [name]: '' })}
        closeIcon={<CloseOutlined aria-label={t('list.drop', { name: label })} />}
      >
        {label}
        {value !== undefined && <>：{value}</>}
      </Tag>
    ));
}

/** A firm's name for a filter that holds its id. */
export function FirmName({ id }: { id: string }) {
  const { data } = useData(['registry', 'organisations', id], () =>
    api.GET('/api/registry/organisations/{id}', { params: { path: { id } } }),
  );
  return <>{data?.name ?? '…'}</>;
}

export function Pick({
  label,
  value,
  options,
  onChange,
  width = 144,
}: {
  label: string;
  value: string;
  options: { value: string; label: string }[];
  onChange: (value: string) => void;
  width?: number;
}) {
  const shown = value && !options.some((option) => option.value === value) ? [...options, { value, label: value }] : options;
  return (
    <Select
      aria-label={label}
      placeholder={label}
      value={value || null}
      options={shown}
      onChange={(next: string | null | undefined) => onChange(next ?? '')}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={false}
      style={{ width }}
    />
  );
}

export function Search({
  label,
  value,
  onChange,
  width = 240,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  width?: number;
}) {
  return (
    <Input.Search
      key={value}
      aria-label={label}
      placeholder={label}
      defaultValue={value}
      onSearch={(next) => onChange(next.trim())}
      allowClear
      style={{ width }}
    />
  );
}

export function Days({ from, until, set, names = ['from', 'until'] }: { from: string; until: string; set: Set; names?: [string, string] }) {
  const t = useText('district');
  return (
    <Flex gap={4} align="center" aria-label={`${t('f.from')} – ${t('f.until')}`} role="group">
      <div style={{ width: 136 }}>
        <DayInput
          label={t('f.from')}
          value={from || null}
          onChange={(day) => set({ [names[0]]: day ?? '' })}
          {...(until ? { max: until } : {})}
        />
      </div>
      –
      <div style={{ width: 136 }}>
        <DayInput
          label={t('f.until')}
          value={until || null}
          onChange={(day) => set({ [names[1]]: day ?? '' })}
          {...(from ? { min: from } : {})}
        />
      </div>
    </Flex>
  );
}

/** A decision that needs a reason in words: a dialog that keeps what was typed until it is accepted. */
export function WithReason({
  title,
  label,
  onSend,
  pending,
  error,
  done,
  children,
  extra,
  ...button
}: {
  title: string;
  label?: string;
  onSend: (reason: string) => void;
  pending: boolean;
  error: unknown;
  /** Changes when the service accepted. */
  done: boolean;
  children: ReactNode;
  extra?: ReactNode;
} & Omit<ButtonProps, 'title' | 'onClick'>) {
  const t = useText('district');
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [touched, setTouched] = useState(false);
  const [sent, setSent] = useState(false);
  const bad = touched && reason.trim().length < 3;
  return (
    <>
      <Button
        {...button}
        onClick={() => {
          if (sent && done) setReason('');
          setOpen(true);
          setTouched(false);
          setSent(false);
        }}
      >
        {children}
      </Button>
      <Modal
        open={open && !(sent && done)}
        title={title}
        onCancel={() => setOpen(false)}
        confirmLoading={pending}
        okButtonProps={button.danger ? { danger: true } : {}}
        onOk={() => {
          setTouched(true);
          if (reason.trim().length < 3) return;
          setSent(true);
          onSend(reason.trim());
        }}
        destroyOnHidden
      >
        <Form layout="vertical" component={false}>
          {extra}
          <Form.Item label={label ?? t('f.reason')} help={t('f.reasonHelp')} validateStatus={bad ? 'error' : ''} required>
            <Input.TextArea
              aria-label={label ?? t('f.reason')}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
              rows={3}
              maxLength={500}
              autoFocus
            />
          </Form.Item>
        </Form>
        <ProblemView error={error} />
      </Modal>
    </>
  );
}
