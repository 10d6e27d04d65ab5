"""The dashboard's answers over many invoices: their times, the limit being 100 ms for 95 of 100.

Use: dashboard.py ASSAY INVOICES

The invoices of a made-up year are written straight into the tables of a stopped service; its sums are made when it opens.
"""
import http.client
import json
import os
import pathlib
import random
import sqlite3
import sys
import tempfile
import time

from running import Service

assay, count = sys.argv[1], int(sys.argv[2])
LIMIT_MS = 100
YEAR = 365 * 86_400_000
FIRST = 1_767_225_600_000  # 1 January 2026
STATUSES = ["processed"] * 5 + ["approved"] * 3 + ["flagged", "needs_review", "failed", "rejected", "queued"]
RULES = ["ARI-01", "ARI-05", "TAX-03", "DUP-02", "IDN-01", "CHR-05", "FLD-01", "AMT-03"]


def fill(path, owner):
    random.seed(7)
    database = sqlite3.connect(path)
    database.execute("PRAGMA synchronous=OFF")
    vendors = []
    for number in range(2000):
        vendors.append(os.urandom(16))
        database.execute(
            "INSERT INTO vendor(id, role, name, status, invoice_count, first_seen_at, last_seen_at, version) "
            "VALUES (?, 'supplier', ?, 'active', 0, ?, ?, 1)", (vendors[-1], f"Vendor {number}", FIRST, FIRST))
    # In the order in which they came, as a service stores them: its ids grow with time.
    for number, came in enumerate(sorted(FIRST + random.randrange(YEAR) for _ in range(count))):
        identity = number.to_bytes(16, "big")
        status = random.choice(STATUSES)
        read = status not in ("queued", "failed")
        steps = [
            {"name": name, "uses": name, "version": "1.0.0", "status": "ok",
             "ms": round(random.lognormvariate(2 + place, 0.6), 1)}
            for place, name in enumerate(["pdf-text", "gst-invoice", "gst-rules", "fraud-rules"])]
        total = random.randrange(1_000_000_000) * 10_000
        fields = {name: {"value": f"{random.randrange(99999)}.50", "confidence": 0.95, "step": "gst-invoice"}
                  for name in ("cgst", "sgst", "total", "invoice_number")} if read else {}
        flags = random.choices(RULES, k=random.choice([0, 0, 0, 1, 2])) if read else []
        reviewed = came + 60_000_000 if status in ("approved", "rejected") else None
        database.execute(
            "INSERT INTO invoice(id, owner, status, total, total_scale, currency, confidence, flag_count, vendor, created_at,"
            " source, part, part_count, pages, record, steps, metadata, notes, reviewed_by, reviewed_at, processed_at,"
            " updated_at) VALUES (?,?,?,?,2,?,?,?,?,?,'upload',1,1,2,?,?,'{}','[]',?,?,?,?)",
            (identity, owner, status, total if read else None, "INR" if read else None, 0.95 if read else None,
             len(flags), random.choice(vendors) if read else None, came,
             json.dumps({"fields": fields}).encode(), json.dumps(steps) if status != "queued" else "[]",
             owner if reviewed else None, reviewed, came + 20_000 if status != "queued" else None, came))
        database.executemany(
            "INSERT INTO flag VALUES (?,?,?,?)",
            [(identity, place, rule, 1 + RULES.index(rule) % 4) for place, rule in enumerate(flags)])
    database.commit()
    database.close()


def timed(service, path, rounds=60):
    connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=60)
    times = []
    for _ in range(rounds):
        begin, length = random.randrange(300), random.randrange(1, 65)
        days = [time.strftime("%Y-%m-%d", time.gmtime(FIRST / 1000 + day * 86_400)) for day in (begin, begin + length)]
        started = time.perf_counter()
        connection.request(
            "GET", path.format(*days), headers={"Authorization": "Bearer " + service.token})
        answer = connection.getresponse()
        answer.read()
        times.append((time.perf_counter() - started) * 1000)
        if answer.status != 200:
            raise SystemExit(f"{path}: {answer.status}")
    times.sort()
    return times[len(times) // 2], times[int(len(times) * 0.95)]


with tempfile.TemporaryDirectory() as folder:
    service = Service(
        assay, pathlib.Path(folder) / "data", environment={"RATE_LIMIT_PER_MINUTE": "10000000"})
    service.data.mkdir()
    service.make_admin()
    database = sqlite3.connect(service.data / "assay.db")
    owner = database.execute("SELECT id FROM user").fetchone()[0]
    database.close()
    fill(service.data / "assay.db", owner)
    opened = service.start(wait=7200)
    print(f"{count} invoices; their sums were made in {opened:.0f} s ({opened / count * 1e6:.0f} us each)")
    service.login()
    failed = False
    for path in [
        "/api/dashboard/metrics", "/api/dashboard/metrics?from={0}&to={1}&tz=Asia/Kolkata",
        "/api/dashboard/latency", "/api/dashboard/latency?from={0}&to={1}&tz=Asia/Kolkata",
        "/api/dashboard/throughput?from={0}&to={1}&tz=Asia/Kolkata",
        "/api/dashboard/throughput?from=2026-01-01&to=2026-12-31&bucket=week",
        "/api/dashboard/model/metrics", "/api/dashboard/model/metrics?from={0}&to={1}&baseline_to={0}",
        "/api/dashboard/vendors",
    ]:
        half, most = timed(service, path)
        failed = failed or most > LIMIT_MS
        print(f"{path}: p50 {half:.1f} ms, p95 {most:.1f} ms{'' if most <= LIMIT_MS else ', above ' + str(LIMIT_MS)}")
    service.stop()
    sys.exit(1 if failed else 0)
