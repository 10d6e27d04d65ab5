"""Reads folders of documents with other programs and prints how all score. Use: evaluate-peers.py ASSAY FOLDER..."""
import json
import logging
import os
import re
import subprocess
import sys
import tempfile
import time

import kreuzberg
from invoice2data import extract_data
from invoice2data.extract.loader import read_templates

logging.disable(logging.CRITICAL)
GSTIN = r"\b\d{2}[A-Z]{5}\d{4}[A-Z][1-9A-Z]Z[0-9A-Z]\b"
AMOUNT = r"[^\d\n]{0,40}?(-?\d[\d,]*\.\d{2})"
DAY = r"[^\dA-Z\n]{0,12}(\d{1,2}[-/. ](?:\d{1,2}|[A-Z][a-z]{2})[-/. ]\d{2,4})"
MONTHS = {m: i + 1 for i, m in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split())}
# What anybody would write in an afternoon: the usual labels, the first match counts.
PLAIN = {
    "invoice_number": r"(?i)(?:invoice|bill)\s*(?:no|number|#)\.?\s*[:\-]?\s*([A-Z0-9][A-Z0-9/\-]{2,15})",
    "po_number": r"(?i)(?:P\.?O\.?|order)\s*(?:no|number)\.?\s*[:\-]?\s*([A-Z0-9][A-Z0-9/\-]{2,20})",
    "total": r"(?i)(?:grand total|invoice total|total amount|net amount|net payable|total)" + AMOUNT,
    "taxable_total": r"(?i)(?:taxable (?:value|amount)|sub ?total)" + AMOUNT,
    "cgst": r"(?i)CGST" + AMOUNT, "sgst": r"(?i)(?:SGST|UTGST)" + AMOUNT, "igst": r"(?i)IGST" + AMOUNT,
    "round_off": r"(?i)round(?:ed)?[ -]?off" + AMOUNT,
    "irn": r"\b([0-9a-f]{64})\b", "ack_number": r"(?i)ack(?:\.|nowledgement)? *no\.?\s*[:\-]?\s*(\d{15})\b",
    "eway_bill_number": r"(?i)e-?way bill(?: no)?\.?\s*[:\-]?\s*(\d{12})\b",
    "bank_account": r"(?i)(?:a/c|account)\s*(?:no|number)?\.?\s*[:\-]?\s*(\d{9,18})\b",
    "ifsc": r"\b([A-Z]{4}0[A-Z0-9]{6})\b",
    "amount_in_words": r"(?i)in words\)?\s*[:\-]?\s*([A-Z][A-Za-z ,]+only)",
    "place_of_supply": r"(?i)place of supply\s*[:\-]?\s*([A-Za-z0-9 ()\-]{3,40})",
}
DATES = {"invoice_date": r"(?i)(?:invoice date|bill date|dated?)" , "due_date": r"(?i)due date"}


def iso(text):
    parts = re.split(r"[-/. ]", text)
    month = MONTHS.get(parts[1].lower()) or int(parts[1])
    year = int(parts[2]) + (2000 if len(parts[2]) == 2 else 0)
    return f"{year:04d}-{month:02d}-{int(parts[0]):02d}"


def plain(text):
    """The fields that plain regular expressions find in a text."""
    fields = {}
    for name, pattern in PLAIN.items():
        found = re.search(pattern, text)
        if found:
            value = found[1].strip()
            amount = name in {"total", "taxable_total", "cgst", "sgst", "igst", "round_off"}
            fields[name] = value.replace(",", "") if amount else value
    for name, label in DATES.items():
        found = re.search(label + DAY, text)
        try:
            if found:
                fields[name] = iso(found[1])
        except (ValueError, IndexError):
            pass  # Not a date after all.
    numbers = list(dict.fromkeys(re.findall(GSTIN, text)))
    for name, value in zip(["supplier_gstin", "buyer_gstin"], numbers):
        fields[name] = value
    if text.strip():
        fields["currency"] = "INR"
        fields["document_type"] = "tax_invoice"
    return fields


def pdftotext(path):
    if not path.endswith(".pdf"):
        return {}
    done = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, timeout=60)
    return plain(done.stdout)


def kreuzberg_text(path):
    ocr = kreuzberg.OcrConfig(backend="tesseract", language="eng")
    config = kreuzberg.ExtractionConfig(use_cache=False, ocr=ocr)
    return plain(kreuzberg.extract_file_sync(path, config=config).content)


TEMPLATES = read_templates()
# Where our vocabulary has what its templates call so.
NAMES = {"invoice_number": "invoice_number", "amount": "total", "amount_untaxed": "taxable_total", "date": "invoice_date",
         "issuer": "supplier_name", "currency": "currency", "gstin": "supplier_gstin", "date_due": "due_date"}


def invoice2data(path):
    if not path.endswith(".pdf"):
        return {}
    found = extract_data(path, templates=TEMPLATES) or {}
    fields = {}
    for name, ours in NAMES.items():
        value = found.get(name)
        if isinstance(value, list):
            value = value[0] if value else None
        if value is not None:
            fields[ours] = str(value)[:10] if "date" in name else str(value)
    return fields


TOOLS = [("invoice2data, its templates", invoice2data), ("pdftotext + regex", pdftotext), ("kreuzberg + regex", kreuzberg_text)]


def documents(folder):
    for name in sorted(os.listdir(folder)):
        stem, ending = os.path.splitext(name)
        if ending in {".pdf", ".png", ".jpg", ".jpeg"} and os.path.exists(os.path.join(folder, stem + ".json")):
            yield name


def score(assay, folder, options):
    done = subprocess.run([assay, "evaluate", folder, "--json", *options], capture_output=True, text=True, timeout=3600)
    if done.returncode not in (0, 1) or not done.stdout:
        sys.exit(f"assay evaluate {folder}: {done.stderr}")
    return json.loads(done.stdout)


def rate(value):
    return "    –" if value is None else f"{value:.3f}"


def row(tool, report, seconds):
    header, rows = report["header"], report["line_items"]
    print(f"  {tool:28} {rate(header['precision'])}   {rate(header['recall'])}   {rate(header['f1'])}"
          f"   {rate(rows['f1'])}   {seconds:7.1f}", flush=True)


def main(assay, folders):
    for folder in folders:
        names = list(documents(folder))
        print(f"\n{os.path.basename(folder.rstrip('/'))}: {len(names)} documents")
        print(f"  {'':28} precision recall   F1      rows F1   seconds")
        pipeline = ["-p", "invoice"] if "invoice2data" in folder else []
        began = time.monotonic()
        row("assay", score(assay, folder, [*pipeline, "--no-cache"]), time.monotonic() - began)
        for tool, read in TOOLS:
            results, began = {}, time.monotonic()
            for name in names:
                try:
                    fields = read(os.path.join(folder, name))
                except Exception:  # What a peer makes of a document is its own affair; nothing read is scored as such.
                    fields = {}
                wrapped = {key: {"value": value, "confidence": 1} for key, value in fields.items()}
                results[name] = [{"status": "processed", "fields": wrapped, "line_items": []}]
            seconds = time.monotonic() - began
            with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
                json.dump(results, file)
                file.flush()
                row(tool, score(assay, folder, ["--results", file.name]), seconds)


main(sys.argv[1], sys.argv[2:])
