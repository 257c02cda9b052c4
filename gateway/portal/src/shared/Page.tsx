import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons';
import { Button, Flex, Popconfirm, Typography } from 'antd';
import type { ButtonProps } from 'antd';
import type { ReactNode } from 'react';
import { useEffect } from 'react';
import { useText } from './i18n';
import { useIsLive } from './live';

/** Every page's outside: its heading, its name in the browser's tab, its actions at the right. `<Page title={t('list.title')} actions={<Button/>}>` */
export function Page({ title, actions, sub, children }: { title: string; actions?: ReactNode; sub?: ReactNode; children: ReactNode }) {
  const product = useText('shared')('product');
  useEffect(() => {
    document.title = `${title} · ${product}`;
  }, [title, product]);
  return (
    <section className="page">
      <Flex justify="space-between" align="center" gap={16} wrap className="page-head">
        <div>
          <Typography.Title level={1} className="page-title">
            {title}
          </Typography.Title>
          {sub && <div className="muted">{sub}</div>}
        </div>
        {actions && (
          <Flex gap={8} wrap className="no-print">
            {actions}
          </Flex>
        )}
      </Flex>
      {children}
    </section>
  );
}

/** A button that asks first: `<Confirm title="..." onConfirm={() => accept.mutate(id)} loading={accept.isPending}>接受报价</Confirm>` */
export function Confirm({
  title,
  description,
  onConfirm,
  children,
  ...button
}: { title: ReactNode; description?: ReactNode; onConfirm: () => void; children: ReactNode } & Omit<ButtonProps, 'title' | 'onClick'>) {
  const t = useText('shared');
  return (
    <Popconfirm
      title={title}
      description={description}
      okText={t('action.confirm')}
      cancelText={t('action.cancel')}
      onConfirm={onConfirm}
      okButtonProps={button.danger ? { danger: true } : {}}
      disabled={button.disabled ?? false}
    >
      <Button {...button}>{children}</Button>
    </Popconfirm>
  );
}

/** The same list as CSV with its as-of time: `<CsvLink href="/api/loan/loans" query={filters} />`. */
export function CsvLink({ href, query = {} }: { href: string; query?: Record<string, string | number | boolean | null | undefined> }) {
  const t = useText('shared');
  const params = new URLSearchParams({ format: 'csv' });
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== null && value !== '') params.set(name, String(value));
  return (
    <Button icon={<DownloadOutlined />} href={`${href}?${params}`} download>
      {t('action.csv')}
    </Button>
  );
}

/** Prints the page: the frame and whatever has the class no-print stay away. */
export function PrintButton() {
  const t = useText('shared');
  return (
    <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
      {t('action.print')}
    </Button>
  );
}

/** A small sign whether figures are pushed or fetched. */
export function LiveSign({ service }: { service: 'loan' | 'riskpool' }) {
  const t = useText('shared');
  const live = useIsLive(service);
  return (
    <span className="live muted small no-print">
      <i className={live ? 'on' : ''} aria-hidden="true" /> {live ? t('live.on') : t('live.off')}
    </span>
  );
}
