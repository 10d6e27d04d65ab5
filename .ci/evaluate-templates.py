"""Scores our templates and invoice2data against invoice2data's own expectation. Use: evaluate-templates.py ASSAY FOLDER"""
import json
import logging
import os
import subprocess
import sys
import tempfile
import time

from invoice2data import extract_data
from invoice2data.extract.loader import read_templates

logging.disable(logging.CRITICAL)
DOCUMENTS = ["coolblue2", "NetpresseInvoice", "oyo"]
# Where our record holds what invoice2data calls so; a tuple: a part of the value, or a text made of several values.
FIELDS = {
    "issuer": "supplier_name", "partner_name": "supplier_name", "amount": "total", "amount_untaxed": "taxable_total",
    "date": "invoice_date", "invoice_number": "invoice_number", "booking_id": "invoice_number", "currency": "currency",
    "vat": "supplier_vat_id", "gstin": "supplier_gstin", "siren": "x_siren", "cin": "x_cin", "bic": "x_bic",
    "iban": "x_iban", "partner_coc": "x_chamber_of_commerce", "payment_method": "x_payment_method",
    "hotel_details": "x_hotel", "date_check_in": "x_check_in", "date_check_out": "x_check_out", "amount_rooms": "x_rooms",
    "country_code": ("supplier_vat_id",), "partner_zip": ("supplier_address",), "partner_city": ("supplier_address",),
    "partner_street": ("supplier_address",), "narration": ("po_number",),
    "note": ("x_customer_number", "po_number"),
}
CELLS = {"name": "description", "qty": "quantity", "price_unit": "unit_price", "line_tax_percent": "rate",
         "price_subtotal": "amount"}
# It makes the sentence up: nothing of it is printed.
MADE_UP = {"desc"}


def same(wanted, found):
    if found is None:
        return False
    if isinstance(wanted, (int, float)):
        try:
            return abs(float(wanted) - float(found)) < 0.005
        except ValueError:
            return False
    return " ".join(str(wanted).split()) == " ".join(str(found).split())


def ours_holds(key, wanted, record):
    place = FIELDS[key]
    if isinstance(place, str):
        return same(wanted, record["fields"].get(place))
    values = [record["fields"].get(name) for name in place]
    return all(v is not None and (str(wanted) in v or v in str(wanted)) for v in values)


def score_ours(expected, record):
    right, missed = 0, []
    for key, wanted in expected.items():
        if key in MADE_UP or key == "lines":
            continue
        if ours_holds(key, wanted, record):
            right += 1
        else:
            missed.append(key)
    for line in expected.get("lines", []):
        if "line_note" in line:
            notes = [i["x_serial_number"] for i in record["items"] if "x_serial_number" in i]
            ok = any(note in line["line_note"] for note in notes)
            right += ok
            missed += [] if ok else ["line_note"]
            continue
        item = next((i for i in record["items"] if same(line["name"], i.get("description"))), {})
        for key, wanted in line.items():
            if same(wanted, item.get(CELLS[key])):
                right += 1
            else:
                missed.append(f"{line['name'][:20]}: {key}")
    return right, missed


def score_theirs(expected, found):
    right, missed = 0, []
    for key, wanted in expected.items():
        if key in MADE_UP or key == "lines":
            continue
        value = found.get(key)
        value = value.strftime("%Y-%m-%d") if hasattr(value, "strftime") else value
        if same(wanted, value):
            right += 1
        else:
            missed.append(key)
    lines = list(found.get("lines", []))
    for line in expected.get("lines", []):
        other = next((o for o in lines if o.get("name") == line.get("name") and "name" in line
                      or "line_note" in line and o.get("line_note") == line["line_note"]), {})
        for key, wanted in line.items():
            if same(wanted, other.get(key)):
                right += 1
            else:
                missed.append(f"{line.get('name', '')[:20]}: {key}")
    return right, missed


def run_ours(assay, folder):
    """All values by document, and the seconds that one cold command took for all of them."""
    with tempfile.TemporaryDirectory() as work:
        pipeline = os.path.join(work, "templates.yaml")
        templates = os.path.abspath("seeds/templates")
        with open(pipeline, "w") as file:
            file.write("name: templates\nsteps:\n  - uses: pdf-text\n  - uses: template\n"
                       f"    with:\n      templates: [{templates}]\n")
        files = [os.path.join(folder, name + ".pdf") for name in DOCUMENTS]
        start = time.monotonic()
        output = subprocess.run([assay, "run", "--no-cache", "-p", pipeline, *files], capture_output=True, text=True)
        spent = time.monotonic() - start
    # Status 1 says that a result wants a person's look; the values are there all the same.
    if output.returncode not in (0, 1):
        sys.exit(f"error: assay ended with {output.returncode}: {output.stderr}")
    records = {}
    for result in json.loads(output.stdout):
        values = {name: field["value"] for name, field in result["fields"].items()}
        items = [{name: cell["value"] for name, cell in row.items()} for row in result["line_items"]]
        places = [f for f in result["fields"].values() if f.get("box") and f.get("raw")]
        places += [c for row in result["line_items"] for c in row.values() if c.get("box") and c.get("raw")]
        records[os.path.splitext(os.path.basename(result["file"]))[0]] = {
            "fields": values, "items": items, "placed": len(places),
            "values": len(values) + sum(len(item) for item in items),
        }
    return records, spent


def main():
    assay, folder = sys.argv[1:3]
    records, our_seconds = run_ours(assay, folder)
    start = time.monotonic()
    theirs = {}
    templates = read_templates()
    for name in DOCUMENTS:
        theirs[name] = extract_data(os.path.join(folder, name + ".pdf"), templates=templates) or {}
    their_seconds = time.monotonic() - start
    worse = False
    print(f"{'document':<18} {'expected':>8} {'ours':>6} {'invoice2data':>13}   values with page, box and text")
    for name in DOCUMENTS:
        with open(os.path.join(folder, name + ".json")) as file:
            expected = json.load(file)["as_given"][0]
        total = sum(1 for key in expected if key not in MADE_UP and key != "lines")
        total += sum(len(line) for line in expected.get("lines", []))
        record = records.get(name, {"fields": {}, "items": [], "placed": 0, "values": 0})
        ours, missed = score_ours(expected, record)
        other, other_missed = score_theirs(expected, theirs[name])
        print(f"{name:<18} {total:>8} {ours:>6} {other:>13}   ours {record['placed']} of {record['values']}, theirs none")
        for label, names in (("ours", missed), ("invoice2data", other_missed)):
            if names:
                print(f"    missed by {label}: {', '.join(names)}")
        worse = worse or ours < other
    print(f"seconds for all three: ours {our_seconds:.2f} (a cold command), invoice2data {their_seconds:.2f} (imported already)")
    if worse:
        sys.exit("error: invoice2data reads more than our templates")


main()
