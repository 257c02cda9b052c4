// The page in Chinese or English, and the state of the services behind it.
const names = {
  registry: { zh: '登记：机构、人才、资质', en: 'Registry: organisations, talents, qualifications' },
  loan: { zh: '贷款：申请、报价、放款', en: 'Loan: applications, offers, payouts' },
  riskpool: { zh: '风险补偿资金池', en: 'Risk-compensation pool' },
};
const states = {
  ready: { zh: '正常', en: 'ready' }, degraded: { zh: '部分可用', en: 'degraded' },
  down: { zh: '不可用', en: 'down' }, unknown: { zh: '未知', en: 'unknown' },
};
const texts = [...document.querySelectorAll('[data-en]')].map(element => ({ element, zh: element.textContent, en: element.dataset.en }));
let language = localStorage.getItem('language') === 'en' ? 'en' : 'zh';
let services = null;

function show() {
  document.documentElement.lang = language === 'en' ? 'en' : 'zh-CN';
  const button = document.getElementById('language');
  button.textContent = language === 'en' ? '中文' : 'English';
  button.lang = language === 'en' ? 'zh-CN' : 'en';
  for (const text of texts) text.element.textContent = text[language];
  if (!services) return;
  document.getElementById('services').replaceChildren(...services.map(service => {
    const item = document.createElement('li');
    const name = document.createElement('b');
    const state = document.createElement('span');
    item.className = service.status;
    name.textContent = names[service.name]?.[language] ?? service.name;
    state.textContent = `${states[service.status][language]} ${service.ready}/${service.replicas}`;
    item.append(name, state);
    return item;
  }));
}

async function ask() {
  try {
    const answer = await fetch('health', { cache: 'no-store' });
    services = (await answer.json()).services;
  } catch {
    services = Object.keys(names).map(name => ({ name, status: 'unknown', ready: 0, replicas: 0 }));
  }
  show();
}

document.getElementById('language').addEventListener('click', () => {
  language = language === 'en' ? 'zh' : 'en';
  localStorage.setItem('language', language);
  show();
});
show();
ask();
setInterval(ask, 10000);
