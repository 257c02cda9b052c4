import { Alert, Button, Checkbox, Modal, Typography } from 'antd';
import { useState } from 'react';
import { useText } from '../shared/i18n';

/** What the service tells only once: shown until the reader says that it is kept. */
export function SecretOnce({
  title,
  items,
  onClose,
}: {
  title: string;
  items: { label: string; value: string }[] | undefined;
  onClose: () => void;
}) {
  const t = useText('district');
  const shared = useText('shared');
  const [kept, setKept] = useState(false);
  return (
    <Modal
      open={items !== undefined}
      title={title}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      destroyOnHidden
      footer={
        <Button
          type="primary"
          disabled={!kept}
          onClick={() => {
            setKept(false);
            onClose();
          }}
        >
          {shared('action.close')}
        </Button>
      }
    >
      <Alert type="warning" showIcon title={t('org.issued')} style={{ marginBottom: 16 }} />
      {items?.map((item) => (
        <div key={item.label} style={{ marginBottom: 12 }}>
          <div className="muted small">{item.label}</div>
          <Typography.Text
            code
            copyable={{ text: item.value, tooltips: [t('org.copy'), t('org.copied')] }}
            style={{ wordBreak: 'break-all' }}
          >
            {item.value}
          </Typography.Text>
        </div>
      ))}
      <Checkbox checked={kept} onChange={(event) => setKept(event.target.checked)}>
        {t('org.kept')}
      </Checkbox>
    </Modal>
  );
}
