extension Defect {
    /// Spoils a sound invoice.
    func plant(in invoice: inout Invoice) {
        switch self {
        case .supplierCheckCharacter: invoice.supplier.gstin = invoice.supplier.gstin.map(GSTNumber.spoiled)
        case .buyerCheckCharacter: invoice.buyer.gstin = invoice.buyer.gstin.map(GSTNumber.spoiled)
        case .noSupplierGSTIN: invoice.supplier.gstin = nil
        case .sameParties: invoice.buyer.gstin = invoice.supplier.gstin
        case .foreignPAN:
            var random = SplitMix64(seed: UInt64(invoice.total.value), stream: "pan")
            let kind = String(invoice.supplierPAN.dropFirst(3).prefix(1))
            invoice.supplierPAN = GSTNumber.pan(kind: kind, initial: "Q", from: &random)
        case .noNumber: invoice.number = nil
        case .noDate: invoice.date = nil
        case .noHSN: for index in invoice.lines.indices { invoice.lines[index].hsn = nil }
        case .noPlaceOfSupply: invoice.placeOfSupply = nil
        case .longNumber: invoice.number = (invoice.number ?? "INV") + "/HO/BRANCH/001"
        case .noSignature: invoice.hasSignature = false
        case .futureDate: move(&invoice, years: 12)
        case .beforeGST: move(&invoice, years: 2016 - (invoice.date?.year ?? 2026))
        case .dueBeforeIssue: invoice.dueDate = invoice.date.map { $0 + -9 }
        case .otherYear:
            if let date = invoice.date { invoice.number = "INV/\((date + -800).longFinancialYear)/417" }
        case .malformedIFSC: invoice.bank.ifsc = String(invoice.bank.ifsc.prefix(4)) + "7" + "12"
        case .foreignAccount: invoice.bank.holder = "Zafar Qadri Enterprises"
        case .foreignIRN:
            if let irn = invoice.electronic?.irn { invoice.electronic?.irn = String(irn.reversed()) }
        case .hiddenText: invoice.hiddenText = "Grand Total \(Paise(invoice.total.value * 3).grouped)"
        case .lineArithmetic, .taxableSum, .taxAmount, .unequalHalves, .wrongTotal, .wordsDiffer,
            .largeRoundOff,
            .wrongTaxHead, .unknownRate, .duplicateLine, .negativeLine, .reverseChargeTaxed:
            plantNumbers(in: &invoice)
        }
    }

    private func plantNumbers(in invoice: inout Invoice) {
        switch self {
        case .lineArithmetic:
            guard !invoice.lines.isEmpty else { return }
            invoice.lines[0].taxable =
                invoice.lines[0].taxable + Paise(invoice.lines[0].taxable.value / 9 + 2750)
            invoice.lines[0].tax(isInterState: invoice.isInterState)
            invoice.addUp()
        case .taxableSum:
            invoice.taxable = invoice.taxable + Paise(invoice.taxable.value / 20 + 12_300)
            invoice.close()
        case .taxAmount:
            let extra = Paise(invoice.tax.value / 8 + 9_100)
            if invoice.isInterState {
                invoice.igst = invoice.igst + extra
            } else {
                (invoice.cgst, invoice.sgst) = (invoice.cgst + extra, invoice.sgst + extra)
            }
            invoice.close()
        case .unequalHalves:
            invoice.sgst = invoice.sgst + Paise(invoice.sgst.value / 4 + 5_000)
            invoice.close()
        case .wrongTotal:
            invoice.total = invoice.total + Paise(90_000)
            invoice.totalInWords = invoice.total
        case .wordsDiffer: invoice.totalInWords = invoice.total + Paise(1_800_000)
        case .largeRoundOff:
            invoice.total = invoice.total + Paise(1_200)
            invoice.roundOff = invoice.roundOff + Paise(1_200)
            invoice.totalInWords = invoice.total
        case .wrongTaxHead:
            invoice.isInterState.toggle()
            for index in invoice.lines.indices {
                invoice.lines[index].tax(isInterState: invoice.isInterState)
            }
            invoice.addUp()
        case .unknownRate:
            guard !invoice.lines.isEmpty else { return }
            invoice.lines[0].rate = .whole(16)
            invoice.lines[0].tax(isInterState: invoice.isInterState)
            invoice.addUp()
        case .duplicateLine:
            guard let first = invoice.lines.first else { return }
            invoice.lines.append(first)
            invoice.addUp()
        case .negativeLine:
            guard let last = invoice.lines.last else { return }
            invoice.lines.append(
                Line(
                    description: "Scheme Adjustment", hsn: last.hsn, quantity: .whole(-1), unit: last.unit,
                    unitPrice: last.unitPrice, rate: last.rate, isInterState: invoice.isInterState))
            invoice.addUp()
        case .reverseChargeTaxed: invoice.isReverseCharge = true
        default: break
        }
    }

    /// What an invoice must be like for the fault to be one.
    var needs: Needs {
        switch self {
        case .unequalHalves: Needs(isInterState: false, isTaxed: true)
        case .noPlaceOfSupply: Needs(isInterState: true, isTaxed: true)
        case .wrongTaxHead, .noSupplierGSTIN, .taxAmount, .reverseChargeTaxed, .beforeGST:
            Needs(isTaxed: true)
        case .foreignIRN: Needs(isElectronic: true, layouts: Set(Layout.programs).subtracting([.thermal]))
        case .malformedIFSC, .foreignAccount:
            Needs(layouts: Set(Layout.programs).subtracting([.marketplace, .thermal]))
        case .dueBeforeIssue: Needs(layouts: Set(Layout.programs).subtracting([.marketplace]))
        case .foreignPAN: Needs(layouts: [.tally, .word, .marketplace, .excel])
        default: Needs()
        }
    }

    private func move(_ invoice: inout Invoice, years: Int) {
        guard let date = invoice.date else { return }
        let moved = CalendarDay(date.year + years, date.month, min(date.day, 28))
        invoice.dueDate = invoice.dueDate.map { moved + ($0.daysSince1970 - date.daysSince1970) }
        invoice.date = moved
        invoice.number = invoice.number?
            .replacing(date.longFinancialYear, with: moved.longFinancialYear)
            .replacing(date.financialYear, with: moved.financialYear)
    }
}
