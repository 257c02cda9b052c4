import { MoonOutlined, SunOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { setAppearance, useAppearance } from '../shared/appearance';
import { setLanguage, useLanguage, useText } from '../shared/i18n';

/** Language and dark or light: on every page. */
export function Controls() {
  const t = useText('app');
  const language = useLanguage();
  const appearance = useAppearance();
  return (
    <>
      <Button type="text" lang={language === 'zh' ? 'en' : 'zh-CN'} onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}>
        {t('menu.language')}
      </Button>
      <Button
        type="text"
        aria-label={appearance === 'dark' ? t('menu.light') : t('menu.dark')}
        title={appearance === 'dark' ? t('menu.light') : t('menu.dark')}
        icon={appearance === 'dark' ? <SunOutlined /> : <MoonOutlined />}
        onClick={() => setAppearance(appearance === 'dark' ? 'light' : 'dark')}
      />
    </>
  );
}
