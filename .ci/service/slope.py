"""Memory per document: takes many documents in, and fits a line through the service's memory.

Use: slope.py ASSAY [DOCUMENTS]   Prints the slope; exit status 1 above 1 KB a document. Default 20,000 documents.
"""
import pathlib
import sys
import tempfile
import time

from running import Service, unique_pdf

assay, documents = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 20_000
sample = pathlib.Path("corpora/gst/simple-001.pdf").read_bytes()


def resident(pid):
    for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("RssAnon:"):
            return int(line.split()[1]) * 1024
    return 0


with tempfile.TemporaryDirectory(prefix="assay-slope-") as folder:
    service = Service(assay, pathlib.Path(folder) / "data", environment={"RATE_LIMIT_PER_MINUTE": "10000000"}, words=["--quiet"])
    service.make_admin()
    service.start()
    service.login()
    points, problems = [], []
    sent = 0
    step = max(200, documents // 40)
    begun = time.monotonic()
    while sent < documents:
        # Several files in one request, as folders are taken in; then it is given the time to read them.
        def send(first):
            files = [(f"{number}.pdf", unique_pdf(sample, number)) for number in range(first, first + 50)]
            status, answer = service.upload(files, timeout=120)
            if status == 401:
                service.login()
                status, answer = service.upload(files, timeout=120)
            if status != 202:
                problems.append(f"upload: {status} {str(answer)[:200]}")

        for number in range(step // 50):
            send(sent + number * 50)
        sent += step // 50 * 50
        if problems:
            break
        service.until_idle(900)
        points.append((sent, resident(service.process.pid)))
        if len(points) % 8 == 0:
            print(f"{sent:7d} documents  {points[-1][1] / 1e6:6.1f} MB  {time.monotonic() - begun:5.0f} s", flush=True)
    service.stop()
    # The first quarter fills caches and pools once.
    rest = points[len(points) // 4:]
    if len(rest) > 2:
        mean_x = sum(x for x, _ in rest) / len(rest)
        mean_y = sum(y for _, y in rest) / len(rest)
        slope = sum((x - mean_x) * (y - mean_y) for x, y in rest) / sum((x - mean_x) ** 2 for x, _ in rest)
        print(f"memory: {slope:.0f} bytes a document over {rest[-1][0]} documents (target 1000), "
              f"{sent / (time.monotonic() - begun):.0f} documents/s")
        if slope > 1000:
            problems.append(f"{slope:.0f} bytes a document")
print("\n".join(problems[:10]) if problems else "flat")
sys.exit(1 if problems else 0)
