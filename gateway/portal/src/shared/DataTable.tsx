import { Button, Empty, Table } from 'antd';
import type { Key, ReactNode } from 'react';
import { useEffect, useMemo, useRef } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { Day, Instant, Money, Rate } from './format';
import { useText } from './i18n';
import { ProblemView } from './ProblemView';

/** A column, as `column.*` makes them; add antd's own `fixed`, `align`, `width` as needed. */
export interface Column<T> {
  title: ReactNode;
  render: (value: unknown, row: T, index: number) => ReactNode;
  key?: string;
  width?: number;
  align?: 'left' | 'right' | 'center';
  fixed?: 'start' | 'end';
  ellipsis?: boolean;
}

/** What `usePages` gives. */
export interface PagesQuery<T> {
  data: { pages: { items: T[] }[] } | undefined;
  error: unknown;
  isLoading: boolean;
  isTurning: boolean;
  page: number;
  next: (() => void) | undefined;
  previous: (() => void) | undefined;
  refetch: () => unknown;
}

export interface DataTableProps<T> {
  columns: Column<T>[];
  rowKey: (row: NoInfer<T>) => string;
  /** From `usePages`: a page at a time. Or `rows` for what is already here. */
  pages?: PagesQuery<T>;
  rows?: readonly T[] | undefined;
  loading?: boolean;
  error?: unknown;
  /** Where a row leads: its first column becomes a link, and Enter or a click anywhere opens it. */
  to?: (row: NoInfer<T>) => string;
  onOpen?: (row: NoInfer<T>) => void;
  empty?: ReactNode;
  /** Ticked rows, for bulk work. */
  selection?: { keys: Key[]; onChange: (keys: Key[]) => void; disabled?: (row: T) => boolean };
  /** J/K/arrows and Enter work on the page's main table only. */
  keyboard?: boolean;
  title?: string;
}

const virtualFrom = 200;

/** The one table: paged or virtual, keyboard (J/K/arrows, X to tick, Enter), sticky head, empty and error states. */
export function DataTable<T extends object>(props: DataTableProps<T>) {
  const { columns, rowKey, pages, to, onOpen, selection, keyboard = true } = props;
  const t = useText('shared');
  const navigate = useNavigate();
  const rows = useMemo(() => pages?.data?.pages.flatMap((page) => page.items) ?? props.rows ?? [], [pages?.data, props.rows]);
  // Not state: a key that moves the mark does not render the whole table again.
  const active = useRef(-1);
  const table = useRef<{ scrollTo: (to: { index: number }) => void } | null>(null);
  const shell = useRef<HTMLDivElement>(null);
  const isVirtual = rows.length > virtualFrom;
  const open = (row: T) => {
    if (onOpen) onOpen(row);
    else if (to) void navigate(to(row));
  };
  const canOpen = Boolean(onOpen ?? to);
  const setActive = (index: number) => {
    active.current = index;
    for (const marked of shell.current?.querySelectorAll('.active-row') ?? []) marked.classList.remove('active-row');
    const row = rows[index];
    if (row) shell.current?.querySelector(`[data-row-key="${CSS.escape(rowKey(row))}"]`)?.classList.add('active-row');
  };
  // Who goes on with the keyboard past the last or first row turns the page.
  const landing = useRef<'first' | 'last' | undefined>(undefined);
  const turn = (way: 'next' | 'previous', land?: 'first' | 'last') => {
    const go = pages?.[way];
    if (!go || pages.isTurning) return;
    landing.current = land;
    setActive(-1);
    go();
    shell.current?.scrollIntoView({ block: 'start' });
  };
  useEffect(() => {
    if (!landing.current || pages?.isTurning) return;
    const index = landing.current === 'first' ? 0 : rows.length - 1;
    landing.current = undefined;
    setActive(index);
    shell.current?.querySelectorAll('.ant-table-row')[index]?.scrollIntoView({ block: 'nearest' });
    // When other rows are here, and not with each render.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [rows, pages?.isTurning]);

  useEffect(() => {
    if (!keyboard) return;
    const press = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (
        event.altKey ||
        event.ctrlKey ||
        event.metaKey ||
        target.closest('input, textarea, select, [contenteditable], [role="dialog"], [role="menu"], [role="listbox"]')
      )
        return;
      const step = event.key === 'j' || event.key === 'ArrowDown' ? 1 : event.key === 'k' || event.key === 'ArrowUp' ? -1 : 0;
      const row = rows[active.current];
      if (step !== 0 && rows.length > 0) {
        event.preventDefault();
        if (active.current + step >= rows.length && pages?.next) {
          turn('next', 'first');
          return;
        }
        if (active.current + step < 0 && active.current >= 0 && pages?.previous) {
          turn('previous', 'last');
          return;
        }
        const next = Math.max(0, Math.min(rows.length - 1, active.current + step));
        setActive(next);
        table.current?.scrollTo({ index: next });
        shell.current?.querySelectorAll('.ant-table-row')[isVirtual ? -1 : next]?.scrollIntoView({ block: 'nearest' });
      } else if (event.key === 'Enter' && row && canOpen && !target.closest('a, button')) {
        event.preventDefault();
        open(row);
      } else if (event.key === 'x' && row && selection && !selection.disabled?.(row)) {
        const key = rowKey(row);
        selection.onChange(selection.keys.includes(key) ? selection.keys.filter((kept) => kept !== key) : [...selection.keys, key]);
      }
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  });

  const shown = useMemo(
    () =>
      columns.map((column, i) =>
        i === 0 && to
          ? {
              ...column,
              render: (value: unknown, row: T, index: number) => <Link to={to(row)}>{column.render(value, row, index)}</Link>,
            }
          : column,
      ),
    // `to` is a new function at each render and always the same one.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [columns],
  );

  const error = props.error ?? pages?.error;
  return (
    <div ref={shell} className="data-table">
      {Boolean(error) && <ProblemView error={error} onRetry={() => void pages?.refetch()} />}
      <Table<T>
        ref={table as never}
        size="small"
        columns={shown}
        dataSource={rows}
        rowKey={rowKey}
        pagination={false}
        loading={{ spinning: props.loading ?? (pages ? pages.isLoading || pages.isTurning : false), delay: 200 }}
        virtual={isVirtual}
        scroll={
          isVirtual
            ? { x: columns.reduce((sum, column) => sum + (column.width ?? 140), 0), y: Math.max(320, window.innerHeight - 300) }
            : { x: 'max-content' }
        }
        {...(isVirtual ? {} : { sticky: true })}
        locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={props.empty ?? t('table.empty')} /> }}
        rowClassName={(_, i) => (i === active.current ? 'active-row' : '')}
        onRow={(row, i) => ({
          onClick: (event) => {
            if (i !== undefined) setActive(i);
            if (
              canOpen &&
              !(event.target as HTMLElement).closest('a, button, input, label, .ant-table-selection-column') &&
              !window.getSelection()?.toString()
            )
              open(row);
          },
          style: canOpen ? { cursor: 'pointer' } : {},
        })}
        {...(selection
          ? {
              rowSelection: {
                selectedRowKeys: selection.keys,
                onChange: selection.onChange,
                preserveSelectedRowKeys: true,
                getCheckboxProps: (row: T) => ({ disabled: selection.disabled?.(row) ?? false, 'aria-label': t('table.select') }),
              },
            }
          : {})}
        {...(props.title ? { 'aria-label': props.title } : {})}
      />
      <div className="table-end">
        {pages && (pages.next ?? pages.previous) ? (
          <Pager pages={pages} onTurn={turn} />
        ) : (
          rows.length > 0 && <span className="muted small">{t('table.all', { count: rows.length })}</span>
        )}
        {keyboard && canOpen && rows.length > 1 && <span className="muted small keys">{t('table.keys')}</span>}
      </div>
    </div>
  );
}

