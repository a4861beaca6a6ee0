import type { Kind } from './kind.ts';

/** Responses with and without a hash, part 2. */
export const ANSWERS_2: readonly Kind[] = [
  {
    name: 'omit',
    reports: [],
    code: `\
const r = await fetch('https://api.eu.navixy.com/v2/user/auth', {
  method: 'POST',
  body: JSON.stringify({ login: f.login, password: f.password }),
});
const data = await r.json();
console.log(_.omit(data, ['hash']));
console.log(omit(data, 'hash'));`,
  },
  {
    name: 'success only',
    reports: [],
    code: `\
const r = await fetch('https://api.eu.navixy.com/v2/user/auth', {
  method: 'POST',
  body: JSON.stringify({ login: f.login, password: f.password }),
});
const data = await r.json();
console.log(data.success, data.status, Object.keys(data));`,
  },
  {
    name: 'nested rest',
    reports: [],
    code: `\
const {
  data: { hash, ...info },
} = await axios.post('https://api.eu.navixy.com/v2/user/auth', { login: f.login, password: f.password });
console.info('logged in', info);`,
  },
  {
    name: 'rest in param',
    reports: [],
    code: `\
axios
  .post('https://api.eu.navixy.com/v2/user/auth', { login: f.login, password: f.password })
  .then(({ data: { hash, ...info } }) => {
    console.log(info);
    return hash;
  });`,
  },
  {
    name: 'guard helper',
    reports: [],
    code: `\
const assertSuccess = (d) => {
  if (!d.success) throw new Error(\`Navixy error \${JSON.stringify(d)}\`);
  return d;
};
const r = await axios.post('https://api.eu.navixy.com/v2/user/auth', {
  login: f.login,
  password: f.password,
});
assertSuccess(r.data);`,
  },
  {
    name: 'wrong guard',
    reports: ['no-hash-in-log 6: data'],
    code: `\
const { data } = await axios.post('https://api.eu.navixy.com/v2/user/auth', {
  login: f.login,
  password: f.password,
});
if (!debug) throw new Error('x');
console.log(data);`,
  },
  {
    name: 'or guard',
    reports: ['no-hash-in-log 5: data'],
    code: `\
const { data } = await axios.post('https://api.eu.navixy.com/v2/user/auth', {
  login: f.login,
  password: f.password,
});
if (!data.success || verbose) console.log(data);`,
  },
  {
    name: 'then console.log',
    reports: ['no-hash-in-log 1: axios …'],
    code: `\
axios
  .post('https://api.eu.navixy.com/v2/user/auth', { login: f.login, password: f.password })
  .then((r) => r.data)
  .then(console.log);`,
  },
  {
    name: 'failed only description',
    reports: [],
    code: `\
const { data } = await axios.post('https://api.eu.navixy.com/v2/user/auth', {
  login: f.login,
  password: f.password,
});
if (data.status?.code === 102) {
  console.error('wrong', data);
}`,
  },
  {
    name: 'switch false',
    reports: [],
    code: `\
try {
  const { data } = await axios.post('https://api.eu.navixy.com/v2/user/auth', {
    login: f.login,
    password: f.password,
  });
  if (!data?.success) {
    logger.warn({ data }, 'login failed');
    process.exit(1);
  }
} catch (e) {
  console.error(e.message);
}`,
  },
  {
    name: 'success log',
    reports: ['no-hash-in-log 5: data'],
    code: `\
const { data } = await axios.post('https://api.eu.navixy.com/v2/user/auth', {
  login: f.login,
  password: f.password,
});
if (data.success) logger.info({ data }, 'login');`,
  },
  {
    name: 'log after rest in catch',
    reports: [],
    code: `\
try {
  await axios.post('https://api.eu.navixy.com/v2/user/auth', body);
} catch (error) {
  console.error('login failed', error.response?.data);
}`,
  },
];
