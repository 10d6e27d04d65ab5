extension Schema {
    /// The dashboard's sums.
    ///
    /// `tally_due` lists the invoices that a transaction has changed; its sums are brought up to date before it ends.
    static let dashboard = """
        CREATE TABLE tally(
            scope BLOB NOT NULL, kind INTEGER NOT NULL, level INTEGER NOT NULL, node INTEGER NOT NULL,
            first TEXT NOT NULL, second TEXT NOT NULL, third TEXT NOT NULL,
            count INTEGER NOT NULL, high INTEGER NOT NULL, low INTEGER NOT NULL,
            PRIMARY KEY(scope, kind, level, node, first, second, third)) STRICT, WITHOUT ROWID;
        CREATE TABLE invoice_fact(invoice BLOB PRIMARY KEY, owner BLOB NOT NULL, facts TEXT NOT NULL) STRICT;
        CREATE TABLE tally_due(invoice BLOB PRIMARY KEY) STRICT, WITHOUT ROWID;

        CREATE TRIGGER tally_came AFTER INSERT ON invoice BEGIN
            INSERT OR IGNORE INTO tally_due VALUES (new.id);
        END;
        CREATE TRIGGER tally_went AFTER DELETE ON invoice BEGIN
            INSERT OR IGNORE INTO tally_due VALUES (old.id);
        END;
        CREATE TRIGGER tally_changed AFTER UPDATE ON invoice
            WHEN old.status <> new.status OR old.version <> new.version OR old.first_part IS NOT new.first_part
                OR old.processed_at IS NOT new.processed_at OR old.reviewed_at IS NOT new.reviewed_at
                OR old.vendor IS NOT new.vendor OR old.total IS NOT new.total OR old.currency IS NOT new.currency
                OR old.flag_count <> new.flag_count OR old.confidence IS NOT new.confidence BEGIN
            INSERT OR IGNORE INTO tally_due VALUES (new.id);
        END;
        CREATE TRIGGER tally_remembered AFTER INSERT ON history BEGIN
            INSERT OR IGNORE INTO tally_due VALUES (new.invoice);
        END;
        INSERT INTO tally_due SELECT id FROM invoice;
        """

    /// Vendors that count for others, their scores, and what the machine read before people corrected it.
    static let vendors = """
        ALTER TABLE vendor ADD COLUMN merged_into BLOB REFERENCES vendor;
        ALTER TABLE vendor ADD COLUMN score INTEGER;
        ALTER TABLE vendor ADD COLUMN scored_at INTEGER;
        CREATE INDEX vendor_merged ON vendor(merged_into) WHERE merged_into IS NOT NULL;
        CREATE INDEX vendor_riskiest ON vendor(role, score) WHERE merged_into IS NULL;
        CREATE INDEX vendor_scored ON vendor(scored_at);
        CREATE TABLE vendor_account(
            vendor BLOB NOT NULL REFERENCES vendor ON DELETE CASCADE, account TEXT NOT NULL,
            first_seen_at INTEGER NOT NULL, PRIMARY KEY(vendor, account)) STRICT, WITHOUT ROWID;
        CREATE TABLE vendor_score(
            number INTEGER PRIMARY KEY, vendor BLOB NOT NULL REFERENCES vendor ON DELETE CASCADE,
            at INTEGER NOT NULL, score INTEGER NOT NULL, reasons TEXT NOT NULL) STRICT;
        CREATE INDEX vendor_score_vendor ON vendor_score(vendor, number);
        ALTER TABLE invoice_fact ADD COLUMN vendor BLOB;
        ALTER TABLE invoice ADD COLUMN pipeline_version TEXT;
        CREATE TABLE first_reading(
            invoice BLOB PRIMARY KEY REFERENCES invoice ON DELETE CASCADE, record BLOB NOT NULL) STRICT;
        """
}
