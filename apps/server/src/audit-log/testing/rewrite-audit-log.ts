import type { Pool } from 'pg';

/** What the product cannot do, and a test needs: the entries as they would be on another day. Only whoever owns the table can. */
export async function rewriteAuditLog(pool: Pool, statement: string): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query(
      `begin; alter table audit_log disable trigger keep_audit_log; ${statement};
       alter table audit_log enable always trigger keep_audit_log; commit`,
    );
  } finally {
    client.release();
  }
}
