import { Alert, Collapse, Table } from 'antd';
import { useText } from '../shared/i18n';
import { Panel } from './common';

export interface Change {
  path: string;
  before?: unknown;
  after?: unknown;
}

const shown = (value: unknown) => (value === null || value === undefined ? '—' : typeof value === 'string' ? value : JSON.stringify(value));

const named = {
  amountYuanMin: 'policy.amountMin',
  amountYuanMax: 'policy.amountMax',
  tenorMonthsMin: 'policy.tenorMin',
  tenorMonthsMax: 'policy.tenorMax',
  banksMax: 'policy.banksMax',
  offerDaysMax: 'policy.offerDays',
  payoutWorkingDays: 'policy.payoutDays',
  secondPersonAboveYuan: 'policy.secondPerson',
  'sla.firstResponseHours': 'policy.firstResponse',
  'sla.decisionWorkingDays': 'policy.decisionDays',
  capBp: 'policy.capBp',
  governmentCapBp: 'policy.governmentCapBp',
  warnBp: 'policy.warnBp',
  blockBp: 'policy.blockBp',
  reservationDays: 'policy.reservationDays',
  bankLimitYuan: 'policy.bankLimit',
  largestContractYuan: 'policy.largestContract',
  effectiveFrom: 'f.effectiveFrom',
  effectiveUntil: 'f.effectiveUntil',
  name: 'f.name',
} as const;

/** What a term is called; null for one that has no common name. */
const termName = (path: string) => (named as Record<string, (typeof named)[keyof typeof named] | undefined>)[path.replace(/^policy\./, '')];

/** Terms that differ, before and after side by side. */
export function Changes({ changes, empty }: { changes: Change[]; empty: string }) {
  const t = useText('district');
  if (changes.length === 0) return <span className="muted">{empty}</span>;
  const cell = (value: unknown) => <span style={{ overflowWrap: 'anywhere' }}>{shown(value)}</span>;
  return (
    <Table
      size="small"
      pagination={false}
      rowKey="path"
      dataSource={changes}
      columns={[
        {
          title: t('policy.path'),
          width: '30%',
          render: (_, change) => {
            const name = termName(change.path);
            return name ? (
              <div className="two-lines">
                <span>{t(name)}</span>
                <code className="muted small">{change.path}</code>
              </div>
            ) : (
              <code>{change.path}</code>
            );
          },
        },
        { title: t('policy.before'), render: (_, change) => cell(change.before) },
        { title: t('policy.after'), render: (_, change) => <strong>{cell(change.after)}</strong> },
      ]}
    />
  );
}

/** The difference the service finds between a version and the one in force. */
export function Difference({ diff }: { diff: { against: number | null; changes: Change[] } | undefined }) {
  const t = useText('district');
  if (!diff) return null;
  return (
    <Panel title={diff.against === null ? t('policy.versions') : t('policy.diff', { number: diff.against })}>
      {diff.against === null ? (
        <Alert type="info" title={t('policy.diffNone')} />
      ) : (
        <Changes changes={diff.changes} empty={t('policy.same')} />
      )}
    </Panel>
  );
}

/** Everything a version says. */
export function AllTerms({ policy }: { policy: object }) {
  const t = useText('district');
  return (
    <Collapse
      items={[
        {
          key: 'json',
          label: t('policy.full'),
          children: (
            <pre className="small" style={{ margin: 0, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
              {JSON.stringify(policy, null, 2)}
            </pre>
          ),
        },
      ]}
    />
  );
}

/** What changed between two values, term by term; lists are compared whole. */
export function changesOf(before: unknown, after: unknown, path = ''): Change[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (isObject(before) && isObject(after))
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((name) =>
      changesOf(before[name], after[name], path ? `${path}.${name}` : name),
    );
  return [{ path, before, after }];
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
