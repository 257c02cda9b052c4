import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { zh as app } from '../app/text';
import type { zh as bank } from '../bank/text';
import type { zh as district } from '../district/text';
import type { zh as partner } from '../partner/text';
import type { zh as startup } from '../startup/text';
import { useState, useEffect } from 'react';
import { en as sharedEn, zh as shared } from './text';

/** The shape of a catalogue: `export const en: Like<typeof zh>` makes a missing or surplus text break the build. */
export type Like<T> = { [K in keyof T]: T[K] extends string ? string : Like<T[K]> };
export type Language = 'zh' | 'en';

interface Catalogues {
  shared: typeof shared;
  app: typeof app;
  startup: typeof startup;
  bank: typeof bank;
  district: typeof district;
  partner: typeof partner;
}

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'shared';
    resources: Catalogues;
  }
}

const kept = localStorage.getItem('language');
void i18next.use(initReactI18next).init({
  lng: kept === 'en' ? 'en' : 'zh',
  fallbackLng: false,
  ns: ['shared'],
  defaultNS: 'shared',
  resources: { zh: { shared }, en: { shared: sharedEn } },
  interpolation: { escapeValue: false },
  react: { useSuspense: false },
  returnNull: false,
});

/** A workspace's catalogue, added when the workspace loads: `addText('bank', zh, en)` at the top of its routes.tsx. */
export function addText<N extends keyof Catalogues>(name: N, zh: Catalogues[N], en: Like<Catalogues[N]>) {
  i18next.addResourceBundle('zh', name, zh);
  i18next.addResourceBundle('en', name, en);
}

/** `const t = useText('bank')`, then `t('list.title')`: keys are checked by the compiler. */
export function useText<N extends keyof Catalogues>(name: N) {
  return useTranslation(name).t;
}

export function useLanguage(): Language {
  return useTranslation().i18n.language === 'en' ? 'en' : 'zh';
}

export const currentLanguage = (): Language => (i18next.language === 'en' ? 'en' : 'zh');

export function setLanguage(language: Language) {
  localStorage.setItem('language', language);
  void i18next.changeLanguage(language);
}

function apply(language: string) {
  document.documentElement.lang = language === 'en' ? 'en' : 'zh-CN';
  dayjs.locale(language === 'en' ? 'en' : 'zh-cn');
}
i18next.on('languageChanged', apply);
apply(i18next.language);

/** The present instant, again every `everySeconds`: for what counts down. */
export function useNow(everySeconds = 30): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), everySeconds * 1000);
    return () => clearInterval(timer);
  }, [everySeconds]);
  return now;
}
