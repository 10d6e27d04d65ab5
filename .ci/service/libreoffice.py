"""An exported workbook, converted by LibreOffice: what a person sees there is what the service holds.

Use: libreoffice.py ASSAY

Texts that look like formulas stay texts, numbers and dates are numbers and dates, and nothing is lost on the way.
"""
import csv
import pathlib
import subprocess
import sys
import tempfile

from running import Service

ROWS = [
    ("INV-7", "=HYPERLINK(\"http://example.com\") Stores", "1180.00", "2026-09-03"),
    ("-1+2", "@SUM(1) Ltd", "59.00", "2026-11-20"),
    ("000123", "Sharma \"Traders\", Pune", "250000.10", "2026-10-11"),
    ("1-2", "\u092d\u093e\u0930\u0924 Stores & <Sons>", "0.01", "2026-02-28"),
    ("123456789012345678", "+91 Exports", "99999999999.99", "2026-12-31"),
]

with tempfile.TemporaryDirectory() as folder:
    folder = pathlib.Path(folder)
    service = Service(sys.argv[1], folder / "data")
    service.data.mkdir()
    service.make_admin()
    service.start()
    service.login()
    status, batch = service.call("POST", "/api/batches", {"name": "A"})
    assert status == 201, batch
    for number, supplier, total, day in ROWS:
        status, answer = service.call("POST", "/api/invoices", {
            "batch_id": batch["id"], "line_items": [],
            "fields": {"invoice_number": number, "supplier_name": supplier, "total": total, "currency": "INR",
                       "invoice_date": day}})
        assert status == 201, answer
    status, workbook = service.call("GET", f"/api/batches/{batch['id']}/export?format=xlsx")
    assert status == 200
    service.stop()
    (folder / "book.xlsx").write_bytes(workbook)
    # Comma, quotation mark, UTF-8, from the first line; cells as they are shown.
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to",
         "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true", "--outdir", str(folder), str(folder / "book.xlsx")],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=300)
    rows = list(csv.DictReader((folder / "book.csv").open(encoding="utf-8", newline="")))
    assert len(rows) == len(ROWS), rows
    seen = {row["invoice_number"]: row for row in rows}
    for number, supplier, total, day in ROWS:
        row = seen.get(number)
        assert row is not None, (number, sorted(seen))
        assert row["supplier_name"] == supplier, row
        assert float(row["total"].replace(",", "")) == float(total), row
        assert day in row["invoice_date"], row
        assert not any("#" in (value or "") or "Err:" in (value or "") for value in row.values()), row
    print(f"LibreOffice shows the {len(rows)} rows of an exported workbook as the service holds them")