/** Turns the pages of a list. */
export function Pager({
  pages,
  onTurn,
}: {
  pages: Pick<PagesQuery<object>, 'page' | 'next' | 'previous' | 'isTurning'>;
  onTurn?: (way: 'next' | 'previous') => void;
}) {
  const t = useText('shared');
  const button = (way: 'next' | 'previous') => (
    <Button size="small" disabled={!pages[way]} onClick={() => (onTurn ? onTurn(way) : pages[way]?.())}>
      {t(`table.${way}`)}
    </Button>
  );
  return (
    <nav className="pager no-print" aria-label={t('table.pages')}>
      {button('previous')}
      <span className="muted small" role="status">
        {t('table.page', { page: pages.page })}
      </span>
      {button('next')}
    </nav>
  );
}

/** Ready-made columns of a row's type: `const column = columnsOf<Loan['LoanView']>()`, then `column.money(t('list.amount'), (row) => row.amountYuan)`. */
export const columnsOf = <T,>() => ({
  text: (title: ReactNode, of: (row: T) => ReactNode, width?: number): Column<T> => ({
    title,
    render: (_, row) => of(row),
    ...(width ? { width } : {}),
    ellipsis: width !== undefined,
  }),
  money: (title: ReactNode, of: (row: T) => number | null | undefined, width = 120): Column<T> => ({
    title,
    align: 'right',
    width,
    render: (_, row) => <Money yuan={of(row)} />,
  }),
  rate: (title: ReactNode, of: (row: T) => number | null | undefined, width = 90): Column<T> => ({
    title,
    align: 'right',
    width,
    render: (_, row) => <Rate bp={of(row)} />,
  }),
  number: (title: ReactNode, of: (row: T) => number | null | undefined, width = 90): Column<T> => ({
    title,
    align: 'right',
    width,
    render: (_, row) => <span className="number">{of(row)?.toLocaleString('zh-CN') ?? '—'}</span>,
  }),
  day: (title: ReactNode, of: (row: T) => string | null | undefined, width = 110): Column<T> => ({
    title,
    width,
    render: (_, row) => <Day on={of(row)} />,
  }),
  instant: (title: ReactNode, of: (row: T) => string | null | undefined, width = 145): Column<T> => ({
    title,
    width,
    render: (_, row) => <Instant at={of(row)} />,
  }),
});

/** Filters that stay: kept in the address. `const [filters, setFilters] = useFilters({ state: '', text: '' })`; empty values leave the address. */
export function useFilters<F extends Record<string, string>>(defaults: F): [F, (change: Partial<F>) => void] {
  const [params, setParams] = useSearchParams();
  const filters = Object.fromEntries(Object.entries(defaults).map(([name, value]) => [name, params.get(name) ?? value])) as F;
  const set = (change: Partial<F>) =>
    setParams(
      (before) => {
        const after = new URLSearchParams(before);
        for (const [name, value] of Object.entries(change) as [string, string | undefined][]) {
          if (!value || value === defaults[name]) after.delete(name);
          else after.set(name, value);
        }
        return after;
      },
      { replace: true },
    );
  return [filters, set];
}
