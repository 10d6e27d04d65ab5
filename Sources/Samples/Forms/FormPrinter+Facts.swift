extension FormPrinter {
    /// A fact's label, and its value where the invoice has one.
    func entry(_ fact: Fact) -> (label: String, value: String?) {
        if let (key, value) = scored(fact) { return (label(key), value) }
        let (key, value) = unscored(fact)
        return (label(key), value)
    }

    private func scored(_ fact: Fact) -> (FormLabel, String?)? {
        switch fact {
        case .invoiceNumber: (.invoiceNumber, invoice.number)
        case .invoiceDate: (.invoiceDate, invoice.date?.text(form.dates))
        case .dueDate: (.dueDate, invoice.dueDate?.text(form.dates))
        case .purchaseOrder: (.purchaseOrder, invoice.purchaseOrder)
        case .ewayBill: (.ewayBill, invoice.ewayBill)
        case .placeOfSupply: (.placeOfSupply, invoice.placeOfSupply.map(form.place.text))
        case .reverseCharge: (.reverseCharge, shortLabel(invoice.isReverseCharge ? .yes : .no))
        case .irn: (.irn, invoice.electronic?.irn)
        case .ackNumber: (.ackNumber, invoice.electronic?.acknowledgement)
        case .ackDate: (.ackDate, invoice.electronic?.day.text(form.dates))
        case .supplierGSTIN: (.gstin, invoice.supplier.gstin)
        case .supplierPAN: (.pan, invoice.supplierPAN)
        case .buyerName: (.buyer, invoice.buyer.name)
        case .buyerGSTIN: (.gstin, invoice.buyer.gstin)
        case .originalNumber: (.originalNumber, invoice.original?.number)
        case .originalDate: (.originalDate, invoice.original?.date.text(form.dates))
        default: nil
        }
    }

    private func unscored(_ fact: Fact) -> (FormLabel, String?) {
        // Made from the number alone, so that a page stays the same whatever stands before a fact.
        var random = SplitMix64(seed: 1, stream: (invoice.number ?? "") + String(describing: fact))
        let date = invoice.date ?? CalendarDay(2026, 4, 1)
        switch fact {
        case .vehicle:
            return (
                .vehicle, invoice.supplier.region.gstCodeLetters + random.digits(2) + "AB" + random.digits(4)
            )
        case .lorryReceipt: return (.lorryReceipt, random.digits(6))
        case .transporter:
            return (.transporter, random.pick(["Sagar Roadways", "By Hand", "Own Vehicle"], else: "By Hand"))
        case .salesman: return (.salesman, random.pick(["Ramesh", "Counter 2", "S. Pillai"], else: "Ramesh"))
        case .terms:
            let days = invoice.dueDate.map { $0.daysSince1970 - date.daysSince1970 }
            return (.terms, days.map { "\($0) Days" } ?? "Against Delivery")
        case .time: return (.time, "\(random.number(in: 10...12)):\(random.number(in: 10...59))")
        case .counter: return (.counter, "C\(random.number(in: 1...9))")
        case .drugLicence: return (.drugLicence, "20B/\(random.digits(5)), 21B/\(random.digits(5))")
        case .foodLicence: return (.foodLicence, "1" + random.digits(13))
        case .room: return (.room, random.digits(3))
        case .arrival: return (.arrival, (date + -2).text(form.dates))
        case .departure: return (.departure, date.text(form.dates))
        case .port: return (.port, "INNSA1 Nhava Sheva")
        case .country: return (.country, invoice.buyer.region.city == "Rotterdam" ? "Netherlands" : "U.A.E.")
        case .undertaking: return (.undertaking, "AD27" + random.digits(10) + "X")
        default: return (.customer, "C-" + random.digits(4))
        }
    }

    /// Notes that a scored fact stands on the sheet.
    mutating func note(_ fact: Fact, hasValue: Bool) {
        guard hasValue else { return }
        switch fact {
        case .invoiceNumber: sheet.prints(.invoiceNumber)
        case .invoiceDate: sheet.prints(.invoiceDate)
        case .dueDate: sheet.prints(.dueDate)
        case .purchaseOrder: sheet.prints(.poNumber)
        case .ewayBill: sheet.prints(.ewayBillNumber)
        case .placeOfSupply: sheet.prints(.placeOfSupply)
        case .reverseCharge: sheet.prints(.reverseCharge)
        case .irn: sheet.prints(.irn)
        case .ackNumber: sheet.prints(.ackNumber)
        case .ackDate: sheet.prints(.ackDate)
        case .supplierGSTIN: sheet.prints(.supplierGSTIN)
        case .supplierPAN: sheet.prints(.supplierPAN)
        case .buyerName: sheet.prints(.buyerName)
        case .buyerGSTIN: sheet.prints(.buyerGSTIN)
        default: break
        }
    }
}
