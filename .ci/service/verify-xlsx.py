"""An exported workbook, read by openpyxl: numbers are numbers, dates are dates, and no text is a formula.

The service draws the sample itself, so that its drawing and the upload of its address are tried as well.
"""
import datetime, io, json, pathlib, subprocess, sys, tempfile, time, urllib.request

import openpyxl

assay = str(pathlib.Path(sys.argv[1]).resolve())
with tempfile.TemporaryDirectory() as folder:
    data = folder + "/data"
    subprocess.run([assay, "user", "add", "admin@example.com", "--role", "admin", "--password-stdin", "--data", data],
                   input="correct horse battery", text=True, check=True, stdout=subprocess.DEVNULL)
    service = subprocess.Popen([assay, "serve", "--data", data, "--port", "0", "--quiet"], stdout=subprocess.DEVNULL)
    try:
        place = pathlib.Path(data, "service.json")
        for _ in range(600):
            if place.exists():
                break
            time.sleep(0.1)
        port = json.loads(place.read_text())["port"]

        def call(method, path, body=None, token=None):
            headers = {"Content-Type": "application/json", **({"Authorization": f"Bearer {token}"} if token else {})}
            request = urllib.request.Request(
                f"http://127.0.0.1:{port}{path}", json.dumps(body).encode() if body else None, headers, method=method)
            return urllib.request.urlopen(request, timeout=60).read()

        token = json.loads(call("POST", "/api/auth/login", {
            "username": "admin@example.com", "password": "correct horse battery"}))["access_token"]
        batch = json.loads(call("POST", "/api/batches", {"name": "A"}, token))["id"]
        for seed in (1, 2):
            drawn = json.loads(call("POST", "/api/invoices/generate", {
                "business_type": "retail", "complexity": "simple", "company_name": "=HYPERLINK(1) Stores",
                "seed": seed, "defects": ["wrong-total"]}, token))
            taken = json.loads(call("POST", "/api/invoices/upload", {
                "blob_url": drawn["image_url"], "batch_id": batch}, token))
            for _ in range(600):
                state = json.loads(call("GET", f"/api/invoices/status/{taken['task_id']}", token=token))
                if state["status"] not in ("queued", "running"):
                    break
                time.sleep(0.1)
            assert state["status"] == "completed", state
        book = openpyxl.load_workbook(io.BytesIO(call("GET", f"/api/batches/{batch}/export?format=xlsx", token=token)))
        rows = list(book.active.iter_rows(values_only=True))
        assert rows[0][:3] == ("id", "invoice_number", "invoice_date") and len(rows) == 3, rows
        for row in rows[1:]:
            shown = dict(zip(rows[0], row))
            assert isinstance(shown["invoice_date"], datetime.datetime), shown
            assert isinstance(shown["created_at"], datetime.datetime), shown
            assert isinstance(shown["total"], (int, float)) and shown["total"] > 0, shown
            assert isinstance(shown["flag_count"], int), shown
        assert all(cell.data_type != "f" for row in book.active.iter_rows() for cell in row)
        asked = json.loads(call("POST", "/api/chat/message", {"message": "How many invoices are there?"}, token))
        assert asked["answer"].startswith("2 invoices"), asked
        print("the workbook is of the standard; samples were drawn, read, exported and asked about")
    finally:
        service.terminate()
        service.wait(timeout=60)
