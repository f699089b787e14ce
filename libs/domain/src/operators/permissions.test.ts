import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isRole, mayDo, permissions, ROLE_LABELS, roles } from './permissions.ts';

describe('roles', () => {
  test('the owner may do everything', () => {
    for (const permission of permissions) assert.ok(mayDo('owner', permission), permission);
  });

  test('read-only sees, and neither changes anything nor shows a password', () => {
    const allowed = permissions.filter((permission) => mayDo('read-only', permission));
    assert.ok(allowed.length > 0);
    for (const permission of allowed) assert.match(permission, /\.read$/);
    assert.ok(!mayDo('read-only', 'passwords.show') && !mayDo('read-only', 'secrets.show'));
  });

  test('everyone may read what the screens show, but the audit log', () => {
    for (const role of roles)
      assert.equal(mayDo(role, 'audit-log.read'), role === 'owner' || role === 'manager', role);
    const read = permissions.filter((name) => name.endsWith('.read') && name !== 'audit-log.read');
    for (const permission of read) {
      for (const role of roles) assert.ok(mayDo(role, permission), `${role} ${permission}`);
    }
  });

  test('support fixes devices, and sells nothing', () => {
    assert.ok(mayDo('support', 'devices.add') && mayDo('support', 'devices.remove'));
    assert.ok(!mayDo('support', 'service-packages.change') && !mayDo('support', 'nas.change'));
    assert.ok(!mayDo('support', 'secrets.show'));
  });

  test('only the owner makes operators and API tokens', () => {
    for (const role of roles) {
      assert.equal(mayDo(role, 'operators.change'), role === 'owner');
      assert.equal(mayDo(role, 'api-tokens.change'), role === 'owner');
    }
  });

  test('nobody who looks after a part of the house holds what concerns all of it', () => {
    for (const role of roles) {
      for (const whole of [
        'settings.change',
        'imports.run',
        'webhooks.read',
        'views.share',
        'nas.change',
      ] as const)
        assert.ok(!mayDo(role, whole, true), `${role} ${whole}`);
      for (const permission of permissions)
        assert.ok(!mayDo(role, permission, true) || mayDo(role, permission));
    }
    assert.ok(mayDo('support', 'devices.add', true) && mayDo('sales', 'payments.decide', true));
  });

  test('each has a label, and nothing else is a role', () => {
    for (const role of roles) assert.ok(isRole(role) && ROLE_LABELS[role].length > 0);
    assert.ok(!isRole('admin') && !isRole('toString'));
  });
});
