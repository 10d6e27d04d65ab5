internal import AssayKit

extension InvoiceFactory.Wish {
    /// Takes over what a form is for, where the request leaves it open.
    mutating func follow(_ form: Form, _ request: SampleRequest, from random: inout SplitMix64) {
        if request.business == nil { trades = form.trades }
        if request.complexity == nil, request.series != .long { rows = form.rows }
        kind = random.pick(form.kinds, else: .taxInvoice)
        supply = form.supply
        isElectronic = isElectronic || form.isElectronic
        hasPrivateBuyer = form.hasPrivateBuyer && !form.isElectronic && form.supply == .domestic
    }
}

extension Invoice {
    /// Drops what a form says nothing about: only forms with a place for it print a registration.
    ///
    /// A remark below a description belongs to it: nothing on the page sets the two apart.
    mutating func fit(_ form: Form) {
        if form.table.below == .remark {
            for index in lines.indices { lines[index].description += "\nAs per your requirement and sample" }
        }
        if !form.isElectronic { electronic = nil }
        if kind == .receiptVoucher || kind == .deliveryChallan || kind == .proforma { electronic = nil }
    }
}
