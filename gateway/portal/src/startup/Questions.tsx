import { Button, Flex, Input } from 'antd';
import { useState } from 'react';
import { api } from '../shared/api';
import type { Loan } from '../shared/api';
import { useDraft } from '../shared/draft';
import { Remaining } from '../shared/format';
import { useText } from '../shared/i18n';
import { ProblemView } from '../shared/ProblemView';
import { useAction } from '../shared/query';

/** What banks ask, answered where it is read. */
export function Questions({ invitations }: { invitations: Loan['InvitationView'][] }) {
  const t = useText('startup');
  const asked = invitations.filter((row) => row.question);
  if (asked.length === 0) return null;
  return (
    <section className="panel">
      <h2>{t('application.questions')}</h2>
      <div className="sections">
        {asked.map((row) => (
          <div key={row.id}>
            <Flex justify="space-between" gap={8} wrap>
              <strong>{t('application.question', { bank: row.bankName })}</strong>
              {row.state === 'Asked' && row.dueAt && (
                <span className="small">
                  {t('application.due')} <Remaining until={row.dueAt} />
                </span>
              )}
            </Flex>
            <p className="words" style={{ margin: '4px 0 8px' }}>
              {row.question}
            </p>
            {row.state === 'Asked' ? (
              <Answer invitation={row} />
            ) : row.answer ? (
              <div className="words">
                <span className="muted">{t('application.answer')}: </span>
                {row.answer}
              </div>
            ) : null}
          </div>
        ))}
      </div>
    </section>
  );
}

function Answer({ invitation }: { invitation: Loan['InvitationView'] }) {
  const t = useText('startup');
  const [typed, setTyped] = useState<string>();
  const draft = useDraft(`answer:${invitation.id}:${invitation.version}`, typed);
  const [missing, setMissing] = useState(false);
  const text = typed ?? draft.restored ?? '';
  const answer = useAction(
    (words: string, header) =>
      api.POST('/api/loan/invitations/{id}/answer', { params: { path: { id: invitation.id }, header }, body: { text: words } }),
    { refresh: [['loan']], onDone: () => draft.clear() },
  );
  const help = `answer-help-${invitation.id}`;
  return (
    <div className="no-print" style={{ display: 'grid', gap: 8 }}>
      <Input.TextArea
        aria-label={`${t('application.answer')} · ${invitation.bankName}`}
        aria-describedby={help}
        autoSize={{ minRows: 3, maxRows: 12 }}
        maxLength={2000}
        showCount
        value={text}
        {...(missing ? { status: 'error' as const, 'aria-invalid': true } : {})}
        onChange={(event) => {
          setTyped(event.target.value);
          setMissing(false);
        }}
      />
      <span id={help} className="muted small">
        {missing ? `${t('application.answerEmpty')}。` : ''}
        {t('application.answerHelp')}
      </span>
      <ProblemView error={answer.error} />
      <div>
        <Button type="primary" loading={answer.isPending} onClick={() => (text.trim() ? answer.mutate(text.trim()) : setMissing(true))}>
          {t('application.send')}
        </Button>
      </div>
    </div>
  );
}
