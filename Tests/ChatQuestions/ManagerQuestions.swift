/// Questions as managers and reviewers word them, written before the grammar was looked at: exact answers.
package enum ManagerQuestions {
    static let all: Set<Int> = Set(1...14)

    package static let table: [KnownQuestion] = questions + moreQuestions + follows + refused

    static let questions: [KnownQuestion] = [
        .init(
            "top 3 suppliers by number of invoices",
            "Number of invoices by vendor: Acme Traders Pvt. Ltd. 3 invoices; India Post 2 invoices; Metro Foods & Co 2 invoices. Others have the same value.",
            all),
        .init(
            "vendors with the most flags",
            "Sum of findings by vendor: Acme Traders Pvt. Ltd. 3 findings; India Post 1 finding; Metro Foods & Co 1 finding; Sharma Electricals 1 finding.",
            all),
        .init(
            "which supplier has the most flagged invoices?",
            "Number of invoices by vendor (status flagged): Acme Traders Pvt. Ltd. 1 invoice. Others have the same value.",
            [2, 9]),
        .init(
            "show me invoices from the last quarter", "8 invoices (dated 2026-01-01 to 2026-03-31)",
            [1, 2, 4, 6, 8, 9, 11, 13]),
        .init(
            "how much did Sharma Textiles bill us in March?",
            "Sum of totals: INR 10,500.00 over 1 invoice (from Sharma Textiles; dated 2026-03-01 to 2026-03-31)",
            [4]),
        .init(
            "how much did we spend on Acme Traders this year?",
            "Sum of totals: INR 73,160.00 over 3 invoices (from Acme Traders Pvt. Ltd.; dated 2026-01-01 to 2026-12-31)",
            [1, 2, 3]),
        .init(
            "what did Acme bill us last month?",
            "Sum of totals: INR 70,800.00 over 2 invoices (from Acme Traders Pvt. Ltd.; dated 2026-03-01 to 2026-03-31)",
            [1, 2]),
        .init(
            "what's our spend with Acme?",
            "Sum of totals: INR 73,160.00 over 3 invoices (from Acme Traders Pvt. Ltd.)", [1, 2, 3]),
        .init(
            "total spend with Acme Traders in FY26",
            "Sum of totals: INR 70,800.00 over 2 invoices (from Acme Traders Pvt. Ltd.; dated 2025-04-01 to 2026-03-31)",
            [1, 2]),
        .init(
            "Acme Traders total",
            "Sum of totals: INR 73,160.00 over 3 invoices (from Acme Traders Pvt. Ltd.)", [1, 2, 3]),
        .init("India Post invoices", "2 invoices (from India Post)", [13, 14]),
        .init("anything from India Post?", "2 invoices (from India Post)", [13, 14]),
        .init("anything above 1 lakh?", "1 invoice (total above 100,000.00)", [6]),
        .init(
            "which buyers do we have?",
            "Number of invoices by buyer: Bharat Stores 6 invoices; Bharat Exports LLP 3 invoices; Kaveri Mills 3 invoices; (no buyer) 2 invoices.",
            all),
        .init(
            "list all buyers",
            "Number of invoices by buyer: Bharat Stores 6 invoices; Bharat Exports LLP 3 invoices; Kaveri Mills 3 invoices; (no buyer) 2 invoices.",
            all),
        .init(
            "how many buyers are there?",
            "3 buyers: Bharat Exports LLP, Bharat Stores and Kaveri Mills. 2 invoices without one.", all),
        .init("invoices to Bharat Stores", "6 invoices (to Bharat Stores)", [1, 2, 4, 6, 8, 9]),
        .init("invoices billed to Kaveri Mills", "3 invoices (to Kaveri Mills)", [7, 13, 14]),
        .init(
            "total by buyer",
            "Sum of totals by buyer: Bharat Stores INR 2,03,500.00 over 6 invoices; Bharat Exports LLP INR 23,360.00 over 2 invoices; Kaveri Mills INR 7,670.00 over 3 invoices; Bharat Exports LLP EUR 1,200.00 over 1 invoice.",
            all),
        .init(
            "how much was billed to Kaveri Mills?",
            "Sum of totals: INR 7,670.00 over 3 invoices (to Kaveri Mills)", [7, 13, 14]),
        .init(
            "how many invoices for buyer Bharat Stores in March?",
            "5 invoices (to Bharat Stores; dated 2026-03-01 to 2026-03-31)", [1, 2, 4, 8, 9]),
        .init(
            "invoices from Acme to Bharat Stores",
            "2 invoices (from Acme Traders Pvt. Ltd.; to Bharat Stores)", [1, 2]),
        .init("invoices above 1 lakh", "1 invoice (total above 100,000.00)", [6]),
        .init("invoices over 1,00,000", "1 invoice (total above 100,000.00)", [6]),
        .init("invoices greater than 1.5 lakh", "No invoices (total above 150,000.00).", []),
        .init("invoices > 50000", "2 invoices (total above 50,000.00)", [2, 6]),
        .init("invoices >= 59000", "2 invoices (total at least 59,000.00)", [2, 6]),
        .init("invoices under 5k", "6 invoices (total below 5,000.00)", [3, 8, 9, 11, 13, 14]),
        .init(
            "invoices less than \u{20B9}2,500", "5 invoices (total below INR 2,500.00; in INR)",
            [3, 8, 9, 13, 14]),
        .init(
            "invoices between 10k and 60k", "4 invoices (total at least 10,000.00; total at most 60,000.00)",
            [1, 2, 4, 5]),
        .init(
            "invoices between 10,000 and 60,000 from Acme",
            "2 invoices (from Acme Traders Pvt. Ltd.; total at least 10,000.00; total at most 60,000.00)",
            [1, 2]),
        .init("invoices worth 2100", "2 invoices (total of 2,100.00)", [8, 9]),
        .init("invoice with total 59000", "1 invoice (total of 59,000.00)", [2]),
        .init("invoices of exactly 2360", "1 invoice (total of 2,360.00)", [3]),
        .init("invoices above 0.1 crore", "No invoices (total above 1,000,000.00).", []),
        .init("invoices bigger than 1 crore", "No invoices (total above 10,000,000.00).", []),
        .init("invoices more than 1 lac", "1 invoice (total above 100,000.00)", [6]),
        .init(
            "avg invoice value by month this FY",
            "Average total by month (dated 2026-04-01 to 2027-03-31): 2026-04 INR 7,610.00 over 4 invoices.",
            [3, 5, 7, 14]),
        .init(
            "average invoice value by month last FY",
            "Average total by month (dated 2025-04-01 to 2026-03-31): 2026-01 INR 590.00 over 1 invoice; 2026-02 INR 1,18,000.00 over 1 invoice; 2026-03 EUR 1,200.00 over 1 invoice; 2026-03 INR 17,100.00 over 5 invoices.",
            [1, 2, 4, 6, 8, 9, 11, 13]),
        .init(
            "average invoice amount per vendor",
            "Average total by vendor: Sharma Electricals INR 61,950.00 over 2 invoices; Acme Traders Pvt. Ltd. INR 24,386.67 over 3 invoices; Sharma Textiles INR 15,750.00 over 2 invoices; Metro Foods & Co INR 2,100.00 over 2 invoices; Globex GmbH EUR 1,200.00 over 1 invoice; India Post INR 885.00 over 2 invoices.",
            all),
        .init(
            "avg bill amount",
            "Average total: EUR 1,200.00 over 1 invoice and INR 21,320.91 over 11 invoices", all),
        .init(
            "what is the mean invoice value in INR", "Average total: INR 21,320.91 over 11 invoices (in INR)",
            [1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 14]),
        .init("who approved AT-101", "AT-101 was approved by mia on 2026-03-10 UTC.", [1]),
        .init("who approved AT-103?", "AT-103 was approved by mia on 2026-04-04 UTC.", [3]),
        .init("when was AT-101 approved?", "AT-101 was approved by mia on 2026-03-10 UTC.", [1]),
        .init("who rejected SE-1?", "SE-1 was rejected by mia on 2026-02-20 UTC.", [6]),
        .init("why was SE-1 rejected", "SE-1 is rejected. The reviewer said: Wrong goods", [6]),
        .init("why is ST/26/8 in review", "ST/26/8 is needs_review. Its confidence is 62%.", [5]),
        .init(
            "compare September and October",
            "Sum of totals. Dated 2025-09-01 to 2025-09-30: no invoices; Dated 2025-10-01 to 2025-10-31: no invoices.",
            nil),
        .init(
            "compare March and April",
            "Sum of totals. Dated 2026-03-01 to 2026-03-31: EUR 1,200.00 over 1 invoice and INR 85,500.00 over 5 invoices; Dated 2026-04-01 to 2026-04-30: INR 30,440.00 over 4 invoices.",
            [1, 2, 3, 4, 5, 7, 8, 9, 11, 14]),
        .init(
            "compare march with april",
            "Sum of totals. Dated 2026-03-01 to 2026-03-31: EUR 1,200.00 over 1 invoice and INR 85,500.00 over 5 invoices; Dated 2026-04-01 to 2026-04-30: INR 30,440.00 over 4 invoices.",
            [1, 2, 3, 4, 5, 7, 8, 9, 11, 14]),
        .init(
            "compare Acme and Sharma Textiles",
            "Sum of totals. From Acme Traders Pvt. Ltd.: INR 73,160.00 over 3 invoices; From Sharma Textiles: INR 31,500.00 over 2 invoices. The first is higher by INR 41,660.00.",
            [1, 2, 3, 4, 5]),
        .init(
            "Acme vs India Post",
            "Sum of totals. From Acme Traders Pvt. Ltd.: INR 73,160.00 over 3 invoices; From India Post: INR 1,770.00 over 2 invoices. The first is higher by INR 71,390.00.",
            [1, 2, 3, 13, 14]),
        .init(
            "march vs april totals",
            "Sum of totals. Dated 2026-03-01 to 2026-03-31: EUR 1,200.00 over 1 invoice and INR 85,500.00 over 5 invoices; Dated 2026-04-01 to 2026-04-30: INR 30,440.00 over 4 invoices.",
            [1, 2, 3, 4, 5, 7, 8, 9, 11, 14]),
        .init(
            "how does April compare to March?",
            "Sum of totals. Dated 2026-04-01 to 2026-04-30: INR 30,440.00 over 4 invoices; Dated 2026-03-01 to 2026-03-31: EUR 1,200.00 over 1 invoice and INR 85,500.00 over 5 invoices.",
            [1, 2, 3, 4, 5, 7, 8, 9, 11, 14]),
        .init("how many failed?", "1 invoice (status failed)", [12]),
        .init("anything to review?", "2 invoices (status needs_review)", [5, 14]),
        .init("invoices waiting for review", "2 invoices (status needs_review)", [5, 14]),
        .init("how many are still in review?", "2 invoices (status needs_review)", [5, 14]),
        .init("to be reviewed", "2 invoices (status needs_review)", [5, 14]),
        .init(
            "invoices in Q4 FY26", "8 invoices (dated 2026-01-01 to 2026-03-31)", [1, 2, 4, 6, 8, 9, 11, 13]),
        .init(
            "total for Q4 FY 2025-26",
            "Sum of totals: EUR 1,200.00 over 1 invoice and INR 2,04,090.00 over 7 invoices (dated 2026-01-01 to 2026-03-31)",
            [1, 2, 4, 6, 8, 9, 11, 13]),
        .init(
            "spend in FY 2025-26",
            "Sum of totals: EUR 1,200.00 over 1 invoice and INR 2,04,090.00 over 7 invoices (dated 2025-04-01 to 2026-03-31)",
            [1, 2, 4, 6, 8, 9, 11, 13]),
        .init(
            "spend this financial year",
            "Sum of totals: INR 30,440.00 over 4 invoices (dated 2026-04-01 to 2027-03-31)", [3, 5, 7, 14]),
        .init(
            "spend last financial year",
            "Sum of totals: EUR 1,200.00 over 1 invoice and INR 2,04,090.00 over 7 invoices (dated 2025-04-01 to 2026-03-31)",
            [1, 2, 4, 6, 8, 9, 11, 13]),
        .init(
            "total for FY26",
            "Sum of totals: EUR 1,200.00 over 1 invoice and INR 2,04,090.00 over 7 invoices (dated 2025-04-01 to 2026-03-31)",
            [1, 2, 4, 6, 8, 9, 11, 13]),
        .init(
            "total GST this month",
            "Sum of tax: INR 2,440.00 over 4 invoices (dated 2026-04-01 to 2026-04-30)", [3, 5, 7, 14]),
        .init(
            "how much tax in March?",
            "Sum of tax: EUR 191.60 over 1 invoice and INR 11,500.00 over 5 invoices (dated 2026-03-01 to 2026-03-31)",
            [1, 2, 4, 8, 9, 11]),
        .init(
            "CGST total in March", "None of 6 invoices (dated 2026-03-01 to 2026-03-31) has a CGST.",
            [1, 2, 4, 8, 9, 11]),
        .init(
            "total tax by vendor",
            "Sum of tax by vendor: Sharma Electricals INR 18,900.00 over 2 invoices; Acme Traders Pvt. Ltd. INR 11,160.00 over 3 invoices; Sharma Textiles INR 1,500.00 over 2 invoices; India Post INR 270.00 over 2 invoices; Metro Foods & Co INR 200.00 over 2 invoices; Globex GmbH EUR 191.60 over 1 invoice.",
            all),
        .init(
            "taxable value in March",
            "None of 6 invoices (dated 2026-03-01 to 2026-03-31) has a taxable value.", [1, 2, 4, 8, 9, 11]),
        .init("tax on AT-101", "The tax total of AT-101 is INR 1,800.00 (read, confidence 98%).", [1]),
        .init(
            "how many invoces are flaged", "2 invoices (status flagged)", [2, 9],
            says: ["Read as: how many invoices are flagged"]),
        .init(
            "shwo me aproved invoices", "5 invoices (status approved)", [1, 3, 4, 11, 13],
            says: ["Read as: show me approved invoices"]),
        .init(
            "how mnay invoices in march", "6 invoices (dated 2026-03-01 to 2026-03-31)", [1, 2, 4, 8, 9, 11],
            says: ["Read as: how many invoices in march"]),
        .init(
            "Wich invoices are rejcted?", "1 invoice (status rejected)", [6],
            says: ["Read as: which invoices are rejected?"]),
        .init("how many invoices", "14 invoices", all),
        .init(
            "how many bills came in this week?", "3 invoices (received 2026-04-13 to 2026-04-19 UTC)",
            [9, 10, 12]),
        .init("how many invoices did we get yesterday?", "1 invoice (received 2026-04-14 UTC)", [12]),
        .init("invoices received on 14 April", "1 invoice (received 2026-04-14 UTC)", [12]),
        .init("what came in today?", "2 invoices (received 2026-04-15 UTC)", [9, 10]),
        .init(
            "latest invoice",
            "The latest of 14 invoices: SE-2 (Sharma Electricals, INR 5,900.00, 2026-04-10).", [7]),
        .init(
            "latest 3 invoices",
            "3 latest of 14 invoices: SE-2 (Sharma Electricals, INR 5,900.00, 2026-04-10), ST/26/8 (Sharma Textiles, INR 21,000.00, 2026-04-06), AT-103 (Acme Traders Pvt. Ltd., INR 2,360.00, 2026-04-02).",
            [3, 5, 7]),
        .init(
            "most recent invoice from Acme",
            "The latest of 3 invoices (from Acme Traders Pvt. Ltd.): AT-103 (Acme Traders Pvt. Ltd., INR 2,360.00, 2026-04-02).",
            [3]),
        .init(
            "first invoice from Sharma Electricals",
            "The earliest of 2 invoices (from Sharma Electricals): SE-1 (Sharma Electricals, INR 1,18,000.00, 2026-02-10).",
            [6]),
        .init(
            "when was the last invoice from Acme?",
            "The latest of 3 invoices (from Acme Traders Pvt. Ltd.): AT-103 (Acme Traders Pvt. Ltd., INR 2,360.00, 2026-04-02).",
            [3]),
        .init(
            "what is the largest invoice this month",
            "The largest of 4 invoices (dated 2026-04-01 to 2026-04-30): ST/26/8 (Sharma Textiles, INR 21,000.00).",
            [5]),
        .init(
            "smallest invoice from Acme",
            "The smallest of 3 invoices (from Acme Traders Pvt. Ltd.): AT-103 (Acme Traders Pvt. Ltd., INR 2,360.00).",
            [3]),
        .init(
            "highest invoice in INR",
            "The largest of 11 invoices (in INR): SE-1 (Sharma Electricals, INR 1,18,000.00).", [6]),
        .init(
            "3 largest invoices in INR",
            "3 largest of 11 invoices (in INR): SE-1 (Sharma Electricals, INR 1,18,000.00), AT-102 (Acme Traders Pvt. Ltd., INR 59,000.00), ST/26/8 (Sharma Textiles, INR 21,000.00).",
            [2, 5, 6]),
        .init(
            "lowest confidence",
            "The least confident of 14 invoices: IP-56 (India Post, INR 1,180.00, confidence 55%).", [14]),
        .init(
            "least confident invoices",
            "5 least confident of 14 invoices: IP-56 (India Post, INR 1,180.00, confidence 55%), ST/26/8 (Sharma Textiles, INR 21,000.00, confidence 62%), SE-2 (Sharma Electricals, INR 5,900.00, confidence 89%), IP-55 (India Post, INR 590.00, confidence 90%), AT-102 (Acme Traders Pvt. Ltd., INR 59,000.00, confidence 91%).",
            [2, 5, 7, 13, 14]),
        .init("critical flags", "1 invoice (with a finding of severity critical)", [6]),
        .init(
            "what is wrong with AT-102?",
            "AT-102 carries 2 findings: ARI-05 (high): The total is not the sum of its parts. IDN-02 (low): The name is spelt in another way.",
            [2]),
        .init(
            "what's wrong with AT-102",
            "AT-102 carries 2 findings: ARI-05 (high): The total is not the sum of its parts. IDN-02 (low): The name is spelt in another way.",
            [2]),
        .init("problems with MF-77", "2 invoices have this number.", [8, 9]),
        .init(
            "tell me about AT-102",
            "AT-102: from Acme Traders Pvt. Ltd., dated 2026-03-20, INR 59,000.00, status flagged, confidence 91%, 2 findings.",
            [2]),
        .init(
            "show AT-102",
            "AT-102: from Acme Traders Pvt. Ltd., dated 2026-03-20, INR 59,000.00, status flagged, confidence 91%, 2 findings.",
            [2]),
        .init(
            "open AT-102",
            "AT-102: from Acme Traders Pvt. Ltd., dated 2026-03-20, INR 59,000.00, status flagged, confidence 91%, 2 findings.",
            [2]),
        .init(
            "AT-102",
            "AT-102: from Acme Traders Pvt. Ltd., dated 2026-03-20, INR 59,000.00, status flagged, confidence 91%, 2 findings.",
            [2]),
        .init(
            "details of SE-1",
            "SE-1: from Sharma Electricals, dated 2026-02-10, INR 1,18,000.00, status rejected, confidence 93%, 1 finding.",
            [6]),
        .init("amount of SE-1", "The total of SE-1 is INR 1,18,000.00 (read, confidence 93%).", [6]),
        .init("total of SE-1?", "The total of SE-1 is INR 1,18,000.00 (read, confidence 93%).", [6]),
        .init("how much is AT-101?", "The total of AT-101 is INR 11,800.00 (read, confidence 98%).", [1]),
        .init("date of ST/26/7", "The invoice date of ST/26/7 is 2026-03-05 (read, confidence 95%).", [4]),
        .init(
            "when was ST/26/7 issued", "The invoice date of ST/26/7 is 2026-03-05 (read, confidence 95%).",
            [4]),
        .init(
            "who is the supplier of GL-9", "The supplier name of GL-9 is Globex GmbH (read, confidence 99%).",
            [11]),
        .init(
            "who is the buyer on AT-101", "The buyer name of AT-101 is Bharat Stores (read, confidence 98%).",
            [1]),
        .init(
            "gstin of AT-101", "The supplier GSTIN of AT-101 is 27AAPFU0939F1ZV (read, confidence 98%).", [1]),
        .init("status of AT-102", "The status of AT-102 is flagged.", [2]),
        .init("is AT-102 approved?", "The status of AT-102 is flagged.", [2]),
        .init("is SE-2 flagged?", "The status of SE-2 is processed.", [7]),
        .init("was AT-101 approved?", "The status of AT-101 is approved.", [1]),
        .init("confidence of ST/26/8", "The confidence of ST/26/8 is 62%.", [5]),
        .init("due date of AT-101", "The due date of AT-101 is 2026-04-02 (read, confidence 98%).", [1]),
        .init("when is AT-101 due?", "The due date of AT-101 is 2026-04-02 (read, confidence 98%).", [1]),
        .init(
            "flags of AT-102",
            "AT-102 carries 2 findings: ARI-05 (high): The total is not the sum of its parts. IDN-02 (low): The name is spelt in another way.",
            [2]),
        .init(
            "how many flags does AT-102 have",
            "AT-102 carries 2 findings: ARI-05 (high): The total is not the sum of its parts. IDN-02 (low): The name is spelt in another way.",
            [2]),
        .init("duplicates", "1 set of duplicates: MF-77 from Metro Foods & Co (2 times).", [8, 9]),
        .init("any duplicates?", "1 set of duplicates: MF-77 from Metro Foods & Co (2 times).", [8, 9]),
        .init(
            "duplicate invoices from Metro Foods",
            "1 set of duplicates (from Metro Foods & Co): MF-77 from Metro Foods & Co (2 times).", [8, 9]),
        .init(
            "is MF-77 a duplicate?",
            "1 set of duplicates (number MF-77): MF-77 from Metro Foods & Co (2 times).", [8, 9]),
        .init(
            "are there duplicates in March",
            "1 set of duplicates (dated 2026-03-01 to 2026-03-31): MF-77 from Metro Foods & Co (2 times).",
            [8, 9]),
        .init("which rule fires most?", "Sum of findings by rule: IDN-02 2 findings.", all),
        .init("most common flag", "Sum of findings by rule: IDN-02 2 findings.", all),
        .init(
            "flags by rule",
            "Sum of findings by rule: IDN-02 2 findings; ARI-05 1 finding; DUP-01 1 finding; FLD-01 1 finding; TAX-03 1 finding.",
            all),
        .init(
            "flags by severity",
            "Sum of findings by severity: low 3 findings; high 2 findings; critical 1 finding.", all),
        .init(
            "count by status",
            "Number of invoices by status: approved 5 invoices; flagged 2 invoices; needs_review 2 invoices; processed 2 invoices; failed 1 invoice; queued 1 invoice; rejected 1 invoice.",
            all),
        .init(
            "status breakdown",
            "Number of invoices by status: approved 5 invoices; flagged 2 invoices; needs_review 2 invoices; processed 2 invoices; failed 1 invoice; queued 1 invoice; rejected 1 invoice.",
            all),
        .init(
            "invoices per month",
            "Number of invoices by month: 2026-01 1 invoice; 2026-02 1 invoice; 2026-03 6 invoices; 2026-04 4 invoices; (no month) 2 invoices.",
            all),
        .init(
            "invoices per vendor",
            "Number of invoices by vendor: Acme Traders Pvt. Ltd. 3 invoices; India Post 2 invoices; Metro Foods & Co 2 invoices; Sharma Electricals 2 invoices; Sharma Textiles 2 invoices; (no vendor) 2 invoices; Globex GmbH 1 invoice.",
            all),
        .init(
            "monthly totals",
            "Sum of totals by month: 2026-01 INR 590.00 over 1 invoice; 2026-02 INR 1,18,000.00 over 1 invoice; 2026-03 EUR 1,200.00 over 1 invoice; 2026-03 INR 85,500.00 over 5 invoices; 2026-04 INR 30,440.00 over 4 invoices.",
            all),
        .init(
            "monthly spend on Acme",
            "Sum of totals by month (from Acme Traders Pvt. Ltd.): 2026-03 INR 70,800.00 over 2 invoices; 2026-04 INR 2,360.00 over 1 invoice.",
            [1, 2, 3]),
        .init(
            "vendor wise total",
            "Sum of totals by vendor: Sharma Electricals INR 1,23,900.00 over 2 invoices; Acme Traders Pvt. Ltd. INR 73,160.00 over 3 invoices; Sharma Textiles INR 31,500.00 over 2 invoices; Metro Foods & Co INR 4,200.00 over 2 invoices; India Post INR 1,770.00 over 2 invoices; Globex GmbH EUR 1,200.00 over 1 invoice.",
            all),
        .init(
            "month wise count",
            "Number of invoices by month: 2026-01 1 invoice; 2026-02 1 invoice; 2026-03 6 invoices; 2026-04 4 invoices; (no month) 2 invoices.",
            all),
        .init(
            "totals by currency",
            "Sum of totals by currency: INR INR 2,34,530.00 over 11 invoices; EUR EUR 1,200.00 over 1 invoice.",
            all),
        .init("how many currencies", "2 currencies: EUR and INR. 2 invoices without one.", all),
        .init("which currencies do we use", "2 currencies: EUR and INR. 2 invoices without one.", all),
        .init("euro invoices", "1 invoice (in EUR)", [11]),
        .init("invoices in EUR", "1 invoice (in EUR)", [11]),
        .init("USD invoices", "No invoices (in USD).", []),
        .init(
            "invoices without GST",
            "No invoices (without tax total). Only invoices that were read are looked at.", []),
        .init("invoices without GSTIN", "1 invoice (without supplier GSTIN)", [14]),
        .init(
            "invoices missing due date", "11 invoices (without due date)",
            [2, 3, 4, 5, 6, 7, 8, 9, 11, 13, 14]),
    ]
}
