import type { Kind } from './kind.ts';

/** Responses with and without a hash, part 1. */
export const ANSWERS_1: readonly Kind[] = [
  {
    name: 'failed answer',
    reports: [],
    code: `\
const res = await fetch('https://api.eu.navixy.com/v2/user/auth', {
  method: 'POST',
  body: JSON.stringify({ login: form.login, password: form.password }),
});
const data = await res.json();
if (!data.success) throw new Error(JSON.stringify(data));
setSession(data.hash);`,
  },
  {
    name: 'failed answer block log',
    reports: [],
    code: `\
async function login(form) {
  const { data } = await axios.post('https://api.eu.navixy.com/v2/user/auth', {
    login: form.login,
    password: form.password,
  });
  if (!data.success) {
    console.error('failed', data);
    return;
  }
  setSession(data.hash);
}`,
  },
  {
    name: 'failed answer status',
    reports: [],
    code: `\
const r = await fetch('https://api.eu.navixy.com/v2/user/auth', {
  method: 'POST',
  body: JSON.stringify({ login: form.login, password: form.password }),
});
const data = await r.json();
if (data.success === false) {
  console.error(data);
} else {
  use(data.hash);
}`,
  },
  {
    name: 'failed answer else',
    reports: [],
    code: `\
const r = await fetch('https://api.eu.navixy.com/v2/user/auth', {
  method: 'POST',
  body: JSON.stringify({ login: form.login, password: form.password }),
});
const data = await r.json();
if (data.success) {
  use(data.hash);
} else {
  console.error(data);
}`,
  },
  {
    name: 'failed answer no hash',
    reports: [],
    code: `\
const r = await fetch('https://api.eu.navixy.com/v2/user/auth', {
  method: 'POST',
  body: JSON.stringify({ login: form.login, password: form.password }),
});
const data = await r.json();
if (!data.hash) throw new Error(\`auth failed: \${JSON.stringify(data)}\`);`,
  },
  {
    name: 'failed answer early return',
    reports: [],
    code: `\
const r = await fetch('https://api.eu.navixy.com/v2/user/auth', {
  method: 'POST',
  body: JSON.stringify({ login: form.login, password: form.password }),
});
const data = await r.json();
if (data.success) {
  return data.hash;
}
console.error(data);`,
  },
  {
    name: 'answer logged',
    reports: ['no-hash-in-log 7: data'],
    code: `\
const r = await fetch('https://api.eu.navixy.com/v2/user/auth', {
  method: 'POST',
  body: JSON.stringify({ login: form.login, password: form.password }),
});
const data = await r.json();
if (data.success) {
  console.log(data);
}`,
  },
  {
    name: 'answer logged 2',
    reports: ['no-hash-in-log 9: data'],
    code: `\
const r = await fetch('https://api.eu.navixy.com/v2/user/auth', {
  method: 'POST',
  body: JSON.stringify({ login: form.login, password: form.password }),
});
const data = await r.json();
if (!data.success) {
  return;
}
console.log(data);`,
  },
  {
    name: 'rest without hash',
    reports: [],
    code: `\
const answer = await (
  await fetch('https://api.eu.navixy.com/v2/user/auth', {
    method: 'POST',
    body: JSON.stringify({ login: form.login, password: form.password }),
  })
).json();
const { hash, ...rest } = answer;
console.log(rest);`,
  },
  {
    name: 'rest with hash',
    reports: ['no-hash-in-log 8: rest'],
    code: `\
const answer = await (
  await fetch('https://api.eu.navixy.com/v2/user/auth', {
    method: 'POST',
    body: JSON.stringify({ login: form.login, password: form.password }),
  })
).json();
const { success, ...rest } = answer;
console.log(rest);`,
  },
  {
    name: 'rest of params',
    reports: [],
    code: `\
const { hash, ...safe } = params;
fetch('https://api.eu.navixy.com/v2/tracker/list', {
  method: 'POST',
  headers: { Authorization: \`NVX \${hash}\` },
  body: JSON.stringify(safe),
});
console.log(safe);`,
  },
  {
    name: 'failed ternary',
    reports: [],
    code: `\
const r = await fetch('https://api.eu.navixy.com/v2/user/auth', {
  method: 'POST',
  body: JSON.stringify({ login: f.login, password: f.password }),
});
const data = await r.json();
data.success ? use(data.hash) : console.error(data);`,
  },
  {
    name: 'failed and',
    reports: [],
    code: `\
const r = await fetch('https://api.eu.navixy.com/v2/user/auth', {
  method: 'POST',
  body: JSON.stringify({ login: f.login, password: f.password }),
});
const data = await r.json();
if (!data.success || !data.hash) {
  throw new Error(\`Login failed: \${JSON.stringify(data)}\`);
}`,
  },
  {
    name: 'failed destructured',
    reports: [],
    code: `\
const { data } = await axios.post('https://api.eu.navixy.com/v2/user/auth', {
  login: f.login,
  password: f.password,
});
const { success, hash } = data;
if (!success) {
  log.error('auth', data);
  return null;
}`,
  },
  {
    name: 'failed then',
    reports: [],
    code: `\
fetch('https://api.eu.navixy.com/v2/user/auth', {
  method: 'POST',
  body: JSON.stringify({ login: f.login, password: f.password }),
})
  .then((r) => r.json())
  .then((d) => {
    if (!d.success) {
      console.error(d);
      throw new Error(d.status.description);
    }
    return d.hash;
  });`,
  },
  {
    name: 'not ok',
    reports: [],
    code: `\
const res = await fetch('https://api.eu.navixy.com/v2/user/auth', {
  method: 'POST',
  body: JSON.stringify({ login: f.login, password: f.password }),
});
const data = await res.json();
if (!res.ok) throw new Error(JSON.stringify(data));`,
  },
  {
    name: 'not ok text',
    reports: [],
    code: `\
const res = await fetch('https://api.eu.navixy.com/v2/user/auth', {
  method: 'POST',
  body: JSON.stringify({ login: f.login, password: f.password }),
});
if (!res.ok) {
  const text = await res.text();
  throw new Error(\`HTTP \${res.status}: \${text}\`);
}`,
  },
  {
    name: 'status not 200',
    reports: [],
    code: `\
const res = await axios.post('https://api.eu.navixy.com/v2/user/auth', {
  login: f.login,
  password: f.password,
});
if (res.status !== 200) {
  console.error(res.data);
}`,
  },
  {
    name: 'helper assertOk',
    reports: [],
    code: `\
const r = await fetch('https://api.eu.navixy.com/v2/user/auth', {
  method: 'POST',
  body: JSON.stringify({ login: f.login, password: f.password }),
});
const data = await r.json();
console.log({ ...data, hash: undefined });`,
  },
  {
    name: 'delete',
    reports: [],
    code: `\
const r = await fetch('https://api.eu.navixy.com/v2/user/auth', {
  method: 'POST',
  body: JSON.stringify({ login: f.login, password: f.password }),
});
const data = await r.json();
const h = data.hash;
delete data.hash;
console.log(data);`,
  },
];
