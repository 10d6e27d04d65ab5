"""Reads invoices with invoice2data, imported and warmed up already. Use: warm_invoice2data.py TEMPLATES FILE...

Prints CPU milliseconds and wall milliseconds of all files together, its pdftotext processes included, and how many of
their numbers, dates, totals and suppliers' GSTINs are as the truth beside each file (NAME.json) says.
"""
import json
import logging
import os
import sys
import time

from invoice2data import extract_data
from invoice2data.extract.loader import read_templates

logging.disable(logging.CRITICAL)
templates = read_templates(sys.argv[1])
files = sys.argv[2:]
for path in files[:5]:
    extract_data(path, templates=templates)
wall, before = time.monotonic(), os.times()
results = [extract_data(path, templates=templates) or {} for path in files]
after = os.times()
wall = time.monotonic() - wall
exact = 0
for path, result in zip(files, results):
    with open(os.path.splitext(path)[0] + ".json", encoding="utf-8") as file:
        truth = json.load(file)
    exact += result.get("invoice_number") == truth["invoice_number"]
    exact += str(result.get("date", ""))[:10] == truth["invoice_date"]
    exact += f"{result.get('amount', 0):.2f}" == f"{float(truth['total'] or -1):.2f}"
    exact += result.get("gstin") == truth["supplier_gstin"]
print(sum(after[:4]) * 1000 - sum(before[:4]) * 1000, wall * 1000, exact)
