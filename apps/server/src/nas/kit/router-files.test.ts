import assert from 'node:assert/strict';
import { test } from 'node:test';
import { routerFile, routerFileNames } from './router-files.ts';

const PORTAL = 'https://wifi.example.net';
const page = (name: string) => {
  const text = routerFile(name, PORTAL, '7');
  assert.ok(text, name);
  return text;
};

const pageNames = routerFileNames.filter((name) => name.endsWith('.html'));

test('there is a page for each of the router’s that a visitor can come to', () => {
  const needed = ['login', 'alogin', 'status', 'logout', 'error', 'redirect', 'rlogin'].map(
    (name) => `${name}.html`,
  );
  assert.deepEqual(pageNames.toSorted(), needed.sort());
  for (const name of ['', 'md5.js', '../secret.key', 'constructor', '__proto__']) {
    assert.equal(routerFile(name, PORTAL, '7'), null, name);
  }
});

test('every page is small, needs no script and loads nothing', () => {
  for (const name of routerFileNames) {
    assert.ok(page(name).length < 3000, name);
    assert.doesNotMatch(page(name), /<script|src=|@import|<form/i, name);
  }
});

test('within a page every variable that a visitor can touch is escaped', () => {
  for (const name of pageNames) {
    const body = page(name).replaceAll(/\$\(if [^)]*\)|\$\(endif\)/g, '');
    const variables = [...body.matchAll(/\$\(([^)]*)\)/g)].map(([, variable]) => variable ?? '');
    const open = new Set(variables.filter((variable) => !variable.endsWith('-esc')));
    const allowed = name.startsWith('r') ? ['link-redirect'] : ['chap-challenge', 'chap-id'];
    assert.deepEqual([...open].sort(), name === 'login.html' || name.startsWith('r') ? allowed : [], name);
  }
});

test('the login page hands over what the portal needs for the login: by CHAP, at the router’s own address', () => {
  const login = page('login.html');
  assert.match(login, /url=https:\/\/wifi\.example\.net\/hotspot\/mikrotik\?nas=7&amp;page=login&amp;/);
  for (const name of ['mac', 'ip', 'server-name', 'link-login-only', 'link-orig', 'error']) {
    assert.ok(login.includes(`${name}=$(${name}-esc)`), name);
  }
  assert.ok(login.includes('chap-id=$(chap-id)&amp;chap-challenge=$(chap-challenge)'));
});

test('what is no router’s id stays out of a page', () => {
  for (const id of ['', '0', '7"><script>', '7&x', '9'.repeat(40)]) {
    assert.match(routerFile('login.html', PORTAL, id) ?? '', /mikrotik\?page=login/, id);
  }
});

test('pages before the login lead on by the answer’s header alone', () => {
  for (const name of ['rlogin.html', 'redirect.html']) {
    assert.match(page(name), /http-status == 302/);
    assert.match(page(name), /http-header == "Location"\)\$\(link-redirect\)/);
    assert.doesNotMatch(page(name), /href|refresh/);
  }
});

test('a router that is asked itself whether a phone is let through answers with what it knows of it (RFC 8908 §5)', () => {
  const answer = (facts: Record<string, string>) => {
    const filled = page('api.json')
      .replace(/\$\(if logged-in == 'yes'\)(.*?)\$\(else\)(.*?)\$\(endif\)/, facts['logged-in'] ? '$1' : '$2')
      .replaceAll(/\$\(if ([\w-]+)(?: != 0)?\)([^]*?)\$\(endif\)/g, (_, name, then) =>
        facts[name] ? then : '',
      )
      .replaceAll(/\$\(([\w-]+)\)/g, (_, name: string) => facts[name] ?? '');
    return JSON.parse(filled) as unknown;
  };
  const link = 'https://login.example.net/login';
  assert.deepEqual(answer({ 'link-login-only': link }), { captive: true, 'user-portal-url': link });
  const online = { 'logged-in': 'yes', 'session-timeout-secs': '600', 'remain-bytes-total': '1000' };
  assert.deepEqual(answer({ ...online, 'link-login-only': link }), {
    captive: false,
    'seconds-remaining': 600,
    'bytes-remaining': 1000,
    'user-portal-url': link,
  });
});
