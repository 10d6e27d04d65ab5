internal import Ledger
package import SQLite

/// The tables, in numbered steps; a released step is never edited.
///
/// Ids are BLOBs of sixteen bytes, times INTEGERs of milliseconds since 1970, JSON is TEXT, money INTEGER millionths.
package enum Schema {
    /// All steps, in order.
    package static let migrations = [
        Migration(1, "accounts", accounts),
        Migration(2, "invoices", invoices),
        Migration(3, "queue", queue),
        Migration(4, "events", events),
        Migration(10, "sources of events", eventSources),
        Migration(11, "webhooks", webhooks),
        Migration(12, "pipelines", pipelines),
        Migration(13, "history of invoices", LedgerTable.schema),
        Migration(14, "dashboard", dashboard),
        Migration(15, "vendors", vendors),
        Migration(16, "conversations", conversations),
        Migration(17, "first copies", firstCopies),
        Migration(18, "unsettled invoices", unsettled),
        Migration(19, "pictures of pages", LedgerTable.pictureSchema + marks),
    ]

    private static let accounts = """
        CREATE TABLE counter(name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;

        CREATE TABLE user(
            id BLOB PRIMARY KEY, email TEXT NOT NULL COLLATE NOCASE UNIQUE,
            username TEXT NOT NULL COLLATE NOCASE UNIQUE, password_hash TEXT NOT NULL, role TEXT NOT NULL,
            disabled INTEGER NOT NULL DEFAULT 0, authorization_version INTEGER NOT NULL DEFAULT 1,
            created_at INTEGER NOT NULL) STRICT;

        CREATE TABLE refresh_family(
            id BLOB PRIMARY KEY, user BLOB NOT NULL REFERENCES user ON DELETE CASCADE,
            created_at INTEGER NOT NULL, last_used_at INTEGER NOT NULL, revoked_at INTEGER,
            current BLOB NOT NULL, previous BLOB NOT NULL) STRICT;
        CREATE INDEX refresh_family_user ON refresh_family(user);
        CREATE TABLE refresh_token(
            hash BLOB PRIMARY KEY, family BLOB NOT NULL REFERENCES refresh_family ON DELETE CASCADE)
            STRICT, WITHOUT ROWID;
        CREATE INDEX refresh_token_family ON refresh_token(family);

        CREATE TABLE service_key(
            id BLOB PRIMARY KEY, owner BLOB NOT NULL REFERENCES user ON DELETE CASCADE, name TEXT NOT NULL,
            hint TEXT NOT NULL, hash BLOB NOT NULL UNIQUE, role TEXT NOT NULL, expires_at INTEGER,
            created_at INTEGER NOT NULL, last_used_at INTEGER) STRICT;
        CREATE INDEX service_key_owner ON service_key(owner);

        CREATE TABLE audit(
            number INTEGER PRIMARY KEY, at INTEGER NOT NULL, actor BLOB, action TEXT NOT NULL,
            subject TEXT NOT NULL, details TEXT NOT NULL, hash BLOB NOT NULL) STRICT;
        CREATE INDEX audit_action ON audit(action, number);
        CREATE TRIGGER audit_unchanged BEFORE UPDATE ON audit
            BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;
        CREATE TRIGGER audit_kept BEFORE DELETE ON audit
            BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;

        CREATE TABLE idempotency(
            owner BLOB NOT NULL, key TEXT NOT NULL, fingerprint BLOB NOT NULL, status INTEGER, body BLOB,
            created_at INTEGER NOT NULL, PRIMARY KEY(owner, key)) STRICT, WITHOUT ROWID;
        CREATE INDEX idempotency_age ON idempotency(created_at);
        """

    private static let invoices = """
        CREATE TABLE batch(
            id BLOB PRIMARY KEY, number TEXT NOT NULL UNIQUE, owner BLOB NOT NULL REFERENCES user,
            name TEXT NOT NULL, details TEXT, pipeline TEXT, expected INTEGER,
            status TEXT NOT NULL DEFAULT 'open', created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL)
            STRICT;
        CREATE INDEX batch_owner ON batch(owner, id);
        CREATE INDEX batch_status ON batch(status, id);
        CREATE TABLE batch_count(
            batch BLOB NOT NULL REFERENCES batch ON DELETE CASCADE, status TEXT NOT NULL,
            count INTEGER NOT NULL, PRIMARY KEY(batch, status)) STRICT, WITHOUT ROWID;

        CREATE TABLE vendor(
            id BLOB PRIMARY KEY, role TEXT NOT NULL, name TEXT, gstin TEXT, pan TEXT, status TEXT NOT NULL,
            invoice_count INTEGER NOT NULL, first_seen_at INTEGER NOT NULL, last_seen_at INTEGER NOT NULL,
            version INTEGER NOT NULL) STRICT;
        CREATE INDEX vendor_seen ON vendor(role, last_seen_at);
        CREATE TABLE vendor_key(
            role TEXT NOT NULL, kind TEXT NOT NULL, value TEXT NOT NULL,
            vendor BLOB NOT NULL REFERENCES vendor ON DELETE CASCADE, PRIMARY KEY(role, kind, value))
            STRICT, WITHOUT ROWID;
        CREATE INDEX vendor_key_vendor ON vendor_key(vendor);

        CREATE TABLE invoice(
            id BLOB PRIMARY KEY, owner BLOB NOT NULL REFERENCES user, batch BLOB REFERENCES batch,
            status TEXT NOT NULL, stage TEXT,
            number TEXT, date TEXT, supplier_name TEXT, supplier_gstin TEXT, buyer_name TEXT,
            buyer_gstin TEXT, total INTEGER, total_scale INTEGER, currency TEXT,
            confidence REAL, flag_count INTEGER NOT NULL DEFAULT 0,
            vendor BLOB REFERENCES vendor, customer BLOB REFERENCES vendor,
            version INTEGER NOT NULL DEFAULT 1, created_at INTEGER NOT NULL,
            source TEXT NOT NULL, file_name TEXT, document BLOB, document_size INTEGER, media_type TEXT,
            pipeline TEXT, part INTEGER NOT NULL, part_count INTEGER NOT NULL, first_part BLOB,
            duplicate_of BLOB, job BLOB, pages INTEGER NOT NULL DEFAULT 0, record BLOB NOT NULL,
            steps TEXT NOT NULL, metadata TEXT NOT NULL, notes TEXT NOT NULL, failure TEXT,
            reviewed_by BLOB, reviewed_at INTEGER, review_comment TEXT, processed_at INTEGER,
            updated_at INTEGER NOT NULL, search TEXT NOT NULL DEFAULT '') STRICT;
        CREATE INDEX invoice_owner ON invoice(owner, id);
        CREATE INDEX invoice_owner_status ON invoice(owner, status, id);
        CREATE INDEX invoice_status ON invoice(status, id);
        CREATE INDEX invoice_batch ON invoice(batch, status, id) WHERE batch IS NOT NULL;
        CREATE INDEX invoice_batch_done ON invoice(batch, processed_at) WHERE batch IS NOT NULL;
        CREATE INDEX invoice_vendor ON invoice(vendor, id) WHERE vendor IS NOT NULL;
        CREATE INDEX invoice_customer ON invoice(customer, id) WHERE customer IS NOT NULL;
        CREATE INDEX invoice_gstin ON invoice(supplier_gstin, id) WHERE supplier_gstin IS NOT NULL;
        CREATE INDEX invoice_date ON invoice(date, id);
        CREATE INDEX invoice_total ON invoice(total, id);
        CREATE INDEX invoice_document ON invoice(document, owner) WHERE document IS NOT NULL;
        CREATE INDEX invoice_job ON invoice(job) WHERE job IS NOT NULL;
        CREATE INDEX invoice_first_part ON invoice(first_part) WHERE first_part IS NOT NULL;

        CREATE TRIGGER invoice_came AFTER INSERT ON invoice WHEN new.batch IS NOT NULL BEGIN
            INSERT INTO batch_count VALUES (new.batch, new.status, 1)
                ON CONFLICT DO UPDATE SET count = count + 1;
        END;
        CREATE TRIGGER invoice_went AFTER DELETE ON invoice WHEN old.batch IS NOT NULL BEGIN
            UPDATE batch_count SET count = count - 1 WHERE batch = old.batch AND status = old.status;
        END;
        CREATE TRIGGER invoice_moved AFTER UPDATE OF status ON invoice
            WHEN new.batch IS NOT NULL AND old.status <> new.status BEGIN
            UPDATE batch_count SET count = count - 1 WHERE batch = old.batch AND status = old.status;
            INSERT INTO batch_count VALUES (new.batch, new.status, 1)
                ON CONFLICT DO UPDATE SET count = count + 1;
        END;

        CREATE TABLE flag(
            invoice BLOB NOT NULL REFERENCES invoice ON DELETE CASCADE, place INTEGER NOT NULL,
            rule TEXT NOT NULL, severity INTEGER NOT NULL, PRIMARY KEY(invoice, place)) STRICT, WITHOUT ROWID;
        CREATE INDEX flag_rule ON flag(rule, invoice);

        CREATE TABLE attachment(
            invoice BLOB NOT NULL REFERENCES invoice ON DELETE CASCADE, name TEXT NOT NULL,
            digest BLOB NOT NULL, size INTEGER NOT NULL, PRIMARY KEY(invoice, name)) STRICT, WITHOUT ROWID;
        CREATE INDEX attachment_digest ON attachment(digest);

        CREATE TABLE history(
            number INTEGER PRIMARY KEY, invoice BLOB NOT NULL REFERENCES invoice ON DELETE CASCADE,
            action TEXT NOT NULL, actor BLOB, at INTEGER NOT NULL, version INTEGER NOT NULL,
            changes TEXT NOT NULL, comment TEXT) STRICT;
        CREATE INDEX history_invoice ON history(invoice, number);
        """

    private static let queue = """
        CREATE TABLE job(
            id BLOB PRIMARY KEY, kind TEXT NOT NULL, queue TEXT NOT NULL, owner BLOB NOT NULL,
            priority INTEGER NOT NULL, payload TEXT NOT NULL, unique_key TEXT, invoice BLOB, batch BLOB,
            maximum_attempts INTEGER NOT NULL, traceparent TEXT, death_notices TEXT,
            created_at INTEGER NOT NULL,
            state TEXT NOT NULL, ready_at INTEGER, lease_token BLOB, lease_worker TEXT, lease_until INTEGER,
            death TEXT, attempts INTEGER NOT NULL, crashes INTEGER NOT NULL, cancel_wanted INTEGER NOT NULL,
            failure TEXT, started_at INTEGER, finished_at INTEGER, result TEXT) STRICT;
        CREATE INDEX job_head ON job(queue, priority, owner, ready_at, id) WHERE state = 'ready';
        CREATE INDEX job_lease ON job(lease_until) WHERE state = 'running';
        CREATE UNIQUE INDEX job_unique ON job(kind, unique_key)
            WHERE unique_key IS NOT NULL AND state IN ('ready', 'running');
        CREATE INDEX job_state ON job(state, id);
        CREATE INDEX job_owner ON job(owner, id);
        CREATE INDEX job_finished ON job(finished_at) WHERE finished_at IS NOT NULL;
        CREATE TABLE owner_turn(owner BLOB PRIMARY KEY, turn INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        """

    private static let events = """
        CREATE TABLE event(
            sequence INTEGER PRIMARY KEY, at INTEGER NOT NULL, type TEXT NOT NULL, owner BLOB, job BLOB,
            invoice BLOB, batch BLOB, body TEXT NOT NULL) STRICT;
        CREATE INDEX event_owner ON event(owner) WHERE owner IS NOT NULL;
        CREATE INDEX event_job ON event(job) WHERE job IS NOT NULL;
        CREATE INDEX event_invoice ON event(invoice) WHERE invoice IS NOT NULL;
        CREATE INDEX event_batch ON event(batch) WHERE batch IS NOT NULL;

        CREATE TABLE delivery(
            id BLOB PRIMARY KEY, destination TEXT NOT NULL, message_id TEXT NOT NULL, type TEXT NOT NULL,
            owner BLOB, body TEXT NOT NULL, state TEXT NOT NULL, attempts INTEGER NOT NULL,
            due_at INTEGER NOT NULL, last_answer TEXT, created_at INTEGER NOT NULL) STRICT;
        CREATE INDEX delivery_due ON delivery(due_at) WHERE state = 'pending';
        CREATE INDEX delivery_destination ON delivery(destination, id);
        """

    private static let eventSources = """
        ALTER TABLE event ADD COLUMN source TEXT;
        CREATE INDEX event_source ON event(source) WHERE source IS NOT NULL;
        """

    private static let webhooks = """
        ALTER TABLE delivery ADD COLUMN tried_at INTEGER;
        ALTER TABLE delivery ADD COLUMN held INTEGER NOT NULL DEFAULT 0;
        CREATE INDEX delivery_state ON delivery(state, tried_at);

        CREATE TABLE subscription(
            id BLOB PRIMARY KEY, owner BLOB NOT NULL REFERENCES user ON DELETE CASCADE, url TEXT NOT NULL,
            note TEXT, events TEXT NOT NULL, everybodys INTEGER NOT NULL, state TEXT NOT NULL,
            disabled_reason TEXT, secret TEXT NOT NULL, previous_secret TEXT, previous_until INTEGER,
            failing_since INTEGER, last_failed_at INTEGER, created_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL) STRICT;
        CREATE INDEX subscription_owner ON subscription(owner, id);
        CREATE INDEX subscription_active ON subscription(owner) WHERE state = 'active';

        CREATE TABLE hook_message(
            source TEXT NOT NULL, id TEXT NOT NULL, received_at INTEGER NOT NULL, payload BLOB NOT NULL,
            PRIMARY KEY(source, id)) STRICT, WITHOUT ROWID;
        CREATE INDEX hook_message_age ON hook_message(received_at);
        CREATE INDEX hook_message_recent ON hook_message(source, received_at);
        CREATE INDEX hook_message_payload ON hook_message(payload);
        CREATE TABLE hook_source(
            name TEXT PRIMARY KEY, messages INTEGER NOT NULL, documents INTEGER NOT NULL,
            last_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE hook_contact(
            source TEXT NOT NULL, id TEXT NOT NULL, name TEXT, details TEXT NOT NULL,
            messages INTEGER NOT NULL, first_at INTEGER NOT NULL, last_at INTEGER NOT NULL,
            PRIMARY KEY(source, id)) STRICT, WITHOUT ROWID;
        CREATE INDEX hook_contact_recent ON hook_contact(source, last_at);
        """

    private static let pipelines = """
        CREATE TABLE pipeline_version(
            name TEXT NOT NULL, number INTEGER NOT NULL, text TEXT NOT NULL, parts TEXT NOT NULL,
            digest TEXT NOT NULL, created_at INTEGER NOT NULL, created_by BLOB, in_force INTEGER NOT NULL,
            PRIMARY KEY(name, number)) STRICT;
        CREATE UNIQUE INDEX pipeline_in_force ON pipeline_version(name) WHERE in_force = 1;
        CREATE TABLE pipeline_file(
            name TEXT NOT NULL, digest TEXT NOT NULL, path TEXT NOT NULL, text TEXT NOT NULL,
            parts TEXT NOT NULL, seen_at INTEGER NOT NULL, PRIMARY KEY(name, digest)) STRICT;
        """

    /// A conversation without a batch has an empty one.
    private static let conversations = """
        CREATE TABLE chat_message(
            id BLOB PRIMARY KEY, owner BLOB NOT NULL REFERENCES user ON DELETE CASCADE, batch BLOB NOT NULL,
            at INTEGER NOT NULL, question TEXT NOT NULL, answer TEXT NOT NULL, context TEXT) STRICT;
        CREATE INDEX chat_message_conversation ON chat_message(owner, batch, id);
        CREATE INDEX invoice_number ON invoice(lower(number)) WHERE number IS NOT NULL;
        CREATE INDEX history_recent ON history(at);
        """

    /// Finds the first invoice with the same bytes; without it each upload went through all invoices of its owner.
    private static let firstCopies = """
        CREATE INDEX invoice_first_copy ON invoice(document, owner, id)
            WHERE document IS NOT NULL AND first_part IS NULL;
        """

    /// Invoices that are to be compared once more.
    private static let unsettled = """
        CREATE TABLE unsettled(invoice BLOB PRIMARY KEY REFERENCES invoice ON DELETE CASCADE)
            STRICT, WITHOUT ROWID;
        """

    /// How often an invoice was marked to be compared while it stood in line.
    private static let marks = """

        ALTER TABLE unsettled ADD COLUMN mark INTEGER NOT NULL DEFAULT 1;
        """
}
