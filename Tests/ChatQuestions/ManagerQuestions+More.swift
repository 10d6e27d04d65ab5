extension ManagerQuestions {
    static let moreQuestions: [KnownQuestion] = [
        .init(
            "invoices with no total",
            "No invoices (without total). Only invoices that were read are looked at.", []),
        .init("invoices at 18%", "7 invoices (with a tax rate of 18%)", [1, 2, 3, 6, 7, 13, 14]),
        .init("28% GST invoices", "No invoices (with a tax rate of 28%).", []),
        .init("invoices with GST 5%", "4 invoices (with a tax rate of 5%)", [4, 5, 8, 9]),
        .init(
            "invoices from Acme and India Post", "5 invoices (from Acme Traders Pvt. Ltd. or India Post)",
            [1, 2, 3, 13, 14]),
        .init(
            "invoices not from Acme", "11 invoices (not from Acme Traders Pvt. Ltd.)",
            [4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]),
        .init(
            "invoices excluding Acme", "11 invoices (not from Acme Traders Pvt. Ltd.)",
            [4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]),
        .init(
            "everything except Acme Traders", "11 invoices (not from Acme Traders Pvt. Ltd.)",
            [4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]),
        .init(
            "vendors except Acme",
            "Number of invoices by vendor (not from Acme Traders Pvt. Ltd.): India Post 2 invoices; Metro Foods & Co 2 invoices; Sharma Electricals 2 invoices; Sharma Textiles 2 invoices; (no vendor) 2 invoices; Globex GmbH 1 invoice.",
            [4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]),
        .init(
            "vendors in March",
            "Number of invoices by vendor (dated 2026-03-01 to 2026-03-31): Acme Traders Pvt. Ltd. 2 invoices; Metro Foods & Co 2 invoices; Globex GmbH 1 invoice; Sharma Textiles 1 invoice.",
            [1, 2, 4, 8, 9, 11]),
        .init(
            "how many vendors did we have in March?",
            "4 vendors (dated 2026-03-01 to 2026-03-31): Acme Traders Pvt. Ltd., Globex GmbH, Metro Foods & Co and Sharma Textiles.",
            [1, 2, 4, 8, 9, 11]),
        .init("invoices since March 15", "8 invoices (dated since 2026-03-15)", [2, 3, 5, 7, 8, 9, 11, 14]),
        .init("invoices before March", "2 invoices (dated until 2026-02-28)", [6, 13]),
        .init("invoices after 1 April", "3 invoices (dated since 2026-04-02)", [3, 5, 7]),
        .init("invoices until 31 March", "8 invoices (dated until 2026-03-31)", [1, 2, 4, 6, 8, 9, 11, 13]),
        .init("invoices on 28 March", "2 invoices (dated 2026-03-28)", [8, 9]),
        .init("invoices dated 28/03/2026", "2 invoices (dated 2026-03-28)", [8, 9]),
        .init("invoices dated 28-03-2026", "2 invoices (dated 2026-03-28)", [8, 9]),
        .init("invoices on 03/04/2026", "No invoices (dated 2026-04-03).", []),
        .init(
            "invoices between Feb and March", "7 invoices (dated 2026-02-01 to 2026-03-31)",
            [1, 2, 4, 6, 8, 9, 11]),
        .init(
            "invoices from Feb to April", "11 invoices (dated 2026-02-01 to 2026-04-30)",
            [1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 14]),
        .init(
            "invoices from 1 March to 15 March", "3 invoices (dated 2026-03-01 to 2026-03-15)", [1, 4, 11]),
        .init("invoices in Jan", "1 invoice (dated 2026-01-01 to 2026-01-31)", [13]),
        .init("invoices in 2025", "No invoices (dated 2025-01-01 to 2025-12-31).", []),
        .init(
            "invoices in 2026", "12 invoices (dated 2026-01-01 to 2026-12-31)",
            [1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 13, 14]),
        .init("invoices this week", "No invoices (dated 2026-04-13 to 2026-04-19).", []),
        .init("invoices last week", "2 invoices (dated 2026-04-06 to 2026-04-12)", [5, 7]),
        .init("invoices of last year", "No invoices (dated 2025-01-01 to 2025-12-31).", []),
        .init("yesterday's invoices", "No invoices (dated 2026-04-14).", []),
        .init(
            "total in march and april",
            "Sum of totals: EUR 1,200.00 over 1 invoice and INR 1,15,940.00 over 9 invoices (dated 2026-03-01 to 2026-04-30)",
            [1, 2, 3, 4, 5, 7, 8, 9, 11, 14]),
        .init(
            "what changed today", "Nobody changed, approved or rejected anything since 2026-04-15 UTC.", nil),
        .init(
            "what changed since 10 April", "1 change since 2026-04-10 UTC: GL-9 approved 2026-04-14.", [11]),
        .init("what happened to AT-103", "AT-103: submitted 2026-04-03", [3], says: ["approved 2026-04-04."]),
        .init("history of AT-101", "AT-101: submitted 2026-03-03", [1], says: ["approved 2026-03-10."]),
        .init("approved with flags", "1 invoice (status approved; with findings)", [3]),
        .init("flagged and above 50000", "1 invoice (status flagged; total above 50,000.00)", [2]),
        .init("flagged or rejected", "3 invoices (status flagged or rejected)", [2, 6, 9]),
        .init(
            "rejected in February", "1 invoice (status rejected; decided 2026-02-01 to 2026-02-28 UTC)", [6]),
        .init(
            "approved this month", "3 invoices (status approved; decided 2026-04-01 to 2026-04-30 UTC)",
            [3, 4, 11]),
        .init(
            "approved last week", "No invoices (status approved; decided 2026-04-06 to 2026-04-12 UTC).", []),
        .init("approved on 4 April", "1 invoice (status approved; decided 2026-04-04 UTC)", [3]),
        .init("not yet approved", "9 invoices (status not approved)", [2, 5, 6, 7, 8, 9, 10, 12, 14]),
        .init(
            "grand total", "Sum of totals: EUR 1,200.00 over 1 invoice and INR 2,34,530.00 over 11 invoices",
            all),
        .init(
            "total INR", "Sum of totals: INR 2,34,530.00 over 11 invoices (in INR)",
            [1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 14]),
        .init(
            "how much in total",
            "Sum of totals: EUR 1,200.00 over 1 invoice and INR 2,34,530.00 over 11 invoices", all),
        .init(
            "total of flagged invoices", "Sum of totals: INR 61,100.00 over 2 invoices (status flagged)",
            [2, 9]),
        .init(
            "total value pending review in INR",
            "Sum of totals: INR 22,180.00 over 2 invoices (status needs_review; in INR)", [5, 14]),
        .init(
            "how much is flagged", "Sum of totals: INR 61,100.00 over 2 invoices (status flagged)", [2, 9]),
        .init(
            "value of rejected invoices", "Sum of totals: INR 1,18,000.00 over 1 invoice (status rejected)",
            [6]),
        .init("price of AT-101", "The total of AT-101 is INR 11,800.00 (read, confidence 98%).", [1]),
        .init(
            "how much have we spent with Sharma Electricals so far",
            "Sum of totals: INR 1,23,900.00 over 2 invoices (from Sharma Electricals)", [6, 7]),
        .init(
            "what is the total value of all invoices we received in March?",
            "Sum of totals: EUR 1,200.00 over 1 invoice and INR 83,400.00 over 4 invoices (received 2026-03-01 to 2026-03-31 UTC)",
            [1, 2, 4, 8, 11]),
        .init(
            "give me the number of invoices Metro Foods sent us in March",
            "2 invoices (from Metro Foods & Co; dated 2026-03-01 to 2026-03-31)", [8, 9]),
        .init(
            "list every invoice over 20k that is not approved",
            "3 invoices (status not approved; total above 20,000.00)", [2, 5, 6]),
        .init(
            "how many invoices under \u{20B9}10,000 were approved?",
            "2 invoices (status approved; total below INR 10,000.00; in INR)", [3, 13]),
        .init(
            "is there any invoice from India Post in Feb?",
            "No invoices (from India Post; dated 2026-02-01 to 2026-02-28).", []),
        .init(
            "did Acme send us anything in April?",
            "1 invoice (from Acme Traders Pvt. Ltd.; dated 2026-04-01 to 2026-04-30)", [3]),
        .init(
            "what did we receive from Acme in March",
            "2 invoices (from Acme Traders Pvt. Ltd.; received 2026-03-01 to 2026-03-31 UTC)", [1, 2]),
        .init("did we get any invoices yesterday?", "1 invoice (received 2026-04-14 UTC)", [12]),
        .init(
            "top three invoices by amount in rupees",
            "3 largest of 11 invoices (in INR): SE-1 (Sharma Electricals, INR 1,18,000.00), AT-102 (Acme Traders Pvt. Ltd., INR 59,000.00), ST/26/8 (Sharma Textiles, INR 21,000.00).",
            [2, 5, 6]),
        .init(
            "five most expensive invoices in INR",
            "5 largest of 11 invoices (in INR): SE-1 (Sharma Electricals, INR 1,18,000.00), AT-102 (Acme Traders Pvt. Ltd., INR 59,000.00), ST/26/8 (Sharma Textiles, INR 21,000.00), AT-101 (Acme Traders Pvt. Ltd., INR 11,800.00), ST/26/7 (Sharma Textiles, INR 10,500.00).",
            [1, 2, 4, 5, 6]),
        .init(
            "bottom 3 invoices by confidence",
            "3 least confident of 14 invoices: IP-56 (India Post, INR 1,180.00, confidence 55%), ST/26/8 (Sharma Textiles, INR 21,000.00, confidence 62%), SE-2 (Sharma Electricals, INR 5,900.00, confidence 89%).",
            [5, 7, 14]),
        .init("invoices with at least one flag", "5 invoices (with findings)", [2, 3, 6, 9, 14]),
        .init("invoices with no issues", "9 invoices (without findings)", [1, 4, 5, 7, 8, 10, 11, 12, 13]),
        .init(
            "how many flags were raised in March",
            "3 findings on 2 invoices (dated 2026-03-01 to 2026-03-31)", [2, 9]),
        .init(
            "which vendor has the lowest total in INR",
            "Sum of totals by vendor (in INR): India Post INR 1,770.00 over 2 invoices.",
            [1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 14]),
        .init("which month had the most invoices?", "Number of invoices by month: 2026-03 6 invoices.", all),
        .init(
            "which month had the highest total in INR?",
            "Sum of totals by month (in INR): 2026-02 INR 1,18,000.00 over 1 invoice.",
            [1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 14]),
        .init(
            "what was our total in Q4 FY26 from Acme?",
            "Sum of totals: INR 70,800.00 over 2 invoices (from Acme Traders Pvt. Ltd.; dated 2026-01-01 to 2026-03-31)",
            [1, 2]),
        .init(
            "total of Q3 FY25-26", "No invoices (dated 2025-10-01 to 2025-12-31), so there is no total.", []),
        .init(
            "H2 FY26 spend in INR",
            "Sum of totals: INR 2,04,090.00 over 7 invoices (dated 2025-10-01 to 2026-03-31; in INR)",
            [1, 2, 4, 6, 8, 9, 13]),
        .init(
            "invoices in the first quarter of this financial year",
            "4 invoices (dated 2026-04-01 to 2026-06-30)", [3, 5, 7, 14]),
        .init("how many invoices in FY 24-25", "No invoices (dated 2024-04-01 to 2025-03-31).", []),
        .init(
            "spend in FY26 by vendor in INR",
            "Sum of totals by vendor (dated 2025-04-01 to 2026-03-31; in INR): Sharma Electricals INR 1,18,000.00 over 1 invoice; Acme Traders Pvt. Ltd. INR 70,800.00 over 2 invoices; Sharma Textiles INR 10,500.00 over 1 invoice; Metro Foods & Co INR 4,200.00 over 2 invoices; India Post INR 590.00 over 1 invoice.",
            [1, 2, 4, 6, 8, 9, 13]),
        .init(
            "GST by vendor in March",
            "Sum of tax by vendor (dated 2026-03-01 to 2026-03-31): Acme Traders Pvt. Ltd. INR 10,800.00 over 2 invoices; Sharma Textiles INR 500.00 over 1 invoice; Metro Foods & Co INR 200.00 over 2 invoices; Globex GmbH EUR 191.60 over 1 invoice.",
            [1, 2, 4, 8, 9, 11]),
        .init(
            "GST by month",
            "Sum of tax by month: 2026-01 INR 90.00 over 1 invoice; 2026-02 INR 18,000.00 over 1 invoice; 2026-03 EUR 191.60 over 1 invoice; 2026-03 INR 11,500.00 over 5 invoices; 2026-04 INR 2,440.00 over 4 invoices.",
            all),
        .init(
            "IGST charged by Sharma Electricals", "None of 2 invoices (from Sharma Electricals) has a IGST.",
            [6, 7]),
        .init(
            "how much tax did Sharma Textiles charge in FY26?",
            "Sum of tax: INR 500.00 over 1 invoice (from Sharma Textiles; dated 2025-04-01 to 2026-03-31)",
            [4]),
        .init(
            "what is the tax on SE-1?", "The tax total of SE-1 is INR 18,000.00 (read, confidence 93%).", [6]),
        .init(
            "what's the GSTIN on ST/26/7?",
            "The supplier GSTIN of ST/26/7 is 29AAGCB7383J1Z4 (read, confidence 95%).", [4]),
        .init("place of supply of AT-101", "AT-101 has no place of supply.", [1]),
        .init("currency of GL-9", "The currency of GL-9 is EUR (read, confidence 99%).", [11]),
        .init("why was invoice no. SE-1 rejected?", "SE-1 is rejected. The reviewer said: Wrong goods", [6]),
        .init(
            "invoices flagged by IDN-02 in March",
            "1 invoice (with a finding of IDN-02; dated 2026-03-01 to 2026-03-31)", [2]),
        .init("invoices flagged under TAX-03", "1 invoice (with a finding of TAX-03)", [6]),
        .init(
            "invoices by buyer",
            "Number of invoices by buyer: Bharat Stores 6 invoices; Bharat Exports LLP 3 invoices; Kaveri Mills 3 invoices; (no buyer) 2 invoices.",
            all),
        .init(
            "top 2 buyers by total in INR",
            "Sum of totals by buyer (in INR): Bharat Stores INR 2,03,500.00 over 6 invoices; Bharat Exports LLP INR 23,360.00 over 2 invoices.",
            [1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 14]),
        .init(
            "biggest buyer in INR",
            "Sum of totals by buyer (in INR): Bharat Stores INR 2,03,500.00 over 6 invoices.",
            [1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 14]),
        .init(
            "biggest vendor in INR",
            "Sum of totals by vendor (in INR): Sharma Electricals INR 1,23,900.00 over 2 invoices.",
            [1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 14]),
        .init(
            "who is our largest supplier in INR this year",
            "Sum of totals by vendor (dated 2026-01-01 to 2026-12-31; in INR): Sharma Electricals INR 1,23,900.00 over 2 invoices.",
            [1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 14]),
        .init(
            "who bills us the most in INR?",
            "Sum of totals by vendor (in INR): Sharma Electricals INR 1,23,900.00 over 2 invoices.",
            [1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 14]),
        .init(
            "who charged us the most in March in INR",
            "Sum of totals by vendor (dated 2026-03-01 to 2026-03-31; in INR): Acme Traders Pvt. Ltd. INR 70,800.00 over 2 invoices.",
            [1, 2, 4, 8, 9]),
        .init(
            "who sent us the most invoices",
            "Number of invoices by vendor: Acme Traders Pvt. Ltd. 3 invoices.", all),
        .init(
            "who sends the most invoices?",
            "Number of invoices by vendor: Acme Traders Pvt. Ltd. 3 invoices.", all),
        .init(
            "average invoice from Acme in FY26",
            "Average total: INR 35,400.00 over 2 invoices (from Acme Traders Pvt. Ltd.; dated 2025-04-01 to 2026-03-31)",
            [1, 2]),
        .init(
            "avg of approved invoices in INR",
            "Average total: INR 6,312.50 over 4 invoices (status approved; in INR)", [1, 3, 4, 13]),
        .init(
            "mean total per buyer",
            "Average total by buyer: Bharat Stores INR 33,916.67 over 6 invoices; Bharat Exports LLP INR 11,680.00 over 2 invoices; Kaveri Mills INR 2,556.67 over 3 invoices; Bharat Exports LLP EUR 1,200.00 over 1 invoice.",
            all),
        .init(
            "maximum invoice amount in INR", "Highest total: INR 1,18,000.00 over 11 invoices (in INR)",
            [1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 14]),
        .init(
            "difference between March and April",
            "Sum of totals. Dated 2026-03-01 to 2026-03-31: EUR 1,200.00 over 1 invoice and INR 85,500.00 over 5 invoices; Dated 2026-04-01 to 2026-04-30: INR 30,440.00 over 4 invoices.",
            [1, 2, 3, 4, 5, 7, 8, 9, 11, 14]),
        .init(
            "difference between Acme and India Post",
            "Sum of totals. From Acme Traders Pvt. Ltd.: INR 73,160.00 over 3 invoices; From India Post: INR 1,770.00 over 2 invoices. The first is higher by INR 71,390.00.",
            [1, 2, 3, 13, 14]),
        .init(
            "total for Acme and India Post",
            "Sum of totals: INR 74,930.00 over 5 invoices (from Acme Traders Pvt. Ltd. or India Post)",
            [1, 2, 3, 13, 14]),
        .init(
            "total for Acme Traders and Sharma Textiles in March",
            "Sum of totals: INR 81,300.00 over 3 invoices (from Acme Traders Pvt. Ltd. or Sharma Textiles; dated 2026-03-01 to 2026-03-31)",
            [1, 2, 4]),
        .init(
            "sum of invoices 1 lakh and above",
            "Sum of totals: INR 1,18,000.00 over 1 invoice (total at least 100,000.00)", [6]),
        .init("invoices of INR 59,000 or more", "2 invoices (total at least INR 59,000.00; in INR)", [2, 6]),
        .init("invoices up to 2,360", "6 invoices (total at most 2,360.00)", [3, 8, 9, 11, 13, 14]),
        .init("invoices no more than 2100", "5 invoices (total at most 2,100.00)", [8, 9, 11, 13, 14]),
        .init(
            "invoices from Acme worth over 10k in March",
            "2 invoices (from Acme Traders Pvt. Ltd.; dated 2026-03-01 to 2026-03-31; total above 10,000.00)",
            [1, 2]),
        .init(
            "approved invoices in March from Acme above 10k with 18% GST",
            "1 invoice (from Acme Traders Pvt. Ltd.; status approved; dated 2026-03-01 to 2026-03-31; total above 10,000.00; with a tax rate of 18%)",
            [1]),
        .init(
            "flagged invoices from Acme received in March",
            "1 invoice (from Acme Traders Pvt. Ltd.; status flagged; received 2026-03-01 to 2026-03-31 UTC)",
            [2]),
        .init("how many are queued?", "1 invoice (status queued)", [10]),
        .init("how many are waiting to be read?", "1 invoice (status queued)", [10]),
        .init("how many invoices do I have", "14 invoices", all),
        .init(
            "count vendors",
            "6 vendors: Acme Traders Pvt. Ltd., Globex GmbH, India Post, Metro Foods & Co, Sharma Electricals and Sharma Textiles. 2 invoices without one.",
            all),
        .init(
            "invoice count by vendor",
            "Number of invoices by vendor: Acme Traders Pvt. Ltd. 3 invoices; India Post 2 invoices; Metro Foods & Co 2 invoices; Sharma Electricals 2 invoices; Sharma Textiles 2 invoices; (no vendor) 2 invoices; Globex GmbH 1 invoice.",
            all),
        .init(
            "total number of invoices in March", "6 invoices (dated 2026-03-01 to 2026-03-31)",
            [1, 2, 4, 8, 9, 11]),
        .init(
            "total number of vendors",
            "6 vendors: Acme Traders Pvt. Ltd., Globex GmbH, India Post, Metro Foods & Co, Sharma Electricals and Sharma Textiles. 2 invoices without one.",
            all),
        .init("all invoices", "14 invoices", all),
        .init("invoices please", "14 invoices", all),
        .init(
            "Can you please show me all the approved invoices from Acme Traders in the month of March?",
            "1 invoice (from Acme Traders Pvt. Ltd.; status approved; dated 2026-03-01 to 2026-03-31)", [1]),
        .init(
            "I want to see invoices above 1 lakh from Sharma Electricals",
            "1 invoice (from Sharma Electricals; total above 100,000.00)", [6]),
        .init(
            "I'd like the total for March in INR",
            "Sum of totals: INR 85,500.00 over 5 invoices (dated 2026-03-01 to 2026-03-31; in INR)",
            [1, 2, 4, 8, 9]),
        .init(
            "could you tell me how many invoices were rejected in February",
            "1 invoice (status rejected; decided 2026-02-01 to 2026-02-28 UTC)", [6]),
        .init("pls show flagged invoices", "2 invoices (status flagged)", [2, 9]),
        .init("show flagged invoices pls", "2 invoices (status flagged)", [2, 9]),
        .init(
            "tell me the sum of all approved invoices in rupees",
            "Sum of totals: INR 25,250.00 over 4 invoices (status approved; in INR)", [1, 3, 4, 13]),
        .init("invoices > 1L", "1 invoice (total above 100,000.00)", [6]),
        .init("invoices > 1.1L and < 2L", "1 invoice (total above 110,000.00; total below 200,000.00)", [6]),
        .init(
            "invoices between 1L and 2L", "1 invoice (total at least 100,000.00; total at most 200,000.00)",
            [6]),
        .init(
            "invoices between \u{20B9}1,000 and \u{20B9}3,000",
            "4 invoices (total at least INR 1,000.00; total at most INR 3,000.00; in INR)", [3, 8, 9, 14]),
        .init(
            "invoices from 01-03-2026 to 15-03-2026", "3 invoices (dated 2026-03-01 to 2026-03-15)",
            [1, 4, 11]),
        .init(
            "invoices between 01/03/2026 and 15/03/2026", "3 invoices (dated 2026-03-01 to 2026-03-15)",
            [1, 4, 11]),
        .init(
            "invoices from 2026-03-01 until 2026-03-15", "3 invoices (dated 2026-03-01 to 2026-03-15)",
            [1, 4, 11]),
        .init("invoices in 03/2026", "6 invoices (dated 2026-03-01 to 2026-03-31)", [1, 2, 4, 8, 9, 11]),
        .init("invoices in Mar 26", "6 invoices (dated 2026-03-01 to 2026-03-31)", [1, 2, 4, 8, 9, 11]),
        .init("invoices in Mar'26", "6 invoices (dated 2026-03-01 to 2026-03-31)", [1, 2, 4, 8, 9, 11]),
        .init(
            "invoices in the month of March 2026", "6 invoices (dated 2026-03-01 to 2026-03-31)",
            [1, 2, 4, 8, 9, 11]),
        .init("March invoices", "6 invoices (dated 2026-03-01 to 2026-03-31)", [1, 2, 4, 8, 9, 11]),
        .init(
            "March invoices from Acme",
            "2 invoices (from Acme Traders Pvt. Ltd.; dated 2026-03-01 to 2026-03-31)", [1, 2]),
        .init(
            "April's total", "Sum of totals: INR 30,440.00 over 4 invoices (dated 2026-04-01 to 2026-04-30)",
            [3, 5, 7, 14]),
        .init(
            "total of March",
            "Sum of totals: EUR 1,200.00 over 1 invoice and INR 85,500.00 over 5 invoices (dated 2026-03-01 to 2026-03-31)",
            [1, 2, 4, 8, 9, 11]),
        .init(
            "march total",
            "Sum of totals: EUR 1,200.00 over 1 invoice and INR 85,500.00 over 5 invoices (dated 2026-03-01 to 2026-03-31)",
            [1, 2, 4, 8, 9, 11]),
        .init(
            "March total in INR",
            "Sum of totals: INR 85,500.00 over 5 invoices (dated 2026-03-01 to 2026-03-31; in INR)",
            [1, 2, 4, 8, 9]),
        .init(
            "Acme's total for March",
            "Sum of totals: INR 70,800.00 over 2 invoices (from Acme Traders Pvt. Ltd.; dated 2026-03-01 to 2026-03-31)",
            [1, 2]),
        .init("Acme's invoices", "3 invoices (from Acme Traders Pvt. Ltd.)", [1, 2, 3]),
    ]
}
