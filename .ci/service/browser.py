"""A page in Chromium uses `assay serve` from another origin, with the browser's own fetch, FormData and WebSocket.

The same page comes from two origins: http://127.0.0.1, which the service lists, and http://localhost, which it does not.
Use: browser.py ASSAY DOCUMENT   (run by .ci/verify-browser)
"""
import functools
import http.server
import json
import pathlib
import queue
import subprocess
import sys
import tempfile
import threading
import time

from running import ADMIN, Service

PATIENCE = 120
PAGE = pathlib.Path(__file__).with_name("browser.html")


class Pages(http.server.BaseHTTPRequestHandler):
    """Serves the page and the document, and takes the page's report."""

    protocol_version = "HTTP/1.1"

    def __init__(self, document, settings, reports, *rest):
        self.document, self.settings, self.reports = document, settings, reports
        super().__init__(*rest)

    def answer(self, body, kind, status=200):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        path = self.path.partition("?")[0]
        if path == "/":
            self.answer(PAGE.read_bytes(), "text/html; charset=utf-8")
        elif path == "/document.pdf":
            self.answer(self.document, "application/pdf")
        elif path == "/settings.json":
            self.answer(json.dumps(self.settings).encode(), "application/json")
        else:
            self.answer(b"", "text/plain", 404)

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.reports.put(json.loads(body))
        self.answer(b"{}", "application/json")

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    def handle_error(self, *_):
        """A browser that is ended leaves connections behind."""


def main(assay, document):
    settings, reports = {}, queue.Queue()
    pages = Server(
        ("127.0.0.1", 0),
        functools.partial(Pages, pathlib.Path(document).read_bytes(), settings, reports))
    threading.Thread(target=pages.serve_forever, daemon=True).start()
    port = pages.server_address[1]
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        service = Service(
            assay, f"{folder}/data", environment={"ALLOWED_ORIGINS": f"http://127.0.0.1:{port}"})
        service.make_admin()
        service.start()
        service.login()
        settings.update(
            service=f"127.0.0.1:{service.port}", username=ADMIN[0], password=ADMIN[1], token=service.token)
        browser = None
        failed = 0
        try:
            browser = subprocess.Popen(
                ["chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                 "--no-first-run", "--disable-extensions", "--disable-background-networking",
                 "--host-resolver-rules=MAP localhost 127.0.0.1", f"--user-data-dir={folder}/profile",
                 f"http://127.0.0.1:{port}/?listed"],
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            for _ in range(2):
                report = reports.get(timeout=PATIENCE)
                for line in report["lines"]:
                    print(f"{'ok' if line['good'] else 'FAILED'}: {report['page']}: {line['sentence']}"
                          + ("" if line["good"] else f" ({line['seen']})"))
                    failed += not line["good"]
        except queue.Empty:
            print(f"FAILED: the pages did not report within {PATIENCE} s")
            failed += 1
        finally:
            if browser:
                browser.kill()
                browser.wait()
            service.stop()
    print(f"{time.monotonic() - begun:.1f} s")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
