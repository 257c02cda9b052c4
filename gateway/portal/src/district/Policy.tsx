import { Alert, Collapse, Table } from 'antd';
import { useText } from '../shared/i18n';
import { Panel } from './common';

export interface Change {
  path: string;
  before?: unknown;
  after?: unknown;
}

const shown = (value: unknown) => (value === null || value === undefined ? '—' : typeof value === 'string' ? value : JSON.stringify(value));

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
        { title: t('policy.path'), render: (_, change) => <code>{change.path}</code>, width: '30%' },
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
