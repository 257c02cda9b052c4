import { Tag } from 'antd';
import dayjs from 'dayjs';
import { currentLanguage, useLanguage, useNow, useText } from './i18n';
import { stateName, states } from './states';
import type { StateKind } from './states';
import { workingMinutes } from './workingTime';

const CHINA_MINUTES = 480;

/** An amount as text, in 万元 with up to two decimals: for charts and sentences. In tables use `<Money>`. */
export const moneyText = (yuan: number) => (yuan / 10_000).toLocaleString('zh-CN', { minimumFractionDigits: 0, maximumFractionDigits: 2 });
const exactText = (yuan: number) => yuan.toLocaleString('zh-CN', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** An amount in 万元, exact in yuan on hover: `<Money yuan={offer.amountYuan} unit />`. In a table: `columns.money(...)` sets it right-aligned. */
export function Money({ yuan, unit = false, strong = false }: { yuan: number | null | undefined; unit?: boolean; strong?: boolean }) {
  const t = useText('shared');
  if (yuan === null || yuan === undefined) return <span className="muted">{t('money.none')}</span>;
  const exact = t('money.exact', { yuan: exactText(yuan) });
  const shown = (yuan / 10_000).toLocaleString('zh-CN', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return (
    // The browser's own hint: a table has hundreds of these.
    <span className="number" title={exact} style={strong ? { fontWeight: 600 } : undefined}>
      {shown}
      {unit && <span className="unit"> {t('money.unit')}</span>}
    </span>
  );
}

/** A rate or share in basis points as per cent: `<Rate bp={385} />` is 3.85%. */
export function Rate({ bp }: { bp: number | null | undefined }) {
  return <span className="number">{rateText(bp)}</span>;
}
export const rateText = (bp: number | null | undefined) => (bp === null || bp === undefined ? '—' : `${(bp / 100).toFixed(2)}%`);

/** A business day, yyyy-MM-dd. */
export function Day({ on }: { on: string | null | undefined }) {
  return on ? (
    <time dateTime={on} className="number">
      {on}
    </time>
  ) : (
    <span className="muted">—</span>
  );
}

/** An instant in Beijing time, to the minute; seconds on hover. */
export function Instant({ at }: { at: string | null | undefined }) {
  if (!at) return <span className="muted">—</span>;
  const local = beijing(at);
  return (
    <time dateTime={at} title={local.format('YYYY-MM-DD HH:mm:ss')} className="number">
      {local.format('YYYY-MM-DD HH:mm')}
    </time>
  );
}
export const beijing = (at: string | Date) => {
  const instant = dayjs(at);
  return instant.add(CHINA_MINUTES + instant.toDate().getTimezoneOffset(), 'minute');
};
export const instantText = (at: string) => beijing(at).format('YYYY-MM-DD HH:mm');

/** Working time left until an instant, counting down; red when overdue, amber within a working day: `<Remaining until={invitation.respondBy} />`. */
export function Remaining({ until }: { until: string | null | undefined }) {
  const t = useText('shared');
  const now = useNow();
  if (!until) return <span className="muted">—</span>;
  const minutes = workingMinutes(now, new Date(until));
  const hours = Math.floor(Math.abs(minutes) / 60);
  const text =
    minutes < 0
      ? t('remaining.overdue', { hours })
      : hours >= 24
        ? t('remaining.days', { days: Math.floor(hours / 24), hours: hours % 24 })
        : hours >= 1
          ? t('remaining.hours', { hours })
          : t('remaining.minutes', { minutes });
  return (
    <span
      title={t('remaining.until', { at: instantText(until) })}
      className={minutes < 0 ? 'number remaining-late' : hours < 24 ? 'number remaining-soon' : 'number'}
    >
      {text}
    </span>
  );
}

/** A state as a coloured tag, named in the reader's language: `<State of="application" value={view.state} />`. */
export function State<K extends StateKind>({ of, value }: { of: K; value: keyof (typeof states)[K] & string }) {
  const language = useLanguage();
  const colour = (states[of] as Record<string, readonly string[]>)[value]?.[2];
  return (
    <Tag color={colour ?? 'default'} style={{ marginInlineEnd: 0 }}>
      {stateName(of, value, language)}
    </Tag>
  );
}

/** A member's name without the tag: `<Name of="repayment" value={offer.method} />`. */
export function Name<K extends StateKind>({ of, value }: { of: K; value: keyof (typeof states)[K] & string }) {
  return <>{stateName(of, value, useLanguage())}</>;
}

/** Collator of the current language, for client-side sorting of names. */
export const compareText = (a: string, b: string) => a.localeCompare(b, currentLanguage() === 'zh' ? 'zh-CN' : 'en');
