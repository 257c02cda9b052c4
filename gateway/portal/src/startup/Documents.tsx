import { DownloadOutlined, InboxOutlined } from '@ant-design/icons';
import { Button, Progress, Upload, App as AntApp } from 'antd';
import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { api, newKey } from '../shared/api';
import type { Registry } from '../shared/api';
import { DataTable, columnsOf } from '../shared/DataTable';
import { askToSignIn } from '../shared/expiry';
import { useText } from '../shared/i18n';
import { networkProblem, problemOf } from '../shared/problem';
import type { Problem } from '../shared/problem';
import { ProblemView } from '../shared/ProblemView';
import { usePages } from '../shared/query';
import { Wrap } from './parts';

const column = columnsOf<Registry['DocumentView']>();
const sizeMax = 20 * 1024 * 1024;
interface Sending {
  key: string;
  file: File;
  percent: number;
  problem?: Problem;
}

/** The firm's papers: handed in with progress, refused by what is in them, downloaded again. */
export function Documents() {
  const t = useText('startup');
  const { message } = AntApp.useApp();
  const client = useQueryClient();
  const [sendings, setSendings] = useState<Sending[]>([]);
  const pages = usePages(['registry', 'documents'], (cursor) =>
    api.GET('/api/registry/documents', { params: { query: { cursor, limit: 50 } } }),
  );
  const change = (key: string, to: Partial<Sending>) =>
    setSendings((all) => all.map((sending) => (sending.key === key ? { ...sending, ...to } : sending)));
  const send = async (sending: Sending): Promise<void> => {
    const answer = await put(sending, (percent) => change(sending.key, { percent }));
    if (answer.status === 401 && (await askToSignIn())) return send(sending);
    if (answer.status >= 200 && answer.status < 300) {
      setSendings((all) => all.filter((other) => other.key !== sending.key));
      void message.success(t('documents.done', { name: sending.file.name }));
      void client.invalidateQueries({ queryKey: ['registry', 'documents'] });
      return;
    }
    change(sending.key, {
      problem: answer.status === 0 ? networkProblem() : await problemOf(new Response(answer.text, { status: answer.status })),
    });
  };
  const start = (file: File) => {
    if (file.size > sizeMax) {
      void message.error(t('documents.tooLarge', { name: file.name }));
      return;
    }
    const sending = { key: newKey(), file, percent: 0 };
    setSendings((all) => [...all, sending]);
    void send(sending);
  };
  return (
    <div className="sections">
      <Upload.Dragger
        multiple
        accept=".pdf,.png,.jpg,.jpeg,.xlsx"
        showUploadList={false}
        beforeUpload={(file) => {
          start(file);
          return false;
        }}
      >
        <InboxOutlined style={{ fontSize: 28 }} aria-hidden />
        <div>{t('documents.drop')}</div>
        <div className="muted small">{t('documents.dropText')}</div>
      </Upload.Dragger>
      {sendings.map((sending) => (
        <div key={sending.key}>
          <span className="words">{sending.problem ? t('documents.failed', { name: sending.file.name }) : sending.file.name}</span>
          {sending.problem ? (
            <ProblemView
              error={sending.problem}
              onRetry={() => {
                setSendings((all) =>
                  all.map(({ problem, ...other }) => (other.key === sending.key || !problem ? other : { ...other, problem })),
                );
                void send(sending);
              }}
            />
          ) : (
            <Progress percent={sending.percent} size="small" aria-label={sending.file.name} />
          )}
        </div>
      ))}
      <DataTable
        pages={pages}
        rowKey={(row) => row.id}
        empty={t('documents.empty')}
        columns={[
          column.text(t('documents.name'), (row) => <Wrap width={420}>{row.name}</Wrap>),
          column.text(t('documents.size'), (row) => (
            <span className="number">
              {row.sizeBytes >= 1_048_576
                ? `${(row.sizeBytes / 1_048_576).toFixed(1)} MB`
                : `${Math.max(1, Math.round(row.sizeBytes / 1024))} KB`}
            </span>
          )),
          column.instant(t('documents.at'), (row) => row.uploadedAt),
          column.text('', (row) => (
            <Button
              size="small"
              icon={<DownloadOutlined />}
              href={`/api/registry/documents/${row.id}/content`}
              download={row.name}
              aria-label={`${t('documents.download')} ${row.name}`}
            >
              {t('documents.download')}
            </Button>
          )),
        ]}
      />
    </div>
  );
}

/** XMLHttpRequest, because fetch does not tell how much was sent. The key is the intent's: a repetition is not a second document. */
function put({ key, file }: Sending, onProgress: (percent: number) => void): Promise<{ status: number; text: string }> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/api/registry/documents?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader('Idempotency-Key', key);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(Math.round((event.loaded / event.total) * 100));
    };
    request.onload = () => resolve({ status: request.status, text: request.responseText });
    request.onerror = () => resolve({ status: 0, text: '' });
    request.send(file);
  });
}
