"""Checks a service against its own description. Use: check-api.py ASSAY CASES"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import threading

from openapi_spec_validator import validate
from prometheus_client.parser import text_string_to_metric_families

from running import Service

assay, cases = sys.argv[1], int(sys.argv[2])
problems = []
with tempfile.TemporaryDirectory(prefix="assay-api-") as folder:
    service = Service(assay, pathlib.Path(folder) / "data", environment={"RATE_LIMIT_PER_MINUTE": "10000000"})
    service.make_admin()
    service.start()
    try:
        service.login()
        _, key = service.call("POST", "/api/auth/keys", {"name": "schemathesis"})
        status, description = service.call("GET", "/openapi.json")
        validate(description)
        operations = sum(len(item) for item in description["paths"].values())
        print(f"the description is valid OpenAPI 3.1: {operations} operations")
        # Each operation gets its share, and a third more: some of what is made up is thrown away; logging out and changing the password would end the run's credentials.
        done = subprocess.run(
            ["schemathesis", "run", f"http://127.0.0.1:{service.port}/openapi.json", "--checks",
             "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance",
             "--phases", "examples,coverage,fuzzing", "-n", str(max(1, cases * 4 // (3 * operations))), "--seed", "7",
             "--exclude-operation-id", "logout", "--exclude-operation-id", "changeMe", "--exclude-operation-id", "deleteKey",
             "-H", f"Authorization: Bearer {key['key']}", "--suppress-health-check", "all",
             "--request-timeout", "20", "--no-color"],
            capture_output=True, text=True)
        # Row 52.
        summary = [line for line in done.stdout.splitlines() if re.search(r"passed|failed|Performed|response_|status_|content_|not_a", line)]
        print("\n".join(summary[-12:]))
        if done.returncode:
            problems.append("schemathesis:\n" + done.stdout[-6000:])
        # While others ask, and as Prometheus' own tool and its Python client read it.
        stop = threading.Event()

        def load():
            while not stop.is_set():
                service.call("GET", "/api/invoices")
                service.call("GET", "/made-up")

        threads = [threading.Thread(target=load) for _ in range(4)]
        for thread in threads:
            thread.start()
        for _ in range(20):
            _, text = service.call("GET", "/metrics")
            list(text_string_to_metric_families(text.decode()))
            checked = subprocess.run(["promtool", "check", "metrics"], input=text, capture_output=True)
            if checked.returncode:
                problems.append("promtool: " + (checked.stdout + checked.stderr).decode()[:2000])
                break
        stop.set()
        for thread in threads:
            thread.join()
        print("row 69: 20 scrapes under load, each read by promtool and by the Python client")
        families = list(text_string_to_metric_families(text.decode() if isinstance(text, bytes) else text))
        series = sum(len(family.samples) for family in families)
        print(f"/metrics: {len(families)} families, {series} series (at most 2000)")
        if series > 2000:
            problems.append("too many series")
        if service.call("GET", "/health/ready")[0] != 200:
            problems.append("the service is not ready any more")
        status, _ = service.stop()
        if status:
            problems.append(f"SIGTERM: exit status {status}")
    finally:
        if service.process.poll() is None:
            service.kill()
print("\n".join(problems) if problems else "as described")
sys.exit(1 if problems else 0)
